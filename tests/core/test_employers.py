"""Which employer a name means: what doesn't count in it, and when nobody can tell."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.employers import NameWords, match

WORDS = NameWords.of(load().phrases["employers"])


@dataclass(frozen=True)
class Kept:
    name: str


def meant(name: str, *kept: str) -> str | None:
    found = match(name, [Kept(one) for one in kept], WORDS)
    return found.name if found else None


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("harrow & pell", "Harrow & Pell"),
        ("Harrow and Pell", "Harrow & Pell"),
        ("Harrow & Pell Ltd.", "HARROW & PELL"),
        ("The Lowmoor Bakery", "Lowmoor Bakery Limited"),
        ("Dunlin", "Dunlin GmbH & Co. KG"),
        ("Fenwright Inc", "Fenwright, LLC"),
        ("Marchetti", "Marchetti S.p.A."),
        ("Skovgard", "Skovgård A/S"),
        ("Brontë Mills PLC", "Bronte Mills"),
        ("Løvgren & Co", "Lovgren"),
        ("Corries", "Corrie's"),
        ("J.T. Ferris", "J T Ferris"),
        ("Wren-Tallow", "Wren Tallow"),
        ("Weißdorn AG", "Weissdorn"),
    ],
)
def test_case_punctuation_accents_and_legal_endings_do_not_count(asked: str, kept: str) -> None:
    assert meant(asked, kept, "Somebody Else") == kept
    assert meant(kept, asked, "Somebody Else") == asked


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("Quillfeather", "Quillfeather Bakery"),
        ("Quillfeather Bakery", "Quillfeather"),
        ("Quillfeather Bakery Ltd", "Quillfeather Bakery (night shift)"),
    ],
)
def test_a_name_that_goes_on_where_the_other_stops_is_the_same_where_its_first_word_is_rare(
    asked: str, kept: str
) -> None:
    assert meant(asked, kept, "Lowmoor") == kept


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("North", ["North Shore Hospital"]),
        ("First", ["First Harbour Bank"]),
        ("City", ["City of Lowmoor"]),
        ("National Grain", ["National"]),
        ("Blue", ["Blue Heron Foods"]),
        ("47", ["47 Bridges"]),
        ("AB", ["AB Corrie"]),
        ("Quillfeather Books", ["Quillfeather Bakery"]),
        ("Quillfeather", ["Quillfeather Bakery", "Quillfeather Books"]),
        ("Quillfeather Bakery", ["Quillfeather", "Quillfeather Books"]),
        ("Verve", ["Verve", "Verve Ltd"]),
        ("Bakery", ["Quillfeather Bakery"]),
        ("Quill", ["Quillfeather"]),
        ("", ["Quillfeather"]),
        ("The", ["The Lowmoor"]),
        ("...", ["Quillfeather"]),
        ("Quillfeather", []),
    ],
)
def test_a_common_first_word_another_second_one_or_more_than_one_employer_give_none(
    asked: str, kept: list[str]
) -> None:
    assert meant(asked, *kept) is None


def test_the_very_name_comes_before_one_that_goes_on() -> None:
    assert meant("Verve", "Verve", "Verve Labs") == "Verve"


words = st.from_regex(r"[A-ZÀÉÎÖÜ][a-zàéîöü]{2,7}", fullmatch=True)
names = st.lists(words, min_size=1, max_size=3).map(" ".join)
others = st.lists(names, max_size=4)
endings = st.sampled_from(["", " Ltd", ", Inc.", " GmbH", " PLC", " L.L.C.", " & Co", " S.A."])


@given(names, endings, st.booleans(), st.sampled_from([str.upper, str.lower, str.title]))
def test_however_a_name_is_written_it_means_its_employer(name, ending, article, written) -> None:
    key = WORDS.key(name)
    other = written(("The " if article else "") + name + ending)
    plain = "".join(c for c in unicodedata.normalize("NFD", other) if not unicodedata.combining(c))
    assert WORDS.key(other) == WORDS.key(plain) == WORDS.key(key) == key
    assert meant(other, name) == meant(plain, name) == name


@given(names, others)
def test_what_is_found_is_kept_and_begins_alike_in_whatever_order_they_are_kept(name, kept) -> None:
    found = meant(name, *kept)
    assert found == meant(name, *reversed(kept)) or WORDS.key(found or "") == WORDS.key(name)
    if found is not None:
        assert found in kept
        assert WORDS.plain(found)[0] == WORDS.plain(name)[0] or WORDS.key(found) == WORDS.key(name)


@given(names, others)
def test_a_second_employer_of_the_same_name_leaves_it_open(name, kept) -> None:
    assert meant(name, name, f"{name} Ltd", *kept) is None


@given(names, names, others)
def test_a_further_employer_never_turns_one_match_into_another(name, further, kept) -> None:
    assume(WORDS.key(further) != WORDS.key(name))
    longer = f"{name} Quillworks"
    assert meant(name, longer, *kept, further) in (meant(name, longer, *kept), None)


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=3))
def test_any_text_is_a_name_that_can_be_asked_for(name: str, kept: list[str]) -> None:
    found = meant(name, *kept)
    assert found is None or found in kept
    assert WORDS.plain(" ".join(WORDS.plain(name))) == WORDS.plain(name)
