"""The odds of a case while answers are tried out: how bad it was, did they notice, how many are left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from ringback.app.suppose import Supposed, chances_if, points_if, rule_of, scenario_of, spoken_in
from ringback.core.catalogue import Catalogue
from ringback.core.chances import REPAIRED, WORTH_COUNTING, Chances, left
from ringback.core.decision import DECISION_RULES
from ringback.core.report import chances_record
from ringback.telling import said
from ringback.web.case_view import DotRow, dot_row
from ringback.web.site import Here, Site, page

router = APIRouter()
Record = Mapping[str, Any]
Work = Callable[[Record, str, Supposed, Catalogue], Chances]

STEPS = 10
SHORTFALL = 0.25
"""SD of the candidates compared that one step of the first slider stands for; its end is 2.5."""
HOW_BAD = (
    *("not bad at all", "a stumble", "a stumble", "a stumble", "poor", "poor", "poor"),
    *("bad", "bad", "about as bad as it gets", "about as bad as it gets"),
)
NOTICED = (
    *("surely not", "surely not", "probably not", "probably not", "can’t tell", "can’t tell", "can’t tell"),
    *("probably", "probably", "almost certainly", "almost certainly"),
)
MOST_OTHERS = 12


@dataclass(frozen=True, slots=True)
class Slider:
    """One answer to try: where it stands, where the report had it, its words at each place, what to know."""

    name: str
    asks: str
    at: int
    first: int
    low: int
    high: int
    ends: tuple[str, str]
    words: tuple[str, ...]
    note: str = ""

    @property
    def says(self) -> str:
        """Its words where it stands."""
        return self.words[self.at - self.low]


@dataclass(frozen=True)
class ChancesView:
    """The odds section. `rule` is what they are worked out under, None where none is known or supposed."""

    heading: str
    opens: str
    rows: tuple[DotRow, ...]
    says: str
    reasons: Sequence[Any]
    sliders: tuple[Slider, ...]
    rules: tuple[tuple[str, str], ...]
    rule: str | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """What a page's address says is tried out; None: as the report has it."""

    rule: str | None = None
    bad: int | None = None
    noticed: int | None = None
    others: int | None = None


def tried(
    rule: Annotated[str, Query()] = "",
    bad: Annotated[int | None, Query(ge=0, le=STEPS)] = None,
    noticed: Annotated[int | None, Query(ge=0, le=STEPS)] = None,
    others: Annotated[int | None, Query(ge=1, le=500)] = None,
) -> Tried:
    """The answers in a page's address."""
    return Tried(rule if rule in DECISION_RULES else None, bad, noticed, others)


Trying = Annotated[Tried, Depends(tried)]


@router.get("/cases/{case_id}/chances")
def of_case(request: Request, here: Here, case_id: str, trying: Trying) -> HTMLResponse:
    """The odds section of a case alone, with these answers."""
    return _answer(request, here, _report(here, case_id), trying, chances_if)


@router.get("/cases/{case_id}/chances/points")
def points_of_case(request: Request, here: Here, case_id: str, trying: Trying) -> HTMLResponse:
    """The same without ranges: quick enough to follow a hand on a slider."""
    return _answer(request, here, _report(here, case_id), trying, points_if)


@router.get("/sample/chances")
def of_sample(request: Request, here: Here, trying: Trying) -> HTMLResponse:
    """The odds section of the invented case alone, with these answers."""
    return _answer(request, here, here.sample, trying, chances_if)


@router.get("/sample/chances/points")
def points_of_sample(request: Request, here: Here, trying: Trying) -> HTMLResponse:
    """The same without ranges."""
    return _answer(request, here, here.sample, trying, points_if)


def _report(here: Site, case_id: str) -> Record:
    from ringback.app import keep

    return keep.current_report(here.store, case_id)


def _answer(request: Request, here: Site, record: Record, trying: Tried, work: Work) -> HTMLResponse:
    shown = view(record, trying, here.world.catalogue_of_a_case(), work)
    return page(request, "case/chances.html", chances=shown)


