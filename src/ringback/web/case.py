"""The page of one case: verdict, what to do now, odds, what happened, who decides, the words, the plan."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ringback.web.case_view import CasePage
from ringback.web.chances import Tried, Trying, view
from ringback.web.site import Here, Site, page

router = APIRouter()


@router.get("/cases/{case_id}")
def case(request: Request, here: Here, case_id: str, trying: Trying) -> Response:
    """One case, whole."""
    from ringback.app import cases
    from ringback.app.keep import newest_report

    file = cases.show(here.store, case_id)
    record = newest_report(file)
    if record is None:
        return page(request, "unread.html", kept=file)
    shown = CasePage(record, here.now, file.case.id, kept=file)
    return case_page(request, here, shown, trying)


@router.get("/sample")
def sample(request: Request, here: Here, trying: Trying) -> Response:
    """The invented case, as on the evening it is set in. Nothing of it is kept."""
    return case_page(request, here, CasePage(here.sample, here.evening), trying)


def case_page(request: Request, here: Site, shown: CasePage, trying: Tried) -> Response:
    """The page, with the odds as reported or with the answers that are tried."""
    chances = view(shown.record, trying, here.world.catalogue_of_a_case())
    return page(request, "case.html", case=shown, chances=chances)
