"""The fact sheet as its page shows it: what waits for a yes first, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ringback.core.fact_sheet import living, waiting
from ringback.telling import said
from ringback.telling.facts import origin_of, quotes_itself

if TYPE_CHECKING:
    from ringback.core.facts import Fact

Record = Mapping[str, Any]

KINDS: Mapping[str, str] = {
    "proof": "Something you can show, bring or send",
    "answer": "The answer you’d give now",
    "experience": "Something you’ve done",
    "reason": "Why it went wrong",
    "event": "What happened on the call",
    "standard": "How you usually do",
    "preference": "What suits you",
    "logistics": "A day, an hour, a place",
    "people": "Who does what in the process",
}
"""The kinds of fact as a form offers them."""
KIND: Mapping[str, str] = {
    "proof": "can be shown",
    "answer": "the answer now",
    "experience": "experience",
    "reason": "why it went wrong",
    "event": "happened on the call",
    "standard": "how you usually do",
    "preference": "what suits you",
    "logistics": "times and places",
    "people": "who does what",
}
DID: Mapping[str, tuple[str, str]] = {
    "confirm": ("You said yes to {}.", "Nothing there waits for a yes."),
    "add": ("Added as {}.", "It is there already."),
    "edit": ("Changed: {}.", "It reads so already."),
    "remove": ("Taken out: {}.", "Nothing was taken out."),
    "restore": ("Back on the sheet: {}.", "Nothing was put back."),
    "import": ("Found: {}. Each waits for your yes.", "Nothing new was found in it."),
}
"""What is said after each change, and where it changed nothing."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact as the page shows it. `used`: the drafts on it; `quote`: its words where it stands."""

    number: int
    text: str
    kind: str
    origin: str
    quote: str
    used: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was typed and can't be kept: the field (add, import or a number), its words, why, what instead."""

    field: str
    typed: str
    message: str
    remedy: str
    kind: str = ""


@dataclass(frozen=True)
class FactsPage:
    """The sheet: what waits for a yes, what is used, what was taken out."""

    name: str
    heading: str
    waiting: tuple[FactLine, ...]
    used: tuple[FactLine, ...]
    removed: tuple[FactLine, ...]


def facts_page(name: str, record: Record, sheet: Sequence[Fact]) -> FactsPage:
    """The sheet of a case, worked out with its report."""
    wait = waiting(sheet)
    return FactsPage(
        name=name,
        heading=said.capital(record["title"]) or "Your call",
        waiting=tuple(_lines(wait, record)),
        used=tuple(_lines([fact for fact in living(sheet) if fact not in wait], record)),
        removed=tuple(_lines([fact for fact in sheet if fact.state == "removed"], record)),
    )


def _lines(facts: Sequence[Fact], record: Record) -> Iterator[FactLine]:
    for fact in facts:
        yield FactLine(
            number=fact.number,
            text=fact.text,
            kind=KIND.get(fact.kind, fact.kind),
            origin=said.sentence(origin_of(fact)),
            quote="" if quotes_itself(fact) else fact.quote,
            used="; ".join(said.the(kind) for kind in _drafts_on(fact.number, record)),
        )


def _drafts_on(number: int, record: Record) -> Iterator[str]:
    for draft in record["drafts"]:
        if any(number in sentence["facts"] for sentence in draft["sentences"]):
            yield draft["kind"]


def did_line(did: str, numbers: Sequence[int], words: str) -> str:
    """What a change did: to the sheet, and to the words."""
    says, nothing = DID.get(did, ("", ""))
    if not says or not numbers:
        return nothing
    return f"{says.format(said.listed([str(number) for number in numbers]))} {words}"
