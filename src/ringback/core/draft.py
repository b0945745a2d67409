"""Drafts: the words to say or send, for each kind that a plan calls for, with what each sentence rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ringback.core import about, letters, openers, voicing
from ringback.core.by_phone import by_phone
from ringback.core.catalogue import Catalogue
from ringback.core.facts import Fact
from ringback.core.plan import Plan
from ringback.core.record import set_straight
from ringback.core.wording import Desk, Particulars, Sentence

__all__ = ["Draft", "Particulars", "Reply", "Sentence", "draft", "write"]

_OPENERS = ("opener_named", "opener_unnamed")
_SPOKEN: Mapping[str, Callable[[Desk], list[Sentence]]] = {
    "opener_named": openers.named,
    "opener_unnamed": openers.unnamed,
    "about_the_call": about.about_the_call,
}
_GOES_TO: Mapping[str, Sequence[str]] = {
    "acceptance": ("arranger", "writer"),
    "close": ("writer",),
    "nudge": ("writer",),
}
"""Who a kind of message goes to before the one that the plan reaches: who arranges, who wrote last."""
_PARAGRAPHS = (
    ("greeting",),
    ("thanks",),
    (
        "acknowledge",
        "ask_floor",
        "reason",
        "reassure_atypical",
        "correct_answer",
        "offer_proof",
        "ask_second_chance",
    ),
    ("restate_interest", "hand_back_control"),
    ("close",),
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What they may say to an opener, and what to say then."""

    they_say: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Draft:
    """The words of one kind. `form` is email or spoken; `seconds` at 150 words a minute.

    `unfinished` says that a gap is left for its owner; `answers_to` are likely replies; `by_phone` is what to
    say on ringing instead of writing, empty where it belongs in writing.
    """

    kind: str
    form: str
    subject: str | None
    sentences: tuple[Sentence, ...]
    unfinished: bool
    seconds: int
    why: str
    answers_to: tuple[Reply, ...] = ()
    by_phone: tuple[Sentence, ...] = ()

    @property
    def moves(self) -> tuple[str, ...]:
        """What its sentences do, in order."""
        return tuple(sentence.move for sentence in self.sentences)

    @property
    def text(self) -> str:
        """The words laid out: an e-mail in paragraphs, what is said in one."""
        if self.form != "email":
            return " ".join(sentence.text for sentence in self.sentences)
        paragraphs: list[list[str]] = []
        last: int | None = None
        for sentence in self.sentences:
            place = next(n for n, moves in enumerate(_PARAGRAPHS) if sentence.move in moves)
            if place != last:
                paragraphs.append([])
            paragraphs[-1].append(sentence.text)
            last = place
        return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)


def write(
    plan: Plan, facts: Sequence[Fact], particulars: Particulars, catalogue: Catalogue
) -> tuple[Draft, ...]:
    """The drafts that the plan calls for, ours first, made from the facts and particulars alone."""
    return tuple(draft(kind, facts, particulars, catalogue) for kind in plan.drafts)


def draft(kind: str, facts: Sequence[Fact], particulars: Particulars, catalogue: Catalogue) -> Draft:
    """One draft of a kind of `plan.DRAFT_KINDS`."""
    desk = Desk(tuple(facts), _told_for(kind, particulars), catalogue)
    form = "spoken" if kind in _SPOKEN else "email"
    sentences = tuple(_sentences(desk, kind))
    return Draft(
        kind=kind,
        form=form,
        subject=_subject(desk, kind) if form == "email" else None,
        sentences=sentences,
        unfinished=any(sentence.gap for sentence in sentences),
        seconds=openers.seconds(sentences),
        why=_why(desk, kind),
        answers_to=_replies(desk, kind) if kind in _OPENERS else (),
        by_phone=by_phone(desk, kind),
    )


