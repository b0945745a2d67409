"""The words of a report that stand for the contract's values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

UNREAD = "They aren't in English, or it isn't clear who in them is the candidate."
CHANNEL: Mapping[str, str] = {
    "phone": "Phone interview",
    "video": "Video interview",
    "in_person": "Interview in person",
    "mixed": "Interviews",
}
STAGE: Mapping[str, str] = {
    "recruiter_screen": "a recruiter's first call",
    "hiring_manager_screen": "with the hiring manager",
    "technical_screen": "technical",
    "panel": "with a panel",
    "final": "the last one",
}
RULE: Mapping[str, str] = {
    "hit_or_miss": "one screen, hit or miss",
    "progressive_elimination": "each stage passed in turn",
    "cumulative": "everything looked at together",
    "mixed": "a gate, then everything together",
}
STAGE_KIND: Mapping[str, str] = {
    "application": "application",
    "recruiter_screen": "recruiter's call",
    "phone_interview": "phone interview",
    "technical_phone_screen": "technical phone screen",
    "video_interview": "video interview",
    "online_assessment": "test",
    "take_home": "take-home task",
    "take_home_review": "talk about the task",
    "technical_interview": "technical interview",
    "pair_programming": "pair programming",
    "system_design": "design interview",
    "behavioral_or_culture": "talk about how you work",
    "presentation": "presentation",
    "hiring_manager_interview": "the hiring manager",
    "panel_or_onsite": "interview in person or panel",
    "trial_day_or_project": "trial day",
    "executive_or_final": "final or executive interview",
    "reference_check": "references and checks",
    "offer": "offer",
}
WORTH: Mapping[str, str] = {
    "none": "worth nothing here",
    "little": "worth little",
    "some": "worth something: small in numbers, and cheap to make",
}
NOTICED: Mapping[str, str] = {
    "likely": "probably noticed",
    "unlikely": "probably not noticed",
    "unknown": "can't tell if noticed",
}
DRAFT: Mapping[str, str] = {
    "acceptance": "the line that says yes",
    "thank_you": "a thank-you",
    "follow_up": "a follow-up with one answer in it",
    "correction": "a correction",
    "question": "the one question",
    "ask_manager": "one question to the manager",
    "apology": "a plain apology",
    "rebook": "a message to fix another time",
    "close": "a few lines to end with",
    "reopen": "a message to come back",
    "nudge": "one line to ask where things stand",
    "offer_sample": "a sample by itself, in place of a follow-up",
    "about_the_call": "what to say when they ask about the call",
    "named_letter": "a message that names it",
    "opener_named": "the opener that names it",
    "opener_unnamed": "the opener that doesn't",
}
ACTION: Mapping[str, str] = {
    "follow_up_now": "write to them",
    "raise_at_next_stage": "raise it at the next stage",
    "routine_thank_you_only": "a thank-you, no more",
    "wait": "wait",
    "move_on": "put it down",
    "correct_the_record": "put it right",
}
HAPPENED: Mapping[str, str] = {
    "advanced": "through to the next stage",
    "offer": "an offer",
    "rejected": "a no",
    "silence": "silence",
    "withdrew": "you withdrew",
    "cancelled": "cancelled",
    "other": "something else",
}
THE_OPENERS: Mapping[str, str] = {
    "opener_named": "the opener that names the call",
    "opener_unnamed": "the opener that doesn't name it",
}
FORM: Mapping[str, str] = {"email": "by e-mail", "spoken": "to say"}

BY_PHONE = "Or by phone, to them or to a machine"
PROVENANCE: Mapping[str, str] = {
    "told": "you told it",
    "found": "found; not used until you say yes",
    "confirmed": "found, and confirmed by you",
    "proposed": "proposed; not used until you say yes",
}
REPAIRED: Mapping[bool | None, str] = {
    True: "you raised the call",
    False: "you left the call alone",
    None: "",
}
COUNT: Mapping[int, str] = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


ANSWERED = frozenset(
    (
        "answer",
        "came_of_it",
        "proof",
        "reason",
        "said",
        "standard",
        "the_question",
        "truth",
        "untrue",
        "withdrew",
    )
)
"""Questions of the recall whose answers are quoted, by id."""


def place(source: str) -> str:
    """Where something was told: a text by its name, or an answer."""
    return "when you were asked" if source in ANSWERED else f"in {source}"


def worth(record: Mapping[str, Any]) -> str:
    """What a repair is worth; a correction is owed, whatever it does to the odds."""
    if record["advised_action"] == "correct_the_record":
        return "owed, whatever it does to the odds"
    return WORTH[record["repair_worth"]]


def the(kind: str) -> str:
    """A draft of a kind as one that is known."""
    return THE_OPENERS.get(kind) or re.sub(r"^(?:an?|one) ", "the ", DRAFT[kind])


def number(count: int) -> str:
    """A small number in a word."""
    return COUNT.get(count, str(count))


def share(chance: float) -> str:
    """A chance in tenths: "about 4 in 10"."""
    tenths = round(chance * 10)
    if tenths == 0:
        return "less than 1 in 10"
    return "nearly sure" if tenths == 10 else f"about {tenths} in 10"


def ended(text: str) -> str:
    """The text with a full stop at its end, where it has no end of its own."""
    line = text.strip()
    return line if not line or line[-1] in ".!?…\"”'" else f"{line}."


def sentence(text: str) -> str:
    """The text with a capital at its head and an end."""
    line = ended(text)
    return f"{line[:1].upper()}{line[1:]}"


def printable(name: str) -> str:
    """A name with nothing in it that could steer a terminal or break a picture."""
    return "".join(char if char.isprintable() else " " for char in name).strip()


def capital(text: str) -> str:
    """The text with a capital at its head."""
    return f"{text[:1].upper()}{text[1:]}"


def listed(names: list[str]) -> str:
    """ "Ravi", "Ravi and Elin", "Ravi, Elin and Tom"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
