"""Listening to a recording as a job: it goes on by itself, and after a crash from its last finished part.

A recording that is handed over is copied into the data folder, and waits there until its owner has said that
everybody on the call knew of it; a no erases the copy. What was heard becomes a transcript only once all of
it was heard.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from ringback.app import memory
from ringback.app import recordings as hearing
from ringback.app.handed_over import GUESSES
from ringback.core import consent
from ringback.core.catalogue import Catalogue
from ringback.core.errors import RingbackError
from ringback.core.heard import Fillers, Word, clock
from ringback.ears import models
from ringback.store import erasure
from ringback.store import recordings as rows
from ringback.store.errors import StoreBusy
from ringback.store.recordings import OPEN, Recording

if TYPE_CHECKING:
    from pathlib import Path

    from ringback.ears.engine import Engine
    from ringback.ears.hear import Hearing, Plan
    from ringback.store.database import Store

WINDOWS = 4
"""Windows of speech in a part: about two minutes, which is what a crash can cost."""
MOST_TRIES = 8
"""How often a recording is taken up without one more part of it being heard."""
WAITS = timedelta(hours=1)
"""How long a recording waits for its owner to say whether everybody knew."""


class NoSuchRecording(RingbackError):
    """A recording that isn't there, or was erased."""

    code = "no_such_recording"

    def __init__(self, number: int) -> None:
        super().__init__(
            "There is no such recording here.",
            "It was stopped, or erased. The file that you chose is where it was.",
            f"recording {number}",
        )


class KeepsStopping(RingbackError):
    """A recording at which the program itself came to an end, again and again."""

    code = "keeps_stopping"


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was handed over with a recording, and is read with it."""

    name: str
    kind: str
    text: str


def take_in(store: Store, name: str, source: BinaryIO, token: str, now: datetime) -> Recording:
    """Copy a recording into the data folder, and say what its own header tells; nothing of it is heard.

    Raises UnhearableRecording, and then nothing is kept.
    """
    from ringback.ears.sound import looked_at

    hearing.model_for(None, name)
    drop_unanswered(store, now)
    home = _home(store)
    with store.writing() as connection:
        row = rows.add(connection, store.owner, name, f"{token}.sound", now)
    try:
        rows.write_copy(home, row.file, source)
        known = looked_at(row.copy_in(home), name)
    except BaseException:
        erasure.erase_recordings(store, [row.id])
        raise
    with store.writing() as connection:
        values = {"seconds": known.seconds, "channels": known.channels}
        rows.change(connection, store.owner, row.id, ("asked",), **values)
    return replace(row, seconds=known.seconds, channels=known.channels)


def drop_unanswered(store: Store, now: datetime) -> None:
    """Erase the recordings whose owner never said whether everybody knew."""
    with store.reading() as connection:
        waiting = rows.in_states(connection, store.owner, ("asked",))
    since = now.astimezone(UTC) - WAITS  # on a local clock an hour can be missing
    erasure.erase_recordings(store, [one.id for one in waiting if one.added.astimezone(UTC) <= since])


def joined(store: Store, numbers: Sequence[int], token: str, now: datetime) -> Recording:
    """The parts of one call as one recording with a copy of its own, in place of theirs.

    Raises NoSuchRecording or UnhearableRecording, and then the parts are as they were.
    """
    from ringback.ears.joined import read_call
    from ringback.ears.sound import write_wav

    home = _home(store)
    sound = read_call([(part.copy_in(home), part.name) for part in (find(store, one) for one in numbers)])
    with store.writing() as connection:
        row = rows.add(connection, store.owner, sound.name, f"{token}.sound", now)
    try:
        with rows.new_copy(home, row.file) as copy:
            write_wav(sound.channels, copy)
    except BaseException:
        erasure.erase_recordings(store, [row.id])
        raise
    known = {"seconds": sound.seconds, "channels": len(sound.channels)}
    with store.writing() as connection:
        rows.change(connection, store.owner, row.id, ("asked",), **known)
    erasure.erase_recordings(store, numbers)
    return find(store, row.id)


def agreed(store: Store, number: int, ends: Sequence[str], me: str, texts: Sequence[Text]) -> None:
    """Let a recording be listened to, since everybody knew of it. `ends`: where the call's were, if known.

    Of one that this was said of already nothing changes. Raises NoSuchRecording.
    """
    given = json.dumps([asdict(one) for one in texts], ensure_ascii=False)
    with store.writing() as connection:
        values = {"state": "queued", "place": "\n".join(ends), "me": me, "texts": given}
        begun = rows.change(connection, store.owner, number, ("asked",), **values)
        if not begun and rows.read(connection, store.owner, number) is None:
            raise NoSuchRecording(number)


def find(store: Store, number: int) -> Recording:
    """The recording of that number. Raises NoSuchRecording."""
    with store.reading() as connection:
        found = rows.read(connection, store.owner, number)
    if found is None:
        raise NoSuchRecording(number)
    return found


def parts_heard(store: Store, number: int) -> int:
    """How many parts of a recording are heard so far."""
    with store.reading() as connection:
        return len(rows.parts(connection, store.owner, number))


def not_read_yet(store: Store) -> tuple[Recording, ...]:
    """The recordings that are listened to, or were and belong to no case."""
    with store.reading() as connection:
        found = rows.in_states(connection, store.owner, (*OPEN, "done", "failed"))
    return tuple(one for one in found if one.case_id is None)


def kept_sound(store: Store) -> tuple[Recording, ...]:
    """The recordings whose sound is kept with a case."""
    with store.reading() as connection:
        found = rows.in_states(connection, store.owner, ("done",))
    return tuple(one for one in found if one.case_id is not None and one.file)


def texts_of(recording: Recording) -> tuple[Text, ...]:
    """What was handed over with it."""
    return tuple(Text(**one) for one in json.loads(recording.texts))


@memory.forgets
def erase(store: Store, number: int) -> bool:
    """Stop listening, and erase the copy and all that was heard; True when no trace is left."""
    return erasure.erase_recordings(store, [number])


def forget_sound(store: Store, number: int) -> bool:
    """Erase the copy alone; True when no trace of it is left."""
    return erasure.forget_sound(store, number)


def again(store: Store, number: int) -> None:
    """Listen on, after something went wrong. Raises NoSuchRecording."""
    values = {"state": "queued", "tries": 0, "code": "", "message": "", "remedy": ""}
    with store.writing() as connection:
        if not rows.change(connection, store.owner, number, ("failed",), **values):
            raise NoSuchRecording(number)


def name_me(store: Store, number: int, me: str) -> None:
    """Say which of the speakers is the candidate."""
    with store.writing() as connection:
        rows.change(connection, store.owner, number, ("done",), me=me)


def transcription(recording: Recording, catalogue: Catalogue) -> hearing.Transcription:
    """What was heard, all of it, as a transcript. Raises NoSuchRecording where it isn't."""
    if recording.state != "done" or not recording.result:
        raise NoSuchRecording(recording.id)
    record = json.loads(recording.result)
    ends = hearing.ends_of(recording.place.split("\n"), None)
    wanted = hearing.Wanted("yes", ends, me=recording.me or None)
    heard = _heard_from(record)
    told = hearing.told(heard, wanted, catalogue.phrases[hearing.TABLE])
    if heard.fillers and told.candidate != record["fillers_of"]:
        unknown = replace(heard, fillers=None)
        told = hearing.told(unknown, wanted, catalogue.phrases[hearing.TABLE])
    return told


