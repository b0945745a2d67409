"""What the rehearsal room shows, worked out from a case, its takes and what is said of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import quote

from ringback.app.rehearse import Room
from ringback.core.days import day_of
from ringback.core.rehearsal import ToAsk
from ringback.core.take import Feedback, Measure, NewClaim
from ringback.pictures.takes import plot
from ringback.store.records import StoredTake
from ringback.telling import rehearsal as telling
from ringback.telling.days import clock
from ringback.web.typeset import long_day, long_time

SOMEBODY = "Your interviewer"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in the list: its address, its words, why, and how often it was said."""

    place: str
    asks: str
    because: str
    takes: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a take in words, with its picture."""

    name: str
    here: str
    note: str
    picture: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One take in the list: its number among those of its question, when it was, and its words."""

    number: int
    id: int
    when: str
    words: str


@dataclass(frozen=True)
class RoomPage:
    """A case's rehearsal as its pages show it."""

    room: Room

    @property
    def name(self) -> str:
        """The case's name."""
        return self.room.file.case.id

    @property
    def place(self) -> str:
        """The address of the room."""
        return f"/cases/{self.name}/rehearse"

    @property
    def heading(self) -> str:
        """What the case is called."""
        return str(self.room.record["title"])

    @property
    def when(self) -> str:
        """The next stage's day, in words; empty where it isn't known or is over."""
        at = self.room.rehearsal.at
        return long_time(at) if at and day_of(at) >= self.room.now.date() else ""

    @property
    def who(self) -> str:
        """Who rings: whom the plan reaches, else the first who is named, else somebody."""
        record = self.room.record
        people = [record["plan"]["person"], *record["people"]]
        return next((str(one["name"]) for one in people if one and one["name"]), SOMEBODY)

    @property
    def closed(self) -> bool:
        """Whether the door is shut, so that there is nothing to raise."""
        return bool(self.room.record["verdict"] == "closed")

    @property
    def listens(self) -> bool:
        """Whether this machine can write down what is said."""
        from ringback.app.rehearse_heard import listens

        return listens()

    @property
    def speaks(self) -> bool:
        """Whether this machine can speak the questions."""
        from ringback.app.voice import speaks

        return speaks()

    @property
    def measured(self) -> bool:
        """Whether pace and fillers are told."""
        return self.room.measured

    def address(self, ask: ToAsk) -> str:
        """The address of a question."""
        return f"{self.place}/ask/{quote(ask.key, safe='')}"

    @property
    def next(self) -> ToAsk | None:
        """What to say next this evening."""
        return self.room.next()

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """All that there is to rehearse, in order."""
        return tuple(
            Asked(self.address(ask), ask.asks, ask.because, _times(len(self.room.of(ask.key))))
            for ask in self.room.rehearsal.questions
        )

    @property
    def days(self) -> list[str]:
        """The days on which to go on."""
        made = self.room.rehearsal
        return telling.schedule(made.days, made.at, self.room.now.date())

    @property
    def evidence(self) -> Any:
        """What is known of such practice, and what that rests on."""
        return self.room.catalogue.phrases["rehearsal"]["evidence"]

    def kept(self, ask: ToAsk) -> tuple[Kept, ...]:
        """The takes of a question, the newest first."""
        found = [
            Kept(number, take.id, _when(take.added, self.room.now), take.text)
            for number, take in enumerate(self.room.of(ask.key), 1)
        ]
        return tuple(reversed(found))

    @cached_property
    def left_over(self) -> tuple[Kept, ...]:
        """The takes of questions that are rehearsed no more, the newest first."""
        room = self.room
        orphans = [take for take in room.takes if room.rehearsal.find(take.question) is None]
        found = [Kept(0, take.id, _when(take.added, room.now), take.text) for take in orphans]
        return tuple(reversed(found))

    def words(self, ask: ToAsk) -> str:
        """The opener's own words, to be read first."""
        return " ".join(text for _, text in ask.lines)


@dataclass(frozen=True)
class TakePage:
    """One take and what is said of it. `unwanted` are the numbers of what is new and wasn't so."""

    shown: RoomPage
    take: StoredTake
    ask: ToAsk
    said: Feedback
    unwanted: Collection[int] = ()

    @property
    def table(self) -> Any:
        """The catalogue's table of the rehearsal."""
        return self.shown.room.catalogue.phrases["rehearsal"]

    @property
    def place(self) -> str:
        """The address of the take."""
        return f"{self.shown.place}/takes/{self.take.id}"

    @property
    def found(self) -> list[tuple[str, str]]:
        """The parts that it holds, each with its words."""
        return telling.found(self.said, self.table)

    @property
    def lacks(self) -> list[str]:
        """The parts that were wanted and aren't there, in words."""
        return [self.table["parts"][part] for part in self.said.missing] if not self.ask.is_opener else []

    @property
    def moves(self) -> list[tuple[str, str, str]]:
        """The opener's moves: what each does, where it was made, and the line of one that was left out."""
        return [(*telling.move(one), "" if one.said else one.line) for one in self.said.moves]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures in words, each with its picture."""
        guessed = self.take.seconds is None
        told = [(telling.measure(one, typed=guessed), _picture(one)) for one in self.said.measures]
        return tuple(Figure(one.name, one.here, one.note, picture) for one, picture in told)

    @property
    def compared(self) -> bool:
        """Whether there is anything to hold it against."""
        return any(one.earlier or one.then for one in self.said.measures)

    @property
    def with_call(self) -> bool:
        """Whether a figure of the call is among them."""
        return any(one.then for one in self.said.measures)

    @property
    def since(self) -> list[str]:
        """What is other than before, in sentences."""
        return telling.since(self.said.since, self.table)

    @property
    def new(self) -> list[tuple[int, NewClaim]]:
        """What is new in it and waits for a yes or a no, with its number."""
        return [(n, one) for n, one in enumerate(self.said.new) if n not in self.unwanted]

    @property
    def enough(self) -> str:
        """That more adds little this evening."""
        room = self.shown.room
        return telling.enough(self.said, room.next_day, room.now.date(), self.table)

    @property
    def next(self) -> ToAsk | None:
        """What to say after this one."""
        return self.shown.room.next(self.ask.key)

    def refusing(self, number: int) -> str:
        """The address at which this, too, is not so."""
        others = sorted({*self.unwanted, number})
        return f"{self.place}?{'&'.join(f'not_so={n}' for n in others)}#new"


def _picture(one: Measure) -> str:
    """The picture of a figure, where there is something to hold it against."""
    return plot(one) if one.earlier or one.then or one.good else ""


def _times(count: int) -> str:
    return {0: "", 1: "Said once.", 2: "Said twice."}.get(count, f"Said {count} times.")


def _when(added: datetime, now: datetime) -> str:
    told = added.astimezone(now.tzinfo)
    return f"{long_day(told)}, {clock(told)}"
