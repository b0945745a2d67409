"""Claims in words that the ground does not have: names, things, set phrases and words of scope."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from ringback.core.ground import Lexicon, Token
from ringback.core.grounds import Grounds
from ringback.core.unfounded import Check, Found, Unfounded, begins, parted

NEW = 0.65
"""The share of a plain statement that may be words which the ground doesn't use."""

TOGETHER = 2
"""Ordinary words without ground that make a claim when they stand together in one part of a sentence."""


def names(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A name, a product or an abbreviation that stands nowhere in the ground."""
    for at, token in enumerate(found):
        if not token.capital or token.text in ground.texts or token.number is not None or len(token.text) < 2:
            continue
        known = token.stem in words.stems("light") or words.alike(token.stem) & ground.stems
        if known or token.stem in words.stems("days") or (begins(found, at) and _opens(token, words)):
            continue
        yield Unfounded("name", token.text)


def _opens(token: Token, words: Lexicon) -> bool:
    """Whether a word with a capital may be no name because a sentence begins with it."""
    return token.stem in words.colouring or token.text in words.words("opening")


def held(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A word of scope, standing, praise or proof that the ground doesn't use."""
    for at, token in enumerate(found):
        if token.text not in words.words("strict") or _same(token, ground, words):
            continue
        following = found[at + 1] if at + 1 < len(found) else token
        rate = following.stem in ground.rates or following.number is not None
        if not (token.text == "every" and rate) and not (token.text == "both" and 2 in ground.counted):
            yield Unfounded("scope", token.text)


def _same(token: Token, ground: Grounds, words: Lexicon) -> bool:
    """Whether the ground holds the word itself, or another of its family."""
    if token.text in ("alone", "sole", "solely", "together", "both"):
        return bool(words.own.get(token.stem, {token.stem}) & ground.stems)
    return any(
        one == token.stem or one[:4] == token.stem[:4] for one in words.alike(token.stem) & ground.stems
    )


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
    plain = words.stems("light") | words.stems("grammar")
    for one, other in pairwise(found):
        possessed = one.capital and one.end - one.start > len(one.text) and one.stem in ground.stems - plain
        if not possessed or other.mark or other.stem in words.stems("grammar"):
            continue
        if not any(one.stem in unit and words.alike(other.stem) & unit for unit in ground.together):
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
    return bool(
        words.alike(token.stem) & ground.content or words.own.get(token.stem, frozenset()) & ground.stems
    )


def marks(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A small word that changes what a statement says: "already", "also", "now"."""
    for part in parted(found):
        mine = any(t.text in ("i", "my", "we", "our") for t in part)
        if not mine or not {t.stem for t in part} & ground.content:
            continue
        for token in part:
            if token.text in words.words("marking") and token.text not in ground.texts:
                yield Unfounded("mark", token.text)


def assertions(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A plain statement in ordinary words, most of which the ground doesn't use."""
    for part in parted(found):
        said = [t for t in part if not t.mark and t.number is None and t.stem not in words.stems("grammar")]
        if len(said) < 2 or {t.stem for t in part} & words.stems("courteous"):
            continue
        new = [
            t.text
            for t in said
            if t.stem not in ground.alike and not words.own.get(t.stem, frozenset()) & ground.stems
        ]
        if len(new) > NEW * len(said):
            yield Unfounded("assertion", " ".join(new))


def gifts(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """Something of theirs that the ground doesn't have: "your offer", "your kind words"."""
    for at, token in enumerate(found):
        near = found[at + 1 : at + 4] if token.text == "your" else ()
        for one in takewhile(lambda one: not one.mark and one.stem not in words.stems("grammar"), near):
            if one.text in words.words("gifts") and not words.alike(one.stem) & ground.stems:
                yield Unfounded("employer", f"your {one.text}")


CHECKS: tuple[Check, ...] = (
    names,
    held,
    phrases,
    owned,
    things,
    marks,
    assertions,
    gifts,
)
