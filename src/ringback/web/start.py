"""The first page: how did the call go? Three ways in: tell it, hand over what there is, look at a sample."""

from __future__ import annotations

import secrets
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import Response
from pydantic import BaseModel, Field

from ringback.app.handed_over import TAKES_FOR_GRANTED
from ringback.core.called import Usual
from ringback.core.errors import RingbackError
from ringback.store.records import LARGEST
from ringback.web.recordings_view import recognised
from ringback.web.site import Here, Site, checked, go, in_danger, page, plain
from ringback.web.typeset import plural, without_commands

if TYPE_CHECKING:
    from ringback.app.listening import Text
    from ringback.core.material import Kind, Material
    from ringback.store.recordings import Recording
    from ringback.store.records import Case

router = APIRouter()
Checked = Depends(checked)
Story = Annotated[str, Form()]
Chosen = Annotated[list[UploadFile] | None, Form()]
Once = Annotated[str, Form(max_length=100)]
"""A page's own word, by which the second click on its button is known."""

TYPED = "what you typed"
"""What a story is called that comes with files."""
KINDS = {
    "account": "Your own account",
    "transcript": "A transcript of the call",
    "message": "From the employer",
}
ANSWERS = ("yes", "no", "unsure")
CALLS = ("one", "each")
"""What several recordings are: parts of one call, or a call each."""
ADDED = ("no_audio_extra", "no_decoder", "no_model")
"""What is wrong where something that hears isn't installed."""


class Given(BaseModel):
    """What the page of what was handed over sends back: the texts in order, and what was said of each.

    `once` is its own word, by which the second click on its button is known.
    """

    name: list[str] = []
    text: list[str] = []
    kind: list[str] = []
    drop: list[int] = []
    leave: list[int] = []
    me: str = ""
    recording: list[Annotated[int, Field(ge=1, le=LARGEST)]] = []
    everybody: str = ""
    calls: str = ""
    mine: Annotated[str, Field(max_length=100)] = ""
    theirs: Annotated[str, Field(max_length=100)] = ""
    once: Annotated[str, Field(max_length=100)] = ""
    form_word: str = ""

    def texts(self) -> list[tuple[str, str]]:
        """All the texts, each after its name."""
        return list(zip(self.name, self.text, strict=False))

    def left(self) -> list[tuple[str, str, str]]:
        """The texts that weren't taken out."""
        rows = zip(self.name, self.text, self.kind, strict=False)
        return [row for number, row in enumerate(rows) if number not in set(self.drop)]


@dataclass(frozen=True)
class Recognised:
    """One thing handed over: its name, what it was taken for, and its text; or why it can't be read.

    `speakers` are those of a transcript; `me` is whom it was taken for, where that is sure. A recording has
    its number in place of a text.
    """

    name: str
    kind: str = ""
    says: str = ""
    text: str = ""
    fault: str = ""
    speakers: tuple[str, ...] = ()
    me: str = ""
    recording: int = 0


@router.get("/")
def start(request: Request, here: Here) -> Response:
    """How did the call go?"""
    return _start(request, here)


@router.post("/", dependencies=[Checked])
def back(request: Request, here: Here, given: Annotated[Given, Form()]) -> Response:
    """The first page again, with what was typed there."""
    return _start(request, here, next((text for name, text in given.texts() if name == TYPED), ""))


@router.post("/tell", dependencies=[Checked])
def tell(request: Request, here: Here, story: Story = "", given: Chosen = None) -> Response:
    """Begin with what was told in one's own words; the questions come after it, unless files came with it."""
    from ringback.web.recall import begin

    if any(upload.filename for upload in given or ()):
        return files(request, here, story, given)
    if not _says_something(story):
        return _start(request, here, story, {"story": "Write a line or two first; half sentences will do."})
    return begin(request, here, plain(story))


@router.post("/files", dependencies=[Checked])
def files(request: Request, here: Here, story: Story = "", given: Chosen = None) -> Response:
    """What was handed over, named before anything is done with it. Of texts nothing is kept."""
    chosen = [upload for upload in given or () if upload.filename]
    if not chosen:
        return _start(request, here, story, {"given": "No file was chosen."})
    if danger := in_danger(request, here, story):
        return danger
    found = [one for upload in chosen for one in _recognised(upload, here)]
    if _says_something(story):
        words = plain(story)
        says = f"{KINDS['account']}, {plural(len(words.split()), 'word', 'words')}"
        found.insert(0, Recognised(TYPED, "account", says, words))
    return _named(request, here, found)


