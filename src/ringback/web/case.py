"""The page of one case: verdict, what to do now, odds, what happened, who decides, the words, the plan."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from ringback.web.beside_view import HAPPENED, REPAIR, Beside, Refusal
from ringback.web.case_view import CasePage
from ringback.web.chances import Tried, Trying, view
from ringback.web.site import Here, Site, kept_page, page

if TYPE_CHECKING:
    from ringback.store.records import CaseFile

router = APIRouter()
WORDS = {"happened": HAPPENED, "repair": REPAIR}

WHOLE = ("added", "again")
"""What works a case out again as a whole: a text that was added, or the wish."""


@router.get("/cases/{case_id}")
def case(
    request: Request, here: Here, case_id: str, trying: Trying, changed: str = "", gone: str = ""
) -> Response:
    """One case, whole."""
    return kept_page(request, lambda: _case(request, here, case_id, trying, changed, gone))


def _case(request: Request, here: Site, case_id: str, trying: Tried, changed: str, gone: str) -> HTMLResponse:
    from ringback.app import cases
    from ringback.app.keep import newest_report

    file = cases.show(here.store, case_id)
    record = newest_report(file)
    if record is None:
        return page(request, "unread.html", kept=file)
    shown = CasePage(record, here.now, file.case.id, kept=file, gone=gone)
    if changed == "facts":
        shown = replace(shown, reworded=reworded_line(file))
    elif changed in WHOLE:
        shown = replace(shown, anew=_moved(file))
    elif changed:
        shown = replace(shown, moved=(*_standing_again(file), *_moved(file)))
    return case_page(request, here, shown, trying)


def show_case(request: Request, here: Site, case_id: str, refusal: Refusal) -> Response:
    """The page of a case with one of its forms come back, saying what is wrong with it."""
    from ringback.app import cases, keep

    file = cases.show(here.store, case_id)
    shown = CasePage(keep.report_of(file), here.now, file.case.id, kept=file, refusal=refusal)
    return case_page(request, here, shown, Tried(), 400)


def _moved(file: CaseFile) -> tuple[str, ...]:
    """What moved from the report before to the current one, a sentence each."""
    from ringback.core.moved import moved
    from ringback.telling.moved import moved_lines

    return tuple(moved_lines(moved(_before(file), file.reports[-1].data)))


def _standing_again(file: CaseFile) -> Iterator[str]:
    """The findings that the report before lacked by their owner's word, and the current one has again."""
    now = file.reports[-1].data.get("denied", ())
    for found in _before(file).get("denied", ()):
        if found not in now:
            yield f'"{found["title"]}" stands again.'


def _before(file: CaseFile) -> Mapping[str, Any]:
    """The report before the current one; empty where there is none."""
    return file.reports[-2].data if len(file.reports) > 1 else {}


def reworded_line(file: CaseFile) -> str:
    """What the change that made the current report did to the words, in a line."""
    from ringback.core.moved import draft_changes
    from ringback.telling.moved import words_line

    return words_line(draft_changes(_before(file), file.reports[-1].data))


@router.get("/sample")
def sample(request: Request, here: Here, trying: Trying) -> Response:
    """The invented case, as on the evening it is set in. Nothing of it is kept."""
    return case_page(request, here, CasePage(here.sample, here.evening), trying)


def case_page(
    request: Request, here: Site, shown: CasePage, trying: Tried, status: int = 200
) -> HTMLResponse:
    """The page, with the odds as reported or with the answers that are tried."""
    catalogue = here.world.catalogue_of_a_case()
    chances = view(shown.record, trying, catalogue)
    beside = Beside(shown.kept, here.now, catalogue, shown.refusal) if shown.kept else None
    once = secrets.token_hex(8)
    return page(request, "case.html", status, case=shown, chances=chances, beside=beside, once=once, **WORDS)
