"""Recordings as samples: plain WAV, and anything that PyAV decodes, at 16,000 a second in one channel or two.

A damaged or cut file gives what can be read of it, and says up to where.
"""

from __future__ import annotations

import re
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ringback.core.heard import clock
from ringback.ears import wav
from ringback.ears.errors import (
    EmptyRecording,
    Locked,
    NoAudioStream,
    NoDecoder,
    NoFile,
    NotSound,
    TooLong,
)
from ringback.ears.resample import AROUND, BLOCK, at_rate

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Samples = npt.NDArray[np.int16]

RATE = 16_000
LONGEST = 3 * 3600.0
_CUT = 2.0
"""Seconds by which a file may end before its own header says, with nothing said of it."""
_LOCKED = re.compile(rb"stsd.{12}(?:drms|enca|encv)", re.DOTALL)
"""How MP4 names a track under copy protection."""
_SCANNED = 4_000_000


@dataclass(frozen=True)
class Sound:
    """A recording's samples, one row a channel. `notices`: what is wrong with it, in plain sentences."""

    name: str
    channels: Samples
    notices: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it is."""
        return float(self.channels.shape[1]) / RATE


@dataclass
class _Read:
    """What has been decoded so far: interleaved 16-bit samples; `bad` packets were left silent."""

    width: int
    data: bytearray = field(default_factory=bytearray)
    bad: int = 0
    broke_off: bool = False

    @property
    def seconds(self) -> float:
        return len(self.data) / (2 * self.width * RATE)

    def skip(self, seconds: float) -> None:
        """Leave silence for what can't be decoded."""
        self.bad += 1
        self.data += bytes(2 * self.width * round(min(seconds, 1.0) * RATE))


@dataclass(frozen=True)
class Known:
    """What a recording's own header says of it; `seconds` 0 where it doesn't say how long it is.

    `made` is when, in ISO form; "" where it doesn't say.
    """

    seconds: float
    channels: int
    made: str = ""


def looked_at(path: Path, name: str) -> Known:
    """What a file says of itself, with nothing of it heard. Raises UnhearableRecording."""
    if plain := _plain(path, name):
        return Known(plain.seconds_told, plain.channels)
    with _opened(path, name) as container:
        stream = container.streams.audio[0]
        channels = stream.codec_context.channels if stream.codec_context else 0
        made = container.metadata.get("creation_time", "")
        return Known((container.duration or 0) / 1e6, channels, made)


def codec_of(path: Path, name: str) -> tuple[str, str]:
    """A file's container and the codec of its sound, by the decoder's names; a plain WAV needs no decoder.

    Raises UnhearableRecording.
    """
    _refuse_no_file(path, name)
    if plain := wav.opened(path):
        return "wav", plain.codec
    with _opened(path, name) as container:
        context = container.streams.audio[0].codec_context
        return container.format.name, context.name if context else ""


def read_sound(path: Path, name: str) -> Sound:
    """A file's sound. Raises UnhearableRecording: not there, no sound, locked, too long."""
    if plain := _plain(path, name):
        return _of_plain(plain, name)
    with _opened(path, name) as container:
        told = (container.duration or 0) / 1e6
        read = _decoded(container, container.streams.audio[0], path, name)
    if not read.data:
        raise _unreadable(path, name, None)
    return Sound(name, _rows(read), tuple(_wrong(read, told)))


def write_wav(channels: Samples, file: BinaryIO) -> None:
    """Sound as plain WAV of 16 bits, by the minute."""
    with wave.open(file, "wb") as out:
        out.setnchannels(len(channels))
        out.setsampwidth(2)
        out.setframerate(RATE)
        for first in range(0, channels.shape[1], 60 * RATE):
            out.writeframesraw(channels[:, first : first + 60 * RATE].T.astype("<i2").tobytes())


def _plain(path: Path, name: str) -> wav.Wav | None:
    """The file as one that needs no decoder, no longer than may be; None where it does need one."""
    _refuse_no_file(path, name)
    plain = wav.opened(path)
    if plain and (told := plain.frames / plain.rate) > LONGEST:
        raise TooLong(name, told, LONGEST)
    return plain


