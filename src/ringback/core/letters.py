"""What is sent, or left on a machine: each kind of message as its sentences, greeting to sign-off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ringback.core import openers, voicing
from ringback.core.facts import Fact, usable
from ringback.core.wording import Desk, Sentence

SAID, WITHDREW = "said", "withdrew"
"""The questions of the recall whose answers are what was said, and how they stepped out."""


def thank_you(desk: Desk) -> list[Sentence]:
    """Thanks, one thing that stayed with them, and nothing of how it went."""
    liked = desk.of("event", "people", like="liked")
    return [
        desk.say("letters.thanks", "thanks"),
        *([desk.sayable_or_gap(liked, "thanks", "liked")] if liked or "job" not in desk.named else []),
        *_interest(desk),
        desk.say("letters.thank_you_end", "hand_back_control"),
    ]


def follow_up(desk: Desk) -> list[Sentence]:
    """Thanks with the one mended answer in it; what went wrong is named only where they noticed it."""
    answer = openers.mending(desk)
    proof = desk.sayable("proof")
    mends = answer is not None or "the_question" in desk.named
    mended = [openers.mended(desk, answer)] if mends or proof is None else []
    return [
        desk.say("letters.thanks", "thanks"),
        _mending(desk),
        *mended,
        *_offer(desk, proof),
        *_interest(desk),
        desk.say("letters.hand_back", "hand_back_control"),
    ]


def _offer(desk: Desk, proof: Fact | None) -> list[Sentence]:
    if proof:
        return openers.offered(desk, proof, "letters")
    return [desk.say("letters.offer_open", "offer_proof")]


def _mending(desk: Desk) -> Sentence:
    """The sentence before the mended answer: named, or only added to."""
    fact = openers.happened(desk)
    grounds = [fact] if fact else []
    if desk.particulars.noticed != "likely":
        if "the_question" in desk.named:
            return desk.say("letters.unnamed_answer", "correct_answer")
        return desk.say("letters.unnamed_open", "ask_floor")
    if "the_question" in desk.named:
        return desk.say("letters.named_answer", "acknowledge", *grounds)
    if fact and voicing.shape(fact.text) == "clause":
        return desk.own(fact, "acknowledge", "letters.named_event")
    return desk.gap("acknowledge", "acknowledge")


def correction(desk: Desk) -> list[Sentence]:
    """The record first: what was said, what is true, one plain apology; no reason given."""
    said = _first(desk.answered(SAID), desk.of("event", like="said_untrue"))
    truth = _first(desk.answered(openers.TRUTH), desk.of("answer"))
    grounds = _grounds(said, truth)
    return [
        _recorded(desk, "letters.correct_open", "correct_answer", grounds),
        _said(desk, said),
        _truth(desk, truth),
        _recorded(desk, "letters.correct_sorry", "acknowledge", grounds),
        desk.say("letters.correct_hand_back", "hand_back_control"),
    ]


def _first(*found: list[Fact]) -> Fact | None:
    return next((fact for facts in found for fact in facts), None)


def _recorded(desk: Desk, frame: str, move: str, grounds: tuple[Fact, ...]) -> Sentence:
    return desk.say(frame, move, *grounds) if grounds else desk.hanging(frame, move)


def _grounds(*facts: Fact | None) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact and usable(fact))[:1]


def _said(desk: Desk, said: Fact | None) -> Sentence:
    if said is None:
        return desk.gap("said", "correct_answer")
    line = voicing.as_said(said.text)
    if desk.ear.hears("third_person", line):
        return desk.gap("own_words", "correct_answer", said, text=line)
    if not desk.ear.hears("said_untrue", line):
        return desk.say("letters.correct_words", "correct_answer", said, clause=desk.within(line))
    frame = "letters.correct_said" if desk.particulars.concern == "integrity" else "letters.correct_slip"
    return desk.say(frame, "correct_answer", said, Clause=desk.opening(line))


def _truth(desk: Desk, truth: Fact | None) -> Sentence:
    if truth is None:
        return desk.gap("truth", "correct_answer")
    if voicing.shape(truth.text) == "sentences":
        return desk.own(truth, "correct_answer")
    return desk.say("letters.correct_truth", "correct_answer", truth, clause=desk.within(truth.text))


def question(desk: Desk) -> list[Sentence]:
    """The one question that would settle what is worth doing."""
    asked = desk.particulars.question
    words = (
        Sentence(voicing.ended(" ".join(asked.split())), "ask_floor", particulars=("question",))
        if asked
        else desk.gap("question", "ask_floor")
    )
    return [
        desk.say("letters.question_open", "ask_floor"),
        words,
        desk.say("letters.question_end", "thanks"),
    ]


def close(desk: Desk) -> list[Sentence]:
    """A graceful end: thanks, one line of feedback asked for, the door left as it is.

    Who stepped out is the one who decided it, and asks nothing.
    """
    stepped_out = [*desk.answered(WITHDREW), *desk.of("event", like="withdrew")]
    return [
        desk.say("letters.close_thanks", "thanks"),
        *([] if stepped_out else [desk.say("letters.close_feedback", "hand_back_control")]),
        desk.say("letters.close_door", "hand_back_control"),
    ]


def reopen(desk: Desk) -> list[Sentence]:
    """After one's own withdrawal: that it was one's own, why now, and the question."""
    told = [*desk.answered(WITHDREW), *desk.of("event", like="withdrew")]
    left = [fact for fact in told if usable(fact)]
    reason = desk.sayable("reason", like="since")
    return [
        desk.say("letters.reopen", "acknowledge", left[0]) if left else desk.gap("withdrew", "acknowledge"),
        *([desk.own(reason, "reason", "letters.own")] if reason else []),
        desk.say("letters.reopen_ask", "ask_second_chance"),
        desk.say("letters.reopen_end", "hand_back_control"),
    ]


def apology(desk: Desk) -> list[Sentence]:
    """Thanks, and one plain sorry for what they plainly heard; no reason, no second answer."""
    fact = openers.happened(desk)
    return [
        desk.say("letters.thanks", "thanks"),
        desk.own(fact, "acknowledge", "letters.own") if fact else desk.gap("what_wrong", "acknowledge"),
        _recorded(desk, "letters.sorry", "acknowledge", (fact,) if fact else ()),
        *_interest(desk),
        desk.say("letters.thank_you_end", "hand_back_control"),
    ]


def rebook(desk: Desk) -> list[Sentence]:
    """After a call that didn't take place: sorry once, the cause if it can be said, two times that suit."""
    fact = openers.happened(desk)
    return [
        _recorded(desk, "letters.missed", "acknowledge", (fact,) if fact else ()),
        desk.own(fact, "acknowledge", "letters.own") if fact else desk.gap("cause", "acknowledge"),
        desk.say("letters.another_time", "ask_second_chance"),
        desk.gap("two_times", "ask_second_chance"),
        desk.say("letters.rebook_end", "hand_back_control"),
    ]


