"""The claims of a sentence that have no ground, one check for each sort."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ringback.core.ground import Clause, Lexicon, Token, clauses
from ringback.core.grounds import Grounds, deeds, hedged, in_sequence, ordered, shares


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A claim without ground: its `sort` (a key of the catalogue's `because`) and the `words` that make it."""

    sort: str
    words: str


Found = Sequence[Token]


def numbers(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A number that the ground doesn't hold, or holds of something else, or only about."""
    units = words.stems("units")
    for at, token in enumerate(found):
        value = token.number
        if value is None:
            continue
        unit = _unit(found, at, units)
        if value == 1 and unit is None:
            continue
        same = _known(value, ground)
        if same is None:
            yield Unfounded("number", f"{token.text} {unit.text}" if unit else token.text)
        elif unit and same == value and not words.alike(unit.stem) & ground.counted[same]:
            yield Unfounded("number", f"{token.text} {unit.text}")
        elif same in ground.hedged and not hedged(found, at, words):
            yield Unfounded("hedge", token.text)


def _known(value: float, ground: Grounds) -> float | None:
    """The number of the ground that this is, as a percentage or in minutes too."""
    return next((one for one in (value, value / 100, value * 100) if one in ground.counted), None)


def _unit(found: Found, at: int, units: frozenset[str]) -> Token | None:
    """The unit right after a number."""
    for one in found[at + 1 : at + 3]:
        if one.mark or one.number is not None:
            return None
        if one.stem in units:
            return one
    return None


def rates(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A period that the ground doesn't name, or tells nothing by: a week for a month."""
    periods = words.stems("periods")
    for at, token in enumerate(found):
        if token.stem not in periods:
            continue
        before = found[at - 1].text if at else ""
        if not words.alike(token.stem) & ground.stems:
            yield Unfounded("number", token.text)
        elif before in ("every", "each") and token.stem not in ground.rates:
            yield Unfounded("number", f"{before} {token.text}")


def days(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A day, a month or a season that the ground doesn't name, or another one of it."""
    named, near = words.stems("days"), words.words("near")
    for at, token in enumerate(found):
        if token.text in ("may", "march") and not token.capital:
            continue
        if (token.stem in named or token.text in words.words("relative")) and token.stem not in ground.stems:
            yield Unfounded("date", token.text)
        following = found[at + 1] if at + 1 < len(found) else None
        if token.text in near and following and (following.stem in named or following.stem in words.stems("units")):
            same = {"last", "past"} if token.text in ("last", "past") else {token.text}
            done = token.text == "last" and following.stem in named
            if following.stem != "tim" and not same & ground.texts and not done:
                yield Unfounded("date", f"{token.text} {following.text}")


def names(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A name, a product or an abbreviation that stands nowhere in the ground."""
    for at, token in enumerate(found):
        begins = at == 0 or found[at - 1].mark and found[at - 1].text != ","
        if not token.capital or token.text in ground.texts or token.number is not None:
            continue
        if begins and (token.stem in words.stems("light") or token.stem in ground.alike or len(token.text) < 2):
            continue
        if token.stem in words.stems("light") or token.stem in words.stems("colour"):
            continue
        if words.alike(token.stem) & ground.stems:
            continue
        if token.stem not in words.stems("days"):
            yield Unfounded("name", token.text)


def held(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A word of scope, standing, praise or proof that the ground doesn't use."""
    for at, token in enumerate(found):
        if token.text not in words.words("strict") or words.alike(token.stem) & ground.stems:
            continue
        if token.text == "every" and at + 1 < len(found) and found[at + 1].stem in ground.rates:
            continue
        if token.text == "every" and at + 1 < len(found) and found[at + 1].number is not None:
            continue
        yield Unfounded("scope", token.text)


def phrases(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A set phrase that is a claim, such as "as we agreed", where the ground has none of its sort."""
    text = " ".join(token.text for token in found)
    for sort, patterns in words.phrases.items():
        said = next((hit for pattern in patterns if (hit := pattern.search(text))), None)
        if said and not any(pattern.search(ground.text) for pattern in patterns):
            yield Unfounded(sort, said[0])


def owned(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """Something given to somebody by name that the ground doesn't name beside them."""
    for one, other in pairwise(found):
        if not one.capital or one.end - one.start <= len(one.text) or one.text == "it" or other.mark:
            continue
        if one.stem not in ground.stems or one.stem in words.stems("light") or other.stem in words.stems("grammar"):
            continue
        if not any(one.stem in held and words.alike(other.stem) & held for held in ground.together):
            yield Unfounded("merged", f"{one.text} {other.text}")


def things(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A word of weight that no word of the ground means."""
    known = words.stems("light") | words.stems("colour")
    for token in found:
        if token.mark or token.number is not None or len(token.text) < 2:
            continue
        if token.stem in known or token.stem in ground.alike or token.stem in words.stems("days"):
            continue
        if token.text in words.words("strict") or token.stem in words.stems("units"):
            continue
        if words.alike(token.stem) & ground.stems:
            continue
        yield Unfounded("thing", token.text)


def denials(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A denial dropped, or one put where the ground has none."""
    for part in clauses(found, words):
        lost = part.stems & ground.denied
        if lost and not part.negated:
            yield Unfounded("denial", " ".join(t.text for t in part.tokens if t.stem in lost))
        if not part.quoted or part.stems & {"never"}:
            yield from _added(part, ground, words)


def _added(part: Clause, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    light = words.stems("light")
    for at, token in enumerate(part.tokens):
        if token.text not in words.words("denying"):
            continue
        after: list[Token] = []
        for one in part.tokens[at + 1 : at + 9]:
            if one.mark or one.text in words.words("turning"):
                break
            if one.stem not in light:
                after.append(one)
        if after and all(one.stem in ground.affirmed for one in after):
            yield Unfounded("denial", f"{token.text} ... {after[0].text}")


def tenses(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """What is only offered told as done."""
    for at, token in enumerate(found):
        if token.stem not in ground.offered or token.text == token.stem:
            continue
        before = [one.text for one in found[max(0, at - 3) : at]]
        if {"have", "has", "had"} & set(before) and not words.stems("modal") & {words.stem(one) for one in before}:
            yield Unfounded("tense", token.text)


def doers(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A deed given to somebody else than in the ground."""
    for who, deed in deeds(found, words):
        does = ground.doers.get(deed)
        if not does:
            continue
        mine = {"i", "we"}
        if (who == "i" and not does & mine) or (who in ("he", "she", "they") and does <= mine):
            yield Unfounded("doer", f"{who} {deed}")


def wholes(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A whole where the ground has only a part of it."""
    said = {token.number for token in found if token.number is not None}
    counted = {token.number for token in found}
    for part, whole in ground.parts:
        if whole in said and part != whole and part not in counted and part != 1:
            if not any(token.stem in ("half", "halfway") for token in found):
                yield Unfounded("scope", f"{whole:g}")


def order(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """Before for after, and last for first."""
    for which, word in ordered(found, words):
        other = "after" if which == "before" else "before"
        if (other, word) in ground.pairs and (which, word) not in ground.pairs:
            yield Unfounded("order", f"{which} {word}")
    for part in clauses(found, words):
        mine = in_sequence(part, words)
        for theirs in ground.sequence:
            shared = [one for one in dict.fromkeys(mine) if one in theirs and theirs.count(one) == 1]
            once = [one for one in shared if mine.count(one) == 1]
            if once != sorted(once, key=theirs.index):
                yield Unfounded("order", " ".join(once))


CHECKS: tuple[Callable[[Found, Grounds, Lexicon], Iterator[Unfounded]], ...] = (
    numbers,
    rates,
    days,
    names,
    held,
    phrases,
    owned,
    things,
    denials,
    tenses,
    doers,
    wholes,
    order,
)
"""Every check, each given a sentence's tokens, the ground and the words."""
