"""A rehearsal of a kept case: its takes last, they are compared, and what is new in them waits for a yes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ringback.app import cases, facts, keep, rehearse
from ringback.app.circumstances import Circumstances
from ringback.app.recover import understand, work_out
from ringback.app.worked_out import WorkedOut
from ringback.catalogue import load
from ringback.core.take import Take
from ringback.readers import read_text
from ringback.store.database import Store

CATALOGUE = load()
NOW = datetime(2026, 3, 12, 20, 30, tzinfo=ZoneInfo("Europe/Dublin"))
AROUND = Circumstances(NOW, "Europe/Dublin")
ACCOUNT = (
    "Phone interview with Brackwater Labs on Tuesday, for the lab technician job. My mind went blank on a"
    " question about drifting balances. It was well below my normal standard. I have a page of the checks I"
    " drew up. They have asked me to come in next Thursday."
)
ANSWER = (
    "At the dye house the balance drifted every morning. I drew up a warm-up sheet and checked it myself."
    " A month later repeats had fallen from nine a week to two."
)
KEY = "blanked_on_question"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = cases.open_store(tmp_path / "home", NOW)
    yield opened
    opened.close()


@pytest.fixture
def case(store: Store) -> str:
    materials = read_text(ACCOUNT, "account.txt")
    known = understand(materials, AROUND, CATALOGUE)
    record = work_out(known, AROUND, CATALOGUE).as_record()
    return keep.keep(store, materials, WorkedOut(record, known.sheet, known.names.employer), NOW).id


def room(store: Store, case: str, now: datetime = NOW) -> rehearse.Room:
    return rehearse.room(store, case, now, CATALOGUE)


def say(store: Store, case: str, words: str, key: str = KEY, now: datetime = NOW) -> int:
    return rehearse.keep_take(store, room(store, case, now), key, Take(words)).id


def test_a_take_is_kept_with_its_case_and_told_of_again(store: Store, case: str) -> None:
    here = room(store, case)
    take = rehearse.keep_take(store, here, KEY, Take(ANSWER, True, 24.5, 1.5, (2, 3)))
    again = room(store, case)
    assert again.of(KEY) == (take,)
    assert rehearse.heard(again.take(take.id)) == Take(ANSWER, True, 24.5, 1.5, (2, 3))
    assert again.feedback(take).headline == "Take 1 has an example and a result."


def test_a_second_take_is_held_against_the_first(store: Store, case: str) -> None:
    say(store, case, "I always check the balance with care, and I'm known for being careful about it.")
    second = say(store, case, ANSWER)
    here = room(store, case)
    said = here.feedback(here.take(second))
    assert said.number == 2
    assert (1, "gained", "example") in {(one.take, one.how, one.what) for one in said.since}


def test_what_was_said_tonight_is_not_put_again_tonight(store: Store, case: str) -> None:
    first = room(store, case).next()
    assert first is not None
    say(store, case, ANSWER, first.key)
    second = room(store, case).next()
    assert second is not None
    assert second.key != first.key
    tomorrow = room(store, case, NOW + timedelta(days=1)).next()
    assert tomorrow is not None
    assert tomorrow.key == first.key


def test_what_was_skipped_is_left_out_with_its_follow_up(store: Store, case: str) -> None:
    here = room(store, case)
    asked = [one.key for one in here.rehearsal.questions]
    first = asked[0]
    assert asked[1] == f"{first}.more"
    left = here.next(first, {first})
    assert left is not None
    assert left.key == asked[2]
    assert here.next(first, asked) is None


def test_an_evening_goes_on_after_midnight(store: Store, case: str) -> None:
    say(store, case, ANSWER)
    assert room(store, case, NOW + timedelta(hours=5)).tonight(KEY) == 1
    assert room(store, case, NOW + timedelta(hours=12)).tonight(KEY) == 0


def test_the_third_take_of_an_evening_is_enough(store: Store, case: str) -> None:
    takes = [say(store, case, ANSWER) for _ in range(3)]
    here = room(store, case)
    assert [here.feedback(here.take(one)).enough for one in takes] == [False, False, True]


def test_a_take_thrown_away_is_gone(store: Store, case: str) -> None:
    first, second = say(store, case, "Not this one, please."), say(store, case, ANSWER)
    rehearse.throw_away(store, case, first, NOW)
    assert [take.id for take in room(store, case).takes] == [second]
    assert store.file is not None
    assert not any(b"Not this one" in file.read_bytes() for file in store.file.parent.iterdir())
    with pytest.raises(rehearse.NoSuchTake):
        rehearse.throw_away(store, case, first, NOW)


def test_the_number_of_a_take_thrown_away_is_not_given_to_the_next(store: Store, case: str) -> None:
    first = say(store, case, "Not this one, please.")
    rehearse.throw_away(store, case, first, NOW)
    say(store, case, ANSWER)
    with pytest.raises(rehearse.NoSuchTake):
        rehearse.throw_away(store, case, first, NOW)


def test_something_new_is_asked_about_and_becomes_a_fact_by_a_yes_alone(store: Store, case: str) -> None:
    here = room(store, case)
    take = rehearse.keep_take(store, here, KEY, Take(ANSWER))
    new = room(store, case).feedback(take).new
    assert "A month later repeats had fallen from nine a week to two." in [one.quote.text for one in new]
    sheet = facts.sheet(store, case)
    assert not [fact for fact in sheet if "nine a week" in fact.text]
    rehearse.add_fact(store, case, replace(AROUND, now=NOW), CATALOGUE, new[-1])
    assert [fact.provenance for fact in facts.sheet(store, case) if "nine a week" in fact.text] == ["told"]
    assert new[-1] not in room(store, case).feedback(take).new


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("  ...  ", "no words"),
        ("x " * 11_000, "longer than any answer"),
        ("Ich habe die Waage jeden Morgen geprüft und eine Liste geschrieben, weil sie nicht", "English"),
    ],
)
def test_what_is_no_take_is_refused_and_not_kept(store: Store, case: str, words: str, says: str) -> None:
    with pytest.raises(rehearse.NoTake, match=says):
        say(store, case, words)
    assert room(store, case).takes == ()


def test_a_question_that_is_not_rehearsed_here_is_named(store: Store, case: str) -> None:
    with pytest.raises(rehearse.NoSuchQuestion, match=KEY):
        say(store, case, ANSWER, "nonsense")


def test_takes_go_along_with_an_export_and_come_back(store: Store, case: str, tmp_path: Path) -> None:
    say(store, case, ANSWER)
    before = room(store, case).takes
    cases.export(store, case, tmp_path / "out", NOW)
    again = cases.import_case(store, tmp_path / "out", "elsewhere")
    assert room(store, again.id).takes == before


def test_the_opener_in_its_owners_own_words_is_what_is_rehearsed(store: Store, case: str) -> None:
    from ringback.app import edits

    own = "May I say one thing first? On the phone my mind went blank. I've brought my page of checks."
    opener = room(store, case).rehearsal.questions[0]
    assert opener.draft is not None
    edits.save(store, case, opener.draft, own, 0, "me", NOW)
    lines = [line for _, line in room(store, case).question(opener.key).lines]
    assert lines == [
        "May I say one thing first?",
        "On the phone my mind went blank.",
        "I've brought my page of checks.",
    ]
