"""What stands beside a report in its case's page: what came of it, the notes, the texts, earlier reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from ringback.core.catalogue import Catalogue
from ringback.core.course import newest_of, told_since
from ringback.store.records import CaseFile, StoredOutcome
from ringback.telling import said
from ringback.web.typeset import long_day, long_time

HAPPENED: Mapping[str, str] = {
    "advanced": "They’ve asked me on",
    "offer": "They made an offer",
    "rejected": "They said no",
    "silence": "Nothing has come",
    "withdrew": "I withdrew",
    "cancelled": "They called it off",
    "other": "Something else",
}
"""What can have come of a call, as its owner would say it."""
REPAIR: Mapping[str, str] = {"yes": "I did", "no": "I left it alone", "": "Not yet"}
MADE: Mapping[str, bool] = {"yes": True, "no": False}
KIND: Mapping[str, str] = {
    "account": "Your own words",
    "recall": "Your own words",
    "transcript": "A transcript",
    "message": "From the employer",
}


@dataclass(frozen=True)
class Refusal:
    """A form that couldn't be taken: which, what is wrong with it at which field, and what was typed."""

    form: str
    at: str
    says: str
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that was given, under what its owner calls it."""

    name: str
    says: str
    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A report that is no longer the current one."""

    number: int
    when: str
    headline: str


@dataclass(frozen=True)
class Beside:
    """All that is kept beside the report of one case."""

    file: CaseFile
    now: datetime
    catalogue: Catalogue
    refusal: Refusal | None = None

    @property
    def today(self) -> str:
        """The day that an outcome is taken to be of, until another is given."""
        return self.now.date().isoformat()

    def typed(self, form: str, name: str, default: str = "") -> str:
        """What stands in a field: what was typed, where the form came back."""
        if self.refusal is None or self.refusal.form != form:
            return default
        return self.refusal.typed.get(name, default)

    def wrong(self, form: str, name: str) -> str:
        """What is wrong with a field; nothing where it is right."""
        refused = self.refusal
        return refused.says if refused and (refused.form, refused.at) == (form, name) else ""

    @property
    def came(self) -> tuple[tuple[int, str], ...]:
        """The outcomes told, each by its number and in a sentence, the newest last."""
        return tuple((one.id, _sentence(one)) for one in self.file.outcomes)

    @property
    def newer(self) -> str:
        """The outcome that counts, where one is told that the current report doesn't know; else nothing."""
        report = self.file.report
        told = [(one.added, one.outcome) for one in self.file.outcomes]
        if not told or report is None or not told_since(report.data, told):
            return ""
        return newest_of(told).happened

    @property
    def notes(self) -> tuple[tuple[int, str, str], ...]:
        """The notes, each by its number, with when it was written."""
        return tuple((note.id, self._when(note.added), note.text) for note in self.file.notes)

    @property
    def texts(self) -> tuple[Kept, ...]:
        """The texts, as given."""
        return tuple(
            Kept(one.name, f"{KIND[one.kind]}, {self._day(one.added)}", one.text)
            for one in self.file.materials
        )

    @property
    def answers(self) -> tuple[tuple[str, str, str], ...]:
        """The questions answered: the id of each, what it asks and what was answered."""
        return tuple(self._answers())

    def _answers(self) -> Iterator[tuple[str, str, str]]:
        given = {one.question: one.answer for recall in self.file.recalls for one in recall.answers}
        for name, answer in given.items():
            if question := self.catalogue.questions.get(name):
                words = "" if answer is None else dict(question.answers).get(answer, answer)
                yield name, question.asks, words

    @property
    def earlier(self) -> tuple[Earlier, ...]:
        """The earlier reports, the last first."""
        return tuple(
            Earlier(one.id, self._when(one.added), one.data.get("headline", ""))
            for one in reversed(self.file.reports[:-1])
        )

    @property
    def _zone(self) -> tzinfo | None:
        return self.now.tzinfo

    def _when(self, when: datetime) -> str:
        return long_time(when.astimezone(self._zone))

    def _day(self, when: datetime) -> str:
        return long_day(when.astimezone(self._zone))


def _sentence(kept: StoredOutcome) -> str:
    outcome = kept.outcome
    told = f"{said.capital(said.HAPPENED[outcome.happened])}, {long_day(outcome.on)}"
    repaired = said.REPAIRED[outcome.repair_made]
    words = f" {said.sentence(outcome.words)}" if outcome.words.strip() else ""
    return f"{told}{f'; {repaired}' if repaired else ''}.{words}"
