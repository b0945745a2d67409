"""What holds for every page: anybody can use it, it fits a phone, it stays still, it asks nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.browser import chromium
from tests.web.browser.conftest import listen
from tests.web.browser.pages import EMPTY, PAGES, Seeds, Shown, seed
from tests.web.browser.serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.full

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What another theme can change."""

SMALL = """() => {
  const seen = [];
  const shown = (one) => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length;
  const inSentence = (one) => one.matches("a") && getComputedStyle(one).display === "inline";
  const offScreen = (one) => one.matches(".skip, .off-screen");
  for (const one of document.querySelectorAll("a, button, summary, select, textarea, input")) {
    if (!shown(one) || inSentence(one) || offScreen(one)) continue;
    const target = one.matches("input[type=radio], input[type=checkbox]") ? one.closest("label") ?? one : one;
    const {width, height} = target.getBoundingClientRect();
    if (height < 43.5 || width < 23.5)
      seen.push(`${target.outerHTML.slice(0, 90)} is ${width.toFixed(0)} x ${height.toFixed(0)}`);
  }
  return seen;
}"""
OPENED = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
"""What is folded is looked at too."""
SHIFTS = """() => new Promise((done) => {
  let moved = 0;
  const ours = (one) => one.sources.some((source) => source.node);
  new PerformanceObserver((list) => list.getEntries().filter(ours).forEach((one) => { moved += one.value; }))
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(moved)));
})"""


"""How far the page moved while it was loaded; what moves within the browser's own controls isn't ours."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Seeds]]:
    """A server with a case in each state."""
    with serving(tmp_path_factory.mktemp("kept") / "ringback") as server:
        yield server, seed(server)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Seeds]]:
    """A server on which nothing was ever told."""
    with serving(tmp_path_factory.mktemp("empty") / "ringback") as server:
        yield server, Seeds(server.base, {}, "")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all: a new one costs as much as all that is looked at in it."""
    context = chromium.context(browser, width=chromium.NARROW)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("shown", [*PAGES, *EMPTY], ids=lambda one: one.name)
def test_the_page_is_for_everybody(
    shown: Shown, page: Page, faults: list[str], request: pytest.FixtureRequest
) -> None:
    server, seeds = request.getfixturevalue("empty" if shown in EMPTY else "kept")
    listen(page, faults)
    _wide(page, chromium.NARROW)
    page.emulate_media(color_scheme="light")
    if not page.url.startswith(server.base):
        page.goto(server.link)
    shown.go(page, seeds)
    assert shown.says in _plain(page), f"it shows something else: {_plain(page)[:300]}"
    moved = page.evaluate(SHIFTS)
    faults += [f"the page moved by {moved}"] if moved else []
    page.evaluate(OPENED)
    faults += _beside(page) + _small(page) + _violations(page, "narrow, light", RULES)
    page.emulate_media(color_scheme="dark")
    faults += _violations(page, "narrow, dark", COLOURS)
    _wide(page, chromium.WIDE)
    faults += _violations(page, "wide, dark", COLOURS)
    page.emulate_media(color_scheme="light")
    faults += _beside(page) + _small(page) + _violations(page, "wide, light", RULES)


def _wide(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": chromium.HEIGHT})


def _plain(page: Page) -> str:
    return page.locator("main").inner_text().replace("’", "'").replace("\u00a0", " ")


def _beside(page: Page) -> list[str]:
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"{wide[0]} px wide in a window of {wide[1]}"] if wide[0] > wide[1] else []


def _small(page: Page) -> list[str]:
    return [f"too small to hit: {one}" for one in page.evaluate(SMALL)]


def _violations(page: Page, state: str, rules: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "async (rules) => (await axe.run({...rules, resultTypes: ['violations']})).violations", rules
    )
    return [
        f"{state}: {one['id']}: {node['html'][:120]} ({node['failureSummary'][:300]})"
        for one in found
        for node in one["nodes"]
    ]
