"""What a text tells, sentence by sentence: an encoder with a logistic regression a label upon its vectors.

It answers where patterns are silent because people say a thing in ever new words. Learnt by
`scripts/learn_reader.py` and `learn_harm.py` from `training/`, measured in docs/likeness.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ringback.core.encoder import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEPT = 16
"""Texts whose reading is kept: each is asked about several times in one go."""


@dataclass(frozen=True)
class Head:
    """Labels, each with its weights (h by n) upon a vector that so many layers give, and its bias."""

    labels: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    layers: int

    def pulls(self, vector: NDArray[np.float32]) -> dict[str, float]:
        """The log-odds of each label for a vector."""
        told = vector @ self.weights + self.bias
        return dict(zip(self.labels, map(float, told), strict=True))


@dataclass(frozen=True)
class Read:
    """A text as it was read: a vector for each sentence (n by h) and one for the whole (h)."""

    sentences: NDArray[np.float32]
    whole: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, from which character to which, and the log-odds of what it is part of."""

    start: int
    end: int
    pulls: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Reader:
    """An encoder and its heads.

    `mistakes`, `states`, `readings`, `moves`, `harm` and `employers` are of sentences, `stages` and
    `deciders` of words, the others of texts.
    """

    encoder: Encoder
    heads: Mapping[str, Head]

    def sentences(self, head: str, sentences: Sequence[str]) -> list[dict[str, float]]:
        """The log-odds of each label of a head, for each sentence in the light of the others."""
        asked = self.heads[head]
        return [asked.pulls(vector) for vector in _read(self, tuple(sentences), asked.layers).sentences]

    def whole(self, head: str, field: str, sentences: Sequence[str]) -> dict[str, float]:
        """The log-odds of each value of a field ("concern"), for the text that the sentences make up."""
        asked = self.heads[head]
        pulls = asked.pulls(_read(self, tuple(sentences), asked.layers).whole)
        begins = f"{field}:"
        return {label.removeprefix(begins): pull for label, pull in pulls.items() if label.startswith(begins)}

    def words(self, head: str, sentences: Sequence[str]) -> list[list[Word]]:
        """The words of each sentence with the log-odds of each label of a head."""
        asked, read = self.heads[head], self.encoder.words(sentences)
        return [[Word(start, end, asked.pulls(vector)) for start, end, vector in one] for one in read]


@lru_cache(_KEPT)
def _read(reader: Reader, sentences: tuple[str, ...], layers: int) -> Read:
    return Read(*reader.encoder.read(sentences, layers))
