"""What the store gives and takes: one frozen record for each kind of row, and the case as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from ringback.core import put_right
from ringback.core.outcome import HAPPENED, Outcome

OWNER = "me"
LARGEST = 2**31 - 1

SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_UNFIT = re.compile("[\x00\ud800-\udfff]")  # zero bytes and halves of characters

MaterialKind = Literal["account", "transcript", "message", "recall"]
MATERIAL_KINDS: tuple[str, ...] = get_args(MaterialKind)
Origin = Literal["list", "page", "given"]
ORIGINS: tuple[str, ...] = get_args(Origin)
Provenance = Literal["told", "found", "proposed"]
PROVENANCES: tuple[str, ...] = get_args(Provenance)
FACT_ORIGINS = ("read", "added", "imported")
FACT_STATES = ("kept", "removed", "gone")
EDIT_STATES = ("standing", "aside", "past")
TAKE_KINDS = ("typed", "spoken")
CORRECTION_KINDS: tuple[str, ...] = put_right.KINDS
LONGEST_TAKE = 24 * 60 * 60.0
"""Seconds; a longer one is no take."""


@dataclass(frozen=True, slots=True)
class Case:
    """One call and all that belongs to it, under a short name that is its owner's handle."""

    id: str
    employer: str | None
    title: str | None
    created: datetime
    updated: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewMaterial:
    """A text to be kept with a case, exactly as given; `name` is what its owner calls it."""

    kind: MaterialKind
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Material:
    """A text kept with a case; `id` counts from 1 within the case."""

    id: int
    kind: MaterialKind
    name: str
    text: str
    added: datetime


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report's whole JSON, to the letter; `id` counts from 1 within the case, the newest is current."""

    id: int
    text: str
    added: datetime

    @property
    def data(self) -> dict[str, Any]:
        """The report as JSON data."""
        data: dict[str, Any] = json.loads(self.text)
        return data


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact of a case, under its number there; `quote` stands from `start` to `end` of its source.

    `source` is the name of a material of the case, or the question that was answered, or where else it
    comes from. `origin` and `state` are one of FACT_ORIGINS and FACT_STATES.
    """

    id: int
    kind: str
    text: str
    provenance: Provenance
    confirmed: bool
    quote: str
    source: str
    start: int
    end: int
    origin: str = "read"
    state: str = "kept"


@dataclass(frozen=True, slots=True)
class Note:
    """What its owner wrote down beside a case."""

    id: int
    text: str
    added: datetime


@dataclass(frozen=True, slots=True)
class StoredOutcome:
    """An outcome as told, and when it was told."""

    id: int
    outcome: Outcome
    added: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question of guided recall; None: skipped."""

    question: str
    answer: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Recall:
    """One guided recall, answers in the order given; it belongs to no case until it is kept with one."""

    id: int
    started: datetime
    finished: datetime | None = None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Denial:
    """A finding that its owner says isn't so: the rule, and where in which source it was heard."""

    rule: str
    source: str
    start: int
    end: int
    added: datetime


@dataclass(frozen=True, slots=True)
class Edit:
    """Somebody's own version of a draft of one kind; `id` counts from 1 within case and kind.

    `writer` is an opaque token of the page or command that wrote it, `base` the id of the version that it
    was written over, 0 for our draft. `state` is one of EDIT_STATES: at most one of a kind stands; what is
    aside clashed with what stood, and waits to be settled; what is past is kept, and in question no more.
    """

    kind: str
    id: int
    writer: str
    base: int
    state: str
    text: str
    added: datetime

    @property
    def standing(self) -> bool:
        """Whether it stands in for our draft."""
        return self.state == "standing"


@dataclass(frozen=True, slots=True)
class DoneStep:
    """A step of the plan that is done: its key there, what it said then, and when it was marked."""

    key: str
    does: str
    done: datetime


