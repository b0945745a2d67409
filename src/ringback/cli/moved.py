"""What moved from one report to the next, in a terminal: only what is another thing now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ringback.cli.fact_lines import words_line
from ringback.telling import said

if TYPE_CHECKING:
    from ringback.core.moved import Moved, Shift

_WORTH: Mapping[str, str] = {"none": "nothing", "little": "little", "some": "something"}


def moved_lines(moved: Moved) -> Iterator[str]:
    """A line for each word of the verdict that changed, then the plan and the words."""
    if not moved.anything:
        yield "Nothing else changes by it."
        return
    yield from _line("The door", moved.verdict, {})
    yield from _line("The damage", moved.damage, {})
    yield from _line("A repair is worth", moved.repair_worth, _WORTH)
    yield from _line("What to do", moved.advised_action, said.ACTION)
    if moved.steps:
        count = len(moved.steps)
        changed = "step of the plan is another" if count == 1 else "steps of the plan are others"
        yield f"{said.capital(said.number(count))} {changed} now."
    yield words_line(moved.drafts)


def _line(name: str, shift: Shift, words: Mapping[str, str]) -> Iterator[str]:
    if shift.moved:
        before = f"; before: {words.get(shift.before, shift.before)}" if shift.before else ""
        yield f"{name}: {words.get(shift.after, shift.after)} now{before}."
