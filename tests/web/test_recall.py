"""Guided recall in the browser: one question at a time, each kept, each to be changed or left out."""

from __future__ import annotations

import re

import pytest
from httpx import Response
from starlette.testclient import TestClient
from tests.web.asking import STORY, meet, send, told, twice, word_in

from ringback.app import cases
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works cases out


def asked(page: Response) -> str:
    """The id of the question that a page asks."""
    found = re.search(r'name="question" value="(\w+)"', page.text)
    assert found, told(page)
    return found[1]


def answer(client: TestClient, page: Response, value: str) -> Response:
    """Answer the question of a page."""
    fields = {"form_word": word_in(page.text), "question": asked(page), "value": value}
    return client.post(page.url.path, data=fields)


@pytest.fixture
def first(client: TestClient) -> Response:
    """The first question after the story."""
    return send(client, "/tell", story=STORY)


def test_a_question_says_why_it_is_asked_and_how_many_are_left(first: Response) -> None:
    assert re.search(r"Question 1 of about \d+", told(first))
    assert "Why this question?" in told(first)
    assert "I don't know" in told(first)


def test_at_most_twelve_questions_lead_to_a_case(client: TestClient, first: Response) -> None:
    page, count = first, 0
    while "/recall/" in page.url.path:
        count += 1
        assert count <= 12
        page = answer(client, page, "unsure")
    assert page.url.path.startswith("/cases/")


def test_an_answer_is_kept_listed_and_can_be_changed(client: TestClient, first: Response) -> None:
    question = asked(first)
    choice = re.search(r'type="radio" name="value" value="(\w+)"', first.text)
    page = answer(client, first, choice[1] if choice else "I ring the depot and ask for the log.")
    assert asked(page) != question
    again = client.get(f"{page.url.path}?question={question}")
    assert asked(again) == question
    if choice:
        assert f'value="{choice[1]}" checked' in again.text
    else:
        assert "I ring the depot" in again.text


def test_what_was_told_is_found_again_after_the_page_was_closed(client: TestClient, first: Response) -> None:
    assert "You began telling of a call on Thursday 12 March" in told(client.get("/"))
    dropped = send(client, f"{first.url.path}/drop")
    assert "You began telling" not in told(dropped)
    gone = client.get(first.url.path)
    assert gone.status_code == 404
    assert "done with" in told(gone)


def test_stopping_makes_the_case_of_what_there_is(client: TestClient, first: Response) -> None:
    case = send(client, f"{first.url.path}/stop", first.url.path)
    assert case.url.path.startswith("/cases/")
    assert send(client, f"{first.url.path}/stop", case.url.path).status_code == 404


def test_words_that_are_no_fact_are_asked_for_once_more_and_stay(client: TestClient, first: Response) -> None:
    page = client.get(f"{first.url.path}?question=proof")
    wrong = answer(client, page, "If I had time I would perhaps draw something up.")
    assert wrong.status_code == 400
    assert "If I had time" in wrong.text
    assert asked(wrong) == "proof"


def test_an_answer_that_tells_of_danger_ends_the_questions(client: TestClient, first: Response) -> None:
    page = first
    while "<textarea" not in page.text:
        page = answer(client, page, "unsure")
    shown = answer(client, page, "I have been thinking of ending my life.")
    assert "Samaritans" in told(shown)
    assert client.get(first.url.path).status_code == 404


def test_a_kept_case_can_be_asked_about_and_is_worked_out_again(client: TestClient, case_id: str) -> None:
    page = client.get(f"/cases/{case_id}/questions")
    question = asked(page)
    choice = re.search(r'type="radio" name="value" value="(\w+)"', page.text)
    after = answer(client, page, choice[1] if choice else "I ring the depot and ask for the log.")
    assert asked(after) != question if "/questions" in after.url.path else True
    assert "So far" in told(client.get(f"/cases/{case_id}/questions?question={question}"))


def test_ended_twice_at_once_it_becomes_one_case(
    client: TestClient, site: Site, first: Response, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet(monkeypatch, "of_recall")
    fields = {"form_word": word_in(first.text)}
    one, other = twice(lambda: client.post(f"{first.url.path}/stop", data=fields))
    assert one.url.path == other.url.path
    assert len(cases.list_cases(site.store)) == 1


def test_a_question_that_there_is_not_is_refused(client: TestClient, first: Response) -> None:
    fields = {"form_word": word_in(first.text), "question": "nonsense", "value": "x"}
    assert client.post(first.url.path, data=fields).status_code == 404
