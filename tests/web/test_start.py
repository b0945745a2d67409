"""The three ways in, and what happens to what is handed over before and after a yes."""

from __future__ import annotations

import html
import re

import pytest
from httpx import Response
from starlette.testclient import TestClient
from tests.web.asking import STORY, meet, send, told, twice, word_in

from ringback.app import cases
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works cases out

TRANSCRIPT = """\
Moira: Hello Sam, shall we start? Tell me how you'd test an overspeed governor.
Sam: Sorry, my mind has gone blank. I can't think.
Moira: No problem. What would you like to ask me?
Sam: No, I think you've covered it.
"""
INVITATION = b"""\
From: Moira Teague <moira@corrie-lifts.example>
To: Sam Doyle <sam@example.org>
Subject: Next step
Date: Thu, 12 Mar 2026 15:04:00 +0000
Content-Type: text/plain; charset=utf-8

Dear Sam,

Thank you for your time on the phone. I'd like to invite you to an interview at our depot
on Wednesday 18 March at 10:00.

Kind regards,
Moira Teague
Head of service, Corrie Lifts
"""


def handed_over(client: TestClient, *files: tuple[str, bytes]) -> str:
    """The page that names what was handed over."""
    word = word_in(client.get("/").text)
    given = [("given", (name, data, "application/octet-stream")) for name, data in files]
    return client.post("/files", data={"form_word": word}, files=given).text


def once_in(shown: str) -> str:
    """The word by which a second click on the page's button is known."""
    once = re.search(r'name="once" value="(\w+)"', shown)
    assert once
    return once[1]


