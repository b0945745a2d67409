"""The process map: everything that is told of one employer's process, as records and as one JSON object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ringback.core.dates import TimesTold, Told
from ringback.core.decision import SEVERAL, UNJUDGED
from ringback.core.process import Person, Process
from ringback.core.process_map import Clash
from ringback.core.readings import Reading
from ringback.core.reasons import Reason
from ringback.core.stages import Stage

SCHEMA = "ringback/process/1"


@dataclass(frozen=True)
class ProcessReport:
    """What the texts tell of a process: stages, rule, people, times, and whether one may write.

    `aim` is the person to aim at, `question` the one whose answer would settle the rule; `library` names
    the texts that come from the employer library.
    """

    employer: str | None
    made: datetime
    zone: str
    process: Process
    aim: Person | None
    contact: Reading
    times: TimesTold
    question: str | None
    reasons: tuple[Reason, ...]
    notices: tuple[str, ...]
    materials: tuple[tuple[str, str], ...]
    catalogue: str

    def as_record(self) -> dict[str, Any]:
        """It as one JSON object, as `ringback process --json` prints it."""
        return _record_of(self)


def stage_record(stage: Stage) -> dict[str, Any]:
    """One stage, with the words it rests on."""
    return {
        "kind": stage.kind,
        "optional": stage.optional,
        "quote": stage.quote,
        "source": stage.source,
        "start": stage.start,
        "end": stage.end,
        "sure": stage.sure,
        "when": stage.when,
        "run_by": stage.run_by,
        "minutes": list(stage.minutes) if stage.minutes else None,
        "assesses": stage.assesses,
        "role": stage.role,
        "cut": stage.cut,
    }


def clash_record(clash: Clash) -> dict[str, Any]:
    """Two texts that disagree, and which of them holds."""
    return {
        "about": clash.about,
        "kept": clash.kept,
        "kept_source": clash.kept_source,
        "dropped": clash.dropped,
        "dropped_source": clash.dropped_source,
    }


def person_record(person: Person) -> dict[str, Any]:
    """A person or body, and whether they decide."""
    return {
        "name": person.name,
        "role": person.role,
        "decides": person.decides,
        "likely": person.likely,
        "quote": person.quote,
    }


def reason_record(reason: Reason) -> dict[str, Any]:
    """A reason with its rule, sources and quote."""
    return {
        "says": reason.says,
        "rule": reason.rule,
        "parameter": reason.parameter,
        "sources": list(reason.sources),
        "quote": reason.quote,
    }


def _moment(when: datetime | date | None) -> str | None:
    return when.isoformat() if when else None


def _times(told: Sequence[Told]) -> list[dict[str, Any]]:
    return [
        {
            "kind": one.kind,
            "quote": one.quote,
            "source": one.source,
            "start": one.start,
            "end": one.end,
            "when": _moment(one.when),
            "or_when": _moment(one.or_when),
        }
        for one in told
    ]


def _when_words(report: ProcessReport) -> str | None:
    """The words that name when a stage is; a mere length is none where it is one of several stages'."""
    judged = {stage.kind for stage in report.process.stages} - UNJUDGED
    only_lengths = all(one.kind == "duration" for one in report.times.when)
    return None if only_lengths and len(judged) >= SEVERAL else report.times.when_words


def basis_of(rule: Reading) -> str:
    """What a rule rests on, by the contract: stated, implied or none."""
    return {"told": "stated", "assumed": "none"}.get(rule.basis, rule.basis)


def _record_of(report: ProcessReport) -> dict[str, Any]:
    """The map as one JSON object, by the contract of `ringback process`."""
    process = report.process
    return {
        "schema": SCHEMA,
        "employer": report.employer,
        "made": report.made.isoformat(),
        "zone": report.zone,
        "catalogue": report.catalogue,
        "stages": [stage_record(stage) for stage in process.stages],
        "order_known": process.order_known,
        "stage_kind": process.stage_kind,
        "decision_rule": process.decision_rule.value,
        "rule_basis": basis_of(process.decision_rule),
        "rule_quote": process.decision_rule.quote,
        "rule_odds": dict(process.rule_odds),
        "question": report.question,
        "decision_makers": [person_record(person) for person in process.people],
        "aim": person_record(report.aim) if report.aim else None,
        "datetime_text": _when_words(report),
        "deadline_or_turnaround": report.times.due_words,
        "times": _times(report.times.when),
        "due": _times(report.times.due),
        "follow_up_allowed": report.contact.value,
        "follow_up_quote": report.contact.quote,
        "clashes": [clash_record(clash) for clash in process.clashes],
        "reasons": [reason_record(reason) for reason in report.reasons],
        "notices": list(report.notices),
        "materials": [{"name": name, "kind": kind} for name, kind in report.materials],
    }
