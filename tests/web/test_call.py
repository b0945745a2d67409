"""The page of a call: its sound in ranges, its lines put right, a minute counted, and nothing left of it."""

from __future__ import annotations

import html
import re
import wave
from io import BytesIO
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.ears.sounds import SPEECH, speech, write
from tests.web.asking import new_case, send, told, word_in
from tests.web.browser.heard_call import HEARD, NAME

from ringback.app import cases
from ringback.app.call import call_of
from ringback.app.sound import keep_with
from ringback.ears import playing
from ringback.ears.playing import shape_of
from ringback.store import recordings as rows
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works a case out


@pytest.fixture
def case(client: TestClient) -> str:
    """A case of a call that was heard; its sound isn't kept."""
    read = send(client, "/read", text=[HEARD], name=[NAME], kind=["transcript"])
    return read.url.path.removeprefix("/cases/")


def with_sound(site: Site, case: str, path: Path) -> str:
    """Note where the recording of a case lies; gives the address of its sound."""
    call = call_of(site.store, case, None)
    keep_with(site.store, call, path, shape_of(path, path.name), site.now)
    kept = call_of(site.store, case, None).recording
    assert kept
    return f"/recordings/{kept.id}/sound"


def line(client: TestClient, case: str, number: int) -> str:
    """What a line of the call says."""
    shown = client.get(f"/cases/{case}/call").text
    found = re.search(rf'id="line-{number}".*?<p><b>(\w+)</b>: (.*?)</p>', shown, re.DOTALL)
    assert found
    return f"{found[1]}: {found[2]}"


def test_the_report_leads_to_the_call_and_the_call_to_what_was_found(client: TestClient, case: str) -> None:
    assert f'href="/cases/{case}/call"' in client.get(f"/cases/{case}").text
    shown = client.get(f"/cases/{case}/call")
    assert "The sound isn't kept; the words are all here." in told(shown)
    assert "No questions when offered basic; probably noticed" in told(shown)
    assert 'aria-label="The call, 1:35 long; you spoke for' in shown.text
    assert "No questions when offered at 1:20" in shown.text
    assert re.search(rf'href="/cases/{case}#finding-\d"', shown.text)


def test_a_sound_is_played_in_ranges_from_where_it_lies_and_linked_by_its_times(
    client: TestClient, site: Site, case: str, tmp_path: Path
) -> None:
    own = tmp_path / "mine.ogg"
    own.write_bytes(SPEECH.read_bytes())
    sound = with_sound(site, case, own)
    shown = client.get(f"/cases/{case}/call").text
    assert f'<a class="seek" href="{sound}#t=80.1" data-seek="80.1">' in shown
    whole = client.get(sound)
    assert (whole.status_code, whole.headers["content-type"]) == (200, "audio/ogg")
    assert whole.content == SPEECH.read_bytes()
    part = client.get(sound, headers={"range": "bytes=100-299"})
    assert part.status_code == 206
    assert part.content == SPEECH.read_bytes()[100:300]
    assert client.get(sound, headers={"range": "bytes=99999999-"}).status_code == 416
    assert str(own) in shown
    own.unlink()
    gone = client.get(f"/cases/{case}/call")
    assert "The recording isn't where it was." in told(gone)
    assert client.get(sound).status_code == 410


@pytest.mark.parametrize("form", ["amr", "wav"])
def test_what_browsers_do_not_play_comes_as_a_wav_and_goes_with_the_case(
    client: TestClient, site: Site, case: str, tmp_path: Path, ringback_home: Path, form: str
) -> None:
    own = write(tmp_path / f"call.{form}", speech(), form)
    before = own.read_bytes()
    answered = client.get(with_sound(site, case, own))
    assert answered.headers["content-type"] == "audio/wav"
    with wave.open(BytesIO(answered.content)) as heard:
        assert heard.getframerate() == 16_000
        assert heard.getnframes() == pytest.approx(len(speech()), rel=0.02)
    [made] = (ringback_home / "recordings").glob("*.wav")
    assert oct(made.stat().st_mode & 0o777) == "0o600"
    cases.erase(site.store, case)
    assert not made.exists()
    assert own.read_bytes() == before


