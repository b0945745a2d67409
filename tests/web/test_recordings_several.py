"""Several recordings at once in the browser: calls of their own, or the parts of one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.asking import send, told
from tests.web.recorded import Scripted, a_call, answer, copies, hand_over
from tests.web.test_start import INVITATION

from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works a case out, or writes sound


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
