"""Recordings at the command line: what their owner says of them, and the question that comes first."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ringback.cli import screen

if TYPE_CHECKING:
    from ringback.app.recordings import Transcription, Wanted
    from ringback.cli.options import YesNo
    from ringback.core.material import Material
    from ringback.store.database import Store
    from ringback.wiring import World


@dataclass(frozen=True)
class Said:
    """What the flags of one run say of a recording; `asks`: whether its owner may be asked."""

    consent: YesNo | None = None
    places: list[str] | None = None
    model: str | None = None
    swap: bool = False
    asks: bool = True


@dataclass(frozen=True)
class Hearer:
    """What makes transcripts of the recordings that are handed over, and knows where they lie."""

    here: World
    say: Said
    heard: list[tuple[Path, Transcription]] = field(default_factory=list)

    def __call__(self, path: Path, name: str) -> Material:
        """A recording as the transcript that it becomes."""
        told = transcribed(self.here, self.say, path, name)
        self.heard.append((path, told))
        return told.material()

    def note(self, store: Store, case: str) -> None:
        """Note with a case where its recordings lie; they stay as they are."""
        from ringback.app.sound import note
        from ringback.ears.playing import Shape

        for path, told in self.heard:
            shape = Shape(told.hearing.seconds, told.hearing.peaks)
            note(store, case, told.hearing.name, path, shape, self.here.now)


def transcribed(here: World, say: Said, path: Path, name: str) -> Transcription:
    """A recording heard, after the question that comes first."""
    from ringback.app import recordings

    catalogue = here.catalogue()
    wanted = _wanted(here, say, catalogue.phrases[recordings.TABLE]["consent"], name)
    if wanted.consent == "yes":
        screen.notice(f"Hearing {name} ...")
    return recordings.transcribe(path, name, wanted, catalogue)


def _wanted(here: World, say: Said, words: Mapping[str, str], name: str) -> Wanted:
    from ringback.app.recordings import Wanted

    answer = say.consent.value if say.consent else None
    if answer is None and say.asks and sys.stdin.isatty() and sys.stderr.isatty():
        answer = _ask(words, name)
    places = tuple(say.places or ([here.chosen.country] if here.chosen.country else []))
    return Wanted(answer, places, say.model, here.chosen.me, say.swap)


def _ask(words: Mapping[str, str], name: str) -> str | None:
    """The question, put until it is answered; None where the input ends."""
    screen.notice(f"{name}: {words['asks']} {words['why']} yes or no")
    while True:
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            return None
        said = line.strip().lower()
        if said in ("y", "yes", "n", "no"):
            return "yes" if said.startswith("y") else "no"
        screen.notice("Give yes or no.")
