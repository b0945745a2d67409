"""A process that listens to what waits in a data folder, slowly, and writes down what it begins and ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from ringback.app import cases, listening
from ringback.app.listener import Listening
from ringback.catalogue import load
from ringback.core.heard import Word
from ringback.ears import hear
from ringback.ears.engine import PLAIN, Manner
from ringback.ears.sound import RATE
from ringback.ears.voiced import HOP, Span

NOW = datetime(2026, 3, 12, 20, 50, tzinfo=UTC)
SLOW = 0.15
"""Seconds for a part."""


class Slow:
    """An engine that says how loud a recording is, by which it is known, and where it is in it, slowly."""

    name = "slow"

    def __init__(self, log: Path) -> None:
        self._log = log

    def words(self, samples: np.ndarray, spans: Sequence[Span], manner: Manner = PLAIN) -> Iterator[Word]:
        """One word a stretch: the second that it begins at."""
        if not manner.timed:
            return
        time.sleep(SLOW)
        with self._log.open("a") as log:
            log.write(f"{samples[spans[0].start : spans[0].end].max()}:{spans[0].start}\n")
        for span in spans:
            yield Word(f"at{round(span.start / RATE)}.", span.start / RATE, span.end / RATE - 0.5)


def loud(samples: np.ndarray) -> np.ndarray:
    """Speech is where it isn't silent."""
    whole = samples[: len(samples) - len(samples) % HOP].reshape(-1, HOP).astype(np.float32)
    return (np.abs(whole).mean(axis=1) > 100).astype(np.float32)


def main(home: str, log: str) -> None:
    """Listen until nothing is left."""
    listening.opened_engine = lambda: Slow(Path(log))
    hear.chances = loud
    store = cases.open_store(Path(home), NOW)
    listens = Listening(store, lambda: load(None))
    listens.wake()
    assert listens.wait(60)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
