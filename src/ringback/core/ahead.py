"""What lies ahead in a contest: the gates, and what a repair adds, at many points at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ringback.core.repair import COARSE, Answer, answers, fine, mixture, solved
from ringback.core.scenario import Scenario, check, gates, left_after


@dataclass(frozen=True, slots=True)
class Through:
    """The chance of being through one more gate, given those passed: had it gone as usual, and as it stands.

    `candidates` come to the gate; `left` of them go through (with a pass mark: as many as usually do).
    """

    candidates: int
    left: int
    clean: float
    untouched: float


def through_gates(scenario: Scenario) -> tuple[Through, ...]:
    """The gates still ahead, in order, each with the chance of being through it and all before it.

    Raises what `work_out` raises; none where the offer is out of reach.
    """
    check(scenario)
    ahead = range(scenario.passed_gates + 1, gates(scenario) + 1)
    if scenario.failed or not ahead:
        return ()
    until = [replace(scenario, passed_gates=passed) for passed in (scenario.passed_gates, *ahead)]
    found = [answers([each], fine(each))[0][0] for each in until]
    possible = [answer for answer in found if answer is not None]
    came = left_after(scenario)
    if not possible:
        return ()
    clean, untouched = possible[0].through
    return tuple(
        Through(before, after, answer.through[0] / clean, answer.through[1] / untouched)
        for answer, (before, after) in zip(possible[1:], pairwise(came), strict=False)
    )


def gains(scenarios: Sequence[Scenario]) -> list[tuple[float, float, float] | None]:
    """What words, proof, and both add in each contest, all of one rule; None where it cannot be.

    Raises what `work_out` raises.
    """
    for each in scenarios:
        check(each)
    (found,) = answers(scenarios, COARSE)
    return [None if answer is None else _added(answer) for answer in found]


def _added(answer: Answer) -> tuple[float, float, float]:
    words, proof, both = answer.values()[5:]
    return words, proof, both


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
    then = solved(scenarios, min(now + 1, last))
    here = solved(scenarios, now) if 0 < now < last else then
    found = []
    for each, (won, ahead), (_, passed) in zip(scenarios, then, here, strict=True):
        behind = passed if now else np.ones_like(won)
        passes, wins = mixture(each, ahead, behind), mixture(each, won, behind)
        found.append(Course(passes.chances[1:], wins.chances[1:]) if passes and wins else None)
    return found
