"""The server is killed in the middle and started again: nothing is lost, and the open page still works."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.web.browser import tellings
from tests.web.browser.answers import asked, turning
from tests.web.browser.conftest import OpenPage, forgive_absence
from tests.web.browser.serving import Server

pytestmark = pytest.mark.full


def test_killed_between_two_questions_it_goes_on_where_it_was(
    open_page: OpenPage, fresh_server: Server
) -> None:
    page = open_page(fresh_server)
    page.get_by_label("Tell it").fill(tellings.INVITED)
    with turning(page):
        page.get_by_role("button", name="Go on").click()
    first = asked(page)
    with turning(page):
        page.keyboard.press("1")
    second = asked(page)
    fresh_server.kill()
    fresh_server.start_again()
    with turning(page):
        page.keyboard.press("1")
    sofar = page.locator("section:has(#sofar)").inner_text().replace("’", "'")
    assert first in sofar
    assert second in sofar
    assert "My mind went blank" in sofar


def test_sent_while_nobody_is_there_what_was_typed_stays_and_can_be_sent_later(
    open_page: OpenPage, fresh_server: Server, faults: list[str]
) -> None:
    page = open_page(fresh_server)
    page.get_by_label("Tell it").fill(tellings.WAITING)
    fresh_server.kill()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("isn’t running")
    expect(page.get_by_label("Tell it")).to_have_value(tellings.WAITING)
    forgive_absence(faults)
    fresh_server.start_again()
    with turning(page):
        page.get_by_role("button", name="Go on").click()
    expect(page.locator("#sofar")).to_be_visible()


def test_begun_and_left_it_is_offered_again_after_a_crash(open_page: OpenPage, fresh_server: Server) -> None:
    page = open_page(fresh_server)
    page.get_by_label("Tell it").fill(tellings.WAITING)
    with turning(page):
        page.get_by_role("button", name="Go on").click()
    fresh_server.kill()
    fresh_server.start_again()
    page.goto(f"{fresh_server.base}/")
    expect(page.get_by_role("status")).to_contain_text("You began telling of a call")
    with turning(page):
        page.get_by_role("link", name="Go on with it").click()
    with turning(page):
        page.get_by_role("link", name="Change").click()
    assert page.locator("textarea").input_value().strip() == tellings.WAITING.strip()


def test_a_form_that_is_sent_is_not_sent_again_while_the_answer_is_under_way(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    sent = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    page.get_by_label("Tell it").fill(tellings.WAITING)
    button = "document.querySelector('form[action=\"/tell\"] button')"
    clicks = "const again = setInterval(() => BUTTON.click(), 20); BUTTON.click()".replace("BUTTON", button)
    with turning(page):
        page.evaluate(f"() => {{ {clicks}; }}")
    expect(page.locator("#sofar")).to_be_visible()
    assert len(sent) == 1
    page.go_back()
    with turning(page):
        page.get_by_role("button", name="Go on").click()
    assert len(sent) == 2
