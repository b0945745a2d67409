"""The odds of a case under answers of one's own: how bad it was, whether they noticed, how many are left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ringback.app.odds import of_case
from ringback.core.catalogue import Catalogue
from ringback.core.chances import Chances, left, scenario_for, spoken, told
from ringback.core.odds import Scenario, from_record, ranges_for, work_out
from ringback.core.scenario import MOST_CANDIDATES

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Supposed:
    """Answers of one's own; None: as the report has it.

    `shortfall` is how far below one's usual it was (SD of the candidates compared), `noticed` a chance,
    `left` how many are still compared, oneself among them.
    """

    rule: str | None = None
    shortfall: float | None = None
    noticed: float | None = None
    left: int | None = None


def rule_of(report: Record, supposed: Supposed) -> str | None:
    """The rule that the odds are worked out under; None where it isn't known, and none is supposed."""
    found: str | None = supposed.rule or report["odds"]["rule"]
    return found


def scenario_of(report: Record, rule: str, catalogue: Catalogue) -> Scenario:
    """The contest as the report has it under that rule."""
    kept = report["odds"]["scenarios"].get(rule)
    if kept is not None:
        return from_record(kept)
    return scenario_for(of_case(report, rule, {}, {}).stands, rule, catalogue.parameters)


def supposing(scenario: Scenario, supposed: Supposed) -> Scenario:
    """The contest with these answers in it. Raises BadScenario."""
    figures = {"shortfall": supposed.shortfall, "noticed": supposed.noticed}
    told = {name: value for name, value in figures.items() if value is not None}
    changed = from_record({**scenario.as_record(), **told})
    if supposed.left is None or supposed.left == left(scenario):
        return from_record(changed.as_record())
    return from_record(_with_left(changed, supposed.left).as_record())


def chances_if(report: Record, rule: str, supposed: Supposed, catalogue: Catalogue) -> Chances:
    """What is said about the odds with these answers, as ranges. Raises BadScenario."""
    scenario = supposing(scenario_of(report, rule, catalogue), supposed)
    settled = [name for name in ("shortfall", "noticed") if getattr(supposed, name) is not None]
    bearing = ranges_for(scenario, catalogue.parameters, known=tuple(settled))
    return told(scenario, work_out(scenario, bearing), spoken_in(report), catalogue)


def points_if(report: Record, rule: str, supposed: Supposed, catalogue: Catalogue) -> Chances:
    """The same as points alone: quick enough to follow a hand. Raises BadScenario."""
    scenario = supposing(scenario_of(report, rule, catalogue), supposed)
    return told(scenario, work_out(scenario), spoken_in(report), catalogue)


def spoken_in(report: Record) -> str | None:
    """How the repair that a report advises speaks."""
    return spoken(report["repair_worth"], report["plan"]["opener"], report["case"])


def _with_left(scenario: Scenario, count: int) -> Scenario:
    """The contest with so many in it now; a later gate lets fewer through, and falls away where it can't."""
    passed = scenario.passed_gates
    if passed and scenario.rule == "hit_or_miss":
        return replace(scenario, candidates=round(count / (scenario.pass_rate or 1)))
    if not passed:
        return _gated(scenario, candidates=count, keep=_falling(scenario.keep, count))
    before = tuple(max(kept, count + passed - 1 - n) for n, kept in enumerate(scenario.keep[: passed - 1]))
    enough = max(scenario.candidates, count + passed)
    ahead = _falling(scenario.keep[passed:], count)
    return _gated(scenario, candidates=min(enough, MOST_CANDIDATES), keep=(*before, count, *ahead))


def _gated(scenario: Scenario, candidates: int, keep: tuple[int, ...]) -> Scenario:
    """The contest with these gates, and a stage before each and after the last."""
    dropped = len(scenario.keep) - len(keep)
    *stages, last = scenario.reliabilities
    stages = stages[: len(stages) - dropped]
    botched = min(scenario.botched_stage, len(stages))
    return replace(
        scenario, candidates=candidates, keep=keep, reliabilities=(*stages, last), botched_stage=botched
    )


def _falling(keep: tuple[int, ...], count: int) -> tuple[int, ...]:
    """What each gate lets through, fewer than came to it; without the gates that can let no fewer through."""
    found: list[int] = []
    for kept in keep:
        came = found[-1] if found else count
        if came > 1:
            found.append(min(kept, came - 1))
    return tuple(found)
