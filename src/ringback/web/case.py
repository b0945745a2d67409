"""The page of one case: verdict, what to do now, odds, what happened, who decides, the words, the plan."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ringback.web.case_view import CasePage
from ringback.web.site import Here, page

router = APIRouter()


@router.get("/cases/{case_id}")
def case(request: Request, here: Here, case_id: str) -> Response:
    """One case, whole."""
    from ringback.app import cases
    from ringback.app.keep import newest_report

    file = cases.show(here.store, case_id)
    record = newest_report(file)
    if record is None:
        return page(request, "unread.html", kept=file)
    return page(request, "case.html", case=CasePage(record, here.now, file.case.id, kept=file))
