"""Writing files so that a crash leaves the old state or the new one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PART = ".part"
EXPORTING = ".ringback-export-"
_PRIVATE = 0o600


def write_atomically(path: Path, content: bytes, mode: int = _PRIVATE) -> None:
    """Put `content` at `path`, readable by its owner only, all or nothing; OSError when refused."""
    with written_whole(path, mode) as file:
        file.write(content)


@contextmanager
def written_whole(path: Path, mode: int = _PRIVATE) -> Iterator[BinaryIO]:
    """A file to be written, which is put at `path` once the block ends well; OSError when refused."""
    with new_part(path, mode) as (part, file):
        yield file
        file.flush()
        os.fsync(file.fileno())
        if sys.platform == "win32":
            file.close()  # no open file can be renamed there
        part.replace(path)
    _sync_folder(path.parent)


@contextmanager
def new_part(path: Path, mode: int = _PRIVATE) -> Iterator[tuple[Path, BinaryIO]]:
    """A fresh file beside `path`, open to be written, and gone after the block unless it was renamed."""
    part = path.with_name(f".{path.name}.{_fresh()}{PART}")
    try:
        with _held(part, mode) as file:
            yield part, file
    finally:
        part.unlink(missing_ok=True)


def remove_left(file: Path) -> None:
    """Remove a file, unless it is a part whose writer lives; OSError when refused."""
    if sys.platform == "win32":  # where what somebody holds open can't be removed
        file.unlink(missing_ok=True)
        return
    with suppress(FileNotFoundError), file.open("rb") as left:
        if _lock(left, waits=False):
            file.unlink()


def sibling_for(target: Path) -> Path:
    """A fresh name beside `target` for a folder that becomes `target` once whole."""
    return target.with_name(f"{EXPORTING}{_fresh()}")


def write_folder(part: Path, target: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (relative path to content) below `part`, then rename it to `target`, new or empty."""
    part.mkdir(mode=0o700)
    try:
        for name, content in files.items():
            (part / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(part / name, content)
        for folder in {(part / name).parent for name in files} | {part}:
            _sync_folder(folder)
        if target.is_dir():
            target.rmdir()
        part.rename(target)
    except BaseException:
        remove_export(part)
        raise
    _sync_folder(target.parent)


def parts_in(home: Path) -> list[Path]:
    """The parts in a folder: those being written, and those whose writers were killed."""
    return sorted(home.glob(f".*{PART}"))


def remove_export(folder: Path) -> bool:
    """Remove what an unfinished export left; True when nothing is left there."""
    import shutil

    if folder.name.startswith(EXPORTING):
        shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


@contextmanager
def alone_at(lock: Path) -> Iterator[bool]:
    """Whether no other process is in such a block for this file; one that is killed is out at that moment.

    The lock is one that SQLite takes on the file, so the system itself gives it back; no clock is in it.
    """
    import sqlite3

    with closing(sqlite3.connect(lock, timeout=0, isolation_level=None)) as held:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            yield False
            return
        yield True


def _fresh() -> str:
    return os.urandom(6).hex()


def _new(path: Path, mode: int) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb")


def _held(part: Path, mode: int) -> BinaryIO:
    """A new file that `remove_left` lets alone until it is closed, or its writer ends."""
    while True:
        file = _new(part, mode)
        _lock(file, waits=True)
        if part.exists():
            return file
        file.close()  # it was removed before it was locked


def _lock(file: BinaryIO, *, waits: bool) -> bool:
    """Lock a file; False where another holds it. True too where the file system has no locks."""
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
    return True


def _write(path: Path, content: bytes) -> None:
    with _new(path, _PRIVATE) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
