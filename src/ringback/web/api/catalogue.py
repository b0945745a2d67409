"""The catalogue that every sentence rests on, and whether the server is well."""

from __future__ import annotations

from typing import Literal

from fastapi.responses import Response
from pydantic import Field

from ringback.web.api.common import answer, noun, problems
from ringback.web.api.shapes import Shape
from ringback.web.site import Here

router = noun("Catalogue")
Family = Literal["mistakes", "faults", "cues", "parameters", "questions", "situations", "sources"]


class Entry(Shape):
    """One entry in full; the fields depend on its family."""

    schema_: Literal["ringback/entry/1"] = Field(alias="schema")
    family: Family
    id: str


class Entries(Shape):
    """The entries of one family, by id and title, under the family's name."""

    schema_: Literal["ringback/catalogue/1"] = Field(alias="schema")
    version: str


class Health(Shape):
    """The server is well; which program and which catalogue answer."""

    status: Literal["ok"]
    version: str
    catalogue: str


@router.get("/catalogue/{family}", response_model=Entries)
def list_entries(here: Here, family: Family) -> Response:
    """The entries of one family."""
    from ringback.app.entries import list_record

    return answer(list_record(here.world.catalogue(), family))


@router.get("/catalogue/{family}/{entry_id:path}", response_model=Entry, responses=problems(404))
def show_entry(here: Here, family: Family, entry_id: str) -> Response:
    """One entry with its grounds and examples."""
    from ringback.app.entries import entry_record
    from ringback.core.look_up import NoSuchEntry, find

    found, entry = find(here.world.catalogue(), entry_id)
    if found != family:
        raise NoSuchEntry(entry_id, f"{found}/{entry_id.removeprefix(f'{found}/')}")
    return answer(entry_record(found, entry))


@router.get("/health", response_model=Health)
def health(here: Here) -> Response:
    """Whether the server, its catalogue and its store can be used."""
    from ringback import __version__
    from ringback.app import cases

    cases.list_bin(here.store)
    return answer({"status": "ok", "version": __version__, "catalogue": here.world.catalogue().version})
