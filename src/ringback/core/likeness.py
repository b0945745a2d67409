"""What a sentence is like, learnt from labelled sentences: a weight for each word and pair of words.

One logistic model a label over the words of a sentence (sublinear counts times inverse document
frequency, of length one), learnt by `scripts/learn.py` from `training/`. It answers where patterns are
silent because people say a thing in ever new words; `because` tells which words spoke most, so that its
answer can be shown with its reason. Measured beside patterns and sentence embeddings: docs/likeness.md.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[a-z0-9']+")
_LEAST = -700.0  # exp overflows beyond


def terms(folded: str) -> Iterator[str]:
    """The words of a folded text, and each pair of neighbours."""
    words = _WORD.findall(folded)
    yield from words
    for first, second in itertools.pairwise(words):
        yield f"{first} {second}"


def weighed(counts: Mapping[str, int], rows: Mapping[str, int], idf: NDArray[np.float32]) -> dict[str, float]:
    """The known terms of a text with their values: sublinear counts times idf, together of length one."""
    values = {
        term: (1 + math.log(count)) * float(idf[rows[term]]) for term, count in counts.items() if term in rows
    }
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {term: value / length for term, value in values.items()}


@dataclass(frozen=True)
class Likeness:
    """A learnt model. `rows` gives each term its row in `idf` (n) and `weights` (n by labels)."""

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def pulls(self, folded: str) -> dict[str, float]:
        """The log-odds of each label for a folded sentence, each by itself."""
        return dict(zip(self.labels, self._pull(folded), strict=True))

    def chances(self, folded: str) -> dict[str, float]:
        """How likely each label is for a folded sentence, each by itself (0 to 1)."""
        return {label: chance_of(pull) for label, pull in self.pulls(folded).items()}

    def likeliest(self, folded: str, labels: Sequence[str]) -> tuple[str, float]:
        """The likeliest of some labels that shut each other out, and its share among them."""
        pull = self.pulls(folded)
        top = max(labels, key=pull.__getitem__)
        return top, 1 / sum(math.exp(pull[label] - pull[top]) for label in labels)

    def leaning(self, folded: str, one: str, other: str) -> float:
        """How far a sentence is likelier `one` than `other`: the difference of their log-odds."""
        pull = self.pulls(folded)
        return pull[one] - pull[other]

    def because(self, folded: str, label: str, most: int = 3) -> tuple[str, ...]:
        """The terms that speak most for a label, strongest first."""
        column = self.labels.index(label)
        pulls = {
            term: value * float(self.weights[self.rows[term], column])
            for term, value in self._weighed(folded).items()
        }
        return tuple(
            sorted((term for term in pulls if pulls[term] > 0), key=lambda term: -pulls[term])[:most]
        )

    def _weighed(self, folded: str) -> dict[str, float]:
        return weighed(Counter(terms(folded)), self.rows, self.idf)

    def _pull(self, folded: str) -> list[float]:
        values = self._weighed(folded)
        if not values:
            return [float(value) for value in self.bias]
        rows = self.weights[[self.rows[term] for term in values]]
        return [float(value) for value in self.bias + (list(values.values()) @ rows)]


def chance_of(pull: float) -> float:
    """Log-odds as a chance, 0 to 1."""
    return 1 / (1 + math.exp(-pull)) if pull > _LEAST else 0.0
