"""Rehearsing a case: what to say next, a take kept with what is said of it, and its new facts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from ringback.app import cases, edits, facts, keep, memory
from ringback.app.circumstances import Circumstances
from ringback.app.told import case_told
from ringback.core import fact_sheet
from ringback.core.catalogue import Catalogue
from ringback.core.errors import RingbackError
from ringback.core.language import is_foreign
from ringback.core.rehearsal import MORE, TOLD, Rehearsal, ToAsk, rehearsal
from ringback.core.take import Before, Feedback, NewClaim, Take
from ringback.core.take_feedback import feedback
from ringback.store import cases as rows
from ringback.store import erasure, tables
from ringback.store.database import Store
from ringback.store.numbers import next_number
from ringback.store.records import CaseFile, StoredTake

MOST_CHARACTERS = 20_000
"""Of one take; at an ordinary pace that is more than twenty minutes."""
_NIGHT = timedelta(hours=4)
"""An evening goes on for so long after midnight."""


class NoSuchQuestion(RingbackError):
    """A question that isn't rehearsed in this case."""

    code = "no_such_question"


class NoSuchTake(RingbackError):
    """A take that isn't there, or no longer."""

    code = "no_such_take"


class NoTake(RingbackError):
    """Words that are no take: none, too many, or not English."""

    code = "no_take"


@dataclass(frozen=True)
class Room:
    """A case being rehearsed at a moment. `measured`: whether pace and fillers may be told."""

    file: CaseFile
    catalogue: Catalogue
    now: datetime
    measured: bool = True

    @cached_property
    def record(self) -> Mapping[str, Any]:
        """The current report, with its owner's own versions of the words. Raises NoReport."""
        return edits.in_own_words(self.file, keep.report_of(self.file))

    @cached_property
    def rehearsal(self) -> Rehearsal:
        """What to rehearse, in order, and when."""
        asked = keep.answers_of(self.file).get(TOLD)
        return rehearsal(self.record, asked, self.now.date(), self.catalogue)

    @property
    def takes(self) -> tuple[StoredTake, ...]:
        """The takes that are kept, oldest first."""
        return self.file.takes

    def of(self, key: str) -> tuple[StoredTake, ...]:
        """The takes of one question, oldest first."""
        return tuple(take for take in self.takes if take.question == key)

    def tonight(self, key: str) -> int:
        """How many takes of a question are of this evening."""
        return len([take for take in self.of(key) if _evening(take.added) == _evening(self.now)])

    def question(self, key: str) -> ToAsk:
        """The question of that key. Raises NoSuchQuestion."""
        return question_in(self.rehearsal, key)

    def take(self, take_id: int) -> StoredTake:
        """The take of that number. Raises NoSuchTake."""
        found = next((take for take in self.takes if take.id == take_id), None)
        if found is None:
            raise NoSuchTake("There is no such take, or no longer.", "Those there are stand in the list.")
        return found

    def next(self, after: str | None = None, skipped: Collection[str] = ()) -> ToAsk | None:
        """What to say next: the first not said this evening, from the one after `after` on; None: enough.

        What was skipped is left out, and so is what only follows up on it.
        """
        asked = self.rehearsal.questions
        keys = [one.key for one in asked]
        start = keys.index(after) + 1 if after in keys else 0
        left = (one for one in (*asked[start:], *asked[:start]) if not self.tonight(one.key))
        return next((one for one in left if {one.key, one.key.removesuffix(MORE)}.isdisjoint(skipped)), None)

    def feedback(self, take: StoredTake) -> Feedback:
        """What is said of a kept take, held against those before it. Raises NoSuchQuestion."""
        earlier = [one for one in self.of(take.question) if one.id < take.id]
        evening = [one for one in earlier if _evening(one.added) == _evening(take.added)]
        before = Before(tuple(map(heard, earlier)), len(evening), self.measured, case_told(self.file))
        return feedback(self.question(take.question), heard(take), before, self.catalogue)

    @property
    def next_day(self) -> date | None:
        """The next day on which to say it once more."""
        return next(iter(self.rehearsal.days), None)


def question_in(made: Rehearsal, key: str) -> ToAsk:
    """The question of that key. Raises NoSuchQuestion."""
    found = made.find(key)
    if found is None:
        keys = ", ".join(one.key for one in made.questions)
        raise NoSuchQuestion("That isn't among what to rehearse here.", f"There are these: {keys}.", key)
    return found


def heard(take: StoredTake) -> Take:
    """A kept take as it is judged."""
    low, high = take.fillers_low, take.fillers_high
    fillers = None if low is None or high is None else (low, high)
    return Take(take.text, take.kind == "spoken", take.seconds, take.latency, fillers)


def _evening(moment: datetime) -> date:
    return (moment - _NIGHT).date()


def room(store: Store, case_id: str, now: datetime, catalogue: Catalogue, *, measured: bool = True) -> Room:
    """A case, ready to be rehearsed. Raises NoSuchCase or NoReport."""
    made = Room(cases.show(store, case_id), catalogue, now, measured)
    keep.report_of(made.file)
    return made


def keep_take(store: Store, here: Room, key: str, take: Take) -> StoredTake:
    """Keep a take of a question. Raises NoSuchQuestion, NoTake or NotStorable."""
    here.question(key)
    check_take(take, here.catalogue)
    low, high = take.fillers or (None, None)
    with store.writing() as connection:
        case = cases.touched(connection, store.owner, here.file.case.id, here.now)
        kept = StoredTake(
            id=next_number(connection, store.owner, tables.takes, case.id),
            question=key,
            kind="spoken" if take.spoken else "typed",
            text=take.words.strip(),
            seconds=take.seconds,
            latency=take.latency,
            fillers_low=low,
            fillers_high=high,
            audio=None,
            added=here.now,
        )
        addition = CaseFile(case, takes=(kept,))
        cases.refuse_unfit(addition)
        rows.write_parts(connection, store.owner, addition)
    return kept


def check_take(take: Take, catalogue: Catalogue) -> None:
    """Nothing, where it can be told of. Raises NoTake."""
    if not any(char.isalnum() for char in take.words):
        raise NoTake("There are no words in it.", "Say or type the answer; a first sentence is enough.")
    if len(take.words) > MOST_CHARACTERS:
        raise NoTake("That is longer than any answer.", "Give one answer, of a few minutes at most.")
    if is_foreign(take.words, catalogue.phrases["language"]):
        raise NoTake("It isn't in English, and English is all that is read.", "Say it in English here.")


@memory.forgets
def throw_away(store: Store, case_id: str, take_id: int, now: datetime) -> StoredTake:
    """Erase a take; nothing of it stays. Raises NoSuchCase or NoSuchTake."""
    file = cases.show(store, case_id)
    found = next((take for take in file.takes if take.id == take_id), None)
    if found is None:
        raise NoSuchTake("There is no such take, or no longer.", "Those there are stand in the list.")
    with store.writing() as connection:
        cases.touched(connection, store.owner, case_id, now)
    erasure.erase_row(store, case_id, tables.takes, take_id)
    return found


def add_fact(
    store: Store, case_id: str, around: Circumstances, catalogue: Catalogue, claim: NewClaim
) -> facts.Changed:
    """Take a new statement onto the fact sheet, by its owner's yes. Raises NotAFact."""
    text = claim.quote.text.rstrip()

    def by(sheet: fact_sheet.Sheet) -> fact_sheet.Sheet:
        return fact_sheet.add(sheet, claim.kind, text, catalogue)[0]

    return facts.change(store, case_id, around, catalogue, by)
