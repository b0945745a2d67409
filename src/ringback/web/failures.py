"""Errors as answers: each class of error has its status here, and each page says what can be done."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from ringback.core.errors import RingbackError
from ringback.web.site import page

STATUS = {
    "no_such_case": 404,
    "case_in_bin": 410,
    "no_such_draft": 404,
    "no_such_fact": 404,
    "no_such_finding": 404,
    "no_such_step": 404,
    "no_such_recall": 404,
    "no_such_entry": 404,
    "no_such_question": 404,
    "no_such_take": 404,
    "case_exists": 409,
    "edit_clash": 409,
    "wrong_form": 403,
    "too_large": 413,
    "store_busy": 503,
    "disk_full": 507,
}
"""The status of a refusal by its code; 400 for every other."""

_log = logging.getLogger("ringback.web")


def _for_a_program(request: Request) -> bool:
    return request.url.path.startswith("/api/")


async def refused(request: Request, error: Exception) -> Response:
    """A request that can't be met: its own sentence, and what to do."""
    assert isinstance(error, RingbackError)  # noqa: S101 - registered for this class alone
    status = STATUS.get(error.code, 400)
    if _for_a_program(request):
        return JSONResponse({"error": error.as_record()}, status)
    return page(request, "refused.html", status, error=error)


async def not_there(request: Request, error: Exception) -> Response:
    """No such page, or a way of asking that it doesn't know."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class alone
    if _for_a_program(request):
        says = {"code": "not_found", "message": str(error.detail), "remedy": "See /api/v1/openapi.json."}
        return JSONResponse({"error": says}, error.status_code, headers=error.headers)
    return page(request, "missing.html", error.status_code)


async def misread(request: Request, error: Exception) -> Response:
    """A request whose fields can't be read."""
    faults: list[Any] = error.errors() if hasattr(error, "errors") else []
    where = ", ".join(".".join(str(part) for part in fault["loc"]) for fault in faults)
    says = "; ".join(dict.fromkeys(str(fault["msg"]) for fault in faults))
    wrong = RingbackError(f"{says}.", "Send what the page, or the description of the API, asks for.", where)
    wrong.code = "misread"
    if _for_a_program(request):
        return JSONResponse({"error": wrong.as_record()}, 422)
    return page(request, "refused.html", 422, error=wrong)


async def broken(request: Request, error: Exception) -> Response:
    """A fault of ours. The line names the place in our code, never a word of the user's."""
    line = f"{type(error).__name__} at {_place(error)}"
    _log.error("%s", line)
    if _for_a_program(request):
        says = f"Something in Ringback itself went wrong ({line})."
        return JSONResponse({"error": {"code": "unexpected", "message": says, "remedy": ""}}, 500)
    return page(request, "broken.html", 500, line=line)


def _place(error: BaseException) -> str:
    trace, place = error.__traceback__, "an unknown place"
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "ringback" in file.parts:
            place = f"{file.parent.name}/{file.name} line {trace.tb_lineno}"
        trace = trace.tb_next
    return place
