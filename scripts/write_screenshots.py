"""Writes the pictures of docs/web.md: every page of the web app, narrow and wide, from invented calls.

Usage: python -m scripts.write_screenshots [NAME ...]

It takes Chromium, and whatever typefaces this machine has; the documentation's are P052 and Open Sans.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser
from scripts.png import small
from tests.web.browser import chromium
from tests.web.browser.pages import EMPTY, PAGES, Seeds, Shown, seed
from tests.web.browser.serving import Server, serving

FOLDER = Path(__file__).parent.parent / "docs" / "pictures" / "web"
IN_THE_DOCUMENTATION = (
    *("start", "files", "recall-options", "recall-words", "distress"),
    *("case-invited", "case-waiting", "case-refused", "case-transcript", "case-unread"),
    *("facts", "words-another", "card", "cases", "bin", "add", "settings", "why-rule", "why-number", "phone"),
    *("rehearse", "rehearse-take", "recording-asked", "recording-heard", "call"),
)
"""The others differ from one of these by a line or two."""
ELSEWHERE = """(home) => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode())
    words.currentNode.textContent = words.currentNode.textContent.replace(home, "/home/you/ringback");
}"""
"""No picture shows where this machine keeps its temporary folders."""


def main(names: Sequence[str]) -> None:
    """Write the pictures of these pages, or of all that the documentation shows."""
    program = chromium.program()
    if program is None:
        raise SystemExit("Chromium is not installed. On Debian: sudo apt install chromium")
    FOLDER.mkdir(exist_ok=True, parents=True)
    with tempfile.TemporaryDirectory() as folder, chromium.running(program) as browser:
        home = Path(folder)
        with serving(home / "kept") as server:
            _write(browser, server, seed(server), _chosen(PAGES, names))
        with serving(home / "empty") as server:
            _write(browser, server, Seeds(server.base, {}, ""), _chosen(EMPTY, names))
    size = sum(file.stat().st_size for file in FOLDER.glob("*.png"))
    print(f"{len(list(FOLDER.glob('*.png')))} pictures, {size / 1e6:.1f} MB")


def _chosen(pages: Sequence[Shown], names: Sequence[str]) -> Iterator[Shown]:
    return (one for one in pages if one.name in (names or IN_THE_DOCUMENTATION))


def _write(browser: Browser, server: Server, seeds: Seeds, pages: Iterator[Shown]) -> None:
    context = chromium.context(browser, still=True)
    page = context.new_page()
    page.goto(server.link)
    for one in pages:
        one.go(page, seeds)
        page.evaluate(ELSEWHERE, str(server.home))
        for width in (chromium.NARROW, chromium.WIDE):
            page.set_viewport_size({"width": width, "height": chromium.HEIGHT})
            (FOLDER / f"{one.name}-{width}.png").write_bytes(small(page.screenshot(full_page=True)))
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
