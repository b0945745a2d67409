"""`ringback batch` at the command line: tables and a summary, and only what is missing is done again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.cli.running import Run, ringback

from ringback.cli.batch import progress_line

pytestmark = pytest.mark.full  # starts an engine with its workers

NOW = ("--now", "2026-03-12T20:50", "--zone", "Europe/London")
CALL = (
    "Interviewer: Tell me about a time a delivery went wrong?\nMe: I don't know, I'm sorry.\n"
    "Interviewer: Have you got any questions for me?\nMe: No, I think you've covered it.\n"
)
LINES = [
    {"id": "a", "text": "My phone interview with Tarn Foods was today. I went blank on the pallets question.",
     "role": "night porter", "outcome": "rejected", "Role": "porter", "outcomes": "offer"},
    {"id": "b", "text": "I rambled on the phone screen, and they have asked me to their office on Friday."},
    {"id": "c", "text": " "},
    {"id": "d", "text": "The call was awful. I want to kill myself."},
    {"id": "e", "text": "Das Gespräch lief schlecht, ich wusste auf die Frage nach dem Lager gar nichts mehr"
     " und habe dann einfach aufgelegt."},
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of calls, a file of lines and one recording that isn't one."""
    place = tmp_path_factory.mktemp("batch")
    (place / "calls" / "old").mkdir(parents=True)
    (place / "calls" / "first.txt").write_text(CALL)
    (place / "calls" / "old" / "second.txt").write_text(CALL.replace("delivery", "stock count"))
    (place / "calls" / "third.ogg").write_bytes(b"OggS\x00 and no sound")
    (place / "calls.jsonl").write_text("\n".join([*map(json.dumps, LINES), "no line"]))
    return place


def batch(folder: Path, *more: str) -> Run:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return ringback("batch", "calls", "calls.jsonl", "--out", "tables", "--workers", "1", *NOW, *more)


@pytest.fixture(scope="module")
def first(folder: Path) -> Run:
    return batch(folder)


def tree(folder: Path) -> dict[str, bytes]:
    """All that is in a folder, by its path there; of folders the name alone."""
    return {
        str(one.relative_to(folder)): one.read_bytes() if one.is_file() else b"" for one in folder.rglob("*")
    }


def table(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in pq.read_table(folder / "tables" / f"{name}.parquet").to_pylist()}


def test_bad_inputs_stop_nothing_and_are_all_told(folder: Path, first: Run) -> None:
    assert first.code == 1
    assert first.err == ""
    assert "4 of 9 worked out" in first.out
    assert "A person should read it" in " ".join(first.out.split())
    assert list(table(folder, "reports")) == ["a", "b", "calls/first.txt", "calls/old/second.txt", "e"]
    assert {id_: row["code"] for id_, row in table(folder, "errors").items()} == {
        "c": "empty", "calls.jsonl:6": "bad_line", "calls/third.ogg": "consent_missing", "d": "held_back"
    }  # fmt: skip
    assert table(folder, "reports")["a"]["role"] == "night porter"


def test_what_was_not_read_is_told_apart_and_counts_for_nothing(folder: Path, first: Run) -> None:
    assert "1 not read: They aren't in English" in " ".join(first.out.split())
    assert [id_ for id_, row in table(folder, "reports").items() if row["unread"]] == ["e"]
    record = json.loads((folder / "tables" / "summary.json").read_text())
    assert record["unread"] == 1
    assert record["counts"]["verdict"] == {"awaiting": 3, "open": 1}
    assert "1 not read" in (folder / "tables" / "summary.html").read_text()


def test_what_a_row_tells_in_vain_is_named_with_what_it_may_mean(folder: Path, first: Run) -> None:
    said = " ".join(first.out.split())
    assert 'Not used: "Role", of 1. Did you mean "role"?' in said
    assert 'Not used: "outcomes", of 1. Did you mean "outcome"?' in said
    assert table(folder, "reports")["a"]["unused"] == "Role, outcomes"
    assert table(folder, "reports")["b"]["unused"] is None


