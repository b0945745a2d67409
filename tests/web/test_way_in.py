"""The way in, by the link and not otherwise, and a first case: what every other test here begins with."""

from __future__ import annotations

from starlette.testclient import TestClient
from tests.web.asking import told


def test_the_link_lets_in_and_leaves_no_word_in_the_address(client: TestClient) -> None:
    shown = client.get("/")
    assert "How did the call go?" in told(shown)
    assert "token" not in str(shown.url)


def test_who_hasnt_the_link_is_told_where_to_find_it(stranger: TestClient) -> None:
    refused = stranger.get("/")
    assert refused.status_code == 401
    assert "`ringback serve` printed" in refused.text


def test_a_refusal_names_what_a_page_can_do_and_no_command(client: TestClient) -> None:
    gone = client.get("/cases/never-was")
    assert gone.status_code == 404
    assert 'There is no case "never-was"' in told(gone)
    assert "ringback case" not in told(gone)


def test_a_story_told_becomes_a_case(client: TestClient, case_id: str) -> None:
    shown = client.get(f"/cases/{case_id}")
    assert "Thursday 12 March at 20:50" in told(shown)
    assert "went blank" in told(shown) or "Going blank" in told(shown)
