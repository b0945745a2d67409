"""The three ways in, in a real browser: tell it, hand over files, look at the sample."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.web.browser import tellings
from tests.web.browser.answers import answer_all, asked, turning, typed
from tests.web.browser.conftest import OpenPage
from tests.web.browser.hand import Hand
from tests.web.browser.serving import Server

pytestmark = pytest.mark.full

DROPPED = """([text, name]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name));
  document.querySelector(".drop").dispatchEvent(
    new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


def test_told_and_asked_one_gets_a_verdict_the_words_and_a_plan(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    page.get_by_label("Tell it").fill(tellings.INVITED)
    with turning(page):
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Question 1 of about")).to_be_visible()
    count = answer_all(page, _choose_the_first, _write)
    assert count > 3
    expect(page.get_by_role("heading", level=1)).to_have_text("The door is open.")
    expect(page.locator("#words")).to_be_visible()
    expect(page.locator("main")).to_contain_text("I true a wheel by the spokes")
    expect(page.get_by_role("heading", name="The plan")).to_be_visible()


def _choose_the_first(page: Page) -> None:
    page.locator(".options input").first.check()
    page.get_by_role("button", name="Go on").click()


def _write(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.get_by_role("button", name="Go on").click()


def test_from_the_first_page_to_the_words_takes_twelve_steps_at_most(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    hand = Hand(page)
    hand.clicks(page.get_by_label("Tell it"))
    hand.types(tellings.INVITED)
    with turning(page):
        hand.clicks(page.get_by_role("button", name="Go on"))
    written = 0
    while written < 2:
        page.wait_for_load_state()  # the keys answer from then on
        question = asked(page)
        with turning(page):
            if page.locator(".options").count():
                hand.presses("1")
            else:
                hand.types(typed(question))
                hand.presses("Control+Enter")
                written += 1
    with turning(page):
        hand.clicks(page.get_by_role("button", name="Stop here"))
    hand.clicks(page.locator(".now a.primary"))
    expect(page.locator("#the-words :target")).to_be_in_viewport()
    assert hand.done <= 12


def test_files_are_named_before_they_are_read(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server)
    call = {"name": "call.vtt", "mimeType": "text/vtt", "buffer": tellings.TRANSCRIPT.encode()}
    mail = {"name": "next.eml", "mimeType": "message/rfc822", "buffer": tellings.MAIL.encode()}
    page.get_by_label("Choose files").set_input_files([call, mail])
    expect(page.get_by_role("list", name="Files chosen").get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="See what they are").click()
    named = page.get_by_role("list", name="What was recognised")
    expect(named).to_contain_text("A transcript of the call, 9 turns")
    expect(named).to_contain_text("From the employer")
    page.get_by_label("Jonah Bede").check()
    page.get_by_role("button", name="Read these").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The door is open")
    expect(page.get_by_text("Saying the mind is blank").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Ulla Farrow")


def test_a_file_can_be_dropped_and_taken_out_again(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server)
    page.evaluate(DROPPED, [tellings.MAIL, "next.eml"])
    page.evaluate(DROPPED, [tellings.TRANSCRIPT, "call.vtt"])
    chosen = page.get_by_role("list", name="Files chosen").get_by_role("listitem")
    expect(chosen).to_have_count(2)
    page.get_by_role("button", name="Not that: next.eml").click()
    expect(chosen).to_have_count(1)
    page.get_by_role("button", name="See what they are").click()
    expect(page.get_by_role("list", name="What was recognised").get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_text("call.vtt")).to_be_visible()


def test_the_sample_says_its_verdict_and_offers_to_be_kept(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    page.get_by_role("link", name="Show me the sample").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The door is open.")
    expect(page.get_by_text("Nothing of it is kept")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    expect(page).to_have_url(re.compile("/cases/ferrybank-homes"))
