"""What to say on ringing them instead of writing: to whoever picks up, or to a machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ringback.core import letters, openers
from ringback.core.record import resting
from ringback.core.wording import Desk, Sentence

LONGEST_SECONDS = 30
"""Seconds in which it ends (evidence advice-3: long messages on a machine turn their hearers off)."""


def by_phone(desk: Desk, kind: str) -> tuple[Sentence, ...]:
    """The words of a message as they are said, in under half a minute where they can be, with the number.

    Empty for a kind that belongs in writing, or that nobody needs to be rung for.
    """
    if kind not in _SAID:
        return ()
    body, end = _SAID[kind]
    choices = [
        (
            _greeting(desk),
            *sentences,
            desk.gap("number", "hand_back_control"),
            desk.say(f"by_phone.{end}", "hand_back_control"),
        )
        for sentences in body(desk)
    ]
    return next((one for one in choices if openers.seconds(one) < LONGEST_SECONDS), choices[-1])


def _greeting(desk: Desk) -> Sentence:
    if desk.particulars.me:
        return desk.say("by_phone.greeting", "greeting")
    return desk.hanging("by_phone.greeting", "greeting", me=desk.gap("me", "greeting").text)


def _answer(desk: Desk) -> Iterator[list[Sentence]]:
    """That there is an answer to add, where it is known to which question; not the answer itself."""
    thanks = desk.say("by_phone.thanks", "thanks")
    if "the_question" in desk.named and openers.mending(desk):
        yield [thanks, desk.say("by_phone.has_answer", "correct_answer")]
    yield [thanks, desk.say("by_phone.adds", "ask_floor")]


def _sample(desk: Desk) -> Iterator[list[Sentence]]:
    thanks, shown = desk.say("by_phone.thanks", "thanks"), letters.shown(desk)
    yield [thanks, desk.say("by_phone.offers", "offer_proof"), *shown]
    yield [thanks, *shown]
    yield [thanks, *shown[:1]]


def _another_time(desk: Desk) -> Iterator[list[Sentence]]:
    """Sorry for the missed call, and two times; the cause only where there is time for it."""
    whole = letters.rebook(desk)[:-1]
    yield whole
    if desk.particulars.case != "stood_up":
        yield [resting(desk, "letters.missed_open", "acknowledge", openers.happened(desk)), *whole[-2:]]


def _back(desk: Desk) -> Iterator[list[Sentence]]:
    """That they stepped out, and would come back."""
    yield letters.reopen(desk)[:-1]


_SAID: Mapping[str, tuple[Callable[[Desk], Iterator[list[Sentence]]], str]] = {
    "follow_up": (_answer, "hand_back"),
    "offer_sample": (_sample, "hand_back"),
    "rebook": (_another_time, "ring_me"),
    "reopen": (_back, "ring_me"),
}
