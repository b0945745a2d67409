"""Which kind of stage the words tell: content before who, who before medium, medium before place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ringback.core.stage_words import Term

TASKS = frozenset({"take_home", "take_home_review"})
EARLY = "phone_interview"

_CONTENT = {
    "take_home": "take_home",
    "pairing": "pair_programming",
    "culture": "behavioral_or_culture",
    "design": "system_design",
    "live_code": "technical_interview",
    "not_technical": "behavioral_or_culture",
    "presentation": "presentation",
    "trial": "trial_day_or_project",
    "online_assessment": "online_assessment",
    "application": "application",
    "reference": "reference_check",
    "offer": "offer",
}
"""Content that a stage is named for, in no order: the first in the words holds."""
_TECHNICAL = frozenset({"technical", "live_code", "design", "engineer"})
_WHO = {"hr": "recruiter_screen", "manager": "hiring_manager_interview", "executive": "executive_or_final"}
_MEANS_TASK = frozenset({"take_home", "task", "online_assessment"})
_TALKING_OVER = ("discuss", "debrief", "review")
_MANY = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A term and the part of its chunk it stands in: head, with, about or aside (in brackets)."""

    term: Term
    part: str


def kind_of(told: Sequence[Told], before: Sequence[str]) -> tuple[str, bool]:
    """The kind of a stage and whether the words name it; `before` are the kinds of the stages before it."""
    named = {one.term.what for one in told if one.part == "head"}
    every = {one.term.what for one in told}
    phone = "phone" in every and (_says_phone(told) or "video" not in every)
    if _is_review(told, named, before):
        return "take_home_review", True
    content = _content(told, every)
    if phone and (
        content in {"technical_interview", "system_design"} or (not content and _is_technical(named, every))
    ):
        return "technical_phone_screen", True
    if content:
        return content, True
    if "review" in named:
        return "technical_interview", "task" not in every
    if "task" in named and not named & {"meeting", "chat", "phone", "video"}:
        return _of_task(told, every)
    return _of_talk(told, named, every, phone, before)


def _of_task(told: Sequence[Told], every: set[str]) -> tuple[str, bool]:
    """Work with no more told than where: at home, if nothing is said."""
    if "onsite" not in every:
        return "take_home", False
    words = " ".join(one.term.words for one in told)
    technical = "technical" in every or any(word in words for word in ("cod", "program", "real", "technical"))
    return ("technical_interview" if technical else "panel_or_onsite"), False


def _of_talk(
    told: Sequence[Told], named: set[str], every: set[str], phone: bool, before: Sequence[str]
) -> tuple[str, bool]:
    """A talk whose content its name doesn't tell."""
    if "technical" in named:
        screens = any("screen" in one.term.words for one in told)
        return (
            "technical_phone_screen" if screens and not every & {"video", "onsite"} else "technical_interview"
        ), True
    who = every & {"hr", "manager", "executive", "engineer", "team"}
    if len(who) >= _MANY or (len(who) > 1 and "onsite" in every and not _is_final(told)):
        return "panel_or_onsite", True
    if _is_final(told):
        return "executive_or_final", True
    for what, kind in _WHO.items():
        if what in who:
            return kind, True
    described = {one.term.what for one in told if one.part != "head"} | named & {"work_talk"}
    if described & {"technical", "live_code", "work_talk", "design"} and not described & {
        "culture",
        "not_technical",
    }:
        return ("technical_phone_screen" if phone else "technical_interview"), bool(
            every & {"onsite", "phone", "video"}
        )
    if "culture" in described and not described & {"technical", "work_talk"} and "meeting" not in named:
        return "behavioral_or_culture", True
    if phone:
        return "phone_interview", True
    if "video" in every:
        return "video_interview", True
    if every & {"team", "onsite", "engineer"}:
        return "panel_or_onsite", True
    if "chat" in named and "meeting" not in named:
        return (EARLY, False) if not before or _introduces(told) else ("technical_interview", False)
    return "panel_or_onsite", False


def _says_phone(told: Sequence[Told]) -> bool:
    """Whether the phone itself is named, not only a call by video."""
    return any(
        one.term.what == "phone" and ("phone" in one.term.words or "intro" in one.term.words) for one in told
    )


def _introduces(told: Sequence[Told]) -> bool:
    return any(
        one.term.words.startswith(("intro", "screen", "get", "hello", "pre", "initial")) for one in told
    )


def _content(told: Sequence[Told], every: set[str]) -> str | None:
    """The content that a stage is named for; a visit with more than one is a panel."""
    meets = any(one.part == "head" and one.term.what == "meeting" for one in told)
    placed = every & {"phone", "video", "onsite"}
    found = [
        one.term
        for one in told
        if one.term.what in _CONTENT
        and (one.part == "head" or (one.part == "inside" and not (meets and one.term.what == "culture")))
        and not (one.term.what == "not_technical" and placed)
    ]
    kinds = list(dict.fromkeys(_CONTENT[term.what] for term in found))
    if "pair_programming" in kinds:
        kinds = [kind for kind in kinds if kind not in {"technical_interview", "system_design", "take_home"}]
    if len(kinds) > 1 and "onsite" in every and "take_home" not in kinds:
        return "panel_or_onsite"
    return kinds[0] if kinds else None


def _is_technical(named: set[str], every: set[str]) -> bool:
    return bool(
        named & {"technical"} or every & {"engineer"} or ("work_talk" in every and "culture" not in every)
    )


def _is_review(told: Sequence[Told], named: set[str], before: Sequence[str]) -> bool:
    """Whether it talks over work handed in before."""
    if not any(kind in {"take_home", "trial_day_or_project"} for kind in before):
        return False
    if named & (_CONTENT.keys() - {"live_code", "take_home", "online_assessment"}):
        return False
    if "review" in named:
        return True
    about = any(one.part != "head" and one.term.what in {*_MEANS_TASK, "trial", "handed_in"} for one in told)
    again = about or {"handed_in"} <= named
    if again and named & {"meeting", "chat", "phone", "video", "onsite", "technical"}:
        return True
    bare = named <= {"chat", "onsite", "video", "phone", "engineer", "team", "remote"} and any(
        one.part == "head" and one.term.words.startswith(_TALKING_OVER) for one in told
    )
    return before[-1] == "take_home" and bare


def _is_final(told: Sequence[Told]) -> bool:
    """ "Final interview", "last round", with no more told than that."""
    return any(
        one.term.what == "last"
        and (
            one.term.head
            or len(told) == 1
            or (n + 1 < len(told) and told[n + 1].term.what in {"meeting", "chat", "phone", "video"})
        )
        for n, one in enumerate(told)
    )


def same_activity(one: Sequence[Told], other: Sequence[Told]) -> bool:
    """Whether two chunks name the same thing twice, by another medium or place."""
    what = {told.term.what for told in one if told.part == "head"} - {"phone", "video", "onsite"}
    what_too = {told.term.what for told in other if told.part == "head"} - {"phone", "video", "onsite"}
    return not what_too or what == what_too
