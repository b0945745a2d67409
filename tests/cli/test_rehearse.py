"""`ringback rehearse`, from the outside."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from scripts.docs_console import ringback as at_a_terminal
from scripts.docs_console import typed
from tests.cli.running import ringback

NOW = ("--now", "2026-03-12T20:50", "--zone", "Europe/Dublin")
ACCOUNT = (
    "Phone interview with Brackwater Labs on Tuesday, for the lab technician job. My mind went blank on a"
    " question about drifting balances. It was well below my normal standard. I have a page of the checks I"
    " drew up. They have asked me to come in next Thursday at 10."
)
ANSWER = (
    "At the dye house the balance drifted every morning. I drew up a warm-up sheet and checked it myself.\n"
    "A month later repeats had fallen from nine a week to two.\n"
)
BLANK = "blanked_on_question"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    (folder / "account.txt").write_text(ACCOUNT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RINGBACK_HOME", str(folder / "home"))
        assert ringback("recover", str(folder / "account.txt"), *NOW).code == 0
    return folder / "home"


@pytest.fixture(autouse=True)
def case(kept: Path, ringback_home: Path) -> None:
    shutil.copytree(kept, ringback_home)


def flat(text: str) -> str:
    return " ".join(text.split())


def record(*words: str, stdin: bytes | str = "") -> dict[str, Any]:
    run = ringback("rehearse", *words, "--json", *NOW, stdin=stdin)
    assert run.code == 0, run.err
    found: dict[str, Any] = json.loads(run.out)
    return found


def test_without_input_it_lists_what_to_rehearse_and_when() -> None:
    run = ringback("rehearse", "--no-input", *NOW)
    assert run.code == 0
    assert "before their first question" in flat(run.out).lower()
    assert "Wednesday, once" in run.out
    assert "less sure" in flat(run.out)


def test_the_list_as_json_has_keys_days_and_how_often() -> None:
    found = record("--no-input")
    assert found["schema"] == "ringback/rehearse/1"
    assert found["questions"][0]["key"].startswith("opener_")
    assert found["days"] == ["2026-03-13", "2026-03-16", "2026-03-18"]
    assert found["taken"][BLANK] == 0


def test_a_take_from_a_file_is_kept_and_told_of() -> None:
    run = ringback("rehearse", "--question", BLANK, *NOW, stdin=ANSWER)
    assert run.code == 0, run.err
    assert run.out.startswith("Take 1 has an example and a result.")
    assert "One thing to try next" in run.out
    listed = ringback("rehearse", "--list", *NOW).out
    assert "At the dye house" in flat(listed)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_take_is_read_in_whatever_encoding_it_comes(encoding: str) -> None:
    words = (
        "At the caf\u00e9 the till was \u00a340 out. I counted it myself, and it didn\u2019t happen again."
    )
    take = record("--question", BLANK, stdin=words.encode(encoding))["take"]
    assert take["text"] == words


def test_a_take_that_is_no_text_is_refused() -> None:
    run = ringback("rehearse", "--question", BLANK, *NOW, stdin=b"\x89PNG\r\n\x1a\n")
    assert run.code == 2
    assert "a picture" in run.err


def test_a_second_take_as_json_is_held_against_the_first() -> None:
    record(
        "--question", BLANK, stdin="I'm always careful with balances, as anyone there would tell you at once."
    )
    said = record("--question", BLANK, stdin=ANSWER)["take"]["feedback"]
    assert said["number"] == 2
    assert {"take": 1, "how": "gained", "what": "result"} in said["since"]


def test_a_typed_take_claims_no_speaking_time() -> None:
    take = record("--question", BLANK, stdin=ANSWER)["take"]
    assert (take["kind"], take["seconds"], take["latency"]) == ("typed", None, None)


def test_a_take_thrown_away_is_gone_from_the_list() -> None:
    number = record("--question", BLANK, stdin=ANSWER)["take"]["id"]
    assert ringback("rehearse", "--throw-away", str(number), *NOW).code == 0
    assert record("--list")["takes"] == []
    assert ringback("rehearse", "--throw-away", str(number), *NOW).code == 2


def test_a_key_that_is_none_is_named_with_those_there_are() -> None:
    run = ringback("rehearse", "--question", "x", *NOW, stdin=ANSWER)
    assert run.code == 2
    assert BLANK in run.err


def test_a_question_to_be_asked_without_asking_is_refused() -> None:
    run = ringback("rehearse", "--question", "yourself", "--no-input")
    assert run.code == 2
    assert "Leave one of them out." in run.err


def test_words_of_self_harm_bring_whom_to_ring_and_are_not_kept() -> None:
    run = ringback("rehearse", "--question", BLANK, *NOW, stdin="I want to kill myself over this call.")
    assert run.code == 1
    assert record("--list")["takes"] == []


def test_without_a_case_it_says_how_to_begin(ringback_home: Path) -> None:
    shutil.rmtree(ringback_home)
    run = ringback("rehearse", *NOW)
    assert run.code == 2
    assert "ringback recover" in run.err


def test_at_a_terminal_it_asks_tells_and_goes_on() -> None:
    said = at_a_terminal(
        ["rehearse", "--question", BLANK, *NOW],
        typed(f"?\n{ANSWER}\ny\nn\nagain\nI don't know, sorry.\n\nstop\n"),
    )
    assert "A good answer holds" in said
    assert "Take 1 has an example and a result." in said
    assert "Something new you said" in said
    assert "Take 2 stopped before an answer." in said
    assert len(record("--list")["takes"]) == 2
    assert "warm-up sheet" in ringback("facts", "list").out


def test_what_is_skipped_or_stopped_is_not_kept() -> None:
    at_a_terminal(["rehearse", *NOW], typed("skip\nstop\n"))
    assert record("--list")["takes"] == []


def test_an_evening_in_which_all_is_skipped_ends_and_asks_no_follow_up() -> None:
    questions = record("--no-input")["questions"]
    own = [one for one in questions if not one["key"].endswith(".more")]
    said = at_a_terminal(["rehearse", *NOW], typed("skip\n" * len(own) + "stop\n"))
    assert "Each of them is said or skipped." in said
    assert said.count(f" of {len(questions)}. ") == len(own)


def test_an_empty_answer_left_behind_is_not_asked_again() -> None:
    said = at_a_terminal(["rehearse", *NOW], typed("\n\n" * 40))
    assert "Each of them is said or skipped." in said


def test_a_no_adds_no_fact() -> None:
    at_a_terminal(["rehearse", "--question", BLANK, *NOW], typed(f"{ANSWER}\nn\nn\nstop\n"))
    assert "warm-up sheet" not in ringback("facts", "list").out


def test_say_hands_the_question_to_the_voice_as_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voice = tmp_path / "espeak-ng"
    voice.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/args"\ncat > "{tmp_path}/words"\n')
    voice.chmod(voice.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    at_a_terminal(["rehearse", "--say", "--question", BLANK, *NOW], typed("stop\n"))
    assert (tmp_path / "args").read_text() == "-v en-gb --stdin\n"
    heard = (tmp_path / "words").read_text()
    assert heard == "The question you went blank on, in two sentences and one example."


def test_say_says_so_where_there_is_no_voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = at_a_terminal(["rehearse", "--say", "--question", BLANK, *NOW], typed("stop\n"))
    assert "in two sentences" in said
    assert "There is no espeak-ng on this machine." in said