def ask_manager(desk: Desk) -> list[Sentence]:
    """After a screener's no, once, to the one the job reports to: the work, and the decision left there."""
    proof = desk.sayable("proof")
    return [
        desk.say("letters.manager_open", "ask_floor"),
        *(openers.offered(desk, proof, "letters") if proof else [desk.gap("proof", "offer_proof")]),
        *_interest(desk),
        desk.say("letters.manager_end", "hand_back_control"),
    ]


def nudge(desk: Desk) -> list[Sentence]:
    """One line after a silence."""
    return [desk.say("letters.nudge", "hand_back_control")]


WRITERS: Mapping[str, Callable[[Desk], list[Sentence]]] = {
    "thank_you": thank_you,
    "follow_up": follow_up,
    "correction": correction,
    "question": question,
    "close": close,
    "reopen": reopen,
    "ask_manager": ask_manager,
    "apology": apology,
    "rebook": rebook,
    "nudge": nudge,
}
"""Each kind of message that is sent, by its name among the plan's."""


def as_email(desk: Desk, body: list[Sentence]) -> list[Sentence]:
    """The body between greeting and sign-off; without a name the signature is a gap."""
    sign_off = desk.say("letters.sign_off", "close")
    name = desk.particulars.me or desk.gap("me", "close").text
    signed = replace(
        sign_off,
        text=f"{sign_off.text}\n{name}",
        gap=desk.particulars.me is None,
        particulars=("me",) if desk.particulars.me else (),
    )
    greeting = "letters.greeting" if desk.particulars.addressee else "letters.greeting_nobody"
    return [desk.say(greeting, "greeting"), *body, signed]


def voicemail(desk: Desk) -> list[Sentence]:
    """A follow-up as it is left on a machine: under half a minute, with the number to ring."""
    greeting = (
        desk.say("voicemail.greeting", "greeting")
        if desk.particulars.me
        else desk.hanging("voicemail.greeting", "greeting", me=desk.gap("me", "greeting").text)
    )
    number = desk.gap("number", "hand_back_control")
    add = (
        [desk.say("voicemail.has_answer", "correct_answer")]
        if "the_question" in desk.named
        else [desk.say("voicemail.adds", "ask_floor")]
    )
    return [
        greeting,
        desk.say("voicemail.thanks", "thanks"),
        *add,
        number,
        desk.say("voicemail.hand_back", "hand_back_control"),
    ]


def _interest(desk: Desk) -> list[Sentence]:
    facts = [fact for fact in desk.of("preference", like="interest") if usable(fact)]
    return [desk.say("letters.interest", "restate_interest", facts[0])] if facts else []
