"""A case as a folder of plain files: the format of `case export`, and how it is read back."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ringback.core.outcome import Outcome
from ringback.store import checks
from ringback.store.checks import Spec
from ringback.store.errors import BrokenExport, files_at
from ringback.store.records import (
    Answer,
    Case,
    CaseFile,
    Correction,
    Denial,
    DoneStep,
    Edit,
    Material,
    Note,
    Recall,
    StoredFact,
    StoredOutcome,
    StoredReport,
    StoredTake,
    problems,
)
from ringback.store.times import written

SCHEMA = "ringback/case-folder/1"
_LISTS = (
    "facts.json",
    "notes.json",
    "outcomes.json",
    "recalls.json",
    "denials.json",
    "edits.json",
    "done.json",
    "takes.json",
    "corrections.json",
)
_LATER = frozenset(_LISTS[4:])
"""The lists that a folder of an earlier version lacks."""
_NAME_ONE = "Name a folder made by `ringback case export`."
_STRAYS = {"thumbs.db", "desktop.ini"}  # what file managers leave behind

Files = Mapping[str, bytes]


def to_files(file: CaseFile) -> dict[str, bytes]:
    """The case as files, by relative path; the same case always gives the same bytes."""
    case = {"schema": SCHEMA} | _plain(file.case)
    del case["deleted_at"]
    materials = [_plain(row) | {"text": _material_path(row)} for row in file.materials]
    reports = [_plain(row) | {"text": _report_path(row)} for row in file.reports]
    recalls = [_plain(row) | {"answers": [_plain(answer) for answer in row.answers]} for row in file.recalls]
    for recall in recalls:
        del recall["id"]
    return {
        "case.json": checks.to_json(case | {"materials": materials, "reports": reports}),
        **{_material_path(row): row.text.encode() for row in file.materials},
        **{_report_path(row): row.text.encode() for row in file.reports},
        "facts.json": checks.to_json([_plain(row) for row in file.facts]),
        "notes.json": checks.to_json([_plain(row) for row in file.notes]),
        "outcomes.json": checks.to_json([_outcome_values(row) for row in file.outcomes]),
        "recalls.json": checks.to_json(recalls),
        "denials.json": checks.to_json([_plain(row) for row in file.denials]),
        "edits.json": checks.to_json([_plain(row) for row in file.edits]),
        "done.json": checks.to_json([_plain(row) for row in file.done]),
        "takes.json": checks.to_json([_plain(row) for row in file.takes]),
        "corrections.json": checks.to_json([_plain(row) for row in file.corrections]),
    }


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files below `folder`, by relative path; BrokenExport for what is no plain file."""
    with files_at(str(folder)):
        if not folder.is_dir():
            raise BrokenExport(str(folder), "There is no such folder.", _NAME_ONE)
        return {name: path.read_bytes() for name, path in _plain_files(folder)}


def from_files(files: Files, folder: str) -> CaseFile:
    """The case that the files hold; BrokenExport naming file and place when they hold none that is whole."""
    case = checks.record(_read(files, "case.json", folder), _CASE, f"{folder}{os.sep}case.json")
    place = f"{folder}{os.sep}case.json"
    materials = checks.records(case.pop("materials"), _MATERIAL, f"{place} materials")
    reports = checks.records(case.pop("reports"), _REPORT, f"{place} reports")
    del case["schema"]
    lists = (_list(files, name, folder) for name in _LISTS)
    facts, notes, outcomes, recalls, denials, edits, done, takes, corrections = lists
    file = CaseFile(
        Case(**case),
        tuple(Material(**row | {"text": _text(files, row["text"], folder)}) for row in materials),
        tuple(StoredReport(**row | {"text": _text(files, row["text"], folder)}) for row in reports),
        tuple(StoredFact(**row) for row in facts),
        tuple(Note(**row) for row in notes),
        tuple(_outcome(row) for row in outcomes),
        tuple(_recall(number, row) for number, row in enumerate(recalls, 1)),
        tuple(Denial(**row) for row in denials),
        tuple(Edit(**row) for row in edits),
        tuple(DoneStep(**row) for row in done),
        tuple(StoredTake(**row) for row in takes),
        tuple(Correction(**row) for row in corrections),
    )
    for problem in problems(file):
        raise BrokenExport(f"{folder}: {problem.place}", problem.says)
    _refuse_misplaced(files, file, folder)
    return file


def is_stray(name: str) -> bool:
    """Whether a file of that relative path is hidden, or what a file manager leaves behind."""
    parts = name.split("/")
    return parts[-1].lower() in _STRAYS or any(part.startswith((".", "__MACOSX")) for part in parts)


