# ruff: noqa: INP001 (run by name, from the checkout)
"""What was measured: rows by subject, kept in one file with the day and the machine of each.

A benchmark is a module here with `figures(share)`, which yields a `Figure` for each thing it measures;
`share` is how much of the usual work it does, 1 for all of it. Its entry in benchmarks/__main__.py makes it
one of `make bench`. Rows that need files from elsewhere or a reader's eye stand in the same file, by hand.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median

from ringback.core.calibration import wilson

FILE = Path(__file__).with_name("figures.json")


class NotHere(Exception):
    """What a benchmark needs isn't on this machine: its message says what."""


@dataclass(frozen=True)
class Figure:
    """One row: what was measured and what came out, as they are shown.

    `interval` goes from the lowest run to the highest, or is 95 %; `beside` is a peer with the ratio to it;
    `asked` is the mark to reach. The command, the day and the machine are added by who runs the benchmark.
    """

    what: str
    figure: str
    n: str = ""
    interval: str = ""
    beside: str = ""
    asked: str = ""
    command: str = ""
    day: str = ""
    machine: str = ""
    by_hand: bool = False


@dataclass(frozen=True)
class Subject:
    """The rows of one benchmark, or of one kind of measuring by hand; a `note` is said above them."""

    name: str
    title: str
    rows: tuple[Figure, ...] = field(default=())
    note: str = ""


def of_runs(
    what: str, runs: Sequence[float], show: Callable[[float], str], *, beside: str = "", asked: str = ""
) -> Figure:
    """The row of something measured several times: the median, and the lowest and highest run."""
    span = f"{show(min(runs))} to {show(max(runs))}" if len(runs) > 1 else ""
    return Figure(what, show(median(runs)), f"{len(runs):,}", span, beside, asked)


def of_share(what: str, hits: int, n: int, *, beside: str = "", asked: str = "") -> Figure:
    """The row of a share, with its 95 % interval by Wilson (1927)."""
    low, high = wilson(hits, n)
    return Figure(what, f"{hits / n:.2f}", f"{n:,}", f"{low:.2f} to {high:.2f}", beside, asked)


def machine() -> str:
    """This machine in a few words."""
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def kept() -> list[Subject]:
    """Every row that is kept, by subject."""
    return [
        Subject(**{**one, "rows": tuple(Figure(**row) for row in one["rows"])})
        for one in json.loads(FILE.read_text(encoding="utf-8"))
    ]


def _filled(one: Subject | Figure) -> dict[str, object]:
    return {key: value for key, value in asdict(one).items() if value}


def keep(subjects: Iterable[Subject]) -> None:
    """Write every row; what is empty in a row is left out."""
    plain = [{**_filled(one), "rows": [_filled(row) for row in one.rows]} for one in subjects]
    FILE.write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def merged(subjects: Sequence[Subject], fresh: Subject) -> list[Subject]:
    """The subjects with fresh rows in the place of those that measured the same, and new ones after them."""
    old = next((one for one in subjects if one.name == fresh.name), Subject(fresh.name, fresh.title))
    by_what = {row.what: row for row in (*old.rows, *fresh.rows)}
    whole = replace(fresh, rows=tuple(by_what.values()), note=old.note)
    if old in subjects:
        return [whole if one is old else one for one in subjects]
    return [*subjects, whole]
