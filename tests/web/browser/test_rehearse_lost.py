"""The rehearsal room where something goes wrong: what was typed stays in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.web.browser.conftest import OpenPage, forgive_absence
from tests.web.browser.serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.full

ANSWER = "At the depot I drew up one sheet for the morning's calls and rang every tenant myself."


def question(page: Page) -> None:
    """Keep the invented case, and go to the first question of its rehearsal."""
    page.get_by_role("link", name="Show me the sample").click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name="Rehearse it").click()
    page.locator("main ol.plainlist a").first.click()
    page.get_by_label("Your answer, as you would say it").fill(ANSWER)


def test_an_answer_stays_where_nobody_is_there_to_take_it_and_can_be_sent_later(
    open_page: OpenPage, fresh_server: Server, faults: list[str]
) -> None:
    page = open_page(fresh_server)
    question(page)
    fresh_server.kill()
    page.get_by_role("button", name="Hear what it held").click()
    expect(page.get_by_role("alert")).to_contain_text("isn’t running")
    expect(page.get_by_label("Your answer, as you would say it")).to_have_value(ANSWER)
    forgive_absence(faults)
    fresh_server.start_again()
    page.get_by_role("button", name="Hear what it held").click()
    expect(page.get_by_role("heading", name="What you said")).to_be_visible()


def test_the_link_past_the_bar_leaves_the_page_and_the_answer_as_they_are(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    question(page)
    page.wait_for_load_state()
    page.evaluate("window.stays = true")
    page.locator("a[href^='#']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    assert page.evaluate("window.stays") is True
    expect(page.get_by_label("Your answer, as you would say it")).to_have_value(ANSWER)
    page.go_back()
    page.go_back()
    expect(page.locator("main ol.plainlist a").first).to_be_visible()
