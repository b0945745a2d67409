"""Claims that count, date or order: numbers, rates, days, parts and sequences."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from ringback.core.ground import Lexicon, Token, clauses
from ringback.core.grounds import Grounds
from ringback.core.tellings import in_sequence, ordered, spans
from ringback.core.unfounded import Check, Found, Unfounded, begins

FIRST_YEAR = 1900
"""Numbers beyond it are years after the word "year"."""

_ASKING = frozenset(("i", "we", "you", "he", "she", "they", "it", "the", "this", "that", "my", "our", "your"))
_NO_RATE = frozenset(("for", "in", "after", "of", "is", "was"))


def numbers(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A number that the ground doesn't hold, or holds of something else."""
    units = words.stems("units")
    for at, token in enumerate(found):
        value = token.number
        if value is None:
            continue
        unit = _unit(found, at, units)
        if value == 1 and (unit is None or unit.text in ("second", "time", "day")):
            continue
        same = _known(value, ground)
        if same is None:
            yield Unfounded("number", f"{token.text} {unit.text}" if unit else token.text)
        elif unit and same == value and not _counted(unit, same, ground, words):
            yield Unfounded("unit", f"{token.text} {unit.text}")


def _known(value: float, ground: Grounds) -> float | None:
    """The number of the ground that this is, as a percentage or in minutes too."""
    return next((one for one in (value, value / 100, value * 100) if one in ground.counted), None)


def _counted(unit: Token, value: float, ground: Grounds, words: Lexicon) -> bool:
    """Whether the ground gives the number in this unit; "times" fits all."""
    return unit.text in ("time", "times") or bool(words.alike(unit.stem) & ground.counted[value])


def _unit(found: Found, at: int, units: AbstractSet[str]) -> Token | None:
    """The unit right after a number."""
    for one in found[at + 1 : at + 3]:
        if one.mark or one.number is not None:
            return None
        if one.stem in units:
            return one
    return None


def rates(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A period that the ground doesn't name, or tells nothing by: a week for a month."""
    for at, token in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else token
        if (
            token.stem not in words.stems("periods")
            or token.text == "even"
            or (following.number or 0) > FIRST_YEAR
        ):
            continue
        before = found[at - 1].text if at else ""
        told_by = before in ("every", "each", "per") or (before == "a" and _counts(found, at - 1))
        if not words.alike(token.stem) & ground.stems:
            yield Unfounded("period", token.text)
        elif told_by and token.stem not in ground.rates:
            yield Unfounded("period", f"{before} {token.text}")


def _counts(found: Found, at: int) -> bool:
    """Whether "a week" here is a rate: right after what is counted, and no word like "for" between."""
    near = found[max(0, at - 3) : at]
    return any(one.number is not None for one in near) and near[-1].text not in _NO_RATE


def days(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A day, a month or a season that the ground doesn't name."""
    for at, token in enumerate(found):
        if token.text in ("may", "march") and (not token.capital or _asks(found, at)):
            continue
        named = token.stem in words.stems("days") or token.text in words.words("relative")
        if named and token.stem not in ground.stems:
            yield Unfounded("date", token.text)


def _asks(found: Found, at: int) -> bool:
    """Whether a sentence begins with a "May I" here, and it is no month."""
    following = found[at + 1].text if at + 1 < len(found) else ""
    return found[at].text == "may" and begins(found, at) and following in _ASKING


def nearness(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A "next week" or "this Friday" that the ground doesn't have; "last" adds nothing to a day it names."""
    named = words.stems("days")
    for token, following in pairwise(found):
        if token.text not in words.words("near") or following.stem not in named | words.stems("units"):
            continue
        same = ("last", "past") if token.text in ("last", "past") else (token.text,)
        known = any((one, following.stem) in ground.dated for one in same)
        if not known and not (token.text == "last" and following.stem in named):
            yield Unfounded("date", f"{token.text} {following.text}")


def wholes(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A whole where the ground has only a part of it."""
    said = {token.number for token in found if token.number is not None}
    halved = any(token.text in words.words("halves") for token in found)
    for part, whole in ground.parts:
        if whole in said and part not in said | {1.0, whole} and not halved:
            yield Unfounded("part", f"{whole:g}")


def order(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """Before for after, and last for first."""
    for which, word in ordered(found, words):
        other = "after" if which == "before" else "before"
        if (other, word) in ground.pairs and (which, word) not in ground.pairs:
            yield Unfounded("order", f"{which} {word}")
    for low, high in spans(found):
        if (high, low) in ground.spans and (low, high) not in ground.spans:
            yield Unfounded("order", f"from {low:g} to {high:g}")


def sequences(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """First and then the other way round."""
    for part in clauses(found, words):
        mine = in_sequence(part, words)
        for theirs in ground.sequence:
            once = [one for one in dict.fromkeys(mine) if mine.count(one) == theirs.count(one) == 1]
            if once != sorted(once, key=theirs.index):
                yield Unfounded("order", " ".join(once))


CHECKS: tuple[Check, ...] = (
    numbers,
    rates,
    days,
    nearness,
    wholes,
    order,
    sequences,
)
