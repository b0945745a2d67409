"""The plan: whom to reach, when, by which channel, with what proof; or how to leave it.

What to do in each case of the policy is the catalogue's `plan.toml`; here its days get dates, its
places get people, and who has advanced gets the choice between two openers.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Any

from ringback.core.days import day_of
from ringback.core.debrief import Finding
from ringback.core.process import Person, Process
from ringback.core.reasons import Reason
from ringback.core.verdict import Standing, Verdict, opener, opener_cause

DRAFT_KINDS = (
    "opener_named",
    "opener_unnamed",
    "acceptance",
    "thank_you",
    "follow_up",
    "correction",
    "question",
    "close",
    "reopen",
    "ask_manager",
    "apology",
    "rebook",
    "nudge",
    "offer_sample",
    "about_the_call",
    "named_letter",
)
"""What a plan can call for, to say or to send; the last only where its owner chooses it."""

Workdays = Callable[[date, int], date]
"""A day so many working days after another (the readers' calendar knows the holidays)."""

MORNING = time(9)
EVENING = 18


@dataclass(frozen=True, slots=True)
class Dates:
    """The days the plan turns on. `now` is aware, in the candidate's zone; the rest None where unknown.

    `silence_days` counts from the call, where nothing is promised.
    """

    now: datetime
    call: date | None = None
    next_stage: datetime | date | None = None
    reply_by: datetime | date | None = None
    promised_by: date | None = None
    silence_days: int = 14


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `when` is an aware time, a date without a zone, or None for "at any time".

    `key` names the day as the catalogue does ("eve", "next"): the same step in every plan of a case.
    """

    when: datetime | date | None
    words: str
    does: str
    command: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The repair in particulars, or how to leave it.

    `drafts` are kinds of `DRAFT_KINDS`, ours first; `opener` is "named", "unnamed" or None, with
    why in one sentence and when to switch to the other.
    """

    action: str
    target: str
    person: Person | None
    aim: str
    channel: str
    proof: str | None
    opener: str | None
    opener_why: str | None
    switch: str | None
    drafts: tuple[str, ...]
    steps: tuple[Step, ...]
    now: Step
    avoid: tuple[str, ...]
    silence_by: date | None
    who_else: str | None
    practise: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


def _next_morning(dates: Dates, workdays: Workdays) -> datetime:
    """Nine o'clock on the next working day, which in the small hours is today's."""
    small_hours = dates.now.hour < MORNING.hour
    day = workdays(dates.now.date() - timedelta(days=small_hours), 1)
    return datetime.combine(day, MORNING, dates.now.tzinfo)


def silence_by(dates: Dates, workdays: Workdays) -> date:
    """The day after which their silence is long: two working days past a promise, else the silence parameter.

    Silence counts from the last time both sides spoke: the next stage where one is arranged, else the call.
    """
    today = dates.now.date()
    following = day_of(dates.next_stage) if dates.next_stage else None
    if dates.promised_by and (following is None or dates.promised_by >= following):
        return workdays(max(dates.promised_by, today), 2)
    start = following or dates.call or today
    return max(start + timedelta(days=dates.silence_days), workdays(today, 2))


def _is_near(dates: Dates) -> bool:
    """Whether the next stage is tomorrow at the latest."""
    following = day_of(dates.next_stage) if dates.next_stage else date.max
    return following <= dates.now.date() + timedelta(days=1)


def _invited(case: Mapping[str, Any], dates: Dates, table: Mapping[str, Any]) -> Mapping[str, Any]:
    """What whoever is through has to do besides; what was false is put right before anything else."""
    invited = table["invited"] | (table["near"] if _is_near(dates) else {})
    first = "correction" in case["drafts"]
    return {name: rows for name, rows in invited.items() if not (first and name == "now")}


def _a_no_from(moments: Mapping[str, datetime | date | None], when: Container[str]) -> date | None:
    """The day after which no word means no: a week later where the plan asks once more on the day itself."""
    day = moments["closed" if "closed" in when else "silence"]
    return day_of(day) if day else None


def _reply(dates: Dates, morning: datetime) -> datetime | date:
    """The next morning, so that a deadline isn't waited for; the deadline where it comes sooner."""
    by = dates.reply_by
    if by is None:
        return morning
    sooner = by < morning if isinstance(by, datetime) else by < morning.date()
    return by if sooner else morning


def _moments(dates: Dates, workdays: Workdays) -> dict[str, datetime | date | None]:
    following = day_of(dates.next_stage) if dates.next_stage else None
    today = dates.now.date()
    quiet = silence_by(dates, workdays)
    return {
        "now": dates.now,
        "morning": _next_morning(dates, workdays),
        "reply": _reply(dates, _next_morning(dates, workdays)),
        "before_next": max(today, following - timedelta(days=2)) if following else None,
        "eve": max(today, following - timedelta(days=1)) if following else None,
        "next": dates.next_stage,
        "after_next": following,
        "promised": dates.promised_by,
        "silence": quiet,
        "closed": workdays(quiet, 5),
    }


def _steps(
    rows: Sequence[Mapping[str, str]], moments: Mapping[str, datetime | date | None], words: Mapping[str, str]
) -> tuple[Step, ...]:
    """The steps by their days; one without a day keeps its place after the one before it.

    The day they named is none where they named none.
    """
    steps = [
        Step(moments[row["when"]], words.get(row["when"], ""), row["does"], row.get("command"), row["when"])
        for row in rows
        if row["when"] != "promised" or moments["promised"]
    ]
    days = list(accumulate((day_of(step.when) if step.when else date.min for step in steps), _or_before))
    return tuple(step for _, step in sorted(zip(days, steps, strict=True), key=lambda row: row[0]))


def _or_before(before: date, day: date) -> date:
    return before if day == date.min else day


def _now(row: Mapping[str, Any], dates: Dates, moments: Mapping[str, datetime | date | None]) -> Step:
    """The one thing to do: nothing at night for what can wait for the morning.

    An answer that is due before it can't, nor a word to people who sit and wait (`urgent`).
    """
    if "does" not in row:
        return Step(None, "", row["says"])
    late = dates.now.hour >= EVENING or dates.now.hour < MORNING.hour or dates.now.weekday() >= 5
    due = row.get("when") == "reply" and moments["reply"] != moments["morning"]
    when = moments["morning"] if late and not due and not row.get("urgent") else dates.now
    return Step(when, "tonight" if late else "today", row["does"], row.get("command"))


def practise(findings: Sequence[Finding], table: Mapping[str, Any]) -> tuple[str, ...]:
    """Three questions to have ready next time: those that went wrong first, then the ones always asked."""
    by_label = [question for finding in findings if (question := table["by_label"].get(finding.label or ""))]
    return tuple(dict.fromkeys([*by_label, *table["always"]]))[:3]


def _avoid(findings: Sequence[Finding], by_rule: Mapping[str, str]) -> Iterator[str]:
    """What the mistakes themselves forbid, whatever the case."""
    rules = dict.fromkeys(finding.rule for finding in findings)
    yield from (by_rule[rule] for rule in rules if rule in by_rule)


def reached(process: Process, target: str) -> Person | None:
    """The person to reach: whose role is the target's, else who decides or probably does, else nobody.

    Who isn't to decide anything (a recruiter, or where nothing is to be said) is that role's or nobody.
    """
    deciding = [person for person in process.people if person.decides == "yes"]
    unsaid = [person for person in process.people if person.decides == "unknown"]
    deciding += [person for person in unsaid if person.likely == "yes"]
    named = [person for person in process.people if (person.role or "").replace(" ", "_") == target]
    return next(iter([*named, *(() if target in ("none", "recruiter") else deciding)]), None)


def make_plan(
    stands: Standing,
    verdict: Verdict,
    process: Process,
    findings: Sequence[Finding],
    dates: Dates,
    workdays: Workdays,
    table: Mapping[str, Any],
) -> Plan:
    """The plan for one verdict. `table` is the catalogue's `plan.toml`."""
    case = table["case"][verdict.case]
    ours = opener(stands)
    choice = table["opener"][opener_cause(stands)] if ours else {}
    moments = _moments(dates, workdays)
    asked = stands.status == "advanced" and dates.next_stage is None  # their next word is the day of it
    waits = verdict.door != "closed" and verdict.case != "unwanted" and not asked
    invited = _invited(case, dates, table) if ours else {"drafts": [], "steps": []}
    when = {row["when"] for row in case["steps"]}
    rows = [*case["steps"], *(row for row in invited["steps"] if row["when"] not in when)]
    rows = [row for row in rows if row["when"] not in invited.get("past", ())]
    order = {name: place for place, name in enumerate(moments)}
    rows.sort(key=lambda row: order[row["when"]])
    return Plan(
        action=verdict.advised_action,
        target=verdict.target,
        person=reached(process, verdict.target),
        aim=case["aim"],
        channel=case["channel"],
        proof=case.get("proof"),
        opener=ours,
        opener_why=choice.get("why"),
        switch=choice.get("switch"),
        drafts=_drafts([*invited["drafts"], *case["drafts"]], ours, verdict),
        steps=_steps(rows, moments, table["words"]),
        now=_now(invited.get("now", case["now"]), dates, moments),
        avoid=(*_avoid(findings, table["avoid"]["by_rule"]), *case["avoid"]),
        silence_by=_a_no_from(moments, {row["when"] for row in rows}) if waits else None,
        who_else=case.get("who_else"),
        practise=practise(findings, table["practise"]),
        reasons=tuple(Reason(row["says"], sources=(row["source"],)) for row in case.get("rests_on", ())),
    )


def _drafts(kinds: Sequence[str], ours: str | None, verdict: Verdict) -> tuple[str, ...]:
    """Both openers for who has advanced, ours first, but a correction before them; the one question last.

    Who has advanced may be asked about the call as well.
    """
    openers = [f"opener_{ours}", f"opener_{'unnamed' if ours == 'named' else 'named'}"] if ours else []
    first = [kind for kind in kinds if kind == "correction"]
    asked = ["question"] if verdict.question and verdict.door == "awaiting" else []
    about = ["about_the_call"] if ours else []
    return tuple(dict.fromkeys([*first, *openers, *kinds, *about, *asked]))
