"""The words of a case: looked over as they are typed, kept, put back, and handed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from ringback.core import fact_sheet
from ringback.core.errors import RingbackError
from ringback.core.hand_over import NoSuchDraft
from ringback.telling.statuses import STATUS
from ringback.web.case import case_page
from ringback.web.case_view import CasePage
from ringback.web.chances import Tried
from ringback.web.facts import changed, told_as_fact
from ringback.web.site import Here, Site, checked, go, in_danger, page, plain
from ringback.web.typeset import templates
from ringback.web.words_view import Desk, Editor, Remark, Typed, desk_of, editor_of, filled

Record = Mapping[str, Any]
router = APIRouter()
Checked = Depends(checked)


class Sent(BaseModel):
    """What the form of a draft sends. `what` is the button: look, keep, ours, or one with a key after it."""

    text: str = ""
    subject: str = ""
    left: list[str] = []
    what: str = "look"
    base: int = 0
    writer: str = ""

    @property
    def typed(self) -> Typed:
        """What was typed, as the page shows it."""
        return Typed(plain(self.text), " ".join(self.subject.split()), tuple(self.left))


Form_ = Annotated[Sent, Form()]


@router.post("/cases/{case_id}/words/{kind}", dependencies=[Checked])
def change(request: Request, here: Here, case_id: str, kind: str, sent: Form_) -> Response:
    """Look a text over, mend it, keep it, or say which version stands; the case's page comes back."""
    what, _, key = sent.what.partition(":")
    if what in ("stand", "ours"):
        return _choose(here, case_id, kind, key if what == "stand" else "")
    shown = _page_of(here, case_id)
    if what == "yes":
        return _confirm(request, here, shown, _draft(shown, kind), sent)
    if what == "keep":
        return _keep(request, here, shown, _draft(shown, kind), sent)
    return _look(request, here, shown, _draft(shown, kind), sent)


def _choose(here: Site, case_id: str, kind: str, version: str) -> Response:
    """Let a version stand, or ours where none is named."""
    from ringback.app import edits

    if version.isdecimal():
        edits.settle(here.store, case_id, kind, int(version), here.now)
    else:
        edits.put_back(here.store, case_id, kind, here.now)
    return go(f"/cases/{case_id}#words-{kind}")


def _confirm(request: Request, here: Site, shown: CasePage, draft: Record, sent: Sent) -> Response:
    """Say yes to the facts behind a gap; what was typed comes back with the gap filled as ours is now."""
    numbers = {int(one) for one in sent.what.partition(":")[2].split(",") if one.isdecimal()}
    stood, typed = _editor(here, shown, draft), sent.typed
    changed(here, str(shown.name), lambda kept: fact_sheet.confirm(kept, numbers))
    after = _page_of(here, str(shown.name))
    if not typed.text.strip() or (not stood.own and typed.text.strip() == stood.looked.text.strip()):
        return go(f"{shown.place}?changed=facts#words-{draft['kind']}")
    now = next((one for one in after.record["drafts"] if one["kind"] == draft["kind"]), draft)
    typed = replace(typed, text=filled(typed.text, draft, now))
    return case_page(request, here, replace(after, typed={draft["kind"]: typed}), Tried())


def _keep(request: Request, here: Site, shown: CasePage, draft: Record, sent: Sent) -> Response:
    """Keep the text as its owner's version; words of self-harm aren't kept, and are answered first."""
    from ringback.app import edits

    for_script = "application/json" in request.headers.get("accept", "")
    world, kind = here.world, draft["kind"]
    if danger := in_danger(request, here, sent.typed.whole(draft)):
        return JSONResponse({"troubled": True}) if for_script else danger
    writer = sent.writer or world.token()
    try:
        saved = edits.save(
            here.store, str(shown.name), kind, sent.typed.whole(draft), sent.base, writer, here.now
        )
    except RingbackError as error:
        if for_script:
            return JSONResponse({"error": error.as_record()}, STATUS.get(error.code, 400))
        raise
    if not for_script:
        return go(f"{shown.place}#words-{kind}")
    one = _editor(here, _page_of(here, str(shown.name)), draft)
    parts: Any = templates().get_template("words/parts.html").module
    clash = str(parts.clash(one, shown, request.state.form_word)) if saved.clash else ""
    return JSONResponse({"version": saved.edit.id, "clash": clash})


@router.post("/sample/words/{kind}", dependencies=[Checked])
def look_at_sample(request: Request, here: Here, kind: str, sent: Form_) -> Response:
    """The same of the invented case, of which nothing is kept."""
    shown = CasePage(here.sample, here.evening)
    return _look(request, here, shown, _draft(shown, kind), sent)


