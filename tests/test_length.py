"""Long texts: twice the text is twice the work, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.steps import steps

import ringback

WHEN: dict[str, Any] = {"now": "2026-03-12T20:50", "zone": "Europe/Dublin", "locale": "en-GB"}
ACCOUNT = (
    "I froze when she asked about the rota, and I said sorry twice.",
    "She asked me why I had left, and I rambled.",
    "My mum was in hospital.",
    "Should I say my battery died?",
    "On Tuesday she said that they would ring within a week.",
    "He seemed friendly enough and thanked me.",
    "I was late because the bus broke down.",
)
ITEMS = (
    "Phone screen with our recruiter, 20 minutes",
    "Technical interview with two engineers by video",
    "Take-home task, about three hours",
    "Final interview with the hiring manager on site",
)
PAGE = (
    "First we ring you for a chat of ten minutes.",
    "Then you meet the hiring manager for a technical interview by video.",
    "You'd walk two of us through it.",
)
LETTER = (
    "We will ring you on Friday 6 March at 10:00.",
    "The next stage is a technical interview on Tuesday at 2pm.",
    "Please reply by 9 March.",
)
DRAFT = (
    "Thank you for your time on Monday.",
    "You asked me for the frost date and I gave you the one for the coast.",
    "The right answer is the 14th of May.",
    "I led the team at Harrow for two years.",
)


SIZE = 60
"""How many sentences the shortest of the three texts has."""


def several(sentences: Sequence[str], number: int, joint: str = " ") -> str:
    return joint.join(sentences[n % len(sentences)] for n in range(number))


def captions(number: int) -> str:
    times = [f"{n // 60:02}:{n % 60:02}" for n in range(number)]
    cues = (f"{at}.000 --> {at}.900\n<v Ines>{ACCOUNT[n % len(ACCOUNT)]}\n" for n, at in enumerate(times))
    return "\n".join(["WEBVTT\n", *cues])


TEXTS: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "an account": (lambda text: ringback.recover(text, **WHEN), lambda n: several(ACCOUNT, n)),
    "one speaker's captions": (lambda text: ringback.recover(text, me="Ines", **WHEN), captions),
    "a draft": (ringback.review, lambda n: several(DRAFT, n)),
    "an employer's list": (
        lambda text: ringback.process(text, **WHEN),
        lambda n: "How we hire\n\n- " + several(ITEMS, n, "\n- "),
    ),
    "an employer's page": (lambda text: ringback.process(text, **WHEN), lambda n: several(PAGE, n)),
    "a letter": (lambda text: ringback.process(text, **WHEN), lambda n: "Dear Sam,\n\n" + several(LETTER, n)),
}


@pytest.mark.full
@pytest.mark.parametrize("kind", TEXTS)
def test_twice_the_text_is_twice_the_work(kind: str) -> None:
    answer, written = TEXTS[kind]
    for number in (*range(1, 10), 4 * SIZE + 1):  # so that what is made ready once is ready
        answer(written(number))
    short, long, longer = (steps(lambda n=n: answer(written(n))) for n in (SIZE, 2 * SIZE, 4 * SIZE))
    assert longer - long < 2.3 * (long - short)
