"""`ringback case` and `ringback words`, from the outside."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.running import ringback

ACCOUNT = (
    "I had a phone interview on Tuesday for the job of shift lead at Quillfeather Bakery. My mind went blank"
    " when she asked about stock. I was not at my usual standard. They have asked me to come in next week."
)
NOW = ("--now", "2026-03-12T20:50", "--zone", "Europe/London")


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "account.txt"
    file.write_text(ACCOUNT)
    assert ringback("recover", str(file), *NOW).code == 0
    return ringback("case", "list").out.split()[0]


def test_a_list_of_nothing_says_how_to_begin() -> None:
    assert "ringback recover" in ringback("case", "list").out


def test_a_case_is_listed_with_its_door_and_what_to_do(case: str) -> None:
    line = ringback("case", "list").out
    assert case in line
    assert "open" in line
    assert json.loads(ringback("case", "list", "--json").out)["cases"][0]["id"] == case


def test_notes_and_outcomes_stand_below_the_report(case: str) -> None:
    assert ringback("case", "note", case, "Kay rang: Thursday at two").code == 0
    assert ringback("case", "outcome", case, "offer", "--on", "2026-03-20", "--repair-made").code == 0
    out = ringback("case", "show", case).out
    assert "Kay rang: Thursday at two." in out
    assert "an offer; you raised the call" in out
    assert "an offer" in ringback("case", "list").out


@pytest.mark.parametrize("before", [("note",), ("outcome", "rejected", "--words")])
def test_words_of_self_harm_beside_a_case_bring_whom_to_ring_and_are_not_kept(
    case: str, before: tuple[str, ...]
) -> None:
    was = json.loads(ringback("case", "show", case, "--json").out)
    command, *rest = before
    run = ringback("case", command, case, *rest, "I don't want to live any more.")
    assert run.code == 1
    assert "Nothing of this is kept" in run.out
    assert json.loads(ringback("case", "show", case, "--json").out) == was


def test_of_several_outcomes_the_newest_by_its_day_counts_whenever_it_was_told(case: str) -> None:
    told = (("rejected", "2026-03-20"), ("advanced", "2026-03-10"), ("withdrew", "2026-03-09"))
    for happened, day in told:
        assert ringback("case", "outcome", case, happened, "--on", day).code == 0
    assert "a no" in ringback("case", "list").out
    assert "What counts now: Fri 20 Mar" in ringback("case", "outcome", case, "--take-back").err
    assert ringback("case", "outcome", case, "advanced", "--on", "2026-03-20").code == 0
    assert "through to the next stage" in ringback("case", "list").out


def test_an_outcome_is_taken_back_and_says_what_counts_now(case: str) -> None:
    for words in (("advanced", "--on", "2026-03-19"), ("offer", "--on", "2026-03-20", "--repair-made")):
        assert ringback("case", "outcome", case, *words).code == 0
    told = ringback("case", "outcome", case, "--take-back").err
    assert re.match(r"Taken back: Fri 20 Mar.*, an offer; you raised the call\.\n", told)
    assert re.search(r"\nWhat counts now: Thu 19 Mar.*, through to the next stage\.\n", told)
    assert "an offer" not in ringback("case", "show", case).out.partition("\nWhat came of it\n")[2]
    assert "What counts now is the report alone." in ringback("case", "outcome", case, "--take-back").err
    again = ringback("case", "outcome", case, "--take-back")
    assert again.code == 2
    assert f"ringback case outcome {case} HAPPENED" in " ".join(again.err.split())


def test_a_note_is_erased_by_the_number_that_it_is_shown_with(case: str, ringback_home: Path) -> None:
    for words in ("Kay rang", "Zwentibold wrote"):
        ringback("case", "note", case, words)
    shown = ringback("case", "show", case).out.partition("\nNotes\n")[2].splitlines()
    assert [line.split()[0] for line in shown] == ["1", "2"]
    assert "Note 2 is erased." in ringback("case", "note", case, "--forget", "2").err
    ringback("case", "note", case, "Moira rang")
    shown = ringback("case", "show", case).out.partition("\nNotes\n")[2].splitlines()
    assert [line.split()[0] for line in shown] == ["1", "3"]
    again = ringback("case", "note", case, "--forget", "2")
    assert again.code == 2
    assert "It has these: 1, 3." in " ".join(again.err.split())
    left = b"".join(file.read_bytes() for file in ringback_home.rglob("*") if file.is_file())
    assert b"Zwentibold" not in left


@pytest.mark.parametrize(
    "words",
    [
        ("note", "X"),
        ("note", "X", "Kay rang", "--forget", "1"),
        ("outcome", "X"),
        ("outcome", "X", "offer", "--take-back"),
        ("outcome", "X", "--take-back", "--on", "2026-03-19"),
    ],
)
def test_something_new_and_something_taken_back_are_not_said_at_once(
    case: str, words: tuple[str, ...]
) -> None:
    run = ringback("case", *(case if word == "X" else word for word in words))
    assert run.code == 2
    assert "--forget" in run.err or "--take-back" in run.err


@pytest.mark.parametrize("words", [("outcome", "X", "fired"), ("outcome", "X", "offer", "--on", "soon")])
def test_an_outcome_that_is_none_is_wrong_usage(case: str, words: tuple[str, ...]) -> None:
    run = ringback("case", *(case if word == "X" else word for word in words))
    assert run.code == 2
    assert words[-1] in run.err
    assert "Usage" not in run.err


def test_a_wrong_outcome_is_told_which_there_are_and_a_day_to_come_is_none(case: str) -> None:
    told = " ".join(ringback("case", "outcome", case, "hired").err.split())
    assert "advanced, offer, rejected, silence, withdrew, cancelled or other" in told
    run = ringback("case", "outcome", case, "silence", "--on", "2999-01-01")
    assert run.code == 2
    assert "still to come" in run.err
    assert "silence" not in ringback("case", "list").out


def test_each_command_that_brings_a_case_back_is_on_a_line_to_copy(case: str) -> None:
    back = f"  ringback case restore {case}"
    assert back in ringback("case", "delete", case).err.splitlines()
    assert back in ringback("case", "list", "--bin").out.splitlines()
    assert f"  ringback case show {case}" in ringback("case", "restore", case).err.splitlines()


def test_an_exported_case_comes_back_identical(case: str, tmp_path: Path) -> None:
    before = json.loads(ringback("case", "show", case, "--json").out)
    assert ringback("case", "export", case, str(tmp_path / "out")).code == 0
    assert ringback("case", "delete", case, "--now", "--yes").code == 0
    assert ringback("case", "import", str(tmp_path / "out")).code == 0
    assert json.loads(ringback("case", "show", case, "--json").out) == before


def test_a_deleted_case_is_in_the_bin_and_can_be_taken_back(case: str) -> None:
    assert "7 days" in ringback("case", "delete", case).err
    assert ringback("case", "show", case).code == 2
    assert case in ringback("case", "list", "--bin").out
    assert ringback("case", "restore", case).code == 0
    assert ringback("case", "show", case).code == 0


def test_a_time_given_for_one_run_erases_nothing_that_is_in_the_bin(case: str) -> None:
    ringback("case", "delete", case)
    later = ("--now", "2199-03-12T20:50", "--zone", "Europe/London")
    assert ringback("recover", "-", *later, stdin=ACCOUNT).code == 0
    assert ringback("case", "restore", case).code == 0


def test_erasing_needs_a_yes_and_then_leaves_no_word(case: str, ringback_home: Path) -> None:
    refused = ringback("case", "delete", case, "--now")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert ringback("case", "show", case).code == 0
    assert ringback("case", "delete", case, "--now", "--yes").code == 0
    left = b"".join(file.read_bytes() for file in ringback_home.rglob("*") if file.is_file())
    assert b"Quillfeather" not in left


def test_a_name_almost_right_is_suggested(case: str) -> None:
    run = ringback("case", "show", case[:-1])
    assert run.code == 2
    assert f'Did you mean "{case}"?' in run.err.replace("\n", " ")


def test_words_are_ready_to_copy_without_numbers_or_brackets(case: str) -> None:
    out = ringback("words", case).out
    assert "our choice" in out
    assert "[1]" not in out
    opener = ringback("words", case, "--opener", "named").out
    assert "phone" in opener
    assert len(opener.splitlines()) == 1


def test_words_without_a_name_are_those_of_the_case_last_touched(case: str) -> None:
    assert ringback("words").out == ringback("words", case).out


def test_words_of_nothing_kept_say_how_to_begin() -> None:
    run = ringback("words")
    assert run.code == 2
    assert "ringback recover" in run.err.replace("\n", " ")
