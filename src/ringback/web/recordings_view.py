"""What the pages of a recording show: how far listening is, and who said what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ringback.core.heard import clock
from ringback.pictures.strip import Spoken
from ringback.pictures.waveform import waveform
from ringback.store.recordings import OPEN, Recording
from ringback.telling import days, said
from ringback.web.call_view import Player

if TYPE_CHECKING:
    from ringback.app.recordings import Transcription
    from ringback.app.sound import State

_MINUTE = 60.0
CUT_OFF = "The file is damaged or cut off"


@dataclass(frozen=True)
class Progress:
    """How far listening is. `lit` of 100 is heard, `bar` says that in words; `going`: it isn't over."""

    says: str
    lit: int
    bar: str
    going: bool

    def as_record(self) -> dict[str, Any]:
        """It as the script of the page gets it."""
        return asdict(self)


@dataclass(frozen=True)
class Line:
    """One turn of what was heard: its clock, whose it is, its words, and its times in seconds."""

    at: str
    who: str
    words: str
    start: float
    end: float


@dataclass(frozen=True)
class Heard:
    """What was heard. `me` is whom the candidate was taken for, `other` the other one ("" for nobody)."""

    lines: tuple[Line, ...]
    speakers: tuple[str, ...]
    me: str
    other: str
    notices: tuple[str, ...]
    cut_off: str


def progress_of(recording: Recording, finished: int, left: float | None) -> Progress:
    """How far it is: `finished` parts are heard, and so many seconds are left, where that is known."""
    whole = minutes(recording.seconds)
    minute = min(int(recording.at // _MINUTE) + 1, whole)
    if recording.parts and finished >= recording.parts:
        says = "All of it is heard. What is left is who said what."
    elif recording.at <= 0:
        says = f"It begins with minute 1 of {whole}." if whole else "It begins in a moment."
    else:
        says = f"Minute {minute} of {whole}. {_left(left)}".strip()
    share = recording.at / recording.seconds if recording.seconds else 0.0
    bar = f"{min(int(recording.at // _MINUTE), whole)} of {said.number(whole)} minutes heard"
    return Progress(says, min(round(100 * share), 100), bar, recording.state in OPEN)


def minutes(seconds: float) -> int:
    """Its length in whole minutes, as people would say it; 0 where that isn't known."""
    return max(round(seconds / _MINUTE), 1) if seconds > 0 else 0


def recognised(recording: Recording) -> str:
    """What is known of a recording before it is heard."""
    whole = minutes(recording.seconds)
    length = f", {said.number(whole)} {'minute' if whole == 1 else 'minutes'}" if whole else ""
    sides = ", each end of the call perhaps on a track of its own" if recording.channels == 2 else ""
    return f"A recording{length}{sides}. Nothing of it has been heard."


def heard_of(told: Transcription) -> Heard:
    """What was heard, turn by turn, with who of the two is the candidate."""
    transcript = told.material().transcript
    turns = transcript.turns if transcript else ()
    speakers = tuple(dict.fromkeys(turn.speaker for turn in turns))
    me = told.candidate or ""
    names = {me: "You"} if me else {}
    lines = [
        Line(
            clock(turn.at or 0.0).partition(".")[0],
            names.get(turn.speaker, _other(turn.speaker, me)),
            turn.text,
            turn.at or 0.0,
            turn.until or turn.at or 0.0,
        )
        for turn in turns
    ]
    notices = tuple(one.removeprefix(f"{told.hearing.name}: ") for one in told.notices)
    return Heard(
        tuple(lines),
        speakers,
        me,
        next((one for one in speakers if me and one != me), ""),
        tuple(said.ended(one) for one in notices if not one.startswith(CUT_OFF)),
        _cut_off(notices),
    )


def player_of(recording: Recording, heard: Heard, state: State) -> Player:
    """What can be played of a recording that isn't read yet."""
    peaks = json.loads(recording.peaks)
    spoken = [Spoken(line.start, line.end, line.who == "You") for line in heard.lines]
    length = max([recording.seconds, *(line.end for line in heard.lines)])
    talk = sum(one.end - one.start for one in spoken if one.mine)
    told = f"The call, {days.minutes(length)} long; you spoke for {days.minutes(talk)}."
    picture = waveform(peaks, spoken, (), (), length, told)
    return Player(recording.id, state, recording.name, picture=picture)


def _other(speaker: str, me: str) -> str:
    return "They" if me else speaker


def _cut_off(notices: Sequence[str]) -> str:
    return next((said.ended(one) for one in notices if one.startswith(CUT_OFF)), "")


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < _MINUTE / 2:
        return "Less than a minute left."
    whole = minutes(seconds)
    return "About a minute left." if whole == 1 else f"About {said.number(whole)} minutes left."
