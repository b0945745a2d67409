"""The three ways in, in a real browser: tell it, hand over files, look at the sample."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.web.browser.conftest import OpenPage
from tests.web.browser.serving import Server

pytestmark = pytest.mark.full


def test_the_sample_says_its_verdict_and_offers_to_be_kept(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    page.get_by_role("link", name="Show me the sample").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The door is open.")
    expect(page.get_by_text("Nothing of it is kept")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    expect(page).to_have_url(f"{shared_server.base}/cases/ferrybank-homes")
