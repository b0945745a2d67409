"""The two openers for one who has advanced: the call named once, or only the proof that was missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringback.core import voicing
from ringback.core.facts import Fact, usable
from ringback.core.record import TRUTH, set_straight, sorry
from ringback.core.sentences import seconds_to_say
from ringback.core.wording import Desk, Sentence

SHORTEST_SECONDS, LONGEST_SECONDS = 25, 50
BARE_WORDS = 6
"""A short clause that names no topic of its own can be tied to the question that was asked."""

_BEFORE_ANY_CALL = ("private", "blame", "avoidable", "nerves", "third_person", "self_label")
_MORE = (
    ("openers.how_it_goes", "offer_proof"),
    ("openers.listening", "hand_back_control"),
    ("openers.theirs", "hand_back_control"),
)
_NOT_OF_THE_CALL = ("liked", "said_untrue", "withdrew")
_NO_EVENT = ("unhappy", "felt", "no_object", *_NOT_OF_THE_CALL)


def seconds(sentences: Sequence[Sentence]) -> int:
    """How long they take to say, at 150 words a minute."""
    return seconds_to_say(" ".join(sentence.text for sentence in sentences))


def named(desk: Desk) -> list[Sentence]:
    """The full form: the floor, the call as it was, the true reason, not typical, proof, and their choice.

    Where something said wasn't so, that comes first, with one plain sorry and no reason.
    """
    if desk.particulars.concern == "integrity":
        return _corrected(desk)
    offer = _offer(desk)
    body, spare = owned(desk)
    whole = [
        desk.say("openers.ask_floor", "ask_floor"),
        *body,
        *offer,
        desk.say("openers.hand_back", "hand_back_control"),
    ]
    return long_enough(desk, short_enough(whole, [*spare[:-2], *offer[1:], *spare[-2:]]))


def _corrected(desk: Desk) -> list[Sentence]:
    """The record put right before anything else, and their questions on it."""
    return long_enough(
        desk,
        [
            desk.say("openers.ask_floor", "ask_floor"),
            *set_straight(desk),
            sorry(desk),
            desk.say("openers.ask_about_it", "offer_proof"),
            desk.say("openers.hand_back", "hand_back_control"),
        ],
    )


def owned(desk: Desk) -> tuple[list[Sentence], list[Sentence]]:
    """The call as it was, why, and that it wasn't typical; and what of it can be spared, dearest first."""
    happened_there = _what_happened(desk)
    that_day, lasting = _reasons_of(desk, "reason"), _reasons_of(desk, "experience", "preference")
    unhappy = _unhappy(desk, happened_there)
    also = (happened_there or _which(desk)) if unhappy else []
    body = [
        *(unhappy or happened_there or [desk.gap("acknowledge", "acknowledge")]),
        *also,
        *that_day,
        *_below(desk),
        *_usual(desk),
        *lasting,
        *_knows(desk),
    ]
    dear = [*_below(desk), *lasting[:1], *([] if lasting else that_day), *_knows(desk), *also]
    return body, [*dear, *(that_day if lasting else []), *lasting[1:], *_usual(desk)]


def unnamed(desk: Desk) -> list[Sentence]:
    """The proof offered and the question answered; nothing says that anything went wrong."""
    end = desk.say("openers.hand_back_unnamed", "hand_back_control")
    choices = [[*body, end] for body in _brought(desk)]
    fits = (one for one in choices if seconds(one) <= LONGEST_SECONDS)
    return long_enough(desk, next(fits, choices[-1]))


def short_enough(
    sentences: Sequence[Sentence], spare: Sequence[Sentence], longest: int = LONGEST_SECONDS
) -> list[Sentence]:
    """Without what can be spared, from the last on, until it can be said in time."""
    kept, left = list(sentences), list(spare)
    while left and seconds(kept) > longest:
        dropped = left.pop()
        kept = [sentence for sentence in kept if sentence != dropped]
    return kept


