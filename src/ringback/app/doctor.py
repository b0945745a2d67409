"""The check-up: whether this machine has what Ringback needs, and what to do where it hasn't."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ringback.app import voice
from ringback.core.catalogue import Fault
from ringback.extras import pip_install

STORE_FILE = "ringback.db"
OLDEST = (3, 11)
LEAST_FREE = 200_000_000
EXTRAS = {
    "audio": "faster_whisper",
    "batch": "daft",
    "mcp": "mcp",
    "postgres": "psycopg",
    "ray": "ray",
}
"""Each extra that a user may want, and a module that it brings."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `fine` None: a hint, no fault; `remedy` what to do about it."""

    name: str
    fine: bool | None
    says: str
    remedy: str = ""


def check_up(home: Path, extra_folder: Path | None, zone: str, locale: str) -> tuple[Check, ...]:
    """Every check, in the order in which they are told. Changes nothing."""
    return (
        _python(),
        *_folder(home),
        _store(home / STORE_FILE),
        _catalogue(extra_folder),
        _zone(zone, locale),
        *_extras(),
        *_hearing(),
        _speaking(),
        _encryption(home),
    )


def catalogue_faults(extra: Path | None) -> tuple[str, tuple[Fault, ...]]:
    """The catalogue's version and every fault in it, with a folder of the user's over it."""
    from ringback.catalogue import check, own

    catalogue, faults = check(own(), extra) if extra else check(own())
    return catalogue.version, faults


def _python() -> Check:
    found = ".".join(str(part) for part in sys.version_info[:3])
    fine = sys.version_info[:2] >= OLDEST
    return Check("Python", fine, found, "" if fine else "Install Python 3.11 or later.")


def _folder(home: Path) -> Iterator[Check]:
    if not home.exists():
        yield Check("data folder", True, f"{home}, made when the first case is kept")
        yield _room(next(parent for parent in home.parents if parent.exists()))
        return
    if not os.access(home, os.W_OK | os.X_OK):
        yield Check(
            "data folder",
            False,
            f"{home} can't be written.",
            "Make it yours, or set RINGBACK_HOME to another.",
        )
    elif os.name == "posix" and stat.S_IMODE(home.stat().st_mode) & 0o077:
        yield Check("data folder", False, f"{home} can be opened by others.", f"chmod 700 {home}")
    else:
        yield Check("data folder", True, f"{home}, open to you alone")
    yield _room(home)


def _room(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    says = f"{free / 1e9:.1f} GB free"
    return Check("disk", free >= LEAST_FREE, says, "" if free >= LEAST_FREE else "Free some space.")


def _store(file: Path) -> Check:
    from ringback.store.database import SCHEMA

    if not file.exists():
        return Check("cases", True, "none kept yet")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            [version] = connection.execute("PRAGMA user_version").fetchone()
            [found] = connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as error:
        return Check(
            "cases", False, f"{file} can't be read ({error}).", "Put back a copy of it, or move it aside."
        )
    if found != "ok":
        return Check("cases", False, f"{file} is damaged.", "Put back a copy of it, or move it aside.")
    if version > SCHEMA:
        return Check("cases", False, f"kept by a newer Ringback (form {version})", "Update Ringback.")
    return Check("cases", True, f"readable (form {version} of {SCHEMA})")


def _catalogue(extra: Path | None) -> Check:
    if extra and not extra.is_dir():
        return Check("catalogue", False, f"{extra} is no folder.", "ringback config unset catalogue_folder")
    version, faults = catalogue_faults(extra)
    if faults:
        return Check(
            "catalogue", False, f"{len(faults)} faults, the first: {faults[0]}", "ringback catalogue check"
        )
    return Check("catalogue", True, f"{version}{f', with {extra}' if extra else ''}")


def _zone(zone: str, locale: str) -> Check:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return Check(
            "time", False, f"the zone {zone} is not known here.", "ringback config set zone Europe/Dublin"
        )
    return Check("time", True, f"{zone}, {locale}; to change it: ringback config set zone Europe/Dublin")


def _extras() -> Iterator[Check]:
    for extra, module in EXTRAS.items():
        here = importlib.util.find_spec(module) is not None
        says = f"{extra}: {'installed' if here else 'not installed'}"
        yield Check(
            "extra", None, says, "" if here else "where you need it: " + pip_install(f"ringback[{extra}]")
        )


def _hearing() -> Iterator[Check]:
    """Which speech models recordings can be heard with, where what hears them is installed."""
    from ringback.ears import models

    if importlib.util.find_spec("faster_whisper") is None:
        return
    if importlib.util.find_spec("av") is None:
        says = "PyAV isn't installed, so of recordings only plain WAV can be read."
        yield Check("decoder", None, says, f"For the others: {pip_install('ringback[audio]')}")
    found = list(models.here())
    if not found:
        yield Check("speech", None, "no speech model on this machine.", models.how_to_get())
        return
    best = found[0]
    better = models.better_than(best.name)
    yield Check("speech", True, f"{best.name}, from {best.kept}.", better)


def _speaking() -> Check:
    """Whether a rehearsal's questions can be spoken by this machine itself."""
    if voice.speaks():
        return Check("voice", True, f"{voice.PROGRAM} speaks the questions of a rehearsal.")
    says = "a rehearsal's questions are spoken where the browser has a voice of its own, else read."
    return Check("voice", None, says, f"To hear them as over a telephone, install {voice.PROGRAM}: {_how()}")


def _how() -> str:
    return (
        f"brew install {voice.PROGRAM}" if sys.platform == "darwin" else f"sudo apt install {voice.PROGRAM}"
    )


def _encryption(home: Path) -> Check:
    remedy = (
        "Cases are as readable as your mail: turn on disk encryption, and don't use an employer's laptop."
    )
    folder = next(place for place in (home, *home.parents) if place.exists())
    if _on_crypt(folder):
        return Check("encryption", True, "the disk is encrypted")
    return Check("encryption", None, "can't tell whether the disk is encrypted.", remedy)


def _on_crypt(folder: Path) -> bool:
    """Whether Linux says that the folder's device is an encrypted one."""
    device = folder.stat().st_dev
    uuid = (
        Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}/dm/uuid")
        if hasattr(os, "major")
        else None
    )
    try:
        return uuid is not None and uuid.read_text().startswith("CRYPT-")
    except OSError:
        return False
