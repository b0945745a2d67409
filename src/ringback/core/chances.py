"""The odds of one case: which contest it is, and what can honestly be said about it in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ringback.core.catalogue import LEARNT, Parameter
from ringback.core.decision import DECISION_RULES
from ringback.core.odds import Odds, Scenario, ranges_for, work_out
from ringback.core.process import Process
from ringback.core.readings import UNKNOWN
from ringback.core.reasons import Reason
from ringback.core.shares import gain_in_words, in_words, share_in_words
from ringback.core.verdict import Standing

HEADING = "Your chances"
SURE_ENOUGH = 0.56
"""How likely one decision rule must be before a number is shown: as likely as one that a text states."""
WORTH_COUNTING = 0.1
"""How likely a rule must be to count for the span that is given instead."""


@dataclass(frozen=True, slots=True)
class Chances:
    """What is said about the odds: rows of (what, in words), a closing sentence, and the numbers behind.

    `withheld` says why no row is shown; `odds` are then points by rule, never a single answer.
    """

    heading: str
    rows: tuple[tuple[str, str], ...]
    says: str
    withheld: str | None
    rule: str | None
    odds: Mapping[str, Odds]
    reasons: tuple[Reason, ...] = ()


def scenario_for(stands: Standing, rule: str, parameters: Mapping[str, Parameter]) -> Scenario:
    """The contest as this candidate stands in it, every number a parameter of the catalogue."""

    def at(name: str) -> float:
        return parameters[name].now.value

    noticed = parameters["noticed"].now
    advanced = stands.status == "advanced"
    serious = stands.damage == "serious"
    integrity = stands.concern == "integrity"
    gates = {"progressive_elimination": (4, 2), "mixed": (4,)}.get(rule, ())
    final = stands.stage == "final" and not advanced
    late = rule == "cumulative" and (advanced or final)
    return Scenario(
        rule=rule,
        candidates=round(at("candidates_at_final" if late else "candidates_at_screen")),
        reliabilities=(at("reliability_phone"), at("reliability_structured"), at("reliability_panel")),
        keep=gates,
        pass_rate=at("pass_rate") if rule == "hit_or_miss" else None,
        botched_stage=2 if final and rule == "cumulative" else 0,
        shortfall=at("shortfall_basic" if serious else "shortfall_nerves"),
        noticed={"likely": noticed.high, "unlikely": noticed.low}.get(stands.noticed, noticed.value),
        acceptance=at("acceptance_one"),
        rerating=at("rerating_integrity" if integrity else "rerating_competence"),
        backfire=at("backfire"),
        proof_uptake=at("proof_uptake"),
        proof_reliability=at("proof_reliability"),
        carry=at("carry"),
        passed_gates=1 if advanced and rule != "cumulative" else 0,
        file_open=at("file_open"),
        failed=stands.way == "closed",
    )


def chances(
    stands: Standing, process: Process, opener: str | None, parameters: Mapping[str, Parameter]
) -> Chances:
    """The odds of one case, with the repair that its opener makes (`None`: nothing is said or sent)."""
    if stands.way == "closed":
        nothing = "Nothing you send changes this one, so there is no number to give."
        return Chances(HEADING, (), nothing, nothing, None, {})
    likely = max(process.rule_odds, key=lambda rule: process.rule_odds[rule])
    if process.rule_odds[likely] < SURE_ENOUGH:
        return _withheld(stands, process, parameters)
    scenario = scenario_for(stands, likely, parameters)
    told = ("noticed",) if stands.noticed != UNKNOWN else ()
    odds = work_out(scenario, ranges_for(scenario, parameters, known=told))
    rows = [(_first(scenario), in_words(odds.clean)), ("as it stands", in_words(odds.untouched))]
    says = [*_repaired(rows, odds, opener), *_doubt(odds, parameters), *_strength(scenario, odds)]
    heading = f"{HEADING}, with about {_left(scenario)} still in"
    reasons = tuple(_ground(parameters[name]) for name in dict.fromkeys((*odds.drivers, *odds.gain_drivers)))
    return Chances(heading, tuple(rows), " ".join(says), None, likely, {likely: odds}, reasons)


def _ground(parameter: Parameter) -> Reason:
    """What a number that drives the range is, how far it may lie off, and what it rests on."""
    value = parameter.now
    span = f"{value.low:g} to {value.high:g}"
    says = f"{parameter.title}: usually about {value.value:g}, could be {span} ({parameter.unit})."
    if parameter.basis == LEARNT:
        says = f"{says} {value.note}"
    return Reason(says, parameter=parameter.id, sources=value.rests_on)


def _withheld(stands: Standing, process: Process, parameters: Mapping[str, Parameter]) -> Chances:
    possible = [rule for rule in DECISION_RULES if process.rule_odds[rule] >= WORTH_COUNTING]
    odds = {rule: work_out(scenario_for(stands, rule, parameters)) for rule in possible}
    points = [each.untouched.point for each in odds.values()]
    low, high = share_in_words(min(points)), share_in_words(max(points))
    says = (
        f"About {low}, however they decide; what a repair adds hangs on that."
        if low == high
        else f"Not worth a number yet: it would run from {low} to {high}, by how they decide."
    )
    return Chances(HEADING, (), says, says, None, odds)


def _first(scenario: Scenario) -> str:
    return "any one of them" if scenario.passed_gates else "had it gone as usual"


def _left(scenario: Scenario) -> int:
    """How many are still compared: those a passed gate let through, else all."""
    if not scenario.passed_gates:
        return scenario.candidates
    if scenario.keep:
        return scenario.keep[scenario.passed_gates - 1]
    return max(2, round(scenario.candidates * (scenario.pass_rate or 1.0)))


def _repaired(rows: list[tuple[str, str]], odds: Odds, opener: str | None) -> Iterator[str]:
    """The row with the repair added, and what it adds; nothing where nothing is said or sent."""
    if opener is None:
        return
    repaired, gain = {
        "named": (odds.words_and_proof, odds.gain.words_and_proof),
        "unnamed": (odds.proof, odds.gain.proof),
    }[opener]
    rows.append(("with the repair", in_words(repaired)))
    yield f"The repair: {gain_in_words(gain)}."


def _doubt(odds: Odds, parameters: Mapping[str, Parameter]) -> Iterator[str]:
    titles = [parameters[name].title for name in odds.drivers[:2]]
    if titles:
        yield f"Most of the doubt: {', and '.join(title[0].lower() + title[1:] for title in titles)}."


def _strength(scenario: Scenario, odds: Odds) -> Iterator[str]:
    if scenario.passed_gates and odds.untouched.point > odds.clean.point:
        yield (
            "That yours is the better of the two is no gain from the bad call: "
            "getting through it says you are strong."
        )
