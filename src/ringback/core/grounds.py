"""What the facts and the own draft say of each word: the only ground of a rewrite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from ringback.core.ground import Clause, Lexicon, Token, clauses, opened, tokens, without_idioms
from ringback.core.sentences import split

NEAR = 8
"""Words to either side of a number that tell what it counts."""

REACH = 6
"""Words after a "can" that it governs."""

DENIED = 8
"""Words after a denial that it governs."""


@dataclass(frozen=True)
class Grounds:
    """The ground, by stem.

    `denied` are said in denials only and `affirmed` in no denial; `open` in what was said wrongly, where
    either way may be told. `counted` gives each number the words around it; `hedged` are numbers that
    never stand bare. `offered` are deeds only offered; `doers` who does each deed; `parts` are (part, whole).
    """

    stems: Set[str]
    content: Set[str]
    texts: Set[str]
    alike: Set[str]
    names: Set[str]
    denied: Set[str]
    affirmed: Set[str]
    counted: Mapping[float, Set[str]]
    hedged: Set[float]
    offered: Set[str]
    doers: Mapping[str, Set[str]]
    parts: Set[tuple[float, float]]
    pairs: Set[tuple[str, str]]
    sequence: tuple[tuple[str, ...], ...]
    rates: Set[str]
    together: Sequence[Set[str]]
    aspects: Mapping[str, Set[str]]
    others: Set[str]
    lesser: Set[str]
    dated: Set[tuple[str, str]]
    spans: Set[tuple[float, float]]
    text: str


def grounds(facts: Sequence[str], draft: str, words: Lexicon) -> Grounds:
    """The ground that facts and draft give together."""
    told = [without_idioms(text, words) for text in (*facts, draft)]
    parts = [clause for text in told for clause in clauses(tokens(text, words), words)]
    every = [token for part in parts for token in part.tokens if not token.mark]
    stems = frozenset(token.stem for token in every)
    light = words.stems("light")
    denied = {s for part in parts for s in denials(part.tokens, words)}
    plain = {s for part in parts for s in part.stems - denials(part.tokens, words)}
    negative = {s for part in parts if part.negated for s in part.stems}
    said = {s for part in parts if part.quoted for s in part.stems}
    counted: dict[float, set[str]] = defaultdict(set)
    bare: dict[float, bool] = defaultdict(bool)
    for part in parts:
        for at, token in enumerate(part.tokens):
            if token.number is not None:
                counted[token.number] |= around(part.tokens, at)
                bare[token.number] |= not hedged(part.tokens, at, words)
    doers: dict[str, set[str]] = defaultdict(set)
    done: set[str] = set()
    offered: set[str] = set()
    for part in parts:
        for who, deed in deeds(part.tokens, words):
            doers[deed].add(who)
        can = governed(part.tokens, words.stems("modal"))
        offered |= can
        done |= part.stems - can
    return Grounds(
        stems=stems,
        content=stems - light,
        texts=frozenset(token.text for token in every),
        alike=stems
        | {other for s in stems for other in words.alike(s) if s not in light or other[:4] == s[:4]},
        names=frozenset(token.text for token in every if token.capital),
        denied=frozenset(denied - plain - said - light),
        affirmed=frozenset(plain - denied - said - light - negative),
        counted=counted,
        hedged=frozenset(n for n, is_bare in bare.items() if not is_bare),
        offered=frozenset(offered - done - words.stems("grammar")),
        doers=doers,
        parts=frozenset(pair for part in parts for pair in shares(part.tokens)),
        pairs=frozenset(pair for part in parts for pair in ordered(part.tokens, words)),
        rates=frozenset(one for part in parts for one in rates(part.tokens, words)),
        together=tuple(
            frozenset(token.stem for token in tokens(text[span.start : span.end], words))
            for text in told
            for span in split(text)
        ),
        aspects=aspects_of(parts, words),
        dated=frozenset(
            (one.text, other.stem) for part in parts for one, other in pairwise(part.tokens) if one.text in words.words("near")
        ),
        spans=frozenset(pair for part in parts for pair in spans(part.tokens)),
        lesser=frozenset(lessened(parts, words)),
        others=frozenset(titles(parts, words)),
        text=opened("\n".join((*facts, draft))),
        sequence=tuple(one for part in parts if (one := in_sequence(part, words))),
    )


def around(found: Sequence[Token], at: int) -> set[str]:
    """The stems near a place, with its units."""
    near = [token.stem for token in found[max(0, at - NEAR) : at + NEAR + 1] if not token.mark]
    return set(near)


def hedged(found: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether a number stands beside "about" or the like."""
    near = found[max(0, at - 4) : at] + found[at + 1 : at + 6]
    return any(token.text in words.words("hedges") for token in near)


