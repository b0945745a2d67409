"""Where a call stands, a line each: its kind, the damage, the rule, whom to ask, who else decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ringback.telling import days, said

Record = Mapping[str, Any]


class OneThing(NamedTuple):
    """The one thing to do: what holds until then, when, and what; the first two may be empty."""

    until_then: str
    when: str
    does: str


def kind_of_call(record: Record) -> str:
    """What kind of call it was, as far as the title doesn't say it."""
    kind = said.CHANNEL.get(record["channel"], "Interview")
    stage = said.STAGE.get(record["stage"], "")
    parts = [part for part in (kind, stage) if part and part != record["title"]]
    return said.sentence(", ".join(parts)) if parts else ""


def damage(record: Record) -> str:
    """How bad it was, and why."""
    because: str = record["damage_because"].strip(" :")
    return because if record["damage"] == "unknown" else f"{record['damage']}; {because}"


def rule(record: Record) -> str:
    """How the stages decide, and whether that is stated or implied, or that nobody has said."""
    if record["decision_rule"] == "unknown":
        return "can't tell. Nothing stated, nothing implied. Our guess, from how employers usually go:"
    return f"{said.RULE[record['decision_rule']]} ({record['rule_basis']})"


def guesses(record: Record) -> Iterator[tuple[str, str]]:
    """How likely each decision rule is, where nobody has said, the likeliest first."""
    for name, chance in sorted(record["rule_odds"].items(), key=lambda row: -row[1]):
        yield said.RULE[name], said.share(chance)


def one_thing(step: Record, now: datetime) -> OneThing:
    """What to do next, said at `now`: nothing tonight, where it can wait for the morning."""
    when = days.moment(step["when"], now.tzinfo)
    if when is None:
        return OneThing("", "", said.sentence(step["does"]))
    does = said.ended(step["does"])
    if when <= now if isinstance(when, datetime) else when <= now.date():
        return OneThing("", "Today:", does)
    at = said.capital(days.from_today(when, now.date()))
    return OneThing(f"Nothing {days.tonight(now)}.", f"{at},", does)


def whom_to_ask(record: Record) -> str | None:
    """Whom to ask the question that would settle how they decide; None where it would settle nothing."""
    undecided = record["verdict"] in ("awaiting", "open") and record["status"] != "rejected"
    if not record["question"] or record["rule_basis"] != "none" or not undecided:
        return None
    arranger = next((p["name"] for p in record["people"] if p["decides"] == "no" and p["name"]), None)
    return f"Ask {arranger}, who arranges it" if arranger else "Ask the recruiter, or whoever set up the call"


def others(record: Record) -> str:
    """What everybody does whom the plan isn't aimed at."""
    person = record["plan"]["person"]
    named = person["name"] if person else None
    rest = [p for p in record["people"] if p["name"] and p["name"] != named]
    told = []
    for decides, verb in (("yes", "decide"), ("advises", "advise"), ("no", "arrange")):
        names = [one["name"] for one in rest if one["decides"] == decides]
        if names:
            told.append(f"{said.listed(names)} {verb}{'s' if len(names) == 1 else ''}")
    return f"{'; '.join(told)}." if told else ""
