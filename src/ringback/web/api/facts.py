"""The fact sheet of a case: every change is worked out again at once, and the earlier report stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import Path
from fastapi.responses import Response
from pydantic import Field

from ringback.store.records import LARGEST
from ringback.web.api.common import LIFELINE, OF_A_CASE, WRITES, answer, lifeline, made, noun
from ringback.web.api.given import ChangedFact, Cv, NewFact
from ringback.web.api.reports import ReportFact
from ringback.web.api.shapes import Lifeline, Shape
from ringback.web.site import Here

if TYPE_CHECKING:
    from ringback.app.facts import Changed
    from ringback.core.fact_sheet import Sheet
    from ringback.web.site import Site

router = noun("Facts", *OF_A_CASE, *WRITES)
Number = Annotated[int, Path(ge=1, le=LARGEST, description="Its number in the sheet.")]


class Fact(ReportFact):
    """A fact of the sheet. `waiting`: drafts use it once it is confirmed."""

    origin: Literal["read", "added", "imported"]
    state: Literal["usable", "waiting", "removed", "gone"]


class FactSheet(Shape):
    """The fact sheet, with what was removed."""

    schema_: Literal["ringback/facts/1"] = Field(alias="schema")
    case: str
    facts: list[Fact]


class WordChange(Shape):
    """What a change did to one draft."""

    kind: str
    how: Literal["finished", "unfinished", "reworded", "new", "dropped"]


class ChangedSheet(FactSheet):
    """The sheet after a change: the facts that are other than before, and what that did to the words."""

    changed: list[int]
    words: list[WordChange]


@router.get("/cases/{case_id}/facts", response_model=FactSheet)
def list_facts(here: Here, case_id: str) -> Response:
    """The facts, each with where it comes from and whether the drafts may use it."""
    from ringback.app import facts
    from ringback.app.fact_records import sheet_record

    return answer(sheet_record(case_id, facts.sheet(here.store, case_id)))


@router.post("/cases/{case_id}/facts", status_code=201, response_model=ChangedSheet, responses=LIFELINE)
def add_fact(here: Here, case_id: str, given: NewFact) -> Response:
    """Tell a fact; the words may rest on it at once. What is no fact is refused, with the reason."""
    from ringback.app.fact_records import changed_record
    from ringback.core import fact_sheet

    catalogue = here.world.catalogue()
    found = lifeline(given.text, here)
    if found:
        return found
    done = _changed(here, case_id, lambda sheet: fact_sheet.add(sheet, given.kind, given.text, catalogue)[0])
    return made(changed_record(done), f"/api/v1/cases/{case_id}/facts")


@router.post(
    "/cases/{case_id}/facts/import", status_code=201, response_model=ChangedSheet, responses=LIFELINE
)
def import_cv(here: Here, case_id: str, given: Cv) -> Response:
    """Find facts in a CV; each waits for a yes. The text itself isn't kept."""
    from ringback.app.fact_records import changed_record
    from ringback.core import fact_sheet
    from ringback.core.cv import read_cv
    from ringback.readers import words_of

    found = lifeline(given.text, here)
    if found:
        return found
    words = words_of(given.text.encode(), given.name)
    taken = read_cv(given.name, words, here.world.catalogue())
    done = _changed(here, case_id, lambda sheet: fact_sheet.take_in(sheet, taken))
    return made(changed_record(done), f"/api/v1/cases/{case_id}/facts")


@router.patch("/cases/{case_id}/facts/{number}", response_model=ChangedSheet | Lifeline)
def change_fact(here: Here, case_id: str, number: Number, given: ChangedFact) -> Response:
    """Confirm a fact, put it in other words, or bring back one that was removed.

    Where the words speak of self-harm, the answer says whom to ring instead, and nothing is kept.
    """
    from ringback.app.fact_records import changed_record

    found = lifeline(given.text, here) if given.text else None
    return found or answer(changed_record(_changed(here, case_id, _change(here, number, given))))


def _change(here: Site, number: int, given: ChangedFact) -> Callable[[Sheet], Sheet]:
    from ringback.core import fact_sheet

    def by(sheet: Sheet) -> Sheet:
        if given.state:
            sheet = fact_sheet.restore(sheet, {number})
        if given.confirmed:
            sheet = fact_sheet.confirm(sheet, {number})
        return fact_sheet.edit(sheet, number, given.text, here.world.catalogue()) if given.text else sheet

    return by


@router.delete("/cases/{case_id}/facts/{number}", response_model=ChangedSheet)
def remove_fact(here: Here, case_id: str, number: Number) -> Response:
    """Take a fact off the sheet; it can be brought back, and doesn't come back by itself."""
    from ringback.app.fact_records import changed_record
    from ringback.core import fact_sheet

    return answer(changed_record(_changed(here, case_id, lambda sheet: fact_sheet.remove(sheet, {number}))))


def _changed(here: Site, case_id: str, by: Callable[[Sheet], Sheet]) -> Changed:
    from ringback.app import facts

    world = here.world
    around, catalogue = world.circumstances_of_a_case(), world.catalogue_of_a_case()
    return facts.change(here.store, case_id, around, catalogue, by)
