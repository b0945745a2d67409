"""The decision rule: stated, implied, or inferred as chances."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.call import VALUES, Call, read_call
from ringback.core.decision import DECISION_RULES, rule_odds
from ringback.core.document import Document, Passage, of_transcript
from ringback.core.process import Process, read_process
from ringback.core.readings import Reading
from ringback.core.transcript import Piece, Turn, from_account


def read(text: str) -> Process:
    documents = (of_transcript(from_account("account", text)),)
    return read_process(load(), documents, read_call(load(), documents))


def read_mail(text: str) -> Process:
    turn = Turn("Asha", (Piece(text, 0, len(text)),))
    return read_process(load(), (Document("mail", "message", text, (Passage(turn, "employer", 0),)),), Call())


@pytest.mark.parametrize(
    ("text", "rule", "basis"),
    [
        ("They knock you out after each round, she said.", "progressive_elimination", "stated"),
        ("They rejected me on the spot.", "hit_or_miss", "implied"),
        ("Everybody who met me sits down and votes.", "cumulative", "stated"),
        (
            "Six of us go on, and then the marks are added up by the committee: put together.",
            "mixed",
            "stated",
        ),
        ("I had a phone screen and then perhaps there's a visit.", "unknown", "none"),
        ("She told me they're putting together an offer for somebody.", "unknown", "none"),
        ("It's one call with the owner and then she picks.", "hit_or_miss", "stated"),
        ("They never choose on any one of these, he said.", "cumulative", "stated"),
        ("I told her late orders went from 9 in 100 to 4 under me.", "unknown", "none"),
        ("The shortlist goes from ten to four after this.", "progressive_elimination", "stated"),
    ],
)
def test_the_rule_is_what_the_account_states_or_plainly_implies(text: str, rule: str, basis: str):
    reading = read(text).decision_rule
    assert (reading.value, reading.basis) == (rule, basis)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Candidates can be declined at any stage.", "progressive_elimination"),
        ("The aim of the call is to narrow the pool to five.", "hit_or_miss"),
        ("The parts are combined in a weighted average.", "cumulative"),
        (
            "Candidates can be declined at any stage. Then all scores are combined in a weighted total.",
            "mixed",
        ),
        ("There are three stages: a call, a task and a visit.", "unknown"),
        ("Your talk with Ida will be the only conversation before we fill the post.", "hit_or_miss"),
        ("Whoever meets the age requirements has a phone interview.", "unknown"),
        ("The warden reads the notes from every chat, first to last, and chooses.", "cumulative"),
        ("No candidate is turned away along the way.", "cumulative"),
        ("On Friday we'll put all we've heard together and choose.", "cumulative"),
    ],
)
def test_the_rule_is_what_the_employer_writes(text: str, rule: str):
    assert read_mail(text).decision_rule.value == rule


def test_a_stated_rule_takes_most_of_the_chance_and_an_implied_one_less():
    stated, implied = (
        rule_odds(load(), Reading("cumulative", basis), Call())["cumulative"]
        for basis in ("stated", "implied")
    )
    assert stated > implied > 0.5


def test_without_a_word_on_it_a_late_stage_makes_pooling_likelier():
    def pooled(stage: str) -> float:
        return rule_odds(load(), Reading(), Call(stage=Reading(stage, "stated")))["cumulative"]

    assert pooled("final") > pooled("unknown") > pooled("recruiter_screen")


@given(
    st.sampled_from((*DECISION_RULES, "unknown")),
    st.sampled_from(VALUES["stage"]),
    st.sampled_from(VALUES["status"]),
)
def test_the_chances_of_the_rules_always_sum_to_one(rule: str, stage: str, status: str):
    reading = Reading(rule, "none" if rule == "unknown" else "stated")
    odds = rule_odds(load(), reading, Call(stage=Reading(stage, "stated"), status=Reading(status, "stated")))
    assert sum(odds.values()) == pytest.approx(1)
    assert all(0 < chance < 1 for chance in odds.values())
