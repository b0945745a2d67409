"""Writes the page of the figures from the file that keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.figures import Figure, Subject, kept

ROOT = Path(__file__).parent.parent
PAGE = "docs/benchmarks.md"
AROUND = ROOT / "benchmarks" / "page.md"


def page() -> str:
    """The whole page."""
    subjects = kept()
    machines = list(dict.fromkeys(row.machine for one in subjects for row in one.rows))
    legend = "; ".join(f"{_letter(n)} is {name}" for n, name in enumerate(machines))
    tables = (line for one in subjects if one.rows for line in _table(one, machines))
    shown = "\n".join([f"Machines, by the letter after the day: {legend}.\n", *tables])
    return AROUND.read_text(encoding="utf-8").replace("FIGURES", shown)


def write() -> None:
    """Write the page."""
    (ROOT / PAGE).write_text(page(), encoding="utf-8")


def _letter(n: int) -> str:
    return chr(ord("A") + n)


def _table(one: Subject, machines: Sequence[str]) -> Iterator[str]:
    """A subject's table without empty columns; above it its note, and a command or a day that all share."""
    rows = [_cells(row, machines) for row in one.rows]
    common = [key for key in ("command", "day") if len({row[key] for row in rows}) == 1]
    columns = [key for key in rows[0] if key not in common and any(row[key] for row in rows)]
    yield from (f"## {one.title}", "")
    if one.note:
        yield from (one.note, "")
    if common:
        yield from (f"{', '.join(rows[0][key] for key in common)}.", "")
    yield from (_line(columns), _line("---" for _ in columns))
    yield from (_line(row[key] for key in columns) for row in rows)
    yield ""


def _cells(row: Figure, machines: Sequence[str]) -> Mapping[str, str]:
    return {
        "what": row.what,
        "figure": row.figure,
        "beside": row.beside,
        "asked": row.asked,
        "n": row.n,
        "interval": row.interval,
        "command": f"by hand: {row.command}" if row.by_hand else f"`{row.command}`",
        "day": f"{row.day} {_letter(machines.index(row.machine))}",
    }


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
