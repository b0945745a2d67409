"""The sound of a call as it is played back: where it lies, whether it is there, and in what form."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ringback.app.listening import NoSuchRecording
from ringback.core.errors import RingbackError
from ringback.store import erasure
from ringback.store import recordings as rows
from ringback.store.errors import files_at
from ringback.store.files import written_whole

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ringback.app.call import Call
    from ringback.ears.playing import Shape
    from ringback.store.database import Store
    from ringback.store.recordings import Recording

State = Literal["there", "gone", "forgotten"]
"""Whether a sound lies where it did, doesn't, or isn't to be found any more."""
_ONE_AT_A_TIME = threading.Lock()


class SoundGone(RingbackError):
    """A recording whose file isn't where it was, or whose copy is erased."""

    code = "sound_gone"

    def __init__(self, name: str) -> None:
        super().__init__(
            "The sound of this call isn't here.",
            "It was forgotten, or the file was moved; the words are kept.",
            name,
        )


class OwnCopy(RingbackError):
    """A recording to be noted that lies in the data folder, where it would be erased."""

    code = "own_copy"

    def __init__(self, path: Path) -> None:
        super().__init__(
            "That file is in Ringback's own folder, where it goes when its case does.",
            "Give the recording where it lies elsewhere, or copy it out first.",
            str(path),
        )


class CopyWouldGo(RingbackError):
    """A recording to be noted where another is kept, which would be erased for it."""

    code = "copy_would_go"

    def __init__(self, case_id: str) -> None:
        super().__init__(
            "A copy of this call's sound is kept; noting another file erases it.",
            "If the file is the right one, say it again with --force.",
            case_id,
        )


@dataclass(frozen=True)
class Played:
    """A file to be played, and what a browser calls its form."""

    path: Path
    form: str


def state_of(store: Store, recording: Recording) -> State:
    """Whether its sound can be played."""
    if not recording.file or store.home is None:
        return "forgotten"
    return "there" if recording.copy_in(store.home).is_file() else "gone"


def played(store: Store, number: int) -> Played:
    """A recording in a form that browsers play; one in another is made into a WAV first, in the data folder.

    The WAV goes with the recording. Raises NoSuchRecording, SoundGone or UnhearableRecording.
    """
    from ringback.ears.playing import form_of

    with store.reading() as connection:
        found = rows.read(connection, store.owner, number)
    if found is None or store.home is None or found.state == "asked":
        raise NoSuchRecording(number)
    if state_of(store, found) != "there":
        raise SoundGone(found.name)
    path = found.copy_in(store.home)
    form = form_of(path, found.name)
    return Played(path, form) if form else Played(_as_wav(store, store.home, found, path), "audio/wav")


def keep_with(
    store: Store, call: Call, path: Path, shape: Shape, now: datetime, *, force: bool = False
) -> bool:
    """Keep with a case where its owner's own recording lies; whether an earlier copy was erased for it.

    Raises OwnCopy, and CopyWouldGo where there is such a copy, unless `force`.
    """
    if store.home and path.resolve().is_relative_to(store.home.resolve()):
        raise OwnCopy(path)
    earlier = call.recording
    has_copy = earlier is not None and bool(earlier.file) and not earlier.is_own_file
    if has_copy and not force:
        raise CopyWouldGo(call.file.case.id)
    note(store, call.file.case.id, call.kept.name, path, shape, now)
    if earlier:
        erasure.erase_recordings(store, [earlier.id])
    return has_copy


def note(store: Store, case_id: str, name: str, path: Path, shape: Shape, now: datetime) -> None:
    """Note where the recording lies of which the text `name` of a case was made."""
    with store.writing() as connection:
        row = rows.add(connection, store.owner, name, str(path.resolve()), now)
        values = {"state": "done", "case_id": case_id, "seconds": shape.seconds}
        values["peaks"] = json.dumps(shape.peaks)
        rows.change(connection, store.owner, row.id, ("asked",), **values)


def _as_wav(store: Store, home: Path, recording: Recording, source: Path) -> Path:
    """The recording as a WAV beside the copies, made at the first asking; no row names it, so it can go.

    Raises SoundGone where the recording was erased meanwhile.
    """
    from ringback.ears.channels import in_one
    from ringback.ears.sound import read_sound, write_wav

    made = home / rows.FOLDER / f"{_token(recording)}.wav"
    with _ONE_AT_A_TIME, files_at(str(made)):
        if not made.is_file():
            made.parent.mkdir(mode=0o700, exist_ok=True)
            with written_whole(made) as file:
                write_wav(in_one(read_sound(source, recording.name).channels)[None], file)
        with store.writing() as connection:
            still = rows.read(connection, store.owner, recording.id)
        if still is None or _token(still) != _token(recording):
            made.unlink(missing_ok=True)
            raise SoundGone(recording.name)
    return made


def _token(recording: Recording) -> str:
    """What tells a recording from every other, one that was kept under its number before too."""
    told = f"{recording.id} {recording.name} {recording.file} {recording.added.isoformat()}"
    return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:32]
