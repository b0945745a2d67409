"""Recordings handed over in the browser, and what hears them in place of a model."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from starlette.testclient import TestClient
from tests.ears.sounds import RATE, Samples, write
from tests.web.asking import word_in

from ringback.core.heard import Word
from ringback.ears.engine import PLAIN, Manner
from ringback.ears.voiced import HOP, Span
from ringback.web.site import Site

SAID = (
    ("Tell", "me", "about", "a", "time", "you", "found", "a", "fault."),
    ("Sorry,", "my", "mind", "has", "gone", "blank.", "I", "can't", "think."),
    ("What", "would", "you", "like", "to", "ask", "me?"),
    ("No,", "I", "think", "you've", "covered", "it."),
)
STRETCH = 29
"""Seconds of each stretch of speech; four of them are a part."""


@dataclass
class Scripted:
    """An engine that knows what is said, and can be held up at a part."""

    name: str = "scripted"
    asked: list[int] = field(default_factory=list)
    holds: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)
    hold_at: int = -1
    fault: Exception | None = None

    def words(self, _samples: Samples, spans: Sequence[Span], manner: Manner = PLAIN) -> Iterator[Word]:
        """The script's words, one line for each stretch."""
        if not manner.timed:
            return
        if len(self.asked) == self.hold_at:
            self.reached.set()
            assert self.holds.wait(20)
        if self.fault:
            raise self.fault
        self.asked.append(spans[0].start)
        for span in spans:
            line = SAID[round(span.start / RATE / (STRETCH + 1)) % len(SAID)]
            step = span.seconds / len(line)
            for number, word in enumerate(line):
                start = span.start / RATE + number * step
                yield Word(word, round(start, 2), round(start + step * 0.9, 2))


def loud(samples: Samples) -> Any:
    """Speech is where it isn't silent."""
    whole = samples[: len(samples) - len(samples) % HOP].reshape(-1, HOP).astype(np.float32)
    return (np.abs(whole).mean(axis=1) > 100).astype(np.float32)


def a_call(folder: Path, stretches: int = 8, name: str = "call.flac") -> Path:
    """Two ends by turns, each on a channel of its own."""
    rows = np.zeros((2, stretches * (STRETCH + 1) * RATE), np.int16)
    tone = (np.sin(np.arange(STRETCH * RATE) / 8) * 8000).astype(np.int16)
    for number in range(stretches):
        start = number * (STRETCH + 1) * RATE
        rows[number % 2, start : start + len(tone)] = tone
    return write(folder / name, rows, "flac")


def hand_over(client: TestClient, call: Path, *others: tuple[str, bytes]) -> str:
    """The page that names what was handed over."""
    files = [("given", (call.name, call.read_bytes(), "audio/flac"))]
    files += [("given", (name, data, "text/plain")) for name, data in others]
    return client.post("/files", data={"form_word": word_in(client.get("/").text)}, files=files).text


def answer(client: TestClient, shown: str, everybody: str = "", **more: object):
    """Say whether everybody knew, and go on."""
    texts = re.findall(r'<textarea hidden name="text">\n(.*?)</textarea>', shown, re.DOTALL)
    names = re.findall(r'<input type="hidden" name="name" value="([^"]*)">', shown)
    number = re.findall(r'<input type="hidden" name="recording" value="(\d+)">', shown)
    fields = {"form_word": word_in(shown), "recording": number, "everybody": everybody, "name": names}
    fields |= {"text": [html.unescape(text) for text in texts], "kind": ["auto"] * len(texts)}
    return client.post("/read", data={**fields, **more})


def copies(home: Path) -> list[Path]:
    """The copies of sound in the data folder."""
    return sorted((home / "recordings").glob("*.sound"))


def heard_through(client: TestClient, site: Site, call: Path, *others: tuple[str, bytes]) -> str:
    """Hand a recording over, say yes, wait until it is heard; gives its address."""
    begun = answer(client, hand_over(client, call, *others), "yes")
    assert site.listening.wait(20)
    return begun.url.path
