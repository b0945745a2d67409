"""A claim without ground, and the parts of a sentence in which it is looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ringback.core.ground import STOPS, Lexicon, Token
from ringback.core.grounds import Grounds

Found = Sequence[Token]
"""A sentence of a rewrite as its tokens."""


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A claim without ground: its `sort`, a key of the gate's `because`, and the `words` that make it."""

    sort: str
    words: str


Check = Callable[[Found, Grounds, Lexicon], Iterator[Unfounded]]
"""Given a sentence's tokens, the ground and the words: its claims without ground."""


def begins(found: Found, at: int) -> bool:
    """Whether a sentence begins at this token."""
    return at == 0 or (found[at - 1].mark and found[at - 1].text != ",")


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
