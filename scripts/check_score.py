"""Runs the case scorer that lies beside a development checkout, and holds its figures to the floor.

Usage: check_score.py SCORER FLOOR.toml   (the command to score is named by $RINGBACK)
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path


def measure(scorer: Path) -> dict[str, float]:
    """The figures held to a floor, each with the scorer's own name."""
    command = [sys.executable, str(scorer), "stories", "--part", "tune", "--json"]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own scorer)
    figures = json.loads(run.stdout)
    fields = {name: values for name, values in figures.items() if isinstance(values, dict)}
    return {name: values.get("accuracy", values.get("f1")) for name, values in fields.items()}


def main(scorer: str, floor: str) -> int:
    """Prints every figure beside its floor; 1 when one is below."""
    figures = measure(Path(scorer))
    floors = tomllib.loads(Path(floor).read_text(encoding="utf-8"))
    for name, value in figures.items():
        if value is not None:
            print(f"  {name:22} {value:.3f}" + (f"  floor {floors[name]:.3f}" if name in floors else ""))
    below = [name for name, least in floors.items() if (figures[name] or 0.0) < least]
    if below:
        print(f"Below the floor: {', '.join(below)}.", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