def left_to_listen(recording: Recording) -> float | None:
    """Seconds until all is heard, by how long it took so far; None before the first part."""
    if recording.at <= 0 or recording.took <= 0:
        return None
    return max(recording.seconds - recording.at, 0.0) * recording.took / recording.at


def next_open(store: Store) -> Recording | None:
    """The recording to listen to next."""
    with store.reading() as connection:
        waiting = rows.in_states(connection, store.owner, OPEN)
    return waiting[0] if waiting else None


@dataclass(frozen=True)
class Listener:
    """What listens: the store, the catalogue, the engine to open, a clock for how long it takes, and whether
    it is to stop.
    """

    store: Store
    catalogue: Callable[[], Catalogue]
    engine: Callable[[], Engine]
    ticks: Callable[[], float]
    stops: Callable[[], bool]

    def listen(self, recording: Recording) -> None:
        """Listen on to a recording; what goes wrong is kept with it. Only who holds the lock may do it."""
        with self.store.writing() as connection:
            if not rows.take_up(connection, self.store.owner, recording.id):
                return
        try:
            _refuse_too_often(recording)
            self._listen(recording)
        except StoreBusy:
            return  # it stays open, and is taken up again
        except RingbackError as error:
            self._failed(recording, error.code, error.message, error.remedy)
        except Exception as error:  # noqa: BLE001 - a fault of ours ends this job and no other
            says = f"Something in Ringback itself went wrong ({type(error).__name__})."
            self._failed(
                recording, "unexpected", says, "Try again; if it happens again, tell it from memory."
            )

    def _listen(self, recording: Recording) -> None:
        from ringback.ears.hear import part_heard, planned, put_together
        from ringback.ears.sound import read_sound

        store = self.store
        plan = planned(read_sound(recording.copy_in(_home(store)), recording.name), WINDOWS)
        with store.writing() as connection:
            values = {"seconds": plan.sound.seconds, "parts": len(plan.parts)}
            rows.change(connection, store.owner, recording.id, OPEN, **values)
            known = rows.parts(connection, store.owner, recording.id)
        engine = self.engine()
        for number in (one for one in range(len(plan.parts)) if one not in known):
            if self.stops():
                return
            begun = self.ticks()
            words = _written(part_heard(plan, number, engine))
            known[number] = words
            done = (number, words, _heard_up_to(plan, known), self.ticks() - begun)
            with store.writing() as connection:
                if not rows.keep_part(connection, store.owner, recording.id, *done):
                    return  # its owner stopped it
        if self.stops():
            return
        heard_in = [_words(known[number]) for number in range(len(plan.parts))]
        told = hearing.fillers_told(self.catalogue())
        whole = put_together(plan, heard_in, engine, _who, told)
        self._done(recording, whole)

    def _done(self, recording: Recording, whole: Hearing) -> None:
        record = {**asdict(replace(whole, peaks=())), "fillers_of": _who(whole.words)}
        values = {"state": "done", "result": json.dumps(record, ensure_ascii=False), "at": whole.seconds}
        values["peaks"] = json.dumps(whole.peaks)
        with self.store.writing() as connection:
            if rows.change(connection, self.store.owner, recording.id, ("running",), **values):
                rows.remove_parts(connection, self.store.owner, recording.id)

    def _failed(self, recording: Recording, code: str, message: str, remedy: str) -> None:
        values = {"state": "failed", "code": code, "message": message, "remedy": remedy}
        with self.store.writing() as connection:
            rows.change(connection, self.store.owner, recording.id, OPEN, **values)


