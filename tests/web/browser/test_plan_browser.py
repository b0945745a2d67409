"""The plan in a real browser: a step is marked where it stands, with and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.web.browser import tellings
from tests.web.browser.answers import turning
from tests.web.browser.conftest import OpenPage
from tests.web.browser.serving import Server

pytestmark = pytest.mark.full


def _case(page: Page) -> None:
    page.get_by_label("Tell it").fill(tellings.INVITED)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Stop here, use what you have").click()
    expect(page.locator("#plan-steps")).to_be_visible()
    page.wait_for_load_state()  # the script marks steps from then on


def test_a_step_is_marked_without_leaving_the_page_and_what_to_do_now_follows(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    _case(page)
    before = page.locator("#now-part").inner_text()
    page.evaluate("window.stays = true")
    step = page.locator("#plan-steps button").first
    step.click()
    expect(page.locator("#plan-steps button").first).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#now-part")).not_to_have_text(before)
    expect(page.locator("#plan-steps button").first).to_be_focused()
    assert page.evaluate("window.stays")
    page.reload()
    expect(page.locator("#plan-steps button").first).to_have_attribute("aria-pressed", "true")


def test_without_script_a_step_is_marked_all_the_same(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server, script=False)
    _case(page)
    page.locator("#plan-steps button").first.click()
    expect(page.locator("#plan-steps button").first).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_what_was_taken_back_or_erased_is_said_where_the_focus_is(
    open_page: OpenPage, shared_server: Server, *, script: bool
) -> None:
    page = open_page(shared_server, script=script)
    _case(page)
    page.get_by_text("Tell what came of it").click()
    page.get_by_label("They made an offer").check()
    with turning(page):
        page.get_by_role("button", name="Keep this").click()
    page.get_by_label("A note beside this case").fill("Kay rang.")
    with turning(page):
        page.get_by_role("button", name="Keep the note").click()
    for button, says in (("Erase it", "The note is erased."), ("Take it back", "taken back")):
        with turning(page):
            page.get_by_role("button", name=button).click()
        expect(page.locator("#gone")).to_contain_text(says)
        expect(page.locator("#gone")).to_be_focused()
        expect(page.locator("#gone")).to_be_in_viewport()
        expect(page.get_by_role("button", name=button)).to_have_count(0)
