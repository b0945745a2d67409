"""Keeping what was recovered: the texts as given, the facts and the report, under the case's name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ringback.app import cases, reworked
from ringback.app.circumstances import Circumstances
from ringback.app.recall import GuidedRecall
from ringback.app.worked_out import WorkedOut
from ringback.core.called import Usual, said_of
from ringback.core.catalogue import Catalogue
from ringback.core.debrief import FoundAt
from ringback.core.fact_sheet import living
from ringback.core.facts import Fact
from ringback.core.material import Kind, Material
from ringback.readers import read_text
from ringback.store.database import Store
from ringback.store.errors import NoReport
from ringback.store.records import Answer, Case, CaseFile, Denial, MaterialKind, NewMaterial, StoredFact
from ringback.store.records import Material as StoredMaterial

AS_GIVEN: Mapping[MaterialKind, Kind | None] = {
    "account": None,
    "transcript": "transcript",
    "message": "message",
    "recall": "account",
}
"""How a kept text is read again: an account may hold a pasted message, so its content decides."""
_SAME = tuple(name for name in StoredFact.__slots__ if name != "id")
"""What a fact and its row both have."""


def keep(
    store: Store,
    materials: Sequence[Material],
    done: WorkedOut,
    now: datetime,
    recall_id: int | None = None,
    recording_id: int | None = None,
) -> Case:
    """Keep a new case with its report and what it came from, whole or not at all. Raises AlreadyKept."""
    new = cases.NewCase(
        employer=done.employer,
        title=done.record["title"],
        materials=as_given(materials),
        report=json.dumps(done.record, ensure_ascii=False),
        facts=rows_of(done.sheet),
        recall_id=recall_id,
        recording_id=recording_id,
    )
    case = cases.add(store, new, now)
    if recall_id is not None:
        cases.finish_recall(store, recall_id, now)
    return case


def keep_recall(store: Store, recall_id: int | None, answers: Mapping[str, str | None], now: datetime) -> int:
    """The number of a guided recall, begun here where it has none; it is finished once its case is kept."""
    if recall_id is None:
        recall_id = cases.begin_recall(store, now).id
        for question, answer in answers.items():
            cases.keep_answer(store, recall_id, question, answer, now)
    return recall_id


def keep_again(
    store: Store,
    case_id: str,
    added: Sequence[Material],
    report: Mapping[str, Any],
    facts: Sequence[Fact],
    now: datetime,
    since: CaseFile,
) -> None:
    """Add texts to a case, and the report that was worked out again beside the earlier ones, in one step.

    `since` is the case that it was worked out from. Raises StoreBusy where that has changed meanwhile.
    """
    text = json.dumps(report, ensure_ascii=False)
    reworked.extend(store, case_id, as_given(added), rows_of(facts), text, now, since)


def keep_more(store: Store, file: CaseFile, guided: GuidedRecall, question: str, now: datetime) -> None:
    """Keep one more answer of a case with the report worked out with it. Raises StoreBusy."""
    rework(store, file, guided, now, answered=Answer(question, guided.answers[question], now))


def rework(
    store: Store,
    file: CaseFile,
    guided: GuidedRecall,
    now: datetime,
    *,
    denials: tuple[Denial, ...] | None = None,
    answered: Answer | None = None,
) -> dict[str, Any]:
    """Work a case out again and keep the report with what it was worked out from, in one step; gives it.

    `file` is the case as it was read. Raises StoreBusy where it has changed meanwhile.
    """
    known = guided.known()
    record = guided.report_on(known).as_record()
    text = json.dumps(record, ensure_ascii=False)
    again = reworked.Rework(text, rows_of(known.sheet), denials=denials, since=file, answered=answered)
    reworked.rework(store, file.case.id, again, now)
    return record


def sheet_of(file: CaseFile) -> tuple[Fact, ...]:
    """The fact sheet of a case, with what was removed from it."""
    return tuple(Fact(number=row.id, **{name: getattr(row, name) for name in _SAME}) for row in file.facts)


def denied_in(file: CaseFile) -> frozenset[FoundAt]:
    """The findings of a case that its owner says aren't so."""
    return frozenset(FoundAt(one.rule, one.source, one.start, one.end) for one in file.denials)


