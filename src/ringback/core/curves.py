"""What a repair adds as one number moves: how bad the call was, or how likely they noticed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ringback.core.ahead import gains
from ringback.core.odds import Odds, Scenario
from ringback.core.repair import COARSE, answers

Axis = Literal["shortfall", "noticed"]

_POINTS = {
    "shortfall": tuple(step / 4 for step in range(13)),
    "noticed": tuple(step / 10 for step in range(11)),
}


@dataclass(frozen=True, slots=True)
class Curve:
    """What words, a proof, and both add to the chance of the offer at each value of one number.

    `here` is the scenario's own value; `break_even` the chance of having been noticed above which words
    pay, on that axis alone (None: nothing to break even).
    """

    axis: Axis
    at: tuple[float, ...]
    words: tuple[float, ...]
    proof: tuple[float, ...]
    words_and_proof: tuple[float, ...]
    here: float
    break_even: float | None = None


def curve(scenario: Scenario, axis: Axis, odds: Odds) -> Curve | None:
    """The curve along one axis; None where the score on file is known, so that neither is a question.

    A gain is linear in the chance that the slip was marked before any gate is passed, and a ratio of two
    lines after it (Bayes), so eleven points draw it; along the shortfall thirteen do. `odds` are the
    scenario's own. Raises what `work_out` raises.
    """
    if scenario.reading == "evidence" or scenario.failed:
        return None
    places = [(at, replace(scenario, **{axis: at})) for at in _POINTS[axis]]  # type: ignore[arg-type]
    added = [
        (at, gain) for (at, _), gain in zip(places, gains([one for _, one in places]), strict=True) if gain
    ]
    here: float = getattr(scenario, axis)
    words, proof, both = (tuple(gain[kind] for _, gain in added) for kind in range(3))
    break_even = _before_passing(scenario, odds) if axis == "noticed" else None
    return Curve(axis, tuple(at for at, _ in added), words, proof, both, here, break_even)


def _before_passing(scenario: Scenario, odds: Odds) -> float | None:
    """The break-even chance before any gate was passed, which is what the axis shows.

    After passing q' = q s1 / (q s1 + (1 - q) s0), s0 and s1 the chances of passing unmarked and marked.
    """
    after = odds.break_even_noticed
    if after is None or not scenario.passed_gates:
        return after
    ((unmarked, marked),) = answers([replace(scenario, noticed=q) for q in (0.0, 1.0)], COARSE)
    if after >= 1 or unmarked is None or marked is None:
        return None
    ratio = marked.through[1] / unmarked.through[1]
    return after / (after + ratio * (1 - after))
