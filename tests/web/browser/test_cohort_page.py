"""The report on a cohort in a browser: by day and in the dark, wide and narrow, asking for nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.cli.running import ringback
from tests.cohort.tables import invented, written
from tests.web.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def cohort_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(tmp_path_factory.mktemp("cohort") / "out", invented(400))
    assert ringback("cohort", str(folder)).code == 0
    return folder / "cohort.html"


@pytest.mark.parametrize(("scheme", "width"), [("light", chromium.WIDE), ("dark", chromium.NARROW)])
def test_the_page_can_be_read_by_everybody_and_asks_for_nothing(
    browser: Browser, cohort_page: Path, scheme: str, width: int
) -> None:
    size = {"width": width, "height": chromium.HEIGHT}
    page = browser.new_page(color_scheme=scheme, viewport=size, bypass_csp=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url))
    page.goto(cohort_page.as_uri())
    assert [one for one in said if not one.startswith(("data:", cohort_page.as_uri()))] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    broken = page.evaluate("[...document.images].filter((one) => !one.naturalWidth).length")
    assert broken == 0
    page.evaluate(Axe().axe_script)
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    assert [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]] == []
    page.close()


def test_every_label_of_a_chart_lies_within_its_picture(browser: Browser, cohort_page: Path) -> None:
    page = browser.new_page(viewport={"width": chromium.WIDE, "height": chromium.HEIGHT})
    page.goto(cohort_page.as_uri())
    outside = page.evaluate(
        """[...document.querySelectorAll('.figure svg text')].filter((text) => {
             const [held, all] = [text, text.ownerSVGElement].map((one) => one.getBoundingClientRect());
             return held.left < all.left - 1 || held.right > all.right + 1 || held.bottom > all.bottom + 1;
           }).map((text) => text.textContent)"""
    )
    assert outside == []
    page.close()


def test_on_a_phone_no_chart_is_cut_off_and_each_has_its_table(browser: Browser, cohort_page: Path) -> None:
    page = browser.new_page(viewport={"width": chromium.NARROW, "height": chromium.HEIGHT})
    page.goto(cohort_page.as_uri())
    assert not any(chart.is_visible() for chart in page.locator(".figure svg").all())
    assert page.locator("table").count() == 8
    page.close()