@dataclass(frozen=True, slots=True)
class StoredTake:
    """A take of a rehearsal; `id` counts from 1 within the case, `question` is the key of what was asked.

    `kind` is one of TAKE_KINDS. `seconds` and `latency` are seconds, the fillers a count from low to high;
    None: not measured. `audio` is the name of its recording's file, None where none is kept.
    """

    id: int
    question: str
    kind: str
    text: str
    seconds: float | None
    latency: float | None
    fillers_low: int | None
    fillers_high: int | None
    audio: str | None
    added: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """What its owner put right in a transcript of a case; `id` counts from 1 within the case.

    At `start` of the text `source`, `was` gave way to `became`; `kind` is one of CORRECTION_KINDS.
    """

    id: int
    source: str
    kind: str
    start: int
    was: str
    became: str
    added: datetime


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that is kept of one case, each part in the order of its ids, or else of its own fields."""

    case: Case
    materials: tuple[Material, ...] = ()
    reports: tuple[StoredReport, ...] = ()
    facts: tuple[StoredFact, ...] = ()
    notes: tuple[Note, ...] = ()
    outcomes: tuple[StoredOutcome, ...] = ()
    recalls: tuple[Recall, ...] = ()
    denials: tuple[Denial, ...] = ()
    edits: tuple[Edit, ...] = ()
    done: tuple[DoneStep, ...] = ()
    takes: tuple[StoredTake, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def report(self) -> StoredReport | None:
        """The current report."""
        return self.reports[-1] if self.reports else None


@dataclass(frozen=True, slots=True)
class EmployerText:
    """A text in which an employer says how it hires; `id` counts from 1 within the employer.

    `origin`: an entry of a list, a page of a handbook, or given by itself; `source` is in its owner's words.
    """

    id: int
    origin: Origin
    name: str
    source: str
    text: str
    added: datetime


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer that is kept with its texts, under a short name that is its owner's handle."""

    id: str
    name: str
    link: str | None
    place: str | None
    added: datetime
    updated: datetime
    deleted_at: datetime | None = None
    texts: tuple[EmployerText, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a record from being stored, and where in the case it is."""

    place: str
    says: str


def problems(file: CaseFile) -> Iterator[Problem]:
    """What makes the case unfit to be kept: texts, numbers, kinds and links, each with its place."""
    yield from unfit_texts(file, file.case.id)
    yield from _unnamed(file.case.id)
    for part in ("materials", "reports", "facts", "notes", "outcomes", "takes", "corrections"):
        yield from _uncounted(part, [row.id for row in getattr(file, part)])
    for material in file.materials:
        yield from _unlisted(f"materials {material.id} kind", material.kind, MATERIAL_KINDS)
    for report in file.reports:
        yield from _no_report(report)
    for fact in file.facts:
        yield from _unlisted(f"facts {fact.id} provenance", fact.provenance, PROVENANCES)
        yield from _unlisted(f"facts {fact.id} origin", fact.origin, FACT_ORIGINS)
        yield from _unlisted(f"facts {fact.id} state", fact.state, FACT_STATES)
        yield from _unlinked(fact, file.materials)
    for outcome in file.outcomes:
        yield from _unlisted(f"outcomes {outcome.id} happened", outcome.outcome.happened, HAPPENED)
    for recall in file.recalls:
        yield from _asked_twice(recall)
    yield from _unfit_beside(file)


def _unfit_beside(file: CaseFile) -> Iterator[Problem]:
    """What is wrong with the denials, the own versions and the steps done."""
    yield from _twice("denials", [(one.rule, one.source, one.start, one.end) for one in file.denials])
    for denial in file.denials:
        if not 0 <= denial.start <= denial.end <= LARGEST:
            yield Problem(f"denials {denial.rule}", "Its end lies before its start.")
    for kind in dict.fromkeys(edit.kind for edit in file.edits):
        versions = [edit for edit in file.edits if edit.kind == kind]
        yield from _uncounted(f"edits {kind}", [edit.id for edit in versions])
        yield from _twice(f"edits {kind} standing", [edit.state for edit in versions if edit.standing])
    for edit in file.edits:
        yield from _unlisted(f"edits {edit.kind} {edit.id} state", edit.state, EDIT_STATES)
    yield from _twice("done", [step.key for step in file.done])
    for take in file.takes:
        yield from _mistimed(take)
    for correction in file.corrections:
        yield from _unlisted(f"corrections {correction.id} kind", correction.kind, CORRECTION_KINDS)
    yield from _misfits(file)


def _misfits(file: CaseFile) -> Iterator[Problem]:
    """Of each text the last correction that it can't have come from; of texts of one name, one has to fit."""
    for source in dict.fromkeys(one.source for one in file.corrections):
        made = [one for one in file.corrections if one.source == source]
        changes = [put_right.Change(one.kind, one.start, one.was, one.became) for one in made]  # type: ignore[arg-type]
        found = [put_right.misfit(one.text, changes) for one in file.materials if one.name == source]
        wrong = [made[number].id for number in found if number is not None]
        if found and len(wrong) == len(found):
            yield Problem(f"corrections {wrong[0]}", "The text doesn't read as it left it.")


def _mistimed(take: StoredTake) -> Iterator[Problem]:
    """What no take can have: a time that is none, or fewer fillers at most than at least."""
    yield from _unlisted(f"takes {take.id} kind", take.kind, TAKE_KINDS)
    for name in ("seconds", "latency"):
        value = getattr(take, name)
        if value is not None and not 0 <= value <= LONGEST_TAKE:
            yield Problem(f"takes {take.id} {name}", "Seconds from 0 to those of a day belong here.")
    low, high = take.fillers_low, take.fillers_high
    if (low is None) != (high is None) or not 0 <= (low or 0) <= (high or 0) <= LARGEST:
        yield Problem(f"takes {take.id} fillers", "Two whole numbers, the lower first, or neither.")


def _twice(place: str, keys: Sequence[object]) -> Iterator[Problem]:
    if len(set(keys)) < len(keys):
        yield Problem(place, "One of them is there twice.")


def unfit_texts(value: object, place: str) -> Iterator[Problem]:
    """Every text within `value` that no database can keep, with its place."""
    if isinstance(value, str):
        if unfit := _UNFIT.search(value):
            yield Problem(place, f"The text holds a sign that can't be kept, at character {unfit.start()}.")
    elif isinstance(value, tuple):
        for row in value:
            yield from unfit_texts(row, f"{place} {getattr(row, 'id', '')}".rstrip())
    elif is_dataclass(value):
        for field in fields(value):
            yield from unfit_texts(getattr(value, field.name), f"{place} {field.name}")


def _unnamed(name: str) -> Iterator[Problem]:
    if not SLUG.fullmatch(name):
        yield Problem("id", "A case is named in small letters, digits and single hyphens.")


def _uncounted(part: str, ids: Sequence[int]) -> Iterator[Problem]:
    for before, here in zip([0, *ids], ids, strict=False):
        if not before < here <= LARGEST:
            yield Problem(f"{part} {here}", "The ids have to be whole numbers from 1 up, rising, none twice.")


def _unlisted(place: str, value: str, allowed: Sequence[str]) -> Iterator[Problem]:
    if value not in allowed:
        yield Problem(place, f'"{value}" is none of {", ".join(allowed)}.')


def _asked_twice(recall: Recall) -> Iterator[Problem]:
    asked = [answer.question for answer in recall.answers]
    if len(set(asked)) < len(asked):
        yield Problem(f"recalls {recall.id}", "A question is answered twice.")


def _no_report(report: StoredReport) -> Iterator[Problem]:
    try:
        if isinstance(report.data, dict):
            return
    except (ValueError, RecursionError):
        pass
    yield Problem(f"reports {report.id}", "The report is not a JSON object.")


def _unlinked(fact: StoredFact, materials: Sequence[Material]) -> Iterator[Problem]:
    lengths = [len(material.text) for material in materials if material.name == fact.source]
    if not 0 <= fact.start <= fact.end <= LARGEST:
        yield Problem(f"facts {fact.id}", "Its end lies before its start.")
    elif fact.origin != "imported" and lengths and fact.end > max(lengths):
        yield Problem(f"facts {fact.id}", f'Its end, {fact.end}, lies beyond the text "{fact.source}".')
