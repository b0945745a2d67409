"""The report as it is read in a terminal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.records import (
    REPORTS,
    closed_report,
    distress_report,
    finding,
    open_report,
    step,
    thank_you,
    unknown_report,
)

from ringback.catalogue import load
from ringback.cli.layout import cut, paint, safe, width, with_command, wrap
from ringback.cli.letters import copies
from ringback.cli.report import View, render
from ringback.core.plan import DRAFT_KINDS
from ringback.telling import said

HERE = Path(__file__).with_name("reports")
KEPT = View(kept=True)
EVERY_VIEW = [View(), KEPT, View(why=True, facts=True, whole=True), View(kept=True, case="westgate-trams")]
CODE = re.compile("\x1b\\[[0-9]+m")


@pytest.mark.parametrize("name", REPORTS)
def test_the_whole_report_reads_as_it_was_agreed(name: str) -> None:
    assert render(REPORTS[name](), KEPT) == (HERE / f"{name}.txt").read_text()


@pytest.mark.parametrize("view", EVERY_VIEW)
@pytest.mark.parametrize("name", REPORTS)
def test_no_line_is_wider_than_eighty_columns(name: str, view: View) -> None:
    assert max(width(line) for line in render(REPORTS[name](), view).splitlines()) <= 80


@pytest.mark.parametrize("view", EVERY_VIEW)
@pytest.mark.parametrize("name", REPORTS)
def test_colour_adds_codes_and_changes_no_word(name: str, view: View) -> None:
    coloured = render(REPORTS[name](), view, colour=True)
    assert "\x1b[1m" in coloured
    assert "\x1b[33m" in coloured
    assert CODE.sub("", coloured) == render(REPORTS[name](), view)


@pytest.mark.parametrize("name", REPORTS)
def test_no_colour_is_left_on_at_the_end_of_a_line(name: str) -> None:
    for line in render(REPORTS[name](), colour=True).splitlines():
        codes = CODE.findall(line)
        assert not codes or codes[-1] == "\x1b[0m"


def test_the_verdict_comes_before_everything_but_the_title() -> None:
    lines = render(open_report()).splitlines()
    assert lines[3] == "The door is open."


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_in_distress_there_is_whom_to_ring_one_sentence_and_nothing_else(view: View) -> None:
    text = render(distress_report(), view)
    assert text.index("116 123") < text.index("Nothing of this is kept") < text.index("No answer yet")
    assert text.endswith("The rest can wait: run it again whenever you like.\n")
    for loud in ("in 10", "chances", "damage", "Going blank", "Plan", "means no", "Subject", "Why", "["):
        assert loud not in text


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_a_text_that_could_not_be_read_gets_what_holds_for_any_call_and_no_guess(view: View) -> None:
    notice = "lettre.txt: This isn't in English."
    text = render(unknown_report() | {"unread": True, "notices": [notice]}, view)
    assert notice in text
    for holds in (
        "within a day  A plain thank-you",
        "Wait until",
        "who decides",
        "How is the decision made?",
    ):
        assert holds in text
    for guessed in (
        "What went wrong",
        "chances",
        "in 10",
        "means no",
        "No answer yet",
        "Subject",
        "found in",
    ):
        assert guessed not in text


@pytest.mark.parametrize(("kind", "told"), [("account", True), ("transcript", False)])
def test_only_an_account_is_called_the_readers_own(kind: str, told: bool) -> None:
    record = unknown_report() | {"materials": [{"name": "call.vtt", "kind": kind}]}
    assert ("your own account" in render(record)) is told


@pytest.mark.parametrize(
    ("verdict", "status", "asked"),
    [
        ("awaiting", "awaiting_result", True),
        ("open", "advanced", True),
        ("open", "rejected", False),
        ("closed", "withdrawn", False),
    ],
)
def test_the_one_question_is_put_only_while_its_answer_could_change_something(
    verdict: str, status: str, asked: bool
) -> None:
    record = unknown_report() | {"verdict": verdict, "status": status}
    assert ("One question would settle it" in render(record)) is asked


@pytest.mark.parametrize("kind", DRAFT_KINDS)
def test_every_kind_of_draft_that_a_plan_can_call_for_is_named(kind: str) -> None:
    record = unknown_report() | {"drafts": [thank_you() | {"kind": kind}]}
    heading = paint(next(copies(record, wrapped=True)), colour=False)
    assert heading.startswith(said.capital(said.DRAFT[kind]))
    assert render(record, View(whole=True))


def test_terminal_and_catalogue_know_every_kind_of_draft_and_no_other() -> None:
    drafts = load().phrases["phrases/drafts"]
    spoken = {"opener_named", "opener_unnamed", "about_the_call"}
    assert set(said.DRAFT) == set(DRAFT_KINDS) == set(drafts["why"])
    assert set(DRAFT_KINDS) - spoken == set(drafts["subject"])


def test_drafts_that_are_ready_are_listed_by_name_with_their_command_below() -> None:
    asks = thank_you() | {"kind": "question"}
    record = open_report()
    record["drafts"].append(asks)
    text = render(record, View(kept=True, case="westgate-trams"))
    assert "  Also ready: a thank-you; the one question.\n    ringback words westgate-trams\n" in text


def test_hidden_numbers_leave_the_chances_out() -> None:
    assert "Your chances" not in render(open_report(), View(numbers=False))


def test_a_closed_case_has_questions_to_practise_and_who_else_decides_but_no_mistakes() -> None:
    text = render(closed_report())
    assert "What's the stopping distance?" in text
    assert "Does anyone else decide?" in text
    assert "worst first" not in text


def test_a_rule_nobody_stated_is_a_guess_in_tenths_and_comes_with_its_question() -> None:
    text = render(unknown_report())
    assert "each stage passed in turn         about 4 in 10" in text
    assert '"How is the decision made?"' in text


def test_of_many_mistakes_three_are_told_and_the_others_named() -> None:
    record = open_report()
    record["findings"] = [finding(f"Mistake {n}", f"words {n}") for n in range(7)]
    text = render(record)
    assert '"words 2"' in text
    assert '"words 3"' not in text
    assert "And four more: mistake 3, mistake 4, mistake 5, mistake 6." in text
    assert '"words 6"' in render(record, View(why=True))


def test_why_gives_rule_ground_and_quote_and_facts_give_their_number_and_place() -> None:
    text = render(open_report(), View(why=True, facts=True))
    assert "rule cues/a/b; rests on our judgement" in text
    assert "rests on e112" in text
    assert "[1] My mind went blank\n      you told it, in account.txt" in text
    assert "found; not used until you say yes" in text


@pytest.mark.parametrize(
    ("made", "when", "says"),
    [
        (
            "2026-03-12T20:50:00+00:00",
            "2026-03-13T09:00:00+00:00",
            "Nothing tonight. Tomorrow at 9:00, ring.",
        ),
        (
            "2026-03-13T21:00:00+00:00",
            "2026-03-16T09:00:00+00:00",
            "Nothing tonight. On Monday at 9:00, ring.",
        ),
        ("2026-03-14T11:00:00+00:00", "2026-03-16T09:00:00+00:00", "Nothing today. On Monday at 9:00, ring."),
        ("2026-03-12T10:00:00+00:00", "2026-03-12T10:00:00+00:00", "Today: ring."),
        ("2026-03-12T20:50:00+00:00", "2026-03-24", "Nothing tonight. On Tue 24 Mar, ring."),
        (
            "2026-07-01T23:30:00+00:00",
            "2026-07-03T08:00:00+00:00",
            "Nothing tonight. Tomorrow at 9:00, ring.",
        ),
    ],
)
def test_now_answers_for_the_hour_at_which_it_is_read(made: str, when: str, says: str) -> None:
    record = open_report() | {"made": made}
    record["plan"]["now"] = step(when, "ring")
    assert f"Now\n  {says}\n" in render(record)


def test_times_are_told_in_the_zone_of_the_report() -> None:
    record = open_report() | {"zone": "America/New_York"}
    assert "Read Thu 12 Mar, 16:50." in render(record)
    assert "Tue 17 Mar  6:00" in render(record)


def test_what_was_pasted_cannot_steer_the_terminal() -> None:
    record = open_report()
    record["title"] = "\x1b[2Jgone \x07\u202e"
    record["findings"][0]["quote"] = "\x1b]0;title\x07 quoted\r\nwords\x9b31m"
    text = render(record)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "quoted words" in text


def test_a_kept_case_names_the_commands_that_find_it() -> None:
    text = render(open_report(), View(kept=True, case="westgate-trams"))
    assert "    ringback words westgate-trams\n" in text
    assert "ringback case show westgate-trams --why" in text
    assert "ringback words" not in render(open_report(), View(whole=True))


def test_every_draft_is_whole_where_no_later_command_could_show_it() -> None:
    text = render(open_report(), View(whole=True))
    assert "    Hello Ines,\n    Thank you for your time on Tuesday.\n" in text
    assert "    Best wishes,\n    Tess Vane\n" in text


def test_a_lie_asked_for_is_named_and_a_true_sentence_offered() -> None:
    record: dict[str, Any] = open_report()
    record["refusals"] = [
        {"quote": "I'll say I was ill", "says": "that isn't so", "instead": "I lost my thread."}
    ]
    text = render(record)
    assert (
        "Not written\n  \"I'll say I was ill\"\n    That isn't so.\n    True, and sayable: I lost my thread."
        in text
    )


@given(st.text(max_size=400), st.integers(12, 80))
def test_wrapping_keeps_every_word_and_the_width(text: str, columns: int) -> None:
    lines = wrap(safe(text), "  ", "    ", columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(safe(text).split())


@given(st.text(max_size=300), st.integers(10, 80))
def test_a_cut_quote_stands_on_one_line_of_the_given_room(text: str, room: int) -> None:
    line = cut(safe(text), room)
    assert "\n" not in line
    assert width(line) <= room + 3


@given(st.text(max_size=200))
def test_plain_painting_leaves_no_escape(text: str) -> None:
    assert "\x1b" not in paint(safe(text), colour=False)
    assert "\x1b" not in paint(safe(text), colour=True)


def test_a_chance_and_a_share_stay_on_one_line() -> None:
    for columns in range(12, 40):
        assert "1 in 4" in "\n".join(
            wrap("The chance that it works is about 1 in 4, no more.", columns=columns)
        )


def test_a_day_that_nobody_named_is_no_step_and_a_title_is_not_said_twice() -> None:
    record = unknown_report() | {"title": "Phone interview"}
    record["plan"]["steps"] = [
        step(None, "the day they named", words="the day they named"),
        step(None, "The day they named.", words="the day they named"),
        step(None, "ring"),
    ]
    text = render(record)
    assert "the day they named" not in text
    assert text.startswith("Phone interview\nWith the hiring manager. Read Thu 12 Mar, 20:50.\n")


@given(
    st.text("abc ", max_size=90).map(str.strip), st.from_regex("[a-z]{3,9}(-[a-z]{3,9}){0,3}", fullmatch=True)
)
def test_a_command_at_the_end_stands_whole_on_a_line_of_its_own(words: str, name: str) -> None:
    command = f"ringback case show {name}"
    assert with_command(f"{words} Again: {command}")[-1].strip() == command


def test_the_command_that_adds_an_extra_stays_whole_where_the_folder_has_a_space() -> None:
    command = '"/opt/my programs/ringback/bin/python" -m pip install "ringback[audio]"'
    assert with_command(f"Hearing a recording needs an extra. Add it: {command}")[-1].strip() == command


@given(st.text("abc ", max_size=90).map(str.strip))
def test_a_command_within_a_sentence_is_not_broken_over_a_line(words: str) -> None:
    for text in (
        f"{words} `ringback case delete lowmoor --now`. So.",
        f"{words} Why: ringback show x --why; y",
    ):
        command = text[text.index("ringback") :].split("`")[0].split(";")[0]
        assert any(command in line for line in wrap(text))
