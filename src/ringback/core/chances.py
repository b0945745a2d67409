"""The odds of one case: which contest it is, and what can honestly be said about it in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ringback.core.catalogue import LEARNT, Catalogue, Parameter
from ringback.core.decision import DECISION_RULES
from ringback.core.odds import Chance, Odds, Scenario, ranges_for, work_out
from ringback.core.process import Process
from ringback.core.readings import UNKNOWN
from ringback.core.reasons import Reason
from ringback.core.scenario import left_after
from ringback.core.shares import count_in_words, gain_in_words, in_words, share_in_words
from ringback.core.verdict import NAMED_IN_WRITING, Standing

HEADING = "Your chances"
SURE_ENOUGH = 0.56
"""How likely one decision rule must be before a number is shown: as likely as one that a text states."""
NEAR = 1.5
"""Chances that differ by less than this factor are told as one."""
WORTH_COUNTING = 0.1
"""How likely a rule must be to count for the span that is given instead."""


@dataclass(frozen=True, slots=True)
class Chances:
    """What is said about the odds: an opening sentence, rows of (what, in words), a closing one, the numbers.

    `opens` tells the first row, where no gate is passed. `withheld` says why no row is shown; `odds` are
    then points by rule, never a single answer. `scenarios` are the contests that were worked out; `first`
    is the chance of the first row.
    """

    heading: str
    rows: tuple[tuple[str, str], ...]
    says: str
    withheld: str | None
    rule: str | None
    odds: Mapping[str, Odds]
    opens: str = ""
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    first: Chance | None = None


def scenario_for(stands: Standing, rule: str, parameters: Mapping[str, Parameter]) -> Scenario:
    """The contest as this candidate stands in it, every number a parameter of the catalogue."""

    def at(name: str) -> float:
        return parameters[name].now.value

    noticed = parameters["noticed"].now
    advanced = stands.status == "advanced"
    serious = stands.damage == "serious"
    integrity = stands.concern == "integrity"
    final = stands.stage == "final" and not advanced
    late = rule == "cumulative" and (advanced or final)
    return Scenario(
        rule=rule,
        candidates=round(at("candidates_at_final" if late else "candidates_at_screen")),
        reliabilities=(at("reliability_phone"), at(_next_stage(stands)), at("reliability_panel")),
        keep={"progressive_elimination": (4, 2), "mixed": (4,)}.get(rule, ()),
        pass_rate=at("pass_rate") if rule == "hit_or_miss" else None,
        botched_stage=2 if final and rule == "cumulative" else 0,
        shortfall=0.0 if stands.damage == "none" else at(f"shortfall_{'basic' if serious else 'nerves'}"),
        noticed={"likely": noticed.high, "unlikely": noticed.low}.get(stands.noticed, noticed.value),
        acceptance=at("acceptance_one"),
        rerating=at("rerating_integrity" if integrity else "rerating_competence"),
        backfire=at("backfire"),
        proof_uptake=at("proof_uptake"),
        proof_reliability=at("proof_reliability"),
        carry=at("carry"),
        passed_gates=1 if advanced and rule != "cumulative" else 0,
        file_open=at("file_open"),
        glitch_share={"better": 1.0, "same": 0.0}.get(stands.usual, at("glitch_share")),
        failed=stands.way == "closed",
    )


def known_of(stands: Standing) -> tuple[str, ...]:
    """The scenario's fields that the candidate has told, so that they are no doubt in the range."""
    told = {
        "noticed": stands.noticed != UNKNOWN,
        "glitch_share": stands.usual in ("better", "same"),
    }
    return tuple(name for name, known in told.items() if known)


def _next_stage(stands: Standing) -> str:
    return "reliability_phone" if stands.next_stage == "phone" else "reliability_structured"


def chances(stands: Standing, process: Process, opener: str | None, catalogue: Catalogue) -> Chances:
    """The odds of one case, with the repair that its opener makes (`None`: nothing is said or sent)."""
    parameters = catalogue.parameters
    if stands.way == "closed":
        nothing = catalogue.phrases["odds"]["says"]["nothing"]
        return Chances(HEADING, (), nothing, nothing, None, {})
    likely = max(process.rule_odds, key=lambda rule: process.rule_odds[rule])
    if process.rule_odds[likely] < SURE_ENOUGH:
        return _withheld(stands, process, parameters)
    scenario = scenario_for(stands, likely, parameters)
    bearing = ranges_for(scenario, parameters, known=known_of(stands))
    return told(scenario, work_out(scenario, bearing), opener, catalogue)


def told(scenario: Scenario, odds: Odds, opener: str | None, catalogue: Catalogue) -> Chances:
    """What is said about one contest that was worked out, with the repair that its opener makes."""
    says = catalogue.phrases["odds"]
    first = first_chance(scenario, odds)
    rows = [
        (first_row(scenario, says), in_words(first)),
        (says["rows"]["untouched"], in_words(odds.untouched)),
    ]
    words = [
        *_repaired(rows, odds, opener, says),
        *doubt(odds, catalogue),
        *strength(scenario, odds, first, says),
    ]
    opens = opening(scenario, odds, says)
    return Chances(
        HEADING if opens else f"{HEADING}, with about {left(scenario)} still in",
        tuple(rows),
        " ".join(words),
        None,
        scenario.rule,
        {scenario.rule: odds},
        opens,
        {scenario.rule: scenario},
        grounds(odds, catalogue.parameters),
        first,
    )


