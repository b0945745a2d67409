# ruff: noqa: INP001 (run by hand)
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

SCRIPT: tuple[tuple[str, str], ...] = (
    ("Hello, thanks for making the time today. Is now still a good moment to talk?",
     "Yes, it is, thank you. I was looking forward to it."),
    ("Great. Could you start by telling me a little about the job you have now?",
     "Of course. {um} I work in the stores of a bus depot. I keep the parts for forty buses, and I order what the"
     " fitters need. {uh} I have been there for three years, and I trained two people who joined after me."),
    ("What made you apply for this role?",
     "I would like to work with a bigger team. {um} Your depot runs electric buses, and I want to learn how those"
     " are kept on the road."),
    ("Can you give me an example of a time when something went wrong?",
     "Last winter a delivery of brake pads went to the wrong town. {um} I rang the supplier, found a driver who was"
     " coming back empty, and we had them the same night. {uh} No bus was off the road because of it. {um} After"
     " that I put the addresses on a card beside the telephone."),
    ("Okay. And how did the fitters take it?", "They were glad. One of them brought me a cake."),
    ("How do you decide what to order first?",
     "{uh} I look at what keeps a bus from leaving in the morning. Everything else can wait a day. {um} I also"
     " keep a list of parts that take more than a week to come."),
    ("Have you worked with a stock system before?",
     "Yes, two of them. {um} The one we have now is old, but I know it well, and I wrote the short guide that"
     " everybody uses."),
    ("What would your manager say you could do better?",
     "{um} That I answer the telephone too often when somebody else could. I am getting better at that."),
    ("Do you have any questions for me?", "Yes. How big is the team, and who would I report to?"),
    ("There are twelve of us, and you would report to the stores manager. We will let you know by Friday.",
     "Thank you very much. I look forward to hearing from you."),
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One turn as it stands in the sound: seconds, who (0 interviewer, 1 candidate), the words, its fillers."""

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
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        sox = ["sox", str(raw), "-r", str(RATE), "-c", "1", "-b", "16", str(out), "norm", "-6"]
        subprocess.run(sox, check=True, capture_output=True)  # noqa: S603
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
            subprocess.run(["sox", str(source), *form, str(target)], check=True, capture_output=True)  # noqa: S603
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
