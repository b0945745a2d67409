"""What is told in other words than the catalogue's: untruths, calls not held, repairs, days to come."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ringback.app.circumstances import Circumstances
from ringback.app.recover import recover
from ringback.catalogue import load
from ringback.core.report import Report
from ringback.readers import read_text

TELLINGS = tomllib.loads((Path(__file__).parent / "other_words.toml").read_text())["telling"]
TUESDAY_EVENING = datetime(2026, 12, 1, 18, 30, tzinfo=ZoneInfo("Europe/London"))


def told(account: str) -> Report:
    return recover(
        read_text(account, kind="account"), Circumstances(TUESDAY_EVENING, "Europe/London"), load()
    )


@pytest.mark.parametrize(("account", "case"), [(one["text"], one["case"]) for one in TELLINGS])
def test_where_it_stands_is_heard_in_other_words(account: str, case: str) -> None:
    assert told(account).verdict.case == case


@pytest.mark.parametrize(
    ("account", "day"),
    [
        ("I'm through to the final, in person next Thursday. I rambled on the phone.", date(2026, 12, 10)),
        ("I went blank with HR. She moved me to the next round, a video call on Friday.", date(2026, 12, 4)),
        ("She put me through. The call's tomorrow at 11. I went blank with HR.", date(2026, 12, 2)),
    ],
)
def test_the_day_of_the_next_stage_is_heard(account: str, day: date) -> None:
    steps = {step.key: step.when for step in told(account).plan.steps}
    found = steps["next"]
    assert (found.date() if isinstance(found, datetime) else found) == day


def test_what_is_due_before_a_stage_that_is_tomorrow_is_due_now() -> None:
    plan = told("She put me through. The call's tomorrow at 11. I went blank on the first one with HR.").plan
    assert not {"reply", "before_next", "eve"} & {step.key for step in plan.steps}
    assert plan.now.when == TUESDAY_EVENING
    assert "opener" in plan.now.does


def test_whoever_is_through_is_not_told_when_silence_means_no() -> None:
    plan = told("I rambled on the phone, far below my usual. They've put me through to the final round.").plan
    assert plan.silence_by is None


def test_an_honest_slip_is_corrected_lightly_and_a_lie_with_an_apology() -> None:
    slip = told("When I said waste fell by 30%, it was 13%. I misremembered, on the phone with Ms Ito.")
    lie = told("I lied on the phone to Ms Ito: I told her I'd finished my degree, which isn't true.")
    slip_text, lie_text = (
        next(one.text for one in report.drafts if one.kind == "correction") for report in (slip, lie)
    )
    assert not any(words in slip_text for words in ("straight away", "at the time", "wrong of me"))
    assert "slip" not in lie_text
