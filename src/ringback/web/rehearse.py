"""The rehearsal room: it rings, a question is put, the answer is said or typed, and told of."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, UploadFile
from fastapi.responses import JSONResponse, Response

from ringback.core.errors import RingbackError
from ringback.core.take import Take
from ringback.web.site import Here, Site, checked, go, page, plain

if TYPE_CHECKING:
    from ringback.web.rehearse_view import RoomPage, TakePage

router = APIRouter()
Checked = Depends(checked)
LONGEST = 3600.0
"""Seconds that the page can have measured of one take."""


def _room(here: Site, case_id: str) -> RoomPage:
    from ringback.app import rehearse
    from ringback.web.rehearse_view import RoomPage

    world = here.world
    return RoomPage(
        rehearse.room(here.store, case_id, here.now, world.catalogue(), measured=world.chosen.measure_pace)
    )


@router.get("/cases/{case_id}/rehearse")
def room(request: Request, here: Here, case_id: str) -> Response:
    """It rings; below, all that there is to rehearse, and when."""
    return page(request, "rehearse/room.html", shown=_room(here, case_id))


@router.get("/cases/{case_id}/rehearse/ask/{key}")
def ask(request: Request, here: Here, case_id: str, key: str) -> Response:
    """One question."""
    return _put(request, _room(here, case_id), key)


@router.get("/cases/{case_id}/rehearse/ask/{key}/voice")
def voice(here: Here, case_id: str, key: str) -> Response:
    """One question as this machine speaks it. Raises NoVoice."""
    from ringback.app.voice import spoken

    asked = _room(here, case_id).room.question(key)
    return Response(spoken(asked.asks, here.world.locale), media_type="audio/wav")


def _put(
    request: Request, shown: RoomPage, key: str, *, wrong: RingbackError | None = None, typed: str = ""
) -> Response:
    asked = shown.room.question(key)
    status = 400 if wrong else 200
    return page(request, "rehearse/ask.html", status, shown=shown, ask=asked, wrong=wrong, typed=typed)


def measured(
    seconds: Annotated[str, Form()] = "",
    latency: Annotated[str, Form()] = "",
    fillers_low: Annotated[str, Form()] = "",
    fillers_high: Annotated[str, Form()] = "",
    heard: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
) -> Take:
    """A take as the page sends it; what it couldn't measure is empty, and what can't be so is left out."""
    low, high = _number(fillers_low), _number(fillers_high)
    fillers = (round(low), round(high)) if low is not None and high is not None and low <= high else None
    spoken = heard == "yes"
    return Take(plain(words), spoken, _number(seconds), _number(latency), fillers if spoken else None)


def _number(words: str) -> float | None:
    try:
        value = float(words)
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 <= value <= LONGEST else None


@router.post("/cases/{case_id}/rehearse/ask/{key}", dependencies=[Checked])
def answer(
    request: Request, here: Here, case_id: str, key: str, take: Annotated[Take, Depends(measured)]
) -> Response:
    """Keep a take, and tell of it. Who may be in danger is told whom to ring, and nothing is kept."""
    from ringback.app import rehearse
    from ringback.app.help_first import helplines

    shown = _room(here, case_id)
    world = here.world
    lines = helplines(take.words, world.circumstances(), world.catalogue())
    if lines:
        return page(request, "distress.html", record={"helplines": lines})
    try:
        kept = rehearse.keep_take(here.store, shown.room, key, take)
    except rehearse.NoTake as error:
        return _put(request, shown, key, wrong=error, typed=take.words)
    return go(f"{shown.place}/takes/{kept.id}")


@router.post("/cases/{case_id}/rehearse/heard", dependencies=[Checked])
def heard(here: Here, sound: UploadFile) -> Response:
    """What was said, written down by this machine for its speaker to mend; the sound isn't kept."""
    from ringback.app.rehearse_heard import heard_take

    try:
        take = heard_take(sound.file.read(), here.world.home, here.world.catalogue())
    except RingbackError as error:
        return JSONResponse({"says": error.message}, 400)
    low, high = take.fillers or (None, None)
    measures = {"seconds": take.seconds, "latency": take.latency, "fillers_low": low, "fillers_high": high}
    return JSONResponse({"words": take.words, **measures})


@router.get("/cases/{case_id}/rehearse/takes/{take_id}")
def told(
    request: Request,
    here: Here,
    case_id: str,
    take_id: int,
    not_so: Annotated[list[int] | None, Query()] = None,
    kept: str = "",
) -> Response:
    """A take: what it holds, one thing to try next, and how it compares."""
    shown = _take(here, case_id, take_id, not_so or [])
    return page(request, "rehearse/take.html", take=shown, kept=kept)


def _take(here: Site, case_id: str, take_id: int, unwanted: list[int]) -> TakePage:
    from ringback.web.rehearse_view import TakePage

    shown = _room(here, case_id)
    take = shown.room.take(take_id)
    return TakePage(
        shown, take, shown.room.question(take.question), shown.room.feedback(take), frozenset(unwanted)
    )


@router.post("/cases/{case_id}/rehearse/takes/{take_id}/fact", dependencies=[Checked])
def keep_fact(here: Here, case_id: str, take_id: int, said: Annotated[str, Form()]) -> Response:
    """Take what was said onto the fact sheet. Raises NoSuchTake where it isn't new any more."""
    from ringback.app import rehearse

    shown = _take(here, case_id, take_id, [])
    claim = next((one for _, one in shown.new if one.quote.text == plain(said)), None)
    if claim is None:
        return go(shown.place)
    world = here.world
    around, catalogue = world.circumstances_of_a_case(), world.catalogue_of_a_case()
    rehearse.add_fact(here.store, case_id, around, catalogue, claim)
    return go(f"{shown.place}?kept=yes#new")


@router.post("/cases/{case_id}/rehearse/takes/{take_id}/away", dependencies=[Checked])
def throw_away(here: Here, case_id: str, take_id: int) -> Response:
    """Erase a take, and go back to its question."""
    from ringback.app import rehearse

    gone = rehearse.throw_away(here.store, case_id, take_id, here.now)
    shown = _room(here, case_id)
    asked = shown.room.rehearsal.find(gone.question)
    return go(shown.address(asked) if asked else shown.place)


@router.post("/cases/{case_id}/rehearse/measures", dependencies=[Checked])
def measures(here: Here, case_id: str, tell: Annotated[str, Form()]) -> Response:
    """Tell pace and fillers, or leave them out, in every rehearsal."""
    from ringback import settings

    settings.put(here.world.home, "measure_pace", "yes" if tell == "yes" else "no")
    return go(f"/cases/{case_id}/rehearse")
