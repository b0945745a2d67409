"""All cases at a glance: each with its newest report, what came of it and what is done; and the search."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ringback.core.course import done_in
from ringback.core.outcome import Outcome
from ringback.store import cases, shelf
from ringback.store.database import Store
from ringback.store.records import Case

Record = Mapping[str, Any]
Told = tuple[datetime, Outcome]

_STRAIGHT = str.maketrans("‘’“”\u00a0", "''\"\" ")


@dataclass(frozen=True)
class OnShelf:
    """A case that isn't in the bin; `told` are its outcomes, each with its time, `done` keys of its plan."""

    case: Case
    report: Record | None
    told: Sequence[Told]
    done: frozenset[str]


def all_cases(store: Store, words: str = "") -> tuple[OnShelf, ...]:
    """The cases that aren't in the bin, the last touched first; with `words`, those that have them all.

    They are looked for in title, employer, name and people, and in every text kept with the case.
    """
    with store.reading() as connection:
        kept = [case for case in cases.list_cases(connection, store.owner) if case.deleted_at is None]
        reports = cases.newest_reports(connection, store.owner)
        outcomes = shelf.outcomes(connection, store.owner)
        done = shelf.done(connection, store.owner)
        texts: dict[str, list[str]] = {}
        for name, text in shelf.texts(connection, store.owner) if words.strip() else ():
            texts.setdefault(name, []).append(text)
    found = (
        _on_shelf(case, reports.get(case.id), outcomes.get(case.id, ()), done.get(case.id, frozenset()))
        for case in kept
    )
    wanted = _folded(words).split()
    return tuple(one for one in found if not wanted or _has(one, wanted, texts.get(one.case.id, ())))


def _on_shelf(
    case: Case, report: str | None, told: Sequence[Told], marks: Collection[tuple[str, str]]
) -> OnShelf:
    record: Record | None = None if report is None else json.loads(report)
    return OnShelf(case, record, told, done_in(record, marks) if record else frozenset())


def _has(one: OnShelf, wanted: Sequence[str], texts: Sequence[str]) -> bool:
    whole = _folded("\n".join([*_named(one), *texts]))
    return all(word in whole for word in wanted)


def _named(one: OnShelf) -> Iterator[str]:
    yield from (one.case.id, one.case.title or "", one.case.employer or "")
    for person in (one.report or {}).get("people", ()):
        yield from (person["name"] or "", person["role"] or "")


def _folded(text: str) -> str:
    """The text as it is compared: without case, accents and the marks of print."""
    plain = unicodedata.normalize("NFKD", text.translate(_STRAIGHT))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()
