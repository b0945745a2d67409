"""What came after what: an invitation overtaken, a mail before the account, an answer due by morning."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ringback.app.circumstances import Circumstances
from ringback.app.recover import recover
from ringback.catalogue import load
from ringback.core.report import Report
from ringback.readers import read_text

TUESDAY = datetime(2026, 3, 10, 11, tzinfo=ZoneInfo("Europe/London"))
FRIDAY_EVENING = datetime(2026, 3, 13, 19, tzinfo=ZoneInfo("Europe/London"))
BLANK = "In the phone interview with the dye works I went blank on the fastness test."


def told(account: str, mail: str = "", now: datetime = TUESDAY, **answers: str) -> Report:
    materials = [*read_text(account, kind="account"), *(read_text(mail, kind="message") if mail else [])]
    around = Circumstances(now=now, zone="Europe/London", me="Ada Finch", answers=answers)
    return recover(materials, around, load())


def draft(report: Report, kind: str) -> str:
    return next(one.text for one in report.drafts if one.kind == kind)


@pytest.mark.parametrize(
    ("since", "status", "door"),
    [
        (
            "They invited me to a second interview. On Wednesday I withdrew my application.",
            "withdrawn",
            "closed",
        ),
        (
            ("They asked me to a second interview next week. Then they wrote that I was rejected after all."),
            "rejected",
            "closed",
        ),
        (
            ("They invited me to a second interview and I went. Now I'm waiting to hear what they decided."),
            "awaiting_result",
            "awaiting",
        ),
    ],
    ids=["withdrew", "refused after all", "held"],
)
def test_an_invitation_that_was_overtaken_is_no_invitation(since: str, status: str, door: str):
    report = told(f"{BLANK} {since}")
    assert (report.call.status.value, report.verdict.door) == (status, door)


def test_a_call_that_was_moved_and_then_held_has_been_held():
    report = told(
        "The interview with the dye works was rescheduled twice. It was held by phone on Friday, and I"
        " rambled about the rota. I haven't heard what they decided."
    )
    assert report.verdict.door == "awaiting"


CONFIRMS = """From: Dana Reyes <dana@dyeworks.example>
Date: Mon, 2 Mar 2026 09:00:00 +0000
Subject: Our call

Dear Ada,

I will ring you on Thursday 5 March at ten for our interview.

