"""Debian's Chromium, driven by Playwright; nothing is fetched, and it asks no other machine of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
HEIGHT = 800
NARROW, WIDE = 360, 1280
PATIENCE = 20_000
"""Milliseconds to wait for what is to appear, on a machine that has much else to do."""


def program() -> str | None:
    """Where the browser lies, or None where there is none."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


@contextmanager
def running(where: str) -> Iterator[Browser]:
    """One browser for as long as this lasts."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=where, args=FLAGS)
        yield started
        started.close()


def context(
    browser: Browser, *, width: int = WIDE, dark: bool = False, script: bool = True, still: bool = False
) -> BrowserContext:
    """A person's browser: how wide it is, and what they chose in it."""
    made = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        reduced_motion="reduce" if still else "no-preference",
        locale="en-GB",
        timezone_id="Europe/London",
        accept_downloads=True,
    )
    made.set_default_timeout(PATIENCE)
    return made
