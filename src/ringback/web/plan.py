"""The plan of a case: its steps ticked off, its days for a calendar, what came of it, and the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from ringback.core.errors import RingbackError
from ringback.web.beside_view import HAPPENED, MADE, Refusal
from ringback.web.case import show_case
from ringback.web.cases import download
from ringback.web.site import Here, Site, checked, go, in_danger, plain

if TYPE_CHECKING:
    from ringback.core.outcome import Happened

router = APIRouter()
Checked = Depends(checked)


class NothingToDo(RingbackError):
    """A calendar of a plan without days."""

    code = "nothing_to_do"


@router.get("/cases/{case_id}/plan.ics")
def calendar(here: Here, case_id: str) -> Response:
    """The days of the plan, as calendar programs take them in."""
    return calendar_of(here, case_id)


def calendar_of(here: Site, case_id: str) -> Response:
    """The days of a case's plan as a file. Raises NothingToDo where it has none."""
    from ringback.app import cases, keep
    from ringback.core.due import diary_of
    from ringback.handing import ics
    from ringback.telling.days import zone_named

    file = cases.show(here.store, case_id)
    record = keep.report_of(file)
    diary = diary_of(record, case_id, file.case.created)
    if not diary.entries:
        raise NothingToDo(
            "The plan has no day to put into a calendar.", "It says what to do, or not to, at any time."
        )
    return download(ics.calendar(diary, zone_named(record["zone"])), f"{case_id}.ics", "text/calendar")


@router.post("/cases/{case_id}/steps", dependencies=[Checked])
def tick(
    here: Here, case_id: str, key: Annotated[str, Form()], done: Annotated[str, Form()] = "yes"
) -> Response:
    """Mark a step of the plan as done, or take the mark off."""
    from ringback.app import steps

    change = steps.mark if done == "yes" else steps.unmark
    change(here.store, case_id, key, here.now)
    return go(f"/cases/{case_id}#plan-steps")


@router.post("/cases/{case_id}/outcome", dependencies=[Checked])
def outcome(
    request: Request,
    here: Here,
    case_id: str,
    happened: Annotated[str, Form()] = "",
    on: Annotated[str, Form()] = "",
    repair_made: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
) -> Response:
    """Keep what came of a case; the form once more, where it can't be."""
    from ringback.app import cases
    from ringback.core.outcome import BadDay, Outcome, day_told

    typed = {"happened": happened, "on": on, "repair_made": repair_made, "words": words}
    if happened not in HAPPENED:
        says = "Choose what came of it first."
        return show_case(request, here, case_id, Refusal("outcome", "happened", says, typed))
    try:
        day = day_told(on.strip() or None, here.now.date())
    except BadDay as error:
        says = f"{error.message} {error.remedy}"
        return show_case(request, here, case_id, Refusal("outcome", "on", says, typed))
    if danger := in_danger(request, here, words):
        return danger
    told = Outcome(cast("Happened", happened), day, MADE.get(repair_made), plain(words).strip())
    cases.record_outcome(here.store, case_id, told, here.now)
    return go(f"/cases/{case_id}#outcome")


@router.post("/cases/{case_id}/outcomes/{number}/away", dependencies=[Checked])
def take_back(here: Here, case_id: str, number: int) -> Response:
    """Take back what was told last."""
    from ringback.app import taken_back

    taken_back.take_back(here.store, case_id, here.now, number)
    return go(f"/cases/{case_id}?gone=outcome#gone")


@router.post("/cases/{case_id}/notes", dependencies=[Checked])
def note(request: Request, here: Here, case_id: str, text: Annotated[str, Form()] = "") -> Response:
    """Write a note beside a case."""
    from ringback.app import cases

    if not text.strip():
        says = "There is nothing in it yet. Write the note first."
        return show_case(request, here, case_id, Refusal("note", "text", says))
    if danger := in_danger(request, here, text):
        return danger
    cases.note(here.store, case_id, plain(text).strip(), here.now)
    return go(f"/cases/{case_id}#notes")


@router.post("/cases/{case_id}/notes/{number}/away", dependencies=[Checked])
def erase_note(here: Here, case_id: str, number: int) -> Response:
    """Erase a note."""
    from ringback.app import taken_back

    taken_back.forget_note(here.store, case_id, number, here.now)
    return go(f"/cases/{case_id}?gone=note#gone")
