"""The cases that are kept: worked out and kept, added to, thrown away, brought back, erased, carried."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from fastapi import Query
from fastapi.responses import Response
from pydantic import Field

from ringback.web.api.common import OF_A_CASE, PREFIX, WRITES, answer, made, noun, problems
from ringback.web.api.given import Texts
from ringback.web.api.reports import Report
from ringback.web.api.shapes import Door, KeptNote, KeptOutcome, Lifeline, MaterialKind, Outcome, Shape
from ringback.web.site import Here

if TYPE_CHECKING:
    from ringback.store.records import CaseFile

router = noun("Cases", *WRITES)


class OneCase(Shape):
    """A case by its name and times."""

    id: str
    employer: str | None
    title: str | None
    created: datetime
    updated: datetime
    deleted_at: datetime | None


class CaseLine(OneCase):
    """A case in the list: the door, the action, and the last outcome told."""

    verdict: Door | None = None
    advised_action: str | None = None
    outcome: Outcome | None = None
    erased_from: datetime | None = None


class CaseList(Shape):
    """The cases, the last touched first; or those in the bin."""

    schema_: Literal["ringback/cases/1", "ringback/bin/1"] = Field(alias="schema")
    cases: list[CaseLine]


class KeptText(Shape):
    """A text that is kept with a case; `characters` is its length in code points."""

    id: int
    kind: MaterialKind | Literal["recall"]
    name: str
    added: datetime
    characters: int


class WholeCase(Shape):
    """A case with its current report, its texts by name, its notes and what came of it."""

    schema_: Literal["ringback/one-case/1"] = Field(alias="schema")
    case: OneCase
    report: Report | None
    materials: list[KeptText]
    notes: list[KeptNote]
    outcomes: list[KeptOutcome]


class Kept(WholeCase):
    """A case that was kept."""

    kept: Literal[True]


class NotKept(Lifeline):
    """Nothing was kept, since the words speak of self-harm: whom to ring, and the report all the same."""

    report: Report


class Erased(Shape):
    """What is gone; not `complete`: the last traces go at the next start. `left`: folders that hold more."""

    cases: list[str]
    complete: bool
    left: list[str]


def whole(file: CaseFile) -> dict[str, Any]:
    """A case as one object; the words of its texts are in its export."""
    from ringback.app.case_records import case_record, file_record
    from ringback.app.keep import newest_report

    rows = file_record(file)
    texts = [
        {"id": m.id, "kind": m.kind, "name": m.name, "added": m.added.isoformat(), "characters": len(m.text)}
        for m in file.materials
    ]
    return {
        "schema": "ringback/one-case/1",
        "case": case_record(file.case),
        "report": newest_report(file),
        "materials": texts,
        "notes": rows["notes"],
        "outcomes": rows["outcomes"],
    }


@router.get("/cases", response_model=CaseList)
def list_cases(here: Here, in_bin: bool = Query(False, alias="bin")) -> Response:  # noqa: FBT001
    """The cases, the last touched first; with `bin=true`, those that wait to be erased."""
    from ringback.app import cases
    from ringback.app.case_records import bin_record, line_record

    if in_bin:
        rows = [bin_record(case, due) for case, due in cases.list_bin(here.store)]
        return answer({"schema": "ringback/bin/1", "cases": rows})
    rows = [line_record(line) for line in cases.list_cases(here.store)]
    return answer({"schema": "ringback/cases/1", "cases": rows})


@router.post(
    "/cases",
    status_code=201,
    response_model=Kept,
    responses={200: {"model": NotKept, "description": "Worked out, and nothing kept: whom to ring."}},
)
def keep_case(here: Here, given: Texts) -> Response:
    """Work a new case out and keep it, with its texts. Where they speak of self-harm, nothing is kept."""
    from ringback.app import cases
    from ringback.app.keep import keep
    from ringback.app.worked_out import of_materials

    world = here.world
    around = given.around(world.circumstances_of_a_case())
    materials = given.materials(around.me)
    done = of_materials(materials, around, world.catalogue_of_a_case())
    if done.troubled:
        return answer({"kept": False, "helplines": done.record["helplines"], "report": done.record})
    case = keep(here.store, materials, done, around.now)
    shown = whole(cases.show(here.store, case.id))
    return made({"kept": True, **shown}, f"{PREFIX}/cases/{case.id}")


@router.get("/cases/{case_id}", response_model=WholeCase, responses=problems(*OF_A_CASE))
def show_case(here: Here, case_id: str) -> Response:
    """A case with its current report and the list of its texts."""
    from ringback.app import cases

    return answer(whole(cases.show(here.store, case_id)))


@router.get("/cases/{case_id}/report", response_model=Report, responses=problems(*OF_A_CASE))
def show_report(here: Here, case_id: str) -> Response:
    """The current report of a case, as it was saved."""
    from ringback.app import keep

    return answer(keep.current_report(here.store, case_id))


@router.post(
    "/cases/{case_id}/materials",
    status_code=201,
    response_model=Kept,
    responses={
        **problems(*OF_A_CASE),
        200: {"model": NotKept, "description": "Worked out, and nothing kept: whom to ring."},
    },
)
def add_texts(here: Here, case_id: str, given: Texts) -> Response:
    """Add texts to a case; its report is worked out again beside the earlier ones."""
    from ringback.app import cases
    from ringback.app.keep import apart, called_in, keep_again, of_case
    from ringback.app.worked_out import of_recall

    world = here.world
    file = cases.show(here.store, case_id)
    around = given.around(world.circumstances_of_a_case())
    materials = apart(file, given.materials(called_in(file, around.me)))
    done = of_recall(of_case(file, around, world.catalogue_of_a_case(), materials))
    if done.troubled:
        return answer({"kept": False, "helplines": done.record["helplines"], "report": done.record})
    keep_again(here.store, case_id, materials, done.record, done.sheet, around.now, file)
    shown = whole(cases.show(here.store, case_id))
    return made({"kept": True, **shown}, f"{PREFIX}/cases/{case_id}")


@router.delete("/cases/{case_id}", status_code=204, response_class=Response, responses=problems(*OF_A_CASE))
def delete_case(here: Here, case_id: str) -> Response:
    """Move a case to the bin, where it is for 7 days."""
    from ringback.app import cases

    cases.delete(here.store, case_id, here.world.clock)
    return Response(status_code=204)


@router.post("/cases/{case_id}/restore", response_model=WholeCase, responses=problems(404, 409))
def restore_case(here: Here, case_id: str) -> Response:
    """Take a case out of the bin."""
    from ringback.app import cases

    case = cases.restore(here.store, case_id)
    return answer(whole(cases.show(here.store, case.id)))


@router.delete("/cases/{case_id}/erase", response_model=Erased, responses=problems(404))
def erase_case(here: Here, case_id: str) -> Response:
    """Erase a case at once, from the bin or not, from every place where its text can lie. Beyond recall."""
    from ringback.app import cases

    erased = cases.erase(here.store, case_id)
    record = {"cases": list(erased.cases), "complete": erased.complete, "left": list(erased.left)}
    return answer(record)


@router.get(
    "/cases/{case_id}/export",
    response_class=Response,
    responses={
        **problems(*OF_A_CASE),
        200: {
            "description": "A folder of plain files, packed; `ringback case import` takes it in, unpacked.",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        },
    },
)
def export_case(here: Here, case_id: str) -> Response:
    """All that is kept of a case, to carry."""
    from ringback.app.carry import zip_of

    packed = zip_of(here.store, case_id)
    named = {"content-disposition": f'attachment; filename="{case_id}.zip"'}
    return Response(packed, media_type="application/zip", headers=named)
