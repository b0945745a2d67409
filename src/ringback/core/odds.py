"""The chance of the offer, untouched and with each kind of repair, and how far it can be known.

A slip was marked down or not; words are accepted or not; a proof is taken up or not. Each combination is
one contest, worked out exactly in `contest`, and the odds are their mixture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import mul
from typing import TYPE_CHECKING, Any

from ringback.core import contest, elimination
from ringback.core.contest import Contestant, Pool
from ringback.core.ranges import Range, Ranges, design, drawn, drivers, ranges_for
from ringback.core.scenario import BadScenario, Scenario, ScenarioFault, check, from_record, gates

if TYPE_CHECKING:
    from ringback.core.normal import Floats

__all__ = [
    "BadScenario",
    "Chance",
    "Course",
    "Gain",
    "Odds",
    "Range",
    "Ranges",
    "Scenario",
    "courses",
    "from_record",
    "ranges_for",
    "work_out",
]

_SOLVERS = {
    "cumulative": contest.cumulative,
    "hit_or_miss": contest.hit_or_miss,
    "mixed": contest.gate_then_final,
    "progressive_elimination": elimination.elimination,
}
_DRAWS = {"cumulative": 256, "hit_or_miss": 96, "mixed": 64, "progressive_elimination": 48}
_COARSE = 0.6
_ROUNDING = 1e-12
_IMPOSSIBLE = 1e-25


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
    exact, rough = (_answers([scenario], fineness)[0] for fineness in (1.0, _COARSE))
    if exact is None or rough is None:
        raise BadScenario((_CANNOT_HAVE_PASSED,))
    bound = max(abs(a - b) for a, b in zip(exact.chances, rough.chances, strict=True)) + _ROUNDING
    if ranges is None or not ranges.of:
        return _odds(exact, [Chance(value) for value in exact.values()], error_bound=bound)
    return _with_ranges(scenario, ranges, exact, bound)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Clean, untouched, words, proof, words and proof; and what bears on noticing."""

    chances: tuple[float, float, float, float, float]
    noticed: float | None
    break_even: float | None

    def values(self) -> list[float]:
        """The five chances, then the three gains."""
        untouched = self.chances[1]
        return [*self.chances, *(chance - untouched for chance in self.chances[2:])]


def _answers(scenarios: Sequence[Scenario], fineness: float) -> list[_Answer | None]:
    """One answer for each scenario, all of one rule."""
    solve = _SOLVERS[scenarios[0].rule]
    solved = solve([(_pool(each), _cast(each)) for each in scenarios], fineness)
    return [_mixture(each, *chances) for each, chances in zip(scenarios, solved, strict=True)]


def _pool(scenario: Scenario) -> Pool:
    return Pool(
        scenario.candidates,
        scenario.reliabilities,
        scenario.keep,
        scenario.pass_rate or 1.0,
        scenario.carry,
        scenario.decline_rate,
        scenario.combining_noise,
        scenario.passed_gates,
    )


def _cast(scenario: Scenario) -> list[Contestant]:
    """The user unmarked, unmarked and confessed, marked, and re-rated; then each of these with a proof."""
    plain = Contestant(scenario.merit, slip_stage=scenario.botched_stage)
    unmarked = [plain, _at_gate(scenario, plain._replace(final_shift=-scenario.backfire), 0.0)]
    marked = _on_file(scenario) if scenario.reading == "evidence" else _marked_down(scenario, plain)
    four = [*unmarked, *marked] if _reach(scenario) else [plain, plain, marked[0], marked[0]]
    proof_stage = max(scenario.botched_stage + 1, scenario.passed_gates)
    stage = min(proof_stage, len(scenario.reliabilities) - 1)
    return [*four, *(each._replace(proof=scenario.proof_reliability, proof_stage=stage) for each in four)]


def _marked_down(scenario: Scenario, plain: Contestant) -> list[Contestant]:
    """The forecast: the slip took the shortfall off, and accepted words give back a part, never more."""
    left = -scenario.shortfall
    return [
        plain._replace(gate_shift=left, final_shift=left),
        _at_gate(scenario, plain._replace(final_shift=left * (1 - scenario.rerating)), left),
    ]


def _at_gate(scenario: Scenario, one: Contestant, shift: float) -> Contestant:
    """Words reach a gate only under progressive elimination, while its file is open; elsewhere the final."""
    open_gate = scenario.rule == "progressive_elimination"
    return one._replace(gate_shift=one.final_shift if open_gate else shift)


def _on_file(scenario: Scenario) -> list[Contestant]:
    """The record is known: merit given the natural score n is N(mu + sqrt(rho) (n - sqrt(rho) mu), 1 - rho).

    n lies the glitch share of the way from the record to the usual level, sqrt(rho) mu. Accepted words
    lower the record's weight.
    """
    rho = scenario.reliabilities[scenario.botched_stage]
    usual = math.sqrt(rho) * scenario.merit
    recorded = scenario.recorded or 0.0
    share = 0.5 if scenario.glitch_share is None else scenario.glitch_share
    natural = recorded + share * (usual - recorded)
    left = Contestant(
        scenario.merit + math.sqrt(rho) * (natural - usual),
        1 - rho,
        scenario.botched_stage,
        recorded=recorded,
    )
    return [left, left._replace(kept=1 - scenario.rerating)]