Dana Reyes
"""
INVITES = CONFIRMS.replace("Our call", "Next step").replace(
    "I will ring you on Thursday 5 March at ten for our interview.",
    "We enjoyed the call and invite you to a second interview at the works on Thursday 12 March at ten.",
)


def test_a_mail_that_tells_no_result_leaves_the_result_to_the_account():
    account = f"{BLANK} Today Dana let me know that she has taken somebody else and has no more use for me."
    assert told(account, CONFIRMS).verdict.door == told(account).verdict.door == "closed"


def test_a_refusal_told_since_outweighs_the_invitation_that_was_written():
    account = f"{BLANK} This morning Dana rang: they've turned me down after all, so I won't be coming in."
    assert told(account, INVITES).verdict.door == "closed"
    assert told(BLANK, INVITES).verdict.door == "open"


def test_a_refusal_before_the_invitation_is_over():
    account = f"{BLANK} At first they turned me down by e-mail, on 27 February."
    assert told(account, INVITES).verdict.door == "open"


def test_an_answer_that_is_due_before_the_morning_is_not_put_off_to_it():
    due = INVITES.replace("at ten.", "at ten. Please confirm by Saturday 14 March, 12:00.")
    due = due.replace("12 March at ten. Please", "19 March at ten. Please")
    report = told(BLANK, due, FRIDAY_EVENING)
    assert report.plan.now.does.startswith("say yes")
    assert report.plan.now.when == FRIDAY_EVENING
    later = due.replace("Saturday 14 March, 12:00", "Wednesday 18 March, 12:00")
    assert told(BLANK, later, FRIDAY_EVENING).plan.now.when == datetime(2026, 3, 16, 9, tzinfo=TUESDAY.tzinfo)


def test_whoever_sits_and_waits_is_written_to_at_once():
    report = told("I missed the phone interview with the dye works at 18:00 today.", now=FRIDAY_EVENING)
    assert report.verdict.case == "missed"
    assert report.plan.now.when == FRIDAY_EVENING


def test_an_excuse_that_is_only_planned_is_not_confessed():
    late = "I was ten minutes late for the phone interview with the dye works."
    plan = "I'm going to tell them that my train was cancelled, though it wasn't."
    report = told(f"{late} They have invited me to the next stage, in person, on 20 March. {plan}")
    assert not any("put one point straight" in one.text or "true" in one.text for one in report.drafts)
    assert (
        told(f"{late} They'll decide by Friday. {plan}").verdict.case
        == told(f"{late} They'll decide by Friday.").verdict.case
    )


def test_the_one_who_refused_is_not_asked_again():
    report = told(
        "I had the final interview by phone with Dana Reyes, the hiring manager at the dye works, who makes"
        " the decision. I was ill and they offered to reschedule, but I went ahead and rambled. Today she"
        " wrote that I didn't get the job."
    )
    assert report.verdict.case == "closed_refused"
    assert "ask_manager" not in report.plan.drafts


def test_who_is_through_says_yes_whatever_else_there_is_to_do():
    report = told(f"{BLANK} I told her that I had a degree, which isn't true.", INVITES)
    assert report.plan.drafts[0] == "correction"
    assert "acceptance" in report.plan.drafts
    assert {"reply", "next"} <= {step.key for step in report.plan.steps}


@pytest.mark.parametrize(
    ("account", "case", "kind", "never"),
    [
        (
            (
                "I had a phone interview with the dye works, and on Saturday I withdrew my application by"
                " e-mail."
            ),
            "closed_withdrawn",
            "close",
            ("decision", "better"),
        ),
        (
            (
                "After the phone interview with the dye works I was turned down, but the manager wrote that"
                " I should ring her in autumn and that her door is open. I had gone blank on the fastness"
                " test."
            ),
            "left_open",
            "thank_you",
            ("help you decide", "what happens next"),
        ),
    ],
    ids=["withdrew", "left open"],
)
def test_no_letter_forgets_what_has_been_decided(account: str, case: str, kind: str, never: tuple[str, ...]):
    report = told(account)
    assert report.verdict.case == case
    letter = next(one for one in report.drafts if one.kind == kind)
    assert not any(words in f"{letter.subject} {letter.text}" for words in never)


def test_nobody_is_thanked_for_a_call_that_is_still_to_come():
    report = told(
        "I missed the first phone interview with the dye works because I wrote down the wrong day. I rang"
        " back, said sorry, and they moved it to Thursday."
    )
    assert report.verdict.door == "open"
    assert "thank_you" not in report.plan.drafts


def test_pay_comes_second_to_a_mistake_that_can_be_mended():
    report = told(
        "Phone interview with the dye works. I got the question on fastness wrong, and she corrected me. I"
        " know now: the answer is a wash at forty degrees. At the end I named a salary that was far too"
        " low. They decide on Friday and look at everything together."
    )
    assert report.verdict.case in ("mend", "add_up")


@pytest.mark.parametrize(
    "account",
    [
        "I had a phone interview at Dunmore Pumps today. My mind went blank once.",
        "They invited me for a phone interview on Monday. I went blank on the first question.",
        "On Wednesday I was interviewed by phone for a nursing job, and I rambled about my notice period.",
        "My second interview was on Monday by phone. I went blank.",
    ],
)
def test_a_call_that_was_held_is_waited_for_and_neither_ahead_nor_passed(account: str):
    assert told(account).verdict.door == "awaiting"


def test_an_hour_at_which_nobody_rang_is_no_long_silence():
    report = told("My call was meant to be at three, she never rang, and now it's on Thursday instead.")
    assert report.verdict.door == "open"


def test_the_day_to_ask_once_more_is_not_yet_the_day_that_means_no():
    report = told(f"{BLANK} They'll let me know by Monday 16 March.")
    days = {step.key: step.when for step in report.plan.steps}
    assert days["silence"] == date(2026, 3, 18)
    assert report.plan.silence_by == days["closed"] == date(2026, 3, 25)
    assert "nudge" in [one.kind for one in report.drafts]
    nudge = draft(report, "nudge")
    assert not {"Monday", "Tuesday", "yesterday", "today"} & set(re.findall(r"\w+", nudge))


def test_where_silence_is_taken_as_a_no_the_plan_ends_on_its_day():
    report = told(
        "It was a pure screening call with a recruiter, pass or fail, and I said I can't do the job."
    )
    assert "closed" not in [step.key for step in report.plan.steps]
    assert report.plan.silence_by == next(s.when for s in report.plan.steps if s.key == "silence")


def test_who_spoiled_pay_and_is_through_says_yes_before_anything_else():
    report = told(
        "In the phone interview with the dye works I named a salary far too low. They have asked me to come"
        " in next Wednesday."
    )
    assert report.plan.drafts[2] == "acceptance"
    assert report.plan.now.does.startswith("say yes")
