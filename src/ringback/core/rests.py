"""What each sentence of a draft rests on, also once its owner has changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringback.core.drafted import words_of
from ringback.core.sentences import split

Record = Mapping[str, Any]

SHARED = 0.6
"""Of a fact's words, or of the sentence's, this share in both ties the two."""
LEAST = 3
"""Words that a sentence must share with a fact."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A sentence from `start` to `end`, in code points, and the numbers of the facts that it rests on.

    `ours` says that it stands in our draft as it is.
    """

    start: int
    end: int
    facts: tuple[int, ...]
    ours: bool


def rests_of(text: str, draft: Record, facts: Sequence[tuple[int, str]]) -> tuple[Rest, ...]:
    """Every sentence of a text with its ground: as our draft has it, else by the words of the facts."""
    return tuple(_rests(text, draft, facts))


def _rests(text: str, draft: Record, facts: Sequence[tuple[int, str]]) -> Iterator[Rest]:
    known = [(_line(one["text"]), tuple(one["facts"])) for one in draft["sentences"]]
    for span in split(text):
        line = _line(text[span.start : span.end])
        end = span.start + len(text[span.start : span.end].rstrip())
        if line.strip():
            own = next((numbers for said, numbers in known if line in said or said in line), None)
            grounds = own if own is not None else _alike(line.split(), facts)
            yield Rest(span.start, end, grounds, own is not None)


def _line(text: str) -> str:
    """The words alone, so that a mark more or less is no other sentence."""
    return f" {' '.join(words_of(text))} "


def _alike(words: Sequence[str], facts: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    said = set(words)
    found = []
    for number, fact in facts:
        told = set(words_of(fact))
        shared = len(said & told)
        if shared >= LEAST and shared >= SHARED * min(len(told), len(said)):
            found.append(number)
    return tuple(found)
