"""Recordings with two channels: whether each end has its own, as telephone recorders do it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ringback.ears.sound import RATE
from ringback.ears.voiced import Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Samples = npt.NDArray[np.int16]

_STEP = RATE // 10
_LOUD = 60.0
"""The root mean square, of 32,768, below which a tenth of a second is silent."""
_APART = 10.0
"""Decibels by which one channel is louder where its own speaker talks."""
_SHARE, _EACH = 0.7, 0.04


def levels(samples: Samples) -> Floats:
    """The level of each tenth of a second, in decibels above 1 of 32,768."""
    import numpy as np

    whole = samples[: len(samples) - len(samples) % _STEP].reshape(-1, _STEP)
    out = np.empty(len(whole), np.float32)
    for first in range(0, len(whole), 6000):
        part = whole[first : first + 6000].astype(np.float32)
        out[first : first + 6000] = np.sqrt((part**2).mean(axis=1))
    result: Floats = 20 * np.log10(out + 1)
    return result


def are_two_ends(channels: Samples) -> bool:
    """Whether the channels are the two ends of a call: now the one is loud, now the other, seldom both."""
    import numpy as np

    if len(channels) < 2:
        return False
    left, right = (levels(one) for one in channels[:2])
    loud = np.maximum(left, right) > 20 * np.log10(_LOUD)
    apart = (left - right)[loud]
    if not len(apart):
        return False
    mine, theirs = float((apart > _APART).mean()), float((apart < -_APART).mean())
    return mine + theirs >= _SHARE and min(mine, theirs) >= _EACH


def in_one(channels: Samples) -> Samples:
    """The channels as one: their mean, a block at a time."""
    import numpy as np

    if len(channels) == 1:
        return np.ascontiguousarray(channels[0])
    out = np.empty(channels.shape[1], np.int16)
    for first in range(0, len(out), RATE * 60):
        part = channels[:2, first : first + RATE * 60]
        out[first : first + RATE * 60] = part.astype(np.int32).sum(axis=0) // 2
    return out


def own(spans: Sequence[Span], mine: Floats, other: Floats) -> list[Span]:
    """The stretches of one channel without those that are the other end's voice leaking into it."""
    kept = []
    for span in spans:
        cut = slice(span.start // _STEP, max(span.end // _STEP, span.start // _STEP + 1))
        if len(mine[cut]) and float(mine[cut].max()) > float(other[cut].max()) - _APART:
            kept.append(span)
    return kept