def _mixture(scenario: Scenario, joint: Floats, passed: Floats) -> _Answer | None:
    """The eight contests weighed by the chances that the slip was marked, words accepted, proof taken up.

    Given the gates passed, the chance of having been marked is q s1 / (q s1 + (1 - q) s0) (Bayes). None
    where they cannot have been passed.
    """
    noticed = 1.0 if scenario.reading == "evidence" else scenario.noticed
    reach, accepted = _reach(scenario), scenario.acceptance * scenario.relay
    silent = (1 - noticed, 0.0, noticed, 0.0)
    spoken = (
        (1 - noticed) * (1 - reach),
        (1 - noticed) * reach,
        noticed * (1 - reach * accepted),
        noticed * reach * accepted,
    )
    won: list[float] = joint.tolist()
    s0, s1 = float(passed[0]), float(passed[2])
    survived = noticed * s1 + (1 - noticed) * s0
    if survived < _IMPOSSIBLE:
        return None
    taken = scenario.proof_uptake * (reach if _proof_is_late(scenario) else 1.0)

    def chance(weights: Sequence[float], uptake: float) -> float:
        bare, proven = sum(map(mul, weights, won)), sum(map(mul, weights, won[4:]))
        return min(float(bare + uptake * (proven - bare)) / survived, 1.0)

    return _Answer(
        (
            min(won[0] / s0, 1.0),
            chance(silent, 0.0),
            chance(spoken, 0.0),
            chance(silent, taken),
            chance(spoken, taken),
        ),
        None if scenario.reading == "evidence" else noticed * s1 / survived,
        None if scenario.reading == "evidence" else _break_even(won, s0, s1, reach, accepted),
    )


_CANNOT_HAVE_PASSED = ScenarioFault(
    "passed_gates",
    "with this score on file the gate cannot have been passed.",
    "Give a higher recorded score, or failed = true.",
)


def _reach(scenario: Scenario) -> float:
    """The chance that words still reach the record: a gate that looks at one stage alone closes its file."""
    if scenario.rule != "progressive_elimination":
        return 1.0
    return scenario.file_open if scenario.botched_stage >= scenario.passed_gates else 0.0


def _proof_is_late(scenario: Scenario) -> bool:
    last = scenario.botched_stage == len(scenario.reliabilities) - 1
    return last and scenario.rule == "progressive_elimination"


def _break_even(won: Sequence[float], s0: float, s1: float, reach: float, accepted: float) -> float | None:
    """q* = L0 / (L0 + G1), the loss if unmarked and the gain if marked: the gain is linear in q."""
    if s1 <= 0:
        return None
    loss = max(reach * (won[0] - won[1]) / s0, 0.0)
    gain = max(reach * accepted * (won[3] - won[2]) / s1, 0.0)
    return loss / (loss + gain) if loss + gain > _ROUNDING else None


@dataclass(frozen=True, slots=True)
class Course:
    """What lies ahead, given the gates passed: the chance of the next gate (1: there is none), of the offer.

    Each untouched, after words, after a proof, and after both.
    """

    passes: tuple[float, ...]
    wins: tuple[float, ...]


def courses(scenarios: Sequence[Scenario]) -> list[Course | None]:
    """What lies ahead at many points of one contest; None where they can't have come this far."""
    import numpy as np

    now, last = scenarios[0].passed_gates, gates(scenarios[0])
    then = _solved(scenarios, min(now + 1, last))
    here = _solved(scenarios, now) if 0 < now < last else then
    found = []
    for each, (won, ahead), (_, passed) in zip(scenarios, then, here, strict=True):
        behind = passed if now else np.ones_like(won)
        passes, wins = _mixture(each, ahead, behind), _mixture(each, won, behind)
        found.append(Course(passes.chances[1:], wins.chances[1:]) if passes and wins else None)
    return found


def _solved(scenarios: Sequence[Scenario], passed: int) -> list[contest.Chances]:
    """The contests of scenarios of one rule, with the chance of passing so many gates."""
    jobs = [(replace(_pool(each), passed=passed), _cast(each)) for each in scenarios]
    return _SOLVERS[scenarios[0].rule](jobs, _COARSE)


def _odds(answer: _Answer, chances: Sequence[Chance], **more: Any) -> Odds:
    clean, untouched, words, proof, both, *gains = chances
    gain = Gain(*gains)
    return Odds(clean, untouched, words, proof, both, gain, answer.noticed, answer.break_even, **more)


def _all(zero: Chance) -> Odds:
    """After failing a gate the offer is out of reach, repaired or not."""
    return Odds(zero, zero, zero, zero, zero, Gain(zero, zero, zero), None, None)


def _with_ranges(scenario: Scenario, ranges: Ranges, exact: _Answer, bound: float) -> Odds:
    """Percentiles over a fixed design, one contest for each point that the gates passed leave possible."""
    import numpy as np

    everywhere = design(_DRAWS[scenario.rule], len(ranges.of))
    answers = _answers([drawn(scenario, ranges, point) for point in everywhere], _COARSE)
    possible = [place for place, answer in enumerate(answers) if answer is not None]
    points = everywhere[possible]
    table = np.array([answer.values() for answer in answers if answer is not None] or [exact.values()])
    spread = np.quantile(table, (0.1, 0.5, 0.9), axis=0).T
    chances = [Chance(p, *map(float, row)) for p, row in zip(exact.values(), spread, strict=True)]
    return _odds(
        exact,
        chances,
        drivers=drivers(ranges, points, table[:, 1]),
        gain_drivers=drivers(ranges, points, table[:, 7]),
        error_bound=bound,
    )
