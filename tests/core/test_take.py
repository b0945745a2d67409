"""What is said of a take of a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.rehearsal import Then, ToAsk
from ringback.core.take import Before, Take
from ringback.core.take_feedback import feedback

CATALOGUE = load()
TABLE = CATALOGUE.phrases["rehearsal"]


def example() -> ToAsk:
    row = TABLE["kinds"]["behavioural"]
    return ToAsk("x", "behavioural", "Tell me about a time.", "", tuple(row["holds"]), ("example", "result"))


GOOD = (
    "At the depot the night drops went missing every week. I drew up one sheet by the door and rang every "
    "driver myself. A year later missed drops had fallen from nine in a hundred to four."
)


def test_a_take_with_an_example_and_its_end_is_told_so_with_its_own_words() -> None:
    said = feedback(example(), Take(GOOD), Before(), CATALOGUE)
    assert said.headline == "Take 1 has an example and a result."
    assert said.parts["result"].text in GOOD
    assert "fallen from nine" in said.parts["result"].text
    assert said.missing == ()


def test_a_story_without_its_end_is_sent_to_its_end() -> None:
    words = "At the depot I drew up one sheet by the door and rang every driver myself about the night drops."
    said = feedback(example(), Take(words), Before(), CATALOGUE)
    assert said.missing == ("result",)
    assert said.rule == "missing:result"
    assert "how it ended" in said.next


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("I don't know, sorry.", "rule:blanked_on_question"),
        ("My mind's gone completely blank on that one, I'm afraid, so on we go.", "rule:blanked_on_question"),
        ("My old boss was an idiot, so I rebuilt the rota on my own.", "rule:badmouthed_employer"),
        ("I keep calm and I'm organised, and people say they like working with me.", "missing:example"),
        ("Yes.", "bare"),
    ],
)
def test_the_one_thing_to_try_is_the_most_useful(words: str, rule: str) -> None:
    assert feedback(example(), Take(words), Before(), CATALOGUE).rule == rule


def test_an_answer_that_ran_on_is_told_to_end_sooner() -> None:
    said = feedback(example(), Take(GOOD, spoken=True, seconds=190), Before(), CATALOGUE)
    assert said.rule == "long"
    assert "120 seconds" in said.next


def test_figures_at_the_very_end_are_asked_for_first() -> None:
    lead = (
        "I drew up one sheet by the door and rang every driver myself about the night drops that went. " * 4
    )
    words = lead + "A year later missed drops had fallen from nine in a hundred to four."
    said = feedback(example(), Take(words, spoken=True, seconds=60), Before(), CATALOGUE)
    assert said.rule == "late:figure"
    assert "seconds in" in said.next


def test_who_is_to_ask_them_something_is_heard_to_ask() -> None:
    ask = ToAsk("y", "their_questions", "What would you like to ask us?", "", (), ("question",), 60)
    words = "How does the night desk hand over to the day, and who is on it?"
    asks = feedback(ask, Take(words), Before(), CATALOGUE)
    words = "No, I think you have covered it all, thank you very much for that."
    none = feedback(ask, Take(words), Before(), CATALOGUE)
    assert asks.missing == ()
    assert none.missing == ("question",)


@pytest.mark.parametrize(
    ("kind", "asks", "words", "rule"),
    [
        ("their_questions", "What would you like to ask us?",
         "How would I know, after three months, that it's going well?", "fine"),
        ("their_questions", "What would you like to ask us?", "No, thanks.", "missing:question"),
        ("salary", "What are you looking for in pay?",
         "Between 38,000 and 42,000, going by your own advert.", "fine"),
        ("salary", "What are you looking for in pay?", "Whatever you pay.", "missing:figure"),
    ],
)  # fmt: skip
def test_a_figure_or_a_question_may_be_short(kind: str, asks: str, words: str, rule: str) -> None:
    row = TABLE["kinds"][kind]
    ask = ToAsk("y", kind, asks, "", tuple(row["holds"]), tuple(row["wants"]), row["longest"])
    said = feedback(ask, Take(words), Before(), CATALOGUE)
    assert said.rule == rule
    assert "very short" not in said.headline


def test_a_part_that_the_call_lacked_is_told_as_gained() -> None:
    ask = example()
    then = Then(quote="my mind's gone blank", lacked=("example",), latency=14.0)
    asked = ToAsk(ask.key, ask.kind, ask.asks, "", ask.holds, ask.wants, then=then)
    said = feedback(asked, Take(GOOD, spoken=True, seconds=40, latency=2.0), Before(), CATALOGUE)
    assert {(one.take, one.how, one.what) for one in said.since} == {
        (0, "gained", "example"),
        (0, "sooner", ""),
    }
    latency = next(one for one in said.measures if one.name == "latency")
    assert latency.here == (2.0, 2.0)
    assert latency.then == (14.0, 14.0)


def test_what_was_there_in_the_take_before_and_is_gone_is_told() -> None:
    earlier = Take(GOOD)
    later = Take("At the depot I drew up one sheet by the door and rang every driver about the drops myself.")
    said = feedback(example(), later, Before((earlier,), 1), CATALOGUE)
    assert ("lost", "result") in [(one.how, one.what) for one in said.since]


def test_after_three_takes_in_an_evening_more_adds_little() -> None:
    takes = (Take(GOOD), Take(GOOD))
    assert not feedback(example(), Take(GOOD), Before(takes[:1], 1), CATALOGUE).enough
    assert feedback(example(), Take(GOOD), Before(takes, 2), CATALOGUE).enough
    assert not feedback(example(), Take(GOOD), Before(takes, 0), CATALOGUE).enough


def test_pace_and_fillers_are_ranges_and_can_be_left_out() -> None:
    take = Take(GOOD, spoken=True, seconds=30, fillers=(2, 3))
    names = {one.name: one.here for one in feedback(example(), take, Before(), CATALOGUE).measures}
    assert names["fillers"] == (4.0, 6.0)
    assert names["pace"][0] < names["pace"][1]
    silent = feedback(example(), take, Before(measured=False), CATALOGUE)
    assert {one.name for one in silent.measures} == {"length"}


@given(st.integers(0, 60), st.floats(10, 90))
def test_pace_and_fillers_never_change_the_one_thing_to_try(fillers: int, seconds: float) -> None:
    plain = feedback(example(), Take(GOOD, True, 40.0), Before(), CATALOGUE)
    said = feedback(example(), Take(GOOD, True, seconds, None, (fillers, fillers + 2)), Before(), CATALOGUE)
    assert (said.headline, said.next) == (plain.headline, plain.next)
