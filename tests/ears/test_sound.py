"""Any recording that a telephone makes is read; what is damaged gives what is left, and says up to where."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from tests.ears.sounds import FORMS, picture, speech, write

from ringback.ears import sound
from ringback.ears.errors import (
    EmptyRecording,
    Locked,
    NoAudioStream,
    NoFile,
    NotSound,
    TooLong,
    UnhearableRecording,
)
from ringback.ears.sound import RATE, read_sound
from ringback.readers.decode import HEAD, is_sound

pytestmark = pytest.mark.full  # decodes


def test_every_kind_of_recording_is_known_by_its_content_and_read_whole(tmp_path: Path) -> None:
    said = speech()
    for form in FORMS:
        path = write(tmp_path / f"call.{form}", said, form)
        assert is_sound(path.read_bytes()[:HEAD]), form
        read = read_sound(path, path.name)
        assert read.seconds == pytest.approx(len(said) / RATE, abs=0.15), form
        assert read.notices == (), form
        assert np.abs(read.channels).max() > 1000, form


def test_two_channels_stay_two(tmp_path: Path) -> None:
    said = speech()
    read = read_sound(
        write(tmp_path / "call.flac", np.stack([said, np.zeros_like(said)]), "flac"), "call.flac"
    )
    assert read.channels.shape == (2, len(said))
    assert np.array_equal(read.channels[0], said)
    assert not read.channels[1].any()


@pytest.mark.parametrize("form", ["mp3", "ogg", "webm", "wav", "flac"])
def test_a_recording_cut_off_gives_what_is_left_and_says_up_to_where(tmp_path: Path, form: str) -> None:
    whole = write(tmp_path / f"whole.{form}", speech(), form)
    cut = tmp_path / f"cut.{form}"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 6 // 10])
    read = read_sound(cut, cut.name)
    assert 5 < read.seconds < 9
    if form in {"flac", "wav"}:  # whose headers say how long they are
        assert any("can be read up to 0:0" in one for one in read.notices) or form == "wav"


def test_a_damaged_middle_is_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "call.mp3", speech(), "mp3")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = bytes(3000)
    path.write_bytes(data)
    assert read_sound(path, path.name).seconds > 8


def test_a_recording_without_its_index_says_that_it_was_cut_off(tmp_path: Path) -> None:
    path = write(tmp_path / "call.m4a", speech(), "m4a")
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(NotSound, match="cut off before it was finished"):
        read_sound(path, path.name)


def test_what_holds_no_sound_is_refused_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = speech()
    empty, text, film = (tmp_path / name for name in ("empty.m4a", "notes.m4a", "film.mp4"))
    empty.write_bytes(b"")
    text.write_text("no sound at all, only words")
    picture(film)
    locked = write(tmp_path / "locked.m4a", said, "m4a")
    locked.write_bytes(locked.read_bytes().replace(b"mp4a", b"drms"))
    cases = [(empty, EmptyRecording), (text, NotSound), (film, NoAudioStream), (locked, Locked)]
    cases += [(tmp_path / "none.m4a", NoFile), (tmp_path, NoFile)]
    for path, error in cases:
        with pytest.raises(error) as raised:
            read_sound(path, path.name)
        assert raised.value.exit_code == 2
        assert path.name in str(raised.value)
        assert raised.value.remedy
    monkeypatch.setattr(sound, "LONGEST", 5.0)
    with pytest.raises(TooLong, match="the limit is"):
        read_sound(write(tmp_path / "long.mp3", said, "mp3"), "long.mp3")


def test_no_bytes_end_in_anything_but_sound_or_a_sentence(tmp_path: Path) -> None:
    """Every kind, with bytes flipped all over."""
    rng = np.random.default_rng(0)
    path = tmp_path / "call"
    for form in FORMS:
        good = write(tmp_path / f"x.{form}", speech()[: 3 * RATE], form).read_bytes()
        for _ in range(12):
            data = bytearray(good)
            for at in rng.integers(0, len(data), 20):
                data[at] = rng.integers(0, 256)
            path.write_bytes(data)
            with suppress(UnhearableRecording):
                assert read_sound(path, "call").seconds > 0