def governed(found: Sequence[Token], signs: Set[str]) -> set[str]:
    """The stems within reach after a sign."""
    held: set[str] = set()
    for at, token in enumerate(found):
        if token.stem in signs:
            held |= {one.stem for one in found[at + 1 : at + 1 + REACH] if not one.mark}
    return held


def deeds(found: Sequence[Token], words: Lexicon) -> Iterator[tuple[str, str]]:
    """(who, deed): each subject with the first word of weight right after it."""
    light, subjects = words.stems("light"), words.words("subjects")
    for at, token in enumerate(found):
        named = token.capital and at > 0 and not token.mark and token.text not in subjects
        if token.text not in subjects and not named:
            continue
        for one in found[at + 1 : at + 5]:
            if one.mark or one.text in subjects or one.text == "by":
                break
            if one.capital:
                break
            if one.stem in words.stems("grammar") or one.text.endswith("ly") or one.text in ("also", "only", "just"):
                continue
            if one.stem not in light and one.number is None:
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
        excepted = token.text in ("but", "except") and found[at + 1 : at + 2] and found[at + 1].stem in words.stems("days")
        if token.text not in words.words("denying") and not excepted:
            continue
        for one in found[at + 1 : at + 1 + DENIED]:
            if one.mark or one.text in words.words("turning"):
                break
            held.add(one.stem)
    return held


def aspects(found: Sequence[Token], words: Lexicon) -> Iterator[tuple[Token, str]]:
    """Each deed of the one who writes, as done, or as ahead (will, going to), or as it is (present)."""
    mine = ""
    for at, token in enumerate(found):
        if token.mark or token.text in words.words("turning"):
            mine = mine if token.text in (",", "and") else ""
            continue
        if token.text in words.words("subjects") or token.text == "my" or (token.capital and at):
            mine = token.text
            continue
        if mine in ("", "you") or token.number is not None or token.stem in words.stems("grammar"):
            continue
        before = [one.text for one in found[max(0, at - 4) : at]]
        if before[-1:] == ["would"] and token.text in words.past:
            before = before[:-1]
        if set(before) & words.words("denying"):
            yield token, "denied"
        elif set(before) & words.words("ahead"):
            yield token, "ahead"
        elif before[-1:] and before[-1] in ("are", "is", "am"):
            yield token, "present"
        elif token.text in words.past or (token.text.endswith("ed") and token.text != token.stem):
            yield token, "open" if set(before) & words.words("supposing") else "done"
        else:
            yield token, "open" if set(before) & words.words("supposing") else "present"


def aspects_of(parts: Sequence[Clause], words: Lexicon) -> Mapping[str, Set[str]]:
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


def lessened(parts: Sequence[Clause], words: Lexicon) -> Iterator[str]:
    """The titles that stand only beside a word that makes them less: "assistant", "junior"."""
    less: set[str] = set()
    bare: set[str] = set()
    for part in parts:
        for at, token in enumerate(part.tokens):
            less_here = at > 0 and part.tokens[at - 1].text in words.words("lesser")
            (less if less_here else bare).add(token.stem)
    yield from less - bare - words.stems("light")


def spans(found: Sequence[Token]) -> Iterator[tuple[float, float]]:
    """The numbers of "from 26 to 21"."""
    for at, token in enumerate(found):
        if token.text != "from":
            continue
        after = [one for one in found[at + 1 : at + 8]]
        values = [one.number for one in after if one.number is not None]
        if len(values) > 1 and any(one.text == "to" for one in after):
            yield values[0], values[1]
