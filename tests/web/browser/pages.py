"""Every page there is, and how one comes to it: the list that the checks of all pages and the pictures go by.

A page that is new is added here once. `PAGES` are of a data folder with cases in it, `EMPTY` of one without.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
from tests.web.asking import new_case, send
from tests.web.browser import tellings

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.web.browser.serving import Server


@dataclass(frozen=True)
class Seeds:
    """What is kept in the data folder that the pages show."""

    base: str
    cases: dict[str, str]
    recall: str


@dataclass(frozen=True)
class Shown:
    """One page: its name, and how a browser that is let in comes to it."""

    name: str
    go: Callable[[Page, Seeds], object]
    says: str
    """Something that it shows, so that a page that failed isn't taken for it."""


def seed(server: Server) -> Seeds:
    """Tell an invented call for each state, and begin one more."""
    with httpx.Client(base_url=server.base, follow_redirects=True, timeout=30) as client:
        client.get(server.link)
        told = {
            "invited": tellings.INVITED,
            "waiting": tellings.WAITING,
            "refused": tellings.REFUSED,
            "bare": tellings.BARE,
            "unread": tellings.GERMAN,
        }
        cases = {name: new_case(client, story) for name, story in told.items()}
        given = {"name": ["call.vtt", "next.eml"], "kind": ["transcript", "message"]}
        read = send(client, "/read", text=[tellings.TRANSCRIPT, tellings.MAIL], me="Jonah Bede", **given)
        cases["transcript"] = read.url.path.removeprefix("/cases/")
        begun = send(client, "/tell", story=tellings.WAITING)
        return Seeds(server.base, cases, begun.url.path)


def at(path: str) -> Callable[[Page, Seeds], object]:
    """The page at an address, in which a case may be named by its state: /cases/{waiting}."""
    return lambda page, seeds: page.goto(
        f"{seeds.base}{path.format(**seeds.cases, recall=seeds.recall)}", wait_until="load"
    )


def _tell(page: Page, seeds: Seeds, story: str) -> None:
    page.goto(f"{seeds.base}/")
    page.get_by_label("Tell it").fill(story)
    page.locator("form[action='/tell'] button.primary").click()
    page.wait_for_load_state("load")


def _hand_over(page: Page, seeds: Seeds, *files: tuple[str, str]) -> None:
    page.goto(f"{seeds.base}/")
    given = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}
        for name, text in files
    ]
    page.get_by_label("Choose files").set_input_files(given)
    page.get_by_role("button", name="See what they are").click()
    page.wait_for_load_state("load")


def _in_doubt(page: Page, seeds: Seeds) -> None:
    """A form whose word isn't ours, as of a page that was left open for too long."""
    page.goto(f"{seeds.base}/")
    page.locator("form[action='/sample'], form[action='/tell']").first.locator("[name=form_word]").evaluate(
        "field => field.value = 'old'"
    )
    page.get_by_label("Tell it").fill(tellings.BARE)
    page.locator("form[action='/tell'] button.primary").click()
    page.wait_for_load_state("load")


def _denied(page: Page, seeds: Seeds) -> None:
    """An answer that can't be used as a statement."""
    page.goto(f"{seeds.base}{seeds.recall}?question=proof")
    page.locator("textarea").fill("I don't think so, if anything.")
    page.locator("form button.primary").click()
    page.wait_for_load_state("load")


PAGES = (
    Shown("start", at("/"), "How did the call go?"),
    Shown("start-wrong", lambda page, seeds: _tell(page, seeds, " "), "Write a line or two first"),
    Shown(
        "files",
        lambda page, seeds: _hand_over(
            page,
            seeds,
            ("call.vtt", tellings.TRANSCRIPT),
            ("next.eml", tellings.MAIL),
            ("memo.m4a", "x"),
        ),
        "Is this right?",
    ),
    Shown(
        "files-unread",
        lambda page, seeds: _hand_over(page, seeds, ("memo.m4a", "x")),
        "None of it can be read.",
    ),
    Shown("recall-options", at("{recall}?question=result"), "Question"),
    Shown("recall-words", at("{recall}?question=proof"), "In your own words"),
    Shown("recall-story", at("{recall}?question=story"), "In your own words"),
    Shown("recall-wrong", _denied, "leave it out"),
    Shown("sample", at("/sample"), "The door is open."),
    Shown("case-invited", at("/cases/{invited}"), "The door is open."),
    Shown("case-waiting", at("/cases/{waiting}"), "No answer yet"),
    Shown("case-refused", at("/cases/{refused}"), "This one is closed."),
    Shown("case-bare", at("/cases/{bare}"), "No answer yet"),
    Shown("case-unread", at("/cases/{unread}"), "What holds for any call"),
    Shown("case-transcript", at("/cases/{transcript}"), "The door is open."),
    Shown("case-questions", at("/cases/{invited}/questions"), "Question"),
    Shown("distress", lambda page, seeds: _tell(page, seeds, tellings.DANGER), "talk to somebody tonight"),
    Shown("cases", at("/cases"), "Your calls"),
    Shown("phone", at("/phone"), "From your phone to here"),
    Shown("missing", at("/nowhere"), "nothing at this address"),
    Shown("missing-case", at("/cases/never-was"), "never-was"),
    Shown("refused", _in_doubt, "too long ago"),
)
EMPTY = (Shown("cases-empty", at("/cases"), "Your calls"),)
