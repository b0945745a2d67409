"""What one case teaches, without a word of it: made from its report and outcomes, pooled with others'.

A lesson holds nothing but values of the contract and numbers, and no day, only a month. One's own cases
take the same way into the update as anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from ringback.core.call import VALUES
from ringback.core.catalogue import CONCERNS, Parameter
from ringback.core.chances import WORTH_COUNTING, known_of, scenario_for
from ringback.core.decision import DECISION_RULES
from ringback.core.outcome import (
    CAME,
    REPAIRS,
    Came,
    Observed,
    Outcome,
    Repair,
    newest,
    repair_made,
    what_came,
)
from ringback.core.readings import UNKNOWN
from ringback.core.verdict import NAMED_IN_WRITING, Standing

SCHEMA = "ringback/lesson/1"
Damage = Literal["none", "slight", "serious"]
_VALUES: Mapping[str, tuple[str, ...]] = {
    "status": VALUES["status"],
    "stage": VALUES["stage"],
    "damage": get_args(Damage),
    "concern": CONCERNS,
    "noticed": VALUES["noticed"],
    "usual": VALUES["usual"],
    "next_stage": VALUES["next_stage"],
}
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_RULES = "rule_odds"


@dataclass(frozen=True, slots=True)
class Lesson:
    """Where one case stood when its report was made, what the report told, and what came of it.

    `month` is that of the newest outcome; `rule_odds` are in the order of DECISION_RULES. `untouched` and
    `repaired` are the chances of the offer that the report gave, as it stood and with the advised repair;
    None: it gave none.
    """

    month: str
    status: str
    stage: str
    damage: str
    concern: str
    noticed: str
    usual: str
    next_stage: str
    rule_odds: tuple[float, ...]
    repair: Repair
    untouched: float | None
    repaired: float | None
    came: Came
    repair_made: bool | None

    @property
    def told(self) -> float | None:
        """The chance told for what was then done; halfway between the two where that isn't known."""
        if self.untouched is None or self.repaired is None:
            return None
        halfway = (self.untouched + self.repaired) / 2
        return {True: self.repaired, False: self.untouched, None: halfway}[self.repair_made]

    def as_record(self) -> dict[str, Any]:
        """The lesson as one JSON object."""
        record = {"schema": SCHEMA} | {field.name: getattr(self, field.name) for field in fields(self)}
        return record | {_RULES: dict(zip(DECISION_RULES, self.rule_odds, strict=True))}


def lesson_of(
    report: Mapping[str, Any], outcomes: Sequence[Outcome], waited: int, silence_days: float
) -> Lesson | None:
    """The lesson of a case: its report from before the outcomes, and these in the order told.

    None where it teaches nothing: no outcome that counts, a door that was closed, a report without odds.
    `waited` is the number of days since the report, `silence_days` how many of them mean no.
    """
    came = what_came(outcomes, waited, silence_days)
    odds = report.get(_RULES)
    if came == "unknown" or report.get("verdict") == "closed" or not isinstance(odds, Mapping):
        return None
    said = {
        "status": report.get("status"),
        "stage": report.get("stage"),
        "damage": report.get("damage"),
        "concern": report.get("concern") if report.get("findings") else UNKNOWN,
        **{
            name: report.get("readings", {}).get(name, {}).get("value")
            for name in ("noticed", "usual", "next_stage")
        },
    }
    repair = _repair(report)
    untouched, repaired = _told(report, "untouched"), _told(report, repair)
    return Lesson(
        month=f"{newest(outcomes).on:%Y-%m}",
        **{name: value if value in _VALUES[name] else UNKNOWN for name, value in said.items()},
        rule_odds=tuple(round(float(odds.get(rule, 0.0)), 4) for rule in DECISION_RULES),
        repair=repair,
        untouched=untouched,
        repaired=repaired,
        came=came,
        repair_made=repair_made(outcomes),
    )


