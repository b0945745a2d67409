"""Fillers (um, uh) counted by ear in a minute of the call, and what that says of all of the candidate's talk.

Said at a rate that isn't known, fillers are taken as a Poisson process, of which the second hearing hears a
share that isn't known either. What it hears and what it misses are then two independent Poisson processes
(the colouring theorem: Kingman 1993, Poisson Processes, section 5.1). The rate has Jeffreys's prior,
Gamma(1/2, 0), and the share a Beta prior from what was measured of the second hearing. The minute that was
counted, and what the machine heard in it and in the rest, update both; how many it missed in the rest is
then a mixture of negative binomials (Gelman et al. 2013, Bayesian Data Analysis, section 2.6), summed here
over a grid of shares. The range is its middle 90 in 100.

It takes the minute to be like the rest of the candidate's talk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ringback.core.errors import RingbackError
from ringback.core.heard import Fillers, Line, Minute, clock, fillers, lines_of, seconds
from ringback.core.put_right import Change, NothingChanged

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

SHARE = (6.0, 2.0)
"""The Beta prior of the share that the second hearing hears: 55 to 92 in 100, by `benchmarks.audio`."""
TAIL = 0.05
LENGTH = 55.0
"""Seconds of the candidate's own talk that make a minute to be counted."""
_GRID = 60
_LEAST = 5.0
"""A minute with less of the candidate's own talk, in seconds, says nothing."""
MOST = 400
"""More fillers than anybody says in about a minute."""
_MARK = re.compile(r"^# Marked by ear: (\d{1,3}) from ([\d:.]+) to ([\d:.]+)[ \t]*\r?$", re.MULTILINE)


class NoMinute(RingbackError):
    """Nothing is left in a call to be counted by ear."""

    code = "no_minute"

    def __init__(self) -> None:
        super().__init__(
            "There is no minute of yours in this call that isn't counted.",
            "Every one is marked, or it isn't known which of the two is you.",
        )


class NoSuchMinute(RingbackError):
    """A beginning at which no minute of the candidate's talk begins."""

    code = "no_such_minute"

    def __init__(self, every: Sequence[Minute]) -> None:
        begin = ", ".join(clock(one.start) for one in every)
        super().__init__("No minute of yours begins there.", f"Yours begin at {begin}.", "--from")


