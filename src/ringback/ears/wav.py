"""WAV files without a decoder: PCM of 8 to 32 bits, floating point, A-law and mu-law.

The form is that of Microsoft and IBM's Multimedia Programming Interface (1991); A-law and mu-law are ITU-T
G.711. What else can lie in a WAV file is left to the decoder.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float32]

PCM, FLOAT, A_LAW, MU_LAW, EXTENSIBLE = 1, 3, 6, 7, 0xFFFE
WIDTHS = {PCM: (8, 16, 24, 32), FLOAT: (32, 64), A_LAW: (8,), MU_LAW: (8,)}
"""Bits of a sample, by what it is."""
RATES = range(1_000, 400_001)
MOST_CHANNELS = 64
_STREAMED = (0, 0xFFFF_FFFF)
"""What a program that didn't know the length writes in its place."""


@dataclass(frozen=True)
class Wav:
    """A WAV file that can be read here: what its samples are, and where they lie.

    `told` is how many bytes its header says there are, None where it doesn't; `held` how many follow.
    """

    path: Path
    form: int
    channels: int
    rate: int
    bits: int
    start: int
    told: int | None
    held: int

    @property
    def codec(self) -> str:
        """Its samples by the decoder's name of them."""
        if self.form in (A_LAW, MU_LAW):
            return "pcm_alaw" if self.form == A_LAW else "pcm_mulaw"
        letter = "f" if self.form == FLOAT else "u" if self.bits == 8 else "s"
        return f"pcm_{letter}{self.bits}{'le' if self.bits > 8 else ''}"

    @property
    def frame(self) -> int:
        """Bytes of one moment, over all channels."""
        return self.channels * self.bits // 8

    @property
    def frames(self) -> int:
        """How many moments there really are."""
        return (self.held if self.told is None else min(self.held, self.told)) // self.frame

    @property
    def seconds_told(self) -> float:
        """How long its header says it is."""
        return (self.held if self.told is None else self.told) / self.frame / self.rate

    def rows(self, first: int, count: int) -> Floats:
        """So many moments from `first` on, one row a channel, between -1 and 1."""
        import numpy as np

        count = max(min(count, self.frames - first), 0)
        kept = np.fromfile(
            self.path, np.uint8, count=count * self.frame, offset=self.start + first * self.frame
        )
        return np.ascontiguousarray(_samples(kept, self.form, self.bits).reshape(-1, self.channels).T)


def opened(path: Path) -> Wav | None:
    """A WAV file of a form that is read here; None for any other file."""
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
            return None
        form: tuple[int, int, int, int] | None = None
        for name, size in _chunks(file, path.stat().st_size):
            if name == b"fmt ":
                form = _form(file.read(min(size, 40)))
            elif name == b"data":
                start = file.tell()
                told = None if size in _STREAMED else size
                held = path.stat().st_size - start
                return Wav(path, *form, start, told, held) if form and held > 0 else None
    return None


def _chunks(file: BinaryIO, end: int) -> Iterator[tuple[bytes, int]]:
    """Name and size of each part; the file stands at its first byte."""
    place = file.tell()
    while place + 8 <= end:
        file.seek(place)
        name, size = struct.unpack("<4sI", file.read(8))
        yield name, size
        place += 8 + size + size % 2


def _form(known: bytes) -> tuple[int, int, int, int] | None:
    """Form, channels, rate and bits; None where they aren't ones that are read here."""
    if len(known) < 16:
        return None
    form, channels, rate, _, _, bits = struct.unpack("<HHIIHH", known[:16])
    if form == EXTENSIBLE and len(known) >= 26:
        [form] = struct.unpack("<H", known[24:26])
    fits = bits in WIDTHS.get(form, ()) and rate in RATES and 1 <= channels <= MOST_CHANNELS
    return (form, channels, rate, bits) if fits else None


def _samples(kept: Bytes, form: int, bits: int) -> Floats:
    import numpy as np

    if form == FLOAT:
        sound = kept.view(f"<f{bits // 8}").astype(np.float32)
        return np.nan_to_num(sound, nan=0.0, posinf=1.0, neginf=-1.0)
    if form in (A_LAW, MU_LAW):
        return (_a_law() if form == A_LAW else _mu_law())[kept]
    if bits == 8:
        return (kept.astype(np.float32) - np.float32(128)) / np.float32(128)
    if bits == 24:
        whole = np.zeros((len(kept) // 3, 4), np.uint8)
        whole[:, 1:] = kept.reshape(-1, 3)
        return whole.reshape(-1).view("<i4").astype(np.float32) / np.float32(2**31)
    return kept.view(f"<i{bits // 8}").astype(np.float32) / np.float32(2 ** (bits - 1))


def _mu_law() -> Floats:
    """Each byte's sample, by G.711's mu-law: sign, segment and step, all bits turned."""
    import numpy as np

    code = ~np.arange(256, dtype=np.uint8)
    segment, step = (code >> 4) & 7, (code & 15).astype(np.int32)
    size = ((2 * step + 33) << segment) - 33
    return (np.where(code & 128, -size, size) * 4 / 32_768).astype(np.float32)


def _a_law() -> Floats:
    """Each byte's sample, by G.711's A-law: every second bit is turned; the first segment is linear."""
    import numpy as np

    code = np.arange(256, dtype=np.uint8) ^ 0x55
    segment, step = ((code >> 4) & 7).astype(np.int32), (code & 15).astype(np.int32)
    size = np.where(segment > 0, (2 * step + 33) << np.maximum(segment - 1, 0), 2 * step + 1)
    return (np.where(code & 128, size, -size) * 8 / 32_768).astype(np.float32)