def _of_plain(plain: wav.Wav, name: str) -> Sound:
    """Its samples, block by block; of more than two channels every second one is put together."""
    import numpy as np

    if not plain.frames:
        raise _unreadable(plain.path, name, None)
    width = min(plain.channels, 2)
    whole = np.empty((width, -(-plain.frames * RATE // plain.rate)), np.int16)
    for first in range(0, whole.shape[1], BLOCK * RATE):
        block = _block(plain, first // RATE, width)[:, : whole.shape[1] - first]
        whole[:, first : first + block.shape[1]] = np.rint(np.clip(block * 32_768, -32_768, 32_767))
    read = whole.shape[1] / RATE
    cut = plain.seconds_told - read > _CUT
    return Sound(name, whole, (_cut_off(read, plain.seconds_told),) if cut else ())


def _block(plain: wav.Wav, second: int, width: int) -> Floats:
    """BLOCK seconds from a second on, at RATE, with silence where there is nothing."""
    import numpy as np

    before = min(second, AROUND)
    rows = plain.rows((second - before) * plain.rate, (before + BLOCK + AROUND) * plain.rate)
    rows = np.stack([rows[one::width].mean(axis=0) for one in range(width)])
    missing = (AROUND + BLOCK + AROUND) * plain.rate - (AROUND - before) * plain.rate - rows.shape[1]
    padded = np.pad(rows, ((0, 0), ((AROUND - before) * plain.rate, missing)))
    return at_rate(padded, plain.rate, RATE)[:, AROUND * RATE : (AROUND + BLOCK) * RATE]


@contextmanager
def _opened(path: Path, name: str) -> Iterator[Any]:
    """The file, open, with a track of sound in it, and no longer than may be."""
    _refuse_locked(path, name)
    try:
        import av
    except ImportError:
        raise NoDecoder(name) from None
    try:
        container = av.open(str(path), metadata_errors="ignore")
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise _unreadable(path, name, error) from None
    with container:
        if not container.streams.audio:
            raise NoAudioStream(name) if container.streams.video else _unreadable(path, name, None)
        if (told := (container.duration or 0) / 1e6) > LONGEST:
            raise TooLong(name, told, LONGEST)
        yield container


def _refuse_no_file(path: Path, name: str) -> None:
    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise EmptyRecording(name)
    except (OSError, ValueError) as error:
        raise NoFile(name, (getattr(error, "strerror", None) or "no valid name").lower()) from None


def _refuse_locked(path: Path, name: str) -> None:
    known = _ends_of(path)
    if known[4:8] == b"ftyp" and _LOCKED.search(known):
        raise Locked(name)


def _decoded(container: Any, stream: Any, path: Path, name: str) -> _Read:
    import av

    if stream.codec_context is None:
        raise _unreadable(path, name, None)
    width = 2 if stream.codec_context.channels >= 2 else 1
    resampler = av.AudioResampler(format="s16", layout="stereo" if width == 2 else "mono", rate=RATE)
    read = _Read(width)
    for packet in _packets(container, stream, read):
        try:
            for frame in packet.decode():
                _take(frame, resampler, read)
        except (av.error.FFmpegError, ValueError):
            read.skip(float((packet.duration or 0) * (packet.time_base or 0)))
        if read.seconds > LONGEST:
            raise TooLong(name, read.seconds, LONGEST)
    for rest in resampler.resample(None):
        read.data += _bytes(rest, width)
    return read


def _packets(container: Any, stream: Any, read: _Read) -> Iterator[Any]:
    """The packets up to the end, or up to where the file can't be read further."""
    import av

    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except (av.error.FFmpegError, OSError):
            read.broke_off = True
            return
        yield packet


def _take(frame: Any, resampler: Any, read: _Read) -> None:
    for one in resampler.resample(frame):
        read.data += _bytes(one, read.width)


def _bytes(frame: Any, width: int) -> bytes:
    return bytes(frame.planes[0])[: 2 * width * frame.samples]


def _rows(read: _Read) -> Samples:
    import numpy as np

    whole = len(read.data) - len(read.data) % (2 * read.width)
    return np.frombuffer(memoryview(read.data)[:whole], dtype=np.int16).reshape(-1, read.width).T


def _wrong(read: _Read, told: float) -> Iterator[str]:
    """What to say of a file that isn't whole."""
    if read.broke_off or told - read.seconds > _CUT:
        yield _cut_off(read.seconds, told)
    if read.bad:
        places = "one place" if read.bad == 1 else f"{read.bad} places"
        yield f"The file is damaged at {places}; what was said there is missing"


def _cut_off(read: float, told: float) -> str:
    of = f" of {clock(told)}" if told - read > _CUT else ""
    return f"The file is damaged or cut off: it can be read up to {clock(read)}{of}"


def _ends_of(path: Path) -> bytes:
    """What is at a file's beginning and end, where its index stands."""
    with path.open("rb") as file:
        known = file.read(_SCANNED)
        file.seek(max(path.stat().st_size - _SCANNED, len(known)))
        return known + file.read()


def _unreadable(path: Path, name: str, error: Exception | None) -> Exception:
    known = _ends_of(path)
    if known[4:8] == b"ftyp" and b"moov" not in known:
        return NotSound(name, "its index is missing, so it was cut off before it was finished")
    return NotSound(name, "it is damaged" if error is None else "in no format known here, or damaged")
