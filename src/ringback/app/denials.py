"""Findings that aren't so, by their owner's word: all that follows is worked out again without them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from ringback.app import cases, keep
from ringback.app.circumstances import Circumstances
from ringback.core.catalogue import Catalogue
from ringback.core.debrief import FoundAt
from ringback.core.errors import NoSuchFinding
from ringback.core.moved import Moved, moved
from ringback.store.database import Store
from ringback.store.records import CaseFile, Denial

Record = Mapping[str, Any]
Which = int | FoundAt
"""A finding by its number in its list of the current report, from 1, or by where it was found."""

NONE_DENIED = "You have said of none that it isn't so."


@dataclass(frozen=True)
class Changed:
    """A finding denied, or allowed again; what that moved; and the report that is current now."""

    case: str
    finding: FoundAt
    moved: Moved
    report: Record

    def as_record(self) -> dict[str, Any]:
        """The lists as they are now, and what that moved, by the contract of `ringback case not-so`."""
        return {**lists_record(self.case, self.report), "moved": asdict(self.moved)}


def lists_record(case: str, report: Record) -> dict[str, Any]:
    """What was found and what isn't so, by the contract of `ringback case not-so`."""
    lists = {"findings": report["findings"], "denied": report.get("denied", [])}
    return {"schema": "ringback/not-so/1", "case": case, **lists}


def deny(store: Store, case_id: str, around: Circumstances, catalogue: Catalogue, finding: Which) -> Changed:
    """Keep that a finding isn't so, with the report worked out again without it, in one step.

    What is denied already changes nothing. Raises NoSuchCase, NoReport, NoSuchFinding or StoreBusy.
    """
    file = cases.show(store, case_id)
    report = keep.report_of(file)
    denied = places_of(report.get("denied", ()))
    if not isinstance(finding, int) and finding in denied:
        return Changed(case_id, finding, moved(report, report), report)
    at = _one_of(places_of(report["findings"]), finding)
    return _worked_out(store, file, (*file.denials, Denial(*at, around.now)), around, catalogue, at)


def allow(store: Store, case_id: str, around: Circumstances, catalogue: Catalogue, finding: Which) -> Changed:
    """Take a denial back, with the report worked out again; a number is that among the report's `denied`.

    What isn't denied changes nothing. Raises NoSuchCase, NoReport, NoSuchFinding or StoreBusy.
    """
    file = cases.show(store, case_id)
    report = keep.report_of(file)
    if not isinstance(finding, int) and finding in places_of(report["findings"]):
        return Changed(case_id, finding, moved(report, report), report)
    at = _one_of(places_of(report.get("denied", ())), finding, NONE_DENIED)
    left = tuple(one for one in file.denials if FoundAt(one.rule, one.source, one.start, one.end) != at)
    return _worked_out(store, file, left, around, catalogue, at)


def places_of(findings: Iterable[Record]) -> tuple[FoundAt, ...]:
    """Where each of a report's findings was found, in their order."""
    return tuple(FoundAt(one["rule"], one["source"], one["start"], one["end"]) for one in findings)


def _one_of(
    places: Sequence[FoundAt], which: Which, none: str = "Nothing was found in this call."
) -> FoundAt:
    """The place that is meant. Raises NoSuchFinding."""
    if isinstance(which, int):
        if not 1 <= which <= len(places):
            raise NoSuchFinding(str(which), len(places), none)
        return places[which - 1]
    if which not in places:
        raise NoSuchFinding(which.rule, len(places), none)
    return which


def _worked_out(
    store: Store,
    file: CaseFile,
    denials: tuple[Denial, ...],
    around: Circumstances,
    catalogue: Catalogue,
    at: FoundAt,
) -> Changed:
    """The case with these denials, worked out again and kept."""
    guided = keep.of_case(replace(file, denials=denials), around, catalogue)
    record = keep.rework(store, file, guided, around.now, denials=denials)
    return Changed(file.case.id, at, moved(keep.newest_report(file) or {}, record), record)
