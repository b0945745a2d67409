"""Weighing cues: what is heard, and which value it points to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.call import VALUES, read_call
from ringback.core.catalogue import Catalogue, Cue, Ground
from ringback.core.document import of_transcript
from ringback.core.readings import UNKNOWN, read_field, weigh
from ringback.core.transcript import from_account


def cue(name: str, value: str, strength: int, *patterns: str, needs: str = "account") -> Cue:
    ground = (Ground("judgement", "A test."),)
    settings = {"any_of": list(patterns)}
    return Cue(f"cues/mood/{name}", "mood", value, strength, name, needs, "words", settings, ground, ())


def read(text: str, *cues: Cue) -> tuple[str, str]:
    catalogue = Catalogue("test", cues={one.id: one for one in cues})
    reading = read_field("mood", catalogue, (of_transcript(from_account("account", text)),))
    return reading.value, reading.basis


SUN = cue("sun", "fair", 2, r"\bsun\b")
SKY = cue("sky", "fair", 2, r"\bblue\b")
RAIN = cue("rain", "foul", 2, r"\brain\b")
STORM = cue("storm", "foul", 3, r"\bstorm\b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nothing to see.", (UNKNOWN, "none")),
        ("A storm, then sun and a blue sky.", ("foul", "stated")),
        ("Sun first. Then blue. Rain at last.", ("fair", "implied")),
        ("Sun and blue at once. Rain at last.", ("foul", "implied")),
        ("Sun first, rain last.", ("foul", "implied")),
    ],
    ids=[
        "nothing heard",
        "the strongest wins",
        "then the more sentences",
        "not the more cues",
        "then the later",
    ],
)
def test_the_strongest_cue_wins_then_more_sentences_then_the_later(text: str, expected: tuple[str, str]):
    assert read(text, SUN, SKY, RAIN, STORM) == expected


def test_a_cue_for_messages_leaves_an_account_alone():
    assert read("A storm.", cue("letter", "foul", 3, r"\bstorm\b", needs="message")) == (UNKNOWN, "none")


def test_a_cue_that_says_nobody_knows_gives_its_reason_and_no_value():
    reading = weigh(())
    assert (reading.known, reading.quote) == (False, None)
    assert read("Fog all day.", cue("fog", UNKNOWN, 3, r"\bfog\b")) == (UNKNOWN, "none")


CATALOGUE = load()


@given(st.text(max_size=300))
def test_any_text_gives_values_that_the_fields_can_take(text: str):
    call = read_call(CATALOGUE, (of_transcript(from_account("account", text)),))
    assert all(getattr(call, name).value in (*values, UNKNOWN) for name, values in VALUES.items())
