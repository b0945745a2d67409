# ruff: noqa: INP001, T201 (run by name, to print)
"""Measures, keeps the figures, and writes the page that shows them: `make bench`."""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.figures import Figure, NotHere, Subject, keep, kept, machine, merged
from scripts import docs_benchmarks

SUBJECTS = {
    "start": "Starting, and one report",
    "drafts": "The words, and the review of them",
    "reviewer": "The reviewer, on drafts that nobody had read",
    "unread": "Accounts and employers' texts that nobody had read",
    "process_lines": "Short descriptions of a process, how quickly",
    "debrief": "The debrief",
    "odds": "The odds",
    "recall": "Guided recall",
    "web": "The web app",
    "batch": "Many calls at once: the batch",
    "cohort": "Many calls at once: the report on a cohort",
    "audio": "Recordings",
    "answered": "Whether a take answers its question",
    "doors": "The open doors: Python and assistants",
}
"""Every benchmark by its module, and how the page calls it."""
QUICK = 0.02
"""The share of the work that `--quick` does."""


def measured(name: str, share: float) -> Iterator[Figure]:
    """The rows of one benchmark, each printed as it comes. Raises NotHere."""
    day = f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251 (the day of the measurement)
    for row in importlib.import_module(f"benchmarks.{name}").figures(share):
        more = {"n": row.n, "interval": row.interval, "beside": row.beside, "asked": row.asked}
        print(
            "; ".join([f"  {row.what}: {row.figure}", *(f"{k} {v}" for k, v in more.items() if v)]),
            flush=True,
        )
        yield replace(row, command=f"python -m benchmarks {name}", day=day, machine=machine())


def one(name: str, *, quick: bool) -> int:
    """Measure one subject; what was really measured is kept and shown."""
    print(name, flush=True)
    try:
        rows = tuple(measured(name, QUICK if quick else 1.0))
    except NotHere as missing:
        print(f"  not measured: {missing} Its rows stay as they were.", flush=True)
        return 0
    if not quick:
        keep(merged(kept(), Subject(name, SUBJECTS[name], rows)))
        docs_benchmarks.write()
    return 0


def several(names: Sequence[str], options: Sequence[str]) -> int:
    """Each in a process of its own; one that fails doesn't stop the others."""
    command = [sys.executable, "-m", "benchmarks"]
    failed = [name for name in names if subprocess.run([*command, name, *options], check=False).returncode]  # noqa: S603
    if failed:
        print(f"Failed, and left as they were: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def main() -> int:
    """Measure the subjects named, or all."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure, keep the figures in benchmarks/figures.json, and write docs/benchmarks.md.",
    )
    parser.add_argument("name", nargs="*", help=f"of {', '.join(SUBJECTS)}; none: all of them")
    parser.add_argument(
        "--quick", action="store_true", help="a little of each, to see that it runs; kept nowhere"
    )
    asked = parser.parse_args()
    if strange := [name for name in asked.name if name not in SUBJECTS]:
        parser.error(f"no such benchmark: {', '.join(strange)}; there are {', '.join(SUBJECTS)}")
    names = asked.name or list(SUBJECTS)
    if len(names) > 1:
        return several(names, ["--quick"] if asked.quick else [])
    return one(names[0], quick=asked.quick)


if __name__ == "__main__":
    sys.exit(main())
