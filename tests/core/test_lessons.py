"""What one case teaches: the event it was, the chance that was told, and nothing that names anybody."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.call import VALUES
from ringback.core.decision import DECISION_RULES
from ringback.core.lessons import Lesson, from_record, lesson_of, observed
from ringback.core.outcome import CAME, HAPPENED, REPAIRS, Happened, Outcome, what_came

PARAMETERS = load().parameters
SURE = {"cumulative": 0.66, "mixed": 0.26, "progressive_elimination": 0.05, "hit_or_miss": 0.03}
UNTOLD = {"cumulative": 0.4, "mixed": 0.3, "progressive_elimination": 0.15, "hit_or_miss": 0.15}


def _odds(untouched: float) -> dict[str, Any]:
    kinds = {"untouched": 0.0, "words": 0.01, "proof": 0.02, "words_and_proof": 0.03}
    return {kind: {"point": untouched + more} for kind, more in kinds.items()}


def _report(**more: Any) -> dict[str, Any]:
    return {
        "verdict": "awaiting",
        "status": "awaiting_result",
        "stage": "recruiter_screen",
        "damage": "serious",
        "concern": "competence",
        "findings": [{"quote": "My mind went blank at Harrow & Pell."}],
        "readings": {"noticed": {"value": "likely"}},
        "rule_odds": SURE,
        "repair_worth": "some",
        "case": "add_up",
        "plan": {"opener": None},
        "odds": {"by_rule": {"cumulative": _odds(0.1)}},
        **more,
    }


def _told(*happened: Happened, made: bool | None = None) -> list[Outcome]:
    return [Outcome(one, date(2026, 11, 20), made, "Kay rang me.") for one in happened]


@pytest.mark.parametrize(
    ("happened", "came"),
    [
        (["advanced"], "passed"),
        (["rejected"], "failed"),
        (["advanced", "rejected"], "no_offer"),
        (["advanced", "silence"], "no_offer"),
        (["silence"], "failed"),
        (["offer"], "offer"),
        (["offer", "withdrew"], "offer"),
        (["withdrew"], "unknown"),
        (["cancelled"], "unknown"),
        (["other"], "unknown"),
        (["advanced", "withdrew"], "passed"),
        (["rejected", "offer"], "offer"),
        ([], "unknown"),
    ],
)
def test_what_the_outcomes_of_a_case_say_the_newest_first(happened: list[Happened], came: str) -> None:
    assert what_came(_told(*happened), waited=20, silence_days=14) == came


def test_a_silence_that_is_too_fresh_says_nothing() -> None:
    assert what_came(_told("silence"), waited=13, silence_days=14) == "unknown"
    assert what_came(_told("advanced", "silence"), waited=13, silence_days=14) == "passed"


@pytest.mark.parametrize(("made", "told"), [(True, 0.13), (False, 0.1), (None, 0.115)])
def test_the_chance_told_is_the_one_for_what_was_then_done(made: bool | None, told: float) -> None:
    lesson = lesson_of(_report(), _told("rejected", made=made), 3, 14)
    assert lesson is not None
    assert lesson.told == pytest.approx(told)
    assert lesson.repair == "words_and_proof"


def test_where_no_rule_is_sure_the_chance_told_is_mixed_over_those_worked_out() -> None:
    by_rule = {"cumulative": _odds(0.1), "mixed": _odds(0.2)}
    lesson = lesson_of(_report(rule_odds=UNTOLD, odds={"by_rule": by_rule}), _told("offer"), 3, 14)
    assert lesson is not None
    assert lesson.untouched == pytest.approx((0.4 * 0.1 + 0.3 * 0.2) / 0.7, abs=1e-4)


@pytest.mark.parametrize(
    ("more", "repair"),
    [
        ({"repair_worth": "none"}, "words"),
        ({"plan": {"opener": "named"}, "case": "raise"}, "words_and_proof"),
        ({"plan": {"opener": "unnamed"}, "case": "raise"}, "proof"),
        ({"case": "mend"}, "proof"),
    ],
)
def test_the_repair_is_the_one_that_was_advised(more: dict[str, Any], repair: str) -> None:
    lesson = lesson_of(_report(**more), _told("offer"), 3, 14)
    assert lesson is not None
    assert lesson.repair == repair


def test_a_door_that_was_closed_and_a_report_without_odds_teach_nothing() -> None:
    assert lesson_of(_report(verdict="closed"), _told("offer"), 3, 14) is None
    assert lesson_of({"verdict": "open"}, _told("offer"), 3, 14) is None
    assert lesson_of(_report(), _told("withdrew"), 3, 14) is None


def test_a_report_whose_words_are_none_of_the_contracts_gives_none_of_them_away() -> None:
    odd = _report(status="Kay said no", stage="the Pell stage", damage="awful", concern="Kay")
    lesson = lesson_of(odd, _told("rejected"), 3, 14)
    assert lesson is not None
    assert (lesson.status, lesson.stage, lesson.damage, lesson.concern) == ("unknown",) * 4
    assert not any(word in json.dumps(lesson.as_record()) for word in ("Kay", "Pell", "blank", "rang"))
    assert lesson.month == "2026-11"


shares = st.none() | st.floats(0, 1)
lessons = st.builds(
    Lesson,
    month=st.sampled_from(["2026-01", "2026-12"]),
    status=st.sampled_from([*VALUES["status"], "unknown"]),
    stage=st.sampled_from([*VALUES["stage"], "unknown"]),
    damage=st.sampled_from(["none", "slight", "serious", "unknown"]),
    concern=st.sampled_from(["competence", "integrity", "conduct", "logistics", "unknown"]),
    noticed=st.sampled_from(["likely", "unlikely", "unknown"]),
    usual=st.sampled_from([*VALUES["usual"], "unknown"]),
    next_stage=st.sampled_from([*VALUES["next_stage"], "unknown"]),
    rule_odds=st.permutations([0.7, 0.1, 0.15, 0.05]).map(tuple),
    repair=st.sampled_from(REPAIRS),
    untouched=shares,
    repaired=shares,
    came=st.sampled_from([one for one in CAME if one != "unknown"]),
    repair_made=st.none() | st.booleans(),
)


@given(lesson=lessons)
def test_a_lesson_comes_back_from_its_record_and_the_model_can_take_it(lesson: Lesson) -> None:
    assert from_record(json.loads(json.dumps(lesson.as_record()))) == lesson
    seen = observed(lesson, PARAMETERS)
    assert sum(share for share, _ in seen.contests) == pytest.approx(1)
    assert not any(one.failed for _, one in seen.contests)
    assert seen.told == lesson.told


@given(
    lesson=lessons,
    key=st.sampled_from(
        ["month", "status", "stage", "concern", "repair", "came", "untouched", "repair_made"]
    ),
    value=st.sampled_from(["Harrow & Pell", "2026-11-20", 1.5, [], {}, -1]),
)
def test_what_does_not_belong_into_a_lesson_is_refused_by_its_key(
    lesson: Lesson, key: str, value: Any
) -> None:
    with pytest.raises(ValueError, match=key):
        from_record(lesson.as_record() | {key: value})


def test_a_key_too_many_or_too_few_is_named() -> None:
    record = lesson_of(_report(), _told("offer"), 3, 14).as_record()  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="employer"):
        from_record(record | {"employer": "Harrow & Pell"})
    with pytest.raises(ValueError, match="came"):
        from_record({key: value for key, value in record.items() if key != "came"})
    with pytest.raises(ValueError, match="rule_odds"):
        from_record(record | {"rule_odds": dict.fromkeys(DECISION_RULES, 0.5)})
    with pytest.raises(ValueError, match="missing"):
        from_record([record])


@given(happened=st.lists(st.sampled_from(HAPPENED), max_size=4), waited=st.integers(0, 30))
def test_every_run_of_outcomes_says_something_of_a_kind_that_is_known(
    happened: list[Happened], waited: int
) -> None:
    assert what_came(_told(*happened), waited, 14) in CAME
