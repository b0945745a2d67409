"""One question of a call with its answer, as data. How they are found: core/moments.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Words of one turn: its number, counted from 0, and offsets in code points into the text as given."""

    turn: int
    start: int
    end: int
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One question with its answer. `kind`: small_talk, background, motivation, behavioural, situational,
    technical, logistics, salary or their_questions (the candidate asks, or is offered to).

    `asked` is the question, `answers` the candidate's turns, `follow_ups` the further questions;
    `gist` the answer's point in the candidate's own words, None where none came. `first` and `last` are
    turns; `until` is when the last turn ends, in seconds, or None.
    """

    kind: str
    asked: Place
    answers: tuple[Place, ...]
    follow_ups: tuple[Place, ...]
    gist: Place | None
    first: int
    last: int
    until: float | None = None

    @property
    def answered(self) -> bool:
        """Whether an answer came at all."""
        return bool(self.answers)


def moment_record(moment: Moment, number: int, text: str, found: list[int]) -> dict[str, Any]:
    """One question with its answer; `findings` are the numbers of what was found in it, from 1."""
    return {
        "number": number,
        "kind": moment.kind,
        "asked": _place(moment.asked, text),
        "gist": _place(moment.gist, text) if moment.gist else None,
        "answered": moment.answered,
        "follow_ups": [_place(place, text) for place in moment.follow_ups],
        "at": moment.asked.at,
        "until": moment.until,
        "findings": found,
    }


def _place(place: Place, text: str) -> dict[str, Any]:
    return {
        "quote": text[place.start : place.end],
        "start": place.start,
        "end": place.end,
        "turn": place.turn,
        "at": place.at,
    }
