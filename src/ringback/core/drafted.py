"""What is known of a draft before faults are looked for in it: what its sentences do, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ringback.core.document import fold
from ringback.core.numerals import numbers_in

KINDS = ("email", "spoken", "voicemail", "letter")
MOVES = (
    "thanks",
    "acknowledge",
    "reason",
    "excuse",
    "reassure_atypical",
    "correct_answer",
    "offer_proof",
    "restate_interest",
    "hand_back_control",
    "ask_second_chance",
)
CASE_WORDS = (
    "next_by_phone",
    "next_by_video",
    "waiting",
    "at_next_stage",
    "silence_is_no",
    "door_closed",
    "conduct",
    "logistics",
    "integrity",
)
"""What only a kept case tells of a draft."""


class Said(NamedTuple):
    """A stretch of a draft, in code points of its text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Move:
    """What a stretch of a draft does. `rule` is the cue that heard it.

    `chance` is how likely the learnt model holds it (0 to 1); what a set phrase says is sure.
    """

    name: str
    said: Said
    rule: str
    chance: float = 1.0


@dataclass(frozen=True)
class Sheet:
    """What a case holds that a draft may claim: its facts, and whatever else was told or read in it."""

    facts: tuple[str, ...]
    more: tuple[str, ...] = ()

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word and number in it, folded."""
        return frozenset(word for text in (*self.facts, *self.more) for word in words_of(text))

    @cached_property
    def numbers(self) -> frozenset[float]:
        """Every number in it, in figures or in words."""
        texts = map(fold, (*self.facts, *self.more))
        return frozenset(number.value for text in texts for number in numbers_in(text))


_WORD = re.compile(r"[\d][\d,.]*|[^\W\d_]+")


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, folded, a number without the commas in it."""
    return [word.replace(",", "").rstrip(".") for word in _WORD.findall(fold(text))]


@dataclass(frozen=True)
class Drafted:
    """A draft's kind, its moves in order, and what is `present`: moves, kind, and words on the situation.

    `likely`: for each sentence how likely the learnt models hold each of their labels; `overall`: the same
    for the whole. `sheet` is what its case holds, None where no case is given.
    """

    kind: str
    present: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    likely: tuple[Mapping[str, float], ...] = ()
    overall: Mapping[str, float] = field(default_factory=dict)
    sheet: Sheet | None = None
