"""An entry of the catalogue in words: what it says, what it weighs, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ringback.core.catalogue import JUDGEMENT, Catalogue, Cue, Dated, Parameter, Question, Rule, Situation
from ringback.core.look_up import Entry, resting_on, title_of
from ringback.telling import said
from ringback.web.typeset import long_day

KIND: Mapping[str, str] = {
    "mistakes": "A mistake in a call",
    "faults": "A fault in a draft",
    "cues": "Words that tell something",
    "parameters": "A number of the model",
    "questions": "A question that is asked",
    "situations": "A situation that the plan must answer",
    "sources": "A source",
}
WEIGHT: Mapping[str, str] = {
    "basic": "Basic: any prepared candidate avoids it.",
    "substantive": "Substantive: it bears on whether you can do the work.",
    "surface": "Surface: seldom what a decision turns on.",
    "stop": "A stop: the draft shouldn't go out with it.",
    "mend": "To mend before it goes out.",
    "consider": "To consider; it may be right where it stands.",
}
STRENGTH: Mapping[int, str] = {1: "a hint", 2: "a fair sign", 3: "says so outright"}
BASIS: Mapping[str, str] = {
    "measured": "Measured.",
    "borrowed": "Borrowed from something near, for want of better.",
    "judgement": "Our judgement; nobody has measured it.",
    "learnt": "Moved by what came of your own calls.",
}

COUNTED = ("days", "people", "cases")
"""Units that a number can stand before."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What an entry rests on: what is taken from a source, the source's id and how it is cited."""

    says: str
    source: str
    citation: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a parameter, and from which day on."""

    since: str
    says: str
    note: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class EntryPage:
    """One entry as its page shows it."""

    catalogue: Catalogue
    family: str
    entry: Entry

    @property
    def kind(self) -> str:
        """What kind of entry it is."""
        return KIND[self.family]

    @property
    def title(self) -> str:
        """What it is called."""
        return said.capital(title_of(self.entry))

    @property
    def lede(self) -> str:
        """What it says, where its title doesn't say it."""
        says = getattr(self.entry, "says", "")
        return said.sentence(says) if says and says != title_of(self.entry) else ""

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """What is to be said of it, each under its name."""
        found = dict[str, str](_terms(self.entry))
        return tuple((name, said.sentence(text)) for name, text in found.items() if text)

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """What it rests on."""
        return tuple(self._ground(one.source, one.says) for one in getattr(self.entry, "rests_on", ()))

    @property
    def values(self) -> tuple[Value, ...]:
        """The values of a parameter, the one in force first."""
        if not isinstance(self.entry, Parameter):
            return ()
        dated = sorted(self.entry.values, key=lambda value: value.since, reverse=True)
        return tuple(self._value(one, self.entry.unit) for one in dated)

    def _value(self, dated: Dated, unit: str) -> Value:
        told = f"{dated.value:g} {unit}" if unit in COUNTED else f"{dated.value:g} ({unit})"
        says = (
            f"{told}; likely {dated.low:g} to {dated.high:g},"
            f" at the outside {dated.least:g} to {dated.most:g}."
        )
        grounds = tuple(self._ground(name, "") for name in dated.rests_on)
        return Value(f"{long_day(dated.since)} {dated.since.year}", says, dated.note, grounds)

    def _ground(self, source: str, says: str) -> Ground:
        if source == JUDGEMENT:
            return Ground(says, "", "Our judgement")
        known = self.catalogue.sources.get(source)
        return Ground(says, source, known.citation if known else source)

    @property
    def link(self) -> str:
        """The address of a source, where it has one."""
        url = str(getattr(self.entry, "url", ""))
        return url if url.startswith(("https://", "http://")) else ""

    @property
    def cited_by(self) -> tuple[tuple[str, str], ...]:
        """What rests on a source: ids and titles."""
        if self.family != "sources":
            return ()
        return tuple((one.id, title_of(one)) for one in resting_on(self.catalogue, self.entry.id))

    def examples(self, finds: str) -> tuple[str, ...]:
        """The texts that it must find ("found"), or must leave alone."""
        given = getattr(self.entry, "examples", ())
        return tuple(one.text for one in given if one.finds is (finds == "found"))


def _terms(entry: Entry) -> Iterator[tuple[str, str]]:
    if isinstance(entry, Rule):
        yield from _of_rule(entry)
    elif isinstance(entry, Cue):
        yield "What it tells", f"{entry.sets.replace('_', ' ')}: {entry.value.replace('_', ' ')}"
        yield "How surely", STRENGTH.get(entry.strength, "")
    elif isinstance(entry, Parameter):
        yield "Where it comes from", BASIS.get(entry.basis, entry.basis)
    elif isinstance(entry, Question):
        yield "Why it is asked", entry.why
        yield "Answers", "; ".join(words for _, words in entry.answers)
    elif isinstance(entry, Situation):
        yield "Given", _plainly(entry.given)
        yield "The plan must be", _plainly(entry.expect)
        yield "Why", entry.why
    else:
        yield "What kind of source", entry.strength.replace("_", " ")


def _of_rule(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "Why it matters", rule.why
    yield "What to do", rule.repair
    yield "What avoids it", rule.avoid
    yield "Its weight", WEIGHT.get(rule.weight, rule.weight)
    if rule.concern:
        yield "What it bears on", rule.concern
        yield "Noticed", said.NOTICED.get(rule.noticed, "")


def _plainly(table: Mapping[str, Any]) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {_words(value)}" for name, value in table.items())


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_words(one) for one in value)
    return str(value).replace("_", " ")
