"""The call in a real browser: a finding that is clicked is heard, keys play, and ums are tapped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import expect
from tests.web.browser.answers import turning
from tests.web.browser.conftest import OpenPage
from tests.web.browser.heard_call import keep, keep_sound, write_sound
from tests.web.browser.serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.full


@dataclass(frozen=True)
class Seeded:
    """A server with a heard call whose sound is kept, and one whose isn't: the addresses of their pages."""

    server: Server
    heard: str
    silent: str


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    """Both calls, told to one server."""
    with serving(tmp_path_factory.mktemp("heard") / "ringback") as server:
        with httpx.Client(base_url=server.base, follow_redirects=True, timeout=30) as client:
            client.get(server.link)
            heard, silent = keep(client), keep(client)
        keep_sound(server.home, 1, heard)
        yield Seeded(server, f"{server.base}/cases/{heard}/call", f"{server.base}/cases/{silent}/call")


def now(page: Page) -> tuple[float, bool]:
    """Where the player is, in seconds, and whether it plays."""
    found = page.evaluate(
        "[...document.querySelectorAll('audio')].map((one) => [one.currentTime, !one.paused])"
    )
    return found[0][0], found[0][1]


def wait(page: Page, until: Callable[[float, bool], bool]) -> None:
    """Look again until the player is there; a page of ours lets no script be made of words."""
    for _ in range(200):
        if until(*now(page)):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"the player is at {now(page)}")


def play(page: Page, least: float, most: float) -> None:
    """Wait until it plays, and is somewhere between."""
    wait(page, lambda at, plays: plays and least < at < most)


def test_a_finding_a_line_and_the_picture_are_played_from_and_keys_go_on_and_back(
    open_page: OpenPage, seeded: Seeded
) -> None:
    page = open_page(seeded.server)
    page.goto(seeded.heard)
    found = page.locator(".found li", has_text="No questions when offered")
    found.locator(".seek").click()
    play(page, 80.1, 84)
    expect(page.locator("[aria-current=true]", has_text="covered it all very well")).to_have_count(1)
    page.locator("#line-7 .seek").click()
    play(page, 32.6, 36)
    page.locator("#line-7 p").first.click()
    page.keyboard.press("Space")
    wait(page, lambda _, plays: not plays)
    at, _ = now(page)
    page.keyboard.press("ArrowRight")
    wait(page, lambda here, _: here > at + 4.5)
    page.keyboard.press("ArrowLeft")
    wait(page, lambda here, _: here < at + 0.5)
    wave = page.locator("svg.wave")
    wave.scroll_into_view_if_needed()
    box = wave.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 80.1 / 96 + 4, box["y"] + 8)
    play(page, 80.05, 84)
    page.mouse.click(box["x"] + box["width"] * 0.65, box["y"] + 40)
    play(page, 61, 66)


def test_without_script_there_is_a_player_and_a_link_to_each_place(
    open_page: OpenPage, seeded: Seeded
) -> None:
    page = open_page(seeded.server, script=False)
    page.goto(seeded.heard)
    expect(page.locator("audio[controls]")).to_be_visible()
    with page.expect_navigation():
        page.locator(".found .seek").last.click()
    assert page.url.endswith("/sound#t=80.1")


def test_ums_are_tapped_and_counted_by_a_key(open_page: OpenPage, seeded: Seeded) -> None:
    page = open_page(seeded.server)
    page.goto(f"{seeded.heard}/minute")
    wait(page, lambda at, _: abs(at - 2.6) < 0.3)
    page.get_by_role("button", name="Um").click()
    page.keyboard.press("Space")
    page.keyboard.press("u")
    expect(page.get_by_label("How many you heard")).to_have_value("3")
    with turning(page):
        page.get_by_role("button", name="Keep the count").click()
    expect(page.get_by_role("status")).to_contain_text("from the minute that you marked")


def test_where_no_sound_is_kept_an_own_file_is_played_within_the_page(
    open_page: OpenPage, seeded: Seeded, tmp_path: Path
) -> None:
    own = tmp_path / "mine.wav"
    write_sound(own)
    page = open_page(seeded.server)
    page.goto(seeded.silent)
    page.get_by_label("Listen to your own file beside the words").set_input_files(own)
    page.locator("#line-7 .seek").click()
    play(page, 32.6, 36)
