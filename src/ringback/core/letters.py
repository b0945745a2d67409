"""What is sent: each kind of message as its sentences, greeting to sign-off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ringback.core import openers, voicing
from ringback.core.facts import Fact, usable
from ringback.core.record import resting, set_straight, sorry
from ringback.core.wording import Desk, Sentence

WITHDREW = "withdrew"
"""The question of the recall whose answer is how they stepped out."""

LONGEST_ACCOUNT = 25
"""Seconds of a letter that name the call: more would make it larger than it was."""


def acceptance(desk: Desk) -> list[Sentence]:
    """Yes to the next stage, on its day where that is known; nothing of the call."""
    return [
        desk.say("letters.accept_thanks", "thanks"),
        desk.say("letters.accept", "hand_back_control"),
        desk.say("letters.accept_end", "hand_back_control"),
    ]


def thank_you(desk: Desk) -> list[Sentence]:
    """Thanks, one thing that stayed with them, and nothing of how it went."""
    later = desk.particulars.thanks_later
    liked = [] if later else desk.of("event", "people", like="liked")
    end = "left_open_end" if desk.particulars.case == "left_open" else "thank_you_end"
    return [
        desk.say("letters.thanks", "thanks"),
        *([desk.sayable_or_gap(liked, "thanks", "liked")] if liked or "job" not in desk.named else []),
        *_interest(desk),
        desk.say(f"letters.{end}", "hand_back_control"),
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


def named_letter(desk: Desk) -> list[Sentence]:
    """By its owner's wish: thanks, the call as it was, why, the answer or an offer, their choice."""
    answer, proof = openers.mending(desk), desk.sayable("proof")
    body, spare = openers.owned(desk)
    return [
        desk.say("letters.thanks", "thanks"),
        *openers.short_enough(body, spare, LONGEST_ACCOUNT),
        *_mended(desk, answer, proof),
        *_offer(desk, proof),
        desk.say("letters.hand_back", "hand_back_control"),
    ]


def _mended(desk: Desk, answer: Fact | None, proof: Fact | None) -> list[Sentence]:
    """The answer as it would be now; where there is nothing to show either, the gap for it."""
    if answer is None and proof:
        return []
    lead = desk.say if answer else desk.hanging
    return [lead("about.now", "offer_proof"), openers.mended(desk, answer)]


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
    return [
        *set_straight(desk),
        sorry(desk),
        desk.say("letters.correct_hand_back", "hand_back_control"),
    ]


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

    Who stepped out is the one who decided it, and asks nothing; who is stepping out says so.
    """
    if desk.particulars.stepping_out:
        return [
            desk.say("letters.close_thanks", "thanks"),
            desk.say("letters.withdraw", "hand_back_control"),
            desk.say("letters.withdraw_end", "hand_back_control"),
        ]
    return [
        desk.say("letters.close_thanks", "thanks"),
        *([desk.say("letters.close_feedback", "hand_back_control")] if asks_feedback(desk) else []),
        desk.say("letters.close_door", "hand_back_control"),
    ]


def asks_feedback(desk: Desk) -> bool:
    """Whether somebody has said no and can be asked why: not after a silence, or one's own withdrawal."""
    told = [*desk.answered(WITHDREW), *desk.of("event", like="withdrew")]
    stepped_out = desk.particulars.stepping_out or desk.particulars.withdrawn or told
    return not stepped_out and desk.particulars.case not in ("closed_withdrawn", "closed_silence")


def reopen(desk: Desk) -> list[Sentence]:
    """After one's own withdrawal: that it was one's own, why now, and the question; yes, where they asked."""
    if desk.particulars.case == "welcome":
        return [
            desk.say("letters.welcome_thanks", "thanks"),
            desk.say("letters.come_back", "hand_back_control"),
            desk.say("letters.another_time", "ask_second_chance"),
            desk.gap("two_times", "ask_second_chance"),
            desk.say("letters.rebook_end", "hand_back_control"),
        ]
    told = [*desk.answered(WITHDREW), *desk.of("event", like="withdrew")]
    reason = desk.sayable("reason", like="since")
    return [
        desk.sayable_or_gap(told, "acknowledge", "withdrew"),
        *([desk.own(reason, "reason", "letters.own")] if reason else []),
        desk.say("letters.reopen_ask", "ask_second_chance"),
        desk.say("letters.reopen_come", "hand_back_control"),
        desk.say("letters.reopen_end", "hand_back_control"),
    ]


