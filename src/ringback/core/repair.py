"""One contest as a repair meets it: marked down or not, words accepted or not, a proof taken up or not.

Each combination is a contest of its own, worked out in `contest` or `elimination`; the answer is their
mixture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import mul
from typing import TYPE_CHECKING

from ringback.core import contest, elimination
from ringback.core.contest import Contestant, Pool
from ringback.core.scenario import Scenario, ScenarioFault

if TYPE_CHECKING:
    from ringback.core.normal import Floats

_SOLVERS = {
    "cumulative": contest.cumulative,
    "hit_or_miss": contest.hit_or_miss,
    "mixed": contest.gate_then_final,
    "progressive_elimination": elimination.elimination,
}
_FINE, _FINE_FOR_THREE_GATES, COARSE, FOR_RANGES = 1.0, 0.9, 0.6, 0.5
"""The grids' fineness for a point, for the bound on its error, and for the points of a range, which are
right to about 2e-4."""
_ROUNDING = 1e-12
_IMPOSSIBLE = 1e-25


def fine(scenario: Scenario) -> float:
    """The fineness for a point: three gates are right to about 1e-7 on a coarser grid, in half the time."""
    return _FINE_FOR_THREE_GATES if len(scenario.keep) > 2 else _FINE


@dataclass(frozen=True, slots=True)
class Answer:
    """Clean, untouched, words, proof, words and proof; what bears on noticing; and the chances of having
    passed the gates behind, clean and as it stands."""

    chances: tuple[float, float, float, float, float]
    noticed: float | None
    break_even: float | None
    through: tuple[float, float]

    def values(self) -> list[float]:
        """The five chances, then the three gains."""
        untouched = self.chances[1]
        return [*self.chances, *(chance - untouched for chance in self.chances[2:])]


def answers(scenarios: Sequence[Scenario], *finenesses: float) -> list[list[Answer | None]]:
    """At each fineness, one answer for each scenario, all of one rule."""
    solve = _SOLVERS[scenarios[0].rule]
    jobs = [(_pool(each), _cast(each)) for each in scenarios]
    return [
        [mixture(each, *chances) for each, chances in zip(scenarios, solve(jobs, fineness), strict=True)]
        for fineness in finenesses
    ]


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
    plain = Contestant(_usual_merit(scenario), slip_stage=scenario.botched_stage)
    unmarked = [plain, _at_gate(scenario, plain._replace(final_shift=-scenario.backfire), 0.0)]
    marked = _on_file(scenario) if scenario.reading == "evidence" else _marked_down(scenario, plain)
    four = [*unmarked, *marked] if _reach(scenario) else [plain, plain, marked[0], marked[0]]
    proof_stage = max(scenario.botched_stage + 1, scenario.passed_gates)
    stage = min(proof_stage, len(scenario.reliabilities) - 1)
    return [*four, *(each._replace(proof=scenario.proof_reliability, proof_stage=stage) for each in four)]


def _usual_merit(scenario: Scenario) -> float:
    """Merit by how such calls usually go: what of the shortfall was no glitch, s, is evidence of merit.

    E[theta | a usual score s below the pool's] = mu - sqrt(rho) s.
    """
    if scenario.reading == "evidence" or scenario.glitch_share is None:
        return scenario.merit
    rho = scenario.reliabilities[scenario.botched_stage]
    return scenario.merit - math.sqrt(rho) * (1 - scenario.glitch_share) * scenario.shortfall


def _marked_down(scenario: Scenario, plain: Contestant) -> list[Contestant]:
    """The forecast: the glitch took its share off, and accepted words give back a part, never more."""
    left = -scenario.shortfall * (1.0 if scenario.glitch_share is None else scenario.glitch_share)
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


def mixture(scenario: Scenario, joint: Floats, passed: Floats) -> Answer | None:
    """The eight contests weighed by the chances that the slip was marked, words accepted, proof taken up.

    The file is open or shut for all of it: shut, words reach nobody, and no proof of the last stage does.
    Given the gates passed, the chance of having been marked is q s1 / (q s1 + (1 - q) s0) (Bayes). None
    where they cannot have been passed.
    """
    noticed = 1.0 if scenario.reading == "evidence" else scenario.noticed
    reach, accepted = _reach(scenario), scenario.acceptance * scenario.relay
    silent = (1 - noticed, 0.0, noticed, 0.0)
    spoken = (0.0, 1 - noticed, noticed * (1 - accepted), noticed * accepted)
    won: list[float] = joint.tolist()
    s0, s1 = float(passed[0]), float(passed[2])
    survived = noticed * s1 + (1 - noticed) * s0
    if survived < _IMPOSSIBLE:
        return None
    uptake = scenario.proof_uptake
    shut = 0.0 if _proof_is_late(scenario) else uptake

    def chance(weights: Sequence[float], taken: float) -> float:
        bare, proven = sum(map(mul, weights, won)), sum(map(mul, weights, won[4:]))
        return min(float(bare + taken * (proven - bare)) / survived, 1.0)

    def reached(weights: Sequence[float], taken: float, otherwise: float) -> float:
        return reach * chance(weights, taken) + (1 - reach) * chance(silent, otherwise)

    return Answer(
        (
            min(won[0] / s0, 1.0),
            chance(silent, 0.0),
            reached(spoken, 0.0, 0.0),
            reached(silent, uptake, shut),
            reached(spoken, uptake, shut),
        ),
        None if scenario.reading == "evidence" else noticed * s1 / survived,
        None if scenario.reading == "evidence" else _break_even(won, s0, s1, reach, accepted),
        (s0, survived),
    )


CANNOT_HAVE_PASSED = ScenarioFault(
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


def solved(scenarios: Sequence[Scenario], passed: int) -> list[contest.Chances]:
    """The contests of scenarios of one rule, with the chance of passing so many gates."""
    jobs = [(replace(_pool(each), passed=passed), _cast(each)) for each in scenarios]
    return _SOLVERS[scenarios[0].rule](jobs, COARSE)
