"""The employer library as one file: the format of `employer export`, and how it is read back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ringback.store import checks
from ringback.store.checks import Spec
from ringback.store.errors import BrokenExport
from ringback.store.records import ORIGINS, Employer, EmployerText, unfit_texts
from ringback.store.times import written

SCHEMA = "ringback/employer-library/1"
ANEW = "Mend it, or export the library anew."


def to_file(kept: Iterable[Employer]) -> bytes:
    """The employers as one JSON file; the same employers always give the same bytes."""
    return checks.to_json({"schema": SCHEMA, "employers": [_plain(one) for one in kept]})


def from_file(text: str, place: str) -> tuple[Employer, ...]:
    """The employers that a file holds. Raises BrokenExport, naming the place in it."""
    try:
        whole = checks.record(checks.from_json(text, place), _LIBRARY, place)
    except BrokenExport as error:
        raise BrokenExport(error.place or place, _without_end(error.message), ANEW) from None
    found = tuple(_employer(str(number), row) for number, row in enumerate(whole["employers"], 1))
    for problem in unfit_texts(found, f"{place} employers"):
        raise BrokenExport(problem.place, problem.says, ANEW)
    return found


def _without_end(message: str) -> str:
    return message.removesuffix(" Nothing was imported.")


def _plain(one: Employer) -> dict[str, Any]:
    texts = [
        {name: getattr(text, name) for name in ("origin", "name", "source")}
        | {"added": written(text.added), "text": text.text}
        for text in one.texts
    ]
    return {
        "name": one.name,
        "link": one.link,
        "place": one.place,
        "added": written(one.added),
        "texts": texts,
    }


def _employer(number: str, row: dict[str, Any]) -> Employer:
    texts = tuple(EmployerText(id=at, **text) for at, text in enumerate(row.pop("texts"), 1))
    return Employer(id=number, updated=row["added"], texts=texts, **row)


def _schema(value: object) -> str:
    if value != SCHEMA:
        raise ValueError(f'This version reads "{SCHEMA}".')
    return SCHEMA


def _origin(value: object) -> str:
    if value not in ORIGINS:
        raise ValueError(f"One of {', '.join(ORIGINS)} belongs here.")
    return str(value)


def _name(value: object) -> str:
    name = checks.words(value)
    if not any(char.isalnum() for char in name):
        raise ValueError("A name has a letter or a digit in it.")
    return name


_TEXT: Spec = {
    "origin": _origin,
    "name": checks.words,
    "source": checks.words,
    "added": checks.moment,
    "text": checks.words,
}
_EMPLOYER: Spec = {
    "name": _name,
    "link": checks.maybe(checks.words),
    "place": checks.maybe(checks.words),
    "added": checks.moment,
    "texts": _TEXT,
}
_LIBRARY: Spec = {"schema": _schema, "employers": _EMPLOYER}
