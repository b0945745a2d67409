"""Rehearsal: what is asked and when, and what is said of a take."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.test_take import GOOD, example

from ringback.app import sample
from ringback.app.worked_out import of_materials
from ringback.catalogue import load
from ringback.core.rehearsal import Rehearsal, days_of, key_of, keys_of_lines, rehearsal
from ringback.core.review_case import CaseTold
from ringback.core.take import Before, Take
from ringback.core.take_feedback import feedback
from ringback.readers import read_text
from ringback.wiring import World

CATALOGUE = load()
TABLE = CATALOGUE.phrases["rehearsal"]
THURSDAY = date(2026, 3, 12)


def _worked_out(text: str, name: str = "account.txt") -> dict[str, Any]:
    world = World({"zone": "Europe/Dublin", "locale": "en-GB"}, "2026-03-12T20:50")
    return of_materials(read_text(text, name), world.circumstances(), CATALOGUE).record


@pytest.fixture(scope="module")
def advanced() -> dict[str, Any]:
    world = World({"zone": sample.ZONE, "locale": "en-GB"}, sample.NOW)
    return of_materials(sample.materials(), world.circumstances(), CATALOGUE).record


@pytest.fixture(scope="module")
def evening(advanced: dict[str, Any]) -> Rehearsal:
    return rehearsal(advanced, None, THURSDAY, CATALOGUE)


@pytest.fixture(scope="module")
def told(advanced: dict[str, Any]) -> CaseTold:
    return CaseTold(advanced, tuple((fact["kind"], fact["text"]) for fact in advanced["facts"]), ())


# What is asked.


def test_who_has_advanced_rehearses_the_opener_first_and_what_follows_it(evening: Rehearsal) -> None:
    first, second, *_ = evening.questions
    assert first.key == "opener_named"
    assert first.is_opener
    assert second.key == "opener_named.more"
    assert second.asks == "So what would you have said?"


def test_what_went_wrong_is_asked_with_one_sceptical_follow_up_each(evening: Rehearsal) -> None:
    keys = [one.key for one in evening.questions]
    assert keys.index("blanked_on_question") + 1 == keys.index("blanked_on_question.more")
    assert "going blank" in evening.questions[keys.index("blanked_on_question")].because


def test_no_question_is_put_twice(evening: Rehearsal) -> None:
    keys = [one.key for one in evening.questions]
    assert len(keys) == len(set(keys))


def test_the_question_that_its_owner_named_is_put_in_their_words(advanced: dict[str, Any]) -> None:
    asked = rehearsal(advanced, "two urgent repairs at once", THURSDAY, CATALOGUE).find("the_question")
    assert asked is not None
    assert "two urgent repairs at once" in asked.asks
    assert asked.then is not None
    assert asked.then.lacked == ("example", "result")


def test_a_closed_case_has_questions_and_no_opener() -> None:
    record = _worked_out(
        "Phone interview last week with the hiring manager. My mind went blank on a question about rotas. "
        "Today they wrote that they've rejected me and gone with another candidate."
    )
    assert record["verdict"] == "closed"
    asked = rehearsal(record, None, THURSDAY, CATALOGUE)
    assert asked.questions
    assert not [one for one in asked.questions if one.is_opener or one.key == "about_the_call"]


CALL = """Dana: Tell me about a time you changed a process.
Ruth: Um, my mind's gone blank. I can't think of one.
Dana: Okay. And why did you apply here?
Ruth: I like the river, and I have looked after orders for six years.
"""


def test_a_question_of_a_transcript_is_put_as_it_was_asked() -> None:
    world = World({"zone": "Europe/Dublin", "locale": "en-GB", "me": "Ruth"}, "2026-03-12T20:50")
    record = of_materials(
        read_text(CALL, "call.txt", "transcript", "Ruth"), world.circumstances(), CATALOGUE
    ).record
    asked = rehearsal(record, None, THURSDAY, CATALOGUE).find(
        key_of("tell me about a time   you changed a process.")
    )
    assert asked is not None
    assert asked.asks == "Tell me about a time you changed a process."
    assert asked.then is not None
    assert "blank" in asked.then.quote


def test_every_line_that_a_plan_gives_to_practise_has_a_key_and_a_kind() -> None:
    practise = CATALOGUE.phrases["plan"]["practise"]
    keys = keys_of_lines(CATALOGUE)
    lines = [*practise["always"], *practise["by_label"].values()]
    assert [line for line in lines if keys.get(line) not in TABLE["line"]] == []
    assert {row["kind"] for row in TABLE["line"].values()} <= set(TABLE["kinds"])


# When.


def test_the_days_come_closer_towards_the_next_stage() -> None:
    days = days_of(date(2026, 3, 24), THURSDAY, TABLE["schedule"])
    assert days == (date(2026, 3, 14), date(2026, 3, 18), date(2026, 3, 21), date(2026, 3, 23))


def test_without_a_day_the_next_three_evenings_do() -> None:
    days = days_of(None, THURSDAY, TABLE["schedule"])
    assert days == (date(2026, 3, 13), date(2026, 3, 14), date(2026, 3, 15))


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.dates(date(2026, 1, 1), date(2027, 1, 1)))
def test_no_day_is_past_or_after_the_stage(at: date, today: date) -> None:
    assert all(today < day < at for day in days_of(at, today, TABLE["schedule"]))


# The opener.


def test_the_draft_said_word_for_word_makes_every_move_in_order(evening: Rehearsal) -> None:
    opener = evening.questions[0]
    words = " ".join(text for _, text in opener.lines)
    said = feedback(opener, Take(words, spoken=True, seconds=38), Before(), CATALOGUE)
    assert said.headline == "All 7 of its moves, in about 38 seconds."
    assert [one.word for one in said.moves] == sorted(one.word or 0 for one in said.moves)
    assert said.rule == "fine"


def test_the_draft_without_full_stops_is_heard_as_well(evening: Rehearsal) -> None:
    opener = evening.questions[0]
    words = " ".join(text for _, text in opener.lines).replace(".", "").replace(",", "").lower()
    said = feedback(opener, Take(words, spoken=True, seconds=38), Before(), CATALOGUE)
    assert [one.does for one in said.moves if one.said is None] == []


@pytest.mark.parametrize("gone", ["acknowledge", "offer_proof", "hand_back_control"])
def test_a_move_that_went_missing_is_named_with_its_line(evening: Rehearsal, gone: str) -> None:
    opener = evening.questions[0]
    words = " ".join(text for move, text in opener.lines if move != gone)
    said = feedback(opener, Take(words, spoken=True, seconds=35), Before(), CATALOGUE)
    line = next(text for move, text in opener.lines if move == gone)
    assert gone in said.missing
    assert line in said.next


def test_leaving_it_to_them_before_the_offer_is_out_of_order(evening: Rehearsal) -> None:
    opener = evening.questions[0]
    *others, last = [text for _, text in opener.lines]
    said = feedback(opener, Take(" ".join([last, *others]), True, 38), Before(), CATALOGUE)
    assert said.rule == "order"


def test_an_opener_said_in_ninety_seconds_is_too_long(evening: Rehearsal) -> None:
    opener = evening.questions[0]
    words = " ".join(text for _, text in opener.lines)
    assert feedback(opener, Take(words, True, 90), Before(), CATALOGUE).rule == "long"


def test_sorry_twice_is_once_too_often(evening: Rehearsal) -> None:
    opener = evening.questions[0]
    words = "Sorry, " + " ".join(text for _, text in opener.lines) + " Sorry again."
    said = feedback(opener, Take(words, True, 40), Before(), CATALOGUE)
    assert said.rule in ("sorry", "stop")
    assert "sorry" in said.next.lower()


BLUNT = (
    "Before we get going, there's one thing I'd like to mention. I wasn't so pleased at all with how I came "
    "over when we spoke by phone, and I don't feel I did myself full justice. It was well short of my usual. "
    "I had done just one such call, years ago. I'm better across a table. If there's any way of showing you "
    "that I know my trade, I would like to."
)


def test_an_opener_in_ones_own_blunt_words_is_heard_to_ask_to_own_up_and_to_offer(evening: Rehearsal) -> None:
    said = feedback(evening.questions[0], Take(BLUNT, spoken=True, seconds=38), Before(), CATALOGUE)
    assert not {"ask_floor", "acknowledge", "offer_proof"} & set(said.missing)


# What is new.


def test_a_figure_that_the_case_does_not_hold_is_asked_about(told: CaseTold) -> None:
    words = "I turned down a roofing firm that wanted to start without the report. We saved 41 days by it."
    said = feedback(example(), Take(words), Before(told=told), CATALOGUE)
    assert [one.quote.text for one in said.new] == ["We saved 41 days by it."]


def test_what_the_case_holds_already_is_not_asked_about(told: CaseTold) -> None:
    words = "I turned down a roofing firm that wanted to start without the asbestos report."
    assert feedback(example(), Take(words), Before(told=told), CATALOGUE).new == ()


# Whatever is said.


SAID = """I we my you sorry drew built rang team sheet 40 nine hundred from to fell worked . , ? ! blank idea
don't know at the depot and then because as a result can could show plan phone call
better usually ’ é 😀"""
WORDS = st.lists(st.sampled_from([*SAID.split(), "\n", ""]), min_size=1, max_size=60).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.booleans())
def test_feedback_never_quotes_what_is_not_in_the_take(words: str, spoken: bool) -> None:
    take = Take(words, spoken, 30.0 if spoken else None)
    said = feedback(example(), take, Before(), CATALOGUE)
    quotes = [*said.parts.values(), *(one.quote for one in said.remarks)]
    assert all(words[one.start : one.end] == one.text for one in quotes)


@settings(max_examples=40, deadline=None)
@given(words=WORDS)
def test_the_opener_is_never_quoted_where_it_was_not_said(
    words: str, evening: Rehearsal, told: CaseTold
) -> None:
    said = feedback(evening.questions[0], Take(words), Before(told=told), CATALOGUE)
    quotes = [one.said for one in said.moves if one.said] + [one.quote for one in (*said.remarks, *said.new)]
    assert all(words[one.start : one.end] == one.text for one in quotes)


PRAISE = """I am very tidy calm always people like working with me team player hard worker fast learner
motivated would should could might if happy to learn . ,"""
NO_DEED = st.lists(st.sampled_from(PRAISE.split()), min_size=1, max_size=50).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(NO_DEED)
def test_an_example_is_never_claimed_where_nothing_was_done(words: str) -> None:
    said = feedback(example(), Take(words), Before(), CATALOGUE)
    assert "example" not in said.parts
    assert "example" in said.missing


def test_leaving_it_to_them_in_other_words_is_heard(evening: Rehearsal) -> None:
    opener = evening.questions[0]
    words = " ".join(text for move, text in opener.lines if move != "hand_back_control")
    said = feedback(opener, Take(f"{words} Anyway, it's up to you.", True, 38), Before(), CATALOGUE)
    assert said.missing == ()
    assert said.moves[-1].move == "hand_back_control"


TIMED = """WEBVTT

