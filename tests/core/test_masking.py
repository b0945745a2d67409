"""Names and figures go to a language model as signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.core.masking import masked


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Thank you for your time, Ms Roe.", "Roe"),
        ("Thank you, \u00d6zlem, for the call.", "\u00d6zlem"),
        ("I spoke with Dr. Hale and with Mrs. Ng.", "Hale Ng"),
        ("It was kind of J. Lothian to ring.", "Lothian"),
        ("I met S\u00f8ren \u00c5ngstr\u00f6m of O'Brien.", "\u00c5ngstr\u00f6m O'Brien"),
        ("Priya was there, and I thanked Priya.", "Priya"),
        ("He was late (Osk Brandt).", "Brandt"),
        ("Ring me on 0161 496 0000 or at ada@example.com.", "0161 496 0000 ada@example.com"),
        ("I can come on [day].", "day"),
    ],
)
def test_names_figures_and_gaps_are_not_shown(text: str, gone: str) -> None:
    shown, _ = masked(text, ())
    assert not [word for word in gone.split() if word in shown.text]
    assert shown.unmasked(shown.text) == text


@pytest.mark.parametrize("text", ["Thank you. I can send a CV.", "OK, I'd like that, and I'll ring.", "Yes."])
def test_words_that_are_no_names_are_shown(text: str) -> None:
    assert masked(text, ())[0].text == text


def test_a_name_of_one_text_is_known_in_the_others() -> None:
    _, (other,) = masked("I thanked Osk.", ("Osk was kind.",))
    assert "Osk" not in other


@given(st.text(alphabet="aB. ,[]1J\u00d6'\n"), st.lists(st.text(alphabet="aB. []1"), max_size=3))
def test_what_is_masked_can_be_put_back(text: str, others: list[str]) -> None:
    shown, _ = masked(text, others)
    assert shown.unmasked(shown.text) == text
