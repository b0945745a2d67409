"""`ringback case edit`: an own version of a draft, and where it is handed over."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from tests.cli.kept import kept
from tests.cli.running import Run, ringback
from tests.handing.reports import ASKED_ON

NOW = ("--now", "2026-11-19T21:40", "--zone", "Europe/London")
CASE = "ferrybank-homes"


@pytest.fixture(autouse=True)
def _here(ringback_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert kept(ringback_home, ASKED_ON, *NOW, "--me", "Ruth Hale") == CASE


def edit(*words: str, stdin: str = "") -> Run:
    return ringback("case", "edit", CASE, *words, stdin=stdin)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_an_own_version_goes_wherever_ours_would_have_gone_and_that_is_said() -> None:
    ours = ringback("words", "--draft", "thank_you").out
    Path("mine.txt").write_text(
        ours.replace("Subject: ", "Subject: Re: ").replace(" ", "  ", 1) + "\nP.S. The vans!"
    )
    assert edit("thank_you", "mine.txt").code == 0
    opener = "I lost the thread on Tuesday, and I have brought the plan."
    assert edit("opener_named", "-", stdin=opener).code == 0

    printed = ringback("words", "--draft", "thank_you")
    assert "P.S. The vans!" in printed.out
    assert f"Your own version of the thank-you. Ours: ringback words {CASE} --ours" in flat(printed.err)
    assert opener in flat(ringback("words").out)
    shown = ringback("case", "show")
    assert opener in flat(shown.out)
    assert "Your own version of the opener that names the call and the thank-you." in flat(shown.err)
    assert ringback("words", "--card", "a.html").code == 0
    assert ringback("words", "--draft", "thank_you", "--eml", "a.eml").code == 0
    mail = message_from_bytes(Path("a.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"].startswith("Re: ")
    assert "P.S. The vans!" in mail.get_content()
    assert "I have brought the plan" in Path("a.html").read_text(encoding="utf-8")

    assert ringback("words", "--draft", "thank_you", "--ours").out == ours
    assert ringback("words", "--eml", "b.eml", "--ours").code == 0
    assert "vans!" not in Path("b.eml").read_text(encoding="utf-8")


def test_versions_are_listed_taken_and_put_back() -> None:
    ours = ringback("words", "--opener", "named").out
    assert "no version of your own" in edit("opener_named").out
    edit("opener_named", "-", stdin="The first.")
    edit("opener_named", "-", stdin="The second.")
    listed = edit("opener_named").out
    assert "an earlier one\n      The first." in listed
    assert "stands\n      The second." in listed
    assert edit("opener_named", "--take", "1").code == 0
    assert ringback("words", "--opener", "named").out == "The first.\n"
    back = edit("opener_named", "--put-back")
    assert f"ringback case edit {CASE} opener_named --take 1" in flat(back.err)
    assert ringback("words", "--opener", "named").out == ours
    told = json.loads(edit("opener_named", "--json").out)
    assert [(one["id"], one["text"], one["state"]) for one in told["versions"]] == [
        (1, "The first.", "past"),
        (2, "The second.", "past"),
    ]


def test_a_gap_that_was_left_in_keeps_it_from_being_handed_over_as_finished() -> None:
    edit("thank_you", "-", stdin="Dear Marcus,\n\nThank you for [one thing from the call].\n\nRuth")
    run = ringback("words", "--draft", "thank_you", "--eml", "a.eml")
    assert run.code == 2
    assert "[one thing from the call]" in flat(run.err)
    assert not Path("a.eml").exists()


@pytest.mark.full  # a run for each
@pytest.mark.parametrize(
    ("words", "stdin", "says"),
    [
        (("nudge", "-"), "Mine.", "The plan calls for no nudge."),
        (("thank_you", "-"), " ", "There are no words in it."),
        (("thank_you", "none.txt"), "", "no such file"),
        (("thank_you", "--take", "3"), "", "no version 3"),
        (("thank_you", "-", "--put-back"), "Mine.", "Give one of them"),
    ],
)
def test_what_cannot_be_done_is_told_and_keeps_nothing(words: tuple[str, ...], stdin: str, says: str) -> None:
    run = edit(*words, stdin=stdin)
    assert run.code == 2
    assert says in flat(run.err)
    assert json.loads(ringback("case", "show", "--json").out)["edits"] == []


@pytest.mark.full  # with the two above, a second and more
def test_words_of_self_harm_are_answered_with_whom_to_ring_and_not_kept() -> None:
    run = edit("thank_you", "-", stdin="I don't want to live any more.")
    assert run.code == 1
    assert "Nothing of this is kept" in run.out
    assert json.loads(ringback("case", "show", "--json").out)["edits"] == []
