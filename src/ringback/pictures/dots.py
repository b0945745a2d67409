"""A chance as a hundred dots: filled up to the low end, pale to the high end, a bar through the middle.

A dot stands for 1 in 100, to the nearest. A chance of less than half a dot fills none: its bar stands before
the first dot, and a line under the row says so. A dot is a dash of no length with a round cap, so that a
hundred take five paths; a new M starts the dashes again, and half a unit at the end guards the last of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from ringback.pictures.frame import (
    LETTER,
    LINE_HEIGHT,
    MARGIN,
    TOKENS,
    draw,
    framed,
    lines_of,
    sentences,
    write,
    write_lines,
    written,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One chance, 0 to 1, with the words that carry it; `low` and `high` where its range is known."""

    label: str
    words: str
    point: float
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """A hundred dots. `bar` is the dot that the bar goes through, from 1; 0 is before them, None no bar."""

    filled: int
    pale: int
    empty: int
    bar: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """How the hundred stand: dots a line, dots before a gap, px from line to line, and the size in px."""

    name: str
    across: int
    group: int
    down: float
    wide: int
    high: int

    def centre(self, dot: int) -> tuple[int, float]:
        """Where a dot stands, counted from 0."""
        line, column = divmod(dot, self.across)
        return 6 + _PITCH * column + 6 * (column // self.group), 7 + self.down * line


_PITCH = 11
WIDE = Grid("wide", 50, 10, 17, 572, 34)
SLIM = Grid("slim", 25, 5, 12.5, 302, 56)

_STYLE = TOKENS + (
    ".d-on,.d-pale,.d-edge,.d-off,.d-point{fill:none;stroke-linecap:round}"
    ".d-on,.d-pale,.d-edge,.d-off{stroke-dasharray:0 11}"
    ".d-on{stroke:var(--p-accent);stroke-width:7.5}.d-pale{stroke:var(--p-pale);stroke-width:5}"
    ".d-edge{stroke:var(--p-edge);stroke-width:6}.d-off{stroke:var(--p-paper);stroke-width:4}"
    ".d-point{stroke:var(--p-ink);stroke-width:1.6}"
)
_LETTERS = int(WIDE.wide / LETTER)
_TOO_SMALL = "Less than half a dot: none is filled, the bar stands before them."
_KEY = (
    (("d-on",), "even on the least kind reading"),
    (("d-on", "d-pale"), "the range; the bar is the middle"),
    (("d-edge", "d-off"), "the rest"),
)


def counted(row: Row) -> Counts:
    """The dots of a row, halves up."""
    point = _dots(row.point)
    if row.low is None or row.high is None:
        return Counts(point, 0, 100 - point, 0 if point == 0 and row.point > 0 else None)
    low, high = min(_dots(row.low), point), max(_dots(row.high), point)
    return Counts(low, high - low, 100 - high, point)


def dots(row: Row, grid: Grid = WIDE) -> str:
    """One row's dots for a web page, whose stylesheet draws them: no words but for who can't see it."""
    counts = counted(row)
    box = f"0 0 {grid.wide} {grid.high}"
    label = {"role": "img", "aria-label": _told(counts)}
    svg = Element("svg", {"class": f"dots {grid.name}", "viewBox": box, **label})
    _draw(svg, counts, grid)
    return tostring(svg, encoding="unicode")


def rows_of_dots(rows: Sequence[Row], note: str = "") -> str:
    """Rows of a hundred dots as an SVG of its own, words first: the picture is a second telling.

    `note` stands under all of them, a row's own under its dots.
    """
    told = sentences(*map(_row_told, rows), note) or "There is no chance to show."
    root = framed(WIDE.wide + 2 * MARGIN, "The chances, in dots of a hundred", told, _STYLE)
    beside = all(len(row.label) + len(row.words) + 3 <= _LETTERS for row in rows)
    y: float = MARGIN
    for row in rows:
        y = (_head_beside if beside else _head_above)(root, row, y + 12)
        group = SubElement(root, "g", {"transform": f"translate({MARGIN} {y - 8:g})"})
        _draw(group, counted(row), WIDE)
        y = write_lines(root, lines_of(_under(row), _LETTERS), MARGIN, y + WIDE.high + 14, "soft")
    if any(counted(row).pale for row in rows):
        y = _key(root, y + 12)
    y = write_lines(root, lines_of(note, _LETTERS), MARGIN, y + 12)
    return written(root, y + MARGIN - LINE_HEIGHT)


def _head_beside(root: Element, row: Row, y: float) -> float:
    write(root, row.label, MARGIN, y, "strong")
    write(root, row.words, MARGIN + WIDE.wide, y, "end")
    return y + LINE_HEIGHT


def _head_above(root: Element, row: Row, y: float) -> float:
    y = write_lines(root, lines_of(row.label, _LETTERS), MARGIN, y, "strong")
    return write_lines(root, lines_of(row.words, _LETTERS), MARGIN, y)


def _key(root: Element, y: float) -> float:
    for kinds, words in _KEY:
        for kind in kinds:
            draw(root, kind, f"M{MARGIN + 6} {y - 5:g}h0.5")
        write(root, words, MARGIN + 20, y, "soft")
        y += LINE_HEIGHT
    return y


def _dots(chance: float) -> int:
    return math.floor(chance * 100 + 0.5)


def _under(row: Row) -> str:
    return sentences(_TOO_SMALL if counted(row).bar == 0 and row.point > 0 else "", row.note)


def _draw(parent: Element, counts: Counts, grid: Grid) -> None:
    """Empty dots first, then the range, the filled ones and the bar: what is certain lies on top."""
    high = counts.filled + counts.pale
    spans = (
        (high, 100, ("d-edge", "d-off")),
        (counts.filled, high, ("d-on", "d-pale")),
        (0, counts.filled, ("d-on",)),
    )
    for first, end, kinds in spans:
        if first < end:
            for kind in kinds:
                draw(parent, kind, "".join(_runs(first, end, grid)))
    if counts.bar is not None:
        x, y = grid.centre(counts.bar - 1) if counts.bar else (1, 7)
        draw(parent, "d-point", f"M{x} {y - 5.9:g}v11.8")


def _runs(first: int, end: int, grid: Grid) -> Iterator[str]:
    """The dots from first to before end, a run for each group."""
    while first < end:
        stop = min(end, (first // grid.group + 1) * grid.group)
        x, y = grid.centre(first)
        yield f"M{x} {y:g}h{_PITCH * (stop - first - 1) + 0.5:g}"
        first = stop


def _told(counts: Counts) -> str:
    filled, first, last = counts.filled, counts.filled + 1, counts.filled + counts.pale
    if not counts.pale:
        return f"{filled or 'none'} of 100 filled"
    pale = f"{first} to {last} pale" if first < last else f"{first} pale"
    return f"{filled or 'none'} of 100 filled, {pale}, middle {counts.bar or 'before the first'}"


def _row_told(row: Row) -> str:
    return sentences(f"{row.label}: {row.words} ({_told(counted(row))})", _under(row))
