"""`ringback words` with a file or a link asked for, from the outside."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import icalendar
import pytest
from tests.cli.running import Run, ringback
from tests.handing.reports import ASKED_ON, REFUSED, WAITING

from ringback.cli import options
from ringback.core.plan import DRAFT_KINDS

NOW = ("--now", "2026-11-19T21:40", "--zone", "Europe/London")
INVITE = """\
From: Marcus Odell <marcus.odell@ferrybank.example>
To: Ruth Hale <ruth@mail.example>
Date: Thu, 19 Nov 2026 10:00:00 +0000
Subject: Next step

Dear Ruth,

We would like to invite you to an interview in person on Tuesday 24 November at 10:00 with me.

Kind regards,
Marcus Odell
Head of Repairs
"""
EVERY = ("--eml", "a.eml", "--ics", "a.ics", "--card", "a.html")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def keep(text: str, *more: str, me: str | None = "Ruth Hale") -> Run:
    Path("told.txt").write_text(text, encoding="utf-8")
    return ringback("recover", "told.txt", *more, *NOW, *(("--me", me) if me else ()))


def keep_invited() -> None:
    Path("invite.eml").write_text(INVITE, encoding="utf-8")
    assert keep(ASKED_ON, "invite.eml").code == 0


def left() -> set[str]:
    return {path.name for path in Path().iterdir()} - {"told.txt", "invite.eml"}


def mail(path: str) -> dict[str, str]:
    read = message_from_bytes(Path(path).read_bytes(), policy=policy.default)
    return {**dict(read.items()), "text": read.get_content().replace("\r\n", "\n").rstrip("\n")}


def test_everything_at_once_is_written_and_says_so_beside_the_output() -> None:
    keep_invited()
    run = ringback("words", *EVERY)
    assert (run.code, run.out) == (0, "")
    assert all(f"Written: {name}" in run.err for name in ("a.eml", "a.ics", "a.html"))
    assert left() == {"a.eml", "a.ics", "a.html"}
    told = mail("a.eml")
    assert (told["To"], told["X-Unsent"]) == ("marcus.odell@ferrybank.example", "1")
    printed = ringback("words", "--draft", "acceptance").out.strip()
    assert printed == f"Subject: {told['Subject']}\n\n{told['text']}"
    assert icalendar.Calendar.from_ical(Path("a.ics").read_bytes()).walk("VEVENT")
    assert "Marcus Odell" in Path("a.html").read_text(encoding="utf-8")


def test_without_a_mail_of_theirs_it_goes_to_nobody_and_says_so() -> None:
    keep(ASKED_ON)
    run = ringback("words", "--eml", "a.eml")
    assert "To" not in mail("a.eml")
    assert "It has no address yet" in run.err


def test_a_link_is_printed_alone() -> None:
    keep_invited()
    run = ringback("words", "--mailto")
    assert run.code == 0
    assert run.out.startswith("mailto:marcus.odell@ferrybank.example?subject=")
    assert run.out.count("\n") == 1


def test_a_link_too_long_for_some_programs_is_named_as_such() -> None:
    keep(ASKED_ON, me="R" * 2000)
    run = ringback("words", "--mailto")
    assert run.code == 0
    assert "some programs cut" in run.err


def test_a_draft_with_a_gap_is_refused_with_what_fills_it_and_nothing_is_written() -> None:
    keep(WAITING, me=None)
    run = ringback("words", *EVERY[:4])
    assert run.code == 2
    assert "[your name]" in run.err
    assert "ringback recover --case brackwater-labs --me" in run.err
    assert left() == set()


def test_what_fills_the_gap_does() -> None:
    keep(WAITING, me=None)
    assert ringback("recover", "--case", "brackwater-labs", "--me", "Ines Vale", *NOW).code == 0
    assert ringback("words", "brackwater-labs", "--eml", "a.eml").code == 0
    assert mail("a.eml")["text"].endswith("\nInes Vale")


def test_an_unfinished_draft_is_marked_in_the_file() -> None:
    keep(WAITING, me=None)
    run = ringback("words", "--eml", "a.eml", "--unfinished")
    assert run.code == 0
    told = mail("a.eml")
    assert told["Subject"].startswith("[Not finished] ")
    assert told["text"].startswith("Not finished: ")


def test_a_finished_draft_is_not_marked() -> None:
    keep_invited()
    ringback("words", "--eml", "a.eml", "--unfinished")
    assert "ot finished" not in Path("a.eml").read_text(encoding="utf-8")


def test_a_file_that_is_there_stays_unless_it_is_to_go() -> None:
    keep_invited()
    Path("a.ics").write_text("mine", encoding="utf-8")
    run = ringback("words", *EVERY)
    assert run.code == 2
    assert "a.ics" in run.err
    assert "--force" in run.err
    assert left() == {"a.ics"}
    assert Path("a.ics").read_text(encoding="utf-8") == "mine"
    assert ringback("words", *EVERY, "--force").code == 0
    assert Path("a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_file_that_cannot_be_written_leaves_nothing() -> None:
    keep_invited()
    run = ringback("words", "--ics", "nowhere/a.ics")
    assert run.code == 2
    assert "nowhere" in run.err
    assert left() == set()


@pytest.mark.full  # a run for each
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--eml", "a", "--ics", "a"), "one name"),
        (("--eml", "a", "--opener", "named"), "--card"),
        (("--ics", "a", "--draft", "thank_you"), "--eml"),
        (("--eml", "a", "--draft", "opener_named"), "said, not sent"),
        (("--eml", "a", "--draft", "nudge"), "calls for no nudge"),
        (("--eml", "a", "--json"), "--json"),
        (("--opener", "named", "--draft", "thank_you"), "Give one of them"),
        (("--force",), "are about a file"),
    ],
)
def test_what_does_not_go_together_is_named(words: tuple[str, ...], says: str) -> None:
    keep_invited()
    run = ringback("words", *words)
    assert run.code == 2
    assert says in " ".join(run.err.split())
    assert left() == set()


def test_a_draft_that_is_not_called_for_is_told_in_one_way() -> None:
    keep_invited()
    for to in ((), ("--eml", "a.eml")):
        run = ringback("words", "ferrybank-homes", *to, "--draft", "nudge")
        said = " ".join(run.err.split())
        assert run.code == 2
        assert "The plan calls for no nudge. It has these: opener_named, opener_unnamed" in said
    assert left() == set()


def test_every_kind_that_a_plan_can_call_for_can_be_named() -> None:
    assert (*options.Draft, "named_letter") == DRAFT_KINDS  # that one comes by --name-it alone


def test_who_has_not_been_asked_on_has_no_card() -> None:
    keep(REFUSED)
    run = ringback("words", "--card", "a.html")
    assert run.code == 2
    assert "nothing to be said" in run.err


def test_a_gap_names_the_command_that_fills_it_and_that_command_does() -> None:
    begins, _, ends = ASKED_ON.partition("I do know this work.")
    keep(f"{begins}They have asked me to{ends.rpartition('They have asked me to')[2]}")
    run = ringback("words", "--card", "a.html", "--opener", "unnamed")
    assert run.code == 2
    assert 'ringback facts add proof "IN YOUR WORDS" --case ferrybank-homes' in run.err
    told = "I can bring a one-page plan for sorting calls."
    assert ringback("facts", "add", "proof", told, "--case", "ferrybank-homes").code == 0
    run = ringback("words", "--card", "a.html", "--opener", "unnamed")
    assert run.code == 0, run.err
    assert "one-page plan" in Path("a.html").read_text(encoding="utf-8")


def test_words_of_another_tone_go_into_a_file_and_what_is_kept_stays() -> None:
    keep(WAITING)
    ringback("words", "--eml", "kept.eml", "--unfinished")
    before = ringback("words").out
    run = ringback("words", "--tone", "formal", "--eml", "formal.eml", "--unfinished")
    assert run.code == 0, run.err
    assert Path("formal.eml").read_bytes() != Path("kept.eml").read_bytes()
    assert ringback("words").out == before
