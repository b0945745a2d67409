"""Two voices in one channel are told apart by how they sound; where they sound alike, that is said."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ringback.core.heard import Word
from ringback.ears.channels import are_two_ends, in_one
from ringback.ears.sound import RATE
from ringback.ears.speakers import Turning, tell_apart

Samples = npt.NDArray[np.int16]


def voice(pitch: float, formant: float, seconds: float, seed: int) -> Samples:
    """A buzz with a pitch and a resonance that waver as vowels do."""
    rng = np.random.default_rng(seed)
    time = np.arange(int(seconds * RATE)) / RATE
    place = np.repeat(formant * (1 + 0.2 * rng.standard_normal(int(seconds * 8) + 1)), RATE // 8)[: len(time)]
    phase = 2 * np.pi * np.cumsum(pitch * (1 + 0.03 * np.sin(2 * np.pi * 3 * time))) / RATE
    out = sum(
        np.exp(-(((k * pitch - place) / 400) ** 2)) * np.sin(k * phase) for k in range(1, int(3400 / pitch))
    )
    return (6000 * np.asarray(out) / np.abs(out).max() + rng.normal(0, 30, len(time))).astype(np.int16)


def conversation(voices: list[tuple[float, float]], turns: int = 12) -> tuple[Samples, list[Word], list[int]]:
    parts, words, who, at = [], [], [], 0.0
    for turn in range(turns):
        seconds = 2.0 + turn % 3
        parts += [voice(*voices[turn % 2], seconds, turn), np.zeros(RATE // 2, np.int16)]
        words += [Word("word", at + n * 0.4, at + (n + 1) * 0.4) for n in range(int(seconds / 0.4))]
        who += [turn % 2] * int(seconds / 0.4)
        at += seconds + 0.5
    return np.concatenate(parts), words, who


def test_a_high_and_a_low_voice_are_told_apart_at_every_word() -> None:
    samples, words, who = conversation([(110, 700), (190, 1100)])
    told = tell_apart(samples, words, Turning())
    assert [int(word.speaker == "Speaker 2") for word in told.words] == who
    assert told.sure > 0.9


def test_one_voice_alone_is_not_said_to_be_surely_two() -> None:
    samples, words, _ = conversation([(120, 800), (120, 800)])
    assert tell_apart(samples, words, Turning()).sure < 0.9


def test_nothing_said_and_one_word_have_one_speaker() -> None:
    assert tell_apart(np.zeros(RATE, np.int16), [], Turning()).words == ()
    [word] = tell_apart(np.zeros(RATE, np.int16), [Word("Hello", 0.1, 0.5)], Turning()).words
    assert word.speaker == "Speaker 1"


def test_two_channels_are_two_ends_only_where_the_voices_lie_apart_in_them() -> None:
    low, high, quiet = voice(110, 700, 3, 1), voice(190, 1100, 3, 2), np.zeros(3 * RATE, np.int16)
    ends = np.stack([np.concatenate([low, quiet]), np.concatenate([quiet, high])])
    assert are_two_ends(ends)
    one = in_one(ends)
    assert not are_two_ends(np.stack([one, one]))
    assert not are_two_ends(np.stack([one, np.zeros_like(one)]))
    assert not are_two_ends(one[None])
    assert np.array_equal(in_one(one[None]), one)
