"""What became of a call: the answer that the odds are set right by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Happened = Literal["advanced", "offer", "rejected", "silence", "withdrew", "cancelled", "other"]
HAPPENED: tuple[str, ...] = get_args(Happened)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, on which day, and whether the repair was made (None: not told).

    `words` is what its owner adds, as typed.
    """

    happened: Happened
    on: date
    repair_made: bool | None = None
    words: str = ""
