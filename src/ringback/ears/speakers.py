"""Who says which word, in a recording of one channel: two voices told apart by how they sound.

Each stretch between pauses gets the mean of its cepstra; two of them are taken for the voices' centres and
refined; then each voice becomes a mixture of its frames, and the words are given out along the call by the
likeliest path, on which a change of speaker costs less at a pause or after a sentence's end.
Cepstra: Davis & Mermelstein 1980; the path: Viterbi 1967.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ringback.core.heard import Word
from ringback.ears.sound import RATE
from ringback.ears.voiced import as_floats

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Samples = npt.NDArray[np.int16]

NAMES = ("Speaker 1", "Speaker 2")
_STEP, _FRAME, _FFT = RATE // 50, RATE // 40, 512
_BANDS, _CEPSTRA = 24, 16
_LOWEST, _HIGHEST = 250.0, 3400.0
"""The band of a telephone line."""
_BLOCK = 6000
_PIECE_GAP, _PIECE_MOST = 0.25, 2.0
_MIXTURES, _ROUNDS = 6, 4
_INDEPENDENT = 0.12
"""What one frame's likelihood counts for beside its neighbours', which say much the same."""


@dataclass(frozen=True)
class Told:
    """Words with their speakers, and how sure that is: 0.5 a guess, 1 certain. One voice is sure."""

    words: tuple[Word, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class Turning:
    """What a change of speaker costs between two words: within speech, at a pause of `pause` seconds, after a
    sentence's end; below `apart` the two voices are one.
    """

    within: float = 14.0
    at_pause: float = 3.0
    after_sentence: float = 5.0
    pause: float = 0.35
    apart: float = 1.2


def tell_apart(samples: Samples, words: Sequence[Word], how: Turning) -> Told:
    """The words with the speaker of each."""
    if len(words) < 2:
        return Told(tuple(replace(word, speaker=NAMES[0]) for word in words), 1.0)
    frames = _cepstra(samples)
    edges = [_frames_of(word, len(frames)) for word in words]
    pieces = _pieces(words)
    means = _means(frames, [(edges[a][0], edges[b - 1][1]) for a, b in pieces])
    voice = _two(means)
    if voice is None:
        return Told(tuple(replace(word, speaker=NAMES[0]) for word in words), 1.0)
    return _refined(frames, edges, words, _spread(voice, pieces, len(words)), how)


def _frames_of(word: Word, count: int) -> tuple[int, int]:
    start = min(int(word.start * RATE / _STEP), count - 1)
    return start, min(max(int(word.end * RATE / _STEP), start + 1), count)


def _pieces(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Runs of words without a pause between, none much longer than two seconds, as first and after last."""
    found, first = [], 0
    for index, (before, word) in enumerate(pairwise(words), 1):
        if word.start - before.end >= _PIECE_GAP or word.end - words[first].start > _PIECE_MOST:
            found.append((first, index))
            first = index
    return [*found, (first, len(words))]


# How it sounds.


