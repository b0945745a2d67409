"""What a batch reads: folders, patterns, objects, lines and tables, each input with an id that stays."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ringback.batch.errors import NoSuchInput
from ringback.batch.inputs import Found, find
from ringback.batch.source import Row, rows_of
from ringback.readers import MAX_BYTES


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "calls/b.txt",
        "calls/old/a [1].txt",
        "calls/.hidden",
        "calls/out/reports.parquet",
        "more.jsonl",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("words")
    return tmp_path


def sources(*inputs: str) -> list[str]:
    return [one.source for one in find(inputs, Path("calls/out"))]


@pytest.mark.usefixtures("here")
def test_a_folder_is_read_with_those_in_it_but_not_what_is_hidden_or_the_tables():
    assert sources("calls") == ["calls/b.txt", "calls/old/a [1].txt"]


def test_the_tables_are_no_input_however_their_folder_is_spelt(here):
    (here / "link").symlink_to(here / "calls" / "out")
    (here / "more calls").symlink_to(here / "calls")
    for out in (here / "link", Path("more calls/out"), Path("./calls/old/../out")):
        assert len(find(["calls"], out)) == 2
    for given in ("calls/old/..", "more calls", here.as_uri() + "/calls", here.as_uri() + "/more%20calls"):
        assert len(find([given], Path("calls/out"))) == 2


@pytest.mark.usefixtures("here")
def test_patterns_and_names_are_taken_together_and_each_file_once():
    assert sources("calls/*.txt", "calls/b.txt", "./more.jsonl") == ["calls/b.txt", "more.jsonl"]
    assert sources("calls/**/*.txt") == ["calls/b.txt", "calls/old/a [1].txt"]
    assert sources("calls/old/a [1].txt") == ["calls/old/a [1].txt"]


def test_objects_are_listed_by_url(here):
    base = here.as_uri()
    assert sources(f"{base}/more.jsonl") == [f"{base}/more.jsonl"]
    assert sources(f"{base}/calls/old/") == [f"{base}/calls/old/a [1].txt"]
    assert sources(f"{base}/calls/*/*.txt") == [f"{base}/calls/old/a [1].txt"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "given", ["none.txt", "none/*.txt", "calls/out", "file:///none/at/all", "moon://calls"]
)
def test_an_input_that_names_nothing_is_refused_by_name(given):
    with pytest.raises(NoSuchInput) as error:
        sources(given)
    assert error.value.place == given


def read(file: Path) -> list[Row]:
    return list(rows_of(Found(str(file), file.name), "made by"))


def test_a_line_has_its_own_id_or_its_place(tmp_path):
    file = tmp_path / "calls.jsonl"
    file.write_text('{"id": 7, "text": "a"}\n\n{"text": "b"}\r\nnot json\n[1]\n{"id": [1], "text": "c"}')
    rows = read(file)
    assert [(row.id, row.number) for row in rows] == [
        ("7", 1), ("calls.jsonl:3", 3), ("calls.jsonl:4", 4), ("calls.jsonl:5", 5), ("calls.jsonl:6", 6)
    ]  # fmt: skip
    faults = [json.loads(row.fault) for row in rows if row.fault]
    assert [(fault["code"], fault["place"]) for fault in faults] == [
        ("bad_line", f"line {n}") for n in (4, 5, 6)
    ]


TURNS = (("Ann", "Tell me about yourself."), ("Sam", "I keep the books."), ("Ann", "Why us?"), ("Sam", "I"))


def lines_of(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    "lines",
    [
        lines_of(*({"speaker": who, "text": words} for who, words in TURNS)),
        lines_of(*({"name": who, "start": at, "words": words} for at, (who, words) in enumerate(TURNS))),
        lines_of(*({"role": who, "text": words} for who, words in TURNS)),
        lines_of(*({"role": who, "content": words} for who, words in TURNS)),
        lines_of(*({"start": at, "end": at + 1, "text": words} for at, (_, words) in enumerate(TURNS))),
        "\n" + lines_of(*({"speaker": who, "text": words} for who, words in TURNS)).replace("\n", "\r\n\r\n"),
    ],
)
def test_lines_that_are_the_turns_of_one_call_are_one_input(tmp_path, lines):
    (tmp_path / "call.jsonl").write_text(lines, newline="")
    [row] = read(tmp_path / "call.jsonl")
    assert (row.id, row.form, row.content.decode()) == ("call.jsonl", "file", lines)


@pytest.mark.parametrize(
    "lines",
    [
        lines_of(*({"text": words} for _, words in TURNS)),
        lines_of(*({"id": at, "speaker": who, "text": words} for at, (who, words) in enumerate(TURNS))),
        lines_of(*({"speaker": who, "text": words, "outcome": "offer"} for who, words in TURNS)),
        lines_of(*({"name": who, "text": words} for who, words in zip("abcd", "efgh", strict=True))),
        lines_of(*({"role": "porter", "text": words} for _, words in TURNS)),
        lines_of(*({"role": role, "text": "a"} for role in ("porter", "porter", "porter", "cook", "cook"))),
        lines_of(*({"speaker": who, "text": words} for who, words in TURNS)) + "no line\n[1]\n",
    ],
)
def test_lines_that_tell_of_a_call_each_are_an_input_each(tmp_path, lines):
    (tmp_path / "calls.jsonl").write_text(lines)
    assert [row.form for row in read(tmp_path / "calls.jsonl")] == ["line"] * lines.count("\n")


@pytest.mark.parametrize("key", ["id", "role", "text", "other"])
def test_half_a_character_anywhere_in_a_line_is_a_bad_line(tmp_path, key):
    file = tmp_path / "calls.jsonl"
    file.write_text(json.dumps({"id": "a", "text": "b", key: ["\ud800"] if key == "other" else "\ud800"}))
    [row] = read(file)
    assert (row.id, json.loads(row.fault or "")["code"]) == ("calls.jsonl:1", "bad_line")
    pa.array([row.id, row.fault])


@pytest.mark.parametrize("content", [b"words", b"OggS\x00 sound"])
def test_a_name_that_is_not_utf_8_is_shown_with_its_bytes_and_opened_by_them(tmp_path, content):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(content)
    [found] = find([str(tmp_path)], tmp_path / "out")
    assert found.source == (tmp_path / r"caf\xe9.txt").as_posix()
    [row] = rows_of(found, "made by")
    assert row.fault is None
    assert row.content in (content, os.fsencode(tmp_path) + b"/caf\xe9.txt")


def test_a_line_that_never_ends_is_passed_over_and_the_next_one_read(tmp_path):
    file = tmp_path / "calls.jsonl"
    file.write_bytes(b'{"text": "' + b"x" * (MAX_BYTES + 10) + b'"}\n{"id": "b", "text": "b"}\n')
    first, second = read(file)
    assert json.loads(first.fault or "")["code"] == "too_large"
    assert (second.id, second.number, second.fault) == ("b", 2, None)


def test_a_table_gives_the_same_inputs_as_lines_do(tmp_path):
    rows = [{"id": "a", "text": "one", "role": None}, {"id": "b", "text": "two", "role": "clerk"}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "calls.parquet")
    found = [json.loads(row.content) for row in read(tmp_path / "calls.parquet")]
    assert found == [{"id": "a", "text": "one"}, {"id": "b", "role": "clerk", "text": "two"}]


SHEET = 'id,text,outcome,repair_made\n1,"It went badly, I said so.",rejected,TRUE\n2,I rambled.,,\n'


@pytest.mark.parametrize("name", ["calls.csv", "calls.tsv"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_rows_of_a_csv_file_are_inputs(tmp_path, name, mark):
    text = mark.join(SHEET.replace("badly, I", "badly; I").split(",")).replace("badly; I", "badly, I")
    (tmp_path / name).write_text("\ufeff" + text, encoding="utf-8")
    first, second = read(tmp_path / name)
    assert (first.id, second.id, first.fault, second.fault) == ("1", "2", None, None)
    assert json.loads(first.content) == {
        "id": "1", "text": "It went badly, I said so.", "outcome": "rejected", "repair_made": True
    }  # fmt: skip
    assert json.loads(second.content) == {"id": "2", "text": "I rambled."}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,words\n1,It went badly.\n", 'It is a table without a column "text", or one of a single call.'),
        (
            "speaker,start,text\nKay,3,Hi.\n",
            'It is a table without a column "text", or one of a single call.',
        ),
        ("id,text\n1,It went badly, I said so.\n", "The row has more cells than the first one."),
        ("id,text\n1,caf\udce9\n", "It isn't UTF-8."),
    ],
)
def test_a_csv_file_that_can_not_be_read_in_rows_says_why(tmp_path, content, message):
    (tmp_path / "calls.csv").write_bytes(os.fsencode(content))
    [row] = read(tmp_path / "calls.csv")
    assert json.loads(row.fault or "")["message"] == message


def test_a_row_of_a_csv_file_is_named_by_the_line_of_the_file_and_called_by_its_count(tmp_path):
    text = 'text,outcome\n"It went badly.\n\nI rambled.",rejected\n\nI froze.,,\nI froze.,\n'
    (tmp_path / "calls.csv").write_text(text, encoding="utf-8")
    rows = read(tmp_path / "calls.csv")
    assert [row.number for row in rows] == [2, 6, 7]
    assert [row.id.rpartition(":")[2] for row in rows] == ["1", "2", "3"]
    assert json.loads(rows[1].fault or "")["place"] == "line 6"


ROWS = [{"id": "a", "text": "It went badly.", "role": "cook"}, {"id": "b", "text": "I rambled."}]


@pytest.mark.parametrize("content", [json.dumps(ROWS, indent=1), "\n".join(map(json.dumps, ROWS))])
def test_a_json_file_that_holds_rows_is_read_in_rows(tmp_path, content):
    (tmp_path / "calls.json").write_text(content)
    assert [json.loads(row.content) for row in read(tmp_path / "calls.json")] == ROWS


@pytest.mark.parametrize("key", ["role", "speaker"])
def test_a_json_file_of_turns_is_one_call(tmp_path, key):
    (tmp_path / "call.json").write_text(json.dumps([{key: "Kay", "text": "Hello."}] * 2))
    [row] = read(tmp_path / "call.json")
    assert (row.form, row.id) == ("file", "call.json")


def test_a_table_that_is_cut_off_is_told_as_such(tmp_path):
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "whole.parquet")
    (tmp_path / "calls.parquet").write_bytes((tmp_path / "whole.parquet").read_bytes()[:-20])
    [row] = read(tmp_path / "calls.parquet")
    assert "damaged or cut off" in json.loads(row.fault or "")["message"]


NO_ID = 'The "id" should be text that isn\'t empty, or a whole number.'


@pytest.mark.parametrize("given", ["7.5", "true", '""', "Infinity", "[7]"])
def test_an_id_that_is_none_is_refused_and_its_line_named(tmp_path, given):
    (tmp_path / "calls.jsonl").write_text(f'{{"id": {given}, "text": "a"}}')
    [row] = read(tmp_path / "calls.jsonl")
    assert (row.id, json.loads(row.fault or "")["message"]) == ("calls.jsonl:1", NO_ID)


def test_numbers_and_gaps_in_a_table_are_read_as_they_are_meant(tmp_path):
    rows = {"id": [7.0, math.nan, None], "role": [math.nan] * 3, "text": ["a", "b", "c"]}
    pq.write_table(pa.table(rows), tmp_path / "calls.parquet")
    found = read(tmp_path / "calls.parquet")
    assert [row.id for row in found] == ["7", "calls.parquet:2", "calls.parquet:3"]
    assert [json.loads(row.content).get("role", "not told") for row in found] == ["not told"] * 3


@pytest.mark.parametrize("kind", [pa.binary(), pa.string()])
def test_bytes_in_a_table_are_read_as_utf_8_or_are_a_bad_line(tmp_path, kind):
    text = pa.array(["caf\u00e9".encode(), b"caf\xe9", b"tea"]).view(kind)
    other = pa.array([b"\xff", b"role", b"\xff"])
    pq.write_table(pa.table({"text": text, "picture": other}), tmp_path / "calls.parquet")
    first, second, third = read(tmp_path / "calls.parquet")
    assert [json.loads(row.content)["text"] for row in (first, third)] == ["caf\u00e9", "tea"]
    fault = json.loads(second.fault or "")
    assert (second.id, fault["code"], fault["message"]) == (
        "calls.parquet:2", "bad_line", "The text is not UTF-8."
    )  # fmt: skip


def test_a_file_that_is_not_what_its_name_says_fails_by_itself(tmp_path):
    (tmp_path / "calls.parquet").write_text("no table")
    for file in (tmp_path / "calls.parquet", tmp_path / "gone.txt"):
        [row] = read(file)
        assert json.loads(row.fault or "")["code"] == "unreadable"


def test_a_digest_changes_with_the_words_and_with_what_makes_the_answer(tmp_path):
    file = tmp_path / "a.txt"
    digests = set()
    for words, made_by in (("a", "one"), ("b", "one"), ("a", "two"), ("a", "one")):
        file.write_text(words)
        [row] = rows_of(Found(str(file), "a.txt"), made_by)
        digests.add(row.digest)
    assert len(digests) == 3


def test_a_recording_is_known_by_its_content_and_only_named(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_bytes(b"OggS\x00" + b"sound" * 100)
    [row] = read(file)
    assert (row.form, row.content) == ("sound", str(file).encode())
