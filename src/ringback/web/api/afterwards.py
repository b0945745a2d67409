"""What came of a case, and what its owner notes beside it."""

from __future__ import annotations

from fastapi.responses import Response

from ringback.web.api.common import LIFELINE, OF_A_CASE, WRITES, lifeline, made, noun
from ringback.web.api.given import NewNote, NewOutcome
from ringback.web.api.shapes import KeptNote, KeptOutcome
from ringback.web.site import Here

router = noun("Afterwards", *OF_A_CASE, *WRITES)


@router.post("/cases/{case_id}/outcomes", status_code=201, response_model=KeptOutcome, responses=LIFELINE)
def add_outcome(here: Here, case_id: str, given: NewOutcome) -> Response:
    """Say what came of a case; earlier outcomes stay."""
    from dataclasses import asdict

    from ringback.app import cases
    from ringback.app.case_records import plain
    from ringback.app.outcomes import happened_on
    from ringback.core.outcome import Outcome

    found = lifeline(given.words, here)
    if found:
        return found
    day = happened_on(given.on, here.now.date(), "on")
    told = Outcome(given.happened, day, given.repair_made, given.words)
    kept = cases.record_outcome(here.store, case_id, told, here.now)
    return made(plain(asdict(kept)), f"/api/v1/cases/{case_id}")


@router.post("/cases/{case_id}/notes", status_code=201, response_model=KeptNote, responses=LIFELINE)
def add_note(here: Here, case_id: str, given: NewNote) -> Response:
    """Write a note beside a case."""
    from dataclasses import asdict

    from ringback.app import cases
    from ringback.app.case_records import plain

    found = lifeline(given.text, here)
    if found:
        return found
    kept = cases.note(here.store, case_id, given.text, here.now)
    return made(plain(asdict(kept)), f"/api/v1/cases/{case_id}")
