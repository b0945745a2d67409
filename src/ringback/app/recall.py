"""Guided recall as a use-case: what was answered, what to ask next, and the report at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from ringback.app.circumstances import Circumstances
from ringback.app.recover import Known, understand, work_out
from ringback.core import answers as given
from ringback.core import distress, recall
from ringback.core.called import Usual
from ringback.core.catalogue import Catalogue, Question
from ringback.core.dates import Mention, MentionKind
from ringback.core.document import of_transcript
from ringback.core.material import Material
from ringback.core.recall import SoFar
from ringback.core.report import Report
from ringback.core.transcript import from_account
from ringback.core.verdict import standing
from ringback.readers import read_text
from ringback.readers.dates import find_dates
from ringback.readers.errors import EmptyMaterial

if TYPE_CHECKING:
    from ringback.store.database import Store
    from ringback.store.records import Answer

TOLD = "what you told"
"""The name under which the account given in answer to the questions is read."""

KINDS: Mapping[str, MentionKind] = {"next_stage": "next_stage", "promised": "promised"}
"""The days that can be asked for."""

Keep = Callable[[str, str | None], None]
"""Keeps one answer, by the question's id; None: skipped."""
Choose = Callable[[SoFar, given.Answers, Catalogue], tuple[Question, ...]]


def keep_nowhere(question: str, words: str | None) -> None:
    """For a recall that is not to be saved."""


def kept_in(store: Store, recall_id: int, now: datetime) -> Keep:
    """Keeps each answer in the store as it is given."""
    from ringback.app import cases

    return lambda question, words: cases.keep_answer(store, recall_id, question, words, now)


@dataclass
class GuidedRecall:
    """One guided recall under way. `answers` are by question id, in the order given; None: skipped.

    `given_at` says when an answer was given, where that was before now: the days in it count from then.
    `choose` gives the questions still worth asking: `recall.questions_left` where there is nothing
    to hand, `recall.few_questions_left` beside a file.
    """

    around: Circumstances
    catalogue: Catalogue
    materials: tuple[Material, ...] = ()
    answers: dict[str, str | None] = field(default_factory=dict)
    given_at: dict[str, datetime] = field(default_factory=dict)
    keep: Keep = keep_nowhere
    choose: Choose = recall.questions_left
    _last: tuple[tuple[object, ...], Known] | None = field(default=None, init=False)

    def take_up(self, kept: Iterable[Answer]) -> None:
        """Go on from the answers that are kept, the latest to each question."""
        for one in kept:
            self.answers[one.question] = one.answer
            self.given_at[one.question] = one.at

    def left(self) -> tuple[Question, ...]:
        """The questions still worth asking, the next one first; none where there is distress."""
        known = self.known()
        return () if self._troubled(known) else self.choose(self._so_far(known), self.answers, self.catalogue)

    def answer(self, question: Question, words: str | None) -> None:
        """Take one answer, and keep it; what tells of distress is kept nowhere."""
        typed = words is not None and not question.answers
        says_nothing = typed and given.says_nothing(words or "", self.catalogue)
        self.answers[question.id] = None if says_nothing else words
        self.given_at.pop(question.id, None)
        if not self.troubled():
            self.keep(question.id, self.answers[question.id])

    def back(self) -> None:
        """Take the last answer back, so that its question is asked again."""
        if self.answers:
            question, _ = self.answers.popitem()
            self.given_at.pop(question, None)

    def troubled(self) -> bool:
        """Whether what was told speaks of self-harm: then nothing more is asked, and nothing saved."""
        return self._troubled(self.known())

    def report(self) -> Report:
        """The report on what was handed over and answered, however little that is."""
        return self.report_on(self.known())

    def report_on(self, known: Known) -> Report:
        """The report on what is known."""
        return work_out(known, self.answered(), self.catalogue)

    def known(self) -> Known:
        """What the materials and the answers tell; worked out once for the same answers."""
        given_so_far = *self.answers.items(), *self.given_at.items()
        if self._last is None or self._last[0] != given_so_far:
            self._last = given_so_far, self._understood()
        return self._last[1]

    def _understood(self) -> Known:
        around = self.answered()
        known = understand(self._read(), around, self.catalogue)
        look_back = given.with_told(known.debrief, self.answers, self.catalogue, around.denied)
        stands = standing(known.call, known.process, look_back, self.catalogue.phrases["verdict"])
        mentions = (*known.mentions, *self._told_days(around))
        return replace(known, debrief=look_back, stands=stands, mentions=mentions)

    def answered(self) -> Circumstances:
        """The circumstances with what was answered."""
        readings = {**self.around.readings, **given.readings(self.answers, self.catalogue)}
        words = {**self.around.answers, **given.typed(self.answers, self.catalogue)}
        told = {TOLD: when} if (when := self._told_at()) else {}
        return replace(self.around, readings=readings, answers=words, told={**told, **self.around.told})

    def _told_at(self) -> datetime | None:
        """When the call was told, where that was before now."""
        return next(map(self.given_at.get, given.told_openly(self.answers, self.catalogue)), None)

    def _read(self) -> tuple[Material, ...]:
        told = given.account(self.answers, self.catalogue)
        if any(material.name == TOLD for material in self.materials):
            return self.materials  # kept with its case, and read from there
        me = Usual(self.around.me) if self.around.me else None
        try:
            return (*self.materials, *read_text(told, TOLD, me=me)) if told else self.materials
        except EmptyMaterial:
            return self.materials

    def _told_days(self, around: Circumstances) -> tuple[Mention, ...]:
        """The days that were answered when asked for one, each of the kind that the question was about."""
        phrases = self.catalogue.phrases
        found: list[Mention] = []
        for kind, (question, words) in given.told_days(self.answers, self.catalogue).items():
            document = of_transcript(from_account(kind, words))
            told = self.given_at.get(question, around.now)
            days = find_dates((document,), told, around.zone, around.locale, phrases)
            found += [replace(day, kind=KINDS[kind]) for day in days]
        return tuple(found)

    def _troubled(self, known: Known) -> bool:
        typed = given.typed(self.answers, self.catalogue).items()
        documents = [of_transcript(from_account(name, words)) for name, words in typed]
        return distress.heard((*known.documents, *documents), self.catalogue)

    def _so_far(self, known: Known) -> SoFar:
        return SoFar(
            call=known.call,
            process=known.process,
            debrief=known.debrief,
            facts=known.facts,
            named=self._named(known),
            told=bool(known.materials),
        )

    def _named(self, known: Known) -> frozenset[str]:
        days = {mention.kind for mention in known.mentions if mention.when is not None}
        me = {"me"} if self.around.me or known.names.me else set()
        told = given.told_particulars(self.answers, self.catalogue)
        return frozenset({*days, *me, *told})
