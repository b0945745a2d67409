"""Where somebody speaks: the voice detector's chances, a block at a time, and the stretches they make.

The detector is Silero's, as faster-whisper brings it: one chance for each 32 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ringback.ears.sound import RATE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Samples = npt.NDArray[np.int16]

HOP = 512
"""Samples for which the detector gives one chance."""
_BLOCK = HOP * 9375
"""Five minutes: what is held in floating point at one time."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a recording, in samples; speech in it is from `first` to `last`, the rest is padding."""

    start: int
    end: int
    first: int = -1
    last: int = -1

    @property
    def seconds(self) -> float:
        """How long it is."""
        return (self.end - self.start) / RATE


@dataclass(frozen=True, slots=True)
class Listening:
    """What counts as speech: chances, and in seconds the shortest speech and silence, the padding, and the
    longest stretch heard at once.
    """

    opens: float = 0.5
    closes: float = 0.35
    speech: float = 0.2
    silence: float = 0.16
    pad: float = 0.4
    most: float = 30.0


def chances(samples: Samples) -> Floats:
    """The chance of speech in each 32 ms."""
    import numpy as np

    from ringback.ears.library import needing_no_decoder

    with needing_no_decoder():
        from faster_whisper.vad import get_vad_model
    detector = get_vad_model()
    found = []
    for start in range(0, len(samples), _BLOCK):
        block = as_floats(samples[start : start + _BLOCK])
        found.append(detector(np.pad(block, (0, -len(block) % HOP))).reshape(-1))
    return np.concatenate(found) if found else np.zeros(0, np.float32)


def as_floats(samples: Samples) -> Floats:
    """16-bit samples between -1 and 1."""
    import numpy as np

    return samples.astype(np.float32) / np.float32(32768)


def voiced(chance: Floats, length: int, how: Listening) -> list[Span]:
    """The stretches of speech, padded, none longer than `most`, none of which overlap."""
    bare = _long_enough(_runs(chance, how), how)
    cut = [part for run in bare for part in _cut(run, chance, how)]
    return _padded(cut, length, round(how.pad * RATE))


def _runs(chance: Floats, how: Listening) -> list[tuple[int, int]]:
    """Runs of hops that open above one chance and close after enough silence below another."""
    gap = round(how.silence * RATE / HOP)
    runs: list[tuple[int, int]] = []
    start: int | None = None
    last = 0
    for hop, p in enumerate(chance.tolist()):
        if start is None:
            if p >= how.opens:
                start, last = hop, hop
        elif p >= how.closes:
            last = hop
        elif hop - last > gap:
            runs.append((start, last + 1))
            start = None
    return [*runs, (start, last + 1)] if start is not None else runs


def _long_enough(runs: list[tuple[int, int]], how: Listening) -> list[tuple[int, int]]:
    least = how.speech * RATE / HOP
    return [run for run in runs if run[1] - run[0] >= least]


def _cut(run: tuple[int, int], chance: Floats, how: Listening) -> list[tuple[int, int]]:
    """A run cut where speech is least likely in the last third of what may be heard at once."""
    most = int((how.most - 2 * how.pad) * RATE / HOP)
    parts = []
    start, end = run
    while end - start > most:
        low = start + 2 * most // 3
        here = low + int(chance[low : start + most].argmin())
        parts.append((start, here))
        start = here
    return [*parts, (start, end)]


def _padded(runs: list[tuple[int, int]], length: int, pad: int) -> list[Span]:
    """Runs of hops as spans of samples; neighbours share what lies between them."""
    edges = [(start * HOP, min(end * HOP, length)) for start, end in runs]
    spans = []
    for index, (start, end) in enumerate(edges):
        before = edges[index - 1][1] if index else 0
        after = edges[index + 1][0] if index + 1 < len(edges) else length
        left = pad if start - before >= 2 * pad or not index else (start - before) // 2
        right = pad if after - end >= 2 * pad or index + 1 == len(edges) else (after - end) // 2
        spans.append(Span(max(start - left, 0), min(end + right, length), start, end))
    return [span for span in spans if span.end > span.start]
