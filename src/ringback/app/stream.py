"""One line of a stream in, one answer out: what a line may say, and the error where it can't be handled."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ringback.app.circumstances import Circumstances
from ringback.core.days import FIRST_YEAR, LAST_YEAR, in_zone
from ringback.core.errors import RingbackError

LINE_KEYS = ("now", "zone", "locale", "me")
"""What a line may say of its own circumstances."""
FORM = 'one {"id", "text"} object'
"""What a line should be."""


class BadLine(RingbackError):
    """A line of the stream that can't be handled."""

    code = "bad_line"


Work = Callable[[str, Circumstances], Mapping[str, Any]]
"""What is done with a line's text in its circumstances."""


def answer(line: str, number: int, around: Circumstances, work: Work) -> dict[str, Any]:
    """One line answered: what `work` makes of its text, or the error, under the line's id."""
    return answer_row(line, number, lambda row: work(text_of(row, number), around_of(row, around)), FORM)


def answer_row(
    line: str, number: int, work: Callable[[Mapping[str, Any]], Mapping[str, Any]], form: str
) -> dict[str, Any]:
    """One line answered: what `work` makes of its object, or the error, under the line's id.

    `form` says what a line should be.
    """
    row: dict[str, Any] = {}
    try:
        row = row_of(line, number, form)
        id_of(row, number)
        return {"id": row.get("id"), **work(row)}
    except RingbackError as error:
        return {"id": row.get("id"), "error": error.as_record()}


def row_of(line: str | bytes, number: int, form: str = FORM) -> dict[str, Any]:
    """The object that a line holds. Raises BadLine where there is none."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        why = "RecursionError" if isinstance(error, RecursionError) else str(error)
        raise BadLine(f"The line is not JSON ({why}).", f"Give {form} a line.", f"line {number}") from None
    if not isinstance(row, dict):
        raise BadLine("The line holds no object.", f"Give {form} a line.", f"line {number}")
    return row


def text_of(row: Mapping[str, Any], number: int, form: str = FORM) -> str:
    """The text of a line's object. Raises BadLine where there is none, or half a character in it."""
    if row.get("text") is not None and not isinstance(row["text"], str):
        raise BadLine('The "text" should be text.', "Write it in quotes.", f"line {number}")
    if row.get("text") is None:
        raise BadLine('The line has no "text".', f"Give {form} a line.", f"line {number}")
    return whole(row["text"], f"line {number}")


def whole(text: object, place: str) -> str:
    """What was given, where it is text and all of it is characters. Raises BadLine."""
    if not isinstance(text, str):
        raise BadLine(f"It should be text and is {type(text).__name__}.", "Give it as text.", place)
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        raise BadLine(
            "The text holds half a character (a lone surrogate).", "Write the text anew as UTF-8.", place
        )
    return text


def is_told(value: object) -> bool:
    """Whether a value of a row is one; NaN, as pandas has it where nothing is, is none."""
    return value is not None and value == value  # noqa: PLR0124 - NaN alone isn't itself


def id_of(row: Mapping[str, Any], number: int) -> str | None:
    """A row's own id, None where it has none; 7.0, as pandas writes 7 beside gaps, is 7. Raises BadLine."""
    id_ = row.get("id")
    if not is_told(id_):
        return None
    if isinstance(id_, float) and id_.is_integer():
        return str(int(id_))
    if isinstance(id_, bool) or not isinstance(id_, str | int) or id_ == "":
        raise BadLine(
            'The "id" should be text that isn\'t empty, or a whole number.',
            "Write it so, or leave it out.",
            f"line {number}",
        )
    return str(id_)


def around_of(row: Mapping[str, Any], around: Circumstances) -> Circumstances:
    """The circumstances of one line: its own now, zone, locale and me over the given ones. Raises BadLine."""
    row = {key: value for key, value in row.items() if key in LINE_KEYS and value is not None}
    if not row:
        return around
    for key, value in row.items():
        if not isinstance(value, str):
            raise BadLine(
                f"{key!r} should be text and is {value!r}.", "Write it in quotes, or leave it out.", key
            )
    try:
        zone = row.get("zone", around.zone)
        now = in_zone(datetime.fromisoformat(row["now"]) if "now" in row else around.now, ZoneInfo(zone))
    except (ValueError, OverflowError, OSError, ZoneInfoNotFoundError):
        raise BadLine(
            "The time or its zone can't be read.",
            f'Give "now" as an ISO date and time from {FIRST_YEAR} to {LAST_YEAR}, "zone" as Area/City.',
            "now, zone",
        ) from None
    return replace(
        around, now=now, zone=zone, locale=row.get("locale", around.locale), me=row.get("me", around.me)
    )
