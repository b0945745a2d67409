"""The bin: what was moved there, until it is erased; back again; erased at once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ringback.web.site import Here, checked, go, page

if TYPE_CHECKING:
    from ringback.store.erasure import Erased

router = APIRouter()
Checked = Depends(checked)


@router.get("/bin")
def bin_page(request: Request, here: Here, erased: int = 0, rest: str = "", left: str = "") -> Response:
    """What is in the bin; after an erasure, what became of it."""
    from ringback.app import cases

    return page(
        request,
        "bin.html",
        binned=cases.list_bin(here.store),
        erased=erased,
        later=rest == "later",
        left=left,
    )


@router.get("/bin/empty")
def confirm_empty(request: Request, here: Here) -> Response:
    """Erase all that is in the bin? Asked first."""
    from ringback.app import cases

    binned = [case for case, _ in cases.list_bin(here.store)]
    if not binned:
        return go("/bin")
    return page(request, "erase.html", erasing=binned, action="/bin/empty", away="/bin")


@router.post("/bin/empty", dependencies=[Checked])
def empty(here: Here) -> Response:
    """Erase all that is in the bin."""
    from ringback.app import cases

    return _after(cases.empty_bin(here.store))


@router.post("/cases/{case_id}/bin", dependencies=[Checked])
def move(here: Here, case_id: str) -> Response:
    """Move a case to the bin."""
    from ringback.app import cases

    return go(f"/cases?binned={cases.delete(here.store, case_id, here.world.clock).id}")


@router.post("/cases/{case_id}/restore", dependencies=[Checked])
def restore(here: Here, case_id: str) -> Response:
    """Take a case out of the bin."""
    from ringback.app import cases

    return go(f"/cases?back={cases.restore(here.store, case_id).id}")


@router.get("/cases/{case_id}/erase")
def confirm(request: Request, here: Here, case_id: str) -> Response:
    """Erase this case? Asked first."""
    from ringback.app import cases

    binned = {case.id: case for case, _ in cases.list_bin(here.store)}
    case = binned.get(case_id) or cases.show(here.store, case_id).case
    away = "/bin" if case_id in binned else f"/cases/{case_id}"
    return page(request, "erase.html", erasing=[case], action=f"/cases/{case_id}/erase", away=away)


@router.post("/cases/{case_id}/erase", dependencies=[Checked])
def erase(here: Here, case_id: str) -> Response:
    """Erase a case, from the bin or not."""
    from ringback.app import cases

    return _after(cases.erase(here.store, case_id))


def _after(erased: Erased) -> Response:
    """The bin, with how many cases are gone and what could not be removed."""
    told = {"erased": str(len(erased.cases))}
    if not erased.complete:
        told["rest"] = "later"
    if erased.left:
        told["left"] = ", ".join(erased.left)
    return go(f"/bin?{urlencode(told)}")
