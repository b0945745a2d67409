"""What is known of a draft before faults are looked for in it: what its sentences do, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

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
    """What a case holds that a draft may claim: its facts' texts, and every word and number in it, folded."""

    facts: tuple[str, ...]
    words: frozenset[str]


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
