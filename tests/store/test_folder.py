"""A case as a folder: nothing is lost on the way out and in, and what is broken is refused."""

from __future__ import annotations

import itertools
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.store.samples import CASE, NOW, files

from ringback.app import cases
from ringback.store.database import Store
from ringback.store.errors import BrokenExport
from ringback.store.folder import from_files, read_folder, to_files
from ringback.store.records import Case, CaseFile, Correction, Material


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = cases.open_store(tmp_path / "home", NOW)
    yield opened
    opened.close()


@pytest.fixture
def exported(tmp_path: Path, store: Store) -> Path:
    cases.add(store, CASE, NOW)
    folder = cases.export(store, "harrow-pell", tmp_path / "out", NOW)
    cases.erase(store, "harrow-pell")
    return folder


@pytest.mark.full
@settings(max_examples=50)
@given(files())
def test_a_case_read_back_from_its_files_is_the_same_case(file: CaseFile) -> None:
    assert from_files(to_files(file), "folder") == file


@pytest.mark.full
@settings(max_examples=6)
@given(files())
def test_export_import_export_gives_the_same_bytes(file: CaseFile) -> None:
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place) / "a", Path(place) / "b", Path(place) / "c"]
        folders[0].mkdir()
        for name, content in to_files(file).items():
            (folders[0] / name).parent.mkdir(exist_ok=True)
            (folders[0] / name).write_bytes(content)
        for number, (source, target) in enumerate(itertools.pairwise(folders)):
            store = cases.open_store(Path(place) / f"home{number}", NOW)
            case = cases.import_case(store, source)
            cases.export(store, case.id, target, NOW)
            store.close()
        assert read_folder(folders[0]) == read_folder(folders[1]) == read_folder(folders[2])


def _spoil(folder: Path, name: str, **changes: object) -> None:
    data = json.loads((folder / name).read_text())
    record = data[0] if isinstance(data, list) else data
    record.update(changes)
    (folder / name).write_text(json.dumps(data))


@pytest.mark.parametrize(
    ("name", "changes", "says"),
    [
        ("case.json", {"id": "Harrow Pell"}, "harrow|small letters"),
        ("case.json", {"id": 7}, "case.json id: A text belongs here"),
        ("case.json", {"schema": "ringback/case-folder/99"}, "case.json schema: This version reads"),
        ("case.json", {"created": "yesterday"}, 'case.json created: "yesterday" is not a time'),
        ("case.json", {"created": "2026-11-22T20:46:36Z[Mars/Olympus]"}, "not the name of a time zone"),
        ("case.json", {"colour": "blue"}, 'case.json: The key "colour" is not known'),
        ("case.json", {"materials": "none"}, "case.json materials: A list belongs here"),
        ("case.json", {"reports": []}, "01.json: case.json doesn't name this file"),
        ("facts.json", {"confirmed": "yes"}, "facts.json entry 1 confirmed: true or false"),
        ("facts.json", {"provenance": "guessed"}, '"guessed" is none of told, found, proposed'),
        ("facts.json", {"end": 9999}, "facts 1: Its end, 9999, lies beyond the text"),
        ("facts.json", {"start": 20, "end": 10}, "end lies before its start"),
        ("facts.json", {"id": 0}, "whole numbers from 1"),
        ("facts.json", {"id": 2**70}, "facts.json entry 1 id: A whole number"),
        ("facts.json", {"text": "a\0b"}, "can't be kept"),
        ("facts.json", {"text": "\ud800"}, "can't be kept"),
    ],
)
def test_a_wrong_value_is_refused_with_file_and_place(
    store: Store, exported: Path, name: str, changes: dict[str, object], says: str
) -> None:
    _spoil(exported, name, **changes)
    with pytest.raises(BrokenExport, match=says) as caught:
        cases.import_case(store, exported)
    assert str(exported) in str(caught.value)
    assert "Nothing was imported" in str(caught.value)
    assert cases.list_cases(store) == ()


@pytest.mark.parametrize("name", ["case.json", "facts.json", "materials/01-account.txt", "reports/01.json"])
def test_a_missing_file_is_named(store: Store, exported: Path, name: str) -> None:
    (exported / name).unlink()
    with pytest.raises(BrokenExport, match=f"{name}: This file is missing"):
        cases.import_case(store, exported)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("case.json", b"{", "case.json line 1 column 2"),
        ("case.json", b"[]", "An object with keys"),
        ("notes.json", b"[1]", "notes.json entry 1: An object with keys"),
        ("notes.json", b"[" * 100_000, "not JSON"),
        ("materials/01-account.txt", b"a\xff", "Byte 1 is not UTF-8"),
        ("reports/01.json", b"7", "not a JSON object"),
        ("extra.txt", b"hello", "extra.txt: case.json doesn't name this file"),
    ],
)
def test_broken_content_is_refused_with_file_and_place(
    store: Store, exported: Path, name: str, content: bytes, says: str
) -> None:
    (exported / name).write_bytes(content)
    with pytest.raises(BrokenExport, match=says):
        cases.import_case(store, exported)
    assert cases.list_cases(store) == ()


