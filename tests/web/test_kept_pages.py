"""A page that is kept shows every change at once, whoever made it, and is nobody else's page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cli.running import ringback
from tests.web.asking import BASE, NOW, ZONE, send, told, word_in

from ringback import settings
from ringback.app import cases
from ringback.web.application import application
from ringback.web.door import key_in
from ringback.web.kept_pages import MOST, KeptPages
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works cases out


class Renderer:
    """Makes pages, and counts them."""

    def __init__(self) -> None:
        self.made = 0
        self.state: int | None = 1

    def __call__(self) -> bytes:
        self.made += 1
        return b"page %d" % self.made


@pytest.fixture
def renderer() -> Renderer:
    return Renderer()


def test_a_page_is_made_once_while_nothing_changes(renderer: Renderer) -> None:
    kept = KeptPages(lambda: renderer.state)
    assert [kept.page("a", renderer) for _ in range(3)] == [b"page 1"] * 3


def test_after_any_change_it_is_made_again(renderer: Renderer) -> None:
    kept = KeptPages(lambda: renderer.state)
    kept.page("a", renderer)
    renderer.state = 2
    assert kept.page("a", renderer) == b"page 2"
    assert kept.page("a", renderer) == b"page 2"


def test_what_changes_while_it_is_made_makes_it_again_the_next_time(renderer: Renderer) -> None:
    kept = KeptPages(lambda: renderer.state)

    def slow() -> bytes:
        renderer.state = 2
        return renderer()

    kept.page("a", slow)
    assert kept.page("a", renderer) == b"page 2"


def test_nothing_is_kept_where_changes_cannot_be_seen(renderer: Renderer) -> None:
    renderer.state = None
    kept = KeptPages(lambda: renderer.state)
    assert kept.page("a", renderer) != kept.page("a", renderer)


def test_no_more_pages_are_kept_than_there_is_room_for(renderer: Renderer) -> None:
    kept = KeptPages(lambda: renderer.state)
    for number in range(MOST + 1):
        kept.page(number, renderer)
    assert kept.page(MOST, renderer) == b"page %d" % (MOST + 1)
    assert kept.page(0, renderer) == b"page %d" % (MOST + 2)


def _rendered(client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many times the page is rendered when it is asked for once."""
    count = 0
    plain = cases.show

    def show(*given):  # type: ignore[no-untyped-def]
        nonlocal count
        count += 1
        return plain(*given)

    with monkeypatch.context() as patch:
        patch.setattr(cases, "show", show)
        client.get(path)
    return count


def test_a_case_asked_for_again_is_not_read_again(
    client: TestClient, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/cases/{case_id}?bad=3"
    assert _rendered(client, path, monkeypatch) == 1
    assert _rendered(client, path, monkeypatch) == 0


def test_an_answer_given_in_the_browser_shows_at_once(client: TestClient, case_id: str) -> None:
    path = f"/cases/{case_id}"
    before = told(client.get(path))
    send(client, f"{path}/questions", path, question="your_name", value="Wren Abara")
    after = told(client.get(path))
    assert "Wren Abara" not in before
    assert "Wren Abara" in after


def test_what_another_program_changes_shows_at_once(client: TestClient, case_id: str, tmp_path: Path) -> None:
    path = f"/cases/{case_id}"
    assert "This one is closed." not in told(client.get(path))
    reply = tmp_path / "reply.txt"
    reply.write_text("Dear Wren,\n\nThank you for your time. We won't be taking your application further.\n")
    run = ringback("recover", "--case", case_id, "--message", str(reply), "--now", NOW, "--zone", ZONE)
    assert run.code == 0, run.err
    assert "This one is closed." in told(client.get(path))


def test_a_case_erased_by_another_program_is_gone_at_once(client: TestClient, case_id: str) -> None:
    assert client.get(f"/cases/{case_id}").status_code == 200
    run = ringback("case", "delete", case_id, "--now", "--yes")
    assert run.code == 0, run.err
    assert client.get(f"/cases/{case_id}").status_code == 404


def test_a_setting_shows_at_once(client: TestClient, ringback_home: Path) -> None:
    path = send(client, "/sample", "/sample").url.path
    before = told(client.get(path))
    settings.put(ringback_home, "hide_numbers", "yes")
    after = told(client.get(path))
    assert "The numbers are hidden" not in before
    assert "The numbers are hidden" in after


def test_another_day_shows_at_once(client: TestClient, case_id: str, site: Site, ringback_home: Path) -> None:
    path = f"/cases/{case_id}"
    assert "has passed" not in told(client.get(path))
    later = replace(site, now_given="2026-05-12T20:50")
    later.__dict__["kept_pages"] = site.kept_pages
    with TestClient(application(later), base_url=BASE) as then:
        then.get(f"/?token={later.door.word}")
        then.cookies = client.cookies
        assert "has passed" in told(then.get(path))
    assert key_in(ringback_home) == site.door.key


def test_each_browser_gets_its_own_word_for_forms(client: TestClient, case_id: str, site: Site) -> None:
    path = f"/cases/{case_id}"
    mine = word_in(client.get(path).text)
    with TestClient(application(site), base_url=BASE) as other:
        other.get(f"/?token={site.door.word}")
        assert word_in(other.get(path).text) != mine
    assert word_in(client.get(path).text) == mine


def test_nothing_of_the_page_is_of_one_rendering_alone(client: TestClient, case_id: str) -> None:
    first, second = (client.get(f"/cases/{case_id}?n={n}").content for n in range(2))
    assert first == second
