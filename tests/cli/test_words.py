"""`ringback words` in another tone, with one's own greeting, and the other way."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.running import ringback

ACCOUNT = (
    "I had a phone interview on Tuesday for the job of shift lead at Quillfeather Bakery. My mind went blank"
    " when she asked about stock. I wasn't at my usual standard. They have asked me to come in next week."
)
WAITING = (
    "I had a phone interview on Tuesday for the job of shift lead at Quillfeather Bakery. I rambled a bit on"
    " one answer, I don't think she noticed. They'll decide next week."
)
NOW = ("--now", "2026-03-12T20:50", "--zone", "Europe/London")


def kept(tmp_path: Path, account: str) -> str:
    file = tmp_path / "account.txt"
    file.write_text(account)
    assert ringback("recover", str(file), *NOW).code == 0
    return ringback("case", "list").out.split()[0]


@pytest.fixture
def case(tmp_path: Path) -> str:
    return kept(tmp_path, ACCOUNT)


def test_a_tone_changes_the_words_and_nothing_that_is_kept(case: str) -> None:
    before = ringback("case", "show", case, "--json").out
    formal = json.loads(ringback("words", case, "--tone", "formal", "--json").out)["drafts"]
    plain = json.loads(ringback("words", case, "--json").out)["drafts"]
    assert [one["kind"] for one in formal] == [one["kind"] for one in plain]
    text = " ".join(s["text"] for one in formal for s in one["sentences"] if not s["gap"])
    assert not re.search(r"\b(?:I'm|I've|I'd|I'll|\w+n't|you'd|that's|there's|it's)\b", text)
    assert formal != plain
    assert ringback("case", "show", case, "--json").out == before


def test_the_tone_that_a_case_was_told_in_gives_its_own_words_again(case: str) -> None:
    again = json.loads(ringback("words", case, "--tone", "plain", "--json").out)
    assert again == json.loads(ringback("words", case, "--json").out)


def test_letters_begin_with_the_greeting_that_was_set(tmp_path: Path) -> None:
    assert ringback("config", "set", "greeting", "Good morning,").code == 0
    case = kept(tmp_path, WAITING)
    assert "\nGood morning,\n" in ringback("words", case).out


@pytest.mark.parametrize("greeting", ["", "Hi 5", "a b c d", "Hi\nthere", "{me}"])
def test_what_is_no_greeting_is_refused(greeting: str) -> None:
    assert ringback("config", "set", "greeting", greeting).code == 2


def test_either_way_gives_one_draft_and_what_it_rests_on(case: str) -> None:
    named = ringback("words", case, "--name-it")
    left = ringback("words", case, "--leave-it")
    assert "went blank" in named.out
    assert "blank" not in left.out.split("If they say")[0]
    for run in (named, left):
        assert len(re.findall(r"our\s+choice", run.err)) == 1
        assert "experts" in run.err
        assert "experts" not in run.out
    told = json.loads(ringback("words", case, "--leave-it", "--json").out)
    assert [one["kind"] for one in told["drafts"]] == ["opener_unnamed"]
    assert told["choice"]["way"] == "leave_it"


def test_who_waits_can_name_it_in_a_letter(tmp_path: Path) -> None:
    case = kept(tmp_path, WAITING)
    told = json.loads(ringback("words", case, "--name-it", "--json").out)
    assert told["drafts"][0]["kind"] == "named_letter"
    assert not told["choice"]["ours"]


MISSED = (
    "I had a phone interview with Dana Reeve at Quillfeather Bakery at ten today. My phone was on silent and"
    " I missed the call."
)


def test_who_missed_the_call_can_ring_and_knows_what_to_say(tmp_path: Path) -> None:
    case = kept(tmp_path, MISSED)
    heading, _, by_phone = ringback("words", case).out.partition("Or by phone, to them or to a machine")
    assert "by e-mail" in heading
    said = ringback("words", case, "--by-phone").out
    assert said.startswith(("Hello Dana, it's [your name]", "Hi Dana, [your name] here"))
    assert said.count("\n") == 1
    assert " ".join(said.split()) in " ".join(by_phone.split())
    assert ringback("words", case, "--by-phone", "--draft", "rebook").out == said
    kept_words = json.loads(ringback("words", case, "--json").out)["drafts"][0]["by_phone"]
    assert " ".join(one["text"] for one in kept_words["sentences"]) == said.strip()
    assert 0 < kept_words["seconds"] < 30


def test_our_own_line_after_a_call_that_they_never_made_has_no_fault_before_its_case(tmp_path: Path) -> None:
    case = kept(
        tmp_path, "My interview with Dana Reeve at Quillfeather Bakery was set for ten. They never rang."
    )
    message = tmp_path / "message.txt"
    message.write_text(ringback("words", case, "--draft", "rebook").out.replace("[your name]", "Ada Finch"))
    found = json.loads(ringback("review", str(message), "--case", case, "--json").out)["findings"]
    assert [one["rule"] for one in found if "[" not in one["quote"]] == []


def test_what_belongs_in_writing_has_no_words_by_phone(case: str) -> None:
    run = ringback("words", case, "--by-phone")
    assert run.code == 2
    assert f"ringback words {case}" in run.err
    assert ringback("words", case, "--by-phone", "--draft", "rebook").code == 2
    for beside in (["--json"], ["--name-it"], ["--opener", "named"], ["--mailto"]):
        assert ringback("words", case, "--by-phone", *beside).code == 2


def test_two_ways_at_once_are_wrong_usage(case: str) -> None:
    assert ringback("words", case, "--name-it", "--leave-it").code == 2
    assert ringback("words", case, "--name-it", "--opener", "named").code == 2


def test_behind_a_closed_door_there_is_nothing_to_name(tmp_path: Path) -> None:
    case = kept(tmp_path, "I had a phone interview at Quillfeather Bakery. They rejected me on Monday.")
    run = ringback("words", case, "--name-it")
    assert run.code == 2
    assert "closed" in run.err
