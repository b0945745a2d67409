"""The fact sheet of a case: what its owner confirmed, added, edited and removed lasts, under lasting numbers.

A sheet is its facts in the order of their numbers. A number is given once: what is removed keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ringback.core.catalogue import Catalogue
from ringback.core.debrief import FoundAt
from ringback.core.document import fold
from ringback.core.errors import RingbackError
from ringback.core.facts import KINDS, Fact, usable, why_not

Sheet = tuple[Fact, ...]

WRITTEN = "the fact sheet"
"""The source of what its owner wrote into it."""

_MARKS = re.compile(r"[^\w%]+")


class NoSuchFact(RingbackError):
    """A number that stands for no fact of the sheet, or for one in another state."""

    code = "no_such_fact"


class NoSuchKind(RingbackError):
    """A kind that facts don't have."""

    code = "no_such_kind"

    def __init__(self, kind: str) -> None:
        super().__init__(f'"{kind}" is no kind of fact.', f"The kinds are {', '.join(KINDS)}.", "KIND")


class NotAFact(RingbackError):
    """Words that state nothing of their teller's own; the message says why."""

    code = "not_a_fact"


def living(sheet: Iterable[Fact]) -> Sheet:
    """What drafts may look at: neither removed nor gone."""
    return tuple(fact for fact in sheet if fact.state == "kept")


def undenied(sheet: Iterable[Fact], denied: Collection[FoundAt]) -> Sheet:
    """The sheet without what happened in the call by words in which a finding was heard that isn't so.

    What its owner wrote stays.
    """
    return tuple(
        fact
        for fact in sheet
        if fact.kind != "event"
        or fact.origin != "read"
        or not any(at.source == fact.source and at.start < fact.end and fact.start < at.end for at in denied)
    )


def waiting(sheet: Iterable[Fact]) -> Sheet:
    """What is used only after a yes."""
    return tuple(fact for fact in living(sheet) if not usable(fact))


def gather(kept: Sequence[Fact], found: Sequence[Fact]) -> Sheet:
    """The kept sheet with what the texts give now, matched by kind and words.

    A fact that is found again keeps its number, its yes and its removal. Said once more, in another
    place, it is no second fact; told, that is a yes. What the texts no longer give is gone, unless
    its owner has said yes to it.
    """
    sheet = {fact.number: fact for fact in kept}
    open_ones = {fact.number: fact for fact in kept if fact.origin == "read"}
    fresh: list[Fact] = []
    for fact in found:
        again = _same_place(fact, open_ones.values()) or _same_words(fact, open_ones.values())
        if again:
            del open_ones[again.number]
            sheet[again.number] = _placed(again, fact)
        else:
            fresh.append(fact)
    for number, fact in open_ones.items():
        if fact.state == "kept" and not (fact.provenance != "told" and fact.confirmed):
            sheet[number] = replace(fact, state="gone")
    for fact in fresh:
        there = _same_words(fact, sheet.values()) if kept else None
        if there is None:
            number = _next(sheet.values())
            sheet[number] = replace(fact, number=number)
        elif there.state != "removed" and usable(fact):
            sheet[there.number] = replace(there, confirmed=True, state="kept")
    return tuple(sheet[number] for number in sorted(sheet))


def take_in(sheet: Sequence[Fact], imported: Sequence[Fact]) -> Sheet:
    """The sheet with what a CV gives; what stands there already, or was removed, isn't taken twice."""
    whole = list(sheet)
    for fact in imported:
        if _same_words(fact, whole) is None:
            whole.append(replace(fact, number=_next(whole), origin="imported"))
    return tuple(whole)


def add(sheet: Sequence[Fact], kind: str, text: str, catalogue: Catalogue) -> tuple[Sheet, int]:
    """The sheet with what its owner tells, and its number. Raises NoSuchKind or NotAFact.

    The same words of the same kind are no second fact: the one that is there is told now, and kept.
    """
    words = _stated(kind, text, catalogue)
    number = _next(sheet)
    fact = Fact(number, kind, words, "told", True, words, WRITTEN, 0, len(words), "added")
    there = _same_words(fact, sheet)
    if there is None:
        return (*sheet, fact), number
    told = replace(there, text=words, provenance="told", confirmed=True, origin="added", state="kept")
    return _with(sheet, told), there.number


