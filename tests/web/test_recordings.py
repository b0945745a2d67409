"""A recording in the browser: asked about, heard in parts, stopped, read, and gone when it should be."""

from __future__ import annotations

import html
import json
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient
from tests.ears.sounds import RATE, Samples, write
from tests.web.asking import STORY, send, told, word_in
from tests.web.test_start import INVITATION

from ringback.app import cases, listening
from ringback.core.heard import Word
from ringback.ears import hear
from ringback.ears.engine import PLAIN, Manner
from ringback.ears.errors import NoExtra, NoModel
from ringback.ears.voiced import HOP, Span
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works a case out, or writes sound

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


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """What hears, in place of a model; who speaks is told apart by the channel."""
    made = Scripted()
    monkeypatch.setattr(listening, "opened_engine", lambda: made)
    monkeypatch.setattr(listening.hearing, "model_for", lambda *_: None)
    monkeypatch.setattr(hear, "chances", loud)
    return made


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


def test_it_is_named_and_asked_about_before_anything_is_heard(
    client: TestClient, engine: Scripted, tmp_path: Path, ringback_home: Path
) -> None:
    shown = hand_over(client, a_call(tmp_path))
    assert "A recording, four minutes" in shown
    assert "Did everybody on the call know it was recorded?" in shown
    assert "This isn’t legal advice." in shown
    assert [oct(copy.stat().st_mode & 0o777) for copy in copies(ringback_home)] == ["0o600"]
    assert engine.asked == []


@pytest.mark.parametrize("said", ["no", "unsure"])
def test_where_not_everybody_knew_it_is_left_alone_and_the_call_is_told(
    client: TestClient, engine: Scripted, tmp_path: Path, ringback_home: Path, said: str
) -> None:
    left = answer(client, hand_over(client, a_call(tmp_path)), said)
    assert "The recording is left alone." in told(left)
    assert 'action="/tell"' in left.text
    assert copies(ringback_home) == []
    assert engine.asked == []


def test_without_an_answer_it_is_asked_again_and_the_texts_are_still_there(
    client: TestClient, engine: Scripted, tmp_path: Path
) -> None:
    again = answer(client, hand_over(client, a_call(tmp_path), ("next.eml", INVITATION)))
    assert again.status_code == 400
    assert "Say whether everybody knew" in told(again)
    assert "next.eml" in again.text
    assert engine.asked == []
    assert answer(client, again.text, "no").url.path.startswith("/cases/")


@pytest.mark.usefixtures("engine")
def test_a_recording_that_nobody_answered_for_is_gone_after_an_hour(
    client: TestClient, site: Site, tmp_path: Path, ringback_home: Path
) -> None:
    hand_over(client, a_call(tmp_path))
    listening.drop_unanswered(site.store, site.now)
    assert copies(ringback_home)
    listening.drop_unanswered(site.store, site.now + listening.WAITS)
    assert copies(ringback_home) == []


@pytest.mark.usefixtures("engine")
def test_after_a_yes_it_becomes_a_transcript_and_with_the_texts_a_case(
    client: TestClient, site: Site, tmp_path: Path, ringback_home: Path
) -> None:
    place = heard_through(client, site, a_call(tmp_path), ("next.eml", INVITATION))
    shown = client.get(place)
    assert "This is what was heard." in told(shown)
    assert "Tell me about a time you found a fault." in told(shown)
    assert "Read with it: next.eml" in told(shown)
    case = send(client, f"{place}/read", place, me="Speaker 2")
    assert case.url.path.startswith("/cases/")
    assert "The door is open." in told(case)
    assert "my mind has gone blank" in told(case)
    assert copies(ringback_home) == []
    assert client.get(place).status_code == 404


def test_how_far_it_is_shows_and_no_half_transcript_does(
    client: TestClient, engine: Scripted, site: Site, tmp_path: Path
) -> None:
    engine.hold_at = 1
    begun = answer(client, hand_over(client, a_call(tmp_path)), "yes")
    assert engine.reached.wait(20)
    shown = client.get(begun.url.path)
    assert "Minute 2 of 4." in told(shown)
    assert "You can close this page" in told(shown)
    assert "found a fault" not in shown.text
    assert "is being listened to" in told(client.get("/"))
    read = send(client, f"{begun.url.path}/read", begun.url.path)
    assert read.status_code == 404
    engine.holds.set()
    assert site.listening.wait(20)
    assert "This is what was heard." in told(client.get(begun.url.path))
    assert "waits for you" in told(client.get("/"))