def apology(desk: Desk) -> list[Sentence]:
    """Thanks, and one plain sorry for what they plainly heard; no reason, no second answer."""
    fact = openers.owed(desk)
    return [
        desk.say("letters.thanks", "thanks"),
        desk.own(fact, "acknowledge", "letters.own") if fact else desk.gap("what_wrong", "acknowledge"),
        resting(desk, "letters.sorry", "acknowledge", fact),
        *_interest(desk),
        desk.say("letters.thank_you_end", "hand_back_control"),
    ]


def rebook(desk: Desk) -> list[Sentence]:
    """After a call that didn't take place: sorry once, the cause if it can be said, two times that suit.

    Where it was they who didn't ring, nobody is sorry for it.
    """
    theirs = desk.particulars.case == "stood_up"
    return [
        *([desk.say("letters.stood_up", "ask_floor")] if theirs else _missed(desk, openers.happened(desk))),
        desk.say("letters.another_time", "ask_second_chance"),
        desk.gap("two_times", "ask_second_chance"),
        desk.say("letters.rebook_end", "hand_back_control"),
    ]


def _missed(desk: Desk, cause: Fact | None) -> list[Sentence]:
    if cause and usable(cause) and voicing.shape(cause.text) != "sentences":
        return [desk.own(cause, "acknowledge", "letters.missed")]
    told = desk.own(cause, "acknowledge") if cause else desk.gap("cause", "acknowledge")
    return [resting(desk, "letters.missed_open", "acknowledge", cause), told]


def ask_manager(desk: Desk) -> list[Sentence]:
    """After a screener's no, once, to the one the job reports to: the work, and the decision left there."""
    return [
        desk.say("letters.manager_open", "ask_floor"),
        *shown(desk),
        *_interest(desk),
        desk.say("letters.manager_end", "hand_back_control"),
    ]


def offer_sample(desk: Desk) -> list[Sentence]:
    """One thing to show, and the word back to them; nothing of how anything went."""
    return [
        desk.say("letters.sample_open", "ask_floor"),
        *shown(desk),
        desk.say("letters.sample_end", "hand_back_control"),
    ]


def shown(desk: Desk) -> list[Sentence]:
    """The proof on offer, or the gap for it."""
    proof = desk.sayable("proof")
    return openers.offered(desk, proof, "letters") if proof else [desk.gap("proof", "offer_proof")]


def nudge(desk: Desk) -> list[Sentence]:
    """One line after a silence."""
    return [desk.say("letters.nudge", "hand_back_control")]


WRITERS: Mapping[str, Callable[[Desk], list[Sentence]]] = {
    "acceptance": acceptance,
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
    "offer_sample": offer_sample,
    "named_letter": named_letter,
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
    return [desk.say(_greeting(desk), "greeting"), *body, signed]


def _greeting(desk: Desk) -> str:
    """Their own way to begin, where they have one; "Dear" alone greets nobody."""
    own = desk.named.get("greeting", "")
    if "addressee" in desk.named:
        return "letters.greeting_own" if own else "letters.greeting"
    return "letters.greeting_own" if own and own.lower() != "dear" else "letters.greeting_nobody"


def _interest(desk: Desk) -> list[Sentence]:
    """That they want the job, in their own words; nothing where these can't be said."""
    fact = desk.sayable("preference", like="interest", unlike=("pleading",))
    if fact is None or not usable(fact):
        return []
    if voicing.shape(fact.text) == "phrase":
        return [desk.say("letters.interest_phrase", "restate_interest", fact, phrase=desk.within(fact.text))]
    return [desk.own(fact, "restate_interest")]
