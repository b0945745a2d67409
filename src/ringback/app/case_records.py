"""Kept cases as JSON objects, alike for the command line and the API."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from ringback.app.cases import CaseLine
from ringback.store.records import Case, CaseFile


def plain(value: Any) -> Any:
    """A record with its times in ISO form."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def case_record(case: Case) -> dict[str, Any]:
    """The case itself: its names and times."""
    record: dict[str, Any] = plain(asdict(case))
    return record


def line_record(line: CaseLine) -> dict[str, Any]:
    """A case in a list."""
    outcome = line.outcome
    return {
        **case_record(line.case),
        "verdict": line.verdict,
        "advised_action": line.advised_action,
        "outcome": plain(asdict(outcome)) if outcome else None,
    }


def bin_record(case: Case, due: datetime) -> dict[str, Any]:
    """A case in the bin, and when it is erased."""
    return {**case_record(case), "erased_from": due.isoformat()}


def file_record(file: CaseFile) -> dict[str, Any]:
    """All that is kept of a case, its reports as JSON."""
    reports = [{"id": r.id, "added": r.added.isoformat(), "report": r.data} for r in file.reports]
    record: dict[str, Any] = plain(asdict(file))
    return {"schema": "ringback/case/1", **record, "reports": reports}