def _says_something(story: str) -> bool:
    return any(char.isalnum() for char in story)


def _start(request: Request, here: Site, story: str = "", wrong: Mapping[str, str] | None = None) -> Response:
    """The first page, with what was typed; `wrong` says of a field by its name what is wrong with it."""
    from ringback.app import cases, listening

    begun = cases.unfinished_recall(here.store)
    return page(
        request,
        "start.html",
        400 if wrong else 200,
        begun=begun if begun and begun.answers else None,
        listened=listening.not_read_yet(here.store),
        story=story,
        wrong=wrong or {},
    )


def _named(
    request: Request,
    here: Site,
    found: Sequence[Recognised],
    given: Given | None = None,
    wrong: str = "",
) -> Response:
    from ringback.app import listening, recordings

    speakers = tuple(dict.fromkeys(speaker for one in found for speaker in one.speakers))
    me = next((one.me for one in found if one.me), "")
    shown: dict[str, Any] = {"found": found, "kinds": KINDS, "speakers": speakers, "me": me, "wrong": wrong}
    shown["once"] = secrets.token_hex(8)
    shown["typed"] = any(one.name == TYPED for one in found)
    if any(one.recording for one in found):
        catalogue = here.world.catalogue()
        shown["law"] = listening.law_here(here.world.chosen.country, catalogue)
        shown["places"] = listening.places_known(catalogue)
        shown["consent"] = catalogue.phrases[recordings.TABLE]["consent"]
        shown["given"] = given or Given(mine=here.world.chosen.country or "")
    return page(request, "files.html", 400 if wrong else 200, **shown)


def ask_of(
    request: Request,
    here: Site,
    recordings: Sequence[Recording],
    texts: Sequence[Text] = (),
    given: Given | None = None,
    wrong: str = "",
) -> Response:
    """The question that comes before recordings, put again, with the texts that were given beside them."""
    found = [Recognised(one.name, says=recognised(one), recording=one.id) for one in recordings]
    found += [
        Recognised(one.name, one.kind, KINDS.get(one.kind, "Several things"), one.text) for one in texts
    ]
    return _named(request, here, found, given, wrong)


@router.post("/read", dependencies=[Checked])
def read(request: Request, here: Here, given: Annotated[Given, Form()]) -> Response:
    """Read what was shown and not taken out, and keep it as a case; a recording is listened to first."""
    left = given.left()
    if given.recording:
        return _with_recordings(request, here, given, left)
    if not left:
        return _start(request, here, wrong={"given": "Nothing was left to read."})
    return _keep_texts(request, here, given, left)


def _with_recordings(
    request: Request, here: Site, given: Given, left: Sequence[tuple[str, str, str]]
) -> Response:
    from ringback.app import listening
    from ringback.web.recordings import listened_to

    texts = [listening.Text(name, kind, plain(text)) for name, text, kind in left]
    wanted = [one for one in given.recording if one not in given.leave]
    if wrong := _not_said(given, wanted, left):
        found = [listening.find(here.store, one) for one in given.recording]
        return ask_of(request, here, found, texts, given, wrong)
    unwanted = given.recording if given.everybody != "yes" else given.leave
    for number in unwanted:
        listening.erase(here.store, number)
    if given.everybody == "yes" and wanted:
        begun = listened_to(here, wanted, given, texts)
        return go(f"/recordings/{begun[0]}" if len(begun) == 1 else "/")
    if not left:
        return go("/recordings/left-alone")
    return _keep_texts(request, here, given, left)


def _keep_texts(request: Request, here: Site, given: Given, left: Sequence[tuple[str, str, str]]) -> Response:
    """The case of texts, made once however often the button of one page is pressed."""
    me = given.me.strip()
    form = (given.once, hash((tuple(left), me))) if given.once else None
    return keep_new(request, here, materials_of(left, Usual(me) or here.world.chosen.me), me or None, form)


