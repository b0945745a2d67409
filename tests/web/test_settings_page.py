"""The settings in the browser: kept in the file, refused at their fields; the numbers hidden and shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.asking import send, told, word_in

pytestmark = pytest.mark.full  # each test works cases out

ALL = {"me": "Ruth Adeyemi", "greeting": "Hello", "country": "ie", "tone": "warm", "locale": "en-US"}


def test_what_is_set_is_kept_in_the_file_and_shown_again(client: TestClient, ringback_home: Path) -> None:
    shown = send(client, "/settings", "/settings", **ALL)
    assert "Kept." in told(shown)
    kept = (ringback_home / "config.toml").read_text()
    for line in ('me = "Ruth Adeyemi"', 'greeting = "Hello"', 'country = "IE"', 'tone = "warm"'):
        assert line in kept
    assert 'value="Ruth Adeyemi"' in shown.text
    assert 'value="warm" checked' in shown.text


def test_a_field_that_is_emptied_is_no_longer_set(client: TestClient, ringback_home: Path) -> None:
    send(client, "/settings", "/settings", **ALL)
    send(client, "/settings", "/settings", **{**ALL, "me": " "})
    kept = (ringback_home / "config.toml").read_text()
    assert "Ruth" not in kept
    assert 'greeting = "Hello"' in kept


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("zone", "Mars/Olympus", "the name of a time zone"),
        ("country", "Ireland", "the two letters of a country"),
        ("country", "ZZ", "the two letters of a country"),
        ("greeting", "Hi there you lot", "before the name"),
        ("tone", "furious", "It is one of plain, warm, formal."),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field_and_nothing_is_kept(
    client: TestClient, ringback_home: Path, key: str, value: str, says: str
) -> None:
    answer = send(client, "/settings", "/settings", **{**ALL, key: value})
    assert answer.status_code == 400
    assert says in told(answer)
    assert 'value="Ruth Adeyemi"' in answer.text
    assert not (ringback_home / "config.toml").exists()


def test_light_and_dark_are_kept_in_the_browser(client: TestClient) -> None:
    assert "data-theme" not in client.get("/").text
    assert (
        '<html lang="en-GB" data-theme="dark">' in send(client, "/settings", "/settings", theme="dark").text
    )
    assert 'data-theme="dark"' in client.get("/cases").text
    send(client, "/settings", "/settings", theme="")
    assert "data-theme" not in client.get("/").text


def test_the_numbers_are_hidden_where_they_stand_and_shown_again(client: TestClient) -> None:
    assert "Hide the numbers" in told(client.get("/sample"))
    hidden = send(client, "/settings/numbers", "/sample", numbers="hide", back="/sample#chances")
    assert hidden.url.path == "/sample"
    assert "The numbers are hidden." in told(hidden)
    assert 'class="dots' not in hidden.text
    shown = send(client, "/settings/numbers", "/sample", numbers="show", back="/sample#chances")
    assert 'class="dots' in shown.text


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", ""]
)
def test_a_form_never_leads_to_another_site(client: TestClient, back: str) -> None:
    word = word_in(client.get("/settings").text)
    answer = client.post(
        "/settings/numbers", data={"form_word": word, "numbers": "hide", "back": back}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/settings"


def test_it_says_where_everything_lies(client: TestClient, ringback_home: Path) -> None:
    shown = told(client.get("/settings"))
    assert f"Your folder {ringback_home}" in shown
    assert "Check this machine" in shown


@pytest.mark.full
def test_the_check_up_says_how_the_machine_is(client: TestClient) -> None:
    shown = send(client, "/settings/check", "/settings", greeting="Ahoy", theme="dark")
    assert "open to you alone" in told(shown)
    assert "disk is encrypted" in told(shown)
    assert 'value="Ahoy"' in shown.text
    assert 'value="dark" checked' in shown.text
    assert "Ahoy" not in client.get("/settings").text


def test_the_page_opens_at_a_field_that_is_wrong(client: TestClient) -> None:
    shown = send(client, "/settings", "/settings", country="Britain", zone="Nowhere")
    assert shown.status_code == 400
    assert re.search(r'<input[^>]* name="country"[^>]* autofocus>', shown.text)


def test_what_was_set_at_the_start_is_named_as_standing_over_the_file(client: TestClient) -> None:
    assert "Just now it is Europe/London, from how Ringback was started" in told(client.get("/settings"))


def test_settings_that_cannot_be_read_are_named_with_their_place(
    client: TestClient, ringback_home: Path
) -> None:
    (ringback_home / "config.toml").write_text("tone = plain\n")
    for path in ("/settings", "/cases"):
        shown = told(client.get(path))
        assert "This is not TOML" in shown
        assert "config.toml" in shown


def test_whoever_says_uk_is_given_the_numbers_to_ring_there(client: TestClient) -> None:
    send(client, "/settings", "/settings", country="UK")
    shown = told(send(client, "/tell", story="The call went badly and I want to kill myself."))
    assert "Samaritans" in shown
    assert "999" in shown
