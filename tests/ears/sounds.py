"""Recordings for tests: made from the one in this folder, or from nothing."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.int16]
RATE = 16_000
SPEECH = Path(__file__).with_name("speech.ogg")
"""Two sentences of Austen, read for LibriVox, in the public domain; cut by CMU Sphinx (BSD-2-Clause)."""
SAID = (
    "and mister john dashwood had then leisure to consider how much there might be prudently in his power"
    " to do for them he might even have been made amiable himself"
)
FORMS = {
    "m4a": ("aac", "mp4", 16_000),
    "mp3": ("mp3", "mp3", 16_000),
    "ogg": ("libopus", "ogg", 16_000),
    "webm": ("libopus", "webm", 16_000),
    "wav": ("pcm_mulaw", "wav", 8_000),
    "flac": ("flac", "flac", 16_000),
    "amr": ("libopencore_amrnb", "amr", 8_000),
    "3gp": ("libopencore_amrnb", "3gp", 8_000),
}
"""Codec, container and rate of each kind; the WAV is a telephone's."""


def speech() -> Samples:
    """The recording of this folder as samples."""
    from ringback.ears.sound import read_sound

    return read_sound(SPEECH, SPEECH.name).channels[0]


def write(path: Path, samples: Samples, form: str) -> Path:
    """A recording in one of FORMS; two rows are two channels."""
    codec, container, rate = FORMS[form]
    rows = np.atleast_2d(samples)
    layout = "stereo" if len(rows) == 2 else "mono"
    with av.open(str(path), "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate, layout=layout)
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(rows.T.reshape(1, -1)), format="s16", layout=layout
        )
        frame.sample_rate = RATE
        frame.pts = 0
        size = stream.codec_context.frame_size or 1024
        resampler = av.AudioResampler(stream.codec_context.format, layout, rate, frame_size=size)
        for part in [*resampler.resample(frame), *resampler.resample(None), None]:
            out.mux(stream.encode(part))
    return path


def picture(path: Path) -> Path:
    """A film without sound."""
    with av.open(str(path), "w", format="mp4") as out:
        stream = out.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 32
        for _ in range(5):
            frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path
