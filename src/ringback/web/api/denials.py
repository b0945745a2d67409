"""Findings that aren't so, by their owner's word: everything after them is worked out again without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fastapi.responses import Response
from pydantic import Field

from ringback.web.api.common import OF_A_CASE, WRITES, answer, noun
from ringback.web.api.given import FindingAt
from ringback.web.api.shapes import Finding, Shape
from ringback.web.site import Here

if TYPE_CHECKING:
    from collections.abc import Callable

    from ringback.app.denials import Changed
    from ringback.web.site import Site

router = noun("Findings", *OF_A_CASE, *WRITES)


class Findings(Shape):
    """What was found in the call, and what of it isn't so; after a change, what that moved."""

    schema_: Literal["ringback/not-so/1"] = Field(alias="schema")
    case: str
    findings: list[Finding]
    denied: list[Finding]


@router.get("/cases/{case_id}/findings", response_model=Findings)
def list_findings(here: Here, case_id: str) -> Response:
    """What was found, worst first, and what its owner says isn't so."""
    from ringback.app import denials, keep

    return answer(denials.lists_record(case_id, keep.current_report(here.store, case_id)))


@router.post("/cases/{case_id}/findings/deny", response_model=Findings)
def deny_finding(here: Here, case_id: str, given: FindingAt) -> Response:
    """Say that a finding isn't so; what is denied already changes nothing."""
    from ringback.app import denials

    return _changed(here, case_id, given, denials.deny)


@router.post("/cases/{case_id}/findings/allow", response_model=Findings)
def allow_finding(here: Here, case_id: str, given: FindingAt) -> Response:
    """Say that a finding is so after all."""
    from ringback.app import denials

    return _changed(here, case_id, given, denials.allow)


def _changed(here: Site, case_id: str, given: FindingAt, change: Callable[..., Changed]) -> Response:
    world = here.world
    around, catalogue = world.circumstances_of_a_case(), world.catalogue_of_a_case()
    done = change(here.store, case_id, around, catalogue, given.found_at())
    return answer(done.as_record())