def test_what_a_file_manager_leaves_behind_is_passed_over(store: Store, exported: Path) -> None:
    (exported / ".DS_Store").write_bytes(b"\0")
    (exported / "Thumbs.db").write_bytes(b"\0")
    assert cases.import_case(store, exported).id == "harrow-pell"


def test_a_folder_from_before_there_were_denials_edits_done_steps_and_takes_is_taken_in(
    store: Store, exported: Path
) -> None:
    before = from_files(read_folder(exported), "folder")
    for name in ("denials.json", "edits.json", "done.json", "takes.json"):
        (exported / name).unlink()
    case = cases.import_case(store, exported)
    assert cases.show(store, case.id) == before


AT = "2026-11-22T20:46:36Z[UTC]"
OWN: dict[str, dict[str, object]] = {
    "edits.json": {
        "kind": "close",
        "id": 1,
        "writer": "w",
        "base": 0,
        "state": "standing",
        "text": "Hello.",
        "added": AT,
    },
    "denials.json": {"rule": "r", "source": "s", "start": 1, "end": 2, "added": AT},
    "done.json": {"key": "eve", "does": "read it", "done": AT},
    "takes.json": {
        "id": 1,
        "question": "opener_named",
        "kind": "typed",
        "text": "Hello.",
        "seconds": None,
        "latency": 1.5,
        "fillers_low": None,
        "fillers_high": None,
        "audio": None,
        "added": AT,
    },
}


def _with_rows(name: str, *rows: dict[str, object]) -> dict[str, bytes]:
    """A case as files, with rows of what its owner said in one of the lists."""
    whole = to_files(CaseFile(Case("lowmoor", None, None, NOW, NOW)))
    return {**whole, name: json.dumps([{**OWN[name], **row} for row in rows]).encode()}


@pytest.mark.parametrize(
    ("name", "row", "says"),
    [
        ("edits.json", {"state": "lost"}, '"lost" is none of standing'),
        ("edits.json", {"base": -1}, "base: A whole number"),
        ("denials.json", {"start": 9}, "Its end lies before its start"),
        ("done.json", {"done": "today"}, "is not a time"),
        ("takes.json", {"kind": "sung"}, '"sung" is none of typed'),
        ("takes.json", {"seconds": -1}, "seconds: Seconds from 0"),
        ("takes.json", {"fillers_low": 4, "fillers_high": 2}, "the lower first"),
        ("takes.json", {"fillers_low": 4}, "the lower first"),
    ],
)
def test_a_wrong_row_of_what_its_owner_said_is_refused(name: str, row: dict[str, object], says: str) -> None:
    assert from_files(_with_rows(name, {}), "folder")
    with pytest.raises(BrokenExport, match=says):
        from_files(_with_rows(name, row), "folder")


@pytest.mark.parametrize("name", ["edits.json", "denials.json", "done.json"])
def test_what_its_owner_said_is_there_once(name: str) -> None:
    rows = [{"id": number} if name == "edits.json" else {} for number in (1, 2)]
    with pytest.raises(BrokenExport, match="there twice"):
        from_files(_with_rows(name, *rows), "folder")


def test_what_was_put_right_has_to_fit_its_text() -> None:
    made = (("cars", "trams"), ("trams", "buses"))
    rows = [Correction(n, "call.txt", "words", 8, was, now, NOW) for n, (was, now) in enumerate(made, 1)]
    call = Material(1, "transcript", "call.txt", "We mend buses.", NOW)
    whole = CaseFile(Case("lowmoor", None, None, NOW, NOW), (call,), corrections=tuple(rows))
    assert from_files(to_files(whole), "folder") == whole
    wrong = replace(whole, corrections=(replace(rows[0], became="vans"), rows[1]))
    with pytest.raises(BrokenExport, match="corrections 1"):
        from_files(to_files(wrong), "folder")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, store: Store, exported: Path) -> None:
    shutil.move(exported / "materials" / "01-account.txt", tmp_path / "elsewhere.txt")
    (exported / "materials" / "01-account.txt").symlink_to(tmp_path / "elsewhere.txt")
    with pytest.raises(BrokenExport, match="not a plain file"):
        cases.import_case(store, exported)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, store: Store) -> None:
    with pytest.raises(BrokenExport, match="nowhere: There is no such folder"):
        cases.import_case(store, tmp_path / "nowhere")
