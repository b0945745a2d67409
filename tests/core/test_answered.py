"""Whether an answer meets its question is told by the catalogue's words, or said to be unknown."""

from __future__ import annotations

import pytest
from benchmarks.answered import GOLD, SETS, heard
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.answered import UNKNOWN, YES, met, said_of

CATALOGUE = load()
ROWS = CATALOGUE.phrases["answered"]["question"]
EXAMPLES = [(row, one) for row in ROWS for one in row["example"]]


@pytest.mark.parametrize(
    ("row", "one"), EXAMPLES, ids=[f"{row['name']}-{one['answers']}" for row, one in EXAMPLES]
)
def test_every_question_has_examples_and_they_are_told_so(row: dict[str, str], one: dict[str, str]) -> None:
    found = met(one["asks"], one["text"], CATALOGUE)
    assert found.needs == row["needs"]
    assert found.answers == one["answers"]


def test_every_question_knows_an_answer_and_something_that_is_none() -> None:
    for row in ROWS:
        assert {one["answers"] for one in row["example"]} >= {"yes", "no"}, row["name"]


@pytest.mark.parametrize(
    "asks", ["Tell me about yourself.", "What is your view of the new boiler rules?", "", "Hm."]
)
def test_what_no_row_knows_cannot_be_told(asks: str) -> None:
    found = met(asks, "I keep the logs of two sites and train the apprentices.", CATALOGUE)
    assert found.answers == UNKNOWN
    assert "can't be told" in said_of(found, CATALOGUE)


def test_no_is_said_with_what_was_wanted_and_yes_with_where_it_stands() -> None:
    asks = "When could you start?"
    unmet = met("What salary would you want?", "Money matters little.", CATALOGUE)
    assert "a figure, a range, or what decides it was wanted" in said_of(unmet, CATALOGUE)
    refused = met("What is your view of it?", "I don't know, sorry.", CATALOGUE)
    assert "says that there is no answer" in said_of(refused, CATALOGUE)
    answer = "Well, in three weeks."
    found = met(asks, answer, CATALOGUE)
    assert answer[found.start : found.end] == "weeks"


@pytest.mark.parametrize(
    ("asks", "answer", "answers"),
    [
        ("What salary would you want?", "I don't know exactly, but around 28,000.", "yes"),
        ("What is your notice period?", "Not sure, sorry, I think four weeks.", "yes"),
        ("Tell me about a time you led a team.",
         "I can't remember the date, but I led four people through a move.", "yes"),
        ("Why this firm?", "I can't say enough good about your training scheme.", "yes"),
        ("What is your view of it?", "I don't know yours, but mine is to check them twice.", "unknown"),
        ("What do you know about us?", "I don't know much about you.", "no"),
        ("Can you drive a van?", "I can't say.", "no"),
        ("What would you do if the till was short?", "I'd rather not say, sorry.", "no"),
    ],
)  # fmt: skip
def test_who_begins_modestly_and_then_answers_has_answered(asks: str, answer: str, answers: str) -> None:
    assert met(asks, answer, CATALOGUE).answers == answers


def test_of_what_was_labelled_nearly_nothing_that_is_decided_is_decided_wrongly() -> None:
    for name in SETS:
        decided = [row for row in heard(name) if row["heard"] != UNKNOWN]
        right = sum(row["answered"] == (row["heard"] == YES) for row in decided)
        assert right >= 0.85 * len(decided) > 10, f"{name} of {GOLD.name}"


@given(st.sampled_from(ROWS), st.text(max_size=200))
def test_any_words_at_all_are_judged_within_themselves(row: dict, text: str) -> None:
    found = met(row["example"][0]["asks"], text, CATALOGUE)
    assert 0 <= found.start <= found.end <= len(text)
    assert said_of(found, CATALOGUE)
