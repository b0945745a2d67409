"""The interviewer's voice: the plumbing with a stand-in for the program, and the program where it is."""

from __future__ import annotations

import io
import stat
import wave
from pathlib import Path

import numpy as np
import pytest

from ringback.app import voice

HOSTILE = '--version $(id) `id`; -f /etc/passwd | tee x [[h@l\'oU]] "Why\0 us?"\n-w out.wav'


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of that name which keeps what it was given, then does as told."""
    program = folder / "espeak-ng"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{folder}/args"\ncat > "{folder}/words"\n{script}\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def a_wav(file: Path, samples: bytes = b"\1\0" * 400) -> None:
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(22_050)
        out.writeframes(samples)


def test_words_are_data_whatever_they_look_like(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_wav(tmp_path / "sound")
    stand_in(tmp_path, f'cat "{tmp_path}/sound"', monkeypatch)
    sound = voice.spoken(HOSTILE, "en-GB")
    assert (tmp_path / "args").read_text().split() == ["-v", "en-gb", "--stdin", "--stdout"]
    given = (tmp_path / "words").read_text()
    assert given.startswith("--version $(id) `id`; -f /etc/passwd | tee x [ [")
    assert given.endswith("-w out.wav")
    assert "\0" not in given
    with wave.open(io.BytesIO(sound)) as read:
        assert read.getnframes() == 400


def test_a_question_is_made_once_and_said_again_from_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_wav(tmp_path / "sound")
    stand_in(tmp_path, f'cat "{tmp_path}/sound"', monkeypatch)
    first = voice.spoken("What do you do first on a Monday?", "en-GB")
    assert voice.spoken("What do you do first on a Monday?", "en-GB") == first
    assert (tmp_path / "args").read_text().count("--stdout") == 1


@pytest.mark.parametrize("script", ["exit 1", "echo no sound", ":"])
def test_a_voice_that_fails_says_to_read_it(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, script, monkeypatch)
    with pytest.raises(voice.NoVoice, match="espeak-ng") as raised:
        voice.spoken("What do you do first?", "en-GB")
    assert "Read the question" in raised.value.remedy


def test_a_voice_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "exec sleep 60", monkeypatch)
    monkeypatch.setattr(voice, "MADE_WITHIN", 0.2)
    with pytest.raises(voice.NoVoice, match="too long"):
        voice.spoken("What do you do first?", "en-GB")


def test_without_the_program_it_says_which_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not voice.speaks()
    with pytest.raises(voice.NoVoice, match="no espeak-ng"):
        voice.spoken("What do you do first?", "en-GB")


@pytest.mark.usefixtures("voice_program")
@pytest.mark.parametrize("locale", ["en-GB", "en-US"])
@pytest.mark.parametrize("text", ["Why do you want to work here?", "--version"])
def test_the_real_program_gives_sound_of_a_length_that_is_true(locale: str, text: str) -> None:
    with wave.open(io.BytesIO(voice.spoken(text, locale))) as read:
        samples = np.frombuffer(read.readframes(read.getnframes()), dtype=np.int16)
        assert read.getnframes() == len(samples)
        assert 0.5 < len(samples) / read.getframerate() < 6
    assert np.abs(samples).max() > 1_000
