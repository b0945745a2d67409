"""Another rate of samples, by the spectrum: what both rates can hold is kept, and nothing is folded back.

The sound is taken in blocks of whole seconds, each with a second around it that is thrown away after, so
that a block knows nothing of its own ends. Between 0.95 and 1 of the lower rate's limit it fades out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

AROUND, BLOCK = 1, 6
"""Seconds around a block, and of it."""
FADES_FROM = 0.95


def at_rate(rows: Floats, rate: int, wanted: int) -> Floats:
    """A block at the wanted rate; each row must be a whole number of seconds."""
    import numpy as np

    if rate == wanted:
        return rows
    seconds = rows.shape[1] // rate
    spectrum = np.fft.rfft(rows, axis=1)
    count = seconds * wanted // 2 + 1
    kept = np.zeros((len(rows), count), spectrum.dtype)
    both = min(count, spectrum.shape[1])
    kept[:, :both] = spectrum[:, :both] * _fade(both)
    return (np.fft.irfft(kept, seconds * wanted, axis=1) * (wanted / rate)).astype(np.float32)


def _fade(count: int) -> npt.NDArray[np.float64]:
    """1 up to FADES_FROM of so many frequencies, then half a cosine down to 0."""
    import numpy as np

    share = np.arange(count) / max(count - 1, 1)
    return 0.5 + 0.5 * np.cos(np.pi * np.clip((share - FADES_FROM) / (1 - FADES_FROM), 0, 1))
