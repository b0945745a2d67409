"""Checking what an export holds: each value by its key, every fault with its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from ringback.store.errors import BrokenExport
from ringback.store.records import LARGEST, LONGEST_TAKE
from ringback.store.times import read_back

Check = Callable[[Any], Any]
Spec = Mapping[str, Any]  # a check for each key; for a list of records, their spec


def to_json(value: object) -> bytes:
    """A value as JSON for people to read; the same value always gives the same bytes."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def from_json(text: str, place: str) -> Any:
    """The value that a JSON text gives. Raises BrokenExport."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{place} line {error.lineno} column {error.colno}"
        raise BrokenExport(where, f"This is not JSON ({error.msg}).") from None
    except (ValueError, RecursionError):
        raise BrokenExport(place, "This is not JSON that can be read.") from None


def records(value: object, spec: Spec, place: str) -> list[dict[str, Any]]:
    """A list of records. Raises BrokenExport."""
    if not isinstance(value, list):
        raise BrokenExport(place, "A list belongs here.")
    return [record(row, spec, f"{place} entry {number}") for number, row in enumerate(value, 1)]


def record(value: object, spec: Spec, place: str) -> dict[str, Any]:
    """An object with these keys and no others, each value checked. Raises BrokenExport."""
    if not isinstance(value, dict):
        raise BrokenExport(place, "An object with keys belongs here.")
    for key in sorted(value.keys() ^ spec.keys()):
        says = f'The key "{key}" is {"missing" if key in spec else "not known"}.'
        raise BrokenExport(place, says)
    return {key: _checked(value[key], check, f"{place} {key}") for key, check in spec.items()}


def _checked(value: object, check: Check | Spec, place: str) -> Any:
    if isinstance(check, Mapping):
        return records(value, check, place)
    try:
        return check(value)
    except (ValueError, TypeError) as error:
        raise BrokenExport(place, str(error)) from None


def words(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise TypeError("A text belongs here.")
    return value


def number(value: object) -> int:
    """A whole number from 0 up."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        raise ValueError("A whole number from 0 up belongs here.")
    return value


def seconds(value: object) -> float:
    """A time in seconds, from 0 to those of a day."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= LONGEST_TAKE:
        raise ValueError("Seconds from 0 to those of a day belong here.")
    return float(value)


def yes_no(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise TypeError("true or false belongs here.")
    return value


def moment(value: object) -> datetime:
    """An aware time."""
    return read_back(words(value))


def day(value: object) -> date:
    """A date."""
    try:
        return date.fromisoformat(words(value))
    except (ValueError, TypeError):
        raise ValueError("A date such as 2026-11-22 belongs here.") from None


def maybe(check: Check) -> Check:
    """The check, for a value that may be null."""
    return lambda value: None if value is None else check(value)
