"""The gate: what a rewrite claims without ground goes, what it says in other words stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.rewrites.trap import score

from ringback.app.reword import lexicon_of
from ringback.catalogue import load
from ringback.core.gate import judge

WORDS = lexicon_of(load())
FACTS = (
    "I'm Ana Pell, junior planner at Corrowick Mills",
    "I helped the night shift with the stock count; my foreman Piet ran it",
    "I count about 40 pallets a week",
    "I have never driven a forklift",
    "I take the safety exam in June",
    "I plan two of our five lines",
    "Ms Orr asked on Tuesday how I plan a stop and I froze",
    "I can show one plan without names",
)
DRAFT = (
    "Dear Ms Orr,\nThank you for the call on Tuesday. When you asked how I plan a stop, I froze."
    " I plan two of our five lines at Corrowick Mills and count about 40 pallets a week."
    " I helped the night shift with the stock count. I have never driven a forklift."
    " I take the safety exam in June. I can show one plan without names."
    " If you'd rather leave it, that's fine.\nAna Pell"
)
FLOORS = {"first": (0.92, 0.18, 0.03), "second": (0.70, 0.60, 0.11)}
"""Just beyond what is measured: the least share of wrong claims struck, the most of faithful rewrites and of
their sentences. docs/reword.md gives the figures; neither half reaches the wished-for 0.98 and 0.05."""


def _struck(sentence: str) -> set[str]:
    [*found] = judge(f"{DRAFT[:12]}\n{sentence}\nAna Pell", (*FACTS, DRAFT), DRAFT, WORDS).struck
    return {why.sort for one in found for why in one.because}


@pytest.mark.parametrize(
    ("sentence", "sort"),
    [
        ("I count about 400 pallets a week.", "number"),
        ("I count about forty-five pallets a week.", "number"),
        ("I count about 40 pallets a night.", "period"),
        ("Thank you for the call on Thursday.", "date"),
        ("I take the safety exam in July.", "date"),
        ("I plan two of the five lines at Brinmoor Foods.", "name"),
        ("I plan two of our five lines in Plannora.", "name"),
        ("I plan our five lines.", "part"),
        ("I did the stock count with the night shift.", "limit"),
        ("I ran the stock count.", "doer"),
        ("I have driven a forklift.", "denial"),
        ("I have not counted pallets.", "denial"),
        ("I took the safety exam in June.", "tense"),
        ("I am a planner.", "title"),
        ("I am Ms Orr and I plan two of our five lines.", "self"),
        ("As we agreed, I can show one plan without names.", "agreement"),
        ("Thank you for your kind words about the plan.", "employer"),
        ("You said that you liked my plan.", "told"),
        ("My plan is attached, without names.", "scope"),
        ("My train was cancelled, so I froze.", "thing"),
        ("I am fluent in Dutch.", "name"),
    ],
)
def test_a_claim_without_ground_is_struck_for_what_it_is(sentence: str, sort: str) -> None:
    assert sort in _struck(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thanks so much for Tuesday's call.",
        "I hope you're well.",
        "Two of our five lines are planned by me.",
        "I count roughly forty pallets each week.",
        "I helped the night shift to count the stock.",
        "I've never driven a forklift.",
        "I'm taking the safety exam in June.",
        "If you like, I could show you one plan, with no names in it.",
        "When you asked me how I plan a stop, I went blank.",
        "It's entirely up to you.",
        "Kind regards",
    ],
)
def test_the_same_in_other_words_stays(sentence: str) -> None:
    assert _struck(sentence) == set()


def test_only_the_sentence_that_claims_too_much_goes() -> None:
    judged = judge(DRAFT.replace("in June.", "in June. I also speak Dutch."), (*FACTS, DRAFT), DRAFT, WORDS)
    assert [one.text for one in judged.struck] == ["I also speak Dutch."]
    assert "Dutch" not in judged.kept
    assert judged.kept.split() == DRAFT.split()


@pytest.mark.parametrize("end", ["Ana Pell, Head of Planning", "Ana Pell\nForeman"])
def test_a_title_by_the_signature_goes(end: str) -> None:
    judged = judge(DRAFT.removesuffix("Ana Pell") + end, (*FACTS, DRAFT), DRAFT, WORDS)
    assert len(judged.struck) == 1
    assert "Foreman" not in judged.kept
    assert "Head" not in judged.kept


@given(st.text(max_size=200) | st.text(alphabet="aI'm 12.,;\n\u00e9[NAME]", max_size=80))
@settings(max_examples=60, deadline=None)
def test_whatever_comes_back_what_is_kept_was_in_it_and_the_rest_is_shown(text: str) -> None:
    judged = judge(text, (*FACTS, DRAFT), DRAFT, WORDS)
    for one in judged.struck:
        assert text[one.start : one.end].strip() == one.text
        assert one.because
    assert len(judged.kept) <= len(text)
    assert all(line.strip() in text for line in judged.kept.splitlines() if "  " not in line)


@given(st.integers(1, 10**6))
@settings(max_examples=40, deadline=None)
def test_no_number_comes_in_that_the_ground_does_not_hold(number: int) -> None:
    known = number in {1, 2, 5, 40}
    assert bool(_struck(f"I have {number} pallets.")) is not known


@pytest.mark.full  # 320 rewrites
@pytest.mark.parametrize("half", FLOORS)
def test_the_trap_is_held_to_what_the_gate_has_reached(half: str) -> None:
    least, alarms, sentences = FLOORS[half]
    found = score(half, WORDS)
    assert found.claims.value >= least
    assert found.alarms.value <= alarms
    assert found.sentences.value <= sentences
