"""How far the odds can be known: plausible ranges, a fixed design over them, and what drives the spread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ringback.core.scenario import Scenario

if TYPE_CHECKING:
    from ringback.core.normal import Floats


@dataclass(frozen=True, slots=True)
class Range:
    """How far a parameter may plausibly lie from the scenario's value.

    `parameter` is its id in the catalogue, `field` the scenario's field that it moves (`stage` which of the
    reliabilities). The scenario's own value is taken as its median; a range that leaves it out is widened.
    """

    parameter: str
    field: str
    low: float
    high: float
    stage: int | None = None


@dataclass(frozen=True, slots=True)
class Ranges:
    """The parameters that are not known exactly, each with its range."""

    of: tuple[Range, ...]


def ranges_for(
    scenario: Scenario, plausible: Mapping[str, tuple[float, float]], known: Collection[str] = ()
) -> Ranges:
    """The ranges that bear on this scenario, from each parameter's (low, high) by its catalogue id.

    `known` names fields that the user is sure of; they stay as given.
    """
    moves = [*_field_moves(scenario), *_count_moves(scenario, plausible), *_stage_moves(scenario)]
    return Ranges(
        tuple(
            Range(parameter, field, *plausible[parameter], stage)
            for parameter, field, stage in moves
            if parameter in plausible and field not in known
        )
        + (() if "recorded" in known else _recorded_range(scenario, plausible))
    )


_EVERYWHERE = {
    "rerating_competence": "rerating",
    "acceptance_one": "acceptance",
    "proof_uptake": "proof_uptake",
    "proof_reliability": "proof_reliability",
}
_FORECAST = {"shortfall_basic": "shortfall", "noticed": "noticed", "backfire": "backfire"}
_BY_RULE = {
    "cumulative": {},
    "hit_or_miss": {"pass_rate": "pass_rate", "carry": "carry"},
    "mixed": {"carry": "carry"},
    "progressive_elimination": {"file_open": "file_open"},
}
_OFF_UNLESS_SET = {"decline_rate": "decline_rate", "combining_noise": "combining_noise"}

Move = tuple[str, str, int | None]


def _field_moves(scenario: Scenario) -> list[Move]:
    moves = _EVERYWHERE | _BY_RULE[scenario.rule]
    moves |= {"glitch_share": "glitch_share"} if scenario.reading == "evidence" else _FORECAST
    moves |= {name: field for name, field in _OFF_UNLESS_SET.items() if getattr(scenario, field) > 0}
    moves |= {"relay": "relay"} if scenario.relay < 1 else {}
    return [(parameter, field, None) for parameter, field in moves.items()]


def _count_moves(scenario: Scenario, plausible: Mapping[str, tuple[float, float]]) -> list[Move]:
    """The number compared is that of a final if it could be one and no gate comes first."""
    final = plausible.get("candidates_at_final", (0.0, 0.0))[1]
    few = scenario.rule == "cumulative" and scenario.candidates <= final
    return [("candidates_at_final" if few else "candidates_at_screen", "candidates", None)]


def _stage_moves(scenario: Scenario) -> list[Move]:
    """The first stage is taken for the phone call, the last for a panel, the others for structured."""
    last = len(scenario.reliabilities) - 1
    kinds = (
        ["reliability_phone"] + ["reliability_structured"] * (last - 1) + ["reliability_panel"] * (last > 0)
    )
    return [(kind, "reliabilities", stage) for stage, kind in enumerate(kinds)]


def _recorded_range(scenario: Scenario, plausible: Mapping[str, tuple[float, float]]) -> tuple[Range, ...]:
    """The user's guess at the score on file, off by the self-rating error either way."""
    if scenario.recorded is None or "self_rating_error" not in plausible:
        return ()
    low, high = plausible["self_rating_error"]
    within = max(scenario.recorded + low, -6.0), min(scenario.recorded + high, 6.0)
    return (Range("self_rating_error", "recorded", *within),)


def design(draws: int, parameters: int) -> Floats:
    """Evenly spread points in the unit cube, shape (draws, parameters).

    The additive recurrence whose steps are the powers of 1/g, g^(d + 1) = g + 1 (Roberts 2018, The
    unreasonable effectiveness of quasirandom sequences).
    """
    import numpy as np

    root = 1.5
    for _ in range(60):
        root = (1 + root) ** (1 / (parameters + 1))
    steps = root ** -np.arange(1.0, parameters + 1)
    points: Floats = (0.5 + np.arange(1, draws + 1)[:, None] * steps) % 1
    return points


def drawn(scenario: Scenario, ranges: Ranges, point: Floats) -> Scenario:
    """The scenario with each ranged value moved: below one half towards `low`, above towards `high`."""
    moved: dict[str, Any] = {}
    reliabilities = list(scenario.reliabilities)
    for each, share in zip(ranges.of, point.tolist(), strict=True):
        if each.stage is not None:
            reliabilities[each.stage] = _between(each, reliabilities[each.stage], share)
            continue
        moved[each.field] = _between(each, _value(scenario, each.field), share)
    if "candidates" in moved:
        moved["candidates"] = max(round(moved["candidates"]), max(scenario.keep, default=0) + 1)
    return replace(scenario, reliabilities=tuple(reliabilities), **moved)


def _value(scenario: Scenario, field: str) -> float:
    value = getattr(scenario, field)
    return 0.5 if value is None else float(value)


def _between(each: Range, value: float, share: float) -> float:
    low, high = min(each.low, value), max(each.high, value)
    if share < 0.5:
        return low + (value - low) * 2 * share
    return value + (high - value) * (2 * share - 1)


def drivers(ranges: Ranges, points: Floats, outcome: Floats) -> tuple[str, ...]:
    """The two or three parameters of greatest squared rank correlation (Spearman 1904) with the outcome."""
    import numpy as np

    if np.ptp(outcome) < 1e-12:
        return ()
    ranks = outcome.argsort().argsort()
    shares = [float(np.corrcoef(column.argsort().argsort(), ranks)[0, 1]) ** 2 for column in points.T]
    order = sorted(range(len(shares)), key=lambda place: -shares[place])
    enough = 2 if sum(shares[place] for place in order[:2]) > 0.8 * sum(shares) else 3
    return tuple(ranges.of[place].parameter for place in order[:enough] if shares[place] > 0.02)
