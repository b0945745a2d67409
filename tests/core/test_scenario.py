"""What the odds cannot be worked out from, and what is said about it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.contests import (
    ALL_TOGETHER,
    ONE_SCREEN,
    STAGES,
)

from ringback.core.errors import NotInThisVersion
from ringback.core.odds import (
    BadScenario,
    Scenario,
    from_record,
    work_out,
)
from ringback.core.scenario import TooManyGates


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"rule": "cumulatve"}, "rule"),
        ({"candidates": 2.5}, "candidates"),
        ({"candidates": 0}, "candidates"),
        ({"reliabilities": []}, "reliabilities"),
        ({"reliabilities": [0.4, 1.0]}, "reliabilities[1]"),
        ({"reliabilities": [0.4, "high"]}, "reliabilities[1]"),
        ({"noticed": 1.2}, "noticed"),
        ({"noticed": float("nan")}, "noticed"),
        ({"noticed": None}, "noticed"),
        ({"merit": True}, "merit"),
        ({"botched_stage": 3}, "botched_stage"),
        ({"botched_stage": -1}, "botched_stage"),
        ({"passed_gates": 1}, "passed_gates"),
        ({"reading": "evidence"}, "recorded"),
        ({"reading": "hunch"}, "reading"),
        ({"failed": "no"}, "failed"),
        ({"rule": "hit_or_miss"}, "pass_rate"),
        ({"rule": "mixed"}, "keep"),
        ({"rule": "mixed", "keep": [5]}, "keep"),
        ({"rule": "mixed", "keep": 2}, "keep"),
        ({"rule": "progressive_elimination", "keep": [3]}, "keep"),
        ({"notised": 0.4}, "notised"),
    ],
)
def test_a_field_that_cannot_be_used_is_named_with_its_remedy(change: dict[str, object], place: str) -> None:
    record = {"id": "a", "rule": "cumulative", "candidates": 5, "reliabilities": [0.35, 0.44, 0.6]}
    with pytest.raises(BadScenario) as caught:
        from_record(record | change)
    assert [fault.place for fault in caught.value.faults] == [place]
    assert caught.value.faults[0].remedy.endswith((".", "?"))


def test_every_bad_field_is_named_at_once() -> None:
    with pytest.raises(BadScenario) as caught:
        work_out(replace(ALL_TOGETHER, noticed=-1.0, carry=4.0, candidates=-3))
    assert [fault.place for fault in caught.value.faults] == ["candidates", "noticed", "carry"]
    assert all(name in str(caught.value) for name in ("candidates", "noticed", "carry"))


def test_what_is_missing_is_named() -> None:
    with pytest.raises(BadScenario) as caught:
        from_record({"id": 4, "rule": "cumulative"})
    assert [fault.place for fault in caught.value.faults] == ["candidates", "reliabilities"]


def test_a_record_with_only_what_is_needed_takes_the_usual_values() -> None:
    record = {"id": 1, "rule": "cumulative", "candidates": 5, "reliabilities": list(STAGES), "ranges": False}
    assert from_record(record) == Scenario("cumulative", 5, STAGES)


def test_more_than_three_rank_gates_is_refused_with_a_way_out() -> None:
    four = Scenario("progressive_elimination", 50, (0.4,) * 5, keep=(20, 10, 5, 2))
    with pytest.raises(TooManyGates, match="Give the last 3"):
        work_out(four)


def test_a_mixed_rule_with_two_gates_says_what_to_give_instead() -> None:
    with pytest.raises(NotInThisVersion, match="Give the last gate"):
        work_out(Scenario("mixed", 20, STAGES, keep=(8, 4)))


def test_a_record_that_cannot_have_passed_is_refused() -> None:
    low = replace(ONE_SCREEN, reading="evidence", recorded=-1.0, passed_gates=1)
    with pytest.raises(BadScenario, match="cannot have been passed"):
        work_out(low)
