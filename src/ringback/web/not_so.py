"""A finding that isn't so, by its owner's word: taken out, and everything after it worked out again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from ringback.core.debrief import FoundAt
from ringback.web.site import Here, checked, go

router = APIRouter(dependencies=[Depends(checked)])


def found_at(
    rule: Annotated[str, Form()],
    source: Annotated[str, Form()],
    start: Annotated[int, Form()],
    end: Annotated[int, Form()],
) -> FoundAt:
    """The finding that a form is about."""
    return FoundAt(rule, source, start, end)


Which = Annotated[FoundAt, Depends(found_at)]


@router.post("/cases/{case_id}/not-so")
def deny(here: Here, case_id: str, finding: Which) -> Response:
    """Take a finding out."""
    from ringback.app import denials

    world = here.world
    denials.deny(here.store, case_id, world.circumstances_of_a_case(), world.catalogue_of_a_case(), finding)
    return go(f"/cases/{case_id}?changed=not-so#happened")


@router.post("/cases/{case_id}/so")
def allow(here: Here, case_id: str, finding: Which) -> Response:
    """Let a finding stand again."""
    from ringback.app import denials

    world = here.world
    denials.allow(here.store, case_id, world.circumstances_of_a_case(), world.catalogue_of_a_case(), finding)
    return go(f"/cases/{case_id}?changed=so#happened")
