"""Claims of what was done, by whom and how far: denials, tenses, limits, titles and deeds."""

from __future__ import annotations

from collections.abc import Iterator

from ringback.core import tellings
from ringback.core.ground import Clause, Lexicon, Token, clauses
from ringback.core.grounds import Grounds
from ringback.core.tellings import aspects, deeds
from ringback.core.unfounded import Check, Found, Unfounded

LIMITS = (("shared", "sharing"), ("begun", "starting"), ("seldom", "seldom_too"), ("over", "over"))
"""The words that limit a statement, and those that may stand for them in a rewrite."""


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
        owned = any(t.text in words.words("owners") or t.end - t.start > len(t.text) for t in before)
        named = any(one.capital and one.text != "i" for one in (*before[-2:], *after))
        if not owned and not named:
            yield Unfounded("title", token.text)


def selves(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:  # noqa: ARG001
    """Somebody else's name given as one's own."""
    for name in tellings.selves(found):
        if ground.selves and name not in ground.selves:
            yield Unfounded("self", name)


def doers(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A deed given to somebody else than in the ground."""
    for who, deed in deeds(found, words):
        does = ground.doers.get(deed, frozenset())
        mine, theirs = who == "i" and "i" not in does, who in ("he", "she", "you") and does <= {"i", "we"}
        if does and (mine or theirs):
            yield Unfounded("doer", f"{who} {deed}")


def theirs(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A deed of the reader's that the ground doesn't tell."""
    for at, token in enumerate(found):
        if token.text != "you" or (at + 1 < len(found) and found[at + 1].text in ("were", "are")):
            continue
        after = (t for t in found[at + 1 : at + 4] if t.stem not in words.stems("grammar"))
        told = next((t for t in after if not t.text.endswith("ly")), None)
        if told is None or told.text in words.words("kindnesses"):
            continue
        past = told.text in words.past or told.text.endswith("ed")
        if past and not words.alike(told.stem) & ground.stems:
            yield Unfounded("employer", f"you {told.text}")


def ranks(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A title without the word that makes it less: "manager" for "assistant manager"."""
    for at, token in enumerate(found):
        if token.stem in ground.lesser:
            near = {one.stem for one in found[max(0, at - 3) : at + 4]}
            if not near & words.stems("lesser") and not near & words.stems("negative"):
                yield Unfounded("title", token.text)


def disclaimed(found: Found, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    """A denial that the ground doesn't make of the same: "that is not so"."""
    content = {token.stem for token in found if not token.mark} - words.stems("light")
    for token in found:
        if token.text in words.words("denying") and not any(
            token.stem in unit and content & unit for unit in ground.together
        ):
            yield Unfounded("denial", token.text)


CHECKS: tuple[Check, ...] = (
    denials,
    tenses,
    limits,
    roles,
    selves,
    doers,
    theirs,
    ranks,
)
