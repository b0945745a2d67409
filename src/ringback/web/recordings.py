"""Recordings: whether everybody knew, how far listening is, what was heard, and the case it becomes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response, StreamingResponse

from ringback.store.records import LARGEST
from ringback.web import recordings_view as view
from ringback.web.site import Here, Site, checked, go, page

if TYPE_CHECKING:
    from ringback.app.listening import Text
    from ringback.core.material import Material
    from ringback.store.recordings import Recording
    from ringback.web.start import Given

router = APIRouter()
Checked = Depends(checked)
Number = Annotated[int, Path(ge=1, le=LARGEST)]

LOOKS_AGAIN = 0.5
"""Seconds between two looks at how far it is, while somebody watches."""


def listened_to(here: Site, numbers: Sequence[int], given: Given, texts: list[Text]) -> Sequence[int]:
    """Begin to listen to recordings of which everybody knew, parts of one call as one; those it became."""
    from ringback.app import listening

    if given.calls == "one" and len(numbers) > 1:
        numbers = [listening.joined(here.store, numbers, here.world.token(), here.world.clock).id]
    ends = [" ".join(one.split()) for one in (given.mine, given.theirs)]
    for number in numbers:
        listening.agreed(here.store, number, ends, given.me.strip(), texts)
    here.listening.wake()
    return numbers


@router.get("/recordings/left-alone")
def left_alone(request: Request) -> Response:
    """Not everybody knew, or it isn't sure: what to do instead."""
    return page(request, "recordings/left.html", stopped=False)


@router.get("/recordings/stopped")
def stopped(request: Request) -> Response:
    """Listening was stopped: what is gone, and what to do instead."""
    return page(request, "recordings/left.html", stopped=True)


@router.get("/recordings/{number}")
def recording(request: Request, here: Here, number: Number) -> Response:
    """One recording: as it is listened to, as it was heard, or what went wrong."""
    from ringback.app import listening
    from ringback.web.start import ask_of

    found = listening.find(here.store, number)
    if found.state == "asked":
        return ask_of(request, here, [found])
    if found.state == "failed":
        return _failed(request, found)
    if found.case_id:
        return go(f"/cases/{found.case_id}{'/call' if found.file else ''}")
    if found.state == "done":
        return _heard(request, here, found)
    progress, texts = _progress(here, found), listening.texts_of(found)
    return page(request, "recordings/listening.html", it=found, progress=progress, texts=texts)


def _heard(request: Request, here: Site, found: Recording) -> Response:
    from ringback.app import listening
    from ringback.app.sound import state_of

    heard = view.heard_of(listening.transcription(found, here.world.catalogue()))
    player = view.player_of(found, heard, state_of(here.store, found))
    texts = listening.texts_of(found)
    return page(request, "recordings/heard.html", it=found, heard=heard, player=player, texts=texts)


def _failed(request: Request, found: Recording) -> Response:
    from ringback.app import listening
    from ringback.web.typeset import without_commands

    texts = listening.texts_of(found)
    remedy = without_commands(found.remedy)
    return page(request, "recordings/failed.html", it=found, texts=texts, remedy=remedy)


@router.get("/recordings/{number}/events")
async def events(request: Request, here: Here, number: Number) -> Response:
    """How far listening is, as it changes; the last event says that it is over."""
    from ringback.app import listening

    await run_in_threadpool(listening.find, here.store, number)

    async def told() -> AsyncIterator[str]:
        last = None
        while True:
            progress = await run_in_threadpool(_progress_now, here, number)
            if progress != last:
                yield f"data: {json.dumps(progress.as_record())}\n\n"
                last = progress
            if not progress.going or request.app.state.ending() or await request.is_disconnected():
                return
            await asyncio.sleep(LOOKS_AGAIN)

    return StreamingResponse(told(), media_type="text/event-stream")


@router.post("/recordings/{number}/stop", dependencies=[Checked])
def stop(here: Here, number: Number) -> Response:
    """Stop listening; the copy and what was heard of it are erased."""
    from ringback.app import listening

    listening.find(here.store, number)
    listening.erase(here.store, number)
    return go("/recordings/stopped")


@router.post("/recordings/{number}/again", dependencies=[Checked])
def again(here: Here, number: Number) -> Response:
    """Listen on after something went wrong."""
    from ringback.app import listening

    listening.again(here.store, number)
    here.listening.wake()
    return go(f"/recordings/{number}")


@router.post("/recordings/{number}/me", dependencies=[Checked])
def swap(here: Here, number: Number, me: Annotated[str, Form()]) -> Response:
    """The other one of the two is its owner."""
    from ringback.app import listening

    listening.name_me(here.store, number, me)
    return go(f"/recordings/{number}")


@router.post("/recordings/{number}/forget", dependencies=[Checked])
def forget(here: Here, number: Number) -> Response:
    """Erase the copy of the sound, and keep the words."""
    from ringback.app import listening

    listening.find(here.store, number)
    listening.forget_sound(here.store, number)
    return go(f"/recordings/{number}")


@router.post("/recordings/{number}/read", dependencies=[Checked])
def read(
    request: Request,
    here: Here,
    number: Number,
    me: Annotated[str, Form()] = "",
    sound: Annotated[str, Form()] = "",
) -> Response:
    """Make the case of what was heard and was given with it; the copy stays only where that is asked."""
    from ringback.app import listening

    listening.name_me(here.store, number, me)
    found = listening.find(here.store, number)
    if found.case_id:
        return go(f"/cases/{found.case_id}")
    told = listening.transcription(found, here.world.catalogue())
    materials = (told.material(), *_given_with(here, found))
    return _as_case(request, here, number, materials, told.candidate, sound)


@router.post("/recordings/{number}/without", dependencies=[Checked])
def without(request: Request, here: Here, number: Number) -> Response:
    """Go on with what was given beside the recording."""
    from ringback.app import listening

    found = listening.find(here.store, number)
    if found.case_id:
        return go(f"/cases/{found.case_id}")
    materials = _given_with(here, found)
    return _as_case(request, here, number, materials) if materials else go("/recordings/stopped")


def _as_case(
    request: Request,
    here: Site,
    number: int,
    materials: tuple[Material, ...],
    me: str | None = None,
    sound: str = "",
) -> Response:
    """The case of a recording, made once however often it is asked for."""
    from ringback.app import cases, listening
    from ringback.web.start import new_case

    try:
        case, record = new_case(here, materials, me, number)
    except cases.AlreadyKept as kept:
        return go(f"/cases/{kept.case_id}")
    if case is None:
        listening.erase(here.store, number)
        return page(request, "distress.html", record=record)
    if sound != "keep":
        listening.forget_sound(here.store, number)
    return go(f"/cases/{case.id}")


def _given_with(here: Site, found: Recording) -> tuple[Material, ...]:
    from ringback.app import listening
    from ringback.web.start import materials_of

    rows = [(one.name, one.text, one.kind) for one in listening.texts_of(found)]
    return materials_of(rows, here.world.chosen.me)


def _progress_now(here: Site, number: int) -> view.Progress:
    from ringback.app import listening

    try:
        return _progress(here, listening.find(here.store, number))
    except listening.NoSuchRecording:
        return view.Progress("Stopped.", 0, "", going=False)


def _progress(here: Site, found: Recording) -> view.Progress:
    from ringback.app import listening

    finished = listening.parts_heard(here.store, found.id)
    return view.progress_of(found, finished, listening.left_to_listen(found))
