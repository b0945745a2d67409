"""What each sentence of a draft rests on, also once it was changed."""

from __future__ import annotations

from ringback.core.rests import rests_of

DRAFT = {
    "sentences": [
        {"text": "May I say one thing? It won't take long.", "facts": []},
        {"text": "My mind went blank.", "facts": [2]},
    ]
}
FACTS = [(2, "My mind went blank"), (5, "I can bring the log of forty callouts")]


def told(text: str) -> dict[str, tuple[tuple[int, ...], bool]]:
    return {text[one.start : one.end]: (one.facts, one.ours) for one in rests_of(text, DRAFT, FACTS)}


def test_our_own_sentences_keep_their_ground() -> None:
    assert told("May I say one thing? My mind went blank!") == {
        "May I say one thing?": ((), True),
        "My mind went blank!": ((2,), True),
    }


def test_a_sentence_of_ones_own_rests_on_the_fact_whose_words_it_has() -> None:
    assert told("I've brought the log of all forty callouts.") == {
        "I've brought the log of all forty callouts.": ((5,), False)
    }


def test_a_sentence_that_shares_little_with_any_fact_rests_on_none() -> None:
    assert told("I led the whole department in Leeds.") == {
        "I led the whole department in Leeds.": ((), False)
    }
