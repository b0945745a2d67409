"""The use-cases of cases: keep one, look, add to it, move it in and out, throw it away, erase it."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ringback.app import memory
from ringback.core.errors import RingbackError
from ringback.core.outcome import Outcome
from ringback.store import cases, erasure, recalls, recordings, tables
from ringback.store.database import Store, open_file
from ringback.store.errors import (
    CaseExists,
    CaseInBin,
    CaseNotInBin,
    DiskFull,
    FolderTaken,
    NoSuchCase,
    NotStorable,
    StoreBusy,
    files_at,
)
from ringback.store.files import sibling_for, write_folder
from ringback.store.folder import from_files, read_folder, to_files
from ringback.store.numbers import next_number
from ringback.store.records import (
    Answer,
    Case,
    CaseFile,
    Material,
    NewMaterial,
    Note,
    Recall,
    StoredFact,
    StoredOutcome,
    StoredReport,
    problems,
    unfit_texts,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

DAYS_IN_BIN = 7
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a case begins with; `report` is its JSON, `recall_id` and `recording_id` what it came from."""

    employer: str | None = None
    title: str | None = None
    materials: tuple[NewMaterial, ...] = ()
    report: str | None = None
    facts: tuple[StoredFact, ...] = ()
    recall_id: int | None = None
    recording_id: int | None = None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list: the door and the action of its current report, and the outcome that counts."""

    case: Case
    verdict: str | None
    advised_action: str | None
    outcome: Outcome | None


def open_store(home: Path, now: datetime) -> Store:
    """Open the store in the folder `home`; what has been in the bin for 7 days is erased."""
    store = open_file(home)
    try:
        erasure.finish_erasing(store)
        erasure.remove_abandoned_exports(store, now)
        erase_due(store, now)
        erasure.erase_due_employers(store, now - timedelta(days=DAYS_IN_BIN))
    except (StoreBusy, DiskFull):
        pass  # the next start does it
    return store


class AlreadyKept(RingbackError):
    """A recall, a recording or a form of which a case is kept already."""

    code = "already_kept"

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        super().__init__("A case is kept of that already.", f"See it: ringback case show {case_id}", case_id)


def add(store: Store, new: NewCase, now: datetime) -> Case:
    """Keep a new case, whole or not at all. Raises AlreadyKept or NotStorable."""
    materials = tuple(Material(n, m.kind, m.name, m.text, now) for n, m in enumerate(new.materials, 1))
    reports = (StoredReport(1, new.report, now),) if new.report is not None else ()
    with store.writing() as connection:
        taken = {case.id for case in cases.list_cases(connection, store.owner)}
        name = free_name(new.employer, new.title, now, taken)
        case = Case(name, new.employer or None, new.title or None, created=now, updated=now)
        file = CaseFile(case, materials, reports, new.facts)
        refuse_unfit(file)
        cases.write_file(connection, store.owner, file)
        for what, number in ((recalls, new.recall_id), (recordings, new.recording_id)):
            if number is not None and not what.give_to_case(connection, store.owner, number, case.id):
                raise _not_free(number, what.case_of(connection, store.owner, number))
    return case


def _not_free(number: int, case_id: str | None) -> RingbackError:
    return AlreadyKept(case_id) if case_id else NotStorable(f"number {number}", "It was erased meanwhile.")


def free_name(employer: str | None, title: str | None, now: datetime, taken: Container[str]) -> str:
    """A short name for a case that isn't taken: from the employer, else the title, else the date."""
    stem = _slug(employer or "") or _slug(title or "") or now.date().isoformat()
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def list_cases(store: Store) -> tuple[CaseLine, ...]:
    """The cases that aren't in the bin, the last touched first."""
    with store.reading() as connection:
        reports = cases.newest_reports(connection, store.owner)
        outcomes = cases.newest_outcomes(connection, store.owner)
        kept = cases.list_cases(connection, store.owner)
    return tuple(
        _line(case, reports.get(case.id, "{}"), outcomes.get(case.id))
        for case in kept
        if case.deleted_at is None
    )


