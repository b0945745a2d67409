"""What moved from one report to the next, in a line each: only what is another thing now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ringback.telling import said

if TYPE_CHECKING:
    from ringback.core.moved import DraftChange, Moved, Shift

HOW = {
    "finished": ("no longer has a gap", "no longer have a gap"),
    "unfinished": ("has a gap now", "have a gap now"),
    "reworded": ("reads differently now", "read differently now"),
    "new": ("is called for now", "are called for now"),
    "dropped": ("is no longer called for", "are no longer called for"),
}
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


def words_line(words: Sequence[DraftChange]) -> str:
    """What a change did to the drafts, in one line."""
    told = []
    for how, (one, several) in HOW.items():
        names = [said.the(draft.kind) for draft in words if draft.how == how]
        if names:
            told.append(f"{said.capital(said.listed(names))} {one if len(names) == 1 else several}.")
    return " ".join(told) or "The words stay as they were."
