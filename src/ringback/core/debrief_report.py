"""The look back at one call, as one JSON object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from ringback.core.compared import Compared
from ringback.core.debrief import Debrief, Finding
from ringback.core.delivery import Delivery, delivery_record
from ringback.core.distress import Helpline
from ringback.core.moment import moment_record
from ringback.core.process_report import reason_record
from ringback.core.proposals import Proposals
from ringback.core.readings import Heard
from ringback.core.report import finding_record, heard_record, helpline_records

SCHEMA = "ringback/debrief/1"


@dataclass(frozen=True)
class DebriefReport:
    """One call looked back at. `texts` are the materials' texts by name, which the places refer to.

    `helplines`: whom to ring, where somebody writes of harming themself.
    `delivery` is of the transcript told moment by moment, where it has times.
    `from_memory`: nothing in it is a transcript. `notices` are plain sentences about the input.
    """

    made: datetime
    zone: str
    debrief: Debrief
    damage: str
    compared: Compared
    from_memory: bool
    texts: Mapping[str, str]
    notices: tuple[str, ...]
    materials: tuple[tuple[str, str], ...]
    unread: bool
    catalogue: str
    helplines: tuple[Helpline, ...] = ()
    emergency: str | None = None
    proposed: Proposals | None = None
    delivery: Delivery | None = None

    def as_record(self) -> dict[str, Any]:
        """It as one JSON object, as `ringback debrief --json` prints it."""
        return _record_of(self)


def compared_record(compared: Compared) -> dict[str, Any]:
    """How the call compares with its owner's usual level, in SD of the candidates compared."""
    return {
        "point": compared.point,
        "low": compared.low,
        "high": compared.high,
        "says": compared.says,
        "reasons": [reason_record(reason) for reason in compared.reasons],
    }


def signal_record(heard: Heard) -> dict[str, Any]:
    """What the interviewer showed, in the whole clause that they said."""
    start, end = heard.hit.clause
    quote = heard.document.text[start:end]
    return heard_record(heard) | {"value": heard.cue.value, "quote": quote, "start": start, "end": end}


def _proposed(proposals: Proposals) -> dict[str, Any]:
    """What a language model proposed; no part of the findings."""
    return {
        "model": proposals.model,
        "host": proposals.host,
        "refused": proposals.refused,
        "readable": proposals.readable,
        "mistakes": [asdict(one) for one in proposals.kept],
    }


def _by_rule(look_back: Debrief) -> list[Finding]:
    """Worst first, with every further place of a rule right after its worst.

    Only findings of the text whose moments are told have a moment.
    """
    order = {rule: n for n, rule in enumerate(dict.fromkeys(one.rule for one in look_back.findings))}
    placed = [
        one if one.source == look_back.source else replace(one, moment=None) for one in look_back.findings
    ]
    return sorted(placed, key=lambda one: order[one.rule])


def _record_of(report: DebriefReport) -> dict[str, Any]:
    """The debrief as one JSON object. Findings are numbered from 1, worst first."""
    look_back = report.debrief
    text = next((text for name, text in report.texts.items() if name == look_back.source), "")
    findings = [{"number": n, **finding_record(finding)} for n, finding in enumerate(_by_rule(look_back), 1)]
    moments = [
        moment_record(moment, n, text, [one["number"] for one in findings if one["moment"] == n - 1])
        for n, moment in enumerate(look_back.moments, 1)
    ]
    return {
        "schema": SCHEMA,
        "made": report.made.isoformat(),
        "zone": report.zone,
        "catalogue": report.catalogue,
        "from_memory": report.from_memory,
        "unread": report.unread,
        "told": look_back.source,
        "moments": moments,
        "findings": findings,
        "mistakes": list(look_back.labels),
        "concern": look_back.concern or look_back.leans,
        "damage": report.damage,
        "compared": compared_record(report.compared),
        "delivery": delivery_record(report.delivery),
        "went_well": [heard_record(one) for one in look_back.went_well],
        "not_yours": [heard_record(one) for one in look_back.not_yours],
        "signals": [signal_record(one) for one in look_back.signals],
        "proposed": _proposed(report.proposed) if report.proposed else None,
        "helplines": helpline_records(report.helplines, report.emergency),
        "notices": list(report.notices),
        "materials": [{"name": name, "kind": kind} for name, kind in report.materials],
    }
