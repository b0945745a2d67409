"""Plain WAV is read without a decoder, as well as a decoder reads it."""

from __future__ import annotations

import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ears.sounds import speech, write

from ringback.ears import wav
from ringback.ears.errors import NoDecoder, NotSound, UnhearableRecording
from ringback.ears.playing import PLAYED, form_of
from ringback.ears.resample import at_rate
from ringback.ears.sound import RATE, codec_of, looked_at, read_sound

Floats = npt.NDArray[np.float64]
CODECS = ("pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le", "pcm_alaw", "pcm_mulaw")


def tone(hertz: float, rate: int, seconds: float = 3.0) -> Floats:
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def made(path: Path, rows: Floats, rate: int, *, bits: int = 16, told: int | None = None) -> Path:
    """A WAV file of 16-bit PCM or of floats, put together byte by byte."""
    form = wav.FLOAT if bits == 32 else wav.PCM
    rows = np.atleast_2d(rows)
    data = rows.T.astype("<f4") if bits == 32 else np.rint(rows.T * 32_767).astype("<i2")
    body = data.tobytes()
    size = len(rows) * bits // 8
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, form, len(rows), rate, rate * size, size, bits)
    length = len(body) if told is None else told
    parts = b"WAVE" + head + b"JUNK\3\0\0\0abc\0" + struct.pack("<4sI", b"data", length) + body
    path.write_bytes(b"RIFF" + struct.pack("<I", len(parts) & 0xFFFF_FFFF) + parts)
    return path


def encoded(path: Path, codec: str, sound: Floats, rate: int) -> Path:
    """A WAV file as PyAV writes it."""
    with av.open(str(path), "w", format="wav") as out:
        stream = out.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            np.rint(sound * 32_767).astype(np.int16)[None], format="s16", layout="mono"
        )
        frame.sample_rate = rate
        resampler = av.AudioResampler(stream.codec_context.format, "mono", rate)
        for part in [*resampler.resample(frame), *resampler.resample(None), None]:
            out.mux(stream.encode(part))
    return path


