"""What takes the place of a fault: exact words of one's own, or nothing where it is struck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ringback.catalogue import load
from ringback.core.swaps import swap_for
from ringback.core.voicing import Ear

EAR = Ear(load().phrases["phrases/reading"])
STRIKE = "Write as one grown person to another: strike it."
FACTS = (("proof", "I can bring a one-page plan"), ("event", "my mind went blank"), ("reason", "a bad line"))


def finding(text: str, quote: str, fix: str, label: str | None = None) -> dict[str, Any]:
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "fix": fix, "label": label}


def mended(
    text: str, quote: str, fix: str, label: str | None = None, facts: Sequence[tuple[str, str]] = FACTS
) -> str | None:
    swap = swap_for(finding(text, quote, fix, label), text, facts, EAR)
    return swap.made(text) if swap else None


def test_what_is_struck_goes_with_its_whole_sentence() -> None:
    text = "I froze. I beg you for a chance, please. Thank you."
    assert mended(text, "I beg you", STRIKE) == "I froze. Thank you."
    assert mended("I froze. I beg you.", "I beg you", STRIKE) == "I froze."


def test_a_paragraph_keeps_its_place_when_its_last_sentence_is_struck() -> None:
    text = "Dear Moira,\n\nI froze. I beg you.\n\nAda"
    assert mended(text, "I beg you", STRIKE) == "Dear Moira,\n\nI froze.\n\nAda"


def test_the_only_sentence_isnt_struck() -> None:
    assert mended("I beg you.", "I beg you", STRIKE) is None


def test_a_vague_sentence_makes_room_for_what_happened() -> None:
    text = "It didn't go well. Thank you."
    label = "vague_acknowledgement"
    assert mended(text, "It didn't go well", "Name it.", label) == "My mind went blank. Thank you."


def test_what_is_missing_is_put_in_after_the_sentence() -> None:
    text = "I froze. Thank you."
    assert mended(text, "I froze.", "Name one thing.", "no_proof_offered") == (
        "I froze. I can bring a one-page plan. Thank you."
    )


def test_nothing_is_offered_that_stands_there_already_or_is_no_sentence() -> None:
    text = "I froze. I can bring a one-page plan."
    assert mended(text, "I froze", "Name one thing.", "no_proof_offered") is None
    assert mended(text, "I froze", "Say what was yours.", "excuse_blaming_others") is None
    assert mended(text, "I froze", "Put it otherwise.") is None


def test_a_fact_that_speaks_of_the_reader_to_others_is_passed_over_for_one_that_does_not() -> None:
    text, label = "It didn't go well. Thank you.", "vague_acknowledgement"
    hers = ("event", "I forgot her first name")
    said = mended(text, "It didn't go well", "Name it.", label, (hers, ("event", "I lost my thread")))
    assert said == "I lost my thread. Thank you."
    assert mended(text, "It didn't go well", "Name it.", label, (hers,)) is None


def test_a_fact_that_lays_it_on_the_line_does_not_take_the_place_of_blame() -> None:
    text = "Your colleague was rude to me. Thank you."
    facts = (("reason", "the signal kept dropping and put me off"),)
    assert mended(text, "Your colleague", "Say what was yours.", "excuse_blaming_others", facts) is None
