"""A recording is heard only where everybody knew, and of two places the stricter law counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.consent import STRICTEST, ConsentMissing, ConsentRefused, allow, law_at, said_of

TABLE = load().phrases["recordings"]
PLACES, WORDS = TABLE["place"], TABLE["consent"]
NAMES = st.sampled_from(
    [*(row["code"] for row in PLACES), *(name for row in PLACES for name in row["names"]), "Atlantis"]
)


@given(st.lists(NAMES, min_size=1, max_size=4), NAMES)
def test_one_more_place_never_makes_the_law_laxer(places: list[str], more: str) -> None:
    before, after = law_at(places, PLACES), law_at([*places, more], PLACES)
    assert STRICTEST.index(after.rule) <= STRICTEST.index(before.rule)
    assert after.rule == min(before.rule, law_at([more], PLACES).rule, key=STRICTEST.index)


@given(st.permutations(["California", "Ireland", "India", "United Kingdom"]))
def test_the_order_of_places_is_no_matter(places: list[str]) -> None:
    assert law_at(places, PLACES).rule == "all"
    assert set(law_at(places, PLACES).places) == {"California"}


@pytest.mark.parametrize(
    ("place", "rule"),
    [("california", "all"), ("US-CA", "all"), ("us_pa", "all"), ("Germany", "all"), ("GB", "one"),
     ("CA", "all"), ("Canada", "one"), ("country CA", "one"), ("in", "unsettled"), ("PA", "all"),
     ("USA", "states"), ("US", "states"), ("India", "unsettled"), ("Ruritania", "unknown"), ("NSW", "all"),
     ("Nevada", "all"), ("Michigan", "all")],
)  # fmt: skip
def test_what_the_law_asks_of_a_place(place: str, rule: str) -> None:
    assert law_at([place], PLACES).rule == rule


def test_where_a_place_is_not_known_the_strictest_law_is_taken() -> None:
    assert law_at([], PLACES).rule == law_at([" "], PLACES).rule == law_at(["GB", ""], PLACES).rule == "all"
    assert "Where both ends were isn't known" in said_of(law_at(["GB", ""], PLACES), WORDS)
    assert said_of(law_at(["", "Germany"], PLACES), WORDS).count("Germany: the law asks that all") == 1
    assert "isn't legal advice" in said_of(law_at([], PLACES), WORDS)


def test_a_place_that_may_be_two_is_said_to_be_and_of_america_the_state_is_asked() -> None:
    assert "CA (California or Canada): the law asks that all" in said_of(law_at(["CA"], PLACES), WORDS)
    asked = said_of(law_at(["USA", "GB"], PLACES), WORDS)
    assert "United States: it depends on the state; name it." in asked


def test_every_rule_has_its_sentence_and_every_place_its_source() -> None:
    sources = load().sources
    for row in PLACES:
        assert row["rule"] in STRICTEST
        assert row["rests_on"]
        assert all(source in sources for source in row["rests_on"])
        assert row["names"][0] in said_of(law_at([row["code"]], PLACES), WORDS)


def test_nothing_is_heard_without_an_answer_or_after_a_no() -> None:
    allow("call.m4a", "yes", WORDS)
    with pytest.raises(ConsentRefused, match=r"the file was left alone.*ringback recover"):
        allow("call.m4a", "no", WORDS)
    with pytest.raises(ConsentMissing, match="--consent yes"):
        allow("call.m4a", None, WORDS)
