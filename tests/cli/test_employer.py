"""`ringback employer`, from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.running import ringback

LIST = """\
## A - F

- [Corrie](https://corrie.example) | Oban | A call, then a day with us
- [Dunlin GmbH](https://dunlin.example) | | Two calls | and [a task](https://dunlin.example/task)
- Elm | Rome | A call
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    file = tmp_path / "pack.txt"
    file.write_text("We hire in three steps: a call, a task, a panel.\n")
    return file


@pytest.fixture
def hiring_list(tmp_path: Path) -> Path:
    file = tmp_path / "list.md"
    file.write_text(LIST)
    return file


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_a_list_of_nothing_says_how_to_begin() -> None:
    assert "ringback employer import" in ringback("employer", "list").out


def test_what_is_added_is_shown_with_where_it_came_from(pack: Path) -> None:
    words = ("--from", "the pack they sent", "--link", "https://pell.example", "--place", "Oban")
    run = ringback("employer", "add", "Harrow & Pell", str(pack), *words)
    assert run.code == 0
    assert "  ringback employer show harrow-pell" in run.err.splitlines()
    out = ringback("employer", "show", "harrow and pell ltd").out
    for said in (
        "Harrow & Pell",
        "Oban",
        "https://pell.example",
        "the pack they sent",
        "three steps: a call",
    ):
        assert said in out
    record = json.loads(ringback("employer", "show", "harrow-pell", "--json").out)
    assert record["schema"] == "ringback/employer/1"
    assert record["texts"][0]["text"] == pack.read_text()
    assert "has that already" in ringback("employer", "add", "Harrow & Pell", str(pack)).err
    again = one_line(ringback("employer", "add", "Harrow & Pell", str(pack), "--from", "their site").err)
    assert "--from changed nothing: what is kept came from the pack they sent." in again


def test_standard_input_is_a_text_too() -> None:
    assert ringback("employer", "add", "Lowmoor", "-", stdin="A call, then a panel.").code == 0
    assert "A call, then a panel." in ringback("employer", "show", "lowmoor").out


def test_a_long_text_is_cut_until_the_whole_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "book.md"
    file.write_text("\n".join(f"Step {n}." for n in range(1, 41)))
    ringback("employer", "add", "Lowmoor", str(file))
    cut = ringback("employer", "show", "lowmoor").out
    assert "Step 12." in cut
    assert "Step 13." not in cut
    assert "28 more lines" in cut
    assert "  ringback employer show lowmoor --texts" in cut.splitlines()
    assert "Step 40." in ringback("employer", "show", "lowmoor", "--texts").out


def test_an_import_tells_what_became_of_each_line(hiring_list: Path) -> None:
    run = ringback("employer", "import", str(hiring_list))
    assert run.code == 1
    assert "2 added, 0 changed, 0 the same, 1 skipped" in one_line(run.out)
    assert "line 5: It doesn't begin with a name in brackets" in one_line(run.out)
    assert "Oban" in ringback("employer", "list").out
    assert "Dunlin" in ringback("employer", "list", "--find", "task").out
    assert "Corrie" not in ringback("employer", "list", "--find", "task").out
    rows = json.loads(ringback("employer", "list", "--json").out)["employers"]
    assert [row["name"] for row in rows] == ["Corrie", "Dunlin GmbH"]

    hiring_list.write_text(LIST.replace("- Elm | Rome | A call\n", ""))
    again = ringback("employer", "import", str(hiring_list), "--json")
    assert again.code == 0
    record = json.loads(again.out)
    assert record["same"] == ["Corrie", "Dunlin GmbH"]
    assert record["added"] == record["changed"] == record["skipped"] == []


def test_a_long_import_tells_how_far_it_is_and_never_on_standard_output(tmp_path: Path) -> None:
    file = tmp_path / "list.md"
    file.write_text("".join(f"- [Quill{n}](https://q{n}.example) | | A call\n" for n in range(1000)))
    run = ringback("employer", "import", str(file), "--json")
    assert "500 of 1,000 kept" in run.err
    assert len(json.loads(run.out)["added"]) == 1000


def test_a_folder_is_imported_as_one_employers_or_as_several(tmp_path: Path, pack: Path) -> None:
    book = tmp_path / "books" / "Lowmoor"
    book.mkdir(parents=True)
    pack.rename(book / "pack.txt")
    (book / "logo.png").write_bytes(b"\x89PNG")
    run = ringback("employer", "import", str(book), "--name", "Lowmoor Bakery")
    assert "1 file was passed over" in one_line(run.out)
    assert ringback("employer", "import", str(book.parent), "--each").code == 0
    assert "three steps" in ringback("employer", "show", "lowmoor").out
    names = [row["name"] for row in json.loads(ringback("employer", "list", "--json").out)["employers"]]
    assert names == ["Lowmoor", "Lowmoor Bakery"]


def test_a_deleted_employer_is_in_the_bin_and_can_be_taken_back(pack: Path) -> None:
    ringback("employer", "add", "Harrow & Pell", str(pack))
    back = "  ringback employer restore harrow-pell"
    deleted = ringback("employer", "delete", "Harrow & Pell")
    assert "7 days" in deleted.err
    assert back in deleted.err.splitlines()
    assert ringback("employer", "show", "harrow-pell").code == 2
    assert back in ringback("employer", "list", "--bin").out.splitlines()
    assert json.loads(ringback("employer", "list", "--bin", "--json").out)["employers"][0]["erased_from"]
    assert ringback("employer", "restore", "harrow-pell").code == 0
    assert ringback("employer", "show", "harrow-pell").code == 0


def test_a_time_given_for_one_run_erases_no_employer_that_is_in_the_bin(pack: Path) -> None:
    for name in ("Harrow & Pell", "Quillfeather"):
        ringback("employer", "add", name, str(pack))
    ringback("employer", "delete", "Harrow & Pell")
    told = (
        "I had a phone interview with Quillfeather on Monday. My mind went blank when she asked about stock."
    )
    assert ringback("recover", "-", "--no-save", "--now", "2199-03-12T20:50", stdin=told).code == 0
    assert ringback("employer", "restore", "harrow-pell").code == 0


def test_erasing_needs_a_yes_and_then_leaves_no_word(pack: Path, ringback_home: Path) -> None:
    ringback("employer", "add", "Quillfeather", str(pack))
    refused = ringback("employer", "delete", "quillfeather", "--now")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert ringback("employer", "delete", "quillfeather", "--now", "--yes").code == 0
    left = b"".join(file.read_bytes() for file in ringback_home.rglob("*") if file.is_file())
    assert b"Quillfeather" not in left
    assert b"three steps" not in left


def test_an_exported_library_comes_back_the_same(hiring_list: Path, pack: Path, tmp_path: Path) -> None:
    ringback("employer", "import", str(hiring_list))
    ringback("employer", "add", "Corrie", str(pack))
    before = json.loads(ringback("employer", "show", "corrie", "--json").out)
    assert ringback("employer", "export", str(tmp_path / "library.json")).code == 0
    ringback("employer", "delete", "corrie", "--now", "--yes")
    assert ringback("employer", "import", str(tmp_path / "library.json")).code == 0
    after = json.loads(ringback("employer", "show", "corrie", "--json").out)
    assert after | {"updated": ""} == before | {"updated": ""}


@pytest.mark.full  # a run for each
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show", "Zwentibold"), 'No employer "Zwentibold" is kept. `ringback employer list` shows those'),
        (("show", "Harow"), 'Did you mean "Harrow & Pell"?'),
        (("delete", "Zwentibold"), "No employer"),
        (("restore", "harrow-pell"), "is not in the bin"),
        (("add", "Lowmoor", "nowhere.txt"), "nowhere.txt: There is no such file."),
        (("add", "...", "PACK"), "An employer's name has a letter or a digit in it."),
        (("add", "Lowmoor", "EMPTY"), "There are no words in it."),
        (("import", "nowhere"), "nowhere: There is no such file or folder."),
        (("import", "PACK"), "There is no line of a list in it"),
        (("import", "FOLDER"), "None of the pages in this folder can be kept. empty.txt: There are no words"),
        (("import", "PACK", "--each"), "--name and --each are for folders."),
        (("import", "FOLDER", "--each", "--name", "X"), "--each takes the names from the folders."),
        (("export", "PACK"), "There is something at this place already"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence_and_keeps_nothing(
    pack: Path, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    ringback("employer", "add", "Harrow & Pell", str(pack))
    before = ringback("employer", "list", "--json").out
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "empty.txt").touch()
    places = {"PACK": str(pack), "EMPTY": str(folder / "empty.txt"), "FOLDER": str(folder)}
    run = ringback("employer", *(places.get(word, word) for word in words))
    assert run.code == 2
    assert says in one_line(run.err)
    assert run.out == ""
    assert ringback("employer", "list", "--json").out == before


def test_what_a_list_says_cannot_steer_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "list.md"
    file.write_text("- [Co\x1b[31mrrie](https://c.example) | O\x1b]0;xban | A c\x1b[2Jall\n")
    ringback("employer", "import", str(file))
    shown = ringback("employer", "list").out + ringback("employer", "show", "co-31mrrie").out
    assert "\x1b" not in shown
