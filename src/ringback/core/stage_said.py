"""What the words of one stage say, and the content that it is named for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ringback.core.stage_words import HOLDERS, MEDIA, PEOPLE, Term

VISIT = "panel_or_onsite"
CONTENT_KINDS = {
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
_WITHIN_PAIRING = frozenset({"technical_interview", "system_design", "take_home"})
_A_DRINK = (
    *("coffee", "casual coffee", "virtual coffee", "tea", "cup of", "cuppa", "hot chocolate", "beer"),
    *("virtual tea", "☕", "pint", "breakfast", "for coffee", "for a coffee", "for tea", "over coffee"),
    *("meet for a coffee", "meet for coffee", "drink"),
)


class Told(NamedTuple):
    """A term and the part of its chunk it stands in.

    Parts: head, with, about, inside (of a visit that holds more) or aside (in brackets).
    """

    term: Term
    part: str


class Said(NamedTuple):
    """What the words of one stage say: `named` in its main part, `described` elsewhere, `every` in all."""

    told: Sequence[Told]
    before: Sequence[str]
    named: set[str]
    described: set[str]
    every: set[str]
    content: str

    @property
    def by_phone(self) -> bool:
        """The phone is named, or a call that isn't by video."""
        return "phone" in self.every and (
            "video" not in self.every
            or any(one.term.what == "phone" and _names_the_phone(one.term) for one in self.told)
        )


def content_of(told: Sequence[Told], named: set[str], every: set[str]) -> str:
    """The content that a stage is named for; a visit with more than one is a panel; "" for none."""
    if not every & CONTENT_KINDS.keys():
        return ""
    placed = every & (MEDIA | PEOPLE)
    quiet = {"not_technical"} if placed else set()  # "non-technical phone screen"
    quiet |= {"a drink"} if every & HOLDERS else set()  # "coffee with the founder"
    at_a_meeting = {"culture"} if "meeting" in named else set()  # "interview including lunch"
    main = _contents(told, "head", quiet)
    if "take_home" in main:
        return "take_home"
    if "pair_programming" in main:
        main = [kind for kind in main if kind not in _WITHIN_PAIRING]
    kinds = dict.fromkeys(main + _contents(told, "inside", quiet | at_a_meeting))
    if kinds and any(one.part == "inside" and one.term.what == "review" for one in told):
        kinds["take_home_review"] = None
    if kinds and any(one.part == "inside" and one.term.what == "task" for one in told):
        kinds["take_home"] = None
    listed = set(_contents(told, "aside", quiet))  # "half a day on site (pairing, a design talk)"
    if "onsite" in every and (len(kinds) > 1 or (len(listed) > 1 and not main)):
        return VISIT
    return next(iter(kinds), "")


def _contents(told: Sequence[Told], part: str, quiet: set[str]) -> list[str]:
    """The kinds of content that a part names, but for quiet words."""
    return [
        CONTENT_KINDS[one.term.what]
        for one in told
        if one.part == part
        and one.term.what in CONTENT_KINDS
        and one.term.what not in quiet
        and not ("a drink" in quiet and one.term.words.startswith(_A_DRINK))
    ]


def _names_the_phone(term: Term) -> bool:
    return "phone" in term.words or "intro" in term.words
