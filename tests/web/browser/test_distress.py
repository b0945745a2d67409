"""Somebody who may be in danger sees whom to ring, at once and before anything else; and nothing is kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.web.browser import tellings
from tests.web.browser.answers import turning
from tests.web.browser.conftest import OpenPage
from tests.web.browser.serving import Server

pytestmark = pytest.mark.full


def test_told_on_the_first_page(open_page: OpenPage, fresh_server: Server) -> None:
    page = open_page(fresh_server)
    page.get_by_label("Tell it").fill(tellings.DANGER)
    with turning(page):
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Please talk to somebody tonight")).to_be_in_viewport()
    expect(page.locator("main")).to_contain_text("116 123")
    expect(page.locator("main")).not_to_contain_text("chance")
    _nothing_is_kept(page, fresh_server)


def test_told_in_answer_to_a_question(open_page: OpenPage, fresh_server: Server) -> None:
    page = open_page(fresh_server)
    page.get_by_label("Tell it").fill(tellings.WAITING)
    with turning(page):
        page.get_by_role("button", name="Go on").click()
    page.goto(f"{page.url}?question=reason")
    page.locator("textarea").fill("I can't go on any more, and they'd all be better off without me.")
    with turning(page):
        page.get_by_role("button", name="Go on").click()
    expect(page.locator("main")).to_contain_text("116 123")
    _nothing_is_kept(page, fresh_server)


def _nothing_is_kept(page, server: Server) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{server.base}/cases")
    expect(page.locator(".cases li")).to_have_count(0)
    page.goto(f"{server.base}/")
    expect(page.get_by_text("You began telling")).to_have_count(0)
    kept = b"".join(file.read_bytes() for file in server.home.rglob("*") if file.is_file())
    for words in (b"disaster", b"better off without", b"to be alive", b"overspeed"):
        assert words not in kept
