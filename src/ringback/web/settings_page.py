"""The settings: how it looks, how it words, where its user is; where everything lies, and the check-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from ringback import settings
from ringback.web.site import Here, Site, checked, go, page

if TYPE_CHECKING:
    from ringback.app.doctor import Check

router = APIRouter()
Checked = Depends(checked)

THEMES: Mapping[str, str] = {"": "As the system has it", "light": "Light", "dark": "Dark"}
TONES: Mapping[str, str] = {"plain": "Plain", "warm": "Warm", "formal": "Formal"}
LOCALES: Mapping[str, str] = {"": "As the machine has it", "en-GB": "British", "en-US": "American"}
NUMBERS: Mapping[str, str] = {"": "Show them", "true": "Hide them"}
MARKS: Mapping[bool | None, str] = {True: "In order", False: "To do", None: "Worth knowing"}
YEAR = 365 * 24 * 3600
SHORT = ("me", "greeting", "country", "zone")
"""What is typed; the rest is chosen."""
BY_FORM = ("locale", "zone", "me", "country", "hide_numbers", "tone", "greeting")


@dataclass(frozen=True, slots=True)
class Typed:
    """One field that is typed: what it asks, what it helps with, and what holds where it is empty."""

    name: str
    asks: str
    helps: str
    value: str
    wrong: str = ""
    over: str = ""


ASKS: Mapping[str, tuple[str, str]] = {
    "me": ("My name", "As a transcript gives it, and as letters are signed."),
    "greeting": ("How I begin a letter", "A word or three before the name: Hi, Hello, Dear, Good morning."),
    "country": ("My country", "Two letters, such as GB or IE: for helplines and holidays."),
    "zone": ("My time zone", "Such as Europe/London. Left empty, it is the machine's."),
}


@router.get("/settings")
def settings_page(request: Request, here: Here, kept: str = "") -> Response:
    """What is set, and what can be."""
    return _shown(request, here, _in_words(settings.in_file(here.world.home)), kept=bool(kept))


@router.post("/settings/check", dependencies=[Checked])
def check(
    request: Request,
    here: Here,
    typed: Annotated[_Form, Depends()],
    theme: Annotated[str, Form()] = "",
) -> Response:
    """How this machine is, beside the settings as they were typed; none is kept by it."""
    return _shown(request, here, {**typed.by_key(), "theme": theme}, checks=_checks(here))


@router.post("/settings", dependencies=[Checked])
def keep(
    request: Request,
    here: Here,
    typed: Annotated[_Form, Depends()],
    theme: Annotated[str, Form()] = "",
) -> Response:
    """Keep the settings; where one can't be, none is, and its field says why."""
    given = typed.by_key()
    wrong = {key: says for key, value in given.items() if (says := _refused(key, value))}
    if wrong:
        return _shown(request, here, {**given, "theme": theme}, wrong=wrong)
    home = here.world.home
    before = _in_words(settings.in_file(home))
    for key, value in given.items():
        if value and value != before.get(key, ""):
            settings.put(home, key, value)
        elif not value and before.get(key):
            settings.remove(home, key)
    answer = go("/settings?kept=yes")
    _dress(answer, here, theme)
    return answer


@router.post("/settings/numbers", dependencies=[Checked])
def numbers(here: Here, numbers: Annotated[str, Form()], back: Annotated[str, Form()] = "") -> Response:
    """Hide the numbers or show them, and back to the page where that was asked."""
    home = here.world.home
    if numbers == "hide":
        settings.put(home, "hide_numbers", "true")
    elif "hide_numbers" in settings.in_file(home):
        settings.remove(home, "hide_numbers")
    return go(back if _ours(back) else "/settings")


class _Form:
    """The fields of the form."""

    def __init__(
        self,
        locale: Annotated[str, Form()] = "",
        zone: Annotated[str, Form()] = "",
        me: Annotated[str, Form()] = "",
        country: Annotated[str, Form()] = "",
        hide_numbers: Annotated[str, Form()] = "",
        tone: Annotated[str, Form()] = "",
        greeting: Annotated[str, Form()] = "",
    ) -> None:
        given = (locale, zone, me, country, hide_numbers, tone, greeting)
        self._given = dict(zip(BY_FORM, (value.strip() for value in given), strict=True))

    def by_key(self) -> dict[str, str]:
        """What was given, by the setting's key; nothing where it is left as it comes."""
        return self._given


def _refused(key: str, value: str) -> str:
    """Why a setting can't have a value; nothing where it can."""
    try:
        if value:
            settings.check(key, value)
    except settings.BadSetting as error:
        return f"{error.message} {error.remedy}"
    return ""


def _in_words(chosen: Mapping[str, Any]) -> dict[str, str]:
    """The settings as the form has them."""
    return {
        key: ("true" if value else "") if isinstance(value, bool) else str(value)
        for key, value in chosen.items()
    }


def _dress(answer: Response, here: Site, theme: str) -> None:
    name = f"{here.door.cookie}_theme"
    if theme in ("light", "dark"):
        answer.set_cookie(name, theme, max_age=YEAR, httponly=True, samesite="strict", path="/")
    else:
        answer.delete_cookie(name, path="/")


def _ours(place: str) -> bool:
    """Whether a place is a path of this site, and can't be taken for another site's address."""
    return place.startswith("/") and not place.startswith("//") and "\\" not in place and place.isprintable()


def _checks(here: Site) -> tuple[tuple[str, Check], ...]:
    """What the check-up says, each with its mark. It takes seconds, so it is made when asked."""
    from ringback.app.doctor import check_up

    world = here.world
    found = check_up(world.home, world.chosen.catalogue_folder, world.zone, world.locale)
    return tuple((MARKS[one.fine], one) for one in found)


def _shown(
    request: Request,
    here: Site,
    given: Mapping[str, str],
    *,
    wrong: Mapping[str, str] | None = None,
    kept: bool = False,
    checks: Sequence[tuple[str, Check]] = (),
) -> Response:
    world = here.world
    faults = wrong or {}
    return page(
        request,
        "settings.html",
        400 if faults else 200,
        given=given,
        wrong=faults,
        fields=[_typed(key, given, faults, here) for key in SHORT],
        choices={"themes": THEMES, "tones": TONES, "locales": LOCALES, "numbers": NUMBERS},
        kept=kept,
        world=world,
        config=world.home / settings.FILE,
        checks=checks,
    )


def _typed(key: str, given: Mapping[str, str], wrong: Mapping[str, str], here: Site) -> Typed:
    asks, helps = ASKS[key]
    return Typed(key, asks, helps, given.get(key, ""), wrong.get(key, ""), _over(key, here))


def _over(key: str, here: Site) -> str:
    """The value that stands over the file's, from how Ringback was started; nothing where none does."""
    world = here.world
    in_force = getattr(world.chosen, key)
    return "" if in_force == settings.in_file(world.home).get(key) else str(in_force or "")
