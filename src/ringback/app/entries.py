"""The catalogue's entries as JSON objects, alike for the command line and the API."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from ringback.core.catalogue import Catalogue
from ringback.core.look_up import Entry, family_of, find, title_of


@dataclass(frozen=True)
class Evidence:
    """One entry of the catalogue, and which kind it is: `entry.rests_on` or its `values` say on what."""

    family: str
    entry: Entry

    def as_record(self) -> dict[str, Any]:
        """It as one JSON object, as `ringback catalogue show --json` prints it."""
        return entry_record(self.family, self.entry)


def evidence(catalogue: Catalogue, entry_id: str) -> Evidence:
    """The entry of that id, with or without its kind before it. Raises NoSuchEntry."""
    return Evidence(*find(catalogue, entry_id))


def list_record(catalogue: Catalogue, family: str) -> dict[str, Any]:
    """The entries of one family with their titles."""
    rows = [{"id": one, "title": title_of(entry)} for one, entry in family_of(catalogue, family).items()]
    return {"schema": "ringback/catalogue/1", "version": catalogue.version, family: rows}


def entry_record(family: str, entry: Entry) -> dict[str, Any]:
    """One entry in full."""
    record: dict[str, Any] = json.loads(json.dumps(asdict(entry), default=str))
    return {"schema": "ringback/entry/1", "family": family, **record}