def confirm(sheet: Sequence[Fact], numbers: Collection[int]) -> Sheet:
    """The sheet with a yes to these facts. Raises NoSuchFact."""
    for number in numbers:
        _living(sheet, number)
    return tuple(replace(fact, confirmed=True) if fact.number in numbers else fact for fact in sheet)


def edit(sheet: Sequence[Fact], number: int, text: str, catalogue: Catalogue) -> Sheet:
    """The sheet with a fact in its owner's own words; its quote stays, as where it came from.

    Raises NoSuchFact or NotAFact.
    """
    fact = _living(sheet, number)
    words = _stated(fact.kind, text, catalogue)
    return _with(sheet, replace(fact, text=words, provenance="told", confirmed=True, origin="added"))


def remove(sheet: Sequence[Fact], numbers: Collection[int]) -> Sheet:
    """The sheet without these facts, which can be restored. Raises NoSuchFact."""
    for number in numbers:
        _living(sheet, number)
    return tuple(replace(fact, state="removed") if fact.number in numbers else fact for fact in sheet)


def restore(sheet: Sequence[Fact], numbers: Collection[int]) -> Sheet:
    """The sheet with these facts back that were removed. Raises NoSuchFact."""
    removed = {fact.number for fact in sheet if fact.state == "removed"}
    for number in numbers:
        if number not in removed:
            raise NoSuchFact(
                f"No fact {number} was removed.", "Those that were: ringback facts list --removed", "NUMBER"
            )
    return tuple(replace(fact, state="kept") if fact.number in numbers else fact for fact in sheet)


def _stated(kind: str, text: str, catalogue: Catalogue) -> str:
    """The words on one line. Raises NoSuchKind or NotAFact."""
    if kind not in KINDS:
        raise NoSuchKind(kind)
    words = " ".join(text.split())
    fault = why_not(kind, words, catalogue)
    if fault:
        says = catalogue.phrases["phrases/fact_sheet"]["not_a_fact"][fault]
        raise NotAFact(says["says"], says["instead"])
    return words


def _living(sheet: Sequence[Fact], number: int) -> Fact:
    fact = next((fact for fact in sheet if fact.number == number and fact.state != "gone"), None)
    if fact is None:
        raise NoSuchFact(f"There is no fact {number}.", "Those there are: ringback facts list", "NUMBER")
    if fact.state == "removed":
        raise NoSuchFact(f"Fact {number} was removed.", f"Back again: ringback facts restore {number}")
    return fact


def _with(sheet: Sequence[Fact], changed: Fact) -> Sheet:
    return tuple(changed if fact.number == changed.number else fact for fact in sheet)


def _next(sheet: Iterable[Fact]) -> int:
    return max((fact.number for fact in sheet), default=0) + 1


def _placed(kept: Fact, found: Fact) -> Fact:
    """The kept fact where its words stand now; one that was gone is back."""
    confirmed = kept.confirmed or found.confirmed or (usable(kept) and not usable(found))
    state = "removed" if kept.state == "removed" else "kept"
    return replace(found, number=kept.number, confirmed=confirmed, state=state)


def _same_place(fact: Fact, among: Iterable[Fact]) -> Fact | None:
    place = (fact.source, fact.start, *_key(fact))
    return next((one for one in among if (one.source, one.start, *_key(one)) == place), None)


def _same_words(fact: Fact, among: Iterable[Fact]) -> Fact | None:
    """The fact of the same kind in the same words, those it has or those it came from."""
    key = _key(fact)
    return next((one for one in among if key in (_key(one), (one.kind, _words(one.text)))), None)


def _key(fact: Fact) -> tuple[str, str]:
    return fact.kind, _words(fact.quote)


def _words(text: str) -> str:
    return _MARKS.sub(" ", fold(text)).strip()