def test_a_sound_erased_while_it_is_made_ready_leaves_nothing_behind(
    client: TestClient,
    site: Site,
    case: str,
    tmp_path: Path,
    ringback_home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = write(tmp_path / "call.amr", speech(), "amr")
    sound = with_sound(site, case, own)

    def erased_meanwhile(*_: object) -> None:
        cases.erase(site.store, case)

    monkeypatch.setattr(playing, "form_of", erased_meanwhile)
    assert client.get(sound).status_code == 410
    assert not list((ringback_home / "recordings").glob("*.wav"))


def test_a_recording_after_one_that_was_erased_has_its_own_place_and_sound(
    client: TestClient, site: Site, case: str, tmp_path: Path
) -> None:
    sound = with_sound(site, case, write(tmp_path / "long.amr", speech(), "amr"))
    longer = client.get(sound).content
    with site.store.writing() as connection:
        rows.remove(connection, site.store.owner, 1)
    short = write(tmp_path / "short.amr", speech()[:16_000], "amr")
    shorter = client.get(with_sound(site, case, short)).content
    assert len(shorter) < len(longer) / 2
    assert client.get(sound).status_code == 404


def test_forgotten_only_the_words_are_left_and_an_own_file_is_let_alone(
    client: TestClient, site: Site, case: str, tmp_path: Path
) -> None:
    own = tmp_path / "mine.ogg"
    own.write_bytes(SPEECH.read_bytes())
    sound = with_sound(site, case, own)
    place = f"/cases/{case}/call"
    shown = send(client, f"{place}/forget", place)
    assert "The sound isn't kept" in told(shown)
    assert "covered it all very well" in told(shown)
    assert client.get(sound).status_code == 410
    assert own.exists()


def test_a_recording_that_lies_nowhere_is_not_found(client: TestClient) -> None:
    assert client.get("/recordings/7/sound").status_code == 404


def test_words_put_right_are_worked_out_again_and_come_back(client: TestClient, case: str) -> None:
    place = f"/cases/{case}/call"
    assert line(client, case, 5) == "You: I always check the [brakes?] twice and I check the doors."
    done = send(client, f"{place}/lines/13/words", place, said="Yes. What would my first week be like?")
    assert "No longer found: No questions when offered." in told(done)
    assert line(client, case, 13) == "You: Yes. What would my first week be like?"
    assert "No questions when offered" not in told(client.get(f"/cases/{case}"))
    back = send(client, f"{place}/undo", place)
    assert "Found now: No questions when offered." in told(back)
    assert line(client, case, 13) == "You: No, I think you’ve covered it all very well."
    assert "Nothing yet." in told(back)


def test_a_line_is_split_by_a_line_break_and_its_second_half_given_away(
    client: TestClient, case: str
) -> None:
    place = f"/cases/{case}/call"
    send(client, f"{place}/lines/5/words", place, said="I check twice.\r\nAnd the doors?\r\n")
    assert line(client, case, 6) == "You: And the doors?"
    done = send(client, f"{place}/lines/6/other", place)
    assert line(client, case, 6) == "They: And the doors?"
    assert done.text.count("<li>“I always check") == 1
    assert "A line that Speaker 2 said is Speaker 1's now." in told(done)


def hidden(page: str, form: str, name: str) -> str:
    """What a form of a page brings back unseen."""
    found = re.search(rf'action="[^"]*{form}">.*?name="{name}" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def test_a_page_that_is_older_than_the_call_puts_nothing_right(client: TestClient, case: str) -> None:
    place = f"/cases/{case}/call"
    older = client.get(place).text
    send(client, f"{place}/lines/5/words", place, said="I check twice.\nAnd the doors?")
    for form, fields in (("/lines/6/words", {"said": "Well."}), ("/lines/6/other", {})):
        refused = send(client, f"{place}{form}", place, was=hidden(older, form, "was"), **fields)
        assert (refused.status_code, "older than the call" in told(refused)) == (409, True)
    assert line(client, case, 6) == "You: And the doors?"
    shown = client.get(place).text
    send(client, f"{place}/lines/6/other", place, was=hidden(shown, "/lines/6/other", "was"))
    assert line(client, case, 6) == "They: And the doors?"
    assert send(client, f"{place}/undo", place, last=hidden(shown, "/undo", "last")).status_code == 409
    shown = client.get(place).text
    assert send(client, f"{place}/undo", place, last=hidden(shown, "/undo", "last")).status_code == 200
    assert line(client, case, 6) == "You: And the doors?"


def test_swapped_twice_all_is_as_before(client: TestClient, case: str) -> None:
    place = f"/cases/{case}/call"
    assert "The two are swapped." in told(send(client, f"{place}/swap", place))
    assert line(client, case, 1).startswith("You: Hello, is that Ansel?")
    send(client, f"{place}/swap", place)
    assert line(client, case, 1).startswith("They: Hello, is that Ansel?")


def test_a_second_click_on_swapping_the_two_does_not_swap_them_back(client: TestClient, case: str) -> None:
    place = f"/cases/{case}/call"
    shown = client.get(place).text
    fields = {
        "form_word": word_in(shown),
        "last": re.findall(r'/swap">.*?name="last" value="([^"]*)"', shown)[0],
    }
    assert client.post(f"{place}/swap", data=fields).status_code == 200
    assert client.post(f"{place}/swap", data=fields).status_code == 409
    assert line(client, case, 1).startswith("You: Hello, is that Ansel?")


def test_what_is_wrong_in_a_correction_is_said(client: TestClient, case: str) -> None:
    place = f"/cases/{case}/call"
    assert send(client, f"{place}/lines/99/other", place).status_code == 404
    same = send(client, f"{place}/lines/1/words", place, said="Hello, is that Ansel? Is now still good?")
    assert (same.status_code, "That is what stands there already." in told(same)) == (400, True)
    assert send(client, f"{place}/undo", place).status_code == 404


def test_whose_words_speak_of_danger_sees_whom_to_ring(client: TestClient, case: str) -> None:
    place = f"/cases/{case}/call"
    shown = send(client, f"{place}/lines/5/words", place, said="I want to kill myself tonight.")
    assert "Samaritans" in told(shown)
    assert "kill" not in line(client, case, 5)


def test_a_minute_counted_by_ear_moves_the_range_and_is_taken_back(client: TestClient, case: str) -> None:
    place = f"/cases/{case}/call"
    assert "4 to 9 in your turns, by a second hearing" in told(client.get(place))
    asked = client.get(f"{place}/minute")
    assert "From 0:02 to 0:50" in told(asked)
    start = re.search(r'name="start" value="([\d.]+)"', asked.text)
    assert start
    for ums in ("a few", "1" * 5_000):
        wrong = send(client, f"{place}/minute", f"{place}/minute", start=start[1], ums=ums)
        assert "Give the number that you heard" in told(wrong)
    nowhere = client.get(f"{place}/minute?start=nan")
    assert (nowhere.status_code, "Yours begin at 0:02" in told(nowhere)) == (404, True)
    done = send(client, f"{place}/minute", f"{place}/minute", start=start[1], ums="3")
    assert "from the minute that you marked; before: 4 to 9" in told(done)
    assert "Three from 0:02 to 0:50." in told(done)
    assert "from 0:57 to 1:27" in told(client.get(f"{place}/minute")).replace("From", "from")
    assert "4 to 9 in your turns, by a second hearing." in told(send(client, f"{place}/undo", place))


def test_a_case_told_from_memory_has_no_such_page(client: TestClient) -> None:
    shown = client.get(f"/cases/{new_case(client)}/call")
    assert shown.status_code == 404
    assert "no transcript that tells the time" in told(shown)