def opened_engine() -> Engine:
    """The best speech model on this machine, ready. Raises NoExtra, NoModel or WrongModel."""
    from ringback.ears.engine import Whisper

    model = hearing.model_for(None, "--model")
    models.check(model)
    return Whisper(model.folder, model.name)


def law_here(country: str | None, catalogue: Catalogue) -> str:
    """What the law asks where its owner is and elsewhere, in short."""
    table = catalogue.phrases[hearing.TABLE]
    words = table["consent"]
    own = consent.law_at([consent.country(country)], table["place"]) if country else None
    here = consent.asked_by(own, words) if own else ""
    strict = [row["names"][0] for row in table["place"] if row["rule"] == consent.STRICTEST[0]]
    there = words["all_agree"].replace("{places}", ", ".join(strict))
    return " ".join(filter(None, (here, there, words["why_where"], words["advice"])))


def places_known(catalogue: Catalogue) -> list[str]:
    """The places whose law is known."""
    return [row["names"][0] for row in catalogue.phrases[hearing.TABLE]["place"]]


def _home(store: Store) -> Path:
    if store.home is None:
        raise NoSuchRecording(0)
    return store.home


def _refuse_too_often(recording: Recording) -> None:
    if recording.tries >= MOST_TRIES:
        raise KeepsStopping(
            f"Listening was cut off {MOST_TRIES} times at {clock(recording.at).partition('.')[0]}.",
            "Close what else needs memory, and try again; or tell the call from memory.",
            recording.name,
        )


def _heard_up_to(plan: Plan, known: Container[int]) -> float:
    """How far into the recording these parts reach, by their share of all that is said."""
    every = sum(part.seconds for part in plan.parts)
    heard = sum(part.seconds for number, part in enumerate(plan.parts) if number in known)
    return plan.sound.seconds * heard / every


def _who(words: Sequence[Word]) -> str | None:
    speaker, p = hearing.candidate_of(words, hearing.Wanted())
    return speaker if p >= GUESSES else None


def _written(words: Sequence[Word]) -> str:
    return json.dumps([asdict(word) for word in words], ensure_ascii=False)


def _words(written: str) -> tuple[Word, ...]:
    return tuple(Word(**word) for word in json.loads(written))


def _heard_from(record: dict[str, Any]) -> Hearing:
    from ringback.ears.hear import Hearing

    names = ("name", "seconds", "model", "sure_who", "two_ends")
    return Hearing(
        **{name: record[name] for name in names},
        words=tuple(Word(**word) for word in record["words"]),
        fillers=Fillers.of(record["fillers"]) if record["fillers"] else None,
        notices=tuple(record["notices"]),
    )
