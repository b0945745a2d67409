"""What goes wrong: every refusal has its status, and of what breaks only the place is noted."""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from tests.web.asking import BASE, send, told

import ringback
from ringback.app import cases
from ringback.core.errors import RingbackError
from ringback.telling.statuses import STATUS
from ringback.web import failures
from ringback.web.application import application
from ringback.web.gate import HEADERS
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works cases out

SECRET = "Marguerite froze at the till"


def below(kind: type[RingbackError]) -> Iterator[type[RingbackError]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def test_every_refusal_has_a_status_that_somebody_chose():
    for module in pkgutil.walk_packages(ringback.__path__, "ringback."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    unmapped = {one.code for one in below(RingbackError) if one.__module__.startswith("ringback.")}
    assert unmapped - set(STATUS) == set()
    assert all(400 <= status < 600 for status in STATUS.values())


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(cases, "show", breaks)


@pytest.mark.usefixtures("broken")
def test_of_what_breaks_only_the_place_is_noted(client: TestClient, site: Site, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    shown = client.get("/cases/any")
    bearer = {"authorization": f"Bearer {site.door.word}"}
    answered = client.get("/api/v1/cases/any", headers=bearer)
    assert (shown.status_code, answered.status_code) == (500, 500)
    assert answered.json()["error"]["code"] == "unexpected"
    assert "RuntimeError at" in told(shown)
    noted = caplog.text + "".join(capsys.readouterr())
    assert "RuntimeError at web/case.py line" in noted
    for said in (noted, shown.text, answered.text):
        assert SECRET not in said
    assert {name: shown.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.usefixtures("broken")
def test_where_even_the_page_for_it_breaks_there_is_a_plain_line(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog
):
    def breaks(*_: object, **__: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(failures, "page", breaks)
    shown = client.get("/cases/any")
    assert shown.status_code == 500
    assert "ValueError at" in shown.text
    assert SECRET not in shown.text + caplog.text
    assert shown.headers["content-security-policy"] == HEADERS["content-security-policy"]


def test_settings_that_cant_be_read_are_said_on_a_page(client: TestClient, ringback_home):
    (ringback_home / "config.toml").write_text("zone = 7\n")
    shown = client.get("/sample")
    assert shown.status_code == 503
    assert "config.toml" in told(shown)


def test_a_form_that_lacks_a_field_is_told_what_to_do_in_plain_words(client: TestClient):
    shown = send(client, "/cases/corrie/steps", "/cases")
    assert shown.status_code == 422
    assert "look whether each field is filled in" in told(shown)
    assert "body" not in told(shown)
    assert "There's nothing at this address." in told(client.get("/recall/one"))


def test_a_field_of_another_kind_is_named(site: Site):
    bearer = {"authorization": f"Bearer {site.door.word}"}
    with TestClient(application(site), base_url=BASE, headers=bearer) as program:
        refused = program.post("/api/v1/recover", json={"txet": "I went blank."})
    assert refused.status_code == 422
    assert "txet" in refused.json()["error"]["place"]
    assert refused.json()["error"]["remedy"]


def test_a_text_of_more_than_a_megabyte_arrives(client: TestClient):
    story = "She asked, and my mind went blank.\n" * 40_000
    shown = send(client, "/", name=["what you typed"], text=[story], kind=["account"])
    assert shown.status_code == 200
    assert len(shown.text) > len(story)


def test_a_form_that_cannot_be_read_is_told_so_and_not_that_its_page_is_missing(client: TestClient):
    shown = send(client, "/read", name=["a.txt"] * 1001)
    assert shown.status_code == 400
    assert "Too many fields" in told(shown)
    assert "nothing at this address" not in told(shown)


@pytest.mark.parametrize(
    ("address", "holder"),
    [
        ("/cases/a/words/opener_named", "/cases/a#words-opener_named"),
        ("/sample/words/opener_named", "/sample#words-opener_named"),
        ("/cases/a/notes/1/away", "/cases/a"),
        ("/cases/a/outcomes/2/away", "/cases/a"),
        ("/cases/a/call/lines/3/words", "/cases/a/call#line-3"),
        ("/cases/a/call/swap", "/cases/a/call#swap"),
    ],
)
def test_the_address_of_a_form_leads_to_the_page_that_holds_it(client: TestClient, address: str, holder: str):
    led = client.get(address, follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, holder)
