"""What a sentence tells of deeds, denials, rates, parts and order, read off its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from ringback.core.ground import Clause, Lexicon, Token

_BETWEEN = frozenset(("also", "only", "just"))

DENIED = 8
"""Words after a denial that it governs."""


def deeds(found: Sequence[Token], words: Lexicon) -> Iterator[tuple[str, str]]:
    """(who, deed): each subject with what it does or did, right after it."""
    light, subjects = words.stems("light"), words.words("subjects")
    for at, token in enumerate(found):
        named = token.capital and at > 0 and not token.mark and token.text not in subjects
        if token.text not in subjects and not named:
            continue
        for one in found[at + 1 : at + 5]:
            if one.mark or one.text in subjects or one.text == "by" or one.capital:
                break
            if one.stem in words.stems("grammar") or one.text in _BETWEEN or one.text.endswith("ly"):
                continue
            done = one.text in words.past and one.stem not in words.stems("feeling")
            if (one.stem not in light or done) and one.number is None:
                yield ("name" if named else token.text), one.stem
            break


def shares(found: Sequence[Token]) -> Iterator[tuple[float, float]]:
    """(part, whole) of "two of our five"."""
    for at, token in enumerate(found):
        if token.number is None or at + 1 >= len(found) or found[at + 1].text != "of":
            continue
        for one in found[at + 2 : at + 5]:
            if one.number is not None:
                yield token.number, one.number
                break


def ordered(found: Sequence[Token], words: Lexicon) -> Iterator[tuple[str, str]]:
    """(before or after, the word it goes with)."""
    light = words.stems("light")
    for at, token in enumerate(found):
        if token.text in ("before", "after"):
            ahead = next((t.stem for t in found[at + 1 : at + 4] if not t.mark and t.stem not in light), None)
            if ahead:
                yield token.text, ahead


def in_sequence(part: Clause, words: Lexicon) -> tuple[str, ...]:
    """The words of weight of a clause that tells what comes first and what then."""
    texts = {token.text for token in part.tokens}
    if "first" in texts and texts & {"then", "second", "after", "afterwards"}:
        light = words.stems("light")
        return tuple(t.stem for t in part.tokens if not t.mark and t.stem not in light)
    return ()


def rates(found: Sequence[Token], words: Lexicon) -> Iterator[str]:
    """The periods that something is told by: "a month", "each day", "weekly"."""
    for one, other in pairwise(found):
        if one.text in words.words("rate") and other.stem in words.stems("units"):
            yield other.stem
    for token in found:
        if token.text in ("daily", "weekly", "monthly", "yearly", "nightly", "hourly"):
            yield from words.alike(token.stem)


def denials(found: Sequence[Token], words: Lexicon) -> set[str]:
    """The stems that a denial governs, up to the next part of the sentence."""
    held: set[str] = set()
    for at, token in enumerate(found):
        excepted = (
            token.text in ("but", "except")
            and found[at + 1 : at + 2]
            and found[at + 1].stem in words.stems("days")
        )
        if token.text not in words.words("denying") and not excepted:
            continue
        for one in found[at + 1 : at + 1 + DENIED]:
            if one.mark or one.text in words.words("turning"):
                break
            held.add(one.stem)
    return held


def aspects(found: Sequence[Token], words: Lexicon) -> Iterator[tuple[Token, str]]:
    """Each deed told in a sentence but the reader's: done, ahead, present, denied, open (can, if)."""
    who = ""
    for at, token in enumerate(found):
        if token.mark or token.text in words.words("turning"):
            who = who if token.text in (",", "and") else ""
        elif token.text in words.words("subjects") or token.text == "my" or (token.capital and at):
            who = token.text
        elif who not in ("", "you") and token.number is None and token.stem not in words.stems("grammar"):
            yield token, _aspect(token, [one.text for one in found[max(0, at - 4) : at]], words)


def _aspect(token: Token, before: list[str], words: Lexicon) -> str:
    if before[-1:] == ["would"] and token.text in words.past:
        before = before[:-1]
    near = set(before)
    if near & words.words("denying"):
        return "denied"
    if near & words.words("ahead"):
        return "ahead"
    past = token.text in words.past or (token.text.endswith("ed") and token.text != token.stem)
    if before[-1:] and before[-1] in ("are", "is", "am"):
        return "present"
    if near & words.words("supposing"):
        return "open"
    return "done" if past else "present"


def aspects_of(parts: Sequence[Clause], words: Lexicon) -> Mapping[str, AbstractSet[str]]:
    """How each deed stands in the ground."""
    found: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for token, aspect in aspects(part.tokens, words):
            found[token.stem].add(aspect)
    return found


def titles(parts: Sequence[Clause], words: Lexicon) -> Iterator[str]:
    """What only others are called: "my foreman", "our leader"."""
    theirs: set[str] = set()
    mine: set[str] = set()
    for part in parts:
        for at, token in enumerate(part.tokens):
            before = {one.text for one in part.tokens[max(0, at - 2) : at]}
            (theirs if before & words.words("owners") else mine).add(token.stem)
    yield from theirs - mine - words.stems("light")


def selves(found: Sequence[Token]) -> Iterator[str]:
    """The first name that somebody gives as their own: "I am ...", "my name is ...", "this is ..."."""
    for at, token in enumerate(found[:-1]):
        before = found[at - 1].text if at else ""
        says_who = (before, token.text) in {("i", "am"), ("name", "is"), ("this", "is")}
        if says_who and found[at + 1].capital:
            yield found[at + 1].text


def spans(found: Sequence[Token]) -> Iterator[tuple[float, float]]:
    """The numbers of "from 26 to 21"."""
    for at, token in enumerate(found):
        if token.text != "from":
            continue
        after = found[at + 1 : at + 8]
        values = [one.number for one in after if one.number is not None]
        if len(values) > 1 and any(one.text == "to" for one in after):
            yield values[0], values[1]


def lessened(parts: Sequence[Clause], words: Lexicon) -> Iterator[str]:
    """The titles that stand only beside a word that makes them less: "assistant", "junior"."""
    less: set[str] = set()
    bare: set[str] = set()
    for part in parts:
        for at, token in enumerate(part.tokens):
            less_here = at > 0 and part.tokens[at - 1].text in words.words("lesser")
            (less if less_here else bare).add(token.stem)
    yield from less - bare - words.stems("light")