@router.post("/cases/{case_id}/words/{kind}/review", dependencies=[Checked])
def review(here: Here, case_id: str, kind: str, sent: Form_) -> Response:
    """A text looked over while it is typed, for the page's script."""
    shown = _page_of(here, case_id)
    return JSONResponse(_reviewed(here, shown, _draft(shown, kind), sent))


@router.post("/sample/words/{kind}/review", dependencies=[Checked])
def review_of_sample(here: Here, kind: str, sent: Form_) -> Response:
    """The same of the invented case."""
    shown = CasePage(here.sample, here.evening)
    return JSONResponse(_reviewed(here, shown, _draft(shown, kind), sent))


@router.get("/cases/{case_id}/words/{kind}.eml")
def mail_file(request: Request, here: Here, case_id: str, kind: str) -> Response:
    """A draft as a file that mail programs open for writing; refused while a gap is left in it."""
    from ringback.handing.mail import eml

    shown = _page_of(here, case_id)
    one = _editor(here, shown, _draft(shown, kind))
    if one.spoken:
        raise NoSuchDraft("These words are to be said, not sent.", "Print the card, or copy them.")
    if one.gaps:
        return page(request, "words/unfinished.html", 409, case=shown, one=one)
    made = eml(_desk(here, shown).message(one.draft))
    named = {"content-disposition": f'attachment; filename="{kind.replace("_", "-")}.eml"'}
    return Response(made, media_type="message/rfc822", headers=named)


@router.get("/cases/{case_id}/card")
def card(request: Request, here: Here, case_id: str, opener: str | None = None) -> Response:
    """The opener in large type, on one sheet to print or to hold; refused while a gap is left in it."""
    from ringback.core.card import card_of

    shown = _page_of(here, case_id)
    desk = _desk(here, shown)
    drafts = [editor_of(desk, draft).draft for draft in shown.record["drafts"]]
    made = card_of({**shown.record, "drafts": drafts}, opener, desk.forms)
    one = editor_of(desk, _draft(shown, made.kind))
    if one.gaps:
        return page(request, "words/unfinished.html", 409, case=shown, one=one)
    return page(request, "card.html", case=shown, card=made)


def _page_of(here: Site, case_id: str) -> CasePage:
    from ringback.app import cases, keep

    file = cases.show(here.store, case_id)
    return CasePage(keep.report_of(file), here.now, file.case.id, kept=file)


def _draft(shown: CasePage, kind: str) -> Record:
    """Our draft of a kind. Raises NoSuchDraft."""
    found = next((one for one in shown.record["drafts"] if one["kind"] == kind), None)
    if found is None:
        raise NoSuchDraft("There are no such words for this case now.", "Its page shows those there are.")
    return dict(found)


def _desk(here: Site, shown: CasePage) -> Desk:
    return desk_of(shown, here.world.catalogue())


def _editor(here: Site, shown: CasePage, draft: Record, typed: Typed | None = None) -> Editor:
    return editor_of(_desk(here, shown), draft, typed)


def _look(request: Request, here: Site, shown: CasePage, draft: Record, sent: Sent) -> Response:
    """The page with the text as typed, or as a remark mends it, looked over; distress comes first."""
    what, _, key = sent.what.partition(":")
    typed = sent.typed
    if danger := in_danger(request, here, typed.whole(draft)):
        return danger
    found = _editor(here, shown, draft, typed).looked.remarks
    asked = next((one for one in found if one.key == key), None)
    if what == "true" and asked and shown.name:
        return told_as_fact(request, here, shown.name, asked.quote)
    after = replace(shown, typed={draft["kind"]: _mended(typed, what, asked)})
    return case_page(request, here, after, Tried())


def _mended(typed: Typed, what: str, asked: Remark | None) -> Typed:
    if asked is None:
        return typed
    if what == "leave":
        return replace(typed, left=(*typed.left, asked.key))
    if what == "use" and asked.swap:
        return replace(typed, text=asked.swap.made(typed.text))
    return typed


def _reviewed(here: Site, shown: CasePage, draft: Record, sent: Sent) -> dict[str, Any]:
    """What the script shows: places in the text are in code points, what is to be read is HTML."""
    one = _editor(here, shown, draft, sent.typed)
    parts: Any = templates().get_template("words/parts.html").module
    looked = one.looked
    return {
        "findings": [
            {"letter": r.letter, "weight": r.weight, "start": r.start, "end": r.end} for r in looked.remarks
        ],
        "remarks": str(parts.remarks(looked)),
        "length": str(parts.length(looked, one.spoken)),
        "seconds": looked.seconds,
        "counts": looked.counts,
        "rests": [
            {"start": r.start, "end": r.end, "says": str(parts.rest(r, looked.text, shown.facts, shown))}
            for r in looked.rests
        ],
        "gaps": str(parts.gaps(one.gaps, shown.name)),
        "finished": not one.gaps,
        "mailto": one.mailto,
        "changed": one.changed,
    }
