"""A real server and a real Chromium. Where there is none the tests are skipped, but in the CI they fail.

A page is asked for by what it is to be like: `open_page(dark=True, width=360)`. Whatever the page asks of
another machine, says in its console or is forbidden by its policy is gathered, and fails the test at its end.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.browser.serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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
OpenPage = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        why = "no Chromium here; on Debian: sudo apt install chromium"
        if os.environ.get("CI_RUN"):
            pytest.fail(f"The CI needs a browser: {why}")
        pytest.skip(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that each make a case of their own and look at nothing else."""
    with serving(tmp_path_factory.mktemp("shared") / "ringback") as server:
        yield server


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Server]:
    """A server on an empty data folder, for the tests that stop it or look at everything kept."""
    with serving(tmp_path / "ringback") as server:
        yield server


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Come in by a server's link, with a page like this: narrow, dark, without script, without motion."""
    contexts = []
    faults: list[str] = []

    def opened(
        server: Server,
        *,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
        still: bool = False,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce" if still else "no-preference",
            locale="en-GB",
            timezone_id="Europe/London",
            accept_downloads=True,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        _listen(page, faults)
        page.goto(server.link)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


def _listen(page: Page, faults: list[str]) -> None:
    """Gather what no page of ours may do."""

    def asked(url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            faults.append(f"asked for {url}")

    page.on("request", lambda request: asked(request.url))
    page.on("console", lambda said: said.type == "error" and faults.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
