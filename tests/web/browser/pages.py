"""Every page there is, and how one comes to it: the list that the checks of all pages and the pictures go by.

A page that is new is added here once. `PAGES` are of a data folder with cases in it, `EMPTY` of one without.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from tests.web.asking import new_case, send
from tests.web.browser import tellings
from tests.web.browser.answers import turning
from tests.web.browser.heard_call import MADE, keep, keep_sound, words, write_sound

from ringback.app import cases
from ringback.store import recordings as rows

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
        kept = {name: new_case(client, story) for name, story in told.items()}
        given = {"name": ["call.vtt", "next.eml"], "kind": ["transcript", "message"]}
        read = send(client, "/read", text=[tellings.TRANSCRIPT, tellings.MAIL], me="Jonah Bede", **given)
        kept["transcript"] = read.url.path.removeprefix("/cases/")
        for name in ("heard", "silent"):
            kept[name] = keep(client)
        send(client, f"/cases/{kept['waiting']}/again", f"/cases/{kept['waiting']}")
        kept["thrown"] = new_case(client, tellings.THROWN)
        send(client, f"/cases/{kept['thrown']}/bin", "/cases")
        begun = send(client, "/tell", story=tellings.WAITING)
        recordings(server.home, kept["heard"])
        return Seeds(server.base, kept, begun.url.path)


def recordings(home: Path, case: str) -> None:
    """A recording in each state: asked about, listened to, heard, cut off, not heard, and read."""
    store = cases.open_store(home, MADE)
    cut = ["The file is damaged or cut off: it can be read up to 0:14:20 of 0:27:00"]
    heard = {
        "name": "call-17-nov.m4a",
        "seconds": 1620.0,
        "model": "tiny.en",
        "words": [asdict(word) for word in words()],
        "sure_who": 0.8,
    }
    heard |= {"two_ends": False, "fillers": None, "notices": [], "fillers_of": None}
    long = {"seconds": 1620.0, "channels": 2, "parts": 9}
    fault = {"code": "not_sound", "message": "No sound could be read from it.", "remedy": "Copy it again."}
    given = {"texts": json.dumps([{"name": "next.eml", "kind": "message", "text": tellings.MAIL}])}
    states: list[dict[str, object]] = [
        {},
        {"state": "running", "at": 500.0, "took": 50.0},
        {"state": "done", "result": json.dumps(heard), **given},
        {"state": "done", "result": json.dumps({**heard, "notices": cut})},
        {"state": "failed", "at": 860.0, **fault, **given},
    ]
    with store.writing() as connection:
        for number, state in enumerate(states, 1):
            rows.add(connection, store.owner, "call-17-nov.m4a", f"{number}.sound", MADE)
            rows.change(connection, store.owner, number, ("asked",), **long, **state)
    store.close()
    keep_sound(home, 6, case)
    write_sound(home / rows.FOLDER / "3.sound")


def at(path: str) -> Callable[[Page, Seeds], object]:
    """The page at an address, in which a case may be named by its state: /cases/{waiting}."""
    return lambda page, seeds: page.goto(
        f"{seeds.base}{path.format(**seeds.cases, recall=seeds.recall)}", wait_until="load"
    )


def _tell(page: Page, seeds: Seeds, story: str) -> None:
    page.goto(f"{seeds.base}/")
    page.get_by_label("Tell it").fill(story)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Go on").click()


def _hand_over(page: Page, seeds: Seeds, *files: tuple[str, str]) -> None:
    page.goto(f"{seeds.base}/")
    given = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}
        for name, text in files
    ]
    page.get_by_label("Choose files").set_input_files(given)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="See what they are").click()


def _checked_up(page: Page, seeds: Seeds) -> None:
    """The settings with the check-up made."""
    page.goto(f"{seeds.base}/settings")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Check this machine").click()


def _in_doubt(page: Page, seeds: Seeds) -> None:
    """A form whose word isn't ours, as of a page that was left open for too long."""
    page.goto(f"{seeds.base}/")
    page.locator("form[action='/sample'], form[action='/tell']").first.locator("[name=form_word]").evaluate(
        "field => field.value = 'old'"
    )
    page.get_by_label("Tell it").fill(tellings.BARE)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Go on").click()


