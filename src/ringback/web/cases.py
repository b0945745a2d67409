"""All cases: what is due, what waits, what is put away; search, export, import."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import Response

from ringback.core.errors import RingbackError
from ringback.web.site import Here, Site, checked, go, page

router = APIRouter()
Checked = Depends(checked)

ZIP = "application/zip"


@router.get("/cases")
def cases_page(request: Request, here: Here, q: str = "", binned: str = "", back: str = "") -> Response:
    """The list, with what has just been moved; searched by `q`."""
    return _listed(request, here, q=q.strip(), binned=_in_bin(here, binned), back=_title(here, back))


@router.get("/cases.zip")
def export_all(here: Here) -> Response:
    """Every case, as one .zip."""
    from ringback.app import carry

    return download(carry.zip_of_all(here.store), f"ringback-{here.now.date().isoformat()}.zip", ZIP)


@router.get("/cases/{case_id}/case.zip")
def export(here: Here, case_id: str) -> Response:
    """One case, as a .zip."""
    from ringback.app import carry

    return download(carry.zip_of(here.store, case_id), f"{case_id}.zip", ZIP)


@router.post("/cases/import", dependencies=[Checked])
def take_in(request: Request, here: Here, given: Annotated[UploadFile | None, Form()] = None) -> Response:
    """Take in the cases of a .zip that was exported here or elsewhere."""
    from ringback.app import carry

    if given is None or not given.filename:
        return _listed(request, here, 400, wrong="No file was chosen.")
    try:
        found = carry.take_in(here.store, given.file.read(), given.filename)
    except RingbackError as error:
        where = f" ({error.place})" if error.place else ""
        return _listed(request, here, 400, wrong=f"{error.message} {error.remedy}{where}")
    if len(found.cases) == 1 and not found.here_already:
        return go(f"/cases/{found.cases[0]}")
    return _listed(request, here, taken_in=found)


def download(content: bytes, name: str, kind: str) -> Response:
    """A file to be saved under that name."""
    return Response(
        content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'}
    )


def _listed(request: Request, here: Site, status: int = 200, **shown: Any) -> Response:
    from ringback.app import cases, listening, shelf
    from ringback.web.shelf_view import sections

    words = shown.pop("q", "")
    kept = shelf.all_cases(here.store, words)
    begun = cases.unfinished_recall(here.store)
    given: dict[str, Any] = {"wrong": "", "taken_in": None, "binned": None, "back": "", **shown}
    return page(
        request,
        "cases.html",
        status,
        q=words,
        sections=sections(kept, here.now),
        begun=begun if begun and begun.answers else None,
        bin_count=len(cases.list_bin(here.store)),
        sounds=listening.kept_sound(here.store),
        **given,
    )


def _in_bin(here: Site, case_id: str) -> tuple[str, str, Any] | None:
    """A case in the bin: its name, its title and from when it is erased; None where it isn't there."""
    from ringback.app import cases

    binned = cases.list_bin(here.store) if case_id else ()
    return next(((case.id, case.title or case.id, due) for case, due in binned if case.id == case_id), None)


def _title(here: Site, case_id: str) -> str:
    from ringback.app import cases

    if not case_id:
        return ""
    kept = {line.case.id: line.case.title or line.case.id for line in cases.list_cases(here.store)}
    return kept.get(case_id, "")
