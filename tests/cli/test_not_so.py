"""`ringback case not-so`: a finding that isn't so, said in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.kept import kept
from tests.cli.running import ringback

ACCOUNT = (
    "I had a phone interview on Tuesday for the job of shift lead at Quillfeather Bakery. My mind went blank"
    " when she asked about stock. I rambled on when she asked why."
    " I was not at my usual standard. They have asked me to come in next week."
)
NOW = ("--now", "2026-03-12T20:50", "--zone", "Europe/London")


@pytest.fixture
def case(ringback_home: Path) -> str:
    return kept(ringback_home, ACCOUNT, *NOW)


def test_findings_are_numbered_one_is_denied_and_taken_back(case: str) -> None:
    listed = ringback("case", "not-so", case).out
    assert '1  Going blank "My mind went blank' in listed
    done = ringback("case", "not-so", case, "1", *NOW)
    assert done.code == 0
    told = " ".join(done.err.split())
    assert "Not so, then: Going blank." in told
    assert "The damage: slight now; before: serious." in told
    assert f"ringback case not-so {case} 1 --undo" in told
    after = ringback("case", "not-so", case).out
    assert "Not so, by your word" in after
    shown = ringback("case", "show", case).out
    assert "Not so, by your word: Going blank." in shown
    assert "blank" not in ringback("words", case).out
    back = ringback("case", "not-so", case, "1", "--undo", *NOW)
    assert "So after all: Going blank." in back.err
    assert ringback("case", "not-so", case).out == listed


def test_as_json_it_gives_both_lists_and_what_moved(case: str) -> None:
    told = json.loads(ringback("case", "not-so", case, "1", "--json", *NOW).out)
    assert [one["label"] for one in told["denied"]] == ["blanked_on_question"]
    assert [one["label"] for one in told["findings"]] == ["rambling", None]
    assert told["moved"]["damage"] == ["serious", "slight"]
    assert json.loads(ringback("case", "not-so", case, "--json").out)["denied"] == told["denied"]


@pytest.mark.full  # a run for each
@pytest.mark.parametrize("words", [("4",), ("0",), ("1", "--undo")])
def test_a_number_that_stands_for_none_is_wrong_usage(case: str, words: tuple[str, ...]) -> None:
    run = ringback("case", "not-so", case, *words)
    assert run.code == 2
    assert words[0] in run.err
