"""Drafts: the words to say or send, for each kind that a plan calls for, with what each sentence rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ringback.core import letters, openers, voicing
from ringback.core.catalogue import Catalogue
from ringback.core.facts import Fact
from ringback.core.plan import Plan
from ringback.core.wording import Desk, Particulars, Sentence

__all__ = ["Draft", "Particulars", "Reply", "Sentence", "draft", "write"]

_OPENERS = {"opener_named": openers.named, "opener_unnamed": openers.unnamed}
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
    """The words of one kind. `form` is email, spoken or voicemail; `seconds` at 150 words a minute.

    `unfinished` says that a gap is left for its owner; `answers_to` are likely replies.
    """

    kind: str
    form: str
    subject: str | None
    sentences: tuple[Sentence, ...]
    unfinished: bool
    seconds: int
    why: str
    answers_to: tuple[Reply, ...] = ()

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
    by_phone = plan.channel.startswith("phone")
    drafts = []
    for kind in plan.drafts:
        said = by_phone and kind == "follow_up"
        drafts.append(draft(kind, facts, particulars, catalogue, form="voicemail" if said else None))
    return tuple(drafts)


def draft(
    kind: str,
    facts: Sequence[Fact],
    particulars: Particulars,
    catalogue: Catalogue,
    form: str | None = None,
) -> Draft:
    """One draft of a kind of `plan.DRAFT_KINDS`, in its usual form or another (email, spoken, voicemail)."""
    desk = Desk(tuple(facts), particulars, catalogue)
    form = form or ("spoken" if kind in _OPENERS else "email")
    sentences = tuple(_sentences(desk, kind, form))
    words = catalogue.phrases["phrases/drafts"]
    return Draft(
        kind=kind,
        form=form,
        subject=_subject(desk, kind) if form == "email" else None,
        sentences=sentences,
        unfinished=any(sentence.gap for sentence in sentences),
        seconds=openers.seconds(sentences),
        why=words["why"][kind],
        answers_to=_replies(desk) if kind in _OPENERS else (),
    )


def _sentences(desk: Desk, kind: str, form: str) -> list[Sentence]:
    if kind in _OPENERS:
        return _OPENERS[kind](desk)
    if form == "voicemail":
        return letters.voicemail(desk)
    return letters.as_email(desk, letters.WRITERS[kind](desk))


def _subject(desk: Desk, kind: str) -> str:
    return desk.line(desk.table("drafts")["subject"][kind], f"subject.{kind}")


def _replies(desk: Desk) -> tuple[Reply, ...]:
    words = desk.table("replies")
    answer = openers.mending(desk)
    return (
        Reply(desk.spelled(words["no_need"]["they_say"]), (desk.say("replies.no_need", "thanks"),)),
        Reply(words["what_would"]["they_say"], (openers.mended(desk, answer),)),
        Reply(words["what_wrong"]["they_say"], tuple(_what_went_wrong(desk))),
    )


def _what_went_wrong(desk: Desk) -> list[Sentence]:
    """What happened and why, in their own words; or the gap."""
    fact = openers.happened(desk)
    sentences = [desk.own(fact, "acknowledge")] if fact and voicing.shape(fact.text) == "clause" else []
    sentences += openers.reasons(desk)[:1]
    return sentences or [desk.gap("what_wrong", "acknowledge")]
