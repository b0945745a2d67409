"""Files and standard input as bytes, with an error that names them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from ringback.core.errors import RingbackError
from ringback.core.material import Kind, Material

STANDARD_INPUT = "-"
Hear = Callable[[Sequence[tuple[Path, str]]], Material]
"""The recordings of one call with their names, as the transcript that they become."""


class CannotWrite(RingbackError):
    """A file that can't be written where it was asked for."""

    code = "cannot_write"


class FileExists(RingbackError):
    """A file that would be written over."""

    code = "file_exists"


class NoSuchFile(RingbackError):
    """A file that isn't there, or can't be opened."""

    code = "no_such_file"


def read_files(
    paths: Sequence[tuple[str, Kind | None]], me: str | None, hear: Hear | None = None
) -> tuple[Material, ...]:
    """The files as materials, in order; `-` is standard input, and `hear` takes the recordings together."""
    from ringback.readers import read

    names = Counter(Path(path).name for path, _ in paths)
    found: list[Material] = []
    sound: dict[Path, str] = {}
    at = 0
    for path, kind in paths:
        name = Path(path).name if names[Path(path).name] == 1 else path
        if hear and path != STANDARD_INPUT and is_recording(path):
            at = at if sound else len(found)
            sound[Path(path)] = name
        else:
            found += read(_bytes(path), "standard input" if path == STANDARD_INPUT else name, kind, me)
    if hear and sound:
        found.insert(at, hear(list(sound.items())))
    return tuple(found)


def is_recording(path: str) -> bool:
    """Whether a file is a recording, by its content. Raises NoSuchFile."""
    from ringback.readers.decode import HEAD, is_sound

    return is_sound(_bytes(path, HEAD))


def read_words(path: str) -> tuple[str, str]:
    """(name, words) of a document of one's own, whatever they are about; `-` is standard input."""
    from ringback.readers import words_of

    name = "standard input" if path == STANDARD_INPUT else Path(path).name
    return name, words_of(_bytes(path), name)


def read_plain(path: str) -> str:
    """One small file's text as it stands, as UTF-8; `-` is standard input. Raises NoSuchFile."""
    return _bytes(path).decode("utf-8-sig", errors="replace")


def read_draft(path: str) -> str:
    """A draft's text, from plain text or a Word document. Raises NoSuchFile or UnreadableMaterial."""
    from ringback.readers import words_of

    return words_of(_bytes(path), "standard input" if path == STANDARD_INPUT else path)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where it's missing. Raises CannotWrite."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _cannot_write(path, error) from None


def refuse_existing(paths: Sequence[Path]) -> None:
    """Nothing, where none of the files is there yet. Raises FileExists."""
    for path in paths:
        if path.exists() or path.is_symlink():
            raise FileExists("There is a file of this name.", "To write over it: --force.", str(path))


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole, or not at all; text in UTF-8. Raises CannotWrite.

    Who may read it is as the file it replaces had it, else as for any new file of its owner's.
    """
    from ringback.store.files import write_atomically

    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666
        write_atomically(path, content if isinstance(content, bytes) else content.encode(), mode)
    except (OSError, ValueError) as error:
        raise _cannot_write(path, error) from None


def _cannot_write(path: Path, error: Exception) -> CannotWrite:
    why = getattr(error, "strerror", None) or "the name isn't valid"
    return CannotWrite(f"It can't be written ({why}).", "Name another place.", str(path))


def _bytes(path: str, most: int | None = None) -> bytes:
    """The first `most` bytes; without it, at most one more than may be read at all."""
    from ringback.readers import MAX_BYTES

    count = MAX_BYTES + 1 if most is None else most
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(count)
    try:
        with Path(path).open("rb") as file:
            return file.read(count)
    except FileNotFoundError:
        raise NoSuchFile("There is no such file.", "Check the name and the folder.", path) from None
    except IsADirectoryError:
        raise NoSuchFile("This is a folder.", "Name the files in it.", path) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it has no valid name"
        raise NoSuchFile(f"It can't be opened ({why}).", "Check that you may read it.", path) from None
