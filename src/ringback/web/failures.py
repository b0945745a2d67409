"""Errors as answers: each class of error has its status here, and each page says what can be done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from ringback.core.errors import HelpFirst, RingbackError
from ringback.telling.fault import place_of
from ringback.web.gate import for_a_program
from ringback.web.remedies import remedy
from ringback.web.site import page

CODES: Mapping[int, tuple[str, ...]] = {
    400: (
        "bad_count", "bad_day", "bad_kind", "bad_lesson", "bad_line", "bad_request", "bad_scenario",
        "bad_time", "broken_export", "broken_tables", "consent_missing", "consent_refused", "damaged",
        "empty", "empty_recording", "held_back", "help_first", "locked", "malformed_json", "no_audio_stream",
        "no_call",
        "no_draft", "no_other_speaker", "no_such_kind", "no_such_outcome", "no_such_way", "no_take",
        "no_words", "nobody_speaks", "not_a_fact", "not_agreed", "not_heard_here", "not_in_this_version",
        "not_sound", "not_storable", "nothing_changed", "nothing_left", "nothing_to_import",
        "nothing_to_keep", "older_tables", "own_copy", "recording", "several_calls", "too_many_gates",
        "undecodable", "unhearable", "unknown_format", "unknown_speaker", "unreadable", "wrong_kind",
        "wrong_use",
    ),
    401: ("not_let_in",),
    403: ("not_from_here", "wrong_form"),
    404: (
        "no_minute", "no_report", "no_such_case", "no_such_draft", "no_such_employer", "no_such_entry",
        "no_such_fact", "no_such_file", "no_such_finding", "no_such_folder", "no_such_minute",
        "no_such_question", "no_such_recall", "no_such_recording", "no_such_report", "no_such_step",
        "no_such_take", "no_such_tool", "no_such_turn", "no_such_version", "no_tables", "no_timed_call",
        "not_found", "nothing_kept", "nothing_to_do", "nothing_to_undo",
    ),
    405: ("method_not_allowed",),
    409: (
        "case_exists", "case_not_in_bin", "copy_would_go", "edit_clash", "employer_not_in_bin", "file_exists",
        "file_taken", "folder_busy", "folder_taken", "not_finished", "older_page", "same_id",
        "several_employers", "signs_changed", "text_changed", "too_few_cases",
    ),
    410: ("case_in_bin", "employer_in_bin", "sound_gone"),
    411: ("no_length",),
    413: ("too_large", "too_long"),
    422: ("misread",),
    500: ("engine_failed", "unexpected"),
    502: ("no_answer",),
    503: (
        "bad_setting", "cannot_write", "catalogue_broken", "keeps_stopping", "no_audio_extra",
        "no_batch_extra", "no_catalogue_folder", "no_cluster", "no_decoder", "no_mcp_extra", "no_model",
        "no_voice", "port_taken", "store_busy", "store_corrupted", "store_fault", "store_foreign",
        "store_newer", "store_read_only", "wrong_model",
    ),
    507: ("disk_full",),
}  # fmt: skip
"""Every code under its status: 4xx where the request is to be mended, 5xx where the machine is."""
STATUS = {code: status for status, codes in CODES.items() for code in codes}


NAMES = {404: "not_found", 405: "method_not_allowed"}
"""What the framework refuses, by status."""


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
    if for_a_program(request.url.path):
        code = NAMES.get(error.status_code, "bad_request")
        remedy = _MEND if code == "bad_request" else "GET /api/v1 lists what there is."
        shown = said(code, f"{str(error.detail).rstrip('.')}.", remedy, error.status_code)
    else:
        shown = page(request, "missing.html", error.status_code)
    shown.headers.update(error.headers or {})
    return shown


async def misread(request: Request, error: Exception) -> Response:
    """A request whose fields can't be read."""
    faults: list[Any] = error.errors() if hasattr(error, "errors") else []
    where = ", ".join(".".join(str(part) for part in fault["loc"]) for fault in faults)
    says = "; ".join(dict.fromkeys(str(fault["msg"]) for fault in faults))
    wrong = RingbackError(f"{says}.", "Send what the page, or the description of the API, asks for.", where)
    wrong.code = "misread"
    if for_a_program(request.url.path):
        return Answer({"error": wrong.as_record()}, 422)
    return page(request, "refused.html", 422, error=wrong, remedy=wrong.remedy)


async def broken(request: Request, error: Exception) -> Response:
    """A fault of ours. The line names the place in our code, never a word of the user's."""
    line = f"{type(error).__name__} at {place_of(error)}"
    if for_a_program(request.url.path):
        says = f"Something in Ringback itself went wrong ({line})."
        return said("unexpected", says, "Try again; if it stays so, report the place it names.", 500)
    return page(request, "broken.html", 500, line=line)