def as_given(materials: Sequence[Material]) -> tuple[NewMaterial, ...]:
    """Each text once, whatever was found in it."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for material in materials:
        kinds.setdefault((material.name, material.text), set()).add(material.kind)
    return tuple(
        NewMaterial(next(kind for kind in AS_GIVEN if kind in found), name, text)
        for (name, text), found in kinds.items()
    )


def apart(file: CaseFile, added: Sequence[Material]) -> tuple[Material, ...]:
    """What is to be added to a case: a name that another text has gets a number.

    A text is of the day on which it was told, and its name is how that is known.
    """
    texts = {one.name: one.text for one in file.materials}
    found = []
    for material in added:
        names = (material.name, *(f"{material.name} {number}" for number in range(2, len(texts) + 3)))
        name = next(one for one in names if texts.setdefault(one, material.text) == material.text)
        found.append(material.under(name))
    return tuple(found)


def read_again(file: CaseFile, me: str | None) -> tuple[Material, ...]:
    """The texts of a case, read anew."""
    named = called_in(file, me)
    return tuple(material for kept in file.materials for material in read_one(kept, named))


def called_in(file: CaseFile, me: str | None) -> str | None:
    """What to look for as the candidate's name in a case: as said now, else as said before, else as usual.

    Only what is said now has to be somebody's name there.
    """
    if said_of(me):
        return me
    found = (newest_report(file) or {}).get("me") or me
    return Usual(found) if found else None


def read_one(kept: StoredMaterial, me: str | None) -> tuple[Material, ...]:
    """A text that is kept, read anew."""
    return read_text(kept.text, kept.name, AS_GIVEN[kept.kind], me)


def of_case(
    file: CaseFile, around: Circumstances, catalogue: Catalogue, added: tuple[Material, ...] = ()
) -> GuidedRecall:
    """A kept case as it was told, with its fact sheet, and what is added to it now.

    Who has written an answer into the sheet knows one.
    """
    sheet = sheet_of(file)
    knows = any(fact.kind == "answer" and fact.origin == "added" for fact in living(sheet))
    texts = read_again(file, around.me)
    if not said_of(around.me):
        around = around.called((newest_report(file) or {}).get("me"))
    around = replace(
        around,
        told={kept.name: kept.added for kept in file.materials},
        readings={**around.readings, **({"known_answer": "yes"} if knows else {})},
        sheet=sheet,
        denied=denied_in(file),
    )
    known = {(one.name, one.text) for one in texts}
    new = [one for one in added if (one.name, one.text) not in known]
    guided = GuidedRecall(around, catalogue, (*texts, *new))
    guided.take_up(answer for recall in file.recalls for answer in recall.answers)
    return guided


def answers_of(file: CaseFile) -> dict[str, str | None]:
    """What was answered in the guided recalls of a case, by question, the latest of each; None: skipped."""
    return {answer.question: answer.answer for recall in file.recalls for answer in recall.answers}


def newest_report(file: CaseFile) -> dict[str, Any] | None:
    """The current report of a case, or None where it has none."""
    return file.reports[-1].data if file.reports else None


def report_of(file: CaseFile) -> dict[str, Any]:
    """The current report of a case. Raises NoReport."""
    record = newest_report(file)
    if record is None:
        raise NoReport(file.case.id)
    return record


def current_report(store: Store, case_id: str) -> dict[str, Any]:
    """The current report of the case of this name. Raises NoSuchCase or NoReport."""
    return report_of(cases.show(store, case_id))


def rows_of(sheet: Sequence[Fact]) -> tuple[StoredFact, ...]:
    """A fact sheet as it is stored."""
    return tuple(
        StoredFact(id=fact.number, **{name: getattr(fact, name) for name in _SAME}) for fact in sheet
    )
