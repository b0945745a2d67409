"""The correction of something said: the record first, from what was told, and nothing made up."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.core.drafts import ADVANCED, made


def test_the_correction_puts_the_record_first_and_gives_no_reason() -> None:
    note = made(
        "correction",
        "I'd barely slept. I panicked and I told them that I was still employed, which isn't true.",
        replace(ADVANCED, concern="integrity"),
        answer="My job at the nursery ended in January",
    )
    assert note.moves == (
        "greeting",
        "correct_answer",
        "correct_answer",
        "acknowledge",
        "hand_back_control",
        "close",
    )
    assert "I said I was still employed" in note.text
    assert "my job at the nursery ended in January." in note.text
    assert "slept" not in note.text
    assert len(re.findall(r"\bsorry\b|apolog|regret", note.text)) == 1


def test_a_correction_without_the_truth_is_unfinished() -> None:
    note = made("correction", "", replace(ADVANCED, concern="integrity"))
    assert note.unfinished
    assert note.text.count("[") == 2


@pytest.mark.parametrize(
    ("text", "said", "so"),
    [
        ("I said four hundred visitors, it's forty.", "I said four hundred visitors", "it's forty"),
        (
            "I said daily for a year; in reality one short course and two tries.",
            "I said daily for a year",
            "one short course and two tries",
        ),
        (
            "I panicked and I said I'd led tours \"every day for years\". Truth is I've led two.",
            'I said I\'d led tours "every day for years"',
            "I've led two",
        ),
        (
            "I told them I had run a shop of 120. Afterwards I looked it up, it was 12.",
            "I said I had run a shop of 120",
            "it was 12",
        ),
    ],
)
def test_a_correction_takes_both_halves_where_the_account_tells_them(text: str, said: str, so: str) -> None:
    note = made("correction", text, replace(ADVANCED, concern="integrity"))
    assert not note.unfinished
    assert said.lower() in note.text.lower()
    assert so in note.text


@pytest.mark.parametrize(
    "text",
    [
        "I said yes at once, in fact twice.",
        "I told her I like early shifts. She said that helps.",
        "She said four hundred, it is forty.",
        "Did I say four hundred when it is forty?",
    ],
)
def test_what_was_said_and_is_so_is_no_correction(text: str) -> None:
    assert made("correction", text, replace(ADVANCED, concern="integrity")).text.count("[") == 2


def test_what_should_have_been_said_is_the_answer_whatever_leads_to_it() -> None:
    leads = ("What I should have said:", "I ought to have said that", "My answer now:", "A better answer:")
    for lead in leads:
        note = made("follow_up", f"{lead} I tell the lead the same day, and stop the visits.")
        assert "I tell the lead the same day, and stop the visits." in note.text
    assert "[" in made("follow_up", "I should have said nothing at all.").text
