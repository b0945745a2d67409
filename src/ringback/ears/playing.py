"""Recordings to be played back: whether browsers play one as it is, a WAV where not, its shape."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ringback.ears.sound import codec_of, read_sound

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.int16]

BARS = 480
"""How many levels the shape of a recording has."""
PLAYED = {
    "wav": ("audio/wav", ("pcm_s16le", "pcm_u8", "pcm_s24le", "pcm_f32le")),
    "mp3": ("audio/mpeg", ("mp3",)),
    "ogg": ("audio/ogg", ("opus", "vorbis", "flac")),
    "flac": ("audio/flac", ("flac",)),
    "mov,mp4,m4a,3gp,3g2,mj2": ("audio/mp4", ("aac", "mp3", "opus", "flac")),
    "matroska,webm": ("audio/webm", ("opus", "vorbis")),
    "aac": ("audio/aac", ("aac",)),
}
"""Containers by the decoder's names, what a browser calls each, and the codecs in it that browsers play."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How long a recording is, in seconds, and its levels along the way."""

    seconds: float
    peaks: tuple[int, ...]


def form_of(path: Path, name: str) -> str | None:
    """What a browser calls a file's form; None where browsers don't play it. Raises UnhearableRecording."""
    container, codec = codec_of(path, name)
    form, codecs = PLAYED.get(container, ("", ()))
    return form if codec in codecs else None


def peaks(channels: Samples) -> tuple[int, ...]:
    """The shape of a recording: how loud each of its 480 stretches gets, from 0 to 100 of the loudest."""
    import numpy as np

    edges = np.linspace(0, channels.shape[1], BARS + 1).astype(int)
    loudest = [
        max((int(np.abs(row[start:end].astype(np.int32)).max()) for row in channels), default=0)
        for start, end in itertools.pairwise(edges)
        if end > start
    ]
    top = max(loudest, default=0) or 1
    return tuple(round(100 * one / top) for one in loudest)


def shape_of(path: Path, name: str) -> Shape:
    """The shape of a recording in a file. Raises UnhearableRecording."""
    sound = read_sound(path, name)
    return Shape(sound.seconds, peaks(sound.channels))
