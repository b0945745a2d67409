"""What it would be worth to find out: the value of information for each unknown of the odds.

An action is silence, words, a proof, or both; its value is the chance of the offer. With an unknown u, the
best that can be done now is max_a E_u[V(a | u)]; with its answer in hand, E_u[max_a V(a | u)]. The
difference is the expected value of perfect information (Raiffa and Schlaifer 1961, Applied Statistical
Decision Theory, 4.5): never below zero, and zero where no answer changes the best action.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ringback.core.catalogue import Catalogue
from ringback.core.chances import WORTH_COUNTING
from ringback.core.odds import BadScenario, Scenario, work_out
from ringback.core.readings import UNKNOWN
from ringback.core.verdict import Standing

ACTIONS = ("untouched", "words", "proof", "words_and_proof")
_TOLD = ("noticed", "usual", "stage", "next_stage")

_AS_GOOD = 0.005
"""What adds less than half a dot in a hundred wouldn't show: silence is as good then."""

Values = tuple[float, ...]
"""The chance of the offer after each of ACTIONS."""
Possible = tuple[tuple[float, Values], ...]
"""What can turn out: how likely, and the actions' values then."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What one answer is worth: `gain`, in the chance of the offer, by doing what then is best.

    `changes` is how likely it is that another action than `best` would turn out best.
    """

    unknown: str
    gain: float
    changes: float


@dataclass(frozen=True, slots=True)
class Unknowns:
    """What is best as things stand, one of ACTIONS, and each unknown's worth, the most telling first."""

    best: str
    worth: tuple[Worth, ...]


Build = Callable[[Standing, str], Scenario]
"""The contest of a standing under one decision rule."""


def worth_knowing(
    stands: Standing,
    rule_odds: Mapping[str, float],
    build: Build,
    catalogue: Catalogue,
    known: Sequence[str] = (),
) -> Unknowns:
    """What each thing that isn't known would be worth; `known` names what else the user is sure of."""
    rules = {rule: chance for rule, chance in rule_odds.items() if chance >= WORTH_COUNTING}
    answers = {
        name: tuple((chance, _average(_by_rule(rules, variant))) for chance, variant in variants)
        for name, variants in _variants(stands, build, catalogue, known).items()
    }
    by_rule = _by_rule(rules, lambda rule: build(stands, rule))
    if len(rules) > 1:
        answers["rule"] = by_rule
    worth = [_worth(name, possible) for name, possible in answers.items()]
    return Unknowns(
        ACTIONS[_best(_average(by_rule))],
        tuple(sorted(worth, key=lambda one: (-one.gain, -one.changes, one.unknown))),
    )


def best_by_itself(scenario: Scenario) -> Unknowns:
    """What is best in a contest of which every figure is given, so that nothing is left to find out."""
    return Unknowns(ACTIONS[_best(_values(scenario))], ())


Variant = Callable[[str], Scenario]


def _variants(
    stands: Standing, build: Build, catalogue: Catalogue, known: Sequence[str]
) -> dict[str, list[tuple[float, Variant]]]:
    """For each unknown its answers: how likely, and the contest by rule that each would make."""
    table = catalogue.phrases["odds"]["unknown"]
    likely: Mapping[str, Mapping[str, float]] = {
        **catalogue.phrases["recall"]["likely"],
        "next_stage": table["next_form"],
    }

    def told(name: str, value: str) -> Variant:
        there = replace(stands, **{name: value})  # type: ignore[arg-type]
        return lambda rule: build(there, rule)

    found: dict[str, list[tuple[float, Variant]]] = {
        name: [(chance, told(name, value)) for value, chance in likely[name].items()]
        for name in _TOLD
        if getattr(stands, name) == UNKNOWN and name not in known
    }
    if "candidates" not in known:
        found["candidates"] = [
            (chance, _with_candidates(stands, build, catalogue, end))
            for chance, end in zip(table["points"], ("low", "value", "high"), strict=True)
        ]
    return found


def _with_candidates(stands: Standing, build: Build, catalogue: Catalogue, end: str) -> Variant:
    def variant(rule: str) -> Scenario:
        scenario = build(stands, rule)
        names = ("candidates_at_final", "candidates_at_screen")
        near = min(names, key=lambda name: abs(catalogue.parameters[name].now.value - scenario.candidates))
        count = round(getattr(catalogue.parameters[near].now, end))
        return replace(scenario, candidates=max(count, max(scenario.keep, default=0) + 1))

    return variant


def _by_rule(rules: Mapping[str, float], variant: Variant) -> Possible:
    """The actions' values under each decision rule, as likely as it is."""
    return tuple((chance, _values(variant(rule))) for rule, chance in rules.items())


def _average(possible: Possible) -> Values:
    total = sum(chance for chance, _ in possible)
    return tuple(
        sum(chance * values[place] for chance, values in possible) / total for place in range(len(ACTIONS))
    )


def _values(scenario: Scenario) -> Values:
    try:
        odds = work_out(scenario)
    except BadScenario:
        return (0.0,) * len(ACTIONS)
    return tuple(getattr(odds, action).point for action in ACTIONS)


def _worth(name: str, possible: Possible) -> Worth:
    total = sum(chance for chance, _ in possible)
    before = _average(possible)
    best = _best(before)
    after = sum(chance * max(values) for chance, values in possible) / total
    changes = sum(chance for chance, values in possible if _best(values) != best) / total
    return Worth(name, max(after - before[best], 0.0), changes)


def _best(values: Values) -> int:
    """The place of the best action: silence, where nothing that could be said would show."""
    top = max(values)
    if values[0] >= top - _AS_GOOD:
        return 0
    return values.index(top)
