"""Contests that several tests of the odds share."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from ringback.core.catalogue import Dated, Parameter
from ringback.core.odds import (
    Odds,
    Scenario,
)

STAGES = (0.35, 0.44, 0.60)
ALL_TOGETHER = Scenario("cumulative", 5, STAGES, shortfall=1.5)
GATE_THEN_FINAL = Scenario("mixed", 12, STAGES, keep=(4,), shortfall=1.5, passed_gates=1, proof_uptake=0.5)
ONE_SCREEN = Scenario("hit_or_miss", 15, STAGES, pass_rate=0.32, shortfall=1.5, noticed=1.0)
EACH_IN_TURN = Scenario("progressive_elimination", 12, STAGES, keep=(4, 2), shortfall=1.5, noticed=1.0)
ON_FILE = Scenario(
    "cumulative", 5, STAGES, reading="evidence", recorded=-1.5, acceptance=1.0, proof_uptake=1.0
)


def parameter(name: str, low: float, value: float, high: float) -> Parameter:
    now = Dated(date(2026, 1, 1), value, low, high, low, high, ("judgement",))
    return Parameter(name, name, "", "judgement", (now,))


def plausible(**ranges: tuple[float, float, float]) -> dict[str, Parameter]:
    return {name: parameter(name, *ends) for name, ends in ranges.items()}


PLAUSIBLE = plausible(
    reliability_phone=(0.10, 0.35, 0.55),
    reliability_structured=(0.28, 0.44, 0.60),
    reliability_panel=(0.45, 0.60, 0.74),
    candidates_at_final=(2, 4, 7),
    candidates_at_screen=(5, 15, 30),
    shortfall_basic=(0.3, 1.0, 2.5),
    shortfall_nerves=(0.0, 0.25, 0.6),
    noticed=(0.2, 0.6, 0.95),
    rerating_competence=(0.0, 0.35, 0.7),
    backfire=(0.0, 0.25, 0.6),
    acceptance_one=(0.2, 0.6, 0.9),
    proof_uptake=(0.05, 0.3, 0.7),
    carry=(0.0, 0.5, 1.0),
    pass_rate=(0.2, 0.32, 0.6),
    file_open=(0.05, 0.22, 0.5),
    glitch_share=(0.0, 0.5, 1.0),
    self_rating_error=(-0.7, 0.3, 1.3),
)

share = st.floats(0.0, 1.0)
reliability = st.floats(0.05, 0.9)


def points(odds: Odds) -> tuple[float, ...]:
    return tuple(
        chance.point for chance in (odds.clean, odds.untouched, odds.words, odds.proof, odds.words_and_proof)
    )


def kept(rule: str) -> st.SearchStrategy[tuple[int, ...]]:
    most = {"mixed": 1, "progressive_elimination": 2}.get(rule, 0)
    falling = st.lists(st.integers(1, 20), min_size=min(most, 1), max_size=most, unique=True)
    return falling.map(lambda found: tuple(sorted(found, reverse=True)))


@st.composite
def scenarios(draw: st.DrawFn, rule: str | None = None) -> Scenario:
    """Any contest, nothing passed yet."""
    rule = rule or draw(st.sampled_from(["cumulative", "mixed", "hit_or_miss", "progressive_elimination"]))
    keep = draw(kept(rule))
    candidates = draw(st.integers(keep[0] + 1 if keep else 2, 30))
    stages = len(keep) + 1 if rule == "progressive_elimination" else draw(st.integers(2, 4))
    return Scenario(
        rule,
        candidates,
        tuple(draw(reliability) for _ in range(stages)),
        keep=keep,
        pass_rate=draw(st.floats(0.05, 0.95)) if rule == "hit_or_miss" else None,
        botched_stage=draw(st.integers(0, stages - 1)),
        shortfall=draw(st.floats(0.0, 3.0)),
        noticed=draw(share),
        acceptance=draw(share),
        rerating=draw(share),
        backfire=draw(st.floats(0.0, 1.0)),
        proof_uptake=draw(share),
        proof_reliability=draw(reliability),
        carry=draw(share),
    )