def list_bin(store: Store) -> tuple[tuple[Case, datetime], ...]:
    """The cases in the bin, each with the time from which it is erased."""
    with store.reading() as connection:
        kept = cases.list_cases(connection, store.owner)
    return tuple((case, case.deleted_at + timedelta(days=DAYS_IN_BIN)) for case in kept if case.deleted_at)


def show(store: Store, case_id: str) -> CaseFile:
    """All that is kept of a case."""
    with store.reading() as connection:
        return cases.read_file(connection, store.owner, _living(connection, store.owner, case_id))


def is_living(store: Store, case_id: str) -> bool:
    """Whether there is a case of that name that isn't in the bin."""
    with store.reading() as connection:
        case = cases.read_case(connection, store.owner, case_id)
    return case is not None and case.deleted_at is None


def note(store: Store, case_id: str, text: str, now: datetime) -> Note:
    """Write a note beside a case."""
    with store.writing() as connection:
        case = touched(connection, store.owner, case_id, now)
        row = Note(next_number(connection, store.owner, tables.notes, case_id), text, now)
        _keep(connection, store.owner, CaseFile(case, notes=(row,)))
    return row


def record_outcome(store: Store, case_id: str, outcome: Outcome, now: datetime) -> StoredOutcome:
    """Keep what became of a case; the earlier outcomes stay."""
    with store.writing() as connection:
        case = touched(connection, store.owner, case_id, now)
        row = StoredOutcome(next_number(connection, store.owner, tables.outcomes, case_id), outcome, now)
        _keep(connection, store.owner, CaseFile(case, outcomes=(row,)))
    return row


def export(store: Store, case_id: str, folder: Path, now: datetime) -> Path:
    """Write a case as a folder of plain files, whole or not at all; `folder` must be new or empty."""
    target = folder.absolute()
    with files_at(str(target)):
        if target.is_symlink() or (target.exists() and not (target.is_dir() and not any(target.iterdir()))):
            raise FolderTaken(str(target))
        target.parent.mkdir(parents=True, exist_ok=True)
    part = sibling_for(target)
    with store.writing() as connection:
        case = _living(connection, store.owner, case_id)
        file = cases.read_file(connection, store.owner, case)
        erasure.begin_export(connection, store.owner, case_id, part, now)
    try:
        with files_at(str(target)):
            write_folder(part, target, to_files(file))
    finally:
        with store.writing() as connection:
            erasure.end_export(connection, store.owner, part)
    return target


def import_case(store: Store, folder: Path, name: str | None = None) -> Case:
    """Take in a folder that `export` wrote, whole or not at all, under its own name or under `name`."""
    return take_in(store, from_files(read_folder(folder), str(folder)), name)


def take_in(store: Store, file: CaseFile, name: str | None = None) -> Case:
    """Keep a whole case, under its own name or under `name`. Raises CaseExists."""
    if name is not None:
        file = replace(file, case=replace(file.case, id=_slug(name)))
        refuse_unfit(file)
    with store.writing() as connection:
        if cases.read_case(connection, store.owner, file.case.id):
            raise CaseExists(file.case.id)
        cases.write_file(connection, store.owner, file)
    return file.case


def delete(store: Store, case_id: str, now: datetime) -> Case:
    """Move a case to the bin; it's erased at the first start after 7 days."""
    with store.writing() as connection:
        case = replace(_living(connection, store.owner, case_id), deleted_at=now)
        cases.rewrite_case(connection, store.owner, case)
    return case


def restore(store: Store, case_id: str) -> Case:
    """Take a case out of the bin."""
    with store.writing() as connection:
        case = _any(connection, store.owner, case_id)
        if case.deleted_at is None:
            raise CaseNotInBin(case_id)
        case = replace(case, deleted_at=None)
        cases.rewrite_case(connection, store.owner, case)
    return case


