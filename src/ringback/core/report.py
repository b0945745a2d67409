"""The report: everything that is said about one case, as records and as one JSON object.

The object is what is printed, saved and never re-worded: sentences and reasons travel in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ringback.core.call import Call
from ringback.core.chances import Chances
from ringback.core.debrief import Debrief, Finding
from ringback.core.delivery import Delivery, delivery_record
from ringback.core.distress import Helpline
from ringback.core.draft import Draft
from ringback.core.facts import Fact
from ringback.core.heard import heard_unclearly
from ringback.core.moment import moment_record
from ringback.core.openers import seconds
from ringback.core.plan import Plan, Step
from ringback.core.process import Process
from ringback.core.process_report import basis_of, clash_record, person_record, reason_record, stage_record
from ringback.core.readings import Heard, Reading
from ringback.core.reasons import Reason
from ringback.core.refusals import Refusal
from ringback.core.transcript import Transcript
from ringback.core.verdict import Verdict
from ringback.core.wording import Sentence

SCHEMA = "ringback/recover/1"


@dataclass(frozen=True)
class Report:
    """One case, worked out.

    `notices` are plain sentences about the input; `helplines` and the number for immediate danger
    (`emergency`) are there only where needed; `materials` are (name, kind); `me` is the name that the
    candidate gave, by which a transcript is read again; `unread` says that none is
    in a language that is read; `told` is the transcript that the moments are of, and
    `delivery` how that was said, where it has times.
    """

    title: str
    made: datetime
    zone: str
    call: Call
    process: Process
    debrief: Debrief
    verdict: Verdict
    chances: Chances
    plan: Plan
    facts: tuple[Fact, ...]
    drafts: tuple[Draft, ...]
    refusals: tuple[Refusal, ...]
    helplines: tuple[Helpline, ...]
    emergency: str | None
    notices: tuple[str, ...]
    materials: tuple[tuple[str, str], ...]
    unread: bool
    catalogue: str
    me: str | None = None
    told: Transcript | None = None
    delivery: Delivery | None = None

    def as_record(self) -> dict[str, Any]:
        """It as one JSON object, as `ringback recover --json` prints it."""
        return _record_of(self)


def _moment(when: datetime | date | None) -> str | None:
    return when.isoformat() if when else None


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "value": reading.value,
        "basis": reading.basis,
        "reasons": [reason_record(r) for r in reading.reasons],
    }


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as the contract has it everywhere, with its title, place and grounds added."""
    return {
        "rule": finding.rule,
        "label": finding.label,
        "title": finding.title,
        "weight": finding.weight,
        "concern": finding.concern,
        "noticed": finding.noticed,
        "source": finding.source,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "at": finding.at,
        "says": finding.says,
        "why": finding.why,
        "fix": finding.fix,
        "avoid": finding.avoid,
        "sources": list(finding.sources),
        "because": finding.because,
        "moment": finding.moment,
        "unclear": heard_unclearly(finding.quote),
    }


def helpline_records(helplines: Sequence[Helpline], emergency: str | None) -> list[dict[str, Any]]:
    """Whom to ring, each with the number for immediate danger."""
    return [
        {"name": one.name, "number": one.number, "hours": one.hours, "emergency": emergency}
        for one in helplines
    ]


def heard_record(one: Heard) -> dict[str, Any]:
    """A cue heard at one place."""
    start, end = one.span
    return {
        "says": one.cue.says,
        "rule": one.cue.id,
        "source": one.document.source,
        "start": start,
        "end": end,
        "quote": one.quote,
        "at": one.hit.passage.turn.at,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "key": step.key,
        "when": _moment(step.when),
        "words": step.words,
        "does": step.does,
        "command": step.command,
    }


def _plan(plan: Plan) -> dict[str, Any]:
    person = plan.person
    return {
        "action": plan.action,
        "target": plan.target,
        "person": {"name": person.name, "role": person.role, "decides": person.decides} if person else None,
        "aim": plan.aim,
        "channel": plan.channel,
        "proof": plan.proof,
        "opener": plan.opener,
        "opener_why": plan.opener_why,
        "switch": plan.switch,
        "drafts": list(plan.drafts),
        "steps": [_step(step) for step in plan.steps],
        "now": _step(plan.now),
        "avoid": list(plan.avoid),
        "silence_by": _moment(plan.silence_by),
        "who_else": plan.who_else,
        "practise": list(plan.practise),
        "reasons": [reason_record(reason) for reason in plan.reasons],
    }


def chances_record(chances: Chances) -> dict[str, Any]:
    """What is said about the odds, as a report holds it."""
    return {
        "heading": chances.heading,
        "opens": chances.opens,
        "rows": [{"what": what, "says": says} for what, says in chances.rows],
        "says": chances.says,
        "withheld": chances.withheld,
        "first": chances.first.as_record() if chances.first else None,
        "rule": chances.rule,
        "by_rule": {rule: odds.as_record() for rule, odds in chances.odds.items()},
        "scenarios": {rule: scenario.as_record() for rule, scenario in chances.scenarios.items()},
        "reasons": [reason_record(reason) for reason in chances.reasons],
    }


def _sentences(sentences: Sequence[Sentence]) -> list[dict[str, Any]]:
    return [
        {"text": s.text, "move": s.move, "facts": list(s.facts), "gap": s.gap, "told": s.told}
        for s in sentences
    ]