def _repair(report: Mapping[str, Any]) -> Repair:
    """The kind of repair that the report advised; words alone where it advised none."""
    if report.get("repair_worth") == "none":
        return "words"
    opener = report.get("plan", {}).get("opener")
    named = opener == "named" or (opener is None and report.get("case") in NAMED_IN_WRITING)
    return "words_and_proof" if named else "proof"


def _told(report: Mapping[str, Any], what: str) -> float | None:
    """The chance that the report gave, over the rules that it worked out."""
    by_rule = report.get("odds", {}).get("by_rule", {})
    weights = {rule: report[_RULES].get(rule, 0.0) for rule in by_rule if rule in DECISION_RULES}
    if not sum(weights.values()):
        return None
    total = sum(weight * by_rule[rule][what]["point"] for rule, weight in weights.items())
    return round(float(total / sum(weights.values())), 4)


def from_record(record: object) -> Lesson:
    """The lesson that a JSON object holds. Raises ValueError, saying what doesn't belong."""
    given = record if isinstance(record, Mapping) else {}
    for key in sorted(given.keys() ^ _CHECKS.keys(), key=str):
        raise ValueError(f'The key "{key}" is {"missing" if key in _CHECKS else "not known"}.')
    for key, (fits, wanted) in _CHECKS.items():
        if not fits(given[key]):
            raise ValueError(f"{key}: {wanted} belongs here.")
    kept = {key: value for key, value in given.items() if key != "schema"}
    return Lesson(**kept | {_RULES: tuple(given[_RULES][rule] for rule in DECISION_RULES)})


Check = tuple[Callable[[Any], bool], str]


def _among(allowed: Sequence[str]) -> Check:
    return lambda value: isinstance(value, str) and value in allowed, f"one of {', '.join(allowed)}"


def _is_share(value: object) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | float) and 0 <= value <= 1


def _are_odds(value: object) -> bool:
    if not isinstance(value, Mapping) or set(value) != set(DECISION_RULES):
        return False
    return all(map(_is_share, value.values())) and abs(sum(value.values()) - 1) < 0.01


_MAYBE_SHARE: Check = lambda value: value is None or _is_share(value), "a number from 0 to 1, or null"
_CHECKS: Mapping[str, Check] = {
    "schema": _among([SCHEMA]),
    "month": (
        lambda value: isinstance(value, str) and bool(_MONTH.fullmatch(value)),
        "a year and a month, as 2026-11,",
    ),
    **{name: _among((*values, UNKNOWN)) for name, values in _VALUES.items()},
    _RULES: (_are_odds, f"a chance for each of {', '.join(DECISION_RULES)}, together 1,"),
    "repair": _among(REPAIRS),
    "untouched": _MAYBE_SHARE,
    "repaired": _MAYBE_SHARE,
    "came": _among([one for one in CAME if one != UNKNOWN]),
    "repair_made": (lambda value: value is None or isinstance(value, bool), "true, false or null"),
}


def observed(lesson: Lesson, parameters: Mapping[str, Parameter]) -> Observed:
    """The lesson as the model sees it: the contests of each rule worth counting, at the prior's values."""
    stands = Standing(
        status=lesson.status,
        stage=lesson.stage,
        concern=lesson.concern,
        damage=lesson.damage,
        noticed=lesson.noticed,
        usual=lesson.usual,
        next_stage=lesson.next_stage,
        door="left_open",  # a lesson is of a door that wasn't closed
    )
    odds = zip(DECISION_RULES, lesson.rule_odds, strict=True)
    weights = {rule: share for rule, share in odds if share >= WORTH_COUNTING}
    whole = sum(weights.values())
    return Observed(
        tuple((share / whole, scenario_for(stands, rule, parameters)) for rule, share in weights.items()),
        came=lesson.came,
        repair=lesson.repair,
        repair_made=lesson.repair_made,
        known=known_of(stands),
        as_usual=lesson.damage == "none",
        told=lesson.told,
    )