def view(record: Record, trying: Tried, catalogue: Catalogue, work: Work = chances_if) -> ChancesView:
    """The odds section of a report, as it has it or with other answers. Raises BadScenario."""
    rule = rule_of(record, Supposed(trying.rule))
    rules = _rules(record)
    if rule is None or record["verdict"] == "closed":
        odds = record["odds"]
        return ChancesView(odds["heading"], odds["opens"], (), odds["says"], (), (), rules, None, False)
    sliders = _sliders(record, rule, trying, catalogue)
    supposed = _supposed(trying, sliders)
    if supposed in (Supposed(), Supposed(record["odds"]["rule"])):
        return _of_odds(record, record["odds"], sliders, rules)
    return _of_odds(record, chances_record(work(record, rule, supposed, catalogue)), sliders, rules)


def _of_odds(
    record: Record, odds: Record, sliders: tuple[Slider, ...], rules: tuple[tuple[str, str], ...]
) -> ChancesView:
    """The section of odds as a report holds them: its own, or others worked out for it."""
    figures = odds["by_rule"][odds["rule"]]
    repaired = REPAIRED.get(spoken_in(record) or "", "untouched")
    numbers = [odds.get("first") or figures["clean"], figures["untouched"], figures[repaired]]
    return ChancesView(
        heading=odds["heading"],
        opens=odds["opens"],
        rows=tuple(
            dot_row(row["what"], row["says"], number)
            for row, number in zip(odds["rows"], numbers, strict=False)
        ),
        says=odds["says"],
        reasons=odds["reasons"],
        sliders=sliders,
        rules=rules,
        rule=odds["rule"],
        changed=odds is not record["odds"],
    )


def _rules(record: Record) -> tuple[tuple[str, str], ...]:
    """The rules that are likely enough to be tried, the likeliest first; none where one is stated."""
    if record["rule_basis"] == "stated" or record["verdict"] == "closed":
        return ()
    ranked = sorted(record["rule_odds"].items(), key=lambda row: -row[1])
    return tuple((rule, said.RULE[rule]) for rule, chance in ranked if chance >= WORTH_COUNTING)


def _supposed(trying: Tried, sliders: tuple[Slider, ...]) -> Supposed:
    """What differs from the report."""
    bad, noticed, others = sliders
    return Supposed(
        rule=trying.rule,
        shortfall=None if bad.at == bad.first else bad.at * SHORTFALL,
        noticed=None if noticed.at == noticed.first else noticed.at / STEPS,
        left=None if others.at == others.first else others.at + 1,
    )


def _sliders(record: Record, rule: str, trying: Tried, catalogue: Catalogue) -> tuple[Slider, ...]:
    scenario = scenario_of(record, rule, catalogue)
    bad = min(round(scenario.shortfall / SHORTFALL), STEPS)
    noticed = round(scenario.noticed * STEPS)
    others = max(left(scenario) - 1, 1)
    most = max(MOST_OTHERS, others, trying.others or 0)
    counts = tuple(str(count) for count in range(1, most + 1))
    ends = ("a stumble", "my worst ever"), ("surely not", "plainly"), ("1", str(most))
    seen = _slider("noticed", "Did they notice?", trying.noticed, noticed, (0, STEPS), ends[1], NOTICED)
    if scenario.passed_gates:
        seen = replace(seen, note=catalogue.phrases["odds"]["says"]["noticed_after_gate"])
    return (
        _slider("bad", "How bad was it?", trying.bad, bad, (0, STEPS), ends[0], HOW_BAD),
        seen,
        _slider("others", "How many others are in it?", trying.others, others, (1, most), ends[2], counts),
    )


def _slider(
    name: str,
    asks: str,
    at: int | None,
    first: int,
    span: tuple[int, int],
    ends: tuple[str, str],
    words: tuple[str, ...],
) -> Slider:
    return Slider(name, asks, first if at is None else at, first, *span, ends, words)
