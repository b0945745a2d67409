"""The catalogue's entries as JSON objects, alike for the command line and the API."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ringback.core.catalogue import Catalogue
from ringback.core.look_up import Entry, family_of, title_of


def list_record(catalogue: Catalogue, family: str) -> dict[str, Any]:
    """The entries of one family with their titles."""
    rows = [{"id": one, "title": title_of(entry)} for one, entry in family_of(catalogue, family).items()]
    return {"schema": "ringback/catalogue/1", "version": catalogue.version, family: rows}


def entry_record(family: str, entry: Entry) -> dict[str, Any]:
    """One entry in full."""
    record: dict[str, Any] = json.loads(json.dumps(asdict(entry), default=str))
    return {"family": family, **record}