def spoken(worth: str, opener: str | None, case: str) -> str | None:
    """How a repair of this worth speaks: as the opener, named in a message that names it, or not at all.

    A correction is words alone: it offers no proof.
    """
    if worth == "none":
        return None
    if case == "correct":
        return "corrected"
    return opener or ("named" if case in NAMED_IN_WRITING else "unnamed")


REPAIRED = {"named": "words_and_proof", "unnamed": "proof", "corrected": "words"}
"""The odds of the repair that is made, by how it speaks."""


def grounds(odds: Odds, parameters: Mapping[str, Parameter]) -> tuple[Reason, ...]:
    """For each number that drives a range: what it is, how far it may lie off, and what it rests on."""
    return tuple(_ground(parameters[name]) for name in dict.fromkeys((*odds.drivers, *odds.gain_drivers)))


def _ground(parameter: Parameter) -> Reason:
    value = parameter.now
    span = f"{value.low:g} to {value.high:g}"
    says = f"{parameter.title}: usually about {value.value:g}, could be {span} ({parameter.unit})."
    if parameter.basis == LEARNT:
        says = f"{says} {value.note}"
    return Reason(says, parameter=parameter.id, sources=value.rests_on)


def _withheld(stands: Standing, process: Process, parameters: Mapping[str, Parameter]) -> Chances:
    possible = [rule for rule in DECISION_RULES if process.rule_odds[rule] >= WORTH_COUNTING]
    scenarios = {rule: scenario_for(stands, rule, parameters) for rule in possible}
    odds = {rule: work_out(scenario) for rule, scenario in scenarios.items()}
    points = [each.untouched.point for each in odds.values()]
    low, high = share_in_words(min(points)), share_in_words(max(points))
    span = low if low == high else f"{low} to {high}"
    says = (
        f"About {span}, however they decide."
        if max(points) < NEAR * min(points)
        else f"Not worth a number yet: it would run from {low} to {high}, by how they decide."
    )
    return Chances(HEADING, (), says, says, None, odds, scenarios=scenarios)


def first_row(scenario: Scenario, says: Mapping[str, Any]) -> str:
    """What the clean chance is of: after a passed gate any one of those still in, else a call as usual."""
    name: str = says["rows"]["any_one" if scenario.passed_gates else "clean"]
    return name


def first_chance(scenario: Scenario, odds: Odds) -> Chance:
    """The chance of the first row: after a passed gate that of somebody of whom nothing else is known."""
    if not scenario.passed_gates:
        return odds.clean
    anyone = replace(scenario, merit=0.0, glitch_share=None, reading="intervention", shortfall=0.0)
    return Chance(work_out(anyone).clean.point)


def left(scenario: Scenario) -> int:
    """How many are still compared: those a passed gate let through, else all."""
    return max(left_after(scenario)[0], 2)


def opening(scenario: Scenario, odds: Odds, says: Mapping[str, Any]) -> str:
    """The first row as a sentence; empty after a passed gate, where that row is any one of those still in."""
    if scenario.passed_gates:
        return ""
    usual = scenario.glitch_share is not None and scenario.glitch_share < 1
    form = "any_one" if scenario.reading == "evidence" else "usual" if usual else "good"
    sentence: str = says["opens"][form]
    sure = odds.clean.low is None or odds.clean.low > odds.clean.point * 0.95
    count = count_in_words(left(scenario))
    return sentence.format(left=count if sure else f"about {count}", chance=in_words(odds.clean))


def _repaired(
    rows: list[tuple[str, str]], odds: Odds, opener: str | None, says: Mapping[str, Any]
) -> Iterator[str]:
    """The row with the repair added, and what it adds; nothing where nothing is said or sent."""
    if opener is None:
        return
    kind = REPAIRED[opener]
    repaired, gain = getattr(odds, kind), getattr(odds.gain, kind)
    rows.append((says["rows"]["repaired"], in_words(repaired)))
    yield f"The repair: {gain_in_words(gain)}."
    if opener == "corrected":
        yield says["says"]["found_out"]


def doubt(odds: Odds, catalogue: Catalogue) -> Iterator[str]:
    """What most of the range hangs on, in a sentence; nothing where there is no range."""
    titles = [catalogue.parameters[name].title for name in odds.drivers[:2]]
    if titles:
        drivers = ", and ".join(title[0].lower() + title[1:] for title in titles)
        yield catalogue.phrases["odds"]["says"]["doubt"].format(drivers=drivers)


def strength(scenario: Scenario, odds: Odds, first: Chance, says: Mapping[str, Any]) -> Iterator[str]:
    """That a chance above the first row's after a passed gate is selection, no gain from the bad call."""
    if scenario.passed_gates and odds.untouched.point > first.point:
        yield says["says"]["strength"]