def read(client: TestClient, shown: str, **more: object):
    """Say yes to everything that the page shows."""
    texts = re.findall(r'<textarea hidden name="text">\n(.*?)</textarea>', shown, re.DOTALL)
    names = re.findall(r'<input type="hidden" name="name" value="([^"]*)">', shown)
    kinds = ["auto"] * len(texts)
    fields = {"form_word": word_in(shown), "once": once_in(shown), "name": names, "kind": kinds, **more}
    return client.post("/read", data={**fields, "text": [html.unescape(text) for text in texts]})


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("cv.docx", b"PK\x03\x04" + bytes(range(200)), "By its name it is a Word document, but"),
        ("call.mp3", bytes(range(256)) * 9, "By its name it is a recording, but"),
        ("all.zip", b"PK\x03\x04" + bytes(range(200)), "It looks like a zip archive"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_told_so(
    client: TestClient, name: str, data: bytes, says: str
) -> None:
    assert says in handed_over(client, (name, data))


def test_where_a_draft_goes_is_said_beside_the_kinds_of_text(client: TestClient) -> None:
    assert "A draft of yours is none of these" in handed_over(client, ("draft.txt", b"Dear Moira, please."))


def test_a_story_that_was_typed_goes_along_with_the_files(client: TestClient) -> None:
    word = word_in(client.get("/").text)
    given = [("given", ("next.eml", INVITATION, "application/octet-stream"))]
    shown = client.post("/files", data={"form_word": word, "story": STORY}, files=given).text
    assert "what you typed" in shown
    page = client.get(read(client, shown).url.path)
    assert "my mind went blank" in told(page)
    assert "invite you to an interview" in told(page)


@pytest.mark.parametrize("address", ["/tell", "/files"])
def test_files_beside_a_story_are_named_whichever_button_is_pressed(client: TestClient, address: str) -> None:
    word = word_in(client.get("/").text)
    given = [("given", ("next.eml", INVITATION, "application/octet-stream"))]
    shown = told(client.post(address, data={"form_word": word, "story": STORY}, files=given))
    assert "what you typed" in shown
    assert "next.eml" in shown


def test_the_way_back_from_what_was_handed_over_still_has_the_story(client: TestClient) -> None:
    shown = send(client, "/", name=["what you typed"], text=[STORY], kind=["account"])
    assert html.escape("She said everything is looked at together", quote=False) in shown.text


def test_where_no_file_was_chosen_the_story_stays_and_the_field_says_it(client: TestClient) -> None:
    shown = send(client, "/files", story="My mind went blank at Corrie.")
    assert shown.status_code == 400
    assert "No file was chosen." in shown.text
    assert "My mind went blank at Corrie.</textarea>" in shown.text
    assert re.search(r'<input[^>]* type="file"[^>]* aria-invalid="true" autofocus', shown.text)


def test_of_a_story_that_speaks_of_self_harm_nothing_goes_along(client: TestClient) -> None:
    word = word_in(client.get("/").text)
    given = [("given", ("next.eml", INVITATION, "application/octet-stream"))]
    story = "The call went badly and I want to kill myself."
    shown = client.post("/files", data={"form_word": word, "story": story}, files=given)
    assert "invite you" not in shown.text
    assert "Samaritans" in told(shown)


def test_files_are_named_and_nothing_is_kept_before_a_yes(client: TestClient) -> None:
    shown = handed_over(client, ("call.txt", TRANSCRIPT.encode()), ("next.eml", INVITATION))
    assert "call.txt" in shown
    assert "A transcript of the call, 4 turns" in shown
    assert "From the employer" in shown
    assert "Corrie" not in told(client.get("/cases"))


def test_what_was_handed_over_is_read_and_becomes_a_case(client: TestClient) -> None:
    shown = handed_over(client, ("call.txt", TRANSCRIPT.encode()), ("next.eml", INVITATION))
    case = read(client, shown, me="Sam")
    assert case.url.path.startswith("/cases/")
    assert "The door is open." in told(case)
    assert "Tell me how you'd test an overspeed governor." in told(case)


def test_a_thing_that_is_taken_out_is_not_read(client: TestClient) -> None:
    shown = handed_over(client, ("call.txt", TRANSCRIPT.encode()), ("next.eml", INVITATION))
    case = read(client, shown, drop=["1"])
    assert "The door is open." not in told(case)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("call.pdf", b"%PDF-1.7 \x00\x01", "call.pdf"),
        ("empty.txt", b"", "empty.txt"),
        ("call.m4a", b"\x00\x00\x00 ftypM4A ", "recording"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_what_is_wrong(
    client: TestClient, name: str, data: bytes, says: str
) -> None:
    shown = handed_over(client, (name, data))
    assert says in shown
    assert "None of it can be read" in shown


def test_the_name_of_a_file_is_shown_as_text(client: TestClient) -> None:
    shown = handed_over(client, ("<b>x</b>.txt", TRANSCRIPT.encode()))
    assert "<b>x</b>" not in shown


def test_no_words_are_asked_for_again(client: TestClient) -> None:
    shown = send(client, "/tell", story=" \r\n ... ")
    assert shown.status_code == 400
    assert "Write a line or two first" in told(shown)


def test_read_twice_at_once_texts_become_one_case(
    client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = handed_over(client, ("call.txt", TRANSCRIPT.encode()))
    with monkeypatch.context() as patch:
        meet(patch, "of_materials")
        one, other = twice(lambda: read(client, shown))
    assert one.url.path == other.url.path == read(client, shown).url.path
    assert len(cases.list_cases(site.store)) == 1


def test_the_sample_is_kept_once_of_each_page_that_offers_it(client: TestClient, site: Site) -> None:
    def keep(page: str) -> Response:
        return client.post("/sample", data={"form_word": word_in(page), "once": once_in(page)})

    offered = client.get("/sample").text
    one, other = twice(lambda: keep(offered))
    assert one.url.path == other.url.path == keep(offered).url.path
    assert keep(client.get("/sample").text).url.path != one.url.path
    assert len(cases.list_cases(site.store)) == 2


def test_read_otherwise_or_handed_over_anew_texts_are_a_case_of_their_own(
    client: TestClient, site: Site
) -> None:
    shown = handed_over(client, ("call.txt", TRANSCRIPT.encode()))
    first = read(client, shown).url.path
    assert read(client, shown, me="Moira").url.path != first
    assert read(client, handed_over(client, ("call.txt", TRANSCRIPT.encode()))).url.path != first
    cases.delete(site.store, first.removeprefix("/cases/"), site.now)
    assert read(client, shown).url.path != first
    assert len(cases.list_cases(site.store)) == 3


def test_no_file_is_said(client: TestClient) -> None:
    shown = send(client, "/read")
    assert shown.status_code == 400
    assert "Nothing was left to read" in told(shown)


def test_the_sample_is_a_whole_case_and_keeps_nothing(client: TestClient) -> None:
    shown = told(client.get("/sample"))
    assert "This is an invented case" in shown
    assert "Nothing tonight. Tomorrow at 9:00" in shown
    assert "Ferrybank" not in told(client.get("/cases"))


def test_the_sample_can_be_kept_to_try_things_on(client: TestClient) -> None:
    kept = send(client, "/sample", "/sample")
    assert kept.url.path == "/cases/ferrybank-homes"
    assert "This is an invented case" not in told(kept)


def test_who_may_be_in_danger_is_told_whom_to_ring_and_nothing_is_kept(client: TestClient) -> None:
    shown = send(client, "/tell", story=f"{STORY} I don't want to be alive any more.")
    assert "Samaritans" in told(shown)
    assert "Nothing of this is kept" in told(shown)
    assert "You began telling" not in told(client.get("/"))
    assert "Corrie" not in told(client.get("/cases"))


def test_the_same_in_a_file(client: TestClient) -> None:
    shown = handed_over(client, ("mine.txt", b"The call went badly. I want to kill myself tonight."))
    assert "Samaritans" in told(read(client, shown))
    assert "Your calls" in told(client.get("/cases"))


def test_who_is_who_is_asked_where_a_transcript_has_two_speakers(client: TestClient) -> None:
    shown = handed_over(client, ("call.txt", TRANSCRIPT.encode()))
    assert "Which of them is you?" in shown
    assert 'value="Moira"' in shown
    assert "Which of them is you?" not in handed_over(client, ("next.eml", INVITATION))
