"""The runner of the pages' commands: what is shown is what is printed, cut where the page cuts it."""

from __future__ import annotations

import pytest
from scripts import docs_console

PRINTED = "one\ntwo\nthree\nfour\nfive\n"


def page(*lines: str) -> str:
    return "\n".join(["Before.", "", "```console", *lines, "```", "", "After."])


def test_output_that_is_no_longer_true_is_replaced(tmp_path):
    fresh = docs_console.fresh(page("$ ringback case list", "Two cases."), tmp_path)
    assert "Two cases." not in fresh
    assert "No case is kept yet." in fresh
    assert fresh.startswith("Before.")
    assert fresh.endswith("After.")


def test_a_file_that_is_shown_is_there_for_the_next_command(tmp_path):
    block = page("$ cat told.txt", "It went badly.", "$ ls .")
    assert docs_console.fresh(block, tmp_path).count("told.txt") == 2
    assert (tmp_path / "told.txt").read_text(encoding="utf-8") == "It went badly.\n"


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("old\n", PRINTED),
        ("old\n...\n", "one\n...\n"),
        ("...\nold\nolder\n", "...\nfour\nfive\n"),
        ("...\n", "...\n"),
        ("old\n...\nthree\nold\n...\n", "one\n...\nthree\nfour\n...\n"),
    ],
)
def test_what_a_page_cuts_stays_cut(shown, kept):
    assert docs_console.cut_alike(PRINTED, shown) == kept


def test_a_middle_part_that_is_gone_is_said_to_be_gone():
    with pytest.raises(docs_console.DocsBroken, match="seven"):
        docs_console.cut_alike(PRINTED, "one\n...\nseven\n...\nfive\n")


@pytest.mark.parametrize("command", ["rm -r .", "ringback rehearse", "ringback case show nobody"])
def test_a_command_that_fails_or_is_not_ours_breaks_the_page(command, tmp_path):
    with pytest.raises(docs_console.DocsBroken):
        docs_console.fresh(page(f"$ {command}"), tmp_path)


def test_a_page_is_run_with_a_clock_that_stands_still_and_no_data_of_anybodys(tmp_path):
    block = page(
        "$ cat a.txt", "I went blank on the phone today.", "$ ringback recover a.txt", "$ ringback case list"
    )
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    first, second = (docs_console.fresh(block, folder) for folder in folders)
    assert first == second
    assert "Thu 19 Nov" in first
