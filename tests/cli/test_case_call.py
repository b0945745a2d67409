"""`ringback case turn`, `minute` and `sound`: the call put right, counted by ear and played back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.kept import kept
from tests.cli.running import Run, ringback
from tests.ears.sounds import SPEECH

from ringback.app.call import call_of
from ringback.app.sound import note
from ringback.ears.playing import Shape
from ringback.store import recordings as rows
from ringback.store.database import open_file

pytestmark = pytest.mark.full  # each test opens a store and works a case out

CALL = """\
# Heard in depot.m4a, 0:40, by tiny.en. [Words?] in brackets were heard unclearly.
# You: Speaker 2
# Fillers: 1 to 4
# Heard again: 0:08.0-0:38.0 1
[0:00.7-0:04.2] Speaker 1: Tell me about a time you found a fault.
[0:08.0-0:11.3] Speaker 2: I am [tearful?] and I always look twice.
[0:14.6-0:18.0] Speaker 2: I look at the brakes and I look at the doors.
[0:18.6-0:20.9] Speaker 1: Is there one particular time?
[0:21.3-0:24.2] Speaker 2: I don't know, I'm sorry.
[0:25.0-0:27.9] Speaker 1: Have you got any questions for me?
[0:28.1-0:38.0] Speaker 2: No, I think you've covered it all very well.
"""
NOW = ("--now", "2026-03-12T20:50", "--zone", "Europe/London")
CASE = "interview"


@pytest.fixture(autouse=True)
def _here(ringback_home: Path) -> None:
    assert kept(ringback_home, CALL, *NOW) == CASE


def turn(*words: str) -> Run:
    return ringback("case", "turn", CASE, *words)


def with_copy(home: Path, name: str | None = None) -> Path:
    """The copy of a recording that is kept with the case, of its call or of another, where it lies."""
    store = open_file(home)
    note(
        store,
        CASE,
        name or call_of(store, CASE, None).kept.name,
        SPEECH,
        Shape(9.0, ()),
        datetime(2026, 3, 12, tzinfo=UTC),
    )
    with store.writing() as connection, SPEECH.open("rb") as source:
        rows.write_copy(home, "copy.ogg", source)
        rows.change(connection, store.owner, 1, ("done",), file="copy.ogg")
    store.close()
    return home / "recordings" / "copy.ogg"


def flat(text: str) -> str:
    return " ".join(text.split())


def titles() -> list[str]:
    shown = json.loads(ringback("case", "show", CASE, "--json").out)
    return [one["title"] for one in shown["reports"][-1]["report"]["findings"]]


def test_a_line_given_to_the_other_is_found_no_longer_and_all_of_it_comes_back() -> None:
    listed = turn().out
    assert "5    0:21  you   I don't know, I'm sorry." in listed
    before = titles()
    done = turn("5", "--other", *NOW)
    assert "No longer found: A bare I don't know." in flat(done.err)
    assert "5    0:21  they  I don't know, I'm sorry." in turn().out
    assert "A bare I don't know" not in titles()
    back = turn("--undo", *NOW)
    assert "Found now: A bare I don't know." in flat(back.err)
    assert titles() == before
    assert turn().out == listed
    assert len(json.loads(ringback("case", "show", CASE, "--json").out)["reports"]) == 3


def test_words_are_put_right_split_and_counted_as_sure() -> None:
    told = flat(turn("2", "--words", "I am careful.", "--words", "Are you?", *NOW).err)
    assert '"I am [tearful?] and I always look twice." reads "I am careful. / Are you?" now.' in told
    turn("3", "--other", *NOW)
    record = json.loads(turn("--json").out)
    assert [one["text"] for one in record["lines"]][1:3] == ["I am careful.", "Are you?"]
    assert [one["speaker"] for one in record["lines"]][1:3] == ["Speaker 2", "Speaker 1"]
    assert [one["kind"] for one in record["corrections"]] == ["words", "speaker"]
    assert "?]" not in turn().out


def test_what_was_said_not_to_be_so_stays_so_when_other_lines_change() -> None:
    assert "No questions when offered" in titles()
    number = str(titles().index("No questions when offered") + 1)
    ringback("case", "not-so", CASE, number, *NOW)
    turn("2", "--words", "I take care, and I always look more than twice.", *NOW)
    assert "No questions when offered" not in titles()
    turn("7", "--words", "No, nothing, you've covered it all.", *NOW)
    assert "No questions when offered" in titles()
    turn("--undo", *NOW)
    assert "No questions when offered" not in titles()


def test_what_was_said_not_to_be_so_stays_out_once_a_swap_is_taken_back() -> None:
    number = str(titles().index("A bare I don't know") + 1)
    ringback("case", "not-so", CASE, number, *NOW)
    turn("--swap", *NOW)
    turn("--undo", *NOW)
    assert "A bare I don't know" not in titles()


def test_swapped_the_call_is_the_others_and_the_ums_are_unknown() -> None:
    told = flat(turn("--swap", *NOW).err)
    assert "The two are swapped." in told
    assert "Um, uh: unknown" in told
    assert "1    0:00  you   Tell me about a time" in turn().out


def test_a_minute_counted_by_ear_narrows_the_range_and_is_taken_back() -> None:
    asked = ringback("case", "minute", CASE).out
    assert "from 0:08.0 to 0:38.0" in asked
    done = flat(ringback("case", "minute", CASE, "3", *NOW).err)
    assert "Um, uh: 3 in your turns, from the minute that you marked; before: 1 to 4 in your turns" in done
    none = ringback("case", "minute", CASE)
    assert none.code == 2
    assert "no minute of yours" in none.err
    assert "before: 3 in your turns" in flat(turn("--undo", *NOW).err)
    assert ringback("case", "minute", CASE).out == asked


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("turn", CASE, "9", "--other"), "numbered from 1 to 7"),
        (("turn", CASE, "--undo"), "Nothing was put right"),
        (("turn", CASE, "3"), "Add --other, or --words TEXT."),
        (("turn", CASE, "--other"), "Which line is meant"),
        (("turn", CASE, "--swap", "--undo"), "each do one thing"),
        (("minute", CASE, "500"), "a number from 0 to 400"),
        (("minute", CASE, "--from", "soon"), "Give it as 12:30."),
        (("minute", CASE, "--from", "55:00"), "begin at 0:08.0."),
        (("minute", CASE, "--from", "nan"), "begin at 0:08.0."),
        (("minute", CASE, "3", "--from", "-5"), "begin at 0:08.0."),
        (("minute", CASE, "--from", ""), "Give it as 12:30."),
        (("sound", CASE, "gone.m4a"), "gone.m4a"),
        (("sound", CASE, "gone.m4a", "--forget"), "don't go together"),
    ],
)
def test_what_cannot_be_done_says_so_and_changes_nothing(words: tuple[str, ...], says: str) -> None:
    listed = turn().out
    run = ringback("case", *words)
    assert run.code == 2
    assert says in flat(run.err)
    assert turn().out == listed


def test_words_that_speak_of_danger_are_not_kept() -> None:
    run = turn("2", "--words", "I want to kill myself tonight.", *NOW)
    assert run.code == 1
    assert "Samaritans" in run.out
    assert "kill" not in turn().out


def test_without_a_sound_it_says_how_to_name_one() -> None:
    assert "The sound isn't kept" in ringback("case", "sound", CASE).out
    assert "There is no sound" in ringback("case", "sound", CASE, "--forget").err


def test_the_sound_of_another_transcript_is_not_taken_for_that_of_the_call(ringback_home: Path) -> None:
    with_copy(ringback_home, "another.m4a")
    assert "The sound isn't kept" in ringback("case", "sound", CASE).out


@pytest.mark.full  # it reads sound
def test_a_recording_that_lies_elsewhere_is_noted_missed_and_forgotten_and_never_touched(
    tmp_path: Path,
) -> None:
    own = tmp_path / "depot.ogg"
    own.write_bytes(SPEECH.read_bytes())
    assert "played from where it lies" in flat(ringback("case", "sound", CASE, str(own)).err)
    assert ringback("case", "sound", CASE).out.strip() == str(own)
    own.rename(tmp_path / "moved.ogg")
    assert "isn't where it was" in ringback("case", "sound", CASE).out
    (tmp_path / "moved.ogg").rename(own)
    assert "Your own file is as it was." in ringback("case", "sound", CASE, "--forget").err
    assert own.read_bytes() == SPEECH.read_bytes()
    assert json.loads(ringback("case", "sound", CASE, "--json").out) == {
        "schema": "ringback/sound/1",
        "case": CASE,
        "state": "forgotten",
        "file": None,
    }
    ringback("case", "sound", CASE, str(own))
    ringback("case", "delete", CASE, "--now", "--yes")
    assert own.read_bytes() == SPEECH.read_bytes()


@pytest.mark.full  # it reads sound
def test_the_copy_that_is_kept_is_never_erased_without_a_word(ringback_home: Path, tmp_path: Path) -> None:
    copy = with_copy(ringback_home)
    itself = ringback("case", "sound", CASE, str(copy), "--force")
    assert (itself.code, "Ringback's own folder" in flat(itself.err)) == (2, True)
    own = tmp_path / "other.ogg"
    own.write_bytes(SPEECH.read_bytes())
    other = ringback("case", "sound", CASE, str(own))
    assert (other.code, "say it again with --force" in flat(other.err)) == (2, True)
    assert copy.read_bytes() == SPEECH.read_bytes()
    assert "The earlier copy is erased." in flat(ringback("case", "sound", CASE, str(own), "--force").err)
    assert not copy.exists()
    assert ringback("case", "sound", CASE).out.strip() == str(own)
    assert "erased" not in ringback("case", "sound", CASE, str(own)).err


def test_an_account_has_no_lines_to_put_right(tmp_path: Path) -> None:
    account = tmp_path / "mine.txt"
    account.write_text("My mind went blank on the phone this morning. I said so and rang off early.")
    name = ringback("recover", str(account), *NOW).err.split("Kept as ")[1].split(".")[0]
    run = ringback("case", "turn", name)
    assert run.code == 2
    assert "no transcript that tells the time" in run.err
