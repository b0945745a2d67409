"""More for a case that is kept: a text added, worked out again, and its earlier reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import Response

from ringback.core.errors import RingbackError
from ringback.web.case import case_page
from ringback.web.case_view import CasePage
from ringback.web.chances import Trying
from ringback.web.remedies import remedy
from ringback.web.site import Here, Site, checked, go, page, plain

if TYPE_CHECKING:
    from ringback.core.material import Kind, Material
    from ringback.store.records import CaseFile

router = APIRouter()
Checked = Depends(checked)

KINDS: dict[str, tuple[str, str]] = {
    "message": ("From the employer", "their message"),
    "account": ("My own words", "more of your own words"),
    "transcript": ("A transcript of the call", "transcript"),
}
"""What an added text can be: as it is offered, and what a pasted one is called."""


class NoSuchReport(RingbackError):
    """A report that a case doesn't have."""

    code = "no_such_report"


@router.get("/cases/{case_id}/add")
def ask(request: Request, here: Here, case_id: str) -> Response:
    """What has come since?"""
    from ringback.app import cases

    return _asked(request, cases.show(here.store, case_id))


@router.post("/cases/{case_id}/add", dependencies=[Checked])
def add(
    request: Request,
    here: Here,
    case_id: str,
    text: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "message",
    given: Annotated[list[UploadFile] | None, Form()] = None,
) -> Response:
    """Add what was pasted and chosen, and work the case out again; what can't be read is named first."""
    from ringback.app import cases
    from ringback.app.keep import apart

    file = cases.show(here.store, case_id)
    words, chosen = plain(text), [one for one in given or () if one.filename]
    taken = kind if kind in KINDS else "message"
    if not words.strip() and not chosen:
        return _asked(request, file, taken, wrong="Paste a text or choose a file first.")
    try:
        added = apart(file, tuple(_read(here, file, words, taken, chosen)))
    except RingbackError as error:
        where = f"{error.place}: " if error.place else ""
        return _asked(request, file, taken, words, f"{where}{error.message} {remedy(error)}")
    return _worked_out(request, here, file, added)


@router.post("/cases/{case_id}/again", dependencies=[Checked])
def again(request: Request, here: Here, case_id: str) -> Response:
    """Work a case out again from what is kept, as of today."""
    from ringback.app import cases

    return _worked_out(request, here, cases.show(here.store, case_id), ())


@router.get("/cases/{case_id}/reports/{number}")
def earlier(request: Request, here: Here, case_id: str, number: int, trying: Trying) -> Response:
    """An earlier report of a case, as it was; nothing in it can be changed."""
    from ringback.app import cases

    file = cases.show(here.store, case_id)
    kept = next((one for one in file.reports if one.id == number), None)
    if kept is None:
        raise NoSuchReport(f"{case_id} has no report {number}.", "Its page lists those it has.")
    if kept is file.report:
        return go(f"/cases/{case_id}")
    shown = CasePage(kept.data, kept.added.astimezone(here.now.tzinfo), earlier_of=case_id)
    return case_page(request, here, shown, trying)


def _asked(
    request: Request, file: CaseFile, kind: str = "message", typed: str = "", wrong: str = ""
) -> Response:
    status = 400 if wrong else 200
    return page(request, "add.html", status, kept=file, kinds=KINDS, chosen=kind, typed=typed, wrong=wrong)


def _read(
    here: Site, file: CaseFile, words: str, kind: str, chosen: Sequence[UploadFile]
) -> Iterator[Material]:
    """What was added, read. Raises what the readers raise."""
    from ringback.app.keep import called_in
    from ringback.readers import MAX_BYTES, read, read_text

    me = called_in(file, here.world.chosen.me)
    taken: Kind = kind  # type: ignore[assignment]
    if words.strip():
        yield from read_text(words, KINDS[kind][1], None if kind == "account" else taken, me)
    for upload in chosen:
        name = PurePath((upload.filename or "").replace("\\", "/")).name or "a file"
        yield from read(upload.file.read(MAX_BYTES + 1), name, None, me)


def _worked_out(request: Request, here: Site, file: CaseFile, added: tuple[Material, ...]) -> Response:
    """The case worked out again and kept; whoever may be in danger is told whom to ring, and nothing is."""
    from ringback.app.keep import keep_again, of_case
    from ringback.app.worked_out import of_recall

    world = here.world
    around = replace(world.circumstances_of_a_case(), now=here.now)
    done = of_recall(of_case(file, around, world.catalogue_of_a_case(), added))
    if done.troubled:
        return page(request, "distress.html", record=done.record)
    keep_again(here.store, file.case.id, added, done.record, done.sheet, here.now, file)
    return go(f"/cases/{file.case.id}?changed={'added' if added else 'again'}")
