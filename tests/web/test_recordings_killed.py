"""Listening is killed at any moment: it goes on where it was, hears nothing twice, and ends up whole."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from tests.ears.sounds import RATE, write
from tests.web.slow_ears import NOW, SLOW, loud

from ringback.app import cases, listening
from ringback.ears import hear
from ringback.store import recordings as rows
from ringback.store.database import Store

pytestmark = pytest.mark.full  # kills processes

STRETCHES, SECONDS = 48, 30
KILLS = 5


def _waiting(home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A recording of two ends that may be listened to."""
    channels = np.zeros((2, STRETCHES * SECONDS * RATE), np.int16)
    tone = (np.sin(np.arange((SECONDS - 1) * RATE) / 8) * 8000).astype(np.int16)
    for number in range(STRETCHES):
        start = number * SECONDS * RATE
        channels[number % 2, start : start + len(tone)] = tone
    monkeypatch.setattr(listening.hearing, "model_for", lambda *_: None)
    monkeypatch.setattr(hear, "chances", loud)
    store = cases.open_store(home, NOW)
    with write(folder / "call.flac", channels, "flac").open("rb") as source:
        kept = listening.take_in(store, "call.flac", source, "copy", NOW)
    listening.agreed(store, kept.id, (), "", [])
    return store


def _listens(home: Path, log: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.web.slow_ears", str(home), str(log)])


def _kept(store: Store) -> dict[int, str]:
    with store.reading() as connection:
        return rows.parts(connection, store.owner, 1)


def _begun(log: Path) -> list[str]:
    return log.read_text().split() if log.exists() else []


def test_killed_five_times_it_hears_each_part_once_and_ends_up_whole(
    ringback_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = _waiting(ringback_home, tmp_path, monkeypatch)
    log = tmp_path / "log"
    chance = random.Random(11)
    cut_off = 0
    for _ in range(KILLS):
        known, before = _kept(store), len(_begun(log))
        child = _listens(ringback_home, log)
        while len(_begun(log)) == before and child.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 1.5 * SLOW))
        child.kill()
        cut_off += child.wait() < 0
        assert known.items() <= _kept(store).items(), "what was kept stays as it was"
        assert listening.find(store, 1).result == "", "there is no half transcript"
    assert cut_off == KILLS, "it ended before it was killed"
    kept_of = {json.loads(words)[0]["start"] for words in _kept(store).values()}
    before = len(_begun(log))

    assert _listens(ringback_home, log).wait(60) == 0
    done = listening.find(store, 1)
    assert done.state == "done"
    again = {round(int(line.partition(":")[2]) / RATE, 2) for line in _begun(log)[before:]}
    assert not again & {round(start, 2) for start in kept_of}, "a part that was kept was heard again"
    words = [word["text"] for word in json.loads(done.result)["words"]]
    assert [round(float(word.strip("at.")) / SECONDS) for word in words] == list(range(STRETCHES))
    assert _kept(store) == {}
    store.close()


def test_of_two_processes_only_one_listens(
    ringback_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = _waiting(ringback_home, tmp_path, monkeypatch)
    log = tmp_path / "log"
    both = [_listens(ringback_home, log) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert len(_begun(log)) == len(set(_begun(log)))
    assert listening.find(store, 1).state == "done"
    store.close()
