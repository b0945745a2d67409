"""The words of a case, ready to copy, and the days of its plan for a calendar."""

from __future__ import annotations

from typing import Literal

from fastapi.responses import Response
from pydantic import Field

from ringback.web.api.common import OF_A_CASE, answer, noun
from ringback.web.api.shapes import Draft, Shape
from ringback.web.plan import calendar_of
from ringback.web.site import Here

router = noun("Words", *OF_A_CASE)


class Words(Shape):
    """The drafts of a case."""

    schema_: Literal["ringback/words/1"] = Field(alias="schema")
    case: str
    drafts: list[Draft]


@router.get("/cases/{case_id}/words", response_model=Words)
def show_words(here: Here, case_id: str, draft: str | None = None) -> Response:
    """The drafts of a case, our choice first, in their owner's own version where one stands.

    With `draft`, those of that kind alone; ours, as they were worked out, are in the report.
    """
    from ringback.app import cases, edits, keep
    from ringback.core.hand_over import not_called_for

    file = cases.show(here.store, case_id)
    record = edits.in_own_words(file, keep.report_of(file))
    drafts = [one for one in record["drafts"] if draft in (None, one["kind"])]
    if draft and not drafts:
        raise not_called_for(draft, record["drafts"], case_id)
    return answer({"schema": "ringback/words/1", "case": case_id, "drafts": drafts})


@router.get(
    "/cases/{case_id}/plan.ics",
    response_class=Response,
    responses={
        200: {
            "description": "The plan's days, for a calendar.",
            "content": {"text/calendar": {"schema": {"type": "string"}}},
        }
    },
)
def plan_calendar(here: Here, case_id: str) -> Response:
    """The plan's days as a calendar file; taken in again, it changes the entries there are."""
    return calendar_of(here, case_id)