def _told_for(kind: str, given: Particulars) -> Particulars:
    """The particulars as one kind of draft is to use them: who it goes to, and of which call it tells."""
    known = (getattr(given, name) for name in _GOES_TO.get(kind, ()))
    given = replace(given, addressee=next((one for one in known if one is not None), given.addressee))
    if kind == "nudge":  # sent weeks later, when "on Tuesday" is another day
        return replace(given, call_day=None)
    if kind == "thank_you" and given.thanks_later:
        held = "in_person" if given.next_stage == "unknown" else given.next_stage  # an "interview"
        return replace(given, channel=held, call_day=None)
    return given


def _turned(desk: Desk, kind: str) -> Mapping[str, Any]:
    """The table of a draft that its case turns into another message of its kind; empty for all others."""
    words: Mapping[str, Mapping[str, Any]] = desk.table("drafts")
    given = desk.particulars
    if kind == "close" and given.stepping_out:
        return words["stepping_out"]
    if kind == "close" and not letters.asks_feedback(desk):
        return words["nothing_asked"]
    return words["stood_up"] if kind == "rebook" and given.case == "stood_up" else {}


def _why(desk: Desk, kind: str) -> str:
    return str(_turned(desk, kind).get("why") or desk.table("drafts")["why"][kind])


def _sentences(desk: Desk, kind: str) -> list[Sentence]:
    if kind in _SPOKEN:
        return _SPOKEN[kind](desk)
    return letters.as_email(desk, letters.WRITERS[kind](desk))


def _subject(desk: Desk, kind: str) -> str:
    forms = _turned(desk, kind).get("subject") or desk.table("drafts")["subject"][kind]
    return desk.line(forms, f"subject.{kind}")


def _replies(desk: Desk, kind: str) -> tuple[Reply, ...]:
    """What they are likely to say to an opener: one that apologises, or one that only brings proof."""
    words = desk.table("replies")
    return tuple(
        Reply(desk.spelled(words[name]["they_say"]), tuple(says(desk)))
        for name, says in _ANSWERS[kind].items()
    )


def _no_need(desk: Desk) -> list[Sentence]:
    return [desk.say("replies.no_need", "thanks")]


def _what_would(desk: Desk) -> list[Sentence]:
    """The answer as it would be now; where the record is put right, what is so."""
    if desk.particulars.concern == "integrity":
        return set_straight(desk)[-1:]
    return [openers.mended(desk, openers.mending(desk))]


def _what_to_show(desk: Desk) -> list[Sentence]:
    """The thing itself, or else the answer; without either the gap."""
    proof, answer = desk.sayable("proof"), openers.mending(desk)
    if proof is None and answer:
        return [openers.mended(desk, answer)]
    return openers.offered(desk, proof, "openers") if proof else [desk.gap("proof", "offer_proof")]


def _short_of_time(desk: Desk) -> list[Sentence]:
    return [desk.say("replies.short_of_time", "hand_back_control")]


def _talked_before(desk: Desk) -> list[Sentence]:
    """Yes, and what there is to add to it."""
    answer = openers.mending(desk)
    added = [openers.mended(desk, answer)] if answer else _what_to_show(desk)
    return [desk.say("replies.talked_before", "ask_floor"), *added]


def _what_went_wrong(desk: Desk) -> list[Sentence]:
    """What happened and why, in their own words; or the gap. Where the record is put right, what was said."""
    if desk.particulars.concern == "integrity":
        return set_straight(desk)
    fact = openers.happened(desk)
    if fact is None or voicing.shape(fact.text) != "clause":
        return [desk.gap("what_wrong", "acknowledge")]
    return [desk.own(fact, "acknowledge"), *openers.reasons(desk)[:1]]


_ANSWERS: Mapping[str, Mapping[str, Callable[[Desk], list[Sentence]]]] = {
    "opener_named": {"no_need": _no_need, "what_would": _what_would, "what_wrong": _what_went_wrong},
    "opener_unnamed": {
        "what_to_show": _what_to_show,
        "short_of_time": _short_of_time,
        "talked_before": _talked_before,
    },
}
