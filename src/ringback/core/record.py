"""The record put right: what was said that isn't so, what is true instead, and a plain sorry for it."""

from __future__ import annotations

from ringback.core import voicing
from ringback.core.facts import Fact, usable
from ringback.core.wording import Desk, Sentence

SAID, TRUTH = "said", "truth"
"""The questions of the recall whose answers are what was said and what is so; neither mends an answer."""


def set_straight(desk: Desk) -> list[Sentence]:
    """What was said that isn't so, and what is true instead."""
    said, truth = _record(desk)
    return [*_said(desk, said), _truth(desk, truth)]


def _record(desk: Desk) -> tuple[Fact | None, Fact | None]:
    said = _first(desk.answered(SAID), desk.of("event", like="said_untrue"))
    better = [] if desk.particulars.mixed else desk.of("answer")
    return said, _first(desk.answered(TRUTH), better)


def _first(*found: list[Fact]) -> Fact | None:
    return next((fact for facts in found for fact in facts), None)


def resting(desk: Desk, frame: str, move: str, *facts: Fact | None) -> Sentence:
    """A sentence that rests on the first of these facts and tells nothing of it; without one it hangs."""
    fact = next((fact for fact in facts if fact and usable(fact)), None)
    return desk.say(frame, move, fact) if fact else desk.hanging(frame, move)


def _said(desk: Desk, said: Fact | None) -> list[Sentence]:
    """What was said and that it wasn't so; where it can't be told as it stands, the opening and a gap."""
    if said is None:
        gap = desk.gap("said", "correct_answer")
    elif desk.ear.hears("third_person", line := voicing.as_said(said.text)):
        gap = desk.gap("own_words", "correct_answer", said, text=line)
    else:
        return [_untrue(desk, said, line)]
    return [desk.hanging("letters.correct_open", "correct_answer"), gap]


def _untrue(desk: Desk, said: Fact, line: str) -> Sentence:
    clauses = {"clause": desk.within(line), "Clause": desk.opening(line)}
    if not desk.ear.hears("said_untrue", line):
        return desk.say("letters.correct_words", "correct_answer", said, **clauses)
    frame = "letters.correct_said" if _lied(desk) else "letters.correct_slip"
    return desk.say(frame, "correct_answer", said, **clauses)


def _truth(desk: Desk, truth: Fact | None) -> Sentence:
    if truth is None:
        return desk.gap("truth", "correct_answer")
    if voicing.shape(truth.text) == "sentences":
        return desk.own(truth, "correct_answer")
    return desk.say("letters.correct_truth", "correct_answer", truth, clause=desk.within(truth.text))


def sorry(desk: Desk) -> Sentence:
    """One plain sorry for it, resting on what was said or on what is true."""
    frame = "letters.correct_sorry" if _lied(desk) else "letters.slip_sorry"
    return resting(desk, frame, "acknowledge", *_record(desk))


def _lied(desk: Desk) -> bool:
    return desk.particulars.lied
