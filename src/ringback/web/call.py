"""The page of a call: played beside its words, put right line by line, a minute of it counted by ear."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import FileResponse, Response

from ringback.core import by_ear, put_right
from ringback.store.records import LARGEST
from ringback.telling import days
from ringback.web.call_view import CallPage, MinutePage
from ringback.web.site import Here, Site, checked, go, in_danger, page, plain

if TYPE_CHECKING:
    from ringback.app.call import Correct
    from ringback.core.heard import Minute

router = APIRouter()
Checked = Depends(checked)
Number = Annotated[int, Path(ge=1, le=LARGEST)]
_DIGITS = 9
"""How many digits of a number are read; one with thousands can't be."""
Shown = Annotated[str | None, Form()]
"""What was to be changed, as the page that asks for it showed it."""


@router.get("/recordings/{number}/sound")
def sound(here: Here, number: Number) -> Response:
    """The sound of a recording, whole or in ranges; as a WAV where browsers don't play its form."""
    from ringback.app.sound import played

    found = played(here.store, number)
    return FileResponse(found.path, media_type=found.form)


@router.get("/cases/{case_id}/call")
def call(request: Request, here: Here, case_id: str, changed: str = "") -> Response:
    """The call of a case, line by line."""
    return page(request, "call/page.html", it=_page(here, case_id, moved=bool(changed)))


@router.post("/cases/{case_id}/call/lines/{number}/words", dependencies=[Checked])
def words(
    request: Request,
    here: Here,
    case_id: str,
    number: Number,
    said: Annotated[str, Form()] = "",
    was: Shown = None,
) -> Response:
    """What was said in a line, as its owner has it; a line break splits it."""
    typed = plain(said)
    danger = in_danger(request, here, typed)
    correct = partial(put_right.said_otherwise, number=number, words=typed)
    return danger or _put_right(here, case_id, correct, number, was)


@router.post("/cases/{case_id}/call/lines/{number}/other", dependencies=[Checked])
def other(here: Here, case_id: str, number: Number, was: Shown = None) -> Response:
    """The other one said a line."""
    correct = partial(put_right.said_by_the_other, number=number)
    return _put_right(here, case_id, correct, number, was)


@router.post("/cases/{case_id}/call/swap", dependencies=[Checked])
def swap(here: Here, case_id: str, last: Shown = None) -> Response:
    """Each line was said by the other one."""
    from ringback.app.call import put_right as keep_right

    world = here.world
    around, catalogue = world.circumstances_of_a_case(), world.catalogue_of_a_case()
    keep_right(here.store, case_id, around, catalogue, put_right.swapped, last)
    return go(f"/cases/{case_id}/call?changed=right")


@router.post("/cases/{case_id}/call/undo", dependencies=[Checked])
def undo(here: Here, case_id: str, last: Shown = None) -> Response:
    """Take back what was put right last."""
    from ringback.app.call import take_back

    world = here.world
    take_back(here.store, case_id, world.circumstances_of_a_case(), world.catalogue_of_a_case(), last)
    return go(f"/cases/{case_id}/call?changed=back")


@router.post("/cases/{case_id}/call/forget", dependencies=[Checked])
def forget(here: Here, case_id: str) -> Response:
    """Let go of the sound, and keep the words."""
    from ringback.app import call as calls
    from ringback.app import listening

    kept = calls.call_of(here.store, case_id, here.world.chosen.me).recording
    if kept:
        listening.forget_sound(here.store, kept.id)
    return go(f"/cases/{case_id}/call")


@router.get("/cases/{case_id}/call/minute")
def minute(request: Request, here: Here, case_id: str, start: float | None = None) -> Response:
    """A minute of the candidate's talk, to be counted by ear."""
    return page(request, "call/minute.html", it=_minute(here, case_id, start), wrong="")


@router.post("/cases/{case_id}/call/minute", dependencies=[Checked])
def count(
    request: Request,
    here: Here,
    case_id: str,
    start: Annotated[float, Form()],
    ums: Annotated[str, Form()] = "",
) -> Response:
    """Keep how many were heard in it."""
    from ringback.app.call import count_by_ear

    number = ums.strip()
    is_count = number.isascii() and number.isdecimal() and len(number) <= _DIGITS
    if not (is_count and int(number) <= by_ear.MOST):
        wrong = f"Give the number that you heard, from 0 to {by_ear.MOST}."
        return page(request, "call/minute.html", 400, it=_minute(here, case_id, start), wrong=wrong)
    world = here.world
    around, catalogue = world.circumstances_of_a_case(), world.catalogue_of_a_case()
    count_by_ear(here.store, case_id, around, catalogue, start, int(number))
    return go(f"/cases/{case_id}/call?changed=minute#said")


def _put_right(here: Site, case_id: str, correct: Correct, number: int, was: str | None) -> Response:
    """Keep a correction of the line `number`."""
    from ringback.app.call import as_shown
    from ringback.app.call import put_right as keep_right

    world = here.world
    around, catalogue = world.circumstances_of_a_case(), world.catalogue_of_a_case()
    keep_right(here.store, case_id, around, catalogue, as_shown(correct, number, was))
    return go(f"/cases/{case_id}/call?changed=right#line-{number}")


def _page(here: Site, case_id: str, *, moved: bool = False) -> CallPage:
    from ringback.app.call import call_of
    from ringback.app.sound import state_of
    from ringback.telling.call import changes

    found = call_of(here.store, case_id, here.world.chosen.me)
    kept, home = found.recording, here.store.home
    reports = [one.data for one in found.file.reports[-2:]]
    lines = tuple(changes(reports[0], reports[1])) if moved and len(reports) > 1 else ()
    where = str(kept.copy_in(home)) if kept and kept.file and home else ""
    state = state_of(here.store, kept) if kept else "forgotten"
    return CallPage(found, reports[-1] if reports else {}, kept, state, where, lines)


def _minute(here: Site, case_id: str, start: float | None) -> MinutePage:
    from ringback.app.call import minute_at

    shown = _page(here, case_id)
    which = minute_at(shown.call, start)
    others = tuple(
        (f"{one.start:.1f}", f"{days.minutes(one.start)} to {days.minutes(one.end)}")
        for one in _uncounted(shown)
        if one.start != which.start
    )
    talk = by_ear.own_talk(shown.call.text, shown.call.me, which)
    return MinutePage(shown, which.start, which.end, talk, others)


def _uncounted(shown: CallPage) -> list[Minute]:
    done = {one.start for one in by_ear.marks(shown.call.text)}
    return [one for one in by_ear.minutes(shown.call.text, shown.call.me) if one.start not in done]