def _denied(page: Page, seeds: Seeds) -> None:
    """An answer that can't be used as a statement."""
    page.goto(f"{seeds.base}{seeds.recall}?question=proof")
    page.locator("textarea").fill("I don't think so, if anything.")
    with page.expect_navigation(wait_until="load"):
        page.locator("form button.primary").click()


def _press(page: Page, name: str) -> None:
    with turning(page):
        page.get_by_role("button", name=name).click()


def _thrown_away(page: Page, seeds: Seeds) -> None:
    at("/cases/{bare}")(page, seeds)
    _press(page, "Move this case to the bin")


def _nothing_added(page: Page, seeds: Seeds) -> None:
    at("/cases/{waiting}/add")(page, seeds)
    _press(page, "Add it")


def _nothing_came(page: Page, seeds: Seeds) -> None:
    at("/cases/{waiting}")(page, seeds)
    page.get_by_text("Tell what came of it").click()
    _press(page, "Keep this")


def _worked_out_again(page: Page, seeds: Seeds) -> None:
    at("/cases/{waiting}")(page, seeds)
    _press(page, "Work it out again")


def _put_right(page: Page, seeds: Seeds) -> None:
    """A line given to the other, and a minute counted by ear."""
    at("/cases/{silent}/call")(page, seeds)
    page.locator("#line-7 summary").click()
    with turning(page):
        page.locator("#line-7").get_by_role("button", name="They said it").click()
    at("/cases/{silent}/call/minute")(page, seeds)
    page.get_by_label("How many you heard").fill("4")
    _press(page, "Keep the count")


def _miscounted(page: Page, seeds: Seeds) -> None:
    at("/cases/{heard}/call/minute")(page, seeds)
    page.get_by_label("How many you heard").fill("some")
    _press(page, "Keep the count")


def _marked(page: Page, seeds: Seeds) -> None:
    """A case with all that can stand beside it: a step done, an outcome, a note."""
    at("/cases/{transcript}")(page, seeds)
    page.locator("#plan-steps button").first.click()
    page.locator("#plan-steps [aria-pressed=true]").first.wait_for()
    page.get_by_text("Tell what came of it").click()
    page.get_by_label("They’ve asked me on").check()
    _press(page, "Keep this")
    page.locator("#note").fill("A note to try things with.")
    _press(page, "Keep the note")
    at("/cases/{transcript}")(page, seeds)


def _note_erased(page: Page, seeds: Seeds) -> None:
    at("/cases/{refused}")(page, seeds)
    page.locator("#note").fill("A note told by mistake.")
    _press(page, "Keep the note")
    _press(page, "Erase it")


def _take(page: Page, seeds: Seeds, case: str, words: str) -> None:
    """A take of the first question of a case."""
    at(f"/cases/{{{case}}}/rehearse")(page, seeds)
    page.locator("main ol.plainlist a").first.click()
    page.get_by_label("Your answer, as you would say it").fill(words)
    _press(page, "Hear what it held")
    page.get_by_role("heading", name="What you said").wait_for()


def _two_takes(page: Page, seeds: Seeds) -> None:
    _take(page, seeds, "waiting", "I am careful, and I always think about what is urgent before I begin.")
    words = "At the depot I drew up a sheet. A month later missed visits had fallen from nine to four."
    _take(page, seeds, "waiting", words)


def _opener_taken(page: Page, seeds: Seeds) -> None:
    _take(
        page,
        seeds,
        "invited",
        "Sorry, may I say one thing? My mind went blank. It is your call. Sorry.",
    )


def _nothing_said(page: Page, seeds: Seeds) -> None:
    at("/cases/{refused}/rehearse")(page, seeds)
    page.locator("main ol.plainlist a").first.click()
    page.get_by_label("Your answer, as you would say it").fill("...")
    _press(page, "Hear what it held")
    page.locator(".error-note").wait_for()


def _odd_country(page: Page, seeds: Seeds) -> None:
    at("/settings")(page, seeds)
    page.get_by_label("My country").fill("Ireland")
    _press(page, "Keep these")


