"""What a kept case tells of a draft that is about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ringback.app.keep import answers_of, newest_report, sheet_of
from ringback.core.fact_sheet import living
from ringback.core.facts import usable
from ringback.core.review_case import CaseTold
from ringback.store.records import CaseFile


def case_told(file: CaseFile) -> CaseTold | None:
    """The case's report, the facts that may be claimed and all its texts; None where it has no report."""
    report = newest_report(file)
    if report is None:
        return None
    facts = [fact for fact in living(sheet_of(file)) if usable(fact)]
    answers = [answer for answer in answers_of(file).values() if answer]
    return CaseTold(
        report=report,
        facts=tuple((fact.kind, fact.text) for fact in facts),
        texts=(*(material.text for material in file.materials), *answers),
    )


def told_of(report: Mapping[str, Any], texts: Iterable[str]) -> CaseTold:
    """The same of a report that isn't kept, such as the sample's."""
    facts = [fact for fact in report["facts"] if fact["provenance"] == "told" or fact["confirmed"]]
    return CaseTold(report, tuple((fact["kind"], fact["text"]) for fact in facts), tuple(texts))
