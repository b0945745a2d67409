"""The words of a case fit it: who is greeted, what is owned, thanked for, offered and asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.core.drafts import ADVANCED, made

from ringback.app.circumstances import Circumstances
from ringback.app.recover import recover
from ringback.catalogue import load
from ringback.core.draft import Draft
from ringback.core.report import Report
from ringback.core.voicing import voiced
from ringback.readers import read_text

EVENING = datetime(2026, 11, 26, 20, tzinfo=ZoneInfo("Europe/London"))
BLANK = (
    "Phone interview on 19 November with Priya Nand, the hiring manager at Oakhay Glass, for the kiln planner"
    " job. My mind went blank on the annealing question."
)
FROM_TOM = (
    "From: Tom Reed <tom.reed@oakhay.example>\nTo: Ada Finch <ada@finch.example>\nSubject: Your application\n"
    "Date: Wed, 25 Nov 2026 09:00:00 +0000\n\nDear Ada,\n\n{says}\n\nKind regards,\nTom Reed\n{title}"
)
KEYS = [str(n) for n in range(12)]


def told(account: str, mail: str = "", **readings: str) -> Report:
    materials = [*read_text(account, kind="account"), *(read_text(mail, kind="message") if mail else [])]
    around = Circumstances(now=EVENING, zone="Europe/London", me="Ada Finch", readings=readings)
    return recover(materials, around, load())


def draft(report: Report, kind: str) -> Draft:
    return next(one for one in report.drafts if one.kind == kind)


def test_a_screeners_no_is_appealed_to_the_manager_and_never_greets_the_screener():
    report = told(
        "I had a phone screen with Tom Reed, the recruiter at Oakhay Glass, and blanked on the kiln question."
        " He turned me down.",
        FROM_TOM.format(says="I'm sorry to say we won't be taking this further.", title="Recruiter"),
        door="reopenable",
    )
    assert draft(report, "ask_manager").text.startswith("Hello,")


@pytest.mark.parametrize(
    ("says", "kind"),
    [
        ("We have decided not to take your application further.", "close"),
        ("We would like to invite you to an interview at our works on 3 December.", "acceptance"),
    ],
)
def test_whoever_wrote_is_answered(says: str, kind: str):
    report = told(BLANK, FROM_TOM.format(says=says, title="Recruiter"))
    assert draft(report, kind).text.startswith(("Hello Tom,", "Hi Tom,"))


def test_a_mail_that_nobody_signs_is_answered_to_nobody_by_name():
    mail = "Dear Ada,\n\nWe have decided not to take your application further.\n\nOakhay Glass"
    assert draft(told(BLANK, mail), "close").text.startswith("Hello,")


def test_a_better_answer_to_another_question_is_not_the_truth_of_an_untruth():
    report = told(
        f"{BLANK} I told her that I had finished my degree, which isn't true. What I should have said on the"
        " other is that annealing lets the stress out."
    )
    text = draft(report, "correction").text
    assert "annealing" not in text
    assert "[what is true instead, in one sentence]" in text


@pytest.mark.parametrize(
    ("account", "slip"),
    [
        (
            "I rambled a bit in one answer. I was ten minutes late and kept her waiting and she was annoyed.",
            "rambled",
        ),
        (
            "I lost my thread twice. Then I made a crude joke about her accent and she went quiet.",
            "thread",
        ),
    ],
    ids=["late", "joked"],
)
def test_an_apology_is_for_what_they_minded(account: str, slip: str):
    report = told(f"Phone interview with Priya Nand at Oakhay Glass. {account} They decide next week.")
    apology = draft(report, "apology").text
    assert slip not in apology
    assert "sorry" in apology or "apolog" in apology or "regret" in apology


def test_thanks_for_after_the_next_stage_say_nothing_of_the_call():
    report = told(
        f"{BLANK} It was far below my usual standard, and she noticed. They have asked me to come in on 1"
        " December; they look at everything together."
    )
    assert any(step.key == "after_next" for step in report.plan.steps)
    thanks = draft(report, "thank_you")
    assert "19 November" not in thanks.text
    assert "phone" not in f"{thanks.subject} {thanks.text}"


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    ("proof", "said"),
    [
        (
            "At my last job I cut the waiting list from six weeks to two.",
            "At my last job I cut the waiting list",
        ),
        ("Happy to do a glazing exercise.", "Happy to do a glazing exercise."),
        ("I have a former manager who can vouch for me.", "I have a former manager who can vouch for me."),
        ("I could do a trial shift.", "I could do a trial shift."),
    ],
)
def test_what_is_no_thing_is_said_as_it_stands_and_not_shown(proof: str, said: str, key: str):
    for kind in ("opener_unnamed", "follow_up", "offer_sample"):
        text = made(kind, "My mind went blank.", replace(ADVANCED, key=key), proof=proof).text
        assert said in text
        assert not re.search(rf"(?:show|send) you {re.escape(proof[:9])}", text)


def test_after_a_silence_or_ones_own_withdrawal_nobody_is_asked_what_was_missing():
    silent = told(f"{BLANK} That was in August. I never heard from them again, not a word.")
    gone = told(f"{BLANK} I have since withdrawn my application because I don't want the job any more.")
    for report in (silent, gone):
        close = draft(report, "close")
        assert "?" not in close.text
        assert "question" not in close.why


@pytest.mark.parametrize(
    ("plain", "formal"),
    [
        ("It's called a slow cool", "It is called a slow cool"),
        ("I'd need a minute", "I would need a minute"),
        ("it's been a good year", "it has been a good year"),
    ],
)
def test_a_formal_tone_takes_a_contraction_for_what_it_is(plain: str, formal: str):
    assert voiced(plain, "formal") == formal


def test_a_plain_tone_leaves_am_at_the_end_of_a_thought_alone():
    note = made(
        "follow_up", "My mind went blank.", answer="I'd show how calm I am in person, i.e. at the kiln."
    )
    assert "how calm I am in person, i.e. at the kiln" in note.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("the salary question", "the salary question"),
        ("The one about budgets", "the question about budgets"),
        ("a question on kilns", "the question about kilns"),
        ("asked me about leadership", "the question about leadership"),
        ("I was asked why I left", "why I left"),
    ],
)
def test_the_question_is_pointed_at_as_one_would(asked: str, said: str):
    text = made("opener_unnamed", "My mind went blank.", replace(ADVANCED, asked=asked)).text
    assert said in text
    assert "question about the" not in text
    assert "question about I was" not in text


@pytest.mark.parametrize("name", ["Sister Bridget Hale", "Rev. Thomas Hale", "Dr Jane Smith"])
def test_a_title_is_never_greeted_alone(name: str):
    text = made("thank_you", "", replace(ADVANCED, addressee=name)).text
    assert f"{name}," in text.partition("\n")[0]


def test_what_was_told_to_the_hiring_manager_is_put_right_in_whole_words():
    text = made("correction", "", said="I told the hiring manager that I led a team of ten.").text
    assert "I led a team of ten" in text
    assert "manager that" not in text


@pytest.mark.parametrize(
    "account",
    [
        "My phone interview with Oakhay Glass was set for ten. They never rang.",
        "It was booked for 2pm with Oakhay Glass. I sat by the phone for an hour and nobody called.",
        "The recruiter was supposed to call me at nine this morning. No call came. It's now noon.",
    ],
)
def test_who_was_not_rung_at_the_hour_agreed_fixes_another_time_and_is_sorry_for_nothing(account: str):
    report = told(account)
    assert (report.verdict.door, report.verdict.case) == ("open", "stood_up")
    assert report.debrief.labels == ()
    message = draft(report, "rebook")
    by_phone = " ".join(one.text for one in message.by_phone)
    for words in (f"{message.subject} {message.text}", by_phone):
        assert not re.search(r"sorry|apolog|forgive", words, re.IGNORECASE)
    assert "[two times that suit you]" in by_phone


@pytest.mark.parametrize(
    ("account", "case"),
    [
        ("My interview was set for ten, and they rang at eleven. I rambled on the first question.", ""),
        ("We spoke at ten on Monday. They were supposed to ring with the result and never rang.", ""),
        ("My interview was set for ten. I missed it, as my phone was on silent.", "missed"),
    ],
)
def test_only_who_was_never_rung_was_stood_up(account: str, case: str):
    found = told(account).verdict.case
    assert found != "stood_up"
    assert case in ("", found)