def _not_said(given: Given, wanted: Sequence[int], left: Sequence[object]) -> str:
    """What has to be said before anything is done with recordings; "" where all is."""
    if wanted and given.everybody not in ANSWERS:
        return "Say whether everybody knew; until then it stays shut."
    if given.everybody != "yes" or len(wanted) < 2:
        return ""
    if given.calls not in CALLS:
        return "Say whether they are parts of one call, or calls of their own."
    if given.calls == "each" and left:
        return (
            "It can’t be known to which of the calls the other files belong."
            " Take those out, or hand one call over at a time."
        )
    return ""


def materials_of(rows: Sequence[tuple[str, str, str]], me: str | None) -> tuple[Material, ...]:
    """Texts as they are read: each row has a name, the text, and what it was said to be."""
    from ringback.readers import read_text

    found: list[Material] = []
    for name, text, kind in rows:
        found += read_text(plain(text), name, kind if kind in KINDS else None, me)  # type: ignore[arg-type]
    return tuple(found)


def keep_new(
    request: Request,
    here: Site,
    materials: tuple[Material, ...],
    me: str | None = None,
    form: Hashable = None,
) -> Response:
    """Work a new case out and keep it; whoever may be in danger is told whom to ring, and nothing is kept.

    Of one `form` one case is kept, where there is a form.
    """
    from ringback.app.cases import AlreadyKept

    try:
        case, record = new_case(here, materials, me, form=form)
    except AlreadyKept as kept:
        return go(f"/cases/{kept.case_id}")
    return go(f"/cases/{case.id}") if case else page(request, "distress.html", record=record)


def new_case(
    here: Site,
    materials: tuple[Material, ...],
    me: str | None,
    recording: int | None = None,
    *,
    form: Hashable = None,
) -> tuple[Case | None, Mapping[str, Any]]:
    """A new case, kept, with its report; no case where somebody may be in danger, of whom nothing is kept.

    Raises AlreadyKept where there is one of that recording, or of that form.
    """
    from ringback.app.cases import is_living
    from ringback.app.keep import keep
    from ringback.app.worked_out import of_materials

    world = here.world
    around = world.circumstances_of_a_case()
    done = of_materials(materials, around.called(me), world.catalogue_of_a_case())
    if done.troubled:
        return None, done.record

    def kept() -> Case:
        return keep(here.store, materials, done, world.now, recording_id=recording)

    if form is None:
        return kept(), done.record
    return here.kept_once.keep(form, kept, lambda case_id: is_living(here.store, case_id)), done.record


def _recording(upload: UploadFile, name: str, here: Site) -> Recognised:
    """A recording, copied to where it waits for its owner's answer."""
    from ringback.app import listening

    try:
        kept = listening.take_in(here.store, name, upload.file, here.world.token(), here.world.clock)
    except RingbackError as error:
        other = (
            " A transcript of the call does as well, or tell it from memory." if error.code in ADDED else ""
        )
        return Recognised(name, fault=f"{error.message} {without_commands(error.remedy)}{other}")
    return Recognised(name, says=recognised(kept), recording=kept.id)


def _recognised(upload: UploadFile, here: Site) -> list[Recognised]:
    from ringback.readers import MAX_BYTES
    from ringback.readers import read as read_bytes
    from ringback.readers.decode import HEAD, is_sound

    name = PurePath((upload.filename or "").replace("\\", "/")).name or "a file"
    head = upload.file.read(HEAD)
    upload.file.seek(0)
    if is_sound(head):
        return [_recording(upload, name, here)]
    try:
        found = read_bytes(upload.file.read(MAX_BYTES + 1), name, None, here.world.chosen.me)
    except RingbackError as error:
        return [Recognised(name, fault=f"{error.message} {without_commands(error.remedy)}")]
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
    return f"{turns} turns" if turns > 1 else plural(words, "word", "words")


@router.post("/sample", dependencies=[Checked])
def keep_sample(request: Request, here: Here, once: Once = "") -> Response:
    """Keep the invented case as one's own, to try everything on: once of each page that offers it."""
    from ringback.app import sample as invented

    return keep_new(request, here, invented.materials(), form=("/sample", once) if once else None)


@router.get("/phone")
def phone(request: Request) -> Response:
    """From your phone to here: how what is on a phone gets onto this machine."""
    return page(request, "phone.html")
