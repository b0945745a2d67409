"""Recordings at the command line: what their owner says of them, and the question that comes first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ringback.cli import screen
from ringback.core.errors import RingbackError

if TYPE_CHECKING:
    from ringback.app.recordings import Transcription, Wanted
    from ringback.cli.options import YesNo
    from ringback.core.material import Kind, Material
    from ringback.store.database import Store
    from ringback.wiring import World


Given = tuple[str, "Kind | None"]
"""A path, and what it was said to be."""


@dataclass(frozen=True)
class Said:
    """What the flags of one run say of a recording; `asks`: whether its owner may be asked."""

    consent: YesNo | None = None
    places: list[str] | None = None
    model: str | None = None
    swap: bool = False
    asks: bool = True
    one_call: bool = False


class SeveralCalls(RingbackError):
    """Several recordings, with what can be said of one call only."""

    code = "several_calls"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Several recordings are several calls, and {what}.",
            "If they are parts of one call: --one-call. Else give one recording at a time.",
        )


def calls(paths: Sequence[Given], say: Said, *, alone: str = "") -> list[Sequence[Given]]:
    """What was given, call by call: each recording by itself, unless they are parts of one call.

    `alone` says what else was asked that goes with one call only. Raises SeveralCalls.
    """
    from ringback.cli.files import is_recording

    heard = [given for given in paths if given[0] != "-" and is_recording(given[0])]
    if say.one_call or len(heard) < 2:
        return [paths]
    if alone:
        raise SeveralCalls(alone)
    if len(heard) < len(paths):
        raise SeveralCalls("it can't be known to which of them the other files belong")
    return [[given] for given in dict.fromkeys(heard)]


def one_by_one(every: Sequence[Sequence[Given]], work: Callable[[Sequence[Given]], None]) -> None:
    """Each call's work in turn; of several, one that fails is told of, and the others go on."""
    if len(every) == 1:
        work(every[0])
        return
    failed = False
    for number, call in enumerate(every, 1):
        screen.put(f"{number} of {len(every)}: {Path(call[0][0]).name}\n\n")
        try:
            work(call)
        except RingbackError as error:
            screen.complain(error)
            failed = True
        screen.put("\n" if number < len(every) else "")
    if failed:
        raise typer.Exit(screen.FAILED)


@dataclass(frozen=True)
class Hearer:
    """What makes a transcript of one call's recordings that are handed over, and knows where they lie."""

    here: World
    say: Said
    heard: list[tuple[Sequence[tuple[Path, str]], Transcription]] = field(default_factory=list)

    def __call__(self, parts: Sequence[tuple[Path, str]]) -> Material:
        """A call's recording, or its parts, as the transcript that it becomes."""
        told = transcribed(self.here, self.say, parts)
        self.heard.append((parts, told))
        return told.material()

    def note(self, store: Store, case: str, kept: Sequence[Material]) -> None:
        """Note with a case where its recording lies, where that is one file; it stays as it is.

        `kept` are the texts of the case, under the names that they have there.
        """
        from ringback.app.sound import note
        from ringback.ears.playing import Shape

        names = {one.text: one.name for one in kept}
        for parts, told in self.heard:
            if len(parts) == 1:
                shape = Shape(told.hearing.seconds, told.hearing.peaks)
                note(store, case, names[told.material().text], parts[0][0], shape, self.here.now)


def transcribed(here: World, say: Said, parts: Sequence[tuple[Path, str]]) -> Transcription:
    """A call's recording heard, or its parts, after the question that comes first."""
    from ringback.app import recordings

    name = ", ".join(name for _, name in parts)
    catalogue = here.catalogue()
    wanted = _wanted(here, say, catalogue.phrases[recordings.TABLE]["consent"], name)
    if wanted.consent == "yes":
        screen.notice(f"Hearing {name} ...")
    return recordings.transcribe(parts, wanted, catalogue)


def _wanted(here: World, say: Said, words: Mapping[str, str], name: str) -> Wanted:
    from ringback.app.recordings import Wanted, ends_of

    places = say.places or []
    answer = say.consent.value if say.consent else None
    if answer is None and say.asks and sys.stdin.isatty() and sys.stderr.isatty():
        answer = _ask(words, name)
        if answer == "yes" and "" in ends_of(places, here.chosen.country):
            places = [*places, *_ask_where(words)]
    return Wanted(answer, ends_of(places, here.chosen.country), say.model, here.chosen.me, say.swap)


def _ask(words: Mapping[str, str], name: str) -> str | None:
    """The question, put until it is answered; None where the input ends."""
    screen.notice(f"{name}: {words['asks']} {words['why']} yes or no")
    while line := _line():
        said = line.strip().lower()
        if said in ("y", "yes", "n", "no"):
            return "yes" if said.startswith("y") else "no"
        screen.notice("Give yes or no.")
    return None


def _ask_where(words: Mapping[str, str]) -> list[str]:
    """Where the other end was, by name; nothing where that isn't known."""
    screen.notice(f"{words['asks_where']} {words['why_where']} Enter: not known")
    told = _line().strip()
    return [told] if told else []


def _line() -> str:
    """A line of what is typed, with its end; "" where the input ends."""
    sys.stderr.write("> ")
    sys.stderr.flush()
    return sys.stdin.readline()