def erase(store: Store, case_id: str) -> erasure.Erased:
    """Erase a case at once, from the bin or not, from every place where its text can lie."""
    with store.reading() as connection:
        case = _any(connection, store.owner, case_id)
    return _erased(store, [case.id])


def erase_due(store: Store, now: datetime) -> erasure.Erased:
    """Erase the cases that have been in the bin for 7 days or more."""
    due = [case.id for case, until in list_bin(store) if until <= now]
    return _erased(store, due) if due else erasure.Erased(())


def empty_bin(store: Store) -> erasure.Erased:
    """Erase all that is in the bin."""
    return _erased(store, [case.id for case, _ in list_bin(store)])


@memory.forgets
def _erased(store: Store, case_ids: list[str]) -> erasure.Erased:
    return erasure.erase(store, case_ids)


def begin_recall(store: Store, now: datetime) -> Recall:
    """Begin a guided recall that belongs to no case yet."""
    with store.writing() as connection:
        return recalls.write(connection, store.owner, None, Recall(0, now))


def unfinished_recall(store: Store) -> Recall | None:
    """The recall to take up again: the last begun that isn't finished."""
    with store.reading() as connection:
        return recalls.unfinished(connection, store.owner)


def recall_under_way(store: Store, recall_id: int) -> Recall | None:
    """The recall of that number, where it is neither finished nor kept with a case."""
    with store.reading() as connection:
        return recalls.under_way(connection, store.owner, recall_id)


def keep_answer(store: Store, recall_id: int, question: str, answer: str | None, now: datetime) -> None:
    """Keep an answer of a recall, in place of an earlier one; None: skipped."""
    given = Answer(question, answer, now)
    for problem in unfit_texts(given, "the answer"):
        raise NotStorable(problem.place, problem.says)
    with store.writing() as connection:
        if recalls.read(connection, store.owner, recall_id) is None:
            raise NotStorable(f"recall {recall_id}", "There is no such recall.")
        recalls.put_answer(connection, store.owner, recall_id, given)


def finish_recall(store: Store, recall_id: int, now: datetime) -> None:
    """Mark a recall as finished; it stays until it is kept with a case or dropped."""
    with store.writing() as connection:
        recalls.finish(connection, store.owner, recall_id, now)


@memory.forgets
def drop_recall(store: Store, recall_id: int) -> bool:
    """Erase a recall; True when no trace is left, False when the rest goes at the next start."""
    return erasure.erase_recall(store, recall_id)


def _any(connection: Connection, owner: str, case_id: str) -> Case:
    case = cases.read_case(connection, owner, case_id)
    if case is None:
        near = difflib.get_close_matches(case_id, [row.id for row in cases.list_cases(connection, owner)], 1)
        raise NoSuchCase(case_id, near[0] if near else None)
    return case


def _living(connection: Connection, owner: str, case_id: str) -> Case:
    case = _any(connection, owner, case_id)
    if case.deleted_at is not None:
        raise CaseInBin(case_id)
    return case


def touched(connection: Connection, owner: str, case_id: str, now: datetime) -> Case:
    """The case of that name, marked as touched; refused where it is in the bin or isn't there."""
    case = replace(_living(connection, owner, case_id), updated=now)
    cases.rewrite_case(connection, owner, case)
    return case


def _keep(connection: Connection, owner: str, addition: CaseFile) -> None:
    refuse_unfit(addition)
    cases.write_parts(connection, owner, addition)


def refuse_unfit(file: CaseFile) -> None:
    """Nothing, where the file can be kept. Raises NotStorable."""
    for problem in problems(file):
        raise NotStorable(problem.place, problem.says)


def _line(case: Case, report: str, outcome: Outcome | None) -> CaseLine:
    data = json.loads(report)
    return CaseLine(case, data.get("verdict"), data.get("advised_action"), outcome)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
    if len(slug) <= LONGEST_NAME:
        return slug
    return slug[: LONGEST_NAME + 1].rpartition("-")[0] or slug[:LONGEST_NAME]