def long_enough(desk: Desk, sentences: list[Sentence]) -> list[Sentence]:
    """With how the offer would go, and that it is theirs to choose, where there is little else to say."""
    for frame, move in _MORE:
        more = desk.say(frame, move)
        if seconds(sentences) < SHORTEST_SECONDS and seconds([*sentences, more]) <= LONGEST_SECONDS:
            sentences = [*sentences[:-1], more, sentences[-1]]
    return sentences


def _unhappy(desk: Desk, happened_there: Sequence[Sentence]) -> list[Sentence]:
    """That they weren't happy with it, in their own words; a frame where these can't be said to anybody.

    A frame names nothing, so which question it was, or a gap for what went wrong, must stand beside it.
    """
    own = desk.sayable("event", "standard", like="unhappy")
    if own and voicing.shape(own.text) == "clause":
        return [desk.own(own, "acknowledge")]
    if happened_there:
        return []
    grounds = desk.of("event", "standard", unlike=_NOT_OF_THE_CALL)[:1]
    return framed(desk, grounds) if grounds else []


def framed(desk: Desk, grounds: Sequence[Fact]) -> list[Sentence]:
    """That it went badly, where their own words can't be said, with the gap for what it was."""
    told = [] if "the_question" in desk.named else [desk.gap("what_wrong", "acknowledge")]
    return [desk.say("openers.unhappy", "acknowledge", *grounds), *told]


def happened(desk: Desk) -> Fact | None:
    """The worst thing that went wrong in the call, where it can be said as it stands."""
    return desk.sayable("event", unlike=_NO_EVENT, first=desk.particulars.worst)


def owed(desk: Desk) -> Fact | None:
    """What an apology is owed for, where it can be said as it stands; never a slip that nobody minded."""
    numbers = desk.particulars.owed
    fact = desk.sayable("event", unlike=_NO_EVENT, first=numbers or ())
    return fact if fact and (numbers is None or fact.number in numbers) else None


def _what_happened(desk: Desk) -> list[Sentence]:
    """The one thing that went wrong, tied to the question or to the call where it doesn't say which."""
    fact = happened(desk)
    if fact is None or voicing.shape(fact.text) != "clause":
        return []
    bare = desk.ear.hears("bare", fact.text) and len(fact.text.split()) <= BARE_WORDS
    if bare and "the_question" in desk.named:
        return [desk.own(fact, "acknowledge", "openers.at_the_question")]
    unhappy = desk.sayable("event", "standard", like="unhappy")
    placed = unhappy or desk.ear.hears("of_the_call", fact.text)
    return [desk.own(fact, "acknowledge", "openers.own" if placed else "openers.at_the_call")]


def _which(desk: Desk) -> list[Sentence]:
    """The question that went worst, where they told which."""
    return [desk.say("openers.which", "acknowledge")] if "the_question" in desk.named else []


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


def reassured(desk: Desk) -> list[Sentence]:
    """That it wasn't typical, in their own words: below what they do, how they usually do, what they know."""
    return [*_below(desk), *_usual(desk), *_knows(desk)]


def holds_no_more(desk: Desk, fact: Fact) -> bool:
    """Whether a reason won't hold at the next stage as well, and is one's own to give.

    A reason that will still hold there is an argument against oneself; one that blames the line
    or the caller, or that nobody needs to hear, is left out, and so is experience of the work. Before another
    call of the same kind only the practice since is a reason.
    """
    stage = desk.particulars.next_stage
    hears = desk.ear.hears
    if not _ones_own(desk, fact):
        return False
    if hears("practice", fact.text):
        return stage in ("phone", "video")
    if _same_again(desk) or hears("since", fact.text):
        return False
    if fact.kind == "preference":
        return stage == "in_person" and hears("in_person", fact.text) and not hears("interest", fact.text)
    by_medium = [medium for medium in ("phone", "video") if hears(medium, fact.text)]
    if by_medium:
        return stage != "unknown" and stage not in by_medium
    still_so = fact.kind == "reason" and hears("still_so", fact.text)
    return not (still_so or hears("lasting", fact.text) or _of_any_interview(desk, fact))


