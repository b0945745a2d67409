"""What the arguments of a batch name: files here, and objects in a store, each with its name as given.

Objects are opened with Arrow's own clients: Daft's can't be used within a source of its rows, since both
wait for the same few threads.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from glob import glob
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from ringback.batch.errors import NoSuchInput

_PATTERN = re.compile(r"[*?\[]")


class Found(NamedTuple):
    """A file or object: where any worker can open it, and the name its owner gave it, fit to be shown."""

    place: str
    source: str


def find(inputs: Sequence[str], without: Path) -> list[Found]:
    """Every file that the inputs name, each once, by name; nothing in the folder `without`.

    Raises NoSuchInput where one of them names nothing.
    """
    own = os.path.realpath(without) + os.sep
    named = (one for given in inputs for one in _named(given))
    found = {one.place: one for one in named if not _real(one.place).startswith(own)}
    if not found:
        raise NoSuchInput(", ".join(inputs), "There is no file in it.")
    return sorted(found.values(), key=lambda one: (one.source, one.place))


def opened_at(place: str) -> BufferedReader:
    """A file or object, open for reading bytes. Raises OSError."""
    if not is_object(place):
        return Path(place).open("rb")
    from pyarrow.fs import FileSystem

    store, path = FileSystem.from_uri(place)
    return BufferedReader(store.open_input_file(path))


def is_object(place: str) -> bool:
    """Whether a place is a URL."""
    return "://" in place


def _real(place: str) -> str:
    """Where a file of this machine really lies, however it is spelt; an object's URL stays."""
    if place.startswith("file://"):
        place = unquote(place.removeprefix("file://"))
    return place if is_object(place) else os.path.realpath(place)


def _named(given: str) -> Iterator[Found]:
    if is_object(given):
        yield from _objects(given)
        return
    path = Path(given)
    if path.is_dir():
        yield from map(_here, _below(path))
    elif path.exists():
        yield _here(path)
    else:
        names = sorted(glob(given, recursive=True))  # noqa: PTH207 - absolute patterns, too
        if not names:
            raise NoSuchInput(given)
        yield from (_here(Path(name)) for name in names if Path(name).is_file())


def _below(folder: Path) -> Iterator[Path]:
    """The files of a folder and of those in it; what is hidden is left out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def _here(path: Path) -> Found:
    shown = os.fsencode(path.as_posix()).decode(errors="backslashreplace")
    return Found(str(path.absolute()), shown)


def _objects(url: str) -> Iterator[Found]:
    """The objects that a URL names: one, all below it, or those that match a pattern. Raises NoSuchInput."""
    from pyarrow.fs import FileSelector, FileSystem, FileType

    first = _PATTERN.search(url)
    base = url[: url.rindex("/", 0, first.start())] if first else url.rstrip("/")
    try:
        store, root = FileSystem.from_uri(base)
        is_one = store.get_file_info(root).type == FileType.File
        listed = store.get_file_info(FileSelector(root, recursive=True)) if not is_one else []
    except (OSError, ValueError) as error:
        why = str(error).strip().split("\n", 1)[0].rstrip(".")
        raise NoSuchInput(url, f"It can't be listed ({why}).") from None
    places = [f"{base}{one.path[len(root) :]}" for one in listed if one.type == FileType.File]
    if is_one:
        places = [base]
    elif first:
        places = [place for place in places if fnmatchcase(place, url)]
    shown = [place for place in places if not Path(place).name.startswith(".")]
    if not shown:
        raise NoSuchInput(url, "There is nothing there.")
    yield from (Found(place, place) for place in shown)
