"""What `ringback odds` answers: the chances in each contest that it may be, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from ringback.core.ahead import Through, through_gates
from ringback.core.catalogue import Catalogue
from ringback.core.chances import doubt, first_chance, first_row, grounds, left, opening, strength
from ringback.core.curves import Curve, curve
from ringback.core.odds import Chance, Odds, Scenario, ranges_for, work_out
from ringback.core.process_report import reason_record
from ringback.core.reasons import Reason
from ringback.core.shares import gain_in_words, in_words, share_in_words
from ringback.core.unknowns import Unknowns

SCHEMA = "ringback/odds/1"
KINDS = ("words", "proof", "words_and_proof")


class Row(NamedTuple):
    """One line of figures: the field of the odds it is of, what it is called, and the figure in words."""

    of: str
    what: str
    says: str


@dataclass(frozen=True)
class ContestReport:
    """The odds of one contest: the figures, the gates ahead, the curves, and the same in words."""

    scenario: Scenario
    odds: Odds
    gates: tuple[Through, ...]
    curves: tuple[Curve, ...]
    opens: str
    rows: tuple[Row, ...]
    adds: tuple[Row, ...]
    says: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class OddsReport:
    """The odds by decision rule, each with how likely it is (1: it is known), and what would settle more."""

    title: str
    rule_odds: Mapping[str, float]
    by_rule: Mapping[str, ContestReport]
    unknowns: Unknowns | None
    question: str | None
    catalogue: str

    def as_record(self) -> dict[str, Any]:
        """It as one JSON object, as `ringback odds --json` prints it."""
        return _record_of(self)


def of_contest(
    scenario: Scenario, catalogue: Catalogue, known: Sequence[str] = (), *, ranges: bool = True
) -> ContestReport:
    """The odds of one contest; `known` names the fields that are no doubt. Raises what `work_out` raises."""
    says = catalogue.phrases["odds"]
    bearing = ranges_for(scenario, catalogue.parameters, known) if ranges else None
    odds = work_out(scenario, bearing)
    first = first_chance(scenario, odds)
    return ContestReport(
        scenario=scenario,
        odds=odds,
        gates=through_gates(scenario),
        curves=tuple(found for axis in ("noticed", "shortfall") if (found := curve(scenario, axis, odds))),
        opens="" if scenario.failed else opening(scenario, odds, says),
        rows=tuple(_rows(scenario, odds, first, says)),
        adds=tuple(_adds(scenario, odds, says)),
        says=tuple(_says(scenario, odds, first, catalogue)),
        reasons=grounds(odds, catalogue.parameters),
    )


def _rows(scenario: Scenario, odds: Odds, first: Chance, says: Mapping[str, Any]) -> Iterator[Row]:
    if scenario.failed:
        return
    yield Row("clean", first_row(scenario, says), in_words(first))
    for name in ("untouched", *KINDS):
        yield Row(name, says["rows"][name], in_words(getattr(odds, name)))


def _adds(scenario: Scenario, odds: Odds, says: Mapping[str, Any]) -> Iterator[Row]:
    if not scenario.failed:
        for name in KINDS:
            yield Row(name, says["adds"][name], gain_in_words(getattr(odds.gain, name)))


def _says(scenario: Scenario, odds: Odds, first: Chance, catalogue: Catalogue) -> Iterator[str]:
    says = catalogue.phrases["odds"]
    if scenario.failed:
        yield says["says"]["failed"]
        return
    now, before = odds.noticed_after_passing, scenario.noticed
    passed_since = scenario.botched_stage < scenario.passed_gates
    if passed_since and now is not None and share_in_words(now) != share_in_words(before):
        shares = {"share": share_in_words(now), "before": share_in_words(before)}
        yield says["says"]["after_gate"].format(**shares)
    yield from _break_even(scenario, odds, says)
    yield from doubt(odds, catalogue)
    yield from strength(scenario, odds, first, says)


def _break_even(scenario: Scenario, odds: Odds, says: Mapping[str, Any]) -> Iterator[str]:
    """Where naming it begins to pay; or that it changes nothing, or can only cost."""
    pays = odds.break_even_noticed
    passed_since = scenario.botched_stage < scenario.passed_gates
    if scenario.reading == "evidence":
        return
    if pays is not None and pays < 1 - 1e-9:
        yield says["says"]["break_even_now" if passed_since else "break_even"].format(
            share=share_in_words(pays)
        )
    elif pays is None and passed_since:
        yield says["says"]["judged_alone"]
    elif scenario.shortfall == 0 or scenario.glitch_share == 0:
        yield says["says"]["never_pays"]
    else:
        yield says["says"]["only_costs" if pays else "changes_nothing"]


def _record_of(report: OddsReport) -> dict[str, Any]:
    """The odds as one JSON object; where one rule is known, its figures stand at the top, by the contract."""
    known = next(iter(report.by_rule.values())) if len(report.by_rule) == 1 else None
    return {
        "schema": SCHEMA,
        "title": report.title,
        **(known.odds.as_record() if known else {}),
        "rule_odds": dict(report.rule_odds),
        "by_rule": {rule: contest_record(one) for rule, one in report.by_rule.items()},
        "unknowns": _unknowns(report.unknowns),
        "question": report.question,
        "catalogue": report.catalogue,
    }


def contest_record(contest: ContestReport) -> dict[str, Any]:
    """One contest as a JSON object."""
    return {
        "scenario": contest.scenario.as_record(),
        **contest.odds.as_record(),
        "in_the_running": left(contest.scenario),
        "gates": [_gate(gate) for gate in contest.gates],
        "curves": [asdict(one) for one in contest.curves],
        "opens": contest.opens,
        "rows": [row._asdict() for row in contest.rows],
        "adds": [row._asdict() for row in contest.adds],
        "says": list(contest.says),
        "reasons": [reason_record(reason) for reason in contest.reasons],
    }


def _gate(gate: Through) -> dict[str, Any]:
    """A gate ahead, with its chances in words."""
    words = {"as_it_stands": in_words(Chance(gate.untouched)), "as_usual": in_words(Chance(gate.clean))}
    return asdict(gate) | words


def _unknowns(unknowns: Unknowns | None) -> dict[str, Any] | None:
    if unknowns is None:
        return None
    return {"best": unknowns.best, "worth": [asdict(one) for one in unknowns.worth]}
