"""The claims of a sentence that have no ground, one check for each sort."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ringback.core.ground import STOPS, Clause, Lexicon, Token, clauses
from ringback.core.grounds import Grounds, aspects, deeds, hedged, in_sequence, ordered, shares, spans


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A claim without ground: its `sort` (a key of the catalogue's `because`) and the `words` that make it."""

    sort: str
    words: str


Found = Sequence[Token]

LIMITS = (("shared", "sharing"), ("begun", "starting"), ("seldom", "seldom_too"), ("over", "over"))
"""The words that limit a statement, and those that may stand for them in a rewrite."""

TOGETHER = 2
"""Ordinary words without ground that make a claim when they stand together in one part of a sentence."""


def parted(found: Found) -> Iterator[list[Token]]:
    """The parts of a sentence between its stops."""
    part: list[Token] = []
    for token in found:
        if token.mark and token.text in STOPS:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def numbers(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A number that the ground doesn't hold, or holds of something else, or only about."""
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
        elif unit and same == value and unit.stem != "tim" and not words.alike(unit.stem) & ground.counted[same]:
            yield Unfounded("unit", f"{token.text} {unit.text}")


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
        following = found[at + 1] if at + 1 < len(found) else token
        if following.number is not None and following.number > 1900:
            continue
        if not words.alike(token.stem) & ground.stems:
            yield Unfounded("period", token.text)
        elif before in ("every", "each") and token.stem not in ground.rates:
            yield Unfounded("period", f"{before} {token.text}")


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
            if not done and not any((one, following.stem) in ground.dated for one in same):
                yield Unfounded("date", f"{token.text} {following.text}")


def names(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A name, a product or an abbreviation that stands nowhere in the ground."""
    for at, token in enumerate(found):
        if not token.capital or token.text in ground.texts or token.number is not None or len(token.text) < 2:
            continue
        begins = at == 0 or (found[at - 1].mark and found[at - 1].text != ",")
        known = token.stem in words.stems("light") or words.alike(token.stem) & ground.stems
        if known or token.stem in words.stems("days") or (begins and token.stem in words.colouring):
            continue
        yield Unfounded("name", token.text)


def held(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A word of scope, standing, praise or proof that the ground doesn't use."""
    for at, token in enumerate(found):
        if token.text not in words.words("strict") or _same(token, ground, words):
            continue
        if token.text == "both" and 2 in ground.counted:
            continue
        if token.text == "every" and at + 1 < len(found) and found[at + 1].stem in ground.rates:
            continue
        if token.text == "every" and at + 1 < len(found) and found[at + 1].number is not None:
            continue
        yield Unfounded("scope", token.text)


def _same(token: Token, ground: Grounds, words: Lexicon) -> bool:
    """Whether the ground holds the word itself, or another of its family."""
    if token.text in ("alone", "sole", "solely", "together", "both"):
        return bool(words.own.get(token.stem, {token.stem}) & ground.stems)
    return any(one == token.stem or one[:4] == token.stem[:4] for one in words.alike(token.stem) & ground.stems)


def phrases(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A set phrase that is a claim, such as "as we agreed", where the ground has none of its sort."""
    text = " ".join(token.text for token in found)
    for sort, patterns in words.phrases.items():
        allowed = words.allowed.get(sort, patterns)
        said = next((hit for pattern in patterns if (hit := pattern.search(text))), None)
        if said and not any(pattern.search(ground.text) for pattern in allowed):
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
    """A word of weight that no word of the ground means, or several lighter ones together."""
    for part in parted(found):
        weak = []
        for token in part:
            if _grounded(token, ground, words):
                continue
            if token.stem in words.colouring:
                weak.append(token.text)
            else:
                yield Unfounded("thing", token.text)
        if len(weak) >= TOGETHER:
            yield Unfounded("things", " ".join(weak))


def _grounded(token: Token, ground: Grounds, words: Lexicon) -> bool:
    if token.mark or token.number is not None or len(token.text) < 2:
        return True
    if token.stem in words.stems("light") or token.stem in ground.alike or token.stem in words.stems("days"):
        return True
    if token.text in words.words("strict") or token.stem in words.stems("units"):
        return True
    return bool(words.alike(token.stem) & ground.content or words.own.get(token.stem, frozenset()) & ground.stems)


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
    """What is only offered, going on or to come told as done; and what was done told as to come."""
    weightless = words.stems("feeling")
    for part in clauses(found, words):
        for token, aspect in aspects(part.tokens, words):
            known = ground.aspects.get(token.stem, frozenset()) - {"denied"}
            if token.stem in weightless or not known:
                continue
            if (aspect == "done" and "done" not in known) or (aspect == "ahead" and known == {"done"}):
                yield Unfounded("tense", token.text)


def limits(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A statement told again without what limits it: a share, a beginning, an "only", an end."""
    said = frozenset(token.stem for token in found if not token.mark)
    free = said & words.stems("negative")
    for held in ground.together:
        if held & words.stems("quoting"):
            continue
        content = held - words.stems("light") - words.stems("limiting") - ground.names
        common = content & said
        if len(common) < 2 or 2 * len(common) < len(content):
            continue
        for name, fits in LIMITS:
            limit = held & words.stems(name)
            if limit and not said & (words.stems(name) | words.stems(fits)) and not free:
                yield Unfounded("limit", " ".join(sorted(limit)))


def roles(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A title that the ground gives only to somebody else."""
    for at, token in enumerate(found):
        if token.stem not in ground.others or token.stem not in words.persons:
            continue
        before, after = found[max(0, at - 3) : at], found[at + 1 : at + 4]
        owned = any(one.text in words.words("owners") or one.end - one.start > len(one.text) for one in before)
        named = any(one.capital and one.text != "i" for one in (*before[-2:], *after))
        if not owned and not named:
            yield Unfounded("title", token.text)


def marks(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A small word that changes what a statement says: "already", "also", "now"."""
    for part in parted(found):
        mine = any(t.text in ("i", "my", "we", "our") for t in part)
        if not mine or not {t.stem for t in part} & ground.content:
            continue
        for token in part:
            if token.text in words.words("marking") and token.text not in ground.texts:
                yield Unfounded("mark", token.text)


def gifts(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """Something of theirs that the ground doesn't have: "your offer", "your kind words"."""
    for at, token in enumerate(found):
        if token.text == "your":
            for one in found[at + 1 : at + 4]:
                if one.mark or one.stem in words.stems("grammar"):
                    break
                if one.text in words.words("gifts") and not words.alike(one.stem) & ground.stems:
                    yield Unfounded("employer", f"your {one.text}")


def doers(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A deed given to somebody else than in the ground, or one of theirs that the ground doesn't tell."""
    for who, deed in deeds(found, words):
        does = ground.doers.get(deed)
        if does and who == "i" and "i" not in does:
            yield Unfounded("doer", f"{who} {deed}")
        elif does and who in ("he", "she") and does <= {"i", "we"}:
            yield Unfounded("doer", f"{who} {deed}")
    for at, token in enumerate(found):
        if token.text != "you":
            continue
        told = next((t for t in found[at + 1 : at + 4] if t.stem not in words.stems("grammar") and not t.text.endswith("ly")), None)
        passive = at + 1 < len(found) and found[at + 1].text in ("were", "are")
        if told and not passive and (told.text in words.past or told.text.endswith("ed")) and told.text not in words.words("kindnesses"):
            if not words.alike(told.stem) & ground.stems:
                yield Unfounded("employer", f"you {told.text}")


def ranks(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A title without the word that makes it less: "manager" for "assistant manager"."""
    for at, token in enumerate(found):
        if token.stem in ground.lesser:
            near = {one.stem for one in found[max(0, at - 3) : at + 4]}
            if not near & words.stems("lesser") and not near & words.stems("negative"):
                yield Unfounded("title", token.text)


def wholes(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A whole where the ground has only a part of it."""
    said = {token.number for token in found if token.number is not None}
    counted = {token.number for token in found}
    for part, whole in ground.parts:
        if whole in said and part != whole and part not in counted and part != 1:
            if not any(token.text in ("half", "halfway") for token in found):
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
    limits,
    roles,
    marks,
    gifts,
    doers,
    ranks,
    wholes,
    order,
)
"""Every check, each given a sentence's tokens, the ground and the words."""
