"""The first page: how did the call go? Three ways in: tell it, hand over what there is, look at a sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import Response

from ringback.app.handed_over import TAKES_FOR_GRANTED
from ringback.core.errors import RingbackError
from ringback.web.site import Here, Site, checked, go, page, plain

if TYPE_CHECKING:
    from ringback.core.material import Kind, Material

router = APIRouter()
Checked = Depends(checked)

SOUND = frozenset(["m4a", "mp3", "wav", "webm", "ogg", "opus", "amr", "mp4", "aac", "flac", "3gp", "mov"])
KINDS = {
    "account": "Your own account",
    "transcript": "A transcript of the call",
    "message": "From the employer",
}


@dataclass(frozen=True)
class Recognised:
    """One thing handed over: its name, what it was taken for, and its text; or why it can't be read.

    `speakers` are those of a transcript; `me` is whom it was taken for, where that is sure.
    """

    name: str
    kind: str = ""
    says: str = ""
    text: str = ""
    fault: str = ""
    speakers: tuple[str, ...] = ()
    me: str = ""


@router.get("/")
def start(request: Request, here: Here) -> Response:
    """How did the call go?"""
    from ringback.app import cases

    begun = cases.unfinished_recall(here.store)
    return page(request, "start.html", begun=begun if begun and begun.answers else None)


@router.post("/tell", dependencies=[Checked])
def tell(request: Request, here: Here, story: Annotated[str, Form()] = "") -> Response:
    """Begin with what was told in one's own words; the questions come after it."""
    from ringback.web.recall import begin

    if not any(char.isalnum() for char in story):
        wrong = "Write a line or two first; half sentences will do."
        return page(request, "start.html", 400, begun=None, wrong=wrong)
    return begin(request, here, plain(story))


@router.post("/files", dependencies=[Checked])
def files(request: Request, here: Here, given: Annotated[list[UploadFile], Form()]) -> Response:
    """What was handed over, named before anything is done with it. Nothing is kept."""
    found = [one for upload in given if upload.filename for one in _recognised(upload, here)]
    if not found:
        return page(request, "start.html", 400, begun=None, wrong="No file was chosen.")
    speakers = tuple(dict.fromkeys(speaker for one in found for speaker in one.speakers))
    me = next((one.me for one in found if one.me), "")
    return page(request, "files.html", found=found, kinds=KINDS, speakers=speakers, me=me)


@router.post("/read", dependencies=[Checked])
def read(
    request: Request,
    here: Here,
    name: Annotated[list[str] | None, Form()] = None,
    text: Annotated[list[str] | None, Form()] = None,
    kind: Annotated[list[str] | None, Form()] = None,
    drop: Annotated[list[int] | None, Form()] = None,
    me: Annotated[str, Form()] = "",
) -> Response:
    """Read what was shown and not taken out, and keep it as a case."""
    rows = list(zip(name or (), text or (), kind or (), strict=False))
    left = [row for number, row in enumerate(rows) if number not in set(drop or ())]
    if not left:
        return page(request, "start.html", 400, begun=None, wrong="Nothing was left to read.")
    return keep_new(request, here, _materials(left, me.strip() or here.world.chosen.me), me.strip() or None)


def _materials(rows: Sequence[tuple[str, str, str]], me: str | None) -> tuple[Material, ...]:
    from ringback.readers import read_text

    found: list[Material] = []
    for name, text, kind in rows:
        found += read_text(plain(text), name, kind if kind in KINDS else None, me)  # type: ignore[arg-type]
    return tuple(found)


def keep_new(
    request: Request, here: Site, materials: tuple[Material, ...], me: str | None = None
) -> Response:
    """Work a new case out and keep it; whoever may be in danger is told whom to ring, and nothing is kept."""
    from dataclasses import replace

    from ringback.app.keep import keep
    from ringback.app.worked_out import of_materials

    world = here.world
    around = world.circumstances_of_a_case()
    done = of_materials(materials, replace(around, me=me or around.me), world.catalogue_of_a_case())
    if done.troubled:
        return page(request, "distress.html", record=done.record)
    case = keep(here.store, materials, done.record, done.sheet, done.employer, world.now)
    return go(f"/cases/{case.id}")


def _recognised(upload: UploadFile, here: Site) -> list[Recognised]:
    from ringback.readers import MAX_BYTES
    from ringback.readers import read as read_bytes

    name = PurePath((upload.filename or "").replace("\\", "/")).name or "a file"
    if name.rpartition(".")[2].lower() in SOUND:
        says = (
            "A recording, which isn't heard here yet. In a terminal, ringback transcribe FILE --out call.txt"
            " makes a transcript to put here; or tell it from memory."
        )
        return [Recognised(name, fault=says)]
    try:
        found = read_bytes(upload.file.read(MAX_BYTES + 1), name, None, here.world.chosen.me)
    except RingbackError as error:
        return [Recognised(name, fault=f"{error.message} {error.remedy}")]
    texts: dict[str, list[Material]] = {}
    for one in found:
        texts.setdefault(one.text, []).append(one)
    return [_one(name, text, parts) for text, parts in texts.items()]


def _one(name: str, text: str, parts: Sequence[Material]) -> Recognised:
    kinds: list[Kind] = list(dict.fromkeys(part.kind for part in parts))
    says = " and ".join(KINDS[kind] if n == 0 else KINDS[kind].lower() for n, kind in enumerate(kinds))
    calls = [part.transcript for part in parts if part.kind == "transcript" and part.transcript]
    return Recognised(
        name,
        kind=kinds[0] if len(kinds) == 1 else "",
        says=f"{says}, {_length(parts)}",
        text=text,
        speakers=tuple(dict.fromkeys(turn.speaker for call in calls for turn in call.turns if turn.speaker)),
        me=next((c.candidate or "" for c in calls if c.candidate_p >= TAKES_FOR_GRANTED), ""),
    )


def _length(parts: Sequence[Material]) -> str:
    turns = sum(len(part.transcript.turns) for part in parts if part.kind == "transcript" and part.transcript)
    words = sum(len(part.text[part.start : part.end].split()) for part in parts)
    return f"{turns} turns" if turns > 1 else f"{words} words"


@router.post("/sample", dependencies=[Checked])
def keep_sample(request: Request, here: Here) -> Response:
    """Keep the invented case as one's own, to try everything on."""
    from ringback.app import sample as invented

    return keep_new(request, here, invented.materials())


@router.get("/phone")
def phone(request: Request) -> Response:
    """From your phone to here: how what is on a phone gets onto this machine."""
    return page(request, "phone.html")
