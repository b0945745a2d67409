"""Errors as answers: each with its status, and each page says what can be done."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from ringback.core.errors import HelpFirst, RingbackError
from ringback.telling.fault import place_of
from ringback.telling.said import capital
from ringback.telling.statuses import STATUS
from ringback.web.gate import for_a_program
from ringback.web.remedies import remedy
from ringback.web.site import go, page

NAMES = {404: "not_found", 405: "method_not_allowed"}
"""What the framework refuses, by status."""


_HELD = (
    (re.compile(r"(/cases/[^/]+|/sample)/words/([^/]+)(?:/review)?"), r"\1#words-\2"),
    (re.compile(r"(/cases/[^/]+)/(?:notes|outcomes)/[^/]+/away"), r"\1"),
    (re.compile(r"(/cases/[^/]+/call)/lines/([^/]+)/[^/]+"), r"\1#line-\2"),
)
"""Where the page that holds a form isn't the address above that of the form."""
_LESS = "Nothing of it was kept. Go back, and send it once more, with fewer files or less text at once."
_MEND = "Send one JSON object, as the description of the API has it."


class Answer(JSONResponse):
    """JSON that can always be sent: half a character, which has no bytes, becomes a question mark."""

    def render(self, content: Any) -> bytes:
        """The content as UTF-8."""
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode(errors="replace")


def said(code: str, message: str, remedy: str, status: int) -> Response:
    """An error as a program gets it."""
    return Answer({"error": {"code": code, "message": message, "remedy": remedy}}, status)


async def refused(request: Request, error: Exception) -> Response:
    """A request that can't be met: its own sentence, and what to do."""
    assert isinstance(error, RingbackError)  # noqa: S101 - registered for this class alone
    status = STATUS.get(error.code, 400)
    if for_a_program(request.url.path):
        return Answer({"error": error.as_record()}, status)
    if isinstance(error, HelpFirst):
        return page(request, "distress.html", record={"helplines": error.helplines})
    return page(request, "refused.html", status, error=error, remedy=remedy(error))


async def not_there(request: Request, error: Exception) -> Response:
    """No such page, or a way of asking that it doesn't know."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class alone
    if holder := _holder(request, error.status_code):
        return go(holder)
    if for_a_program(request.url.path):
        code = NAMES.get(error.status_code, "bad_request")
        remedy = _MEND if code == "bad_request" else "GET /api/v1 lists what there is."
        shown = said(code, f"{str(error.detail).rstrip('.')}.", remedy, error.status_code)
    elif error.status_code == 400:
        shown = _refused_page(request, 400, f"This can’t be read: {str(error.detail).rstrip('.')}.", _LESS)
    else:
        shown = page(request, "missing.html", error.status_code)
    shown.headers.update(error.headers or {})
    return shown


def _holder(request: Request, status: int) -> str:
    """The part of a page that holds the form, where the address that it is sent to is only asked for."""
    path = request.url.path
    if status != 405 or request.method != "GET" or for_a_program(path):
        return ""
    for one, place in _HELD:
        if found := one.fullmatch(path):
            return found.expand(place)
    above, _, name = path.rpartition("/")
    return f"{above or '/'}#{name}"


async def misread(request: Request, error: Exception) -> Response:
    """A request whose fields can't be read: a program is told which, a person what to do."""
    faults: list[Any] = error.errors() if hasattr(error, "errors") else []
    if not for_a_program(request.url.path):
        return _misread_page(request, {str(fault["loc"][0]) for fault in faults})
    where = ", ".join(".".join(str(part) for part in fault["loc"]) for fault in faults)
    says = "; ".join(dict.fromkeys(str(fault["msg"]).removeprefix("Value error, ") for fault in faults))
    remedy = "GET /api/v1/openapi.json says what each field takes."
    wrong = RingbackError(f"{capital(says)}.", remedy, where)
    wrong.code = "misread"
    return Answer({"error": wrong.as_record()}, 422)


def _misread_page(request: Request, places: Collection[str]) -> Response:
    """The page for it; `places` are the parts of the request that can't be read."""
    if "body" not in places:
        return page(request, "missing.html", 422)
    says = "Go back, look whether each field is filled in, and send it once more."
    return _refused_page(request, 422, "Something is missing from this form, or can’t be read.", says)


def _refused_page(request: Request, status: int, says: str, remedy: str) -> Response:
    return page(request, "refused.html", status, error=RingbackError(says, remedy), remedy=remedy)


async def broken(request: Request, error: Exception) -> Response:
    """A fault of ours. The line names the place in our code, never a word of the user's."""
    line = f"{type(error).__name__} at {place_of(error)}"
    if for_a_program(request.url.path):
        says = f"Something in Ringback itself went wrong ({line})."
        return said("unexpected", says, "Try again; if it stays so, report the place it names.", 500)
    return page(request, "broken.html", 500, line=line)
