"""The words in an editor: kept as they are typed, whatever else is open or happens to the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.web.browser.conftest import OpenPage, forgive_absence, listen
from tests.web.browser.serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.full
MINE = "May I say one thing first? My mind went blank on the phone. I'd like to show you the plan instead."
OTHER = "Before we start: the phone went badly. Could I show you a page, in five minutes?"


def _case_of(page: Page) -> str:
    """Keep the invented case; gives the address of its page."""
    page.get_by_role("link", name="Show me the sample").click()
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/cases/**")
    return page.url


def _opener(page: Page) -> Locator:
    return page.locator("form[data-words*=opener_named]")


def _saved(page: Page) -> Locator:
    return _opener(page).locator("[data-saved]")


def test_what_is_typed_is_looked_over_and_kept(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server)
    place = _case_of(page)
    _opener(page).locator("textarea").fill(f"{MINE} I was a complete idiot.")
    expect(_saved(page)).to_have_text("Saved")
    expect(_opener(page).locator("[data-remarks]")).to_contain_text("idiot")
    page.goto(place)
    expect(_opener(page).locator("textarea")).to_have_value(f"{MINE} I was a complete idiot.")


def test_two_tabs_on_one_draft_lose_nothing(
    open_page: OpenPage, shared_server: Server, faults: list[str]
) -> None:
    page = open_page(shared_server)
    place = _case_of(page)
    other = page.context.new_page()
    listen(other, faults)
    other.goto(place)
    _opener(page).locator("textarea").fill(MINE)
    expect(_saved(page)).to_have_text("Saved")
    _opener(other).locator("textarea").fill(OTHER)
    expect(_saved(other)).to_contain_text("Set aside")
    expect(other.locator("#words-opener_named [data-clash]")).to_contain_text("Could I show you a page")
    page.goto(place)
    expect(_opener(page).locator("textarea")).to_have_value(MINE)
    expect(page.locator("#words-opener_named [data-clash]")).to_contain_text("Could I show you a page")


def test_killed_while_somebody_types_it_is_kept_once_the_server_is_back(
    open_page: OpenPage, fresh_server: Server, faults: list[str]
) -> None:
    page = open_page(fresh_server)
    place = _case_of(page)
    _opener(page).locator("textarea").fill(MINE)
    expect(_saved(page)).to_have_text("Saved")
    fresh_server.kill()
    _opener(page).locator("textarea").fill(f"{MINE} {OTHER}")
    expect(_saved(page)).to_contain_text("Not saved; trying again")
    fresh_server.start_again()
    expect(_saved(page)).to_have_text("Saved", timeout=15_000)
    forgive_absence(faults)
    page.goto(place)
    expect(_opener(page).locator("textarea")).to_have_value(f"{MINE} {OTHER}")


def test_without_script_a_draft_is_changed_and_kept_by_its_button(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server, script=False)
    place = _case_of(page)
    _opener(page).locator("textarea").fill(MINE)
    _opener(page).locator("button[value=keep]").click()
    page.goto(place)
    expect(_opener(page).locator("textarea")).to_have_value(MINE)
