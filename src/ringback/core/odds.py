"""The chance of the offer, untouched and with each kind of repair, and how far it can be known.

What each kind of repair does to a contest is in `repair`; what lies ahead in it, in `ahead`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ringback.core.ranges import Range, Ranges, design, drawn, drivers, ranges_for
from ringback.core.repair import CANNOT_HAVE_PASSED, COARSE, FOR_RANGES, Answer, answers, fine
from ringback.core.scenario import BadScenario, Scenario, check, from_record

__all__ = [
    "BadScenario",
    "Chance",
    "Gain",
    "Odds",
    "Range",
    "Ranges",
    "Scenario",
    "from_record",
    "ranges_for",
    "work_out",
]

_DRAWS = 256
_OF_A_REPAIR = frozenset(
    {"rerating", "acceptance", "backfire", "relay", "file_open", "proof_uptake", "proof_reliability"}
)
"""Fields that move nothing before a repair is made."""
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance, or a difference of chances: at the given values, and its 10th, 50th and 90th percentile."""

    point: float
    low: float | None = None
    median: float | None = None
    high: float | None = None

    def as_record(self) -> dict[str, float]:
        """The numbers that are known, by name."""
        spread = {"low": self.low, "median": self.median, "high": self.high}
        return {"point": self.point} | {name: value for name, value in spread.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Gain:
    """What each kind of repair adds to the untouched chance; below zero when it costs."""

    words: Chance
    proof: Chance
    words_and_proof: Chance


@dataclass(frozen=True, slots=True)
class Odds:
    """The chance of the offer had nothing gone wrong, as it stands, and after each kind of repair.

    `noticed_after_passing` is the chance that the slip was marked down, given the gates passed;
    `break_even_noticed` the chance above which words pay (None: they change nothing, or the record is
    known). `drivers` are the parameters that explain most of the range of the untouched chance,
    `gain_drivers` of what words and proof add. `error_bound` is on the points.
    """

    clean: Chance
    untouched: Chance
    words: Chance
    proof: Chance
    words_and_proof: Chance
    gain: Gain
    noticed_after_passing: float | None
    break_even_noticed: float | None
    drivers: tuple[str, ...] = ()
    gain_drivers: tuple[str, ...] = ()
    error_bound: float = 0.0

    def as_record(self) -> dict[str, Any]:
        """The odds as one JSON object."""
        chances = ("clean", "untouched", "words", "proof", "words_and_proof")
        kinds = ("words", "proof", "words_and_proof")
        return {name: getattr(self, name).as_record() for name in chances} | {
            "gain": {name: getattr(self.gain, name).as_record() for name in kinds},
            "noticed_after_passing": self.noticed_after_passing,
            "break_even_noticed": self.break_even_noticed,
            "drivers": list(self.drivers),
            "gain_drivers": list(self.gain_drivers),
            "error_bound": self.error_bound,
        }


def work_out(scenario: Scenario, ranges: Ranges | None = None) -> Odds:
    """The odds at the scenario's values and, given ranges, their percentiles.

    Raises BadScenario, TooManyGates or NotInThisVersion.
    """
    check(scenario)
    if scenario.failed:
        return _all(Chance(0.0) if ranges is None else Chance(0.0, 0.0, 0.0, 0.0))
    (exact,), (rough,) = answers([scenario], fine(scenario), COARSE)
    if exact is None or rough is None:
        raise BadScenario((CANNOT_HAVE_PASSED,))
    bound = max(abs(a - b) for a, b in zip(exact.chances, rough.chances, strict=True)) + _ROUNDING
    if ranges is None or not ranges.of:
        return _odds(exact, [Chance(value) for value in exact.values()], error_bound=bound)
    return _with_ranges(scenario, ranges, exact, bound)


def _odds(answer: Answer, chances: Sequence[Chance], **more: Any) -> Odds:
    clean, untouched, words, proof, both, *gains = chances
    gain = Gain(*gains)
    return Odds(clean, untouched, words, proof, both, gain, answer.noticed, answer.break_even, **more)


def _all(zero: Chance) -> Odds:
    """After failing a gate the offer is out of reach, repaired or not."""
    return Odds(zero, zero, zero, zero, zero, Gain(zero, zero, zero), None, None)


def _with_ranges(scenario: Scenario, ranges: Ranges, exact: Answer, bound: float) -> Odds:
    """Percentiles over a fixed design, one contest for each point that the gates passed leave possible."""
    import numpy as np

    everywhere = design(_DRAWS, len(ranges.of))
    (found,) = answers([drawn(scenario, ranges, point) for point in everywhere], FOR_RANGES)
    possible = [place for place, answer in enumerate(found) if answer is not None]
    points = everywhere[possible]
    table = np.array([answer.values() for answer in found if answer is not None] or [exact.values()])
    spread = np.quantile(table, (0.1, 0.5, 0.9), axis=0).T
    chances = [Chance(p, *map(float, row)) for p, row in zip(exact.values(), spread, strict=True)]
    return _odds(
        exact,
        chances,
        drivers=drivers(ranges, points, table[:, 1], _OF_A_REPAIR),
        gain_drivers=drivers(ranges, points, table[:, 7]),
        error_bound=bound,
    )