class BadCount(RingbackError):
    """A number of fillers that nobody can have counted."""

    code = "bad_count"

    def __init__(self) -> None:
        super().__init__(
            "That isn't how many ums there can be in a minute.", f"Give a number from 0 to {MOST}.", "COUNT"
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """So many fillers, counted by ear from `start` to `end` seconds."""

    count: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Counted:
    """How many fillers the candidate said, as a range, and the minutes that were counted by ear."""

    low: int
    high: int
    marks: tuple[Mark, ...] = ()


def marks(text: str) -> tuple[Mark, ...]:
    """The minutes of a heard transcript that were counted by ear; of one counted twice, the later count."""
    every = [Mark(int(count), seconds(start), seconds(end)) for count, start, end in _MARK.findall(text)]
    return tuple({(one.start, one.end): one for one in every}.values())


def minutes(text: str, me: str) -> tuple[Minute, ...]:
    """The candidate's talk in pieces of about a minute, as they were heard again, or else by the lines."""
    known = fillers(text)
    if known and known.minutes:
        return known.minutes
    found: list[list[Line]] = [[]]
    for line in lines_of(text):
        if line.speaker == me and line.said:
            if sum(one.until - one.at for one in found[-1]) >= LENGTH:
                found.append([])
            found[-1].append(line)
    return tuple(Minute(part[0].at, part[-1].until) for part in found if part)


def to_count(text: str, me: str) -> Minute:
    """The minute to count next: the one nearest to the middle that isn't counted. Raises NoMinute."""
    every = minutes(text, me)
    done = {(one.start, one.end) for one in marks(text)}
    left = [one for one in every if (one.start, one.end) not in done and own_talk(text, me, one) >= _LEAST]
    if not left:
        raise NoMinute
    middle = (every[0].start + every[-1].end) / 2
    return min(left, key=lambda one: abs((one.start + one.end) / 2 - middle))


def marked(text: str, minute: Minute, count: int) -> Change:
    """The count of a minute kept in the text, as a note above its lines, in place of an earlier one.

    Raises BadCount or NothingChanged.
    """
    if not 0 <= count <= MOST:
        raise BadCount
    note = f"# Marked by ear: {count} from {clock(minute.start)} to {clock(minute.end)}"
    for match in _MARK.finditer(text):
        if (seconds(match[2]), seconds(match[3])) == (minute.start, minute.end):
            if int(match[1]) == count:
                raise NothingChanged
            return Change("minute", match.start(), match[0], note)
    return Change("minute", lines_of(text)[0].start, "", f"{note}\n")


def counted(text: str, me: str) -> Counted | None:
    """How many fillers the candidate, the speaker `me`, said; None where nobody knows."""
    known, own = fillers(text), sum(line.until - line.at for line in lines_of(text) if line.speaker == me)
    usable = [(one, talk) for one in marks(text) if (talk := own_talk(text, me, one)) >= _LEAST]
    if not usable:
        return Counted(known.low, known.high) if known else None
    count = sum(one.count for one, _ in usable)
    talk = sum(talk for _, talk in usable)
    within, rest = _heard_again(known, [one for one, _ in usable])
    low, high = spread(count, talk, max(own - talk, 0.0), within, rest)
    return Counted(low, high, tuple(one for one, _ in usable))


def spread(count: int, talk: float, rest: float, within: int | None, others: int) -> tuple[int, int]:
    """The range for all: `count` in `talk` seconds of counted talk, in which `within` were heard again, and
    `others` in `rest` seconds that weren't counted. `within` None: nothing was heard again.

    Where the machine heard more in the minute than there was, as much of what it heard elsewhere is struck.
    """
    import numpy as np

    if within is not None and within > count:
        within, others = count, round(others * count / within)
    if rest < 1.0:
        return count, count
    shares = np.array([0.0]) if within is None else (np.arange(_GRID) + 0.5) / _GRID
    known = count + (0 if within is None else others)
    shape = known + 0.5
    chance = _missed((talk + shares * rest) / (talk + rest), shape)
    summed = np.cumsum(_weights(shares, count, within, known, talk, rest) @ chance)
    low, high = np.searchsorted(summed, [TAIL, 1 - TAIL])
    return known + int(low), known + int(high)


def _weights(shares: Floats, count: int, within: int | None, known: int, talk: float, rest: float) -> Floats:
    """How likely each share is, by what was heard again in the counted minute and in the rest."""
    import numpy as np

    if within is None:
        return np.ones(1)
    heard, missed = known - count + within + SHARE[0] - 1, count - within + SHARE[1] - 1
    logs = heard * np.log(shares) + missed * np.log1p(-shares)
    logs -= (known + 0.5) * np.log(talk + shares * rest)
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def _missed(stops: Floats, shape: float) -> Floats:
    """For each share a row: the chance of 0, 1, 2 ... missed, negative binomial with these parameters."""
    import numpy as np

    least = float(stops.min())
    mean = shape * (1 - least) / least
    number = np.arange(1, int(mean + 6 * (mean / least) ** 0.5) + 20)
    ways = np.concatenate([[0.0], np.cumsum(np.log((shape + number - 1) / number))])
    every = np.arange(len(ways))
    logs = ways + shape * np.log(stops)[:, None] + every * np.log1p(-stops)[:, None]
    return np.asarray(np.exp(logs))


def own_talk(text: str, me: str, place: Minute | Mark) -> float:
    """Seconds of the candidate's own talk in it."""
    mine = [line for line in lines_of(text) if line.speaker == me]
    return sum(max(min(line.until, place.end) - max(line.at, place.start), 0.0) for line in mine)


def _heard_again(known: Fillers | None, done: Sequence[Mark]) -> tuple[int | None, int]:
    """How many were heard again where it was counted by ear, and elsewhere; None where that isn't known."""
    if known is None or not known.minutes:
        return None, 0
    places = {(one.start, one.end) for one in done}
    within = sum(one.heard or 0 for one in known.minutes if (one.start, one.end) in places)
    return within, sum(one.heard or 0 for one in known.minutes) - within
