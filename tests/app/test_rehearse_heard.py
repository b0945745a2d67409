"""A take said aloud, heard by a real speech model: its words, its times, and nothing left behind."""

from __future__ import annotations

import subprocess
import wave
from pathlib import Path

import pytest

from ringback.app import rehearse_heard
from ringback.catalogue import load
from ringback.ears.errors import UnhearableRecording

pytestmark = pytest.mark.full

SAID = "At the depot I drew up one sheet for the morning calls and rang every tenant myself."
RATE = 16_000


def spoken(voice: str, folder: Path, silence: float = 1.5) -> bytes:
    """The sentence as this machine's voice says it, after so many seconds of silence."""
    subprocess.run([voice, "-v", "en-gb", "-s", "140", "-w", str(folder / "said.wav"), SAID], check=True)
    with wave.open(str(folder / "said.wav")) as read:
        rate, frames = read.getframerate(), read.readframes(read.getnframes())
    with wave.open(str(folder / "take.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(bytes(2 * int(silence * rate)) + frames)
    return (folder / "take.wav").read_bytes()


@pytest.fixture
def home(ringback_home: Path) -> Path:
    if not rehearse_heard.listens():
        pytest.skip("no speech model here")
    ringback_home.mkdir(parents=True)
    return ringback_home


def test_what_was_said_is_written_down_with_its_times(home: Path, tmp_path: Path, voice_program: str) -> None:
    take = rehearse_heard.heard_take(spoken(voice_program, tmp_path), home, load())
    assert take.spoken
    assert "morning" in take.words.lower()
    assert take.latency == pytest.approx(1.5, abs=0.6)
    assert take.seconds == pytest.approx(6.0, abs=2.5)
    assert take.fillers is not None
    assert take.fillers[0] <= take.fillers[1]


def test_no_sound_is_left_behind(home: Path, tmp_path: Path, voice_program: str) -> None:
    rehearse_heard.heard_take(spoken(voice_program, tmp_path), home, load())
    with pytest.raises(UnhearableRecording):
        rehearse_heard.heard_take(b"no sound at all", home, load())
    assert list(home.iterdir()) == []