00:00:05.000 --> 00:00:10.000
<v Dana>Tell me about a time you changed a process.

00:00:24.000 --> 00:00:40.000
<v Ruth>Um, my mind's gone blank. I can't think of one.

00:00:41.000 --> 00:00:44.000
<v Dana>Okay. And why did you apply here?

00:00:45.000 --> 00:00:55.000
<v Ruth>I like the river, and I have looked after orders for six years.
"""


def test_how_long_the_call_waited_for_the_answer_is_known_from_a_timed_transcript() -> None:
    world = World({"zone": "Europe/Dublin", "locale": "en-GB", "me": "Ruth"}, "2026-03-12T20:50")
    materials = read_text(TIMED, "call.vtt", None, "Ruth")
    record = of_materials(materials, world.circumstances(), CATALOGUE).record
    asked = rehearsal(record, None, THURSDAY, CATALOGUE).find(
        key_of("Tell me about a time you changed a process.")
    )
    assert asked is not None
    assert asked.then is not None
    assert (asked.then.latency, asked.then.seconds) == (14.0, 16.0)
    said = feedback(asked, Take(GOOD, True, 40.0, 2.0), Before(), CATALOGUE)
    assert {one.name: one.then for one in said.measures if one.then} == {
        "latency": (14.0, 14.0),
        "length": (16.0, 16.0),
    }
