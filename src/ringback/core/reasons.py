"""The reason that travels with every number and sentence of a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is said: in a sentence, with what it rests on.

    `rule` is a catalogue id, `parameter` a parameter id, `sources` are source ids (or
    "judgement"), `quote` is the user's or the employer's own words.
    """

    says: str
    rule: str | None = None
    parameter: str | None = None
    sources: tuple[str, ...] = ()
    quote: str | None = None
