"""The report on a cohort: what it shows adds up, and no small group can be worked out from its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.cohort import words
from ringback.cohort.tables import About
from ringback.core.cohort_report import OTHER, Calls, Cohort, Groups, as_record, report_on

K, NEEDED = 4, 12
WAYS = ("stage", "role", "employer", "verdict", "damage")
MISTAKES = ("rambling", "late", "bluffed")


def calls(rows: Sequence[dict[str, Any]]) -> Calls:
    """Calls from rows of what is known; what a row leaves out is unknown."""

    def groups(way: str) -> Groups:
        told = [str(row.get(way, "unknown")) for row in rows]
        names, of = np.unique(np.array(told, dtype=object).astype(str), return_inverse=True)
        return Groups(tuple(names.tolist()), of.astype(np.int64))

    def known(name: str) -> np.ndarray:
        return np.array([row.get(name, -1) for row in rows], dtype=np.int64)

    return Calls(
        groups={way: groups(way) for way in WAYS},
        mistakes={name: np.array([name in row.get("had", ()) for row in rows]) for name in MISTAKES},
        made=known("made"),
        went_on=known("went_on"),
        offer=known("offer"),
        chance=np.array([row.get("chance", np.nan) for row in rows], dtype=float),
    )


truth = st.sampled_from([-1, 0, 1, 1])
rows = st.fixed_dictionaries(
    {
        "stage": st.sampled_from(["screen", "manager"]),
        "role": st.sampled_from(["nurse", "nurse", "cook", "clerk", "driver"]),
        "employer": st.sampled_from(["Fernhill", "Lowmoor", "Lowmoor", "Hartle", "Tarn"]),
        "verdict": st.sampled_from(["open", "awaiting"]),
        "damage": st.sampled_from(["slight", "serious"]),
        "had": st.sets(st.sampled_from(MISTAKES)),
        **dict.fromkeys(("made", "went_on", "offer"), truth),
        "chance": st.sampled_from([0.1, 0.2, 0.3, 0.5, float("nan")]),
    }
)


def counts_of(report: Cohort) -> Iterator[int]:
    """Every number of calls that the report shows, and that a subtraction within one of its rows gives."""
    assert report.calls is not None
    yield report.calls
    for one in shares_of(report):
        yield from (one.of, one.count, one.of - one.count)
    yield from (group.calls for grouped in report.by.values() if grouped for group in grouped.groups)
    if report.repair:
        overall = report.repair.overall
        yield report.calls - overall.made.of - overall.not_made.of
    if report.calibration:
        yield report.calls - report.calibration.n
        for one in report.calibration.bins:
            yield from (one.n, round(one.n * one.came), round(one.n * (1 - one.came)))


def shares_of(report: Cohort) -> Iterator[Any]:
    yield from report.mistakes.values()
    for grouped in filter(None, report.by.values()):
        yield from (one for group in grouped.groups for one in group.mistakes.values() if one)
    if report.repair:
        contrasts = [report.repair.overall]
        contrasts += [one for within in report.repair.within.values() if within for one in within.strata]
        yield from (share for one in contrasts for share in (one.made, one.not_made))


def what_the_totals_leave(report: Cohort) -> Iterator[int]:
    """What is left for the groups whose share of a mistake isn't shown: all, those with it, those without."""
    for grouped in filter(None, report.by.values()):
        for name, total in report.mistakes.items():
            cells = [(group.calls, group.mistakes.get(name)) for group in grouped.groups]
            hidden = sum(size for size, one in cells if one is None)
            had = total.count - sum(one.count for _, one in cells if one)
            yield from (hidden, had, hidden - had)


@settings(max_examples=60)
@given(st.lists(rows, min_size=K, max_size=70))
def test_no_number_of_the_report_and_no_difference_of_two_is_a_small_group(
    told: list[dict[str, Any]],
) -> None:
    report = report_on(calls(told), K, NEEDED)
    assert [count for count in counts_of(report) if 0 < count < K] == []
    assert [count for count in what_the_totals_leave(report) if 0 < count < K] == []
    assert all(K <= one.count <= one.of - K for one in shares_of(report))


@settings(max_examples=30)
@given(st.lists(rows, min_size=K, max_size=70))
def test_the_groups_of_a_way_hold_every_call_once(told: list[dict[str, Any]]) -> None:
    report = report_on(calls(told), K, NEEDED)
    for grouped in filter(None, report.by.values()):
        assert sum(group.calls for group in grouped.groups) == report.calls == len(told)
        assert [group.is_pool for group in grouped.groups][-1] == bool(grouped.pooled)
        assert not any(group.is_pool for group in grouped.groups[:-1])


def test_a_role_that_is_named_other_is_told_from_the_pool() -> None:
    told = [{"role": role} for role in [OTHER] * 9 + ["nurse"] * 8 + ["cook", "clerk", "driver", "porter"]]
    grouped = report_on(calls(told), K, NEEDED).by["role"]
    assert grouped
    assert [(one.name, one.calls, one.is_pool) for one in grouped.groups] == [
        (OTHER, 9, False), ("nurse", 8, False), (OTHER, 4, True),
    ]  # fmt: skip
    shown = [words.group(one.name, "role", grouped.pooled * one.is_pool) for one in grouped.groups]
    assert shown == ["other", "nurse", "other (4 roles)"]
    assert words.group(OTHER, "employer", 1) == "other (1 employer)"


