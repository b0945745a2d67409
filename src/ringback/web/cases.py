"""All cases: what is due, what waits, what is put away; search, export, the bin."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ringback.web.site import Here, page

router = APIRouter()


@router.get("/cases")
def cases_page(request: Request, here: Here) -> Response:
    """The list."""
    from ringback.app import cases

    return page(request, "cases.html", lines=cases.list_cases(here.store))
