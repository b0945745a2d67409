"""A real server and a real Chromium. Where there is none the tests are skipped, but in the CI they fail.

A page is asked for by what it is to be like: `open_page(server, dark=True, width=360)`. Whatever a page asks
of another machine, says in its console or is forbidden by its policy is gathered, and fails the test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.missing import missing
from tests.web.browser import chromium
from tests.web.browser.serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OpenPage = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    program = chromium.program()
    if program is None:
        missing("browser", "chromium")
    from playwright.sync_api import expect

    expect.set_options(timeout=chromium.PATIENCE)
    with chromium.running(program) as started:
        yield started


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
def faults() -> Iterator[list[str]]:
    """What pages did that none of ours may do; there is none when the test ends."""
    gathered: list[str] = []
    yield gathered
    assert not gathered


@pytest.fixture
def open_page(browser: Browser, faults: list[str]) -> Iterator[OpenPage]:
    """Come in by a server's link, in a browser like this: narrow, dark, without script, without motion."""
    contexts = []

    def opened(server: Server, **like: Any) -> Page:
        made = chromium.context(browser, **like)
        contexts.append(made)
        page = made.new_page()
        listen(page, faults)
        page.goto(server.link)
        return page

    yield opened
    for context in contexts:
        context.close()


def forgive_absence(faults: list[str]) -> None:
    """Let go what the browser said of a server that was killed."""
    faults[:] = [one for one in faults if "Failed to load resource: net::ERR_" not in one]


def listen(page: Page, faults: list[str]) -> None:
    """Gather what no page of ours may do: speak to another machine, or break its own policy."""

    def asked(url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            faults.append(f"asked for {url}")

    def said(kind: str, text: str) -> None:
        refusal = "the server responded with a status of 4" in text  # a page of ours that says what is wrong
        if kind == "error" and not refusal:
            faults.append(f"{page.url}: {text}")

    page.on("request", lambda request: asked(request.url))
    page.on("console", lambda message: said(message.type, message.text))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
