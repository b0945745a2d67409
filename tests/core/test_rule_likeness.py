"""How an employer decides by what sentences are like, where no cue tells."""

from __future__ import annotations

import pytest

from ringback.catalogue import load
from ringback.core.decision import decision_rule
from ringback.core.document import Document, of_material
from ringback.core.readings import Reading, hear
from ringback.readers import read_text

CATALOGUE = load()


def documents(text: str) -> list[Document]:
    return [of_material(material) for material in read_text(text, kind="message")]


def read(text: str) -> Reading:
    return decision_rule(CATALOGUE, documents(text))


TALK = "The scores of the talk and the paper make up your result together."
POOLED = f"Hello Rui,\n\n{TALK}"
GATED = "Hello Ana,\n\nOnly those above the line in the typing paper are let into the next room."


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (POOLED, "cumulative"),
        (GATED, "progressive_elimination"),
        (f"{GATED}\n{TALK}", "mixed"),
    ],
)
def test_what_no_cue_tells_is_read_from_a_sentence_like_those_that_do(text: str, rule: str) -> None:
    assert not hear(CATALOGUE.setting("decision_rule"), documents(text))
    reading = read(text)
    assert (reading.value, reading.basis) == (rule, "implied")
    assert all(reason.quote and reason.quote in text for reason in reading.reasons)


def test_a_word_of_weights_in_a_sentence_of_something_else_is_passed_by() -> None:
    text = "Dear Jo,\n\nPlease ring the bell twice at the interview entrance. Tea is at four."
    assert read(text).value == "unknown"


def test_a_gate_told_by_who_goes_is_heard_beside_pooling() -> None:
    gate = "A candidate under the standard in the typing paper does not remain in the competition."
    assert read(f"Hello Ana,\n\n{gate}\n{TALK}").value == "mixed"


def test_a_text_that_says_nothing_of_deciding_stays_unknown() -> None:
    assert read("Dear Jo,\n\nCould you come to the yard on Friday? Tea is at four.").value == "unknown"


def test_one_sentence_by_itself_is_left_to_the_cues() -> None:
    assert read(TALK).value == "unknown"
