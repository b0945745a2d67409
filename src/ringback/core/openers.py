"""The two openers for one who has advanced: the call named once, or only the proof that was missing."""

from __future__ import annotations

from collections.abc import Sequence

from ringback.core import voicing
from ringback.core.facts import Fact
from ringback.core.wording import Desk, Sentence

WORDS_A_MINUTE = 150
LONGEST_SECONDS = 50
TRUTH = "truth"
"""The question whose answer sets the record right; it mends no answer of the call."""
BARE_WORDS = 6
"""A short clause that names no topic of its own can be tied to the question that was asked."""

_BEFORE_ANY_CALL = ("private", "blame", "avoidable", "nerves", "third_person", "self_label")


def seconds(sentences: Sequence[Sentence]) -> int:
    """How long they take to say, at 150 words a minute."""
    return round(sum(len(sentence.text.split()) for sentence in sentences) * 60 / WORDS_A_MINUTE)


def named(desk: Desk) -> list[Sentence]:
    """The full form: the floor, the call as it was, the true reason, not typical, proof, and their choice."""
    that_day, lasting = _reasons_of(desk, "reason"), _reasons_of(desk, "experience", "preference")
    spare = [*_what_happened(desk), *(that_day if lasting else []), *lasting[1:], *_usual(desk)]
    sentences = [
        desk.say("openers.ask_floor", "ask_floor"),
        *_acknowledged(desk),
        *_what_happened(desk),
        *that_day,
        *_below(desk),
        *_usual(desk),
        *lasting,
        *_knows(desk),
        *_offer(desk),
        desk.say("openers.hand_back", "hand_back_control"),
    ]
    return _short_enough(sentences, spare)


def unnamed(desk: Desk) -> list[Sentence]:
    """The proof offered and the question answered; nothing says that anything went wrong."""
    return [
        *_lead(desk),
        *_proof(desk),
        desk.say("openers.hand_back_unnamed", "hand_back_control"),
    ]


def _short_enough(sentences: list[Sentence], spare: Sequence[Sentence]) -> list[Sentence]:
    """Without what can be spared, from the last on, until it can be said in time."""
    left = list(spare)
    while left and seconds(sentences) > LONGEST_SECONDS:
        sentences = [sentence for sentence in sentences if sentence != left[-1]]
        left.pop()
    return sentences


def _acknowledged(desk: Desk) -> list[Sentence]:
    """That they weren't happy with it: in their own words where these can be said, else in a frame."""
    own = desk.sayable("event", "standard", like="unhappy")
    if own and voicing.shape(own.text) == "clause":
        return [desk.own(own, "acknowledge")]
    grounds = desk.of("event", "standard", unlike=("liked", "said_untrue", "withdrew"))[:1]
    if grounds:
        return [desk.say("openers.unhappy", "acknowledge", *grounds)]
    return [desk.gap("acknowledge", "acknowledge")]


def happened(desk: Desk) -> Fact | None:
    """The one thing that went wrong in the call, where it can be said as it stands."""
    return desk.sayable("event", unlike=("unhappy", "liked", "felt", "withdrew", "said_untrue"))


def _what_happened(desk: Desk) -> list[Sentence]:
    fact = happened(desk)
    if fact is None or voicing.shape(fact.text) != "clause":
        return []
    bare = desk.ear.hears("bare", fact.text) and len(fact.text.split()) <= BARE_WORDS
    frame = "openers.at_the_question" if bare and "the_question" in desk.named else "openers.own"
    return [desk.own(fact, "acknowledge", frame)]


def _below(desk: Desk) -> list[Sentence]:
    fact = desk.sayable("standard", like="below", unlike=("unhappy", "same"))
    if fact is None:
        return []
    if voicing.shape(fact.text) == "phrase":
        return [
            desk.say("openers.below_phrase", "reassure_atypical", fact, phrase=_lower(desk.within(fact.text)))
        ]
    return [desk.own(fact, "reassure_atypical")]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _usual(desk: Desk) -> list[Sentence]:
    """How they usually do, in their own words."""
    return _reassured(desk, desk.sayable("standard", unlike=("below", "unhappy", "same", "knows")), "own")


def _knows(desk: Desk) -> list[Sentence]:
    """That they know more than they showed, in their own words, or the work they wrote down themselves."""
    known = desk.sayable("standard", like="knows")
    work = [fact for fact in desk.of("experience", unlike=("interviews",)) if fact.origin == "added"]
    return _reassured(desk, known or next((f for f in work if desk.ear.sayable(f.text)), None), "knows")


def _reassured(desk: Desk, fact: Fact | None, frame: str) -> list[Sentence]:
    if fact is None or voicing.shape(fact.text) == "phrase":
        return []
    return [desk.own(fact, "reassure_atypical", f"openers.{frame}")]


