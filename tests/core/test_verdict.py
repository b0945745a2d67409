"""The verdict: whom the advised action is aimed at."""

from __future__ import annotations

import pytest

from ringback.core.readings import UNKNOWN
from ringback.core.verdict import Standing, target


@pytest.mark.parametrize(
    ("stage", "whom"),
    [
        ("recruiter_screen", "recruiter"),
        ("hiring_manager_screen", "hiring_manager"),
        ("technical_screen", "interviewer"),
        (UNKNOWN, "interviewer"),
        ("panel", UNKNOWN),
        ("final", UNKNOWN),
    ],
)
def test_a_thank_you_goes_to_whoever_held_the_call(stage: str, whom: str):
    assert target(Standing(status="awaiting_result", stage=stage), "routine_thank_you_only") == whom


def test_a_recruiter_who_only_arranged_is_not_sent_the_mended_answer():
    stands = Standing(status="awaiting_result", stage="technical_screen", contact="recruiter")
    assert target(stands, "follow_up_now") == "interviewer"


def test_pay_is_raised_with_the_recruiter_who_brings_the_offer():
    stands = Standing(status="advanced", mistakes=("salary_blunder",), contact="recruiter")
    assert target(stands, "raise_at_next_stage") == "recruiter"


def test_a_poor_call_is_raised_with_whoever_decides():
    stands = Standing(status="advanced", stage="recruiter_screen")
    assert target(stands, "raise_at_next_stage") == "hiring_manager"


@pytest.mark.parametrize("action", ["wait", "move_on"])
def test_nobody_is_written_to_where_nothing_is_to_be_said(action: str):
    assert target(Standing(status="awaiting_result", contact="recruiter"), action) == "none"
