"""Times as they are kept: the instant in UTC beside the name of the zone it was told in."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)(?::(\d\d))?")
_WRITTEN = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z)\[([^\]]+)\]")


def zone_name(moment: datetime) -> str:
    """The zone of an aware `moment`: its IANA name, "UTC", or a fixed offset such as "+02:00"."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("A time without a zone can't be kept.")
    key = getattr(moment.tzinfo, "key", None)
    if isinstance(key, str):
        return key
    return str(timezone(offset)).removeprefix("UTC") or "UTC"


def zone(name: str) -> tzinfo:
    """The zone of that name; ValueError when there is none."""
    if name == "UTC":
        return UTC
    if found := _OFFSET.fullmatch(name):
        sign, hours, minutes, seconds = found.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
        return timezone(offset if sign == "+" else -offset)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise ValueError(f'"{name}" is not the name of a time zone.') from None


def told_in(instant: datetime, name: str) -> datetime:
    """The instant in the zone of that name; in UTC where this machine doesn't know the zone."""
    try:
        return instant.astimezone(zone(name))
    except (ValueError, OverflowError):
        return instant.astimezone(UTC)


def written(moment: datetime) -> str:
    """An aware time as text in the form of RFC 9557: 2026-11-22T20:46:36Z[Europe/Berlin]."""
    instant = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    return f"{instant}Z[{zone_name(moment)}]"


def read_back(text: str) -> datetime:
    """The time that `written` wrote; ValueError when `text` is not in that form."""
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise ValueError(f'"{text}" is not a time such as 2026-11-22T20:46:36Z[Europe/Berlin].')
    try:
        return datetime.fromisoformat(found[1]).astimezone(zone(found[2]))
    except OverflowError:
        raise ValueError(f'"{text}" is out of range.') from None