def draft_record(draft: Draft) -> dict[str, Any]:
    """A draft as a report holds it."""
    return {
        "kind": draft.kind,
        "form": draft.form,
        "subject": draft.subject,
        "text": draft.text,
        "sentences": _sentences(draft.sentences),
        "unfinished": draft.unfinished,
        "seconds": draft.seconds,
        "why": draft.why,
        "answers_to": [
            {"they_say": r.they_say, "sentences": _sentences(r.sentences)} for r in draft.answers_to
        ],
        "by_phone": _by_phone(draft.by_phone),
    }


def _by_phone(said: Sequence[Sentence]) -> dict[str, Any] | None:
    return {"sentences": _sentences(said), "seconds": seconds(said)} if said else None


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "number": fact.number,
        "kind": fact.kind,
        "text": fact.text,
        "provenance": fact.provenance,
        "confirmed": fact.confirmed,
        "quote": fact.quote,
        "source": fact.source,
        "start": fact.start,
        "end": fact.end,
    }


def _moments(look_back: Debrief, text: str) -> list[dict[str, Any]]:
    """The questions of the call in order, each with the places in `findings` of what was found in it."""
    found = [one.moment if one.source == look_back.source else None for one in look_back.findings]
    return [
        moment_record(moment, n + 1, text, [place for place, held in enumerate(found) if held == n])
        for n, moment in enumerate(look_back.moments)
    ]


def _spoken(call: Transcript) -> list[dict[str, Any]]:
    """Who spoke when, in seconds, where the transcript tells it."""
    return [
        {"start": turn.at, "end": turn.until, "mine": turn.speaker == call.candidate}
        for turn in call.turns
        if turn.at is not None and turn.until is not None
    ]


def _untold(odds: dict[str, Any]) -> dict[str, Any]:
    """The record of the odds without a chance in it, for who may be in danger."""
    return {**odds, "rows": [], "says": "", "first": None, "by_rule": {}, "reasons": []}


def _process(process: Process) -> dict[str, Any]:
    return {
        "stages": [stage_record(stage) for stage in process.stages],
        "order_known": process.order_known,
        "stage_kind": process.stage_kind,
        "clashes": [clash_record(clash) for clash in process.clashes],
    }


def _reasons(report: Report) -> list[dict[str, Any]]:
    fields = ("status", "noticed", "next_stage", "usual", "repaired", "wanted", "door", "assessed", "silence")
    of_call = [reason for name in fields for reason in getattr(report.call, name).reasons]
    of_odds = report.chances.reasons
    every: Sequence[Reason] = [*report.verdict.reasons, *of_call, *report.plan.reasons, *of_odds]
    return [reason_record(reason) for reason in dict.fromkeys(every)]


def _record_of(report: Report) -> dict[str, Any]:
    """The report as one JSON object, by the contract of `ringback recover`."""
    call, process, verdict = report.call, report.process, report.verdict
    return {
        "schema": SCHEMA,
        "title": report.title,
        "made": report.made.isoformat(),
        "zone": report.zone,
        "catalogue": report.catalogue,
        "me": report.me,
        "channel": call.channel.value,
        "stage": call.stage.value,
        "decision_rule": process.decision_rule.value,
        "rule_basis": basis_of(process.decision_rule),
        "rule_quote": process.decision_rule.quote,
        "rule_odds": dict(process.rule_odds),
        "status": call.status.value,
        "mistakes": list(report.debrief.labels),
        "concern": report.debrief.concern or report.debrief.leans,
        "verdict": verdict.door,
        "damage": verdict.damage,
        "repair_worth": verdict.repair_worth,
        "advised_action": verdict.advised_action,
        "target": verdict.target,
        "headline": verdict.headline,
        "because": verdict.because,
        "damage_because": verdict.damage_because,
        "changes": verdict.changes,
        "question": verdict.question,
        "case": verdict.case,
        "helplines": helpline_records(report.helplines, report.emergency),
        "notices": list(report.notices),
        "materials": [{"name": name, "kind": kind} for name, kind in report.materials],
        "unread": report.unread,
        "readings": {name: _reading(getattr(call, name)) for name in call.__dataclass_fields__},
        "people": [person_record(person) for person in process.people],
        "process": _process(process),
        "findings": [finding_record(finding) for finding in report.debrief.findings],
        "moments": _moments(report.debrief, report.told.text if report.told else ""),
        "spoken": _spoken(report.told) if report.told else [],
        "delivery": delivery_record(report.delivery),
        "denied": [finding_record(finding) for finding in report.debrief.denied],
        "signals": [{"value": one.cue.value, **heard_record(one)} for one in report.debrief.signals],
        "went_well": [heard_record(one) for one in report.debrief.went_well],
        "not_yours": [heard_record(one) for one in report.debrief.not_yours],
        "odds": _untold(chances_record(report.chances))
        if report.helplines
        else chances_record(report.chances),
        "plan": _plan(report.plan),
        "drafts": [draft_record(draft) for draft in report.drafts],
        "facts": [_fact(fact) for fact in report.facts],
        "refusals": [{"quote": r.quote, "says": r.says, "instead": r.instead} for r in report.refusals],
        "reasons": _reasons(report),
    }
