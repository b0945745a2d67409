"""What to say when they ask about the call: it is answered, in facts, and then something they can test."""

from __future__ import annotations

from collections.abc import Sequence

from ringback.core import openers, voicing
from ringback.core.facts import Fact
from ringback.core.record import set_straight
from ringback.core.wording import Desk, Sentence

SHORTEST_SECONDS, LONGEST_SECONDS = 20, 40
_MORE = (
    ("about.check", "offer_proof"),
    ("about.more", "hand_back_control"),
    ("openers.theirs", "hand_back_control"),
)


def about_the_call(desk: Desk) -> list[Sentence]:
    """What happened, why where it helps, how it usually is, something to test, the word back to them.

    Where something said wasn't so, that is put right; no reason is given, and no test of skill is offered.
    """
    untrue = desk.particulars.concern == "integrity"
    told = set_straight(desk) if untrue else _told(desk)
    reasons, usual = ([], []) if untrue else (openers.reasons(desk), openers.reassured(desk))
    test = [desk.say("about.checked", "offer_proof")] if untrue else _tested(desk)
    sentences = [
        *([] if untrue else [desk.say("about.open", "ask_floor")]),
        *told,
        *reasons,
        *usual,
        *test,
        desk.say("about.end", "hand_back_control"),
    ]
    spare = [*([] if untrue else told[1:]), *usual[:1], *reasons[:1], *usual[1:], *reasons[1:]]
    kept = openers.short_enough(sentences, spare, LONGEST_SECONDS)
    return _long_enough(desk, kept, _MORE[1:] if untrue else _MORE)


def _told(desk: Desk) -> list[Sentence]:
    """What happened in their own words; the frame where these can't be said; else the gap."""
    own = desk.sayable("event", "standard", like="unhappy")
    fact = openers.happened(desk)
    sayable = [one for one in (fact, own) if one and voicing.shape(one.text) == "clause"]
    if sayable:
        return [_of_the_call(desk, one) for one in sayable]
    grounds = desk.of("event", "standard", unlike=("liked", "said_untrue", "withdrew"))[:1]
    if grounds:
        return openers.framed(desk, grounds)
    return [desk.gap("what_wrong", "acknowledge")]


def _of_the_call(desk: Desk, fact: Fact) -> Sentence:
    bare = desk.ear.hears("bare", fact.text) and len(fact.text.split()) <= openers.BARE_WORDS
    tied = bare and "the_question" in desk.named
    return desk.own(fact, "acknowledge", "openers.at_the_question" if tied else "openers.own")


def _tested(desk: Desk) -> list[Sentence]:
    """The answer as they would give it now; else the thing to show; else anything they like to ask."""
    answer, proof = openers.mending(desk), desk.sayable("proof")
    if answer and len(answer.text.split()) <= voicing.LONGEST:
        return [desk.say("about.now", "offer_proof"), openers.mended(desk, answer)]
    if proof:
        return openers.offered(desk, proof, "openers")
    return [desk.say("about.check", "offer_proof")]


def _long_enough(desk: Desk, sentences: list[Sentence], spare: Sequence[tuple[str, str]]) -> list[Sentence]:
    for frame, move in spare:
        more = desk.say(frame, move)
        short = openers.seconds(sentences) < SHORTEST_SECONDS and more not in sentences
        if short and openers.seconds([*sentences, more]) <= LONGEST_SECONDS:
            sentences = [*sentences[:-1], more, sentences[-1]]
    return sentences
