"""A hand on the keyboard and the mouse, that counts what it does: a text typed, a click and a key are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

FOCUS = """() => {
  const one = document.activeElement;
  const ringed = one.closest(".options label") ?? one;
  const look = getComputedStyle(ringed);
  const {top, bottom, width, height} = ringed.getBoundingClientRect();
  const ring = parseFloat(look.outlineWidth) >= 2 && look.outlineStyle !== "none";
  const seen = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
  return {name: one.outerHTML.slice(0, 80), visible: one.matches(":focus-visible") && ring && seen};
}"""


@dataclass
class Hand:
    """What a person does with a page."""

    page: Page
    done: int = 0

    def types(self, text: str) -> None:
        """Into the field that has the focus, once the cursor stands there."""
        self.page.wait_for_function("document.activeElement.matches('textarea, input')")
        self.page.keyboard.insert_text(text)
        self.done += 1

    def clicks(self, what: Locator) -> None:
        """Once, and waits until the page that comes of it is there."""
        what.click()
        self.page.wait_for_load_state("load")
        self.done += 1

    def presses(self, key: str) -> None:
        """One key, alone or with Ctrl."""
        self.page.keyboard.press(key)
        self.done += 1

    def goes_to(self, what: Locator) -> None:
        """By Tab alone, seeing at each stop where one is."""
        for _ in range(80):
            self.presses("Tab")
            at = self.page.evaluate(FOCUS)
            assert at["visible"], f"the focus can't be seen at {at['name']}"
            if what.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"Tab doesn't lead to {what}")
