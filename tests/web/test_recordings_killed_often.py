"""Listening killed a hundred times, at any moment, over one recording after another; and on a full disk."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.ears.sounds import RATE, write
from tests.web.slow_ears import NOW, loud

from ringback.app import cases, listening
from ringback.ears import hear
from ringback.store import recordings as rows
from ringback.store.database import Store

pytestmark = pytest.mark.long  # a hundred processes, one after another

KILLS = 100
STRETCHES, SECONDS, PARTS = 24, 30, 6
FIRST, STEP = 4_000, 20
"""How loud the first recording is, and by how much the next one is louder, so that the engine knows it."""
TICKET = "call.flac"


class Waiting:
    """Recordings that wait to be listened to, in a data folder of their own."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home, self.folder, self.log = home, folder, folder / "log"
        self.store: Store = cases.open_store(home, NOW)
        self.count = 0

    def one_more(self) -> None:
        """Hand another recording over."""
        channels = np.zeros((2, STRETCHES * SECONDS * RATE), np.int16)
        tone = np.sin(np.arange((SECONDS - 1) * RATE) / 8) * (FIRST + STEP * self.count)
        for number in range(STRETCHES):
            start = number * SECONDS * RATE
            channels[number % 2, start : start + len(tone)] = np.rint(tone).astype(np.int16)
        with write(self.folder / TICKET, channels, "flac").open("rb") as source:
            kept = listening.take_in(self.store, TICKET, source, f"copy{self.count}", NOW)
        listening.agreed(self.store, kept.id, ("GB", "GB"), "", [])
        self.count += 1

    def listens(self) -> subprocess.Popen[bytes]:
        """A process that listens to what waits."""
        words = [sys.executable, "-m", "tests.web.slow_ears", str(self.home), str(self.log)]
        return subprocess.Popen(words, stderr=subprocess.DEVNULL)

    def kept(self) -> set[str]:
        """Every part that is kept, as the log names it; of a recording that is done, all of them."""
        found = set()
        with self.store.reading() as connection:
            for one in self.every():
                parts = rows.parts(connection, self.store.owner, one.id).values()
                heard = [json.loads(words) for words in parts]
                if one.state == "done":
                    heard = [json.loads(one.result)["words"]]
                found |= {f"{one.id}:{round(word['start'])}" for words in heard for word in words}
        return found

    def begun(self) -> list[str]:
        """Every part that was begun, by its recording and second."""
        lines = self.log.read_text().split() if self.log.exists() else []
        pairs = [line.split(":") for line in lines]
        return [f"{(int(top) - FIRST) // STEP + 1}:{round(int(start) / RATE)}" for top, start in pairs]

    def every(self) -> list[rows.Recording]:
        """The recordings as they are now."""
        return [listening.find(self.store, number + 1) for number in range(self.count)]

    def open(self) -> int:
        """How many are not heard to their end."""
        return sum(one.state in rows.OPEN for one in self.every())

    def take_up_again(self) -> None:
        """As its owner would, where it was stopped too often in a row to be tried by itself."""
        for one in self.every():
            if one.state == "failed":
                assert one.code == "keeps_stopping"
                listening.again(self.store, one.id)

    def whole(self) -> bool:
        """Whether every recording is done, and its words are all there, once, and in order."""
        fits = [{f"at{number * SECONDS + off}." for off in (-1, 0, 1)} for number in range(STRETCHES)]
        for one in self.every():
            words = [word["text"] for word in json.loads(one.result or '{"words": []}')["words"]]
            if one.state != "done" or len(words) != STRETCHES:
                return False
            if not all(word in fit for word, fit in zip(words, fits, strict=True)):
                return False
        return True


@pytest.fixture
def waiting(ringback_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Waiting]:
    """A data folder in which recordings wait."""
    monkeypatch.setattr(listening.hearing, "model_for", lambda *_: None)
    monkeypatch.setattr(hear, "chances", loud)
    made = Waiting(ringback_home, tmp_path)
    yield made
    made.store.close()


def test_killed_a_hundred_times_none_is_lost_none_done_twice_and_no_half_is_shown(waiting: Waiting) -> None:
    chance = random.Random(23)
    cut_off = 0
    for number in range(KILLS):
        while waiting.open() < 4:
            waiting.one_more()
        known, before = waiting.kept(), len(waiting.begun())
        children = [waiting.listens() for _ in range(1 + (number % 4 == 0))]  # at times all that there is
        if number % 2:  # while it listens; else at any moment since it was started
            while len(waiting.begun()) == before and any(child.poll() is None for child in children):
                time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 1.2) if number % 2 else chance.uniform(0.2, 4.0))
        for child in children:
            child.kill()
        cut_off += sum(child.wait() < 0 for child in children) == len(children)
        assert not known & set(waiting.begun()[before:]), "a part that was kept was heard again"
        assert known <= waiting.kept(), "what was kept stays"
        assert all((one.result != "") == (one.state == "done") for one in waiting.every()), "no half"
        waiting.take_up_again()
    assert cut_off == KILLS, "some ended before they were killed"
    assert waiting.listens().wait(120) == 0
    assert waiting.whole()
    assert set(waiting.begun()) <= waiting.kept()
    assert len(set(waiting.begun())) == PARTS * waiting.count > KILLS / 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 60 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(place)], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("a small disk can be made by root alone")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_on_a_full_disk_it_waits_or_says_so_and_goes_on_where_it_was(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening.hearing, "model_for", lambda *_: None)
    monkeypatch.setattr(hear, "chances", loud)
    waiting = Waiting(small_disk / "ringback", tmp_path)
    waiting.one_more()
    child = waiting.listens()
    while len(waiting.kept()) < 4:
        time.sleep(0.05)
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
    time.sleep(4)
    [now] = waiting.every()
    assert now.result == ""
    assert now.state in (*rows.OPEN, "failed")
    known, before = waiting.kept(), len(waiting.begun())
    child.kill()
    child.wait()
    ballast.unlink()
    if now.state == "failed":
        assert now.code == "disk_full"
        listening.again(waiting.store, now.id)
    assert waiting.listens().wait(60) == 0
    assert not known & set(waiting.begun()[before:])
    assert waiting.whole()
    waiting.store.close()
