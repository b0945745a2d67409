"""The catalogue's records: what is known, as frozen data. How files become these is in `entries`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ringback.core.likeness import Likeness
from ringback.core.reader import Reader

Table = Mapping[str, Any]

NEEDS = ("account", "verbatim", "any", "message", "draft", "situation")
CONCERNS = ("competence", "integrity", "conduct", "logistics")
MISTAKE_WEIGHTS = ("basic", "substantive", "surface")
FAULT_WEIGHTS = ("stop", "mend", "consider")
JUDGEMENT = "judgement"
LEARNT = "learnt"
"""The basis of a parameter that the user's outcomes have moved."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a catalogue file: where, what, and what to do."""

    file: str
    place: str
    fault: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.fault} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a rule rests on: a source id (or "judgement") and what it says."""

    source: str
    says: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text that an entry must find, or must leave alone.

    A draft's may say what else is `present` (of its situation or its case), and the `facts` of its case.
    """

    text: str
    finds: bool
    present: tuple[str, ...] = ()
    facts: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Rule:
    """A kind of mistake in a call, or of fault in a draft: how to hear it, what it means, what to do.

    A fault is looked for where one of `applies_when` is present (a move, the kind of draft, what is known of
    the situation) and none of `silent_if` is; it has no concern, and nothing that would have avoided it.
    """

    id: str
    title: str
    label: str | None
    says: str
    weight: str
    concern: str
    needs: str
    detector: str
    settings: Table
    why: str
    repair: str
    avoid: str
    noticed: str
    rests_on: tuple[Ground, ...]
    examples: tuple[Example, ...]
    applies_when: tuple[str, ...] = ()
    silent_if: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cue:
    """Words that tell the value of one field: `sets` is the folder, `strength` 1 (hint) to 3 (says so)."""

    id: str
    sets: str
    value: str
    strength: int
    says: str
    needs: str
    detector: str
    settings: Table
    rests_on: tuple[Ground, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A parameter's value from a day on, with its plausible range and its limits."""

    since: date
    value: float
    low: float
    high: float
    least: float
    most: float
    rests_on: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Parameter:
    """A number of the model: unit, basis (measured, borrowed, judgement) and dated values, old ones kept."""

    id: str
    title: str
    unit: str
    basis: str
    values: tuple[Dated, ...]

    def on(self, day: date) -> Dated:
        """The value in force on `day`: the newest not after it, else the oldest."""
        known = sorted(self.values, key=lambda value: value.since)
        return next((value for value in reversed(known) if value.since <= day), known[0])

    @property
    def now(self) -> Dated:
        """The newest value."""
        return max(self.values, key=lambda value: value.since)


@dataclass(frozen=True)
class Question:
    """One question of the guided recall: the field it fills, and the answers it takes."""

    id: str
    asks: str
    fills: str
    answers: tuple[tuple[str, str], ...]
    why: str
    settles: tuple[str, ...]
    order: int


@dataclass(frozen=True)
class Situation:
    """Where a candidate can stand, and what the plan must answer: a test that anyone can read."""

    id: str
    title: str
    given: Table
    expect: Table
    why: str
    rests_on: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Something read: a study, a page, the article the product grew from."""

    id: str
    citation: str
    url: str
    strength: str


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All that is known, by id. `version` is the hash of its files; `likeness` the learnt models.

    One catalogue is equal to itself alone, so that what is worked out from it can be kept by it.
    """

    version: str
    mistakes: Mapping[str, Rule] = field(default_factory=dict)
    faults: Mapping[str, Rule] = field(default_factory=dict)
    cues: Mapping[str, Cue] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    situations: Mapping[str, Situation] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    phrases: Mapping[str, Table] = field(default_factory=dict)
    likeness: Mapping[str, Likeness] = field(default_factory=dict, repr=False)
    learnt_reader: Callable[[], Reader] | None = field(default=None, repr=False)

    @cached_property
    def reader(self) -> Reader:
        """What reads accounts and employers' texts; read from its file when first asked for."""
        assert self.learnt_reader is not None  # noqa: S101 (it ships with the catalogue)
        return self.learnt_reader()

    @property
    def entries(self) -> tuple[Rule | Cue, ...]:
        """Everything that is heard in a text: mistakes, faults and cues."""
        return (*self.mistakes.values(), *self.faults.values(), *self.cues.values())

    @cached_property
    def _by_field(self) -> Mapping[str, tuple[Cue, ...]]:
        fields: dict[str, list[Cue]] = {}
        for cue in self.cues.values():
            fields.setdefault(cue.sets, []).append(cue)
        return {name: tuple(cues) for name, cues in fields.items()}

    def setting(self, field_name: str) -> tuple[Cue, ...]:
        """The cues that set one field."""
        return self._by_field.get(field_name, ())
