"""What the page of a call shows: its lines, what was found at them, and its sound."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ringback.app.call import change_of
from ringback.core.by_ear import LENGTH, marks
from ringback.core.heard import clock, lines_of
from ringback.pictures.strip import Spoken
from ringback.pictures.waveform import Mark, waveform
from ringback.telling import days, said
from ringback.telling.call import change_line
from ringback.telling.delivery import figures

if TYPE_CHECKING:
    from ringback.app.call import Call
    from ringback.app.sound import State
    from ringback.store.recordings import Recording

Record = Mapping[str, Any]
_SLACK = 0.05
"""Seconds by which a place told to the tenth may miss its line."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line of a call: its number from 1, its times, whose it is, its words, and what was found in it.

    `was` is the whole line as it stands in the text.
    """

    number: int
    at: float
    until: float
    who: str
    words: str
    found: tuple[Record, ...] = ()
    was: str = ""

    @property
    def clock(self) -> str:
        """When it begins."""
        return days.minutes(self.at)


@dataclass(frozen=True)
class Player:
    """What can be played: the number of the recording, its sound's state, and its picture."""

    number: int = 0
    state: State = "forgotten"
    name: str = ""
    where: str = ""
    own: bool = False
    picture: str = ""

    @property
    def there(self) -> bool:
        """Whether it can be played."""
        return self.state == "there"

    @property
    def address(self) -> str:
        """Where its sound is got."""
        return f"/recordings/{self.number}/sound"


@dataclass(frozen=True)
class CallPage:
    """The page of one call. `report` is the current one, `player` what can be played of it."""

    call: Call
    report: Record
    recording: Recording | None
    state: State
    where: str = ""
    moved: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The address of the page."""
        return f"{self.home}/call"

    @property
    def home(self) -> str:
        """The address of its case."""
        return f"/cases/{self.call.file.case.id}"

    @property
    def heading(self) -> str:
        """What the case is called."""
        return said.capital(self.report.get("title", "")) or "Your call"

    @cached_property
    def findings(self) -> tuple[Record, ...]:
        """What was found at some time in this transcript, from its beginning, each with its number."""
        numbered = [{**one, "number": n} for n, one in enumerate(self.report.get("findings", ()), 1)]
        timed = [one for one in numbered if one["at"] is not None and one["source"] == self.call.kept.name]
        return tuple(sorted(timed, key=lambda one: (self._when(one), one["number"])))

    def _when(self, found: Record) -> float:
        """When its words begin: at their line where the text tells that, else at their turn."""
        if not self.call.is_heard:
            return float(found["at"])
        inside = [one.at for one in lines_of(self.call.text) if one.start <= found["start"] < one.end]
        return inside[0] if inside else float(found["at"])

    @cached_property
    def timed(self) -> tuple[tuple[float, str, Record], ...]:
        """Each finding with when its words begin, in seconds and by the clock."""
        return tuple((at := self._when(one), days.minutes(at), one) for one in self.findings)

    @cached_property
    def lines(self) -> tuple[SpokenLine, ...]:
        """The call from its beginning."""
        if self.call.is_heard:
            text = self.call.text
            rows = [
                (one.at, one.until, one.speaker, one.said, text[one.start : one.end])
                for one in lines_of(text)
            ]
        else:
            turns = [turn for turn in self.call.transcript.turns if turn.at is not None]
            rows = [
                (turn.at or 0.0, turn.until or turn.at or 0.0, turn.speaker, turn.text, "") for turn in turns
            ]
        starts = [at for at, *_ in rows]
        found = [_latest(starts, at) for at, _, _ in self.timed]
        return tuple(
            SpokenLine(
                number + 1,
                at,
                until,
                self._who(speaker),
                words,
                tuple(one for (_, _, one), line in zip(self.timed, found, strict=True) if line == number),
                was,
            )
            for number, (at, until, speaker, words, was) in enumerate(rows)
        )

    def _who(self, speaker: str) -> str:
        if not self.call.me:
            return speaker
        return "You" if speaker == self.call.me else "They"

    @property
    def two_speak(self) -> bool:
        """Whether a line can be given to the other."""
        return len({line.who for line in self.lines}) > 1

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """Who speaks when."""
        return tuple(Spoken(one.at, one.until, one.who == "You") for one in self.lines if one.words)

    @property
    def length(self) -> float:
        """How long the call is, in seconds."""
        told = max((one.until for one in self.lines), default=0.0)
        return max(told, self.recording.seconds if self.recording else 0.0)

    @cached_property
    def player(self) -> Player:
        """What can be played of it."""
        kept = self.recording
        peaks = json.loads(kept.peaks) if kept else []
        found = [Mark(at, one["weight"]) for at, _, one in self.timed]
        asked = [one["at"] for one in self.report.get("moments", ()) if one["at"] is not None]
        picture = waveform(peaks, self.spoken, found, asked, self.length, self._told)
        return Player(
            number=kept.id if kept else 0,
            state=self.state,
            name=self.call.kept.name,
            where=self.where,
            own=bool(kept and kept.is_own_file),
            picture=picture,
        )

    @property
    def _told(self) -> str:
        found = ", ".join(f"{one['title']} at {at}" for _, at, one in self.timed)
        talk = sum(one.end - one.start for one in self.spoken if one.mine)
        head = f"The call, {days.minutes(self.length)} long; you spoke for {days.minutes(talk)}."
        return f"{head} {f'Found: {found}.' if found else 'Nothing is marked in it.'}"

    @property
    def figures(self) -> Sequence[tuple[str, str]]:
        """How it was said."""
        told = self.report.get("delivery")
        return [(said.capital(name), words) for name, words in figures(told)] if told else []

    @property
    def corrections(self) -> tuple[str, ...]:
        """What was put right, the last first."""
        return tuple(change_line(change_of(one)) for one in reversed(self.call.corrections))

    @property
    def last(self) -> str:
        """The mark of what was put right last."""
        return self.call.mark

    @property
    def counted(self) -> tuple[str, ...]:
        """The minutes counted by ear, a line each."""
        return tuple(
            f"{said.capital(said.number(one.count))} from {clock(one.start)[:-2]} to {clock(one.end)[:-2]}."
            for one in marks(self.call.text)
        )

    @property
    def countable(self) -> bool:
        """Whether there is a voice in it whose ums can be counted."""
        return self.call.is_heard and bool(self.call.me)


@dataclass(frozen=True)
class MinutePage:
    """The page on which a minute is counted by ear."""

    call: CallPage
    start: float
    end: float
    talk: float
    others: tuple[tuple[str, str], ...]

    @property
    def told(self) -> str:
        """Which minute it is."""
        own = "about a minute" if self.talk >= LENGTH - 10 else f"{round(self.talk)} seconds"
        return f"From {days.minutes(self.start)} to {days.minutes(self.end)}; {own} of it is your own talk."


def _latest(starts: Sequence[float], at: float) -> int:
    """The line that is said at that time: the last to begin by then."""
    begun = [number for number, start in enumerate(starts) if start <= at + _SLACK]
    return begun[-1] if begun else 0
