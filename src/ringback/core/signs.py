"""What tells of a draft beside its words: telling words in a sentence and beside it, its place, its length.

People say a thing in ever new words; of what kind these words are (of thanks, of failing, of the body, of
proof) is a sign that a learnt model can know of words it never met. The kinds are the catalogue's
`drafts.toml`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ringback.core.detectors.patterns import compiled
from ringback.core.sentences import Span

Kinds = Mapping[str, Sequence[str]]

TIMES = 4
"""How often a sign stands beside the words: they are many and it is one."""
SENTENCE, MESSAGE = (7, 28), (30, 60, 100, 150)
"""From how many words on a sentence, and a message, is of the next size."""
FAILING = frozenset({"failed", "i_said", "they_asked", "sorry"})


class Described(NamedTuple):
    """A draft as its models read it: each of its sentences, and the whole."""

    sentences: tuple[str, ...]
    whole: str


def described(folded: str, spans: Sequence[Span], kind: str, kinds: Kinds) -> Described:
    """A folded draft: words, then signs."""
    said = [folded[span.start : span.end] for span in spans]
    found = [
        {name for name, patterns in kinds.items() if compiled(tuple(patterns)).search(one)} for one in said
    ]
    failed = any("sorry" in one or "failed" in one for one in found)
    overall = {kind} if failed else {kind, "nothing_failed"}
    signs = [
        {*found[number], *_place(number, found), *overall, _size("sentence", one, SENTENCE)}
        for number, one in enumerate(said)
    ]
    sentences = (
        " ".join([one, *_often(signs[number]), *_beside(number, found)]) for number, one in enumerate(said)
    )
    every = {_size("message", folded, MESSAGE)}.union(*signs)
    return Described(tuple(sentences), " ".join([folded, *_often(every)]))


def _often(signs: Iterable[str]) -> Iterator[str]:
    for name in sorted(signs):
        yield from [_word(name)] * TIMES


def _beside(number: int, found: Sequence[Collection[str]]) -> Iterator[str]:
    """The signs of the sentences before and after, once each: an answer put right goes on for some."""
    for side, at in (("before", number - 1), ("after", number + 1)):
        if 0 <= at < len(found):
            yield from (side + _word(name) for name in sorted(found[at]))


def _word(name: str) -> str:
    """A sign as a word that no text holds."""
    return f"z{name.replace('_', '')}"


def _size(of: str, said: str, bounds: Sequence[int]) -> str:
    return f"{of}{bisect_right(bounds, len(said.split()))}"


def _place(number: int, found: Sequence[Collection[str]]) -> Iterator[str]:
    """Where a sentence stands: at the edges, after one that tells of failing."""
    if number <= 1:
        yield "opening"
    if number >= len(found) - 3:
        yield "ending"
    if number and not FAILING.isdisjoint(found[number - 1]):
        yield "after_failing"
    if number and "right_is" in found[number - 1]:
        yield "after_right"
