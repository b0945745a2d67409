"""How a timed call was delivered: how soon and how fast the candidate answered, pauses, shares, overlaps.

Times are as exact as the transcript's: a recording's to a tenth of a second, subtitles' to a cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any

from ringback.core.by_ear import Counted, counted
from ringback.core.document import Document, Passage

if TYPE_CHECKING:
    from ringback.core.debrief import Debrief

LEAST_TIMED = 0.8
"""The share of turns whose beginning and end must be known."""
PAUSE = 1.5
"""Seconds within an answer that count as a pause."""
OVERLAP = 0.3
"""Seconds by which one must speak into the other's turn."""
LEAST_WORDS = 15
"""An answer of fewer words has no pace."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A length in seconds and where in the call it was."""

    seconds: float
    at: float


@dataclass(frozen=True, slots=True)
class Pace:
    """An answer's words a minute, pauses left out; `moment` is its number, from 1."""

    moment: int
    at: float
    words_a_minute: int


@dataclass(frozen=True)
class Delivery:
    """`talk_share` is of the time somebody spoke. `cut_in`: how often the candidate spoke into the other's
    turn, and the other into theirs. `fillers` None: unknown, which is not none; else a range, and the
    minutes that were counted by ear.
    """

    talk_share: float
    latencies: tuple[Timed, ...]
    pauses: tuple[Timed, ...]
    paces: tuple[Pace, ...]
    cut_in: tuple[int, int]
    fillers: Counted | None


def delivery(document: Document) -> Delivery | None:
    """What a transcript tells of it; None without times, or where it isn't known who the candidate is."""
    spoken = [(passage, span) for passage in document.passages if (span := _span(passage))]
    mine = [span for passage, span in spoken if passage.role == "candidate"]
    if document.kind != "verbatim" or not mine or len(spoken) < LEAST_TIMED * len(document.passages):
        return None
    own = sum(end - start for start, end in mine)
    total = sum(end - start for _, (start, end) in spoken)
    return Delivery(
        talk_share=own / total if total else 0.0,
        latencies=tuple(_latencies(document)),
        pauses=tuple(_pauses(document)),
        paces=tuple(_paces(document)),
        cut_in=(
            _overlaps(document, "interviewer", "candidate"),
            _overlaps(document, "candidate", "interviewer"),
        ),
        fillers=counted(document.text, _candidate(document)),
    )


def delivered(documents: Sequence[Document], found: Debrief) -> Delivery | None:
    """How the call was delivered that is told moment by moment."""
    told = next((one for one in documents if one.source == found.source), None)
    return delivery(replace(told, moments=found.moments)) if told else None


def _candidate(document: Document) -> str:
    """What the candidate is called in it."""
    return next(passage.turn.speaker for passage in document.by("candidate"))


def _span(passage: Passage) -> tuple[float, float] | None:
    turn = passage.turn
    return None if turn.at is None or turn.until is None else (turn.at, turn.until)


def _latencies(document: Document) -> Iterator[Timed]:
    """From the end of a question to the answer; 0 where it began before that."""
    for before, passage in document.following("interviewer", "candidate"):
        asked, answer = _span(before), _span(passage)
        if asked and answer and before.folded.rstrip().endswith("?"):
            yield Timed(max(answer[0] - asked[1], 0.0), answer[0])


def _pauses(document: Document) -> Iterator[Timed]:
    for passage in document.by("candidate"):
        for start, end in passage.turn.silences:
            if end - start >= PAUSE:
                yield Timed(end - start, start)


def _paces(document: Document) -> Iterator[Pace]:
    for number, moment in enumerate(document.moments, 1):
        turns = [document.passages[place.turn] for place in moment.answers]
        words = sum(len(passage.folded.split()) for passage in turns)
        seconds = sum(_speaking(passage) for passage in turns)
        if words >= LEAST_WORDS and seconds > 0:
            yield Pace(number, moment.asked.at or 0.0, round(60 * words / seconds))


def _speaking(passage: Passage) -> float:
    span = _span(passage)
    return span[1] - span[0] - sum(end - start for start, end in passage.turn.silences) if span else 0.0


def _overlaps(document: Document, first: str, second: str) -> int:
    found = 0
    for before, passage in document.following(first, second):
        one, other = _span(before), _span(passage)
        found += bool(one and other and one[1] - other[0] >= OVERLAP)
    return found


def delivery_record(told: Delivery | None) -> dict[str, Any] | None:
    """It as JSON: of times the median, the longest and where that was."""
    if told is None:
        return None
    paces = [pace.words_a_minute for pace in told.paces]
    return {
        "talk_share": round(told.talk_share, 3),
        "latency": _summary(told.latencies),
        "pauses": _summary(told.pauses),
        "pace": {
            "median": round(median(paces)) if paces else None,
            "answers": [
                {"moment": one.moment, "at": one.at, "words_a_minute": one.words_a_minute}
                for one in told.paces
            ],
        },
        "overlaps": {"you_into_theirs": told.cut_in[0], "they_into_yours": told.cut_in[1]},
        "fillers": _fillers(told.fillers) if told.fillers else None,
    }


def _fillers(told: Counted) -> dict[str, Any]:
    by_ear = [{"count": one.count, "from": one.start, "to": one.end} for one in told.marks]
    return {"low": told.low, "high": told.high, "by_ear": by_ear}


def _summary(times: Sequence[Timed]) -> dict[str, Any]:
    longest = max(times, key=lambda one: one.seconds, default=None)
    return {
        "count": len(times),
        "median": round(median(one.seconds for one in times), 1) if times else None,
        "longest": round(longest.seconds, 1) if longest else None,
        "longest_at": longest.at if longest else None,
    }