PAGES = (
    Shown("recording-asked", at("/recordings/1"), "Did everybody on the call know"),
    Shown("recording-listened-to", at("/recordings/2"), "Minute 9 of 27"),
    Shown("recording-heard", at("/recordings/3"), "This is what was heard"),
    Shown("recording-cut-off", at("/recordings/4"), "The recording stops early"),
    Shown("recording-not-heard", at("/recordings/5"), "The recording couldn't be heard"),
    Shown("recording-left-alone", at("/recordings/left-alone"), "The recording is left alone"),
    Shown("call", at("/cases/{heard}/call"), "What was found, from the beginning"),
    Shown("call-silent", at("/cases/{silent}/call"), "The sound isn't kept"),
    Shown("call-put-right", _put_right, "from the minute that you marked"),
    Shown("call-of-a-transcript", at("/cases/{transcript}/call"), "As its transcript has it"),
    Shown("minute", at("/cases/{heard}/call/minute"), "Count a minute by ear"),
    Shown("minute-wrong", _miscounted, "Give the number that you heard"),
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
        lambda page, seeds: _hand_over(page, seeds, ("memo.m4a", "\0\0")),
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
    Shown("cases-sought", at("/cases?q=lift"), "Corrie Lifts"),
    Shown("case-erasing", at("/cases/{bare}/erase"), "Erase"),
    Shown("case-in-bin", at("/cases/{thrown}"), "in the bin"),
    Shown("facts", at("/cases/{invited}/facts"), "I can bring the wheel I built last month"),
    Shown("facts-found", at("/cases/{transcript}/facts"), "waits for your yes"),
    Shown("words-another", at("/cases/{invited}/words?tone=formal"), "In a formal tone."),
    Shown("card", at("/cases/{invited}/card"), "wheel"),
    Shown("cases-none-found", at("/cases?q=zeppelin"), "Clear the search"),
    Shown("cases-binned", _thrown_away, "is in the bin"),
    Shown("bin", at("/bin"), "Empty the bin"),
    Shown("erase", at("/bin/empty"), "It can't be undone."),
    Shown("add", at("/cases/{waiting}/add"), "What has come since?"),
    Shown("add-wrong", _nothing_added, "Paste a text or choose a file first."),
    Shown("outcome-wrong", _nothing_came, "Choose what came of it first."),
    Shown("case-again", _worked_out_again, "Worked out again."),
    Shown("case-earlier", at("/cases/{waiting}/reports/1"), "This is an earlier report"),
    Shown("case-note-erased", _note_erased, "The note is erased."),
    Shown("case-marked", _marked, "A note to try things with"),
    Shown("rehearse", at("/cases/{invited}/rehearse"), "is ringing. Take a breath first"),
    Shown("rehearse-closed", at("/cases/{refused}/rehearse"), "what went wrong last time"),
    Shown("rehearse-take", _two_takes, "New since take"),
    Shown("rehearse-opener", _opener_taken, "left out"),
    Shown("rehearse-wrong", _nothing_said, "There are no words in it."),
    Shown("why-rule", at("/why/mistakes/answers/blanked"), "What it rests on"),
    Shown("why-number", at("/why/silence_days"), "Its value"),
    Shown("why-source", at("/why/seed"), "What rests on it"),
    Shown("why-situation", at("/why/advanced_always_like_this"), "The plan must be"),
    Shown("why-none", at("/why/silence_day"), "Did you mean silence_days?"),
    Shown("settings", at("/settings"), "Where everything lies"),
    Shown("settings-wrong", _odd_country, "the two letters of a country"),
    Shown("settings-checked", _checked_up, "Encryption"),
    Shown("phone", at("/phone"), "From your phone to here"),
    Shown("missing", at("/nowhere"), "nothing at this address"),
    Shown("missing-case", at("/cases/never-was"), "never-was"),
    Shown("refused", _in_doubt, "too long ago"),
)
EMPTY = (
    Shown("cases-empty", at("/cases"), "Your calls"),
    Shown("bin-empty", at("/bin"), "bin"),
)
