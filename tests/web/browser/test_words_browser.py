"""The words in a real browser: looked over as they are typed, kept, lost neither to a tab nor to a crash."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.web.browser.conftest import OpenPage
from tests.web.browser.serving import Server

pytestmark = pytest.mark.full

CRINGING = "I was a complete mess. I'm begging you for another chance. My mind went blank."
MINE = "My mind went blank, once. I can bring my one-page plan for sorting calls."


def keep_sample(page: Page) -> str:
    """Keep the invented case; gives its address."""
    page.get_by_role("link", name="Show me the sample").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page).to_have_url(re.compile("/cases/"))
    page.wait_for_load_state()  # the scripts are there from then on
    return page.url.partition("?")[0].partition("#")[0]


def opener(page: Page) -> Locator:
    return page.locator("#words-opener_named")


def saved(page: Page) -> Locator:
    return opener(page).locator("[data-saved]")


def write(page: Page, text: str) -> None:
    opener(page).get_by_label("What you’ll say, in your words").fill(text)


def test_what_is_typed_is_looked_over_marked_and_kept(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server)
    case = keep_sample(page)
    write(page, CRINGING)
    expect(opener(page).locator("[data-counts]")).to_contain_text("2 stops")
    expect(opener(page).locator(".mirror mark.m-stop").first).to_contain_text(
        "I'm begging you for another chance"
    )
    expect(saved(page)).to_have_text("Saved")
    page.goto(case)
    expect(opener(page).locator("textarea")).to_have_value(CRINGING)


def test_a_very_long_text_is_kept_too(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server)
    case = keep_sample(page)
    long = "I can bring my one-page plan for sorting calls. " * 1_500
    write(page, long)
    expect(saved(page)).to_have_text("Saved", timeout=60_000)
    page.goto(case)
    expect(opener(page).locator("textarea")).to_have_value(re.compile("^I can bring my one-page plan"))


def test_the_letters_of_remarks_do_not_lie_over_each_other(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    keep_sample(page)
    write(page, "Please please give me another chance, I beg you. I was sick and my dog died.")
    letters = opener(page).locator(".mirror sup")
    expect(letters).not_to_have_count(0)
    boxes = [box for one in letters.all() if (box := one.bounding_box())]
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            assert (
                abs(one["y"] - other["y"]) >= one["height"]
                or one["x"] + one["width"] <= other["x"]
                or other["x"] + other["width"] <= one["x"]
            )


def test_a_remark_mends_the_text_by_keyboard(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server)
    keep_sample(page)
    write(page, CRINGING)
    strike = opener(page).get_by_role("button", name="Strike that sentence")
    strike.focus()
    page.keyboard.press("Enter")
    expect(opener(page).locator("textarea")).to_have_value("I was a complete mess. My mind went blank.")
    remark = opener(page).locator(".remarks li", has_text="It calls you something")
    remark.get_by_role("button", name="Leave it").focus()
    page.keyboard.press("Enter")
    expect(remark).to_have_count(0)


def test_a_remark_on_words_that_are_gone_strikes_no_others(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    keep_sample(page)
    write(page, CRINGING)
    strike = opener(page).get_by_role("button", name="Strike that sentence")
    strike.wait_for()
    page.route("**/review", lambda _: None)  # the next look never comes
    opener(page).locator("textarea").fill(MINE)
    strike.click()
    expect(opener(page).locator("textarea")).to_have_value(MINE)


def test_the_ground_of_the_sentence_under_the_cursor_is_told(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    keep_sample(page)
    write(page, MINE)
    expect(saved(page)).to_have_text("Saved")
    opener(page).locator("textarea").focus()
    page.keyboard.press("Control+Home")
    expect(opener(page).locator("[data-rests]")).to_contain_text("you told it, in account.txt")


def test_a_draft_with_a_gap_cant_be_copied_until_it_is_filled(
    open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server)
    keep_sample(page)
    copy = opener(page).get_by_role("button", name="Copy")
    write(page, "My mind went blank on [the question].")
    expect(opener(page).get_by_text("This draft is unfinished.")).to_be_visible()
    expect(copy).to_be_disabled()
    write(page, "My mind went blank on the last question.")
    expect(opener(page).get_by_text("This draft is unfinished.")).to_have_count(0)
    expect(copy).to_be_enabled()


def test_two_tabs_on_one_draft_lose_neither_version(open_page: OpenPage, fresh_server: Server) -> None:
    first = open_page(fresh_server)
    case = keep_sample(first)
    second = first.context.new_page()
    second.goto(case)
    write(first, "My mind went blank, says the first.")
    expect(saved(first)).to_have_text("Saved")
    write(second, "My mind went blank, says the second.")
    expect(opener(second).get_by_text("This draft was changed in another tab.")).to_be_visible()
    expect(opener(second).locator(".version")).to_have_text(
        ["My mind went blank, says the first.", "My mind went blank, says the second."]
    )
    opener(second).get_by_role("button", name="Keep the other").click()
    expect(opener(second).locator("textarea")).to_have_value("My mind went blank, says the second.")
    expect(opener(second).locator(".clash")).to_have_count(0)


def test_what_is_typed_while_the_server_is_down_is_kept_once_it_is_back(
    browser: Browser, fresh_server: Server
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(fresh_server.link)
    case = keep_sample(page)
    expect(opener(page).locator("form.live")).to_be_attached()
    fresh_server.kill()
    write(page, MINE)
    expect(saved(page)).to_have_text("Not saved; trying again")
    fresh_server.start_again()
    expect(saved(page)).to_have_text("Saved", timeout=15_000)
    page.goto(case)
    expect(opener(page).locator("textarea")).to_have_value(MINE)
    context.close()


def test_words_of_self_harm_are_answered_and_not_kept(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server)
    case = keep_sample(page)
    write(page, "I don't want to live any more.")
    expect(page.get_by_text("Please talk to somebody tonight")).to_be_visible()
    page.goto(case)
    expect(opener(page).locator("textarea")).not_to_have_value("I don't want to live any more.")


def test_without_script_a_text_is_looked_over_and_kept(open_page: OpenPage, shared_server: Server) -> None:
    page = open_page(shared_server, script=False)
    keep_sample(page)
    write(page, CRINGING)
    opener(page).get_by_role("button", name="Look it over").click()
    expect(opener(page).locator("[data-counts]")).to_contain_text("2 stops")
    opener(page).get_by_role("button", name="Strike that sentence").click()
    opener(page).get_by_role("button", name="Keep it").click()
    expect(opener(page).locator("textarea")).to_have_value("I was a complete mess. My mind went blank.")
    expect(saved(page)).to_have_text("Saved")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_window(open_page: OpenPage, shared_server: Server, width: int) -> None:
    page = open_page(shared_server, width=width)
    case = keep_sample(page)
    for place in (case, f"{case}/facts", f"{case}/card"):
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