@pytest.mark.usefixtures("engine")
def test_the_events_end_when_it_is_over(client: TestClient, site: Site, tmp_path: Path) -> None:
    place = heard_through(client, site, a_call(tmp_path))
    answered = client.get(f"{place}/events")
    assert answered.headers["content-type"].startswith("text/event-stream")
    [event] = [line for line in answered.text.splitlines() if line]
    assert json.loads(event.removeprefix("data: "))["going"] is False


def test_the_events_end_when_the_server_does(
    client: TestClient, engine: Scripted, site: Site, tmp_path: Path
) -> None:
    engine.hold_at = 1
    place = answer(client, hand_over(client, a_call(tmp_path)), "yes").url.path
    assert engine.reached.wait(20)
    assert site.is_listening
    client.app.state.ending = lambda: True
    [event] = [line for line in client.get(f"{place}/events").text.splitlines() if line]
    assert json.loads(event.removeprefix("data: "))["going"] is True
    engine.holds.set()
    assert site.listening.wait(20)
    assert not site.is_listening


def test_stopped_nothing_of_it_is_left(
    client: TestClient, engine: Scripted, site: Site, tmp_path: Path, ringback_home: Path
) -> None:
    engine.hold_at = 1
    place = answer(client, hand_over(client, a_call(tmp_path)), "yes").url.path
    assert engine.reached.wait(20)
    stopped = send(client, f"{place}/stop", place)
    assert "Stopped." in told(stopped)
    engine.holds.set()
    assert site.listening.wait(20)
    assert copies(ringback_home) == []
    assert client.get(place).status_code == 404
    site.close()
    kept = b"".join(path.read_bytes() for path in ringback_home.rglob("*") if path.is_file())
    assert b"call.flac" not in kept
    assert b'"found"' not in kept


@pytest.mark.usefixtures("engine")
def test_who_is_who_can_be_swapped(client: TestClient, site: Site, tmp_path: Path) -> None:
    place = heard_through(client, site, a_call(tmp_path))
    first = told(client.get(place))
    me, other = ("Speaker 2", "Speaker 1") if "You: Sorry" in first else ("Speaker 1", "Speaker 2")
    swapped = told(send(client, f"{place}/me", place, me=other))
    assert f"{other}, shown as You" in swapped
    assert f"{me}, shown as They" in swapped


@pytest.mark.usefixtures("engine")
def test_the_sound_can_be_forgotten_and_the_words_kept(
    client: TestClient, site: Site, tmp_path: Path, ringback_home: Path
) -> None:
    place = heard_through(client, site, a_call(tmp_path))
    assert copies(ringback_home)
    shown = send(client, f"{place}/forget", place)
    assert copies(ringback_home) == []
    assert "found a fault" in told(shown)
    assert "Forget the sound" not in told(shown)


@pytest.mark.usefixtures("engine")
def test_kept_with_the_case_the_sound_is_erased_with_it(
    client: TestClient, site: Site, tmp_path: Path, ringback_home: Path
) -> None:
    place = heard_through(client, site, a_call(tmp_path))
    case = send(client, f"{place}/read", place, me="Speaker 2", sound="keep")
    assert copies(ringback_home)
    assert "is kept with the case" in told(client.get(place))
    assert f'href="{place}"' in client.get("/cases").text
    cases.erase(site.store, case.url.path.removeprefix("/cases/"))
    assert copies(ringback_home) == []


def test_what_goes_wrong_is_said_with_the_place_and_the_rest_can_be_read(
    client: TestClient, engine: Scripted, site: Site, tmp_path: Path
) -> None:
    engine.hold_at = 1
    place = answer(client, hand_over(client, a_call(tmp_path), ("next.eml", INVITATION)), "yes").url.path
    assert engine.reached.wait(20)
    engine.fault = MemoryError(STORY)
    engine.holds.set()
    assert site.listening.wait(20)
    shown = client.get(place)
    assert "couldn't be heard" in told(shown)
    assert "Place 1:59" in told(shown)
    assert "Nothing of yours is lost" in told(shown)
    assert "Corrie" not in shown.text
    case = send(client, f"{place}/without", place)
    assert case.url.path.startswith("/cases/")
    assert "Wednesday 18 March" in told(case)
    assert client.get(place).status_code == 404


def test_tried_again_it_goes_on_from_the_part_where_it_was(
    client: TestClient, engine: Scripted, site: Site, tmp_path: Path
) -> None:
    engine.hold_at = 1
    place = answer(client, hand_over(client, a_call(tmp_path)), "yes").url.path
    assert engine.reached.wait(20)
    engine.fault = MemoryError()
    engine.holds.set()
    assert site.listening.wait(20)
    engine.fault = None
    send(client, f"{place}/again", place)
    assert site.listening.wait(20)
    assert "This is what was heard." in told(client.get(place))
    assert len(engine.asked) == len(set(engine.asked)) == 2


