"""A name in the settings helps to tell who is who, and keeps no text from being read."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cli.running import ringback
from tests.web.asking import new_case, send, told
from tests.web.test_start import handed_over, read

pytestmark = pytest.mark.full  # each test works cases out

ME = "Ruth Adeyemi"
TRANSCRIPT = """\
Interviewer: Hello, shall we start? Tell me how you'd test an overspeed governor.
Candidate: Sorry, my mind has gone blank. I can't think.
Interviewer: No problem. What would you like to ask me?
Candidate: No, I think you've covered it.
"""
FORWARDED = TRANSCRIPT.replace("Candidate:", "Speaker B:").replace("Interviewer:", "Moira:")


@pytest.fixture
def named(client: TestClient) -> TestClient:
    """Its owner's browser, with a name in the settings."""
    send(client, "/settings", "/settings", me=ME)
    return client


def test_a_transcript_in_which_nobody_has_the_usual_name_is_read(named: TestClient) -> None:
    shown = handed_over(named, ("call.txt", TRANSCRIPT.encode()))
    assert "A transcript of the call, 4 turns" in shown
    case = read(named, shown, me="Candidate")
    assert case.status_code == 200
    assert "my mind has gone blank" in told(case)


def test_letters_are_signed_with_the_usual_name_and_not_with_the_label(named: TestClient) -> None:
    letter = ("next.txt", b"Subject: Your interview\n\nHello,\n\nWe have moved on with another.\n\nMoira")
    shown = handed_over(named, ("call.txt", TRANSCRIPT.encode()), letter)
    case = read(named, shown, me="Candidate")
    assert ME in case.text
    again = send(named, f"{case.url.path}/again", case.url.path)
    assert ME in again.text


def test_a_story_with_a_transcript_in_it_is_asked_about(named: TestClient) -> None:
    assert send(named, "/tell", story=TRANSCRIPT).status_code == 200


def test_two_transcripts_with_other_labels_are_read_together(named: TestClient) -> None:
    shown = handed_over(named, ("one.txt", TRANSCRIPT.encode()), ("two.txt", FORWARDED.encode()))
    assert read(named, shown, me="Candidate").status_code == 200


def test_a_case_kept_before_the_name_was_set_goes_on(client: TestClient) -> None:
    case = read(client, handed_over(client, ("call.txt", TRANSCRIPT.encode())), me="Candidate").url.path
    send(client, "/settings", "/settings", me=ME)
    assert send(client, f"{case}/again", case).status_code == 200
    assert send(client, f"{case}/add", f"{case}/add", text=FORWARDED, kind="transcript").status_code == 200
    assert (
        send(client, f"{case}/facts/add", case, kind="proof", text="A log of 40 callouts.").status_code == 200
    )
    for page in ("questions", "words?tone=warm", "facts"):
        assert client.get(f"{case}/{page}").status_code == 200


def test_a_name_that_was_mended_in_the_settings_is_the_one_of_an_older_case_too(client: TestClient) -> None:
    send(client, "/settings", "/settings", me="Rtuh Adeyemi")
    case = new_case(client)
    send(client, "/settings", "/settings", me=ME)
    shown = send(client, f"/cases/{case}/again", f"/cases/{case}")
    assert "Rtuh" not in shown.text


def test_on_the_command_line_a_usual_name_is_no_fault_and_one_given_with_the_text_is(tmp_path: Path) -> None:
    call = tmp_path / "call.txt"
    call.write_text(TRANSCRIPT)
    assert ringback("config", "set", "me", ME).code == 0
    assert ringback("recover", str(call), "--no-input").code == 0
    refused = ringback("recover", str(call), "--me", ME, "--no-input")
    assert refused.code == 2
    assert "Nobody called" in refused.err
