"""Who says which word, in a recording of one channel: two voices told apart by how they sound.

The stretches between pauses are parted in two, by pitch and along the ways in which they differ most. From
each such beginning the voices become mixtures of their frames, and the words are given out along the
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
_STEP, _FRAME, _FFT = RATE // 25, RATE // 25, 2048
_BANDS, _CEPSTRA = 24, 16
_LOWEST, _HIGHEST = 250.0, 3400.0
"""The band of a telephone line."""
_PITCHES = (65.0, 380.0)
_BLOCK = 3000
_PIECE_GAP, _PIECE_MOST = 0.25, 2.0
_MIXTURES, _FRAMES_EACH = (2, 6), 750
"""A voice is a mixture of at least and at most so many, one for each half minute that is heard of it."""
_QUICK, _FULL = (2, 4), (4, 8)
"""How often the words are given out anew, and the steps that each mixture takes: to compare, to the end."""
_LEAST_FRAMES = 50
_INDEPENDENT = 0.24
"""What one frame's likelihood counts for beside its neighbours', which say much the same."""


@dataclass(frozen=True)
class Told:
    """Words with their speakers, and how sure that is: 0.5 a guess, 1 certain. One voice is sure."""

    words: tuple[Word, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class Turning:
    """What a change of speaker costs between two words: within speech, at a pause of `pause` seconds, after a
    sentence's end. How much better two voices fit each frame than one is a guess at `alike`, sure at `apart`.
    """

    within: float = 14.0
    at_pause: float = 3.0
    after_sentence: float = 5.0
    pause: float = 0.35
    alike: float = 0.03
    apart: float = 0.11


def tell_apart(samples: Samples, words: Sequence[Word], how: Turning) -> Told:
    """The words with the speaker of each."""
    if len(words) < 2:
        return _one_voice(words)
    plain = _frames(samples)
    edges = [_frames_of(word, len(plain)) for word in words]
    frames = _steady(plain, edges)
    pieces = _pieces(words)
    means = _means(frames, [(edges[a][0], edges[b - 1][1]) for a, b in pieces])
    costs = _costs(words, how)
    heard = _Heard(frames, edges)
    tries = [_refined(heard, _spread(one, pieces, len(words)), costs, _QUICK) for one in _beginnings(means)]
    likely = max((one for one in tries if one), key=lambda one: one.score, default=None)
    best = _refined(heard, likely.voice, costs, _FULL) if likely else None
    return _as_told(words, best, how) if best else _one_voice(words)


def _one_voice(words: Sequence[Word]) -> Told:
    return Told(tuple(replace(word, speaker=NAMES[0]) for word in words), 1.0)


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


def _frames(samples: Samples) -> Floats:
    """Each 40 ms: cepstra in the band of a telephone line, then pitch and how plainly it is voiced."""
    import numpy as np

    bank, cosines = _bank(), _cosines()
    window = np.hanning(_FRAME).astype(np.float32)
    count = max((len(samples) - _FRAME) // _STEP + 1, 1)
    padded = np.pad(samples, (0, max(_FRAME - len(samples), 0)))
    out = np.empty((count, _CEPSTRA + 2), np.float32)
    for first in range(0, count, _BLOCK):
        last = min(first + _BLOCK, count)
        part = as_floats(padded[first * _STEP : (last - 1) * _STEP + _FRAME])
        cut = np.lib.stride_tricks.sliding_window_view(part, _FRAME)[::_STEP]
        power = np.abs(np.fft.rfft(cut * window, _FFT)).astype(np.float32) ** 2
        out[first:last, :_CEPSTRA] = np.log(power @ bank + np.float32(1e-6)) @ cosines
        out[first:last, _CEPSTRA:] = _pitch(power)
    return out


def _pitch(power: Floats) -> Floats:
    """Octaves of pitch above 1 Hz, and the strength of its peak (0 to 1), by compressed autocorrelation.

    Only the band of a telephone line is used: the harmonics in it are as far apart as the pitch is high.
    Tolonen & Karjalainen 2000.
    """
    import numpy as np

    spectrum = power ** np.float32(0.33)
    spectrum[:, round(_HIGHEST / RATE * _FFT) :] = 0
    same = np.fft.irfft(spectrum, _FFT).astype(np.float32)
    low, high = int(RATE / _PITCHES[1]), int(RATE / _PITCHES[0])
    part = same[:, low:high] / (same[:, :1] + np.float32(1e-9))
    lag = part.argmax(axis=1)
    result: Floats = np.stack([np.log2(RATE / (lag + low)), part.max(axis=1)], axis=1).astype(np.float32)
    return result


def _steady(frames: Floats, edges: Sequence[tuple[int, int]]) -> Floats:
    """Cepstra and pitch, where each word's pitch is the median of its better half of frames."""
    import numpy as np

    out = frames[:, : _CEPSTRA + 1].copy()
    for start, end in edges:
        strength = frames[start:end, -1]
        kept = frames[start:end, _CEPSTRA][strength >= np.median(strength)]
        out[start:end, _CEPSTRA] = np.median(kept)
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
    return np.clip(np.minimum((bins - low) / (mid - low), (high - bins) / (high - mid)), 0, None).astype(
        np.float32
    )


