"""The fact sheet of a case: read it, say yes, change it, add to it; the words follow at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request, UploadFile
from fastapi.responses import Response

from ringback.core import fact_sheet
from ringback.core.errors import RingbackError
from ringback.core.fact_sheet import NoSuchFact, NoSuchKind, NotAFact
from ringback.web.case import reworded_line
from ringback.web.facts_view import KINDS, Wrong, did_line, facts_page
from ringback.web.remedies import remedy
from ringback.web.site import Here, Site, checked, go, in_danger, page, plain
from ringback.web.typeset import without_commands

if TYPE_CHECKING:
    from ringback.core.fact_sheet import Sheet

router = APIRouter()
Checked = Depends(checked)
Numbers = Annotated[list[int], Form()]


@router.get("/cases/{case_id}/facts")
def sheet(
    request: Request,
    here: Here,
    case_id: str,
    kind: str = "",
    did: str = "",
    n: Annotated[list[int] | None, Query()] = None,
) -> Response:
    """The sheet; `did` and `n` tell what was changed just now, `kind` what is to be added."""
    from ringback.app import cases

    says = did_line(did, n or (), reworded_line(cases.show(here.store, case_id)))
    undo = did == "remove" and bool(n)
    return _shown(request, here, case_id, kind=kind, did=says, undo=tuple(n or ()) if undo else ())


def _shown(
    request: Request, here: Site, case_id: str, wrong: Wrong | None = None, **shown: object
) -> Response:
    from ringback.app import cases, keep

    file = cases.show(here.store, case_id)
    made = facts_page(file.case.id, keep.report_of(file), keep.sheet_of(file))
    given = {"kind": wrong.kind if wrong else "", "did": "", "undo": (), "told": "", **shown}
    return page(request, "facts.html", 400 if wrong else 200, sheet=made, kinds=KINDS, wrong=wrong, **given)


def told_as_fact(request: Request, here: Site, case_id: str, text: str) -> Response:
    """The sheet with words to add that stand in a draft and nowhere else; nothing is kept yet."""
    return _shown(request, here, case_id, told=text)


@router.post("/cases/{case_id}/facts/confirm", dependencies=[Checked])
def confirm(here: Here, case_id: str, number: Numbers) -> Response:
    """Say yes to facts that were found."""
    numbers = changed(here, case_id, lambda kept: fact_sheet.confirm(kept, set(number)))
    return _after(case_id, "confirm", numbers)


@router.post("/cases/{case_id}/facts/remove", dependencies=[Checked])
def remove(here: Here, case_id: str, number: Numbers) -> Response:
    """Take facts out; they can be put back."""
    numbers = changed(here, case_id, lambda kept: fact_sheet.remove(kept, set(number)))
    return _after(case_id, "remove", numbers)


@router.post("/cases/{case_id}/facts/restore", dependencies=[Checked])
def restore(here: Here, case_id: str, number: Numbers) -> Response:
    """Put facts back that were taken out."""
    numbers = changed(here, case_id, lambda kept: fact_sheet.restore(kept, set(number)))
    return _after(case_id, "restore", numbers)


@router.post("/cases/{case_id}/facts/add", dependencies=[Checked])
def add(
    request: Request,
    here: Here,
    case_id: str,
    text: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "",
) -> Response:
    """Tell a fact; the words may rest on it at once."""
    if not kind:
        unkind = Wrong("add", plain(text), "It isn’t said what kind of fact it is.", "Choose one above it.")
        return _shown(request, here, case_id, unkind)

    def told(kept: Sheet) -> Sheet:
        return fact_sheet.add(kept, kind, plain(text), here.world.catalogue())[0]

    return _typed(request, here, case_id, Wrong("add", plain(text), "", "", kind), told)


@router.post("/cases/{case_id}/facts/edit", dependencies=[Checked])
def edit(
    request: Request,
    here: Here,
    case_id: str,
    number: Annotated[int, Form()],
    text: Annotated[str, Form()] = "",
) -> Response:
    """Put a fact in one's own words."""

    def put(kept: Sheet) -> Sheet:
        return fact_sheet.edit(kept, number, plain(text), here.world.catalogue())

    return _typed(request, here, case_id, Wrong(str(number), plain(text), "", ""), put)


@router.post("/cases/{case_id}/facts/import", dependencies=[Checked])
def import_cv(
    request: Request,
    here: Here,
    case_id: str,
    file: UploadFile,
) -> Response:
    """Find facts in a CV; each waits for a yes. The file itself isn't kept."""
    from ringback.core.cv import read_cv
    from ringback.readers import MAX_BYTES, words_of

    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    if not name:
        none = Wrong("import", "", "No file was chosen.", "Choose a CV or a profile first.")
        return _shown(request, here, case_id, none)
    try:
        text = words_of(file.file.read(MAX_BYTES + 1), name)
    except RingbackError as error:
        return _shown(request, here, case_id, Wrong("import", "", error.message, remedy(error)))
    found = read_cv(name, text, here.world.catalogue())
    asked = Wrong("import", text, "", "")
    return _typed(request, here, case_id, asked, lambda kept: fact_sheet.take_in(kept, found))


def _typed(
    request: Request, here: Site, case_id: str, asked: Wrong, by: Callable[[Sheet], Sheet]
) -> Response:
    """Change the sheet by what was typed; what can't be kept is said at its field, distress first."""
    from dataclasses import replace

    if danger := in_danger(request, here, asked.typed):
        return danger
    try:
        numbers = changed(here, case_id, by)
    except (NotAFact, NoSuchKind) as error:
        said = replace(asked, message=error.message, remedy=without_commands(error.remedy))
        return _shown(request, here, case_id, said)
    did = asked.field if asked.field in ("add", "import") else "edit"
    return _after(case_id, did, numbers)


def changed(here: Site, case_id: str, by: Callable[[Sheet], Sheet]) -> tuple[int, ...]:
    """Change the sheet; the numbers of what is new or other than before."""
    from ringback.app import facts

    world = here.world
    around, catalogue = world.circumstances_of_a_case(), world.catalogue_of_a_case()
    try:
        return facts.change(here.store, case_id, around, catalogue, by).numbers
    except NoSuchFact as error:
        remedy = "Go back and load the fact sheet again: it shows those there are."
        raise NoSuchFact(error.message, remedy) from None


def _after(case_id: str, did: str, numbers: tuple[int, ...]) -> Response:
    asked = urlencode([("did", did), *(("n", number) for number in numbers)])
    return go(f"/cases/{case_id}/facts?{asked}")
