"""The page of one case: verdict, what to do now, odds, what happened, who decides, the words, the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ringback.web.case_view import CasePage
from ringback.web.chances import Tried, Trying, view
from ringback.web.site import Here, Site, page

if TYPE_CHECKING:
    from ringback.store.records import CaseFile

router = APIRouter()


@router.get("/cases/{case_id}")
def case(request: Request, here: Here, case_id: str, trying: Trying, changed: str = "") -> Response:
    """One case, whole."""
    from ringback.app import cases
    from ringback.app.keep import newest_report

    file = cases.show(here.store, case_id)
    record = newest_report(file)
    if record is None:
        return page(request, "unread.html", kept=file)
    shown = CasePage(record, here.now, file.case.id, kept=file, moved=_moved(file) if changed else ())
    return case_page(request, here, shown, trying)


def _moved(file: CaseFile) -> tuple[str, ...]:
    """What moved from the report before to the current one, a sentence each."""
    from ringback.core.moved import moved
    from ringback.telling.moved import moved_lines

    before = file.reports[-2].data if len(file.reports) > 1 else {}
    return tuple(moved_lines(moved(before, file.reports[-1].data)))


@router.get("/sample")
def sample(request: Request, here: Here, trying: Trying) -> Response:
    """The invented case, as on the evening it is set in. Nothing of it is kept."""
    return case_page(request, here, CasePage(here.sample, here.evening), trying)


def case_page(request: Request, here: Site, shown: CasePage, trying: Tried) -> Response:
    """The page, with the odds as reported or with the answers that are tried."""
    chances = view(shown.record, trying, here.world.catalogue_of_a_case())
    return page(request, "case.html", case=shown, chances=chances)
