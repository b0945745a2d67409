"""Outcomes to learn from: of one contest each, and drawn from parameters that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from tests.core.contests import ALL_TOGETHER, GATE_THEN_FINAL

from ringback.catalogue import load
from ringback.core.ahead import courses
from ringback.core.learning import Spread
from ringback.core.odds import Scenario, ranges_for
from ringback.core.outcome import REPAIRS, Came, Observed
from ringback.core.ranges import drawn
from ringback.core.scenario import gates

PARAMETERS = load().parameters


def valued(scenario: Scenario) -> Scenario:
    """The scenario at the parameters' own values, as the reports have it."""
    return replace(
        scenario,
        candidates=15 if scenario.keep else 4,
        shortfall=1.0,
        proof_uptake=0.3,
        proof_reliability=PARAMETERS["proof_reliability"].now.value,
    )


TOGETHER = Observed(((1.0, valued(ALL_TOGETHER)),), "unknown", "words_and_proof")
GATED = Observed(((1.0, valued(replace(GATE_THEN_FINAL, passed_gates=0))),), "unknown", "words_and_proof")
UNSURE = Observed(
    ((0.4, TOGETHER.contests[0][1]), (0.6, GATED.contests[0][1])), "unknown", "proof", known=("noticed",)
)


def simulated(
    rng: np.random.Generator, n: int, kinds: Sequence[Observed]
) -> tuple[dict[str, float], list[Observed]]:
    """True values drawn from the prior ranges, by parameter, and n outcomes drawn from them."""
    names = sorted(
        {each.parameter for kind in kinds for _, one in kind.contests for each in _ranges(one, kind)}
    )
    shares = dict(zip(names, rng.random(len(names)), strict=True))
    true = {name: Spread.of(PARAMETERS[name].now).at(share) for name, share in shares.items()}
    return true, [_happened(rng, kinds[rng.integers(len(kinds))], shares) for _ in range(n)]


def _ranges(one: Scenario, kind: Observed):  # type: ignore[no-untyped-def]
    return ranges_for(one, PARAMETERS, kind.known).of


def _happened(rng: np.random.Generator, kind: Observed, shares: dict[str, float]) -> Observed:
    weights = [share for share, _ in kind.contests]
    one = kind.contests[rng.choice(len(weights), p=weights)][1]
    ranges = ranges_for(one, PARAMETERS, kind.known)
    [course] = courses([drawn(one, ranges, np.array([shares[each.parameter] for each in ranges.of]))])
    assert course is not None
    made = bool(rng.random() < 0.5)
    place = 1 + REPAIRS.index(kind.repair) if made else 0
    draw = rng.random()
    came: Came = "failed"
    if draw < course.wins[place]:
        came = "offer"
    elif gates(one) > one.passed_gates and draw < course.passes[place]:
        came = "no_offer"
    return replace(kind, came=came, repair_made=made)