@pytest.mark.usefixtures("engine")
def test_of_somebody_who_may_be_in_danger_nothing_is_kept(
    client: TestClient, site: Site, tmp_path: Path
) -> None:
    beside = ("mine.txt", b"The call went badly. I want to kill myself tonight.")
    place = heard_through(client, site, a_call(tmp_path), beside)
    assert "Samaritans" in told(send(client, f"{place}/read", place, me="Speaker 1"))
    assert client.get(place).status_code == 404


@pytest.mark.parametrize(
    "missing", [NoExtra("call.flac"), NoModel("There is no speech model.", "Add it: pip")]
)
def test_without_what_hears_one_sentence_says_how_to_add_it_and_what_else_does(
    client: TestClient,
    tmp_path: Path,
    ringback_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    missing: Exception,
) -> None:
    def refuse(*_: object) -> None:
        raise missing

    monkeypatch.setattr(listening.hearing, "model_for", refuse)
    shown = hand_over(client, a_call(tmp_path, 2))
    assert "Add it: pip" in shown
    assert "or tell it from memory" in shown
    assert copies(ringback_home) == []


@pytest.mark.usefixtures("engine")
def test_several_calls_are_heard_in_turn_and_each_is_a_case(
    client: TestClient, site: Site, tmp_path: Path, ringback_home: Path
) -> None:
    call, other = a_call(tmp_path, 2), a_call(tmp_path, 4, "other.flac")
    shown = hand_over(client, call, ("notes.txt", other.read_bytes()))
    assert shown.count("Did everybody on the call know") == 1
    asked = answer(client, shown, "yes")
    assert asked.status_code == 400
    assert "Say whether they are parts of one call" in told(asked)
    begun = answer(client, asked.text, "yes", calls="each")
    assert begun.url.path == "/"
    assert site.listening.wait(20)
    waiting = told(client.get("/"))
    assert waiting.count("was heard, and waits for you") == 2
    for number in (1, 2):
        send(client, f"/recordings/{number}/read", f"/recordings/{number}", me="Speaker 2")
    assert client.get("/cases").text.count('href="/cases/') >= 2
    assert copies(ringback_home) == []


@pytest.mark.usefixtures("engine")
def test_several_calls_go_with_no_other_file(client: TestClient, tmp_path: Path) -> None:
    call = a_call(tmp_path, 2)
    shown = hand_over(client, call, ("other.flac", call.read_bytes()), ("next.eml", INVITATION))
    asked = answer(client, shown, "yes", calls="each")
    assert "can't be known to which of the calls" in told(asked)
    assert answer(client, asked.text, "yes", calls="each", drop="0").url.path == "/"


@pytest.mark.usefixtures("engine")
def test_one_of_several_can_be_left_out(client: TestClient, tmp_path: Path, ringback_home: Path) -> None:
    call = a_call(tmp_path, 2)
    shown = hand_over(client, call, ("other.flac", call.read_bytes()))
    begun = answer(client, shown, "yes", leave="2")
    assert begun.url.path == "/recordings/1"
    assert len(copies(ringback_home)) == 1


def test_parts_of_one_call_become_one_transcript(
    client: TestClient, engine: Scripted, site: Site, tmp_path: Path, ringback_home: Path
) -> None:
    call, other = a_call(tmp_path, 2), a_call(tmp_path, 2, "other.flac")
    shown = hand_over(client, call, ("other.flac", other.read_bytes()), ("next.eml", INVITATION))
    begun = answer(client, shown, "yes", calls="one")
    assert site.listening.wait(20)
    heard = told(client.get(begun.url.path))
    assert re.search(r"0:00 (They|You): Tell me", heard)
    assert re.search(r"1:00 (They|You): What would you", heard)
    assert "Read with it: next.eml" in heard
    assert len(copies(ringback_home)) == 1
    assert len(engine.asked) == 2
    case = send(client, f"{begun.url.path}/read", begun.url.path, me="Speaker 2")
    assert "my mind has gone blank" in told(case)
    assert copies(ringback_home) == []


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("theirs", "says"),
    [("California", "California: the law asks that all"), ("", "Where both ends were isn't known"),
     ("Canada", "United Kingdom and Canada: the law asks that one")],
)  # fmt: skip
def test_the_stricter_law_of_the_two_ends_counts(
    client: TestClient, site: Site, tmp_path: Path, theirs: str, says: str
) -> None:
    begun = answer(client, hand_over(client, a_call(tmp_path, 2)), "yes", mine="GB", theirs=theirs)
    assert site.listening.wait(20)
    assert says in told(client.get(begun.url.path))
