"""What a function of the Python API is given, checked: each fault names its argument."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from ringback.app.stream import BadLine, whole
from ringback.core.days import FIRST_YEAR, LAST_YEAR
from ringback.settings import BadSetting
from ringback.wiring import BadTime, World


def world_of(now: object, **flags: str | None) -> World:
    """The machine and its user, as far as what was given leaves them. Raises BadTime or BadSetting."""
    given = now.isoformat() if isinstance(now, datetime) else now
    if not isinstance(given, str | None) or given == "":
        raise _bad_time(now)
    here = World(flags, given)
    try:
        _ = here.chosen
    except BadSetting as error:
        place = (error.place or "").removeprefix("--")
        raise BadSetting(error.message, error.remedy, place) from None
    try:
        _ = here.now
    except BadTime:
        raise _bad_time(now) from None
    return here


def _bad_time(now: object) -> BadTime:
    says = f"Give a datetime, or an ISO date and time from {FIRST_YEAR} to {LAST_YEAR}."
    return BadTime(f"{now!r} is no time to count from.", says, "now")


def one_of(value: object, allowed: Collection[str], name: str) -> None:
    """Nothing, where the value is allowed. Raises BadKind."""
    from ringback.app.review import BadKind

    if not isinstance(value, str) or value not in allowed:
        raise BadKind(f"{value!r} can't be the {name}.", f"Use one of: {', '.join(allowed)}.", name)


def texts(value: object, name: str) -> Sequence[object]:
    """The values of a list; a single text is none. Raises BadLine."""
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        raise BadLine(f"It should be a list of texts and is {type(value).__name__}.", 'Give ["..."].', name)
    return value


def by_key(value: object, name: str) -> dict[str, str]:
    """Texts by their keys. Raises BadLine."""
    if not isinstance(value, Mapping):
        raise BadLine(
            f"It should be texts by their keys and is {type(value).__name__}.", 'Give {"key": "..."}.', name
        )
    return {whole(key, name): whole(text, str(key)) for key, text in value.items()}


def path_of(value: object) -> Path:
    """The path of a recording. Raises BadLine."""
    if not isinstance(value, str | os.PathLike):
        raise BadLine(f"It should be a path and is {type(value).__name__}.", "Give a str or a Path.", "path")
    return Path(value)
