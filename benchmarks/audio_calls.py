# ruff: noqa: INP001, S603, S607 (run by hand, with Debian's programs)
"""Made-up calls spoken by machines, with what is true of them: who says what and when, and every filler.

Needs Debian's espeak-ng, flite and sox. Nothing of it is anybody's call.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.int16]
RATE = 16_000
FILLERS = ("um", "uh")

_LINES = Path(__file__).with_name("audio_call.txt").read_text(encoding="utf-8").splitlines()
SCRIPT = tuple(zip((q[3:] for q in _LINES[::2]), (a[3:] for a in _LINES[1::2]), strict=True))
"""Questions and answers; {um} and {uh} are where fillers may be said."""


@dataclass(frozen=True)
class Said:
    """One turn as it stands in the sound: seconds, who (0 asks, 1 answers), the words, its fillers."""

    start: float
    end: float
    who: int
    words: str
    fillers: int


def spoken(voice: str, words: str) -> Samples:
    """Words in a machine's voice: "flite:slt" or "espeak:en-gb+f3"."""
    program, _, name = voice.partition(":")
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder, "raw.wav"), Path(folder, "out.wav")
        if program == "flite":
            command = ["flite", "-voice", name, "-t", words, "-o", str(raw)]
        else:
            command = ["espeak-ng", "-v", name, "-s", "160", "-w", str(raw), words]
        subprocess.run(command, check=True, capture_output=True)
        sox = ["sox", str(raw), "-r", str(RATE), "-c", "1", "-b", "16", str(out), "norm", "-6"]
        subprocess.run(sox, check=True, capture_output=True)
        return np.frombuffer(out.read_bytes()[44:], dtype=np.int16)


def call(voices: Sequence[str], *, fillers: bool, seed: int) -> tuple[Samples, list[Said]]:
    """The script between two voices, as two channels, and what is true of it."""
    rng = np.random.default_rng(seed)
    at, said, parts = 0.5, [], []
    for pair in SCRIPT:
        for who, line in enumerate(pair):
            count = sum(line.count("{" + one + "}") for one in FILLERS) if fillers else 0
            words = line
            for one in FILLERS:
                words = words.replace("{" + one + "} ", f"{one}, " if fillers else "")
            sound = spoken(voices[who], words)
            said.append(Said(at, at + len(sound) / RATE, who, words, count))
            parts.append((round(at * RATE), who, sound))
            at += len(sound) / RATE + float(rng.uniform(0.3, 1.4))
    sound = np.zeros((2, round(at * RATE) + RATE // 2), np.int16)
    for start, who, samples in parts:
        sound[who, start : start + len(samples)] = samples
    return sound, said


def mixed(sound: Samples, noise: float = 0.002, seed: int = 0) -> Samples:
    """Both channels in one, with a little noise."""
    rng = np.random.default_rng(seed)
    both = sound.astype(np.float32).sum(axis=0) + rng.normal(0, noise * 32768, sound.shape[1])
    return both.clip(-32768, 32767).astype(np.int16)


def over_telephone(samples: Samples) -> Samples:
    """Through 8,000 samples a second in mu-law, and back."""
    with tempfile.TemporaryDirectory() as folder:
        first, phone, back = (Path(folder, name) for name in ("a.wav", "b.wav", "c.wav"))
        save(first, samples)
        for source, target, form in (
            (first, phone, ["-r", "8000", "-e", "mu-law"]),
            (phone, back, ["-r", str(RATE), "-e", "signed", "-b", "16"]),
        ):
            subprocess.run(["sox", str(source), *form, str(target)], check=True, capture_output=True)
        return read(back)


def save(path: Path, samples: Samples) -> None:
    """A WAV file of one channel or more."""
    import wave

    rows = np.atleast_2d(samples)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(rows))
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(rows.T.tobytes())


def read(path: Path) -> Samples:
    """The first channel of a 16-bit WAV file."""
    import wave

    with wave.open(str(path)) as file:
        data = np.frombuffer(file.readframes(file.getnframes()), np.int16)
        return data.reshape(-1, file.getnchannels())[:, 0]