def by_pyav(path: Path) -> Floats:
    """The same file through PyAV's decoder and resampler."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        frames = [one for frame in container.decode(audio=0) for one in resampler.resample(frame)]
        frames += resampler.resample(None)
    return np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames]) / 32_768


def level(sound: Floats, hertz: float | None = None) -> float:
    """How loud its middle is in decibels below the tone that went in; at one frequency, or all in all."""
    middle = sound[RATE : 2 * RATE] * np.hanning(RATE) * 2
    power = np.abs(np.fft.rfft(middle)) / (RATE / 2)
    heard = power[round(hertz) - 3 : round(hertz) + 4].max() if hertz else np.sqrt((power**2).sum() / 1.5)
    return float(20 * np.log10(heard / 0.5 + 1e-9))


@pytest.mark.parametrize("codec", CODECS)
def test_every_plain_form_is_read_as_the_decoder_reads_it(tmp_path: Path, codec: str) -> None:
    path = encoded(tmp_path / "call.wav", codec, tone(440, RATE) * np.linspace(0, 1, 3 * RATE), RATE)
    read = read_sound(path, path.name)
    assert read.notices == ()
    assert np.abs(read.channels[0] / 32_768 - by_pyav(path)).max() < 2 / 32_768


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000])
def test_another_rate_costs_no_more_than_with_the_decoder(tmp_path: Path, rate: int) -> None:
    limit = min(rate, RATE) / 2
    for hertz in (100, 1_000, round(0.9 * limit)):
        path = made(tmp_path / "call.wav", tone(hertz, rate), rate)
        ours, theirs = read_sound(path, "call").channels[0] / 32_768, by_pyav(path)
        assert len(ours) == 3 * RATE
        assert abs(level(ours, hertz)) <= max(abs(level(theirs, hertz)), 0.01)
        left = [sound[: len(ours)] - tone(hertz, RATE)[: len(sound)] for sound in (ours, theirs)]
        assert level(left[0]) < max(level(left[1]), -80)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_what_is_too_high_for_the_new_rate_is_not_folded_back(tmp_path: Path, rate: int) -> None:
    for hertz in (8_200, 9_000, 12_000, 15_900):
        path = made(tmp_path / "call.wav", tone(hertz, rate), rate)
        ours, theirs = read_sound(path, "call").channels[0] / 32_768, by_pyav(path)
        assert level(ours) <= max(level(theirs), -80)


def test_a_change_of_block_is_not_heard(tmp_path: Path) -> None:
    path = made(tmp_path / "call.wav", tone(997, 44_100, 20), 44_100)
    read = read_sound(path, "call").channels[0] / 32_768
    off = np.abs(read - tone(997, RATE, 20))[RATE // 10 : -RATE // 10]
    assert off.max() < 1e-3


@given(st.integers(1_000, 50_000), st.integers(1, 9_000))
def test_any_rate_gives_the_length_that_it_had(rate: int, frames: int) -> None:
    seconds = 1 + frames // rate
    assert at_rate(np.zeros((2, seconds * rate), np.float32), rate, RATE).shape == (2, seconds * RATE)


def test_two_channels_stay_two_and_more_are_put_together(tmp_path: Path) -> None:
    low, high = tone(300, 8_000), tone(700, 8_000)
    two = read_sound(made(tmp_path / "two.wav", np.stack([low, high]), 8_000), "two").channels / 32_768
    assert level(two[0], 300) > -1
    assert level(two[0], 700) < -60
    four = made(tmp_path / "four.wav", np.stack([low, high, low, high]), 8_000, bits=32)
    assert np.abs(read_sound(four, "four").channels / 32_768 - two).max() < 1e-3


@pytest.mark.parametrize("told", [0, 0xFFFF_FFFF])
def test_a_stream_that_did_not_know_its_length_is_read_to_its_end(tmp_path: Path, told: int) -> None:
    path = made(tmp_path / "call.wav", tone(440, RATE), RATE, told=told)
    assert read_sound(path, "call").seconds == pytest.approx(3)
    assert read_sound(path, "call").notices == ()
    assert looked_at(path, "call").seconds == pytest.approx(3)


def test_one_that_was_cut_off_says_up_to_where(tmp_path: Path) -> None:
    path = made(tmp_path / "call.wav", tone(440, RATE, 9), RATE)
    path.write_bytes(path.read_bytes()[: 3 * 2 * RATE])
    read = read_sound(path, "call.wav")
    assert read.seconds == pytest.approx(3, abs=0.01)
    assert read.notices == ("The file is damaged or cut off: it can be read up to 0:03.0 of 0:09.0",)


@given(st.binary(max_size=120))
def test_no_header_ends_in_anything_but_sound_or_a_sentence(tmp_path_factory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("odd") / "call.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVEfmt " + data)
    with suppress(UnhearableRecording):
        assert read_sound(path, "call.wav").seconds > 0


def test_without_the_decoder_plain_wav_is_read_and_the_rest_names_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "call.wav", tone(440, 8_000), 8_000)
    other = write(tmp_path / "call.flac", speech(), "flac")
    monkeypatch.setitem(sys.modules, "av", None)
    assert read_sound(path, "call.wav").seconds == pytest.approx(3)
    with pytest.raises(NoDecoder, match="plain WAV files need none") as raised:
        read_sound(other, "call.flac")
    assert raised.value.remedy == f'Add it: {sys.executable} -m pip install "ringback[audio]"'


def test_an_empty_track_is_no_sound(tmp_path: Path) -> None:
    with pytest.raises(NotSound):
        read_sound(made(tmp_path / "call.wav", np.zeros(0), RATE), "call.wav")


@pytest.mark.full
def test_a_call_in_plain_wav_is_heard_without_the_decoder(tmp_path: Path) -> None:
    path = made(tmp_path / "call.wav", speech() / 32_768, RATE)
    code = (
        "import sys; sys.modules['av'] = None;"
        f"sys.argv = ['ringback', 'transcribe', {str(path)!r}, '--consent', 'yes'];"
        "from ringback.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "leisure to consider" in done.stdout


@pytest.mark.parametrize("codec", CODECS)
def test_a_wav_is_known_for_what_it_is_as_a_decoder_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codec: str
) -> None:
    path = encoded(tmp_path / "call.wav", codec, tone(440, 8_000), 8_000)
    monkeypatch.setitem(sys.modules, "av", None)
    assert codec_of(path, path.name) == ("wav", codec)
    assert (form_of(path, path.name) == "audio/wav") == (codec in PLAYED["wav"][1])