def _same_again(desk: Desk) -> bool:
    """Whether the next stage is held as the call was; what their own words set by phone was by phone."""
    stage, channel = desk.particulars.next_stage, desk.particulars.channel
    if stage == "in_person" and any(desk.ear.hears("phone", fact.text) for fact in desk.facts):
        return False
    return stage == "phone" or stage == channel != "unknown"


def _ones_own(desk: Desk, fact: Fact) -> bool:
    """Whether a reason is one's own, and can be said to anybody."""
    of_people = desk.ear.without("of_calls", fact.text) if fact.kind == "experience" else fact.text
    of_the_work = fact.kind == "experience" and not desk.ear.hears("interviews", fact.text)
    barred = of_the_work or any(desk.ear.hears(name, of_people) for name in _BEFORE_ANY_CALL)
    return not barred and desk.ear.sayable(of_people)


def _of_any_interview(desk: Desk, fact: Fact) -> bool:
    """A count of earlier interviews holds for the next one too, unless it tells of another kind of call.

    One that names no interview at all ("only one or two before") is read as of the kind that went wrong.
    """
    if fact.kind != "experience":
        return False
    return desk.particulars.next_stage == "unknown" or desk.ear.hears("any_interview", fact.text)


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
    """Something they can check for themselves: a thing to show, the same question, or any test they like."""
    proof = desk.sayable("proof")
    if proof:
        return offered(desk, proof, "openers")
    if mending(desk) and "the_question" in desk.named:
        return [desk.say("openers.offer_again", "offer_proof")]
    return [desk.say("openers.offer_open", "offer_proof")]


def offered(desk: Desk, proof: Fact, family: str) -> list[Sentence]:
    """The user's proof, as a thing to show, or as their own statement with the offer after it."""
    thing = voicing.offered(proof.text, desk.particulars.tone)
    if thing and usable(proof) and voicing.shape(proof.text) != "sentences":
        show = "show" if desk.particulars.next_stage in ("in_person", "unknown", "video") else "send"
        brought = family == "letters" and voicing.is_brought(proof.text)
        frame = f"{family}.offer_{'brought' if brought else 'phrase'}"
        return [desk.say(frame, "offer_proof", proof, phrase=thing, show=show)]
    own = desk.own(proof, "offer_proof")
    more = [] if voicing.offers_itself(proof.text) else [desk.say(f"{family}.offer_clause", "offer_proof")]
    return [own, *more]


def mending(desk: Desk) -> Fact | None:
    """The answer as they would give it now, if told; where a record is to be put right there is none."""
    if desk.particulars.concern == "integrity":
        return None
    return next((fact for fact in desk.of("answer") if fact.source != TRUTH), None)


def _brought(desk: Desk) -> Iterator[list[Sentence]]:
    """What the opener can bring, fullest first: the answer and the proof, one of them, the question again."""
    answer, proof = mending(desk), desk.sayable("proof")
    shown = offered(desk, proof, "openers") if proof else []
    asked = "the_question" in desk.named
    if asked or answer:
        lead = (
            desk.say("openers.lead_question", "correct_answer")
            if asked
            else desk.say("openers.lead_answer", "ask_floor")
        )
        yield [lead, mended(desk, answer), *shown]
        yield [lead, mended(desk, answer)]
    opens = [desk.say("openers.lead_open", "ask_floor")]
    if shown or not (asked or answer):
        yield [*opens, *(shown or [desk.gap("proof", "offer_proof")])]
        yield [*opens, *shown[:1]]
    yield [*opens, desk.say("openers.offer_again" if asked else "openers.offer_open", "offer_proof")]


def mended(desk: Desk, answer: Fact | None) -> Sentence:
    """The answer as they would give it now, or the gap where it belongs."""
    if answer is None:
        gap = "answer_to" if "the_question" in desk.named else "answer"
        return desk.gap(gap, "correct_answer")
    if voicing.shape(answer.text) == "phrase" and len(answer.text.split()) < 12:
        return desk.say("letters.answer_phrase", "correct_answer", answer, phrase=desk.within(answer.text))
    return desk.own(answer, "correct_answer")