def test_a_way_that_would_give_a_small_group_away_is_told_from_one_with_too_few_calls() -> None:
    stages = ["screen"] * 9 + ["manager"] * 9
    crossed = [{"stage": stage, "role": "nurse" if n % 9 else "cook"} for n, stage in enumerate(stages)]
    by_role = ["nurse"] * 10 + ["cook"] * 8
    hidden = [{"stage": stage, "role": role} for stage, role in zip(stages, by_role, strict=True)]
    few, away = (as_record(report_on(calls(told), K, NEEDED)) for told in (crossed, hidden))
    assert (few["by"]["role"], few["withheld"]) == (None, [])
    assert (away["by"]["role"], away["withheld"]) == (None, ["role"])
    said = [" ".join(words.missing(one, About(1, 0))) for one in (few, away)]
    assert ["give a smaller group away" in one for one in said] == [False, True]


def test_fewer_than_k_calls_give_an_empty_report() -> None:
    report = report_on(calls([{"role": "nurse"}] * (K - 1)), K, NEEDED)
    assert report.calls is None
    assert as_record(report)["mistakes"] == {}


def test_an_employer_with_few_calls_is_nowhere_in_the_report() -> None:
    told = [{"employer": name, "had": had} for name in ("Fernhill", "Lowmoor") for had in ([], ["late"])] * 10
    few = [{"employer": "Secretive & Sons", "had": ["late"]}] * (K - 1)
    report = report_on(calls(told + few), K, NEEDED)
    assert "Secretive" not in str(as_record(report))
    employers = report.by["employer"]
    assert employers is not None
    assert [(group.name, group.calls) for group in employers.groups] == [("Fernhill", 20), (OTHER, 23)]


def went(made: int, went_on: int, **more: Any) -> dict[str, Any]:
    return {"made": made, "went_on": went_on, **more}


def confounded() -> list[dict[str, Any]]:
    """Who has an open door repairs more and goes on more; behind the same door the repair is worth little."""
    open_ = {"verdict": "open"}
    closed = {"verdict": "closed"}
    return [
        *[went(1, 1, **open_)] * 40, *[went(1, 0, **open_)] * 10, *[went(0, 1, **open_)] * 8,
        *[went(0, 0, **open_)] * 4, *[went(1, 1, **closed)] * 4, *[went(1, 0, **closed)] * 10,
        *[went(0, 1, **closed)] * 12, *[went(0, 0, **closed)] * 40,
    ]  # fmt: skip


def test_the_repair_is_compared_overall_and_among_calls_that_are_alike() -> None:
    report = report_on(calls(confounded()), K, NEEDED)
    assert report.repair is not None
    overall, by_verdict = report.repair.overall, report.repair.within["verdict"]
    assert (overall.made.count, overall.made.of) == (44, 64)
    assert (overall.not_made.count, overall.not_made.of) == (20, 64)
    assert by_verdict is not None
    assert [one.name for one in by_verdict.strata] == ["closed", "open"]
    assert by_verdict.difference.value < overall.difference.value / 3
    assert by_verdict.difference.low < 0 < by_verdict.difference.high
    assert report.repair.within["stage"] is None


def test_the_repair_is_not_compared_where_one_way_is_rare() -> None:
    told = [went(1, 1)] * 20 + [went(1, 0)] * 20 + [went(0, 0)] * 20 + [went(0, 1)] * (K - 1)
    assert report_on(calls(told), K, NEEDED).repair is None


def test_a_few_calls_without_an_outcome_dont_keep_the_rest_from_being_compared() -> None:
    told = confounded() + [{"verdict": "open"}] * 2
    report = report_on(calls(told), K, NEEDED)
    assert report.repair is not None
    assert report.repair.overall.made.of + report.repair.overall.not_made.of == len(told) - K


def ended(chance: float, offers: int, others: int) -> list[dict[str, Any]]:
    return [{"chance": chance, "offer": 1}] * offers + [{"chance": chance, "offer": 0}] * others


def test_chances_are_judged_in_as_many_bins_as_leave_enough_of_each() -> None:
    finely = report_on(calls(ended(0.2, 4, 16) + ended(0.5, 10, 10)), K, NEEDED).calibration
    assert finely is not None
    assert [(one.n, round(one.told, 6), one.came) for one in finely.bins] == [(20, 0.2, 0.2), (20, 0.5, 0.5)]
    coarsely = report_on(calls(ended(0.2, 3, 17) + ended(0.5, 10, 10)), K, NEEDED).calibration
    assert coarsely is not None
    assert [one.n for one in coarsely.bins] == [40]


@pytest.mark.parametrize("told", [ended(0.3, 5, 6), ended(0.1, 2, 30)], ids=["too few", "too few offers"])
def test_chances_of_too_few_calls_are_not_judged(told: list[dict[str, Any]]) -> None:
    assert report_on(calls(told), K, NEEDED).calibration is None
