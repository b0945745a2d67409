"""A recording in the browser: asked about, heard in parts, stopped, read, and gone when it should be."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient
from tests.web.asking import STORY, meet, send, told, twice, word_in
from tests.web.recorded import Scripted, a_call, answer, copies, hand_over, heard_through
from tests.web.test_start import INVITATION

from ringback.app import cases, listening
from ringback.ears.errors import NoExtra, NoModel
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works a case out, or writes sound


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
    listening.drop_unanswered(site.store, site.world.clock)
    assert copies(ringback_home)
    listening.drop_unanswered(site.store, site.world.clock + listening.WAITS)
    assert copies(ringback_home) == []


@pytest.mark.parametrize("said", ["yes", "no"])
def test_an_answer_for_a_recording_that_is_gone_is_none_for_the_next_one(
    client: TestClient, engine: Scripted, site: Site, tmp_path: Path, ringback_home: Path, said: str
) -> None:
    old = hand_over(client, a_call(tmp_path))
    listening.drop_unanswered(site.store, site.world.clock + listening.WAITS)
    new = hand_over(client, a_call(tmp_path, 2, "other.flac"))
    answer(client, old, said)
    assert site.listening.wait(20)
    assert engine.asked == []
    assert len(copies(ringback_home)) == 1
    assert "This is what was heard." in told(_heard(client, site, new))


def _heard(client: TestClient, site: Site, shown: str) -> Response:
    begun = answer(client, shown, "yes")
    assert site.listening.wait(20)
    return client.get(begun.url.path)


@pytest.mark.usefixtures("engine")
def test_a_yes_that_is_sent_twice_is_one_yes(client: TestClient, site: Site, tmp_path: Path) -> None:
    shown = hand_over(client, a_call(tmp_path))
    first, second = (answer(client, shown, "yes") for _ in range(2))
    assert second.status_code == 200
    assert second.url.path == first.url.path
    assert site.listening.wait(20)


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
    assert client.get(place).url.path == case.url.path


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


@pytest.mark.parametrize("sound", ["", "keep"])
@pytest.mark.usefixtures("engine")
def test_read_twice_at_once_it_becomes_one_case(
    client: TestClient, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: str
) -> None:
    place = heard_through(client, site, a_call(tmp_path))
    meet(monkeypatch, "of_materials")
    fields = {"form_word": word_in(client.get(place).text), "me": "Speaker 2", "sound": sound}
    one, other = twice(lambda: client.post(f"{place}/read", data=fields))
    assert one.url.path == other.url.path
    assert len(cases.list_cases(site.store)) == 1


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
    assert client.get(place).url.path == case.url.path


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
    "missing", [NoExtra("call.flac"), NoModel("There is no speech model.", "Add it: pip install x")]
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
    assert re.search("Add it: .*pip install", shown)
    assert "or tell it from memory" in shown
    assert copies(ringback_home) == []
