"""The call of a case, turn by turn: put right by its owner, counted by ear, worked out again each time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ringback.app import cases, keep, reworked
from ringback.app.circumstances import Circumstances
from ringback.app.handed_over import GUESSES
from ringback.core import by_ear, heard
from ringback.core.catalogue import Catalogue
from ringback.core.errors import RingbackError
from ringback.core.put_right import Change
from ringback.store import recordings as rows
from ringback.store.records import CaseFile, Correction, Denial, Material, StoredFact

if TYPE_CHECKING:
    from ringback.core.transcript import Transcript
    from ringback.store.database import Store
    from ringback.store.recordings import Recording

Record = Mapping[str, Any]
Correct = Callable[[str], Change]
"""What is to be put right, in the transcript as it stands."""
NOTHING = "0"
"""The mark of a call in which nothing was put right."""


class NoTimedCall(RingbackError):
    """A case without a transcript that tells the time."""

    code = "no_timed_call"

    def __init__(self, case_id: str) -> None:
        super().__init__(
            "This case has no transcript that tells the time.",
            "Add a recording of the call, or a transcript with times.",
            case_id,
        )


class NotHeardHere(RingbackError):
    """A transcript that another program made."""

    code = "not_heard_here"

    def __init__(self, name: str) -> None:
        super().__init__(
            "This transcript wasn't heard here, so it can't be put right in place.",
            "Put the file itself right, and begin a case with it.",
            name,
        )


class NothingToUndo(RingbackError):
    """A case in which nothing was put right."""

    code = "nothing_to_undo"

    def __init__(self, case_id: str) -> None:
        super().__init__("Nothing was put right in this call.", "There is nothing to take back.", case_id)


class OlderPage(RingbackError):
    """A correction of something that isn't as it was shown any more."""

    code = "older_page"

    def __init__(self) -> None:
        super().__init__(
            "This page is older than the call.", "Open the call again, and put right what stands there now."
        )


