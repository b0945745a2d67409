"""Runs the case scorer that lies beside a development checkout, and holds its figures to the floor.

Usage: check_score.py SCORER FLOOR.toml   (the command to score is named by $RINGBACK)
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def measure(scorer: str, cases: str) -> dict[str, float]:
    """The figures of one set of cases, each with the scorer's own name."""
    command = [sys.executable, scorer, cases, "--part", "tune", "--json"]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own scorer)
    return dict(_figures(json.loads(run.stdout)))


def _figures(answer: dict[str, Any]) -> Iterator[tuple[str, float]]:
    for name, values in answer.items():
        if isinstance(values, dict):
            value = values.get("accuracy", values.get("f1", values.get("auc")))
            if value is not None:
                yield name, value
            if values.get("unknown_kept") is not None:
                yield f"{name}_unknown_kept", values["unknown_kept"]


def main(scorer: str, floor: str) -> int:
    """Prints every figure beside its floor; 1 when one is below."""
    below = []
    for cases, floors in tomllib.loads(Path(floor).read_text(encoding="utf-8")).items():
        print(f"{cases}:")
        figures = measure(scorer, cases)
        for name, value in figures.items():
            print(f"  {name:32} {value:.3f}" + (f"  floor {floors[name]:.3f}" if name in floors else ""))
        below += [f"{cases}.{name}" for name, least in floors.items() if figures.get(name, 0.0) < least]
    if below:
        print(f"Below the floor: {', '.join(below)}.", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
