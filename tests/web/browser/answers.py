"""Somebody answers the questions, one after another, until their case is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TYPED = {
    "willing to tell them": "It was my first phone interview in years.",
    "went wrong? Its topic": "How to true a wheel.",
    "what you'd answer": "I true a wheel by the spokes next to the bend, a quarter turn at a time.",
    "take your word": "I can bring a wheel that I built last month.",
    "sign with": "Wren Abara",
}
"""What is written below each question, by some words of it."""


def asked(page: Page) -> str:
    """The question that the page puts."""
    return page.locator("h1").inner_text().replace("’", "'")


def typed(question: str) -> str:
    """The answer to a question that wants one in words."""
    return next((text for words, text in TYPED.items() if words in question), "Nothing more than that.")


@contextmanager
def turning(page: Page) -> Iterator[None]:
    """What is done meanwhile brings another page, and it is there afterwards."""
    with page.expect_navigation(wait_until="load"):
        yield


def answer_all(page: Page, choose: Callable[[Page], None], write: Callable[[Page, str], None]) -> int:
    """Answer until no question is left; gives how many there were."""
    count = 0
    while page.locator("form [name=question]").count():
        question = asked(page)
        with turning(page):
            if page.locator(".options").count():
                choose(page)
            else:
                write(page, typed(question))
        count += 1
        assert count < 20, "the questions don't end"
    return count
