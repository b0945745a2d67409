"""The fact sheet as use-cases: change it, and the words of its case are worked out again and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ringback.app import cases, keep
from ringback.app.circumstances import Circumstances
from ringback.core.catalogue import Catalogue
from ringback.core.fact_sheet import Sheet
from ringback.core.moved import DraftChange, draft_changes
from ringback.store.database import Store
from ringback.store.records import CaseFile

Change = Callable[[Sheet], Sheet]


@dataclass(frozen=True)
class Changed:
    """A sheet before and after a change, and what that did to the words."""

    case: str
    before: Sheet
    after: Sheet
    words: tuple[DraftChange, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The facts that are new or other than before."""
        kept = {fact.number: fact for fact in self.before}
        return tuple(fact.number for fact in self.after if kept.get(fact.number) != fact)


def sheet(store: Store, case_id: str) -> Sheet:
    """The fact sheet of a case, with what was removed. Raises NoSuchCase."""
    return keep.sheet_of(cases.show(store, case_id))


def change(store: Store, case_id: str, around: Circumstances, catalogue: Catalogue, by: Change) -> Changed:
    """Change the sheet of a case; its report is worked out again and kept beside the earlier ones.

    A change that changes nothing keeps nothing. Raises NoSuchCase, and what `by` raises.
    """
    file = cases.show(store, case_id)
    before = keep.sheet_of(file)
    after = by(before)
    if after == before:
        return Changed(case_id, before, after)
    record = _worked_out(file, after, around, catalogue)
    words = draft_changes(keep.newest_report(file) or {}, record)
    keep.keep_again(store, case_id, (), record, after, around.now, file)
    return Changed(case_id, before, after, words)


def _worked_out(file: CaseFile, after: Sheet, around: Circumstances, catalogue: Catalogue) -> dict[str, Any]:
    """The report of a case on this sheet, whatever its texts would give now."""
    guided = keep.of_case(replace(file, facts=keep.rows_of(after)), around, catalogue)
    return guided.report_on(replace(guided.known(), sheet=after)).as_record()