def _plain_files(folder: Path) -> Iterable[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        mode = path.lstat().st_mode
        if is_stray(name) or stat.S_ISDIR(mode):
            continue
        if not stat.S_ISREG(mode):
            raise BrokenExport(str(path), "This is not a plain file.", "Take it out of the folder.")
        yield name, path


def _material_path(row: Material) -> str:
    return f"materials/{row.id:02}-{row.kind}.txt"


def _report_path(row: StoredReport) -> str:
    return f"reports/{row.id:02}.json"


def _refuse_misplaced(files: Files, file: CaseFile, folder: str) -> None:
    right = {*_LISTS, "case.json"}
    right.update(map(_material_path, file.materials))
    right.update(map(_report_path, file.reports))
    for name in (files.keys() ^ right) - (_LATER - files.keys()):
        says = "This file is missing." if name in right else "case.json doesn't name this file."
        raise BrokenExport(f"{folder}{os.sep}{name}", says, "Put the folder back as it was exported.")


def _plain(row: Any) -> dict[str, Any]:
    return {field.name: _plain_value(getattr(row, field.name)) for field in fields(row)}


def _plain_value(value: object) -> object:
    if isinstance(value, datetime):
        return written(value)
    return value.isoformat() if isinstance(value, date) else value


def _outcome_values(row: StoredOutcome) -> dict[str, Any]:
    return {"id": row.id, "added": written(row.added)} | _plain(row.outcome)


def _outcome(row: dict[str, Any]) -> StoredOutcome:
    number, added = row.pop("id"), row.pop("added")
    return StoredOutcome(number, Outcome(**row), added)


def _recall(number: int, row: dict[str, Any]) -> Recall:
    answers = tuple(Answer(**answer) for answer in row.pop("answers"))
    return Recall(id=number, answers=answers, **row)


def _text(files: Files, name: str, folder: str) -> str:
    place = f"{folder}{os.sep}{name}"
    if name not in files:
        raise BrokenExport(place, "This file is missing.", "Put the folder back as it was exported.")
    try:
        return files[name].decode()
    except UnicodeDecodeError as error:
        raise BrokenExport(place, f"Byte {error.start} is not UTF-8.", "Save the file as UTF-8.") from None


def _read(files: Files, name: str, folder: str) -> Any:
    return checks.from_json(_text(files, name, folder), f"{folder}{os.sep}{name}")


def _list(files: Files, name: str, folder: str) -> list[dict[str, Any]]:
    if name in _LATER and name not in files:
        return []
    rows = _read(files, name, folder)
    since = _ADDED_SINCE.get(name, {})
    if isinstance(rows, list):
        rows = [{**since, **row} if isinstance(row, dict) else row for row in rows]
    return checks.records(rows, _SPECS[name], f"{folder}{os.sep}{name}")


def _as_is(value: object) -> object:
    return value


def _schema(value: object) -> str:
    if value != SCHEMA:
        raise ValueError(f'This version reads "{SCHEMA}".')
    return SCHEMA


_CASE: Spec = {
    "schema": _schema,
    "id": checks.words,
    "employer": checks.maybe(checks.words),
    "title": checks.maybe(checks.words),
    "created": checks.moment,
    "updated": checks.moment,
    "materials": _as_is,
    "reports": _as_is,
}
_NOTE: Spec = {"id": checks.number, "text": checks.words, "added": checks.moment}
_REPORT = _NOTE
_MATERIAL: Spec = {**_NOTE, "kind": checks.words, "name": checks.words}
_FACT: Spec = {
    "id": checks.number,
    "kind": checks.words,
    "text": checks.words,
    "provenance": checks.words,
    "confirmed": checks.yes_no,
    "quote": checks.words,
    "source": checks.words,
    "start": checks.number,
    "end": checks.number,
    "origin": checks.words,
    "state": checks.words,
}
_ADDED_SINCE: Mapping[str, Mapping[str, Any]] = {"facts.json": {"origin": "read", "state": "kept"}}
"""What a folder of an earlier version lacks, and stands for."""
_OUTCOME: Spec = {
    "id": checks.number,
    "added": checks.moment,
    "happened": checks.words,
    "on": checks.day,
    "repair_made": checks.maybe(checks.yes_no),
    "words": checks.words,
}
_ANSWER: Spec = {"question": checks.words, "answer": checks.maybe(checks.words), "at": checks.moment}
_RECALL: Spec = {"started": checks.moment, "finished": checks.maybe(checks.moment), "answers": _ANSWER}
_DENIAL: Spec = {
    "rule": checks.words,
    "source": checks.words,
    "start": checks.number,
    "end": checks.number,
    "added": checks.moment,
}
_EDIT: Spec = {
    **_NOTE,
    "kind": checks.words,
    "writer": checks.words,
    "base": checks.number,
    "state": checks.words,
}
_DONE: Spec = {"key": checks.words, "does": checks.words, "done": checks.moment}
_TAKE: Spec = {
    **_NOTE,
    "question": checks.words,
    "kind": checks.words,
    "seconds": checks.maybe(checks.seconds),
    "latency": checks.maybe(checks.seconds),
    "fillers_low": checks.maybe(checks.number),
    "fillers_high": checks.maybe(checks.number),
    "audio": checks.maybe(checks.words),
}
_CORRECTION: Spec = {
    "id": checks.number,
    "source": checks.words,
    "kind": checks.words,
    "start": checks.number,
    "was": checks.words,
    "became": checks.words,
    "added": checks.moment,
}
_SPECS: dict[str, Spec] = dict(
    zip(_LISTS, (_FACT, _NOTE, _OUTCOME, _RECALL, _DENIAL, _EDIT, _DONE, _TAKE, _CORRECTION), strict=True)
)
