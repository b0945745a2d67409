"""The odds by themselves: of a scenario, of what a candidate tells by flags, and of a kept case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ringback.app import stream
from ringback.core.call import Call
from ringback.core.catalogue import Catalogue
from ringback.core.chances import WORTH_COUNTING, known_of, scenario_for
from ringback.core.decision import rule_odds
from ringback.core.odds import Scenario, from_record, ranges_for, work_out
from ringback.core.odds_report import OddsReport, of_contest
from ringback.core.readings import Reading
from ringback.core.scenario import BadScenario, ScenarioFault
from ringback.core.unknowns import best_by_itself, worth_knowing
from ringback.core.verdict import Standing

SCHEMA = "ringback/figures/1"


@dataclass(frozen=True)
class Asked:
    """Where somebody stands, how likely each rule is, and figures of their own over the catalogue's."""

    stands: Standing
    rule_odds: Mapping[str, float]
    figures: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    question: str | None = None


def told(
    flags: Mapping[str, str], rule: str | None, figures: Mapping[str, Any], catalogue: Catalogue
) -> Asked:
    """What flags tell of where somebody stands; without a rule, each is as likely as employers use it."""
    stands = Standing(**{"status": "awaiting_result", "damage": "serious", **flags})  # type: ignore[arg-type]
    status = Reading(stands.status, "told")
    odds = {rule: 1.0} if rule else rule_odds(catalogue, Reading(), Call(status=status))
    question = None if rule else catalogue.phrases["verdict"]["question"]["rule"]
    return Asked(stands, odds, figures, question=question)


def of_case(
    report: Mapping[str, Any], rule: str | None, told: Mapping[str, str], figures: Mapping[str, Any]
) -> Asked:
    """What a kept report tells, with what flags tell over it."""
    readings = {name: one["value"] for name, one in report["readings"].items()}
    fields = {
        **{name: value for name, value in readings.items() if name in Standing.__dataclass_fields__},
        "rule": report["decision_rule"],
        "concern": report["concern"],
        "damage": report["damage"],
        **told,
    }
    stands = Standing(**fields, mistakes=tuple(report["mistakes"]), went_well=bool(report["went_well"]))
    odds = {rule: 1.0} if rule else report["rule_odds"]
    return Asked(stands, odds, figures, report["title"], None if rule else report["question"])


def report_on(asked: Asked, catalogue: Catalogue, *, ranges: bool = True) -> OddsReport:
    """The odds under each rule that is likely enough, and what would settle more. Raises BadScenario."""

    def build(stands: Standing, rule: str) -> Scenario:
        return with_figures(scenario_for(stands, rule, catalogue.parameters), asked.figures)

    likely = {rule: chance for rule, chance in asked.rule_odds.items() if chance >= WORTH_COUNTING}
    known = (*known_of(asked.stands), *asked.figures)
    by_rule = {
        rule: of_contest(build(asked.stands, rule), catalogue, known, ranges=ranges) for rule in likely
    }
    unknowns = (
        None
        if any(one.scenario.failed for one in by_rule.values())
        else worth_knowing(asked.stands, likely, build, catalogue, _settled(asked.figures))
    )
    return OddsReport(asked.title, likely, by_rule, unknowns, asked.question, catalogue.version)


def with_figures(scenario: Scenario, figures: Mapping[str, Any]) -> Scenario:
    """The scenario with figures of one's own; gates that then stop nobody fall away. Raises BadScenario."""
    record = {**scenario.as_record(), **figures}
    candidates = record["candidates"]
    if "keep" not in figures and record["keep"] and isinstance(candidates, int):
        kept = [count for count in record["keep"] if count < candidates] or [max(candidates - 1, 1)]
        record["keep"] = kept
        record["passed_gates"] = min(record["passed_gates"], len(kept))
    if scenario.rule == "progressive_elimination" and "reliabilities" not in figures:
        *gates, last = record["reliabilities"]
        record["reliabilities"] = [
            *(gates[:1] + gates[1:] * len(record["keep"]))[: len(record["keep"])],
            last,
        ]
    if "botched_stage" not in figures and isinstance(record["reliabilities"], list):
        record["botched_stage"] = min(record["botched_stage"], max(len(record["reliabilities"]) - 1, 0))
    return from_record(record)


def _settled(figures: Mapping[str, Any]) -> tuple[str, ...]:
    """The unknowns that own figures settle."""
    settles = {
        "noticed": "noticed",
        "glitch_share": "usual",
        "candidates": "candidates",
        "reliabilities": "next_stage",
        "botched_stage": "stage",
    }
    return tuple(settles[name] for name in figures if name in settles)


def of_scenario(record: Mapping[str, Any], catalogue: Catalogue, *, ranges: bool = True) -> OddsReport:
    """The odds of a scenario, every figure of it given. Raises BadScenario."""
    scenario, wanted = _scenario(record)
    contest = of_contest(scenario, catalogue, ranges=ranges and wanted)
    best = None if scenario.failed else best_by_itself(scenario)
    return OddsReport("", {scenario.rule: 1.0}, {scenario.rule: contest}, best, None, catalogue.version)


def answer_line(line: str, number: int, catalogue: Catalogue) -> dict[str, Any]:
    """One line of a stream answered by the contract: the odds, or the error, under the line's id."""

    return stream.answer_row(line, number, lambda row: figures(row, catalogue), "one scenario object")


def figures(record: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """The odds of a scenario by the contract, in figures alone. Raises BadScenario or TooManyGates."""
    scenario, ranges = _scenario(record)
    bearing = ranges_for(scenario, catalogue.parameters) if ranges else None
    return {"schema": SCHEMA, **work_out(scenario, bearing).as_record()}


def _scenario(record: Mapping[str, Any]) -> tuple[Scenario, bool]:
    """A scenario as given, and whether ranges are wanted (they are, unless `ranges` is false)."""
    ranges = record.get("ranges", True)
    if not isinstance(ranges, bool):
        fault = ScenarioFault("ranges", f"{ranges!r} cannot be used.", "Give true or false.")
        raise BadScenario((fault,))
    return from_record(record), ranges


def read_scenario(text: str, name: str) -> dict[str, Any]:
    """A scenario file: one JSON object, or TOML where the name ends so. Raises BadScenario."""
    import tomli

    form = "TOML" if name.endswith(".toml") else "JSON"
    try:
        found = tomli.loads(text) if form == "TOML" else json.loads(text)
    except (tomli.TOMLDecodeError, ValueError, RecursionError) as error:
        remedy = 'Write it like {"rule": "cumulative", "candidates": 5, "reliabilities": [0.35, 0.44, 0.6]}.'
        raise BadScenario((ScenarioFault(name, f"is not {form} ({error}).", remedy),)) from None
    if not isinstance(found, dict):
        raise BadScenario((ScenarioFault(name, "holds no object.", "Give one scenario: names and values."),))
    return found
