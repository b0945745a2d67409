"""The case the product grew from: a poor phone interview, invited on, to be met in person.

However its facts are told, the plan is to say it oneself at the next stage, by name, and the words make
every move: ask the floor, own it, below the usual standard, the true reason, not typical, an offer to
prove it, and the decision left with them.
"""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ringback.app.circumstances import Circumstances
from ringback.app.recover import recover
from ringback.catalogue import load
from ringback.core.report import Report
from ringback.readers import read_text

EVENING = datetime(2026, 11, 19, 20, 20, tzinfo=ZoneInfo("Europe/London"))

TELLINGS = {
    "surprised": (
        "They have asked me in to meet them in person next Thursday, which surprised me, because I wasn't"
        " happy with my phone interview at all. I didn't do myself justice and it was far below my normal"
        " standard. I've done only one or two phone interviews before, some time ago, and I'm not used to"
        " them. I prefer interviewing in person, talking to people directly and giving a presentation. I"
        " do know the subject much better than I showed."
    ),
    "chatty": (
        "So the phone interview last Friday was awful, honestly the worst I've ever done, way below what"
        " I'm normally like. And yet they emailed today inviting me for a face-to-face interview! I've"
        " only had a couple of phone interviews in my life and they were years ago. I'm far better in the"
        " room with people, I like presenting my work. I know this stuff inside out, I just didn't show"
        " it."
    ),
    "careful": (
        "I had a telephone interview on Monday for a planning post. It went badly: I lost my thread twice"
        " and gave thin answers, well below my usual standard. Today I was invited to the second stage, an"
        " interview at their offices. I have only ever had one telephone interview before, a long time"
        " ago. I usually do well in interviews and I prefer to meet people face to face. I know the work"
        " much better than that call suggested."
    ),
    "short": (
        "Botched the phone screen. Way below my normal standard. But I'm through to the next round, in"
        " person, on Tuesday. I've only done two phone interviews before, ages ago, and I much prefer"
        " talking face to face. I know my subject far better than I came across."
    ),
    "american": (
        "Bombed my phone interview two days ago, no idea how, I got totally lost in my answers. It was"
        " not like me at all, I normally interview really well. The recruiter just called and they want to"
        " bring me onsite next week. I've done maybe one phone interview before this and it was years"
        " back. I'm much better in person where I can walk people through a presentation. I really do know"
        " this material."
    ),
    "formal": (
        "My performance in the telephone interview was poor and well short of my normal standard; I did"
        " not do myself justice. I have nevertheless been shortlisted and am to attend an interview in"
        " person on the 26th. I have had very few telephone interviews, the last of them some years ago,"
        " and I am more at ease when I can speak to people directly and present. I know the subject"
        " considerably better than I was able to show."
    ),
}


MORE: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("tellings.toml").read_text("utf-8"))


def _told(text: str) -> Report:
    return recover(read_text(text), Circumstances(now=EVENING, zone="Europe/London", me="Robin Ashe"), load())


def _more(advanced: bool) -> list[Any]:
    chosen = {name: told for name, told in MORE.items() if (told["status"] == "advanced") == advanced}
    return [pytest.param(told, id=name) for name, told in chosen.items()]


@pytest.fixture(params=TELLINGS, ids=list(TELLINGS))
def report(request: pytest.FixtureRequest) -> Report:
    return _told(TELLINGS[request.param])


def test_the_door_is_open_and_the_call_is_raised_at_the_next_stage(report: Report) -> None:
    assert (report.call.status.value, report.call.next_stage.value) == ("advanced", "in_person")
    assert (report.verdict.door, report.verdict.advised_action) == ("open", "raise_at_next_stage")


def test_ours_is_the_opener_that_names_it_and_the_other_is_at_hand(report: Report) -> None:
    assert report.plan.opener == "named"
    assert [draft.kind for draft in report.drafts[:2]] == ["opener_named", "opener_unnamed"]


def test_the_named_opener_makes_every_move_in_half_a_minute(report: Report) -> None:
    named = report.drafts[0]
    moves = ["ask_floor", "acknowledge", "reason", "reassure_atypical", "offer_proof", "hand_back_control"]
    assert set(moves) <= set(named.moves)
    assert named.moves[0] == "ask_floor"
    assert named.moves[-1] == "hand_back_control"
    assert 25 <= named.seconds <= 50


def test_both_openers_claim_nothing_that_was_not_told(report: Report) -> None:
    numbers = {fact.number for fact in report.facts}
    openers = [one for one in report.drafts if one.kind.startswith("opener_")]
    assert len(openers) == 2
    for draft in openers:
        assert all(set(sentence.facts) <= numbers for sentence in draft.sentences)


def test_the_unnamed_opener_never_mentions_that_anything_went_wrong(report: Report) -> None:
    unnamed = report.drafts[1]
    assert not {"acknowledge", "reason", "reassure_atypical"} & set(unnamed.moves)


def test_the_reason_holds_how_few_such_calls_there_were_and_where_they_are_best(report: Report) -> None:
    told = {fact.number: fact.kind for fact in report.facts}
    reasons = [sentence for sentence in report.drafts[0].sentences if sentence.move == "reason"]
    assert {"experience", "preference"} <= {told[number] for reason in reasons for number in reason.facts}


@pytest.mark.parametrize("told", _more(advanced=True))
def test_being_asked_on_is_read_however_it_is_put(told: dict[str, Any]) -> None:
    call = _told(told["text"]).call
    assert (call.status.value, call.next_stage.value) == (told["status"], told["next_stage"])


@pytest.mark.parametrize("told", _more(advanced=False))
def test_what_was_hoped_for_or_happened_to_others_is_no_invitation(told: dict[str, Any]) -> None:
    assert _told(told["text"]).call.status.value == told["status"]


@pytest.mark.full  # every telling
@pytest.mark.parametrize("told", _more(advanced=True))
def test_no_opener_says_anything_that_was_not_told(told: dict[str, Any]) -> None:
    report = _told(told["text"])
    numbers = {fact.number for fact in report.facts}
    openers = [one for one in report.drafts if one.kind.startswith("opener_")]
    assert len(openers) == 2
    for draft in openers:
        assert draft.sentences[-1].move == "hand_back_control"
        assert draft.seconds <= 50
        assert all(set(sentence.facts) <= numbers for sentence in draft.sentences)


def test_an_answer_lost_and_known_is_shown_at_the_next_stage_and_the_call_left_alone() -> None:
    report = _told(
        "The depot manager rang me for the interview and asked how I'd plan a relief rota, and I went blank."
        " I plan rotas every week and know the answer. They've invited me to come in on Thursday."
    )
    assert report.verdict.advised_action == "raise_at_next_stage"
    assert report.plan.opener == "unnamed"
    assert "show them the work" in report.verdict.because


def test_a_slip_of_which_nothing_is_known_is_not_raised_by_who_is_asked_on() -> None:
    report = _told(
        "The depot manager rang me for the interview and asked how I'd plan a relief rota, and I went blank."
        " They've invited me to come in on Thursday."
    )
    assert report.verdict.advised_action == "wait"
