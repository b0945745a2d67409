"""The documentation as a site: all its pages are found, its links lead somewhere, it loads nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
LISTED = re.compile(r"^ +- [^:\n]+: (\S+\.md)$", re.MULTILINE)
LOADED = re.compile(
    r'<(?:script|img|iframe)[^>]* src="?(?:https?:)?//'
    r'|<link[^>]* href="?(?:https?:)?//'
    r'|@import|url\(\s*["\']?https?:'
)
"""What a browser would ask another machine for."""


def nav() -> list[str]:
    """The pages that the navigation lists, in its order."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = settings.split("\nnav:\n")[1].split("\n\n")[0]
    return LISTED.findall(listed)


def test_every_page_is_in_the_navigation_once_and_no_other():
    assert sorted(nav()) == sorted(PAGES)


def test_a_newcomer_begins_with_what_it_is_and_an_evening_with_it():
    assert nav()[:2] == ["index.md", "walkthrough.md"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make site` builds it, or the reason why it isn't built here."""
    pytest.importorskip("mkdocs", reason="no mkdocs here: make setup-long")
    pytest.importorskip("mkdocstrings", reason="no mkdocstrings here: make setup-long")
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", target]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return target


@pytest.mark.long
def test_it_builds_without_a_warning_and_has_every_page(site):
    built = {path.relative_to(site).with_suffix(".md").as_posix() for path in site.rglob("*.html")}
    assert {page.replace("README.md", "index.md") for page in PAGES} <= built


@pytest.mark.long
def test_its_pages_load_nothing_from_another_machine(site):
    files = [path for path in site.rglob("*") if path.suffix in {".html", ".css"}]
    assert len(files) > len(PAGES)
    assert [path.name for path in files if LOADED.search(path.read_text(encoding="utf-8"))] == []


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The address of the site on a server of this machine."""
    command = [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", site, "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout
            [address] = re.findall(r"http://[\d.:]+/", server.stdout.readline())
            yield address
        finally:
            server.terminate()


@pytest.mark.long
def test_the_search_finds_a_page_and_nothing_else_is_asked(served):
    playwright: Any = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        strange: list[str] = []
        page.on(
            "request",
            lambda one: strange.append(one.url) if not one.url.startswith((served, "data:")) else None,
        )
        page.goto(served)
        page.locator("input.md-search__input").fill("voicemail")
        page.locator(".md-search-result__item").first.wait_for()
        browser.close()
    assert strange == []
