"""What tells of a sentence in a draft beside its words: the kinds of telling words in it, and its place.

People say a thing in ever new words; of what kind these words are (of thanks, of failing, of the body, of
proof) is a sign that a learnt model can know of words it never met. The kinds are the catalogue's
`drafts.toml`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ringback.core.detectors.patterns import compiled
from ringback.core.sentences import Span

Kinds = Mapping[str, Sequence[str]]

TIMES = 4
"""How often a sign stands beside the words: they are many and it is one."""
SHORT, LONG = 6, 28
FAILING = frozenset({"failed", "i_said", "they_asked", "sorry"})


def described(folded: str, spans: Sequence[Span], kind: str, kinds: Kinds) -> tuple[str, ...]:
    """Each sentence of a folded draft as the model reads it: its words, then its signs."""
    said = [folded[span.start : span.end] for span in spans]
    found = [
        {name for name, patterns in kinds.items() if compiled(tuple(patterns)).search(one)} for one in said
    ]
    told = []
    for number, one in enumerate(said):
        signs = {*found[number], *_place(number, found), kind, _size(one)}
        told.append(" ".join([one, *(sign for name in sorted(signs) for sign in [_word(name)] * TIMES)]))
    return tuple(told)


def _word(name: str) -> str:
    """A sign as a word that no text holds."""
    return f"z{name.replace('_', '')}"


def _size(said: str) -> str:
    words = len(said.split())
    return "short" if words <= SHORT else "long" if words >= LONG else "middling"


def _place(number: int, found: Sequence[Collection[str]]) -> Iterator[str]:
    """Where a sentence stands: at the edges, after one that tells of failing, in a draft that has none."""
    if number <= 1:
        yield "opening"
    if number >= len(found) - 3:
        yield "ending"
    if number and not FAILING.isdisjoint(found[number - 1]):
        yield "after_failing"
    if number and "right_is" in found[number - 1]:
        yield "after_right"
    if not any("sorry" in one or "failed" in one for one in found):
        yield "nothing_failed"
