"""The words of a kept case worked out again: in another tone, or the other way. Nothing is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ringback.app.circumstances import Circumstances
from ringback.app.keep import newest_report, of_case
from ringback.app.recover import Known, particulars
from ringback.core.catalogue import Catalogue
from ringback.core.choice import Choice, Way, choose
from ringback.core.draft import Draft, draft
from ringback.core.report import Report, draft_record
from ringback.store.records import CaseFile


@dataclass(frozen=True)
class Again:
    """A case read again as on the day of its report, with the facts that are kept of it."""

    known: Known
    report: Report
    around: Circumstances
    catalogue: Catalogue

    @property
    def drafts(self) -> list[dict[str, Any]]:
        """The drafts that the plan calls for, as a report holds them."""
        return [draft_record(one) for one in self.report.drafts]

    def chosen(self, way: Way) -> tuple[Choice, Draft]:
        """The draft for naming it or leaving it, and what that rests on. Raises NoSuchWay."""
        report = self.report
        says = self.catalogue.phrases["phrases/drafts"]["choice"]
        told = () if report.chances.withheld else report.chances.odds.values()
        break_evens = [odds.break_even_noticed for odds in told]
        choice = choose(way, report.verdict, report.plan, self.known.facts, break_evens, says)
        given = particulars(self.known, report.verdict, report.plan, self.around)
        return choice, draft(choice.kind, self.known.facts, given, self.catalogue)


@dataclass(frozen=True)
class Words:
    """The drafts that a call asks for, our choice first; where a way was asked for, the `choice` of it."""

    drafts: tuple[Draft, ...]
    choice: Choice | None = None

    def as_record(self) -> dict[str, Any]:
        """It as one JSON object, as `ringback words --json` prints it, without the name of a case."""
        record = {"schema": "ringback/words/1", "drafts": [draft_record(draft) for draft in self.drafts]}
        if self.choice is None:
            return record
        chosen = self.choice
        told = {"way": chosen.way, "ours": chosen.ours, "says": chosen.says}
        return {**record, "choice": told | {"break_even_noticed": chosen.break_even}}


def again(file: CaseFile, around: Circumstances, catalogue: Catalogue) -> Again:
    """Read a case again from its kept texts, answers and facts, in the tone of `around`."""
    guided = of_case(file, _then(file, around), catalogue)
    known = guided.known()
    return Again(known, guided.report_on(known), guided.answered(), catalogue)


def _then(file: CaseFile, around: Circumstances) -> Circumstances:
    """The day on which the report was made, so that nothing but the words differs."""
    record = newest_report(file)
    if record is None:
        return around
    zone = str(record["zone"])
    return replace(around, now=datetime.fromisoformat(record["made"]).astimezone(ZoneInfo(zone)), zone=zone)
