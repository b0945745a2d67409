"""Why: every claim of a page leads to what it rests on, in words."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient
from tests.web.asking import told

pytestmark = pytest.mark.full  # each test works cases out


def test_every_ground_that_a_case_names_leads_to_a_page_with_its_words(client: TestClient) -> None:
    places = sorted(set(re.findall(r'href="(/why/[^"]+)"', client.get("/sample").text)))
    assert len(places) > 20
    for place in places:
        answer = client.get(place)
        assert answer.status_code == 200, place
        assert answer.url.path == place


def test_a_rule_tells_what_it_means_what_to_do_and_what_it_rests_on(client: TestClient) -> None:
    shown = told(client.get("/why/mistakes/answers/blanked"))
    for words in ("A mistake in a call", "Why it matters", "What to do", "Its weight", "What it rests on"):
        assert words in shown
    assert "Left alone" in shown


def test_the_kind_before_an_id_may_be_left_out(client: TestClient) -> None:
    assert told(client.get("/why/answers/blanked")) == told(client.get("/why/mistakes/answers/blanked"))


def test_a_number_tells_its_unit_its_range_and_whether_anyone_measured_it(client: TestClient) -> None:
    shown = told(client.get("/why/silence_days"))
    assert "A number of the model" in shown
    assert re.search(r"\d+ days; likely \d+ to \d+, at the outside \d+ to \d+\.", shown)
    assert "Our judgement" in shown


def test_a_source_is_cited_with_where_to_read_it_and_what_rests_on_it(client: TestClient) -> None:
    answer = client.get("/why/seed")
    assert 'rel="noreferrer noopener"' in answer.text
    assert "What rests on it" in told(answer)


@pytest.mark.parametrize(
    "entry", ["cues/channel/phone_named", "questions/answer", "advanced_always_like_this"]
)
def test_every_kind_of_entry_has_a_page(client: TestClient, entry: str) -> None:
    assert client.get(f"/why/{entry}").status_code == 200


def test_an_id_that_is_none_leads_to_the_one_most_like_it(client: TestClient) -> None:
    answer = client.get("/why/mistakes/answers/blankt")
    assert answer.status_code == 404
    assert "Did you mean mistakes/answers/blanked?" in told(answer)
    assert "<b>" not in client.get("/why/<b>x</b>").text.split("<main", 1)[1]
