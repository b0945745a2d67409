"""Employers as text: one with its texts, all in a list, and what became of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ringback.cli.layout import bold, columns_of, cut, dim, safe, width, wrap
from ringback.telling import days

if TYPE_CHECKING:
    from ringback.app.employers import Imported, Skipped
    from ringback.store.records import Employer, EmployerText

LINES_OF_A_TEXT = 12
MOST_SKIPPED = 20
NAME_ROOM, PLACE_ROOM = 30, 30
BEGIN = (
    "No employer is kept yet. Begin with one, or with a list:",
    '  ringback employer add "Harrow & Pell" how-we-hire.html',
    "  ringback employer import hiring-list.md",
)


def employer_lines(one: Employer, now: datetime, *, whole: bool) -> Iterator[str]:
    """Name, place and link, then each text with where it came from, cut unless the whole is asked for."""
    yield from wrap(bold(safe(one.name)))
    known = (("place", one.place), ("link", one.link))
    yield from columns_of((term, safe(says)) for term, says in known if says)
    if not one.texts:
        yield from wrap("Nothing is kept of how it hires:")
        yield f"  ringback employer add {one.id} FILE"
    cut_any = False
    for text in one.texts:
        yield ""
        yield from _text_head(text, now)
        lines = [line for part in safe(text.text).split("\n") for line in wrap(part, "  ")]
        lines = _without_doubled_blanks(lines)
        left = 0 if whole else len(lines) - LINES_OF_A_TEXT
        yield from lines[:LINES_OF_A_TEXT] if left > 1 else lines
        if left > 1:
            cut_any = True
            yield dim(f"  ... {left:,} more lines")
    if cut_any:
        yield ""
        yield "In full:"
        yield f"  ringback employer show {one.id} --texts"


def _text_head(text: EmployerText, now: datetime) -> list[str]:
    name = "from a list" if text.origin == "list" else safe(text.name)
    source = "" if text.source == text.name else f", {safe(text.source)}"
    added = f", {days.day(text.added.astimezone(now.tzinfo), now.date())}"
    return wrap(f"{bold(name)}{source}{dim(added)}")


def _without_doubled_blanks(lines: list[str]) -> list[str]:
    before = ["", *lines]
    return [line for line, last in zip(lines, before, strict=False) if line.strip() or last.strip()]


def list_lines(kept: Sequence[Employer], find: str | None) -> Iterator[str]:
    """One line an employer: its name, its place, how many texts; the short name where a name is shared."""
    if not kept and find:
        yield from wrap(f'No employer that is kept has "{safe(find)}" in it.')
    elif not kept:
        yield from BEGIN
    shared = Counter(one.name.casefold() for one in kept)
    names = [
        cut(safe(one.name) + (f" ({one.id})" if shared[one.name.casefold()] > 1 else ""), NAME_ROOM)
        for one in kept
    ]
    room = max(map(width, names), default=0)
    for one, name in zip(kept, names, strict=True):
        place = cut(safe(one.place or ""), PLACE_ROOM)
        head = f"{bold(name)}{' ' * (room - width(name))}  {place}"
        gap = " " * (room + 2 + PLACE_ROOM - width(head))
        yield f"{head}{gap}  {dim(_texts(len(one.texts)))}"


def bin_lines(binned: Sequence[tuple[Employer, datetime]], now: datetime) -> Iterator[str]:
    """An employer in the bin, with the day on which it goes and how to take it out."""
    if not binned:
        yield "The bin holds no employer."
    for one, due in binned:
        day = days.day(due.astimezone(now.tzinfo), now.date())
        yield from wrap(f"{bold(safe(one.name))}  erased from {day}; until then:")
        yield f"  ringback employer restore {one.id}"


def import_lines(path: str, done: Imported, skipped: Sequence[Skipped], passed_over: int) -> Iterator[str]:
    """What became of an import, and each thing that was skipped, with its place."""
    counts = (
        f"{len(done.added):,} added, {len(done.changed):,} changed, {len(done.same):,} the same, "
        f"{len(skipped):,} skipped"
    )
    yield from wrap(f"{bold(safe(path))}: {counts}.")
    for one in skipped[:MOST_SKIPPED]:
        yield from wrap(f"{safe(one.where)}: {safe(one.says)}", "  ", "    ")
    if len(skipped) > MOST_SKIPPED:
        yield from wrap(f"... and {len(skipped) - MOST_SKIPPED:,} more; --json lists them all.", "  ")
    if passed_over:
        files = "1 file was" if passed_over == 1 else f"{passed_over:,} files were"
        yield from wrap(f"{files} passed over: pages are .md, .txt, .html, .docx and .eml.")


def _texts(count: int) -> str:
    return {0: "no text", 1: "1 text"}.get(count, f"{count:,} texts")
