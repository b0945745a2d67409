"""What was told in confidence at work: the plan says not to go on about it, whatever else is to be done."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ringback.app.circumstances import Circumstances
from ringback.app.recover import recover
from ringback.catalogue import load
from ringback.core.report import Report
from ringback.readers import read_text

RULE = "mistakes/conduct/confidence_broken"
CALL = "I had a phone interview at Corrie Lifts this afternoon for a lift engineer job. "
TOLD = "I told him that our largest account is leaving us in June, which is confidential. "
ENDS = {
    "thank": "He said I'd hear by Friday.",
    "own_up": "He went quiet, and then he said that I shouldn't be telling him this.",
    "through": "They have asked me to come to the depot next Thursday.",
    "closed": "They have written since that they turned me down.",
}


def report_on(text: str) -> Report:
    evening = datetime(2026, 3, 12, 20, 50, tzinfo=ZoneInfo("Europe/London"))
    return recover(read_text(text), Circumstances(now=evening, zone="Europe/London"), load())


@pytest.mark.parametrize("end", ENDS)
def test_who_told_something_in_confidence_is_told_to_say_no_more_of_it(end: str) -> None:
    report = report_on(CALL + TOLD + ENDS[end])
    assert RULE in [finding.rule for finding in report.debrief.findings]
    assert report.plan.avoid[0].startswith("a word more of what you told in confidence")


def test_who_kept_it_to_themselves_is_told_nothing_of_it() -> None:
    report = report_on(CALL + "I told him I couldn't talk about our largest account, which is confidential.")
    assert not [line for line in report.plan.avoid if "confidence" in line]


def test_what_not_to_do_after_a_mistake_names_a_rule_that_there_is() -> None:
    catalogue = load()
    assert set(catalogue.phrases["plan"]["avoid"]["by_rule"]) <= set(catalogue.mistakes)
