"""An invented call as it was heard, with a sound of the same shape: noise where somebody speaks."""

from __future__ import annotations

import json
import wave
from datetime import UTC, datetime
from pathlib import Path

import httpx
import numpy as np
from tests.web.asking import send

from ringback.app import cases
from ringback.core.heard import Word, lines_of
from ringback.ears.playing import shape_of
from ringback.store import recordings as rows

MADE = datetime(2026, 3, 12, 20, 50, tzinfo=UTC)

NAME = "depot-call.wav"
HEARD = """\
# Heard in depot-call.wav, 1:36, by tiny.en. [Words?] in brackets were heard unclearly.
# You: Speaker 2
# Fillers: 4 to 9
# Heard again: 0:02.6-0:50.0 2, 0:57.2-1:27.4 3
[0:00.4-0:02.2] Speaker 1: Hello, is that Ansel? Is now still good?
[0:02.6-0:04.0] Speaker 2: Yes, now is good, thank you.
[0:04.6-0:09.8] Speaker 1: Lovely. Could you tell me about a time you found a fault nobody else found?
[0:14.9-0:19.6] Speaker 2: Sorry, my mind has gone blank. I know I have done it.
[0:22.0-0:27.4] Speaker 2: I always check the [brakes?] twice and I check the doors.
[0:28.2-0:31.0] Speaker 1: Is there one particular time?
[0:32.6-0:36.2] Speaker 2: I don't know, I can't think of one now.
[0:37.0-0:41.8] Speaker 1: No problem. Why did you apply for the job at the depot?
[0:42.9-0:50.0] Speaker 2: I like buses, and I kept the parts for forty of them for three years.
[0:52.0-0:56.4] Speaker 1: How would you go about finding a slow leak in the air line?
[0:57.2-1:14.6] Speaker 2: I would pump it up, listen along it, and brush soap on the joints until it blows.
[1:15.2-1:19.0] Speaker 1: That's useful. Have you got any questions for me?
[1:20.1-1:27.4] Speaker 2: No, I think you've covered it all very well.
[1:28.0-1:35.2] Speaker 1: Right, we are seeing a few people, and I will let you know by the end of next week.
"""
RATE = 8_000


def words() -> list[Word]:
    """The words of its first half as they were heard, each as long as any other of its line."""
    found = []
    for line in lines_of(HEARD)[:8]:
        said = line.said.split()
        step = (line.until - line.at) / len(said)
        for number, one in enumerate(said):
            sure = 0.3 if one.startswith("[") else 0.9
            at = line.at + number * step
            plain = one.replace("[", "").replace("?]", "")
            found.append(Word(plain, at, at + step, line.speaker, sure))
    return found


def write_sound(path: Path) -> None:
    """A WAV of that call: the two speak in noises of their own loudness."""
    lines = lines_of(HEARD)
    random = np.random.default_rng(4)
    samples = np.zeros(round((lines[-1].until + 0.8) * RATE))
    for line in lines:
        start, end = round(line.at * RATE), round(line.until * RATE)
        swell = 0.4 + 0.6 * np.abs(np.sin(np.arange(end - start) / RATE * 5))
        samples[start:end] += (
            random.normal(0, 0.25 if line.speaker.endswith("2") else 0.16, end - start) * swell
        )
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def keep(client: httpx.Client) -> str:
    """A case of that call; gives its name."""
    return send(client, "/read", text=[HEARD], name=[NAME], kind=["transcript"]).url.path.split("/")[-1]


def keep_sound(home: Path, number: int, case: str) -> None:
    """The sound of that call, kept with a case as the recording of that number."""
    path = home / rows.FOLDER / f"{number}.sound"
    path.parent.mkdir(exist_ok=True)
    write_sound(path)
    shape = shape_of(path, NAME)
    store = cases.open_store(home, MADE)
    values = {"state": "done", "case_id": case, "seconds": shape.seconds, "peaks": json.dumps(shape.peaks)}
    with store.writing() as connection:
        rows.add(connection, store.owner, NAME, path.name, MADE)
        rows.change(connection, store.owner, number, ("asked",), **values)
    store.close()
