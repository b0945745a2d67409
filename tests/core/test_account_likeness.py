"""What accounts tell in words that no entry of the catalogue knows: where a call stands, what went wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.call import Call, read_call
from ringback.core.catalogue import CONCERNS
from ringback.core.debrief import Debrief, debrief
from ringback.core.document import Document, Passage, of_transcript
from ringback.core.readings import UNKNOWN
from ringback.core.transcript import Piece, Turn, from_account

START = (
    "I had an interview by telephone with a mill for a job as a weaver. I went quiet on the second question. "
)
TRAINING = Path(__file__).parents[2] / "training"


def told(text: str) -> Document:
    return of_transcript(from_account("account", text))


def mailed(text: str) -> Document:
    turn = Turn("Asha", (Piece(text, 0, len(text)),))
    return Document("mail", "message", text, (Passage(turn, "employer", 0),))


def read(*documents: Document) -> Call:
    return read_call(load(), documents)


def looked_back(text: str) -> Debrief:
    documents = [told(text)]
    return debrief(load(), documents, read_call(load(), documents))


@pytest.mark.parametrize(
    ("ending", "status"),
    [
        ("The foreman wrote on Friday that he has taken on a woman who worked looms before.", "rejected"),
        ("A note from their office says that I'm to meet the overseer on Thursday.", "advanced"),
        ("Next day I wrote to thank them and said that I would not go on with it.", "withdrawn"),
        ("The owner must first speak with his brother and then he'll tell us.", "awaiting_result"),
    ],
)
def test_a_result_told_in_no_known_phrase_is_heard_with_its_sentence(ending: str, status: str):
    call = read(told(START + ending))
    assert call.status.value == status
    if call.status.basis == "implied" and call.status.reasons[0].rule == "likeness/state":
        assert call.status.quote == ending


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        (
            "I couldn't say how a dobby is set, and I have set two of them every day for years.",
            "known_answer",
            "yes",
        ),
        ("Mrs Lund owns the place and rings everybody herself.", "stage", "hiring_manager_screen"),
    ],
)
def test_what_no_cue_knows_is_read_from_the_sentence(text: str, field: str, value: str):
    reading = getattr(read(told(START + text)), field)
    assert reading.value == value
    assert all(reason.quote in START + text for reason in reading.reasons if reason.quote)


@pytest.mark.parametrize(
    "text",
    [
        "My sister rambled on about it at dinner as she always does.",
        "The week after that I broke a cup and swept up the kitchen.",
    ],
)
def test_a_word_of_a_mistake_in_a_sentence_of_something_else_is_no_mistake(text: str):
    assert looked_back(START + text).labels == looked_back(START).labels


def test_another_time_given_means_that_nothing_was_judged():
    call = read(
        told("My bus broke down on the way. The girl at the gate found me another hour, Monday at six.")
    )
    assert (call.assessed.value, call.status.value) == ("no", UNKNOWN)


def test_a_message_of_the_employer_is_not_talked_over():
    text = "We would like to invite you to a second interview on Tuesday."
    told_alone = read(mailed(text)).status
    both = read(mailed(text), told(START + "I must wait now until the foreman has spoken to his brother."))
    assert told_alone.value == both.status.value == "advanced"


def test_an_end_told_since_outweighs_the_invitation_that_was_written():
    text = "We would like to invite you to a second interview on Tuesday."
    since = "The foreman wrote on Friday that he has taken on a woman who worked looms before."
    assert read(mailed(text), told(START + since)).status.value == "rejected"


@given(st.text(max_size=60))
def test_nothing_is_heard_but_what_was_told(text: str):
    account = told(text)
    quotes = [
        reason.quote
        for name in ("status", "assessed", "silence")
        for reason in getattr(read(account), name).reasons
    ]
    assert all(quote in account.text for quote in quotes if quote)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "When he asked about looms my head was quite empty and the words wouldn't come.",
            "blanked_on_question",
        ),
        ("The goat put its head in at the window and bleated through the whole call.", "interruption"),
        ("I had read nothing about the mill and knew only its name.", "poor_preparation"),
    ],
)
def test_a_mistake_told_in_no_known_phrase_is_found_once_and_quoted(text: str, label: str):
    result = looked_back(text)
    assert result.labels.count(label) == 1
    assert all(text[one.start : one.end] == one.quote for one in result.findings)


@pytest.mark.parametrize(
    "text",
    [
        "I have six years behind me as a weaver in Lagos and Kano.",
        "I very nearly called the owner by his brother's name.",
        "He rang half an hour late and was eating while we talked.",
        "The first part went well: he asked how I mend a warp and I told him.",
        "Should I write to them about it?",
    ],
)
def test_what_was_no_mistake_of_yours_is_not_made_one_by_its_words(text: str):
    assert looked_back(text).labels == ()


def test_the_labels_of_the_training_texts_are_those_of_the_catalogue():
    labels = {rule.label for rule in load().mistakes.values()}
    heard = {
        json.loads(line)["m"]
        for name in ("mistakes", "mistakes_wide")
        for line in (TRAINING / f"{name}.jsonl").read_text("utf-8").splitlines()
    }
    assert heard - {None} <= labels
    assert set(load().reader.heads["mistakes"].labels) <= labels
    assert load().reader.whole("account", "concern", ["I blanked."]).keys() == {*CONCERNS, "mixed"}