def _cepstra(samples: Samples) -> Floats:
    """Cepstra of each 20 ms in the band of a telephone line, a block at a time."""
    import numpy as np

    bank, cosines = _bank(), _cosines()
    window = np.hamming(_FRAME).astype(np.float32)
    count = max((len(samples) - _FRAME) // _STEP + 1, 1)
    padded = np.pad(samples, (0, max(_FRAME - len(samples), 0)))
    out = np.empty((count, _CEPSTRA), np.float32)
    for first in range(0, count, _BLOCK):
        last = min(first + _BLOCK, count)
        part = as_floats(padded[first * _STEP : (last - 1) * _STEP + _FRAME])
        part = np.append(part[:1], part[1:] - np.float32(0.97) * part[:-1])
        cut = np.lib.stride_tricks.sliding_window_view(part, _FRAME)[::_STEP]
        power = np.abs(np.fft.rfft(cut * window, _FFT)).astype(np.float32) ** 2
        out[first:last] = np.log(power @ bank + np.float32(1e-6)) @ cosines
    return out


def _bank() -> Floats:
    """Triangles on the mel scale."""
    import numpy as np

    def mel(hertz: float) -> float:
        return float(2595 * np.log10(1 + hertz / 700))

    points = np.linspace(mel(_LOWEST), mel(_HIGHEST), _BANDS + 2)
    hertz = 700 * (10 ** (points / 2595) - 1)
    bins = np.fft.rfftfreq(_FFT, 1 / RATE)[:, None]
    low, mid, high = hertz[:-2], hertz[1:-1], hertz[2:]
    return np.clip(np.minimum((bins - low) / (mid - low), (high - bins) / (high - mid)), 0, None).astype(np.float32)


def _cosines() -> Floats:
    import numpy as np

    bands, order = np.arange(_BANDS)[:, None] + 0.5, np.arange(_CEPSTRA)[None, :]
    return (np.cos(np.pi / _BANDS * bands * order) / _BANDS).astype(np.float32)


def _means(frames: Floats, edges: Sequence[tuple[int, int]]) -> Floats:
    """The mean of each stretch's louder frames, and how it varies."""
    import numpy as np

    rows = []
    for start, end in edges:
        part = frames[start:end]
        loud = part[part[:, 0] >= np.median(part[:, 0])]
        rows.append(np.concatenate([loud.mean(axis=0), 0.5 * loud.std(axis=0)]))
    return np.array(rows, np.float32)


# Two voices.


def _two(means: Floats) -> Floats | None:
    """Which of two voices each stretch is of (0 or 1), by 2-means along the direction they differ most."""
    import numpy as np

    if len(means) < 2:
        return None
    scaled = (means - means.mean(axis=0)) / (means.std(axis=0) + 1e-6)
    _, _, axes = np.linalg.svd(scaled, full_matrices=False)
    tries = [_two_means(scaled, scaled @ axis > np.median(scaled @ axis)) for axis in axes[:4]]
    best = min(tries, key=lambda one: one[1])[0]
    return best if 0 < best.sum() < len(best) else None


def _two_means(rows: Floats, first: npt.NDArray[np.bool_]) -> tuple[Floats, float]:
    import numpy as np

    mine = first
    left = float("inf")
    for _ in range(25):
        if mine.all() or not mine.any():
            return mine.astype(np.float32), float("inf")
        centres = np.stack([rows[~mine].mean(axis=0), rows[mine].mean(axis=0)])
        away = ((rows[:, None, :] - centres) ** 2).sum(axis=2)
        again, left = away[:, 1] < away[:, 0], float(away.min(axis=1).sum())
        if (again == mine).all():
            break
        mine = again
    return mine.astype(np.float32), left


def _spread(voice: Floats, pieces: Sequence[tuple[int, int]], count: int) -> npt.NDArray[np.int8]:
    import numpy as np

    out = np.zeros(count, np.int8)
    for one, (first, last) in zip(voice, pieces, strict=True):
        out[first:last] = one
    return out


def _refined(
    frames: Floats,
    edges: Sequence[tuple[int, int]],
    words: Sequence[Word],
    voice: npt.NDArray[np.int8],
    how: Turning,
) -> Told:
    """The voices as mixtures of their frames and the words along the likeliest path, in turns, a few times."""
    import numpy as np

    costs = _costs(words, how)
    leaning = np.zeros(len(words))
    for _ in range(_ROUNDS):
        parts = [np.concatenate([frames[a:b] for (a, b), v in zip(edges, voice, strict=True) if v == who] or [frames[:1]]) for who in (0, 1)]
        if min(map(len, parts)) < 4 * _CEPSTRA:
            break
        models = [_mixture(part) for part in parts]
        scores = _likelihood(frames, models[1]) - _likelihood(frames, models[0])
        summed = np.concatenate([[0.0], np.cumsum(scores)])
        leaning = np.array([_INDEPENDENT * (summed[b] - summed[a]) for a, b in edges])
        voice = _path(leaning, costs)
    return _as_told(words, voice, leaning, costs, how)


def _costs(words: Sequence[Word], how: Turning) -> list[float]:
    """What a change of speaker costs before each word but the first."""
    return [
        how.at_pause
        if word.start - before.end >= how.pause
        else how.after_sentence
        if before.text.endswith((".", "?", "!"))
        else how.within
        for before, word in pairwise(words)
    ]


def _mixture(rows: Floats) -> tuple[Floats, Floats, Floats]:
    """Weights, means and variances of a mixture with diagonal covariances, from 2 cut by 2, then EM."""
    import numpy as np

    kept = rows[:: max(len(rows) // 20_000, 1)]
    order = np.argsort(kept[:, 1])
    groups = np.array_split(kept[order], _MIXTURES)
    means = np.stack([group.mean(axis=0) for group in groups])
    spread = np.tile(kept.var(axis=0) + 1e-3, (_MIXTURES, 1))
    weights = np.full(_MIXTURES, 1 / _MIXTURES, np.float32)
    floor = 0.05 * kept.var(axis=0) + 1e-3
    for _ in range(8):
        each = _each(kept, (weights, means, spread))
        share = np.exp(each - each.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        total = share.sum(axis=0) + 1e-6
        weights = (total / total.sum()).astype(np.float32)
        means = (share.T @ kept) / total[:, None]
        spread = np.maximum((share.T @ kept**2) / total[:, None] - means**2, floor)
    return weights, means, spread


def _each(rows: Floats, model: tuple[Floats, Floats, Floats]) -> Floats:
    import numpy as np

    weights, means, spread = model
    inverse = 1 / spread
    squares = rows**2 @ inverse.T - 2 * rows @ (means * inverse).T + (means**2 * inverse).sum(axis=1)
    result: Floats = np.log(weights) - 0.5 * (squares + np.log(2 * np.pi * spread).sum(axis=1))
    return result


def _likelihood(rows: Floats, model: tuple[Floats, Floats, Floats]) -> Floats:
    import numpy as np

    each = _each(rows, model)
    top = each.max(axis=1, keepdims=True)
    result: Floats = (top + np.log(np.exp(each - top).sum(axis=1, keepdims=True)))[:, 0]
    return result


def _path(leaning: npt.NDArray[np.float64], costs: Sequence[float]) -> npt.NDArray[np.int8]:
    """The likeliest speaker of each word: leaning (positive for the second) against the cost of changes."""
    import numpy as np

    best = [-leaning[0] / 2, leaning[0] / 2]
    back = []
    for lean, cost in zip(leaning[1:].tolist(), costs, strict=True):
        stay = [best[0] >= best[1] - cost, best[1] >= best[0] - cost]
        back.append([0 if stay[0] else 1, 1 if stay[1] else 0])
        best = [max(best[0], best[1] - cost) - lean / 2, max(best[1], best[0] - cost) + lean / 2]
    here = int(best[1] > best[0])
    path = [here]
    for row in reversed(back):
        here = row[here]
        path.append(here)
    return np.array(path[::-1], np.int8)


def _as_told(
    words: Sequence[Word],
    voice: npt.NDArray[np.int8],
    leaning: npt.NDArray[np.float64],
    costs: Sequence[float],
    how: Turning,
) -> Told:
    """The words named by who speaks first, and the share of them that their turn is sure of."""
    import numpy as np

    turns = np.concatenate([[0], np.flatnonzero(np.diff(voice)) + 1, [len(voice)]])
    sure = np.ones(len(words))
    for first, last in pairwise(turns.tolist()):
        sign = 1 if voice[first] else -1
        sure[first:last] = 1 / (1 + np.exp(-sign * leaning[first:last].sum()))
    first = int(voice[0])
    named = tuple(replace(word, speaker=NAMES[int(v != first)]) for word, v in zip(words, voice, strict=True))
    return Told(named, float(sure.mean()))
