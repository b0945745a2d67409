"""What the sentences of a text mean, each in the light of those around it: a small transformer, run by numpy.

BERT's encoder (Devlin et al., 2019, arXiv:1810.04805) in the size of MiniLM (Wang et al., 2020,
arXiv:2002.10957), learnt further by `scripts/learn_reader.py` on the labelled texts in `training/`. A whole
text is read at once, up to `Encoder.longest` pieces; a longer one in stretches that end with a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ringback.core.wordpiece import CLOSES, OPENS, pieces, placed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_EPSILON = 1e-12
_GELU = 0.7978845608  # the root of 2/pi: Hendrycks and Gimpel, 2016 (arXiv:1606.08415)


@dataclass(frozen=True, eq=False)
class Packed:
    """A matrix of n rows in 4 bits a number, two a byte (`codes`); each stretch of a row has its scale."""

    codes: NDArray[np.uint8]
    scales: NDArray[np.float16]

    @property
    def width(self) -> int:
        """How many numbers a row has."""
        return 2 * int(self.codes.shape[1])

    def rows(self, asked: Sequence[int] | slice = slice(None)) -> Floats:
        """Some rows, or all."""
        import numpy as np

        codes, scales = self.codes[asked], self.scales[asked].astype(np.float32)
        halves = np.stack([codes >> 4, codes & 15], axis=-1).reshape(*scales.shape, -1).astype(np.float32)
        halves -= 8
        halves *= scales[..., None]
        return halves.reshape(len(codes), self.width)


@dataclass(frozen=True)
class Layer:
    """One layer's weights, for h numbers a piece: h by 3h, h by h, h by 4h and 4h by h, and the biases."""

    ask: Floats
    ask_bias: Floats
    gather: Floats
    gather_bias: Floats
    gather_norm: tuple[Floats, Floats]
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    narrow_norm: tuple[Floats, Floats]


@dataclass(frozen=True)
class Encoder:
    """An encoder: its pieces of words, their vectors (pieces by h), places and layers.

    The vectors are most of it, and a text has few of them: they are unpacked when they are asked for.
    """

    vocabulary: Mapping[str, int]
    vectors: Packed
    places: Floats
    norm: tuple[Floats, Floats]
    layers: Sequence[Layer]
    heads: int

    @property
    def longest(self) -> int:
        """How many pieces of words are read at once."""
        return len(self.places) - 2

    def read(self, sentences: Sequence[str], layers: int) -> tuple[Floats, Floats]:
        """The vectors of the sentences (n by h), and of the text that they make up (h): its first stretch.

        As the first so many layers give them. A sentence without a letter or sign has the vector zero.
        """
        import numpy as np

        width = self.vectors.width
        told = np.zeros((len(sentences), width), np.float32)
        whole: Floats | None = None
        for stretch in stretches([pieces(one, self.vocabulary) for one in sentences], self.longest):
            read = self._run([*chain.from_iterable(numbers for _, numbers in stretch)], layers)
            whole = read.mean(axis=0) if whole is None else whole
            at = 1
            for sentence, numbers in stretch:
                told[sentence] = read[at : at + len(numbers)].mean(axis=0)
                at += len(numbers)
        return told, np.zeros(width, np.float32) if whole is None else whole

    def words(self, sentences: Sequence[str]) -> list[list[tuple[int, int, Floats]]]:
        """For each sentence its words: from where to where, and the vector of the first piece (h)."""
        told: list[list[tuple[int, int, Floats]]] = [[] for _ in sentences]
        cut = [placed(one, self.vocabulary) for one in sentences]
        for stretch in stretches([[number for number, _, _ in one] for one in cut], self.longest):
            read = self._run([*chain.from_iterable(numbers for _, numbers in stretch)], len(self.layers))
            at = 1
            for sentence, numbers in stretch:
                for vector, (_, start, end) in zip(read[at:], cut[sentence][: len(numbers)], strict=False):
                    if not told[sentence] or told[sentence][-1][0] != start:
                        told[sentence].append((start, end, vector))
                at += len(numbers)
        return told

    def _run(self, numbers: Sequence[int], layers: int) -> Floats:
        """The vectors of some pieces, with one before and one behind them, after so many layers."""
        framed = [self.vocabulary[OPENS], *numbers, self.vocabulary[CLOSES]]
        state = _normed(self.vectors.rows(framed) + self.places[: len(framed)], self.norm)
        for layer in self.layers[:layers]:
            state = _normed(state + _attended(state, layer, self.heads), layer.gather_norm)
            wide = _gelu(_through(state, layer.widen, layer.widen_bias))
            state = _normed(state + _through(wide, layer.narrow, layer.narrow_bias), layer.narrow_norm)
        return state


def stretches(cut: Sequence[list[int]], longest: int) -> Iterator[list[tuple[int, list[int]]]]:
    """The sentences by number, with their pieces, as many at a time as are read at once."""
    stretch: list[tuple[int, list[int]]] = []
    room = longest
    for sentence, numbers in enumerate(cut):
        kept = numbers[:longest]
        if len(kept) > room and stretch:
            yield stretch
            stretch, room = [], longest
        if kept:
            stretch.append((sentence, kept))
            room -= len(kept)
    if stretch:
        yield stretch


def _attended(state: Floats, layer: Layer, heads: int) -> Floats:
    """Each piece with what it takes from the others, by as many heads."""
    import numpy as np

    pieces_, width = state.shape
    asked = _through(state, layer.ask, layer.ask_bias).reshape(pieces_, 3, heads, width // heads)
    query, key, value = map(np.ascontiguousarray, asked.transpose(1, 2, 0, 3))
    query *= np.float32((width // heads) ** -0.5)
    weight: Floats = query @ key.transpose(0, 2, 1)
    weight -= weight.max(axis=-1, keepdims=True)
    np.exp(weight, out=weight)
    taken: Floats = weight @ value
    taken /= weight.sum(axis=-1, keepdims=True)
    return _through(taken.transpose(1, 0, 2).reshape(pieces_, width), layer.gather, layer.gather_bias)


def _through(state: Floats, weights: Floats, bias: Floats) -> Floats:
    told: Floats = state @ weights
    told += bias
    return told


def _normed(state: Floats, norm: tuple[Floats, Floats]) -> Floats:
    import numpy as np

    scale, shift = norm
    normed: Floats = state - state.mean(axis=-1, keepdims=True)
    spread = np.einsum("ij,ij->i", normed, normed)[:, np.newaxis] / np.float32(state.shape[1])
    normed /= np.sqrt(spread + np.float32(_EPSILON))
    normed *= scale
    normed += shift
    return normed


def _gelu(wide: Floats) -> Floats:
    """Each step in place: a new matrix would cost as much as the step itself."""
    import numpy as np

    bent: Floats = wide * wide
    bent *= np.float32(0.044715 * _GELU)
    bent += np.float32(_GELU)
    bent *= wide
    np.tanh(bent, out=bent)
    bent += 1
    bent *= wide
    bent *= np.float32(0.5)
    return bent