def test_the_summary_counts_what_the_tables_hold(folder: Path, first: Run) -> None:
    assert first.code == 1
    record = json.loads((folder / "tables" / "summary.json").read_text())
    assert record["schema"] == "ringback/batch/1"
    assert (record["inputs"], record["tables"]["reports"], record["tables"]["errors"]) == (9, 5, 4)
    assert record["counts"]["kind"] == {"account": 2, "transcript": 2}
    questions = next(one for one in record["found"] if one["label"] == "no_questions_asked")
    assert questions["inputs"] == 2


def test_the_page_is_whole_by_itself_and_each_chart_has_its_figures(folder: Path, first: Run) -> None:
    assert first.code == 1
    page = (folder / "tables" / "summary.html").read_text()
    outside = re.findall(r"""(?:src|href)=["']([^"']+)|url\(([^)]+)\)|@import""", page)
    assert [one for one in outside if not str(one).startswith("('#")] == []
    assert "<script" not in page
    assert page.count("<svg") == page.count("<figure") == page.count("<details") >= 4
    assert page.index("What couldn’t be worked out") < page.index("What to do</h2>")
    assert "pallets" not in page


def test_only_what_is_missing_is_done_again_and_the_clock_of_the_first_run_holds(
    folder: Path, first: Run
) -> None:
    assert first.code == 1
    before, was = table(folder, "reports"), tree(folder / "tables")
    (folder / "calls" / "first.txt").write_text(CALL.replace("delivery", "lorry"))
    (folder / "calls" / "old" / "second.txt").unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        command = ("batch", "calls", "calls.jsonl", "--out", "tables", "--zone", "Europe/London", "--json")
        refused = ringback(*command)
        kept, left = table(folder, "reports"), tree(folder / "tables")
        again = ringback(*command, "--force")
    assert refused.code == 2
    assert "1 result of an input that is no longer given leaves these tables." in " ".join(
        refused.err.split()
    )
    assert kept == before
    assert left == was, "a refusal leaves the folder as it was"
    after = table(folder, "reports")
    assert json.loads(again.out)["made"].startswith("2026-03-12T20:50")
    assert list(after) == ["a", "b", "calls/first.txt", "e"]
    assert (after["a"], after["b"]) == (before["a"], before["b"])
    assert "lorry" in after["calls/first.txt"]["report"]


def test_a_folder_in_which_no_text_could_be_read_is_wrong_input(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    calls.mkdir()
    (calls / "one.txt").write_text(LINES[4]["text"])
    (calls / "two.txt").write_text(LINES[4]["text"].replace("Lager", "Büro"))
    run = ringback("batch", str(calls), "--out", str(tmp_path / "tables"), "--workers", "1", *NOW)
    assert run.code == 2
    assert "0 of 2 worked out" in run.out
    said = " ".join(run.err.split())
    assert said.startswith("Nothing in any of the 2 inputs was read. They aren't in English")
    assert "--me NAME" in said
    assert table(tmp_path, "reports").keys() == {str(calls / "one.txt"), str(calls / "two.txt")}


def test_nothing_is_made_where_nothing_can_be_read(tmp_path: Path) -> None:
    run = ringback("batch", str(tmp_path / "none"), "--out", str(tmp_path / "tables"))
    assert run.code == 2
    assert "no such file or folder" in " ".join(run.err.split())
    assert list(tmp_path.iterdir()) == []


def test_an_engine_that_there_is_not_is_named(tmp_path: Path) -> None:
    run = ringback("batch", str(tmp_path), "--out", str(tmp_path / "tables"), "--engine", "spark")
    assert run.code == 2
    assert "native, ray, or ray://HOST:PORT" in " ".join(run.err.split())


def test_progress_says_how_far_how_quickly_and_what_is_left() -> None:
    from ringback.batch.run import Progress

    assert (
        progress_line(Progress(200, 1000, 3, 10_000, 25.0))
        == "1,200 of 10,000. 40 a second, 4 min left. 3 failed."
    )
    assert progress_line(Progress(0, 2, 0, 20, 240.0)) == "2 of 20. 0.5 a minute, 36 min left."
    assert progress_line(Progress(0, 0, 0, 20, 0.0)) == "0 of 20."
