"""Its owner's yes, asked for through the assistant's program, by whichever way the protocol has.

Up to the revision of 2025-11-25 the server asks in the middle of a call. From 2026-07-28 on the call is
answered with the question, and made again with what was said; an answer counts only for the very question
that was put, which is why the state that comes back with it is a digest of that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp_types import (
    CallToolRequestParams,
    ElicitRequest,
    ElicitRequestFormParams,
    ElicitResult,
    InputRequiredResult,
)
from mcp_types.version import is_version_at_least

from ringback.mcp.keeping import Question

ASKED_WITHIN = "2026-07-28"
"""The first revision in which a question is the answer to a call."""
KEY = "agreed"
FORM: dict[str, Any] = {
    "type": "object",
    "properties": {KEY: {"type": "boolean", "title": "Yes, do it", "default": False}},
    "required": [KEY],
}

Context = ServerRequestContext[Any, Any]


def can_ask(context: Context) -> bool:
    """Whether the assistant's program shows forms to its user."""
    capabilities = context.session.client_capabilities
    ways = capabilities.elicitation if capabilities else None
    return ways is not None and (ways.form is not None or ways.url is None)


async def agreed(
    context: Context, call: CallToolRequestParams, question: Question
) -> bool | InputRequiredResult:
    """Whether the user says yes; or the question, where the protocol has the call made again."""
    form = ElicitRequestFormParams(message=question.says, requested_schema=FORM)
    if not is_version_at_least(context.protocol_version, ASKED_WITHIN):
        said = await context.session.elicit_form(form.message, FORM, context.request_id)
        return _is_yes(said)
    state = _digest(call.name, call.arguments, question)
    answer = (call.input_responses or {}).get(KEY)
    if answer is None or call.request_state != state:
        return InputRequiredResult(input_requests={KEY: ElicitRequest(params=form)}, request_state=state)
    return isinstance(answer, ElicitResult) and _is_yes(answer)


def _is_yes(said: ElicitResult) -> bool:
    return said.action == "accept" and (said.content or {}).get(KEY) is True


def _digest(tool: str, arguments: Mapping[str, Any] | None, question: Question) -> str:
    whole = json.dumps([tool, arguments, question.says], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
