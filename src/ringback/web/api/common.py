"""What every operation of the API has: who may call it, what errors it gives, and its answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import Response

from ringback.web.api.shapes import Lifeline, Problem
from ringback.web.door import SAFE, alike
from ringback.web.failures import Answer
from ringback.web.site import Site, WrongForm

PREFIX = "/api/v1"

PROBLEMS = {
    400: "It can't be used as it is; the remedy says what to change.",
    401: "The word of the link is missing, or isn't this server's.",
    403: "It came from another site or to another name, or a page's word is missing.",
    404: "There is no such thing.",
    405: "It can't be asked for in this way.",
    409: "It doesn't fit how things stand.",
    410: "It is in the bin, or the sound was let go.",
    411: "It doesn't say how long it is.",
    413: "It is too large.",
    422: "A field is missing, unknown, or of another kind.",
    500: "A fault in Ringback; the message names its place and quotes nothing.",
    502: "The language model that was named gave no answer.",
    503: "The settings, the catalogue or the store can't be used just now.",
    507: "The disk is full.",
}
"""What each status means."""
ALWAYS = (401, 403, 422, 500, 503)
WRITES = (400, 411, 413, 507)
OF_A_CASE = (404, 410)

Answers = dict[int | str, dict[str, Any]]


def problems(*statuses: int) -> Answers:
    """The description of these errors, and of those that every operation may give."""
    return {
        status: {"model": Problem, "description": PROBLEMS[status]} for status in sorted({*ALWAYS, *statuses})
    }


def called(request: Request, x_form_word: Annotated[str, Header(include_in_schema=False)] = "") -> None:
    """Refuse what a page sends without the word it was given; who has the link's word needs none.

    Raises WrongForm.
    """
    wanted: str | None = getattr(request.state, "form_word", "")
    if request.method in SAFE or wanted is None:
        return
    if not wanted or not alike(x_form_word, wanted):
        raise WrongForm(
            "This came with a page's cookie and without the page's word.",
            "Send the link's word as `Authorization: Bearer WORD`, or the page's as X-Form-Word.",
        )


def noun(tag: str, *statuses: int) -> APIRouter:
    """The router of one noun; `statuses` are errors that all of its operations may give."""
    return APIRouter(prefix=PREFIX, tags=[tag], dependencies=[Depends(called)], responses=problems(*statuses))


LIFELINE: Answers = {
    200: {
        "model": Lifeline,
        "description": "Nothing was kept: the words speak of self-harm, and here is whom to ring.",
    }
}


def lifeline(text: str, here: Site) -> Response | None:
    """Whom to ring, where the words speak of self-harm; None for all others."""
    from ringback.app.help_first import helplines

    world = here.world
    found = helplines(text, world.circumstances(), world.catalogue())
    return Answer({"kept": False, "helplines": found}) if found else None


def answer(record: Mapping[str, Any], status: int = 200, **headers: str) -> Response:
    """A record as it stands: what was kept by an earlier version isn't held to the shapes of today."""
    return Answer(dict(record), status, headers or None)


def made(record: Mapping[str, Any], place: str) -> Response:
    """What was made, and where it is."""
    return Answer(dict(record), 201, {"location": place})
