"""What is done of a plan, what came of it, and what its owner notes beside the case."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Path
from fastapi.responses import Response
from pydantic import Field

from ringback.store.records import LARGEST
from ringback.web.api.common import LIFELINE, OF_A_CASE, WRITES, answer, lifeline, made, noun, problems
from ringback.web.api.given import NewNote, NewOutcome
from ringback.web.api.shapes import ErasedNote, KeptNote, KeptOutcome, Shape, TakenBack
from ringback.web.site import Here, Site

router = noun("Afterwards", *OF_A_CASE, *WRITES)
Number = Annotated[int, Path(ge=1, le=LARGEST, description="Its `id` within the case.")]


class Step(Shape):
    """A step of the current plan; `done` is when it was marked."""

    number: int
    key: str
    does: str
    when: str | None
    words: str
    done: datetime | None


class Steps(Shape):
    """The steps of the current plan, in their order."""

    schema_: Literal["ringback/done/1"] = Field(alias="schema")
    case: str
    steps: list[Step]


@router.get("/cases/{case_id}/steps", response_model=Steps)
def list_steps(here: Here, case_id: str) -> Response:
    """The steps of the plan, and which are done."""
    return answer(_steps(here, case_id))


@router.put("/cases/{case_id}/steps/{key}/done", response_model=Steps)
def mark_step(here: Here, case_id: str, key: str) -> Response:
    """Mark a step as done; marked already, it keeps its time."""
    from ringback.app import steps

    steps.mark(here.store, case_id, key, here.now)
    return answer(_steps(here, case_id))


@router.delete("/cases/{case_id}/steps/{key}/done", response_model=Steps)
def unmark_step(here: Here, case_id: str, key: str) -> Response:
    """Take the mark off a step."""
    from ringback.app import steps

    steps.unmark(here.store, case_id, key, here.now)
    return answer(_steps(here, case_id))


def _steps(here: Site, case_id: str) -> dict[str, Any]:
    from dataclasses import asdict

    from ringback.app import cases, steps
    from ringback.app.case_records import plain

    listed = steps.listed(cases.show(here.store, case_id))
    return {"schema": "ringback/done/1", "case": case_id, "steps": [plain(asdict(one)) for one in listed]}


@router.post("/cases/{case_id}/outcomes", status_code=201, response_model=KeptOutcome, responses=LIFELINE)
def add_outcome(here: Here, case_id: str, given: NewOutcome) -> Response:
    """Say what came of a case; earlier outcomes stay."""
    from dataclasses import asdict

    from ringback.app import cases
    from ringback.app.case_records import plain
    from ringback.core.outcome import Outcome, day_told

    found = lifeline(given.words, here)
    if found:
        return found
    day = day_told(given.on, here.now.date(), "on")
    told = Outcome(given.happened, day, given.repair_made, given.words)
    kept = cases.record_outcome(here.store, case_id, told, here.now)
    return made(plain(asdict(kept)), f"/api/v1/cases/{case_id}")


@router.delete("/cases/{case_id}/outcomes/{number}", response_model=TakenBack, responses=problems(409))
def take_back_outcome(here: Here, case_id: str, number: Number) -> Response:
    """Take back what was told last, and erase it; the one before counts again. Others than the last stay."""
    from dataclasses import asdict

    from ringback.app import taken_back
    from ringback.app.case_records import plain

    done = taken_back.take_back(here.store, case_id, here.now, number)
    left = plain(asdict(done.now)) if done.now else None
    gone = plain(asdict(done.outcome))
    return answer({"taken_back": gone, "counts_now": left, "complete": done.complete})


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


@router.delete("/cases/{case_id}/notes/{number}", response_model=ErasedNote)
def erase_note(here: Here, case_id: str, number: Number) -> Response:
    """Erase a note. Beyond recall; its number isn't given again."""
    from ringback.app import taken_back

    complete = taken_back.forget_note(here.store, case_id, number, here.now)
    return answer({"note": number, "complete": complete})
