"""Names and figures masked, and put back; a rewording that loses a move is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.app.reword import lexicon_of
from ringback.catalogue import load
from ringback.core.masking import SignsChanged, masked
from ringback.core.reword import Own, reword

WORDS = lexicon_of(load())
OWN = Own(
    "Thank you for the call. I closed the quarter 2 days late. I can send the list without names.",
    (
        ("Thank you for the call.", "thanks"),
        ("I closed the quarter 2 days late.", "acknowledge"),
        ("I can send the list without names.", "offer_proof"),
    ),
)


class Says:
    """A model that says one thing of what it was shown."""

    name, host = "any", "here"

    def __init__(self, words: str | None = None, *changes: tuple[str, str]) -> None:
        self.words, self.changes = words, changes

    def answer(self, task: str, text: str) -> str:
        assert task
        shown = self.words or text.removeprefix("The message:\n").partition("\n\nThe facts:")[0]
        for old, new in self.changes:
            shown = shown.replace(old, new)
        return shown


@given(st.text(max_size=120), st.lists(st.text(max_size=40), max_size=3))
def test_what_is_masked_comes_back_as_it_was(draft: str, others: list[str]) -> None:
    shown, told = masked(draft, others)
    assert shown.unmasked(shown.text) == draft
    assert len(told) == len(others)


def test_names_figures_and_gaps_are_signs_the_same_in_draft_and_facts() -> None:
    shown, [told] = masked("Hello Ms Orr, 40 pallets. [two times that suit]", ["It was Ms Orr who rang"])
    for word in ("Orr", "40", "suit"):
        assert word not in shown.text + told
    sign = next(sign for sign, word in shown.meant.items() if word == "Ms Orr")
    assert sign in shown.text
    assert sign in told
    with pytest.raises(SignsChanged):
        shown.unmasked(shown.text.replace(sign, "Ms Orr"))


def test_a_move_that_is_lost_leaves_the_own_draft_standing() -> None:
    without = ("I can send the list without names.", "I am the best candidate for this wonderful firm.")
    found = reword(Says(None, without), OWN, (), "plain", WORDS)
    assert found.own
    assert found.text == OWN.text
    assert "too little" in (found.why or "")
    assert [one.text for one in found.struck] == [without[1]]


def test_what_a_reviewer_has_against_it_leaves_the_own_draft_standing() -> None:
    same = Says(None, ("Thank you", "Thank you very much"))
    assert not reword(same, OWN, (), "plain", WORDS).own
    found = reword(same, OWN, (), "plain", WORDS, review=lambda _: ["too warm"])
    assert found.own
    assert found.review == ("too warm",)


@given(st.text())
def test_whatever_a_model_says_the_own_draft_or_a_gated_one_stands(words: str) -> None:
    found = reword(Says(words or " "), OWN, (), "plain", WORDS)
    assert found.own == (found.why is not None)
    assert not found.own or found.text == OWN.text
