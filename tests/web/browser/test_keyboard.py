"""The whole way by keyboard alone, and the whole way without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.web.browser import tellings
from tests.web.browser.answers import answer_all, turning
from tests.web.browser.conftest import OpenPage
from tests.web.browser.hand import Hand
from tests.web.browser.serving import Server

pytestmark = pytest.mark.full


def test_by_keyboard_alone_from_the_first_page_to_the_words(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    hand = Hand(page)
    hand.goes_to(page.get_by_label("Tell it"))
    hand.types(tellings.INVITED)
    hand.goes_to(page.get_by_role("button", name="Go on"))
    with turning(page):
        hand.presses("Enter")

    def write(page: Page, text: str) -> None:
        expect(page.locator("textarea")).to_be_focused()
        hand.types(text)
        hand.goes_to(page.get_by_role("button", name="Go on"))
        hand.presses("Enter")

    answer_all(page, lambda _page: hand.presses("1"), write)
    hand.goes_to(page.locator(".now a.primary"))
    hand.presses("Enter")
    expect(page.locator("#the-words :target")).to_be_in_viewport()


def test_an_option_is_chosen_by_arrow_and_sent_by_enter(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server)
    page.get_by_label("Tell it").fill(tellings.INVITED)
    with turning(page):
        page.get_by_role("button", name="Go on").click()
    before = page.locator("h1").inner_text()
    hand = Hand(page)
    hand.goes_to(page.locator(".options input").first)
    hand.presses("ArrowDown")
    expect(page.locator(".options input").nth(1)).to_be_checked()
    with turning(page):
        hand.presses("Enter")
    expect(page.locator("h1")).not_to_have_text(before)
    expect(page.get_by_role("heading", name="So far")).to_be_visible()


def test_the_first_tab_leads_past_the_head_of_the_page(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server)
    page.goto(f"{shared_server.base}/sample")
    hand = Hand(page)
    hand.goes_to(page.get_by_role("link", name="To the text"))
    assert hand.done == 1
    hand.presses("Enter")
    hand.goes_to(page.get_by_role("button", name="Keep it"))
    assert hand.done == 3


def test_without_script_from_the_first_page_to_verdict_words_and_plan(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server, script=False, width=360)
    page.get_by_label("Tell it").fill(tellings.INVITED)
    with turning(page):
        page.get_by_role("button", name="Go on").click()

    def choose(page: Page) -> None:
        page.locator(".options input").first.check()
        page.get_by_role("button", name="Go on").click()

    def write(page: Page, text: str) -> None:
        page.locator("textarea").fill(text)
        page.get_by_role("button", name="Go on").click()

    answer_all(page, choose, write)
    expect(page.get_by_role("heading", level=1)).to_have_text("The door is open.")
    page.locator(".now a.primary").click()
    expect(page.locator("#the-words :target")).to_be_in_viewport()
    expect(page.locator("main")).to_contain_text("I true a wheel by the spokes")
    expect(page.locator(".check li").first).to_be_visible()


def test_without_script_files_are_chosen_and_read(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server, script=False)
    mail = {"name": "next.eml", "mimeType": "message/rfc822", "buffer": tellings.MAIL.encode()}
    page.get_by_label("Choose files").set_input_files([mail])
    page.get_by_role("button", name="See what they are").click()
    expect(page.get_by_text("From the employer").first).to_be_visible()
    page.get_by_role("button", name="Read these").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The door is open")