def holds_no_more(desk: Desk, fact: Fact) -> bool:
    """Whether a reason won't hold at the next stage as well, and is one's own to give.

    A reason that will still hold there is an argument against oneself; one that blames the line
    or the caller, or that nobody needs to hear, is left out. Experience of the work is no reason.
    """
    stage = desk.particulars.next_stage
    hears = desk.ear.hears
    of_people = desk.ear.without("of_calls", fact.text) if fact.kind == "experience" else fact.text
    of_the_work = fact.kind == "experience" and not hears("interviews", fact.text)
    barred = of_the_work or any(hears(name, of_people) for name in _BEFORE_ANY_CALL)
    if barred or not desk.ear.sayable(of_people):
        return False
    if hears("practice", fact.text):
        return stage in ("phone", "video")
    if fact.kind == "preference":
        return stage == "in_person" and hears("in_person", fact.text) and not hears("interest", fact.text)
    if hears("since", fact.text):
        return False
    by_medium = [medium for medium in ("phone", "video") if hears(medium, fact.text)]
    if by_medium:
        return stage != "unknown" and stage not in by_medium
    return not hears("lasting", fact.text) and not _of_earlier_calls(desk, fact)


def _of_earlier_calls(desk: Desk, fact: Fact) -> bool:
    """A count of earlier interviews that names no medium is read as of the kind that went wrong."""
    return fact.kind == "experience" and desk.particulars.next_stage in (desk.particulars.channel, "unknown")


def reasons(desk: Desk) -> list[Sentence]:
    """The true reasons that help: the day, earlier calls, where they are at their best."""
    return _reasons_of(desk, "reason", "experience", "preference")


def _reasons_of(desk: Desk, *kinds: str) -> list[Sentence]:
    """The first reason of each kind that helps."""
    chosen = (next((f for f in desk.of(kind) if holds_no_more(desk, f)), None) for kind in kinds)
    return [_reason(desk, fact) for fact in chosen if fact]


def _reason(desk: Desk, fact: Fact) -> Sentence:
    if voicing.shape(fact.text) == "phrase":
        return desk.say(f"openers.{fact.kind}_phrase", "reason", fact, phrase=desk.within(fact.text))
    return desk.own(fact, "reason")


def _offer(desk: Desk) -> list[Sentence]:
    """Something they can check for themselves: a thing to show, the answer itself, or any test they like."""
    proof, answer = desk.sayable("proof"), mending(desk)
    if proof:
        return offered(desk, proof, "openers")
    if answer and "the_question" in desk.named:
        return [desk.say("openers.offer_answer", "offer_proof", answer)]
    return [desk.say("openers.offer_open", "offer_proof")]


def _proof(desk: Desk) -> list[Sentence]:
    """The thing to show; where the answer is there, it may do alone."""
    proof = desk.sayable("proof")
    if proof:
        return offered(desk, proof, "openers")
    return [] if mending(desk) else [desk.gap("proof", "offer_proof")]


def offered(desk: Desk, proof: Fact, family: str) -> list[Sentence]:
    """The user's proof, as a thing to show, or as their own statement with the offer after it."""
    thing = voicing.offered(proof.text, desk.particulars.tone)
    if thing and voicing.shape(proof.text) != "sentences":
        show = "show" if desk.particulars.next_stage in ("in_person", "unknown", "video") else "send"
        return [desk.say(f"{family}.offer_phrase", "offer_proof", proof, phrase=thing, show=show)]
    return [desk.own(proof, "offer_proof"), desk.say(f"{family}.offer_clause", "offer_proof", proof)]


def mending(desk: Desk) -> Fact | None:
    """The answer as they would give it now, if they told it."""
    return next((fact for fact in desk.of("answer") if fact.source != TRUTH), None)


def _lead(desk: Desk) -> list[Sentence]:
    """The question that was asked, and the answer to it; without one, a way in to the proof."""
    answer = mending(desk)
    if "the_question" in desk.named:
        return [desk.say("openers.lead_question", "correct_answer"), mended(desk, answer)]
    if answer:
        return [desk.say("openers.lead_answer", "ask_floor"), mended(desk, answer)]
    return [desk.say("openers.lead_open", "ask_floor")]


def mended(desk: Desk, answer: Fact | None) -> Sentence:
    """The answer as they would give it now, or the gap where it belongs."""
    if answer is None:
        gap = "answer_to" if "the_question" in desk.named else "answer"
        return desk.gap(gap, "correct_answer")
    if voicing.shape(answer.text) == "phrase" and len(answer.text.split()) < 12:
        return desk.say("letters.answer_phrase", "correct_answer", answer, phrase=desk.within(answer.text))
    return desk.own(answer, "correct_answer")
