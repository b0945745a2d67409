"""Files and standard input as bytes, with an error that names them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ringback.core.errors import RingbackError
from ringback.core.material import Kind, Material

STANDARD_INPUT = "-"


class NoSuchFile(RingbackError):
    """A file that isn't there, or can't be opened."""

    code = "no_such_file"


def read_files(paths: Sequence[tuple[str, Kind | None]], me: str | None) -> tuple[Material, ...]:
    """The files as materials, in order; `-` is standard input."""
    from ringback.readers import read

    names = Counter(Path(path).name for path, _ in paths)
    found: list[Material] = []
    for path, kind in paths:
        name = Path(path).name if names[Path(path).name] == 1 else path
        found += read(_bytes(path), "standard input" if path == STANDARD_INPUT else name, kind, me)
    return tuple(found)


def text_of(path: str) -> str:
    """The text of a file; signs that are no UTF-8 are replaced."""
    return _bytes(path).decode(errors="replace")


def _bytes(path: str) -> bytes:
    """The bytes, at most one more than may be read at all."""
    from ringback.readers import MAX_BYTES

    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise NoSuchFile("There is no such file.", "Check the name and the folder.", path) from None
    except IsADirectoryError:
        raise NoSuchFile("This is a folder.", "Name the files in it.", path) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it has no valid name"
        raise NoSuchFile(f"It can't be opened ({why}).", "Check that you may read it.", path) from None
