"""Why: an entry of the catalogue in words, as every claim of a page links to it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ringback.web.site import Here, page

router = APIRouter()


@router.get("/why/{entry_id:path}")
def why(request: Request, here: Here, entry_id: str) -> Response:
    """One rule, cue, parameter, question, situation or source; the one most like it, where there is none."""
    from ringback.core.look_up import NoSuchEntry, find
    from ringback.web.why_view import EntryPage

    catalogue = here.world.catalogue_of_a_case()
    try:
        family, entry = find(catalogue, entry_id)
    except NoSuchEntry as error:
        return page(request, "why_none.html", 404, wanted=entry_id, near=error.near)
    return page(request, "why.html", shown=EntryPage(catalogue, family, entry))