def _cosines() -> Floats:
    import numpy as np

    bands, order = np.arange(_BANDS)[:, None] + 0.5, np.arange(_CEPSTRA)[None, :]
    result: Floats = (np.cos(np.pi / _BANDS * bands * order) / _BANDS).astype(np.float32)
    return result


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


@dataclass(frozen=True)
class _Parted:
    """One way of giving out the words (0 or 1 each), how well all of it fits, and how much better than one
    voice does, by frame.
    """

    voice: npt.NDArray[np.int8]
    score: float
    gain: float


def _beginnings(means: Floats) -> list[npt.NDArray[np.bool_]]:
    """Ways to part the stretches in two: by pitch, and along the directions in which they differ most."""
    import numpy as np

    if len(means) < 2:
        return []
    scaled = (means - means.mean(axis=0)) / (means.std(axis=0) + 1e-6)
    _, _, axes = np.linalg.svd(scaled, full_matrices=False)
    along = [scaled[:, _CEPSTRA], *(scaled @ axis for axis in axes[:3])]
    parted = [_two_means(line[:, None], line > np.median(line)) for line in along]
    parted += [_two_means(scaled, line > np.median(line)) for line in along]
    return [one for one in parted if one.any() and not one.all()]


def _two_means(rows: Floats, mine: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    import numpy as np

    for _ in range(25):
        if mine.all() or not mine.any():
            break
        centres = np.stack([rows[~mine].mean(axis=0), rows[mine].mean(axis=0)])
        away = ((rows[:, None, :] - centres) ** 2).sum(axis=2)
        again = away[:, 1] < away[:, 0]
        if (again == mine).all():
            break
        mine = again
    return mine


def _spread(
    voice: npt.NDArray[np.bool_], pieces: Sequence[tuple[int, int]], count: int
) -> npt.NDArray[np.int8]:
    import numpy as np

    out = np.zeros(count, np.int8)
    for one, (first, last) in zip(voice, pieces, strict=True):
        out[first:last] = one
    return out


class _Heard:
    """The frames of the words, one after another, with the word of each and how they fit a single voice."""

    def __init__(self, frames: Floats, edges: Sequence[tuple[int, int]]) -> None:
        import numpy as np

        sizes = [end - start for start, end in edges]
        self.frames = np.concatenate([frames[start:end] for start, end in edges])
        self.word = np.repeat(np.arange(len(edges)), sizes)
        self.starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.mixtures = min(max(len(self.frames) // (2 * _FRAMES_EACH), _MIXTURES[0]), _MIXTURES[1])
        self.alone = _likelihood(self.frames, _mixture(self.frames, self.mixtures, _FULL[1]))


def _refined(
    heard: _Heard, voice: npt.NDArray[np.int8], costs: Sequence[float], effort: tuple[int, int]
) -> _Parted | None:
    """The voices as mixtures of their frames and the words along the likeliest path, in turns, a few times.

    None where one of the voices comes to nothing.
    """
    import numpy as np

    rounds, steps = effort
    for _ in range(rounds):
        mine = voice[heard.word] == 1
        if min(mine.sum(), (~mine).sum()) < _LEAST_FRAMES:
            return None
        parts = (heard.frames[~mine], heard.frames[mine])
        each = [_likelihood(heard.frames, _mixture(part, heard.mixtures, steps)) for part in parts]
        leaning = _INDEPENDENT * np.add.reduceat(each[1] - each[0], heard.starts)
        voice = _path(leaning, costs)
    chosen = np.where(voice[heard.word] == 1, each[1], each[0])
    gain = _INDEPENDENT * float((chosen - heard.alone).sum())
    paid = sum(cost for cost, changed in zip(costs, np.diff(voice) != 0, strict=True) if changed)
    return _Parted(voice, gain - paid, gain / len(heard.frames) / 2)


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


def _mixture(rows: Floats, count: int, steps: int) -> tuple[Floats, Floats, Floats]:
    """Weights, means and variances of a mixture with diagonal covariances, by EM."""
    import numpy as np

    kept = rows[:: max(len(rows) // 6_000, 1)]
    order = np.argsort(kept[:, 1])
    groups = np.array_split(kept[order], count)
    means = np.stack([group.mean(axis=0) for group in groups])
    spread = np.tile(kept.var(axis=0) + 1e-3, (count, 1))
    weights = np.full(count, 1 / count, np.float32)
    floor = 0.05 * kept.var(axis=0) + 1e-3
    for _ in range(steps):
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


def _as_told(words: Sequence[Word], parted: _Parted, how: Turning) -> Told:
    """The words named by who speaks first; how sure follows from how far apart the voices are."""
    first = int(parted.voice[0])
    named = tuple(
        replace(word, speaker=NAMES[int(v != first)]) for word, v in zip(words, parted.voice, strict=True)
    )
    share = (parted.gain - how.alike) / (how.apart - how.alike)
    return Told(named, 0.5 + 0.5 * min(max(share, 0.0), 1.0))
