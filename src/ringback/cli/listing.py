"""Cases in a list, and what was kept beside a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ringback.cli.layout import bold, cut, dim, safe, width, wrap
from ringback.telling import days, said

if TYPE_CHECKING:
    from ringback.app.cases import CaseLine
    from ringback.app.taken_back import TakenBack
    from ringback.core.outcome import Outcome
    from ringback.store.records import Case, CaseFile


def case_lines(kept: Sequence[CaseLine], now: datetime) -> list[str]:
    """One line a case: its name, the door, what to do or what came of it, and when it was last touched."""
    if not kept:
        return ["No case is kept yet. Begin with one:", "  ringback recover my-account.txt"]
    room = min(max(width(line.case.id) for line in kept), 30)
    lines = []
    for line in kept:
        touched = days.day(line.case.updated.astimezone(now.tzinfo), now.date())
        name = f"{line.case.id}{' ' * (room - width(line.case.id))}"
        lines.append(f"{bold(name)}  {line.verdict or 'no report':<9}  {_state(line):<26}  {dim(touched)}")
    return lines


def _state(line: CaseLine) -> str:
    if line.outcome:
        return said.HAPPENED[line.outcome.happened]
    return said.ACTION.get(line.advised_action or "", "")


def bin_lines(binned: Sequence[tuple[Case, datetime]], now: datetime) -> list[str]:
    """One line a case in the bin, with the day on which it goes."""
    if not binned:
        return ["The bin is empty."]
    lines = []
    for case, due in binned:
        day = days.day(due.astimezone(now.tzinfo), now.date())
        lines += [f"{bold(case.id)}  erased from {day}; until then:", f"  ringback case restore {case.id}"]
    return lines


def afterwards(file: CaseFile, now: datetime) -> list[str]:
    """The steps done, the outcomes and the notes of a case, in the order in which they were kept."""
    lines = [bold("Done")] if file.done else []
    for step in sorted(file.done, key=lambda step: step.done):
        head = f"  {days.day(step.done.astimezone(now.tzinfo), now.date())}  "
        lines += wrap(said.ended(safe(step.does)), head)
    if file.outcomes:
        lines.append(bold("What came of it"))
    for kept in file.outcomes:
        head = f"  {days.day(kept.outcome.on, now.date())}  "
        lines += wrap(outcome_line(kept.outcome), head)
    if file.notes:
        lines.append(bold("Notes"))
    for note in file.notes:
        head = f"  {note.id}  {days.day(note.added.astimezone(now.tzinfo), now.date())}  "
        lines += wrap(said.ended(safe(note.text)), head)
    return lines


def outcome_line(told: Outcome) -> str:
    """What came of a case, without its day."""
    parts = [said.HAPPENED[told.happened], said.REPAIRED[told.repair_made], cut(safe(told.words), 200)]
    return "; ".join(part for part in parts if part)


def taken_back_lines(done: TakenBack, now: datetime) -> list[str]:
    """The outcome that was taken back, and what counts now."""
    gone, left = done.outcome.outcome, done.now and done.now.outcome
    counts = f"What counts now: {_dated(left, now)}" if left else "What counts now is the report alone."
    rest = "" if done.complete else " The last traces go at the next start."
    return [f"Taken back: {_dated(gone, now)}{rest}", counts]


def _dated(told: Outcome, now: datetime) -> str:
    return said.ended(f"{days.day(told.on, now.date())}, {outcome_line(told)}")
