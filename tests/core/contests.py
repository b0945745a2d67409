"""Contests that several tests of the odds share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from statistics import NormalDist

from hypothesis import strategies as st

from ringback.core.catalogue import Dated, Parameter
from ringback.core.odds import Odds, Scenario
from ringback.core.scenario import MOST_GATES, gates

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

RULES = ("cumulative", "mixed", "hit_or_miss", "progressive_elimination")
MOST_KEPT = 40
"""At a rank gate, of up to 500: many left after each of several gates take long to work out."""

share = st.floats(0.0, 1.0)
reliability = st.floats(0.05, 0.9)


def points(odds: Odds) -> tuple[float, ...]:
    return tuple(
        chance.point for chance in (odds.clean, odds.untouched, odds.words, odds.proof, odds.words_and_proof)
    )


@st.composite
def kept(draw: st.DrawFn, rule: str, candidates: int) -> tuple[int, ...]:
    """What each rank gate lets through."""
    gates = {"mixed": 1, "progressive_elimination": min(MOST_GATES, candidates - 1)}.get(rule, 0)
    some = st.integers(1, min(candidates - 1, MOST_KEPT))
    found = draw(st.lists(some, min_size=min(gates, 1), max_size=gates, unique=True))
    return tuple(sorted(found, reverse=True))


@st.composite
def scenarios(draw: st.DrawFn, rule: str | None = None) -> Scenario:
    """Any contest, nothing passed yet."""
    rule = rule or draw(st.sampled_from(RULES))
    candidates = draw(st.integers(2, 500))
    keep = draw(kept(rule, candidates))
    stages = len(keep) + 1 if rule == "progressive_elimination" else draw(st.integers(2, 8))
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
        file_open=draw(share),
        relay=draw(share),
        combining_noise=draw(st.floats(0.0, 0.5)),
    )


@st.composite
def standings(draw: st.DrawFn, rule: str | None = None) -> Scenario:
    """Any contest as the user may stand in it: gates passed, a record known, a runner-up's hope."""
    scenario = draw(scenarios(rule))
    passed = draw(st.integers(0, gates(scenario)))
    merit = draw(st.floats(-1.5, 1.5))
    standing = replace(scenario, merit=merit, decline_rate=draw(share), passed_gates=passed)
    if draw(st.booleans()):
        return standing
    mark = pass_mark(scenario)
    low = mark + 0.01 if passed and not scenario.botched_stage else -2.0
    off_the_mark = st.floats(low, max(low, 0.0) + 1.5).filter(lambda score: abs(score - mark) > 1e-6)
    return replace(standing, reading="evidence", recorded=draw(off_the_mark), glitch_share=draw(share))


def pass_mark(scenario: Scenario) -> float:
    """The score to beat at a screen; at a rank gate low enough for anyone to hope."""
    return -2.0 if scenario.pass_rate is None else NormalDist().inv_cdf(1 - scenario.pass_rate)
