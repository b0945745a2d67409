"""Writing files so that a crash leaves the old state or the new one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

PART = ".part"
EXPORTING = ".ringback-export-"


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path`, readable by its owner only, all or nothing; OSError when refused."""
    part = path.with_name(f".{path.name}.{_fresh()}{PART}")
    try:
        _write(part, content)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


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
    """What `write_atomically` left in a folder when it was killed."""
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


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
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