@dataclass(frozen=True)
class Call:
    """The call of a case: the text it is kept as, read, and the recording that is kept with it.

    `is_heard`: it was heard here, and can be put right. `me` is the candidate's name in it, "" where that
    would be a guess.
    """

    file: CaseFile
    kept: Material
    transcript: Transcript
    is_heard: bool
    recording: Recording | None = None

    @property
    def me(self) -> str:
        """What the candidate is called in it."""
        sure = self.transcript.candidate_p >= GUESSES
        return (self.transcript.candidate or "") if sure else ""

    @property
    def text(self) -> str:
        """The transcript as it stands."""
        return self.kept.text

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What was put right in it, the last at the end."""
        return tuple(one for one in self.file.corrections if one.source == self.kept.name)

    @property
    def mark(self) -> str:
        """The mark of what was put right last, or of nothing that was."""
        return mark_of(self.corrections[-1]) if self.corrections else NOTHING

    def still_at(self, mark: str | None) -> None:
        """Nothing, where that is its mark, or none is told. Raises OlderPage."""
        if mark is not None and mark != self.mark:
            raise OlderPage


@dataclass(frozen=True)
class PutRight:
    """A correction made, or taken back, and the reports before and after it."""

    case: str
    change: Change
    before: Record
    report: Record


def call_of(store: Store, case_id: str, me: str | None) -> Call:
    """The call of a case, the one heard here first. Raises NoSuchCase or NoTimedCall."""
    file = cases.show(store, case_id)
    found = _told(file, keep.called_in(file, me))
    if found is None:
        raise NoTimedCall(case_id)
    with store.reading() as connection:
        kept = rows.of_case(connection, store.owner, case_id)
    named = (one for one in kept if one.name == found.kept.name)
    return replace(found, recording=next(named, None))


def put_right(
    store: Store,
    case_id: str,
    around: Circumstances,
    catalogue: Catalogue,
    correct: Correct,
    mark: str | None = None,
) -> PutRight:
    """Put the transcript right, and keep the report worked out again with it, in one step.

    Raises NoTimedCall, NotHeardHere, StoreBusy, OlderPage where the last correction isn't the one with that
    mark, and what `correct` raises.
    """
    call = _heard(store, case_id, around.me)
    call.still_at(mark)
    change = correct(call.text)
    number = max((one.id for one in call.file.corrections), default=0) + 1
    row = Correction(number, call.kept.name, change.kind, change.start, change.was, change.became, around.now)
    file = replace(call.file, corrections=(*call.file.corrections, row))
    return _worked_out(store, call, change, _carried(file, call.kept, change, row), around, catalogue)


def as_shown(correct: Correct, number: int, was: str | None) -> Correct:
    """A correction of a line that still has to read `was`, where that is told; else it raises OlderPage."""

    def checked(text: str) -> Change:
        shown = [text[line.start : line.end] for line in heard.lines_of(text)]
        if was is not None and shown[number - 1 : number] not in ([], [was]):
            raise OlderPage
        return correct(text)

    return checked


def take_back(
    store: Store, case_id: str, around: Circumstances, catalogue: Catalogue, mark: str | None = None
) -> PutRight:
    """Take the last correction back, with the report worked out again.

    Raises NothingToUndo, or OlderPage where it isn't the one with that mark.
    """
    call = _heard(store, case_id, around.me)
    made = call.corrections
    if not made:
        raise NothingToUndo(case_id)
    call.still_at(mark)
    last = made[-1]
    change = change_of(last).back()
    left = tuple(one for one in call.file.corrections if one is not last)
    file = _given_back(replace(call.file, corrections=left), call.kept, change, last)
    return _worked_out(store, call, change, file, around, catalogue)


def count_by_ear(
    store: Store, case_id: str, around: Circumstances, catalogue: Catalogue, start: float | None, count: int
) -> PutRight:
    """Keep how many fillers were heard in the minute that begins at `start`; None: the one to count next.

    Raises NoMinute, NoSuchMinute, BadCount or NothingChanged.
    """
    call = _heard(store, case_id, around.me)
    minute = minute_at(call, start)
    return put_right(store, case_id, around, catalogue, lambda text: by_ear.marked(text, minute, count))


def minute_at(call: Call, start: float | None) -> heard.Minute:
    """The minute of the candidate's talk that begins there; None: the one to count next.

    Raises NoMinute or NoSuchMinute.
    """
    if start is None:
        return by_ear.to_count(call.text, call.me)
    minutes = by_ear.minutes(call.text, call.me)
    found = next((one for one in minutes if abs(one.start - start) < 1.0), None)
    if not minutes:
        raise by_ear.NoMinute
    if found is None:
        raise by_ear.NoSuchMinute(minutes)
    return found


def mark_of(row: Correction) -> str:
    """What tells a correction from every other of its case."""
    return f"{row.id} {row.added.isoformat()}"


def change_of(row: Correction) -> Change:
    """A correction as it is kept, as what it does to the text."""
    return Change(row.kind, row.start, row.was, row.became)  # type: ignore[arg-type]


def _heard(store: Store, case_id: str, me: str | None) -> Call:
    call = call_of(store, case_id, me)
    if not call.is_heard:
        raise NotHeardHere(call.kept.name)
    return call


def _told(file: CaseFile, me: str | None) -> Call | None:
    """The call that is told turn by turn; one heard here before any other."""
    found = []
    for kept in file.materials:
        if kept.kind != "transcript":
            continue
        for read in keep.read_one(kept, me):
            turns = read.transcript.turns if read.transcript and read.transcript.verbatim else ()
            if read.transcript and any(turn.at is not None for turn in turns):
                found.append(Call(file, kept, read.transcript, read.layout == "heard"))
    return next((call for call in found if call.is_heard), found[0] if found else None)


def _worked_out(
    store: Store, call: Call, change: Change, file: CaseFile, around: Circumstances, catalogue: Catalogue
) -> PutRight:
    mended = replace(call.kept, text=change.of(call.text))
    materials = tuple(mended if one.id == mended.id else one for one in file.materials)
    known = keep.of_case(replace(file, materials=materials), around, catalogue)
    record = known.report_on(sheet := known.known()).as_record()
    again = reworked.Rework(
        json.dumps(record, ensure_ascii=False),
        keep.rows_of(sheet.sheet),
        denials=file.denials,
        since=call.file,
        mended=mended,
        corrections=file.corrections,
    )
    reworked.rework(store, file.case.id, again, around.now)
    return PutRight(file.case.id, change, keep.newest_report(call.file) or {}, record)


def _carried(file: CaseFile, kept: Material, change: Change, row: Correction) -> CaseFile:
    """The case with what was noted of places in the text where those places are now.

    A finding that was denied in the very words that changed is denied no longer; the denial waits until
    the correction is taken back.
    """
    return replace(
        file,
        facts=tuple(_fact(one, change) if one.source == kept.name else one for one in file.facts),
        denials=tuple(_denial(one, change, row) if one.source == kept.name else one for one in file.denials),
    )


def _given_back(file: CaseFile, kept: Material, change: Change, row: Correction) -> CaseFile:
    """The same where a correction is taken back, with the denials that waited for it."""
    waits = _waiting(row)
    moved = _carried(replace(file, denials=_but(file.denials, waits)), kept, change, row)
    backs = tuple(replace(one, source=row.source) for one in file.denials if one.source == waits)
    mine = _but(moved.denials, waits)
    fresh = tuple(one for one in backs if _place(one) not in {_place(other) for other in mine})
    return replace(moved, denials=(*mine, *fresh))


def _waiting(row: Correction) -> str:
    """The source of denials that wait until a correction is taken back; no text bears such a name."""
    return f"{row.source}#correction-{row.id}"


def _but(denials: tuple[Denial, ...], source: str) -> tuple[Denial, ...]:
    return tuple(one for one in denials if one.source != source)


def _place(denial: Denial) -> tuple[str, str, int, int]:
    return denial.rule, denial.source, denial.start, denial.end


def _fact(fact: StoredFact, change: Change) -> StoredFact:
    """A fact where its words are now; where they are gone it waits at the correction until they come back."""
    start, end = change.carries(fact.start, fact.end) or (change.start, change.start)
    if start == end == change.start and fact.quote and fact.quote in change.became:
        start += change.became.index(fact.quote)
        end = start + len(fact.quote)
    return replace(fact, start=start, end=end)


def _denial(denial: Denial, change: Change, row: Correction) -> Denial:
    place = change.carries(denial.start, denial.end)
    if place is None:
        return replace(denial, source=_waiting(row))
    return replace(denial, start=place[0], end=place[1])
