"""The catalogue's entries, by family and id, as they are looked up."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal, get_args

from ringback.core.catalogue import Catalogue
from ringback.core.errors import RingbackError

Family = Literal["mistakes", "faults", "cues", "parameters", "questions", "situations", "sources"]
FAMILIES: tuple[Family, ...] = get_args(Family)


class NoSuchEntry(RingbackError):
    """An id that the catalogue doesn't have."""

    code = "no_such_entry"


def entries_of(catalogue: Catalogue, family: Family) -> Mapping[str, Any]:
    """The entries of one family, by id."""
    found: Mapping[str, Any] = getattr(catalogue, family)
    return found


def title_of(entry: Any) -> str:
    """What an entry is called, or says first."""
    names = ("title", "says", "asks", "citation")
    return next((str(value) for name in names if (value := getattr(entry, name, None))), "")


def list_record(catalogue: Catalogue, family: Family) -> dict[str, Any]:
    """The entries of one family with their titles, as one JSON object."""
    rows = [{"id": one, "title": title_of(entry)} for one, entry in entries_of(catalogue, family).items()]
    return {"schema": "ringback/catalogue/1", "version": catalogue.version, family: rows}


def entry_record(family: Family, entry: Any) -> dict[str, Any]:
    """One entry in full as a JSON object."""
    record: dict[str, Any] = json.loads(json.dumps(asdict(entry), default=str))
    return {"family": family, **record}


def find(catalogue: Catalogue, entry_id: str, families: tuple[Family, ...] = FAMILIES) -> tuple[Family, Any]:
    """The family and the entry, by its id with or without the family before it. Raises NoSuchEntry."""
    for one in families:
        entries = entries_of(catalogue, one)
        for name in (entry_id, f"{one}/{entry_id}", entry_id.removeprefix(f"{one}/")):
            if name in entries:
                return one, entries[name]
    every = [name for one in families for name in entries_of(catalogue, one)]
    near = difflib.get_close_matches(entry_id, every, 1)
    guess = f'Did you mean "{near[0]}"? ' if near else ""
    raise NoSuchEntry(f'There is no entry "{entry_id}".', f"{guess}`ringback catalogue list` shows them.")
