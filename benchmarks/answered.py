# ruff: noqa: INP001, T201 (run by path, to print)
"""How often it is heard rightly whether an answer meets its question: `python -m benchmarks.answered`.

The answers are made up, and labelled before anything judged them. The rules were first written on "building"
and "kept apart"; those "afterwards" made them more careful; for the "last" nothing was changed any more, so
its figures are the ones to believe. All are by the hand that wrote the rules. Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import Any

from ringback.catalogue import load
from ringback.core.answered import NO, UNKNOWN, YES, met

GOLD = Path(__file__).with_name("answered.jsonl")
SETS = ("building", "kept apart", "afterwards", "last")
Row = dict[str, Any]


def heard(name: str) -> list[Row]:
    """The answers of a set, each with what was heard."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    catalogue = load()
    chosen = [row for row in rows if row["set"] == name]
    return [{**row, "heard": met(row["asks"], row["answer"], catalogue).answers} for row in chosen]


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 in 100 interval of a share."""
    z, share = 1.96, right / count
    middle, half = share + z * z / (2 * count), z * sqrt(share * (1 - share) / count + z * z / (4 * count**2))
    return (middle - half) / (1 + z * z / count), (middle + half) / (1 + z * z / count)


def _line(name: str, right: int, count: int) -> str:
    low, high = wilson(right, count) if count else (0.0, 1.0)
    return f"  {name:<34} {right:>3} of {count:<3} {low:.2f} to {high:.2f}"


def told(name: str, rows: Sequence[Row]) -> list[str]:
    """The figures of one set."""
    decided = [row for row in rows if row["heard"] != UNKNOWN]
    right = [row for row in decided if row["answered"] == (row["heard"] == YES)]
    no = [row for row in rows if row["heard"] == NO]
    missed = [row for row in rows if not row["answered"]]
    return [
        f"{name}: {len(rows)} answers",
        _line("it says yes or no", len(decided), len(rows)),
        _line("rightly, of those", len(right), len(decided)),
        _line('rightly "no"', sum(not row["answered"] for row in no), len(no)),
        _line("of what doesn't answer, found", sum(row["heard"] == NO for row in missed), len(missed)),
    ]


def main() -> None:
    """Print the figures; with --show, what went wrong in the set that may be looked at."""
    for name in SETS:
        rows = heard(name)
        print(*told(name, rows), sep="\n")
        if name == SETS[0] and "--show" in sys.argv:
            wrong = [row for row in rows if row["answered"] != (row["heard"] == YES)]
            print(*(f"    {row['heard']:<8}{row['asks']} | {row['answer']}" for row in wrong), sep="\n")


if __name__ == "__main__":
    main()
