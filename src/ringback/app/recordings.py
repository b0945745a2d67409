"""Recordings: whether one may be heard, what was said in it, and what is made of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ringback.app.handed_over import GUESSES, TAKES_FOR_GRANTED
from ringback.core import consent
from ringback.core.catalogue import Catalogue
from ringback.core.heard import Word, as_text, clock, turns_of
from ringback.core.material import Material
from ringback.core.transcript import Transcript, infer_candidate
from ringback.ears import models
from ringback.ears.errors import NoExtra
from ringback.ears.speakers import NAMES

if TYPE_CHECKING:
    from ringback.ears.engine import Whisper
    from ringback.ears.fillers import Told
    from ringback.ears.hear import Hearing

SCHEMA = "ringback/transcribe/1"
TABLE = "recordings"


@dataclass(frozen=True)
class Wanted:
    """What its owner says of a recording: whether all knew ("yes", "no", None), where the ends of the call
    were, which model is to hear it, who of the speakers they are, and whether that is the other one.
    """

    consent: str | None = None
    places: tuple[str, ...] = ()
    model: str | None = None
    me: str | None = None
    swap: bool = False


@dataclass(frozen=True)
class Transcription:
    """A recording as heard, and as the text it becomes. `candidate` is a speaker, `candidate_p` how sure."""

    hearing: Hearing
    text: str
    candidate: str | None
    candidate_p: float
    notices: tuple[str, ...]

    def material(self) -> Material:
        """It as a transcript that was handed over."""
        turns = turns_of(self.text)
        name = self.hearing.name
        heard = Transcript(name, self.text, turns, True, self.candidate, self.candidate_p)
        return Material(
            name, "transcript", self.text, 0, len(self.text), "heard", transcript=heard, notices=self.notices
        )

    def as_record(self) -> dict[str, Any]:
        """It as one JSON object, by the contract of `ringback transcribe`; times in seconds."""
        hearing = self.hearing
        return {
            "schema": SCHEMA,
            "name": hearing.name,
            "seconds": round(hearing.seconds, 2),
            "model": hearing.model,
            "text": " ".join(word.text for word in hearing.words),
            "transcript": self.text,
            "words": [{**asdict(word), "confidence": round(word.confidence, 3)} for word in hearing.words],
            "speakers": {
                "sure": round(hearing.sure_who, 3),
                "two_tracks": hearing.two_ends,
                "candidate": self.candidate,
                "candidate_p": round(self.candidate_p, 3),
            },
            "fillers": asdict(hearing.fillers) if hearing.fillers else None,
            "notices": list(self.notices),
        }


def transcribe(parts: Sequence[tuple[Path, str]], wanted: Wanted, catalogue: Catalogue) -> Transcription:
    """A call's recording, or its parts, heard, once its owner has said that everybody knew of it.

    Raises ConsentMissing or ConsentRefused before anything is read, and UnhearableRecording.
    """
    table = catalogue.phrases[TABLE]
    name = ", ".join(name for _, name in parts)
    consent.allow(name, wanted.consent, table["consent"])
    model = model_for(wanted.model, name)
    from ringback.ears.hear import heard
    from ringback.ears.joined import read_call

    def who(words: tuple[Word, ...]) -> str | None:
        speaker, p = candidate_of(words, wanted)
        return speaker if p >= GUESSES else None

    sound = read_call(parts)
    hearing = heard(sound, _engine(model), who, fillers_told(catalogue))
    return told(hearing, wanted, table)


@cache
def _engine(model: models.Model) -> Whisper:
    """The model, checked and loaded once in a process. Raises WrongModel."""
    from ringback.ears.engine import Whisper

    models.check(model)
    return Whisper(model.folder, model.name)


def fillers_told(catalogue: Catalogue) -> Told:
    """What is known of fillers."""
    from ringback.ears.fillers import Told

    return Told.of(catalogue.phrases[TABLE]["fillers"])


def model_for(wanted: str | None, name: str) -> models.Model:
    """The model to hear with. Raises NoExtra or NoModel."""
    if find_spec("faster_whisper") is None:
        raise NoExtra(name)
    return models.find(wanted)


def candidate_of(words: Sequence[Word], wanted: Wanted) -> tuple[str | None, float]:
    """Which speaker is the candidate, and how sure: as told, else by what they say; or the other one.

    A name that is nobody's here is no fault: nobody has a name in a recording.
    """
    turns = turns_of(as_text(words, unclear=0.0))
    named = next(
        (name for name in NAMES if wanted.me and name.casefold() == wanted.me.strip().casefold()), None
    )
    speaker, p = infer_candidate(turns, named)
    if not wanted.swap or speaker is None:
        return speaker, p
    others = [turn.speaker for turn in turns if turn.speaker != speaker]
    return (others[0], 1.0) if others else (speaker, p)


def ends_of(places: Sequence[str], country: str | None) -> tuple[str, ...]:
    """Where the ends of a call were: as told, and the own one by the settings; "" for one not known."""
    known = [*places] if len(places) > 1 or not country else [consent.country(country), *places]
    return (*known, *[""] * (2 - len(known)))


def told(hearing: Hearing, wanted: Wanted, table: Mapping[str, Any]) -> Transcription:
    """What was heard as a transcript, with what is to be said of it."""
    speaker, p = candidate_of(hearing.words, wanted)
    length = clock(hearing.seconds).partition(".")[0]
    brackets = "[Words?] in brackets were heard unclearly."
    notes = [f"Heard in {hearing.name}, {length}, by {hearing.model}. {brackets}"]
    if speaker and p >= TAKES_FOR_GRANTED:
        notes.append(f"You: {speaker}")
    if hearing.fillers:
        notes += hearing.fillers.notes()
    text = as_text(hearing.words, float(table["hearing"]["unclear"]), notes)
    law = consent.law_at(wanted.places, table["place"])
    said = (
        consent.said_of(law, table["consent"]),
        *hearing.notices,
        *_of_speakers(hearing, table["hearing"]),
    )
    return Transcription(hearing, text, speaker, p, tuple(f"{hearing.name}: {one}" for one in said))


def _of_speakers(hearing: Hearing, words: Mapping[str, Any]) -> Sequence[str]:
    """What is to be said of who speaks, in sentences."""
    if hearing.two_ends:
        return [words["two_tracks"]]
    if len({word.speaker for word in hearing.words}) < 2:
        return [words["one_voice"]]
    return [] if hearing.sure_who >= words["sure_who"] else [words["says_who"]]
