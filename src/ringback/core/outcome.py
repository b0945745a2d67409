"""What became of a call: the answer that the odds are set right by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from ringback.core.errors import RingbackError
from ringback.core.scenario import Scenario

Happened = Literal["advanced", "offer", "rejected", "silence", "withdrew", "cancelled", "other"]
HAPPENED: tuple[str, ...] = get_args(Happened)

Came = Literal["passed", "failed", "offer", "no_offer", "unknown"]
CAME: tuple[str, ...] = get_args(Came)
FINAL = ("offer", "failed", "no_offer")
"""What ends a case: the offer, or its absence."""

Repair = Literal["words", "proof", "words_and_proof"]
REPAIRS: tuple[str, ...] = get_args(Repair)


class BadDay(RingbackError):
    """A day that can't be read, or is still to come."""

    code = "bad_day"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, on which day, and whether the repair was made (None: not told).

    `words` is what its owner adds, as typed.
    """

    happened: Happened
    on: date
    repair_made: bool | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """One case's outcome as the model sees it.

    `contests` are the scenarios that may have been in force, at the prior's values, each with the chance
    that it was; the chances sum to 1. `known` are fields that the user is sure of; `as_usual` says that
    nothing pulled the score down. `repair` is the kind that was advised, `told` the chance of the offer
    that the report gave for what was then done.
    """

    contests: tuple[tuple[float, Scenario], ...]
    came: Came
    repair: Repair = "words"
    repair_made: bool | None = None
    known: tuple[str, ...] = ()
    as_usual: bool = False
    told: float | None = None


def newest(told: Iterable[Outcome]) -> Outcome:
    """Of the outcomes of one case, in the order told, the one that counts: of the last day, told last."""
    return by_day(told)[-1]


def by_day(told: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes by the days they are of, and those of one day in the order told."""
    return sorted(told, key=lambda one: one.on)


def what_came(told: Sequence[Outcome], waited: int, silence_days: float) -> Came:
    """What the outcomes of one case, in the order told, say about the stage awaited and the offer.

    The newest by its day counts; an earlier "advanced" says that the stage was passed. A silence is a no once
    `waited`, the days since the report, reach `silence_days`. Withdrawn, cancelled and other say nothing.
    """
    if not told:
        return "unknown"
    passed = any(each.happened == "advanced" for each in told)
    last = newest(told).happened
    if last == "offer" or (last == "withdrew" and any(each.happened == "offer" for each in told)):
        return "offer"
    if last == "rejected" or (last == "silence" and waited >= silence_days):
        return "no_offer" if passed else "failed"
    return "passed" if passed else "unknown"


def repair_made(told: Sequence[Outcome]) -> bool | None:
    """Whether the repair was made, as told of the last day; None: never told."""
    said = [each.repair_made for each in by_day(told) if each.repair_made is not None]
    return said[-1] if said else None


def day_told(words: str | date | None, today: date, place: str = "") -> date:
    """The day on which something happened, in its ISO form too, told at `place`; or today. Raises BadDay."""
    if words is None:
        return today
    try:
        day = words if isinstance(words, date) else date.fromisoformat(words)
    except ValueError:
        raise BadDay(f'"{words}" is no day.', "Give it as year, month, day: 2026-11-30.", place) from None
    if day > today:
        remedy = f"Say it once it has come; today is {today.isoformat()}. Plans go into a note."
        raise BadDay(
            f"{day.isoformat()} is still to come, and an outcome is what has happened.", remedy, place
        )
    return day
