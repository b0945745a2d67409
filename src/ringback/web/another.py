"""The words of a case once more, in another tone or the other way; nothing is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ringback.core.choice import Way
from ringback.core.report import draft_record
from ringback.settings import TONES, BadSetting, check
from ringback.web.case_view import CasePage, paragraphs
from ringback.web.site import Here, Site, page

if TYPE_CHECKING:
    from ringback.app.words import Again
    from ringback.store.records import CaseFile

router = APIRouter()
WAYS: Mapping[Way, str] = {"name_it": "Naming the call", "leave_it": "Leaving it unnamed"}


@router.get("/cases/{case_id}/words")
def another(
    request: Request, here: Here, case_id: str, tone: str = "", greeting: str = "", way: str = ""
) -> Response:
    """The drafts in a tone, with a greeting; or the one draft of a way. Raises NoSuchWay or BadSetting."""
    from ringback.app import cases, keep

    file = cases.show(here.store, case_id)
    shown = CasePage(keep.report_of(file), here.now, file.case.id, kept=file)
    asked: dict[str, Any] = {"case": shown, "tones": TONES, "greeting": greeting}
    if wrong := _wrong_with(greeting.strip()):
        return page(request, "words/another.html", 400, **asked, tone=tone, drafts=(), says="", wrong=wrong)
    anew = _again(here, file, tone, greeting)
    says, drafts = _drafts(anew, way)
    return page(
        request,
        "words/another.html",
        **asked,
        drafts=[{**draft, "paragraphs": paragraphs(draft)} for draft in drafts],
        kinds=[draft["kind"] for draft in shown.record["drafts"]],
        says=says,
        way=next((name for one, name in WAYS.items() if one == way), ""),
        tone=anew.around.tone,
        wrong="",
    )


def _wrong_with(greeting: str) -> str:
    """What is wrong with how a letter is to begin; nothing where it is right, or left to the settings."""
    try:
        if greeting:
            check("greeting", greeting)
    except BadSetting as error:
        return error.remedy
    return ""


def _again(here: Site, file: CaseFile, tone: str, greeting: str) -> Again:
    from ringback.app.words import again

    world = here.world
    asked = {"tone": tone or world.chosen.tone, "greeting": greeting.strip() or world.chosen.greeting}
    told = replace(world, flags={**world.flags, **asked})
    try:
        _ = told.chosen
    except BadSetting as error:
        error.code = "wrong_use"  # what was asked for is wrong, and not what is set
        raise
    return again(file, told.circumstances_of_a_case(), told.catalogue_of_a_case())


def _drafts(anew: Again, way: str) -> tuple[str, list[dict[str, Any]]]:
    """What a choice rests on, and the drafts to show."""
    asked = next((one for one in WAYS if one == way), None)
    if asked:
        choice, draft = anew.chosen(asked)
        return choice.says, [draft_record(draft)]
    return "", anew.drafts
