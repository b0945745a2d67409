"""A call that broke off: its parts in the order of time, as one recording."""

from __future__ import annotations

import io
from pathlib import Path

import av
import numpy as np
import pytest
from tests.ears.sounds import RATE, Samples, speech, write

from ringback.ears import joined
from ringback.ears.errors import TooLong
from ringback.ears.joined import BETWEEN, read_call
from ringback.ears.sound import write_wav

pytestmark = pytest.mark.full  # decodes


def part(folder: Path, name: str, samples: Samples, made: str = "") -> tuple[Path, str]:
    """A part whose header says when it was made, where that is given."""
    path = write(folder / name, samples, name.rpartition(".")[2])
    if made:
        dated = folder / f"dated-{name}"
        with av.open(str(path)) as read, av.open(str(dated), "w", format="mp4") as out:
            out.metadata["creation_time"] = made
            stream = out.add_stream_from_template(read.streams.audio[0])
            for packet in read.demux():
                if packet.dts is not None:
                    packet.stream = stream
                    out.mux(packet)
        path = dated
    return path, name


def test_parts_come_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    said = speech()
    later = part(tmp_path, "b.m4a", said[: 2 * RATE], "2026-03-10T10:20:00Z")
    first = part(tmp_path, "a.m4a", said[: 3 * RATE], "2026-03-10T10:00:00Z")
    whole = read_call([later, first])
    assert whole.name == "a.m4a, b.m4a"
    assert whole.seconds == pytest.approx(5 + BETWEEN, abs=0.3)
    assert "a.m4a from 0:00, b.m4a from 0:04" in whole.notices[0]


def test_where_no_part_says_when_the_order_given_counts(tmp_path: Path) -> None:
    parts = [part(tmp_path, name, speech()[:RATE]) for name in ("b.flac", "a.flac")]
    assert read_call(parts).name == "b.flac, a.flac"


def test_one_track_and_two_become_one_and_what_is_wrong_with_a_part_is_said_of_it(tmp_path: Path) -> None:
    said = speech()
    two = part(tmp_path, "two.flac", np.stack([said, said]))
    cut = part(tmp_path, "cut.flac", said)
    cut[0].write_bytes(cut[0].read_bytes()[: cut[0].stat().st_size // 2])
    whole = read_call([two, cut])
    assert whole.channels.shape[0] == 1
    assert any(one.startswith("cut.flac: The file is damaged or cut off") for one in whole.notices)


def test_what_is_joined_is_written_as_it_is(tmp_path: Path) -> None:
    said = speech()
    whole = read_call([part(tmp_path, name, np.stack([said, said[::-1]])) for name in ("a.flac", "b.flac")])
    copy = io.BytesIO()
    write_wav(whole.channels, copy)
    (tmp_path / "joined.wav").write_bytes(copy.getvalue())
    again = read_call([(tmp_path / "joined.wav", "joined.wav")])
    assert np.array_equal(again.channels, whole.channels)


def test_parts_that_are_too_long_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joined, "LONGEST", 5.0)
    with pytest.raises(TooLong):
        read_call([part(tmp_path, name, speech()[: 3 * RATE]) for name in ("a.flac", "b.flac")])
