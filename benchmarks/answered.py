# ruff: noqa: INP001 (run by name, from the checkout)
"""How often it is heard rightly whether an answer meets its question: `python -m benchmarks answered`.

The answers are made up, and labelled before anything judged them. The rules were first written on "building"
and "kept apart"; those "afterwards" made them more careful; for the "last" nothing was changed any more, so
its figures are the ones to believe. All are by the hand that wrote the rules. Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, of_share

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


def told(name: str, rows: Sequence[Row]) -> Iterator[Figure]:
    """The figures of one set."""
    decided = [row for row in rows if row["heard"] != UNKNOWN]
    right = sum(row["answered"] == (row["heard"] == YES) for row in decided)
    no = [row for row in rows if row["heard"] == NO]
    missed = [row for row in rows if not row["answered"]]
    found = sum(row["heard"] == NO for row in missed)
    yield of_share(f'Answers "{name}": it says yes or no', len(decided), len(rows))
    yield of_share(f'Answers "{name}": rightly, of those', right, len(decided))
    yield of_share(f'Answers "{name}": rightly "no"', sum(not row["answered"] for row in no), len(no))
    yield of_share(f'Answers "{name}": of what doesn\'t answer, found', found, len(missed))


def figures(share: float) -> Iterator[Figure]:
    """Each set's; quickly, the last one's alone."""
    for name in SETS if share == 1 else SETS[-1:]:
        yield from told(name, heard(name))
