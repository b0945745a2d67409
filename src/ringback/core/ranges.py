"""How far the odds can be known: plausible ranges, a fixed design over them, and what drives the spread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ringback.core.scenario import Scenario

if TYPE_CHECKING:
    from ringback.core.catalogue import Parameter
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
    scenario: Scenario, parameters: Mapping[str, Parameter], known: Collection[str] = ()
) -> Ranges:
    """The ranges that bear on this scenario, from the catalogue's parameters by id.

    Where several parameters could have set a field, the one nearest to the scenario's value is taken.
    `known` names fields that the user is sure of; they stay as given.
    """
    fields = [field for field in _fields_in_play(scenario) if field not in known]
    found = [_range(parameters, field, _value(scenario, field)) for field in fields]
    if "reliabilities" not in known:
        found += [
            _range(parameters, "reliabilities", rho, stage)
            for stage, rho in enumerate(scenario.reliabilities)
        ]
    if "recorded" not in known:
        found.append(_recorded_range(scenario, parameters))
    return Ranges(tuple(each for each in found if each is not None))


_SET_BY = {
    "candidates": ("candidates_at_final", "candidates_at_screen"),
    "reliabilities": ("reliability_phone", "reliability_structured", "reliability_panel"),
    "shortfall": ("shortfall_basic", "shortfall_nerves"),
    "rerating": ("rerating_competence", "rerating_integrity"),
    "acceptance": ("acceptance_one", "acceptance_committee"),
}
_EVERYWHERE = ("candidates", "rerating", "acceptance", "proof_uptake", "proof_reliability")
_BY_READING = {"intervention": ("shortfall", "noticed", "backfire"), "evidence": ("glitch_share",)}
_BY_RULE = {
    "cumulative": (),
    "hit_or_miss": ("pass_rate", "carry"),
    "mixed": ("carry",),
    "progressive_elimination": ("file_open",),
}


def _fields_in_play(scenario: Scenario) -> list[str]:
    fields = [*_EVERYWHERE, *_BY_READING[scenario.reading], *_BY_RULE[scenario.rule]]
    if scenario.reading == "intervention" and scenario.glitch_share is not None:
        fields.append("glitch_share")
    fields += [field for field in ("decline_rate", "combining_noise") if getattr(scenario, field) > 0]
    return [*fields, "relay"] if scenario.relay < 1 else fields


def _range(
    parameters: Mapping[str, Parameter], field: str, value: float, stage: int | None = None
) -> Range | None:
    names = [name for name in _SET_BY.get(field, (field,)) if name in parameters]
    if not names:
        return None
    nearest = min(names, key=lambda name: abs(parameters[name].now.value - value))
    now = parameters[nearest].now
    scale = value / now.value if field == "candidates" and not now.low <= value <= now.high else 1.0
    return Range(nearest, field, now.low * scale, now.high * scale, stage)


def _recorded_range(scenario: Scenario, parameters: Mapping[str, Parameter]) -> Range | None:
    """The user's guess at the score on file, off by the self-rating error either way."""
    if scenario.recorded is None or "self_rating_error" not in parameters:
        return None
    error = parameters["self_rating_error"].now
    low, high = max(scenario.recorded + error.low, -6.0), min(scenario.recorded + error.high, 6.0)
    return Range("self_rating_error", "recorded", low, high)


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


def drivers(ranges: Ranges, points: Floats, outcome: Floats, idle: Collection[str] = ()) -> tuple[str, ...]:
    """The two or three parameters of greatest squared rank correlation (Spearman 1904) with the outcome.

    `idle` names the fields that can't move it.
    """
    import numpy as np

    if len(points) < 3 or np.ptp(outcome) < 1e-12:
        return ()
    ranks = outcome.argsort().argsort()
    shares = [float(np.corrcoef(column.argsort().argsort(), ranks)[0, 1]) ** 2 for column in points.T]
    moving = [place for place, each in enumerate(ranges.of) if each.field not in idle]
    order = sorted(moving, key=lambda place: -shares[place])
    enough = 2 if sum(shares[place] for place in order[:2]) > 0.8 * sum(shares) else 3
    return tuple(ranges.of[place].parameter for place in order[:enough] if shares[place] > 0.02)
