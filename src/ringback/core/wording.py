"""Sentences of a draft: each rests on facts, claims nothing, or shows a gap. None can be made otherwise."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, get_args

from ringback.core import voicing
from ringback.core.catalogue import Catalogue
from ringback.core.facts import Fact, usable
from ringback.core.voicing import Ear

Move = Literal[
    "greeting",
    "ask_floor",
    "thanks",
    "acknowledge",
    "reason",
    "reassure_atypical",
    "correct_answer",
    "offer_proof",
    "restate_interest",
    "ask_second_chance",
    "hand_back_control",
    "close",
]
MOVES: tuple[str, ...] = get_args(Move)

CLAIMS_NOTHING = frozenset(
    {"greeting", "ask_floor", "thanks", "offer_proof", "ask_second_chance", "hand_back_control", "close"}
)
"""Moves that a sentence may make without a fact: they greet, thank, ask, offer or let go."""

TOLD = frozenset({"asked", "question"})
"""Particulars that are the user's own statements; the rest are names and days, and ground no claim."""

LONGEST_QUESTION = 25
"""Words of a question that can still be pointed at within a sentence."""

_OPTIONAL = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)\}")
_ASKED_AS_QUESTION = re.compile(
    r"^(?:tell|describe|explain|walk|talk|give|can|could|would|do|did|have|are|is|why|how|what|where|when|who|which)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:(?:(?:i was|i got|they|she|he) )?asked (?:me )?)?"
    r"(?:(?:(?:the |a )?question |the one )?(?:about|on) )?",
    re.IGNORECASE,
)
_NAMED_BY_TOPIC = re.compile(r"^(?:the|a|an) (?P<topic>\S+(?: \S+){0,3}) (?:question|one)$", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"^(?:how|what|why|where|when|who|which)(?: \w+)? (?:i|i'd|i'll|i've|my|to|we)\b", re.IGNORECASE
)
_EASY = frozenset({"hi", "hello", "hey"})
_PUT_TO_YOU = re.compile(
    r"^(?P<how>(?:how|what|why|where|when|who|which)"
    r"(?: (?!(?:would|could|should|do|did|can|are|is|was|were|will|have|has|had)\b)\w+)?)"
    r" you(?P<more>['’](?:d|ll|ve)|\b)(?P<rest>(?!.*\byou\b)[^?]*)$",
    re.IGNORECASE,
)
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "sister", "rev", "chef"}
)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a draft may name beyond the facts. None is "not known": the words then do without.

    `next_stage` and `channel` (of the call that went wrong): in_person, phone, video or unknown. `call_day`
    and `next_day` read on from a verb ("on Tuesday", "last week"). `arranger` arranges the next stage;
    `writer` wrote the employer's newest message (empty: nobody signs it). `asked` is the question or topic
    that went wrong, in the user's words; `question` the one thing to ask a recruiter.

    `stepping_out`: they don't want the job, and haven't said so yet; `withdrawn`: they have. `lied`: what was
    said was untrue; `mixed`: more went wrong than what was said wrongly. `worst` are the numbers of the facts
    that tell what went wrong, the worst first; `owed` those that an apology is owed for. `thanks_later`:
    thanks are for the next stage, once held. `case` is the verdict's. `tone`: plain, warm or formal;
    `greeting` how they begin letters ("Hi"). `key` keeps the choice among forms the same for a case.
    """

    me: str | None = None
    addressee: str | None = None
    employer: str | None = None
    role: str | None = None
    next_stage: str = "unknown"
    channel: str = "phone"
    call_day: str | None = None
    arranger: str | None = None
    writer: str | None = None
    next_day: str | None = None
    asked: str | None = None
    question: str | None = None
    concern: str | None = None
    stepping_out: bool = False
    withdrawn: bool = False
    lied: bool = False
    mixed: bool = False
    worst: tuple[int, ...] = ()
    owed: tuple[int, ...] | None = None
    thanks_later: bool = False
    case: str = ""
    noticed: str = "unknown"
    locale: str = "en-GB"
    tone: str = "plain"
    greeting: str | None = None
    key: str = ""


class Ungrounded(Exception):
    """A sentence that would claim something and rests on nothing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its move, the numbers of its facts, whether it shows a gap, the particulars it names."""

    text: str
    move: str
    facts: tuple[int, ...] = ()
    gap: bool = False
    particulars: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.move not in MOVES:
            raise Ungrounded(f"{self.move!r} is not a move.")
        if not (self.told or self.gap or self.move in CLAIMS_NOTHING):
            raise Ungrounded(f"{self.text!r} claims something and rests on no fact.")

    @property
    def told(self) -> bool:
        """Whether it says something that its owner told: a fact, or which question it was."""
        return bool(self.facts or TOLD.intersection(self.particulars))


@dataclass(frozen=True)
class Desk:
    """What the writer has in front of them: facts, particulars, the catalogue's frames."""

    facts: tuple[Fact, ...]
    particulars: Particulars
    catalogue: Catalogue

    @cached_property
    def ear(self) -> Ear:
        return Ear(self.catalogue.phrases["phrases/reading"])

    def table(self, family: str) -> Mapping[str, Any]:
        """One file of frames, by its name."""
        return self.catalogue.phrases[f"phrases/{family}"]

    def of(self, *kinds: str, like: str | None = None, unlike: Sequence[str] = ()) -> list[Fact]:
        """The facts of some kinds, usable ones first; `like` and `unlike` name sorts of clause.

        An employer's papers are nobody's proof.
        """
        found = [
            fact
            for fact in self.facts
            if fact.kind in kinds
            and (like is None or self.ear.hears(like, fact.text))
            and not any(self.ear.hears(name, fact.text) for name in unlike)
            and not (fact.kind == "proof" and self.ear.hears("anothers", fact.text))
        ]
        return sorted(found, key=lambda fact: not usable(fact))

    def answered(self, question: str) -> list[Fact]:
        """The facts typed in answer to one question of the recall."""
        return [fact for fact in self.facts if fact.source == question]

    def sayable(
        self, *kinds: str, like: str | None = None, unlike: Sequence[str] = (), first: Sequence[int] = ()
    ) -> Fact | None:
        """The first of them that can be said as it stands, or without saying when somebody asked.

        `first` are the numbers of those that come before the others, in their order.
        """
        place = {number: at for at, number in enumerate(first)}
        found = self.of(*kinds, like=like, unlike=unlike)
        found.sort(key=lambda fact: place.get(fact.number, len(place)))
        whole = (fact for fact in found if self.ear.sayable(fact.text))
        cut = (replace(fact, text=voicing.without_when(fact.text)) for fact in found)
        return next(whole, None) or next((fact for fact in cut if self.ear.sayable(fact.text)), None)

    def say(self, frame: str, move: str, *facts: Fact, **slots: str) -> Sentence:
        """A frame filled: the case's own choice among its forms. "letters.thanks" names file and frame."""
        if any(not usable(fact) for fact in facts):
            return self.to_confirm(move, *facts)
        text, named = self._framed(frame, slots)
        return Sentence(text, move, tuple(fact.number for fact in facts), particulars=named)

    def hanging(self, frame: str, move: str, **slots: str) -> Sentence:
        """A frame filled that holds only once the gap in it or beside it is."""
        text, named = self._framed(frame, slots)
        return Sentence(text, move, gap=True, particulars=named)

    def _framed(self, frame: str, slots: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
        family, name = frame.split(".")
        forms: Mapping[str, Any] = self.table(family)[name]
        text, used = self._worded(forms.get(self.particulars.tone) or forms["plain"], frame, slots)
        return text, self._given([slot for slot in used if slot not in slots])

    def line(self, forms: Sequence[str], name: str) -> str:
        """One of the forms, filled: the case's own choice."""
        return self._worded(forms, name, {})[0]

    def spelled(self, words: str) -> str:
        """Words of ours in the spelling of the locale."""
        spelling: Mapping[str, str] = self.table("spelling").get(self.particulars.locale, {})
        return re.sub(r"(?<!\{)\b[a-z]+\b(?!\})", lambda word: spelling.get(word[0], word[0]), words)

    def _worded(
        self, forms: Sequence[str], name: str, slots: Mapping[str, str]
    ) -> tuple[str, tuple[str, ...]]:
        known = {**self.named, **slots}
        fitting = [form for form in forms if not _missing(form, known)]
        digest = hashlib.sha256(f"{self.particulars.key}\0{name}".encode(errors="surrogatepass")).digest()
        form = fitting[int.from_bytes(digest[:4], "big") % len(fitting)]
        return _filled(self.spelled(form), known)

    def own(self, fact: Fact, move: str, frame: str = "openers.own") -> Sentence:
        """The user's own words as a sentence, as they are but for case, contractions and the full stop."""
        if not usable(fact):
            return self.to_confirm(move, fact)
        if voicing.shape(fact.text) == "sentences":
            text = voicing.in_tone(" ".join(fact.text.split()), self.particulars.tone)
            return Sentence(voicing.ended(text[:1].upper() + text[1:]), move, (fact.number,))
        sentence = self.say(
            frame,
            move,
            fact,
            Clause=self.opening(fact.text),
            clause=voicing.within(fact.text, self.particulars.tone),
        )
        return replace(sentence, text=voicing.ended(re.sub(r"([!?…])\.$", r"\1", sentence.text)))

    def opening(self, text: str) -> str:
        """A clause as it opens a sentence, in the tone of the draft."""
        return voicing.opening(text, self.particulars.tone)

    def within(self, text: str) -> str:
        """A clause as it stands within a sentence, in the tone of the draft."""
        return voicing.within(text, self.particulars.tone)

    def gap(self, name: str, move: str, *facts: Fact, **slots: str) -> Sentence:
        """What is missing, in brackets, for its owner to fill."""
        form: str = self.table("drafts")["gap"][name]
        text, used = _filled(form, {**self.named, **slots})
        named = self._given([slot for slot in used if slot not in slots])
        return Sentence(text, move, tuple(fact.number for fact in facts), gap=True, particulars=named)

    def to_confirm(self, move: str, *facts: Fact) -> Sentence:
        """A fact that was found and not confirmed, shown to be confirmed."""
        doubtful = next(fact for fact in facts if not usable(fact))
        return self.gap("confirm", move, *facts, text=voicing.tidy(doubtful.text))

    def sayable_or_gap(self, facts: Sequence[Fact], move: str, missing: str) -> Sentence:
        """The first fact that can be said; else one to be put in other words; else a gap."""
        fact = next((fact for fact in facts if self.ear.sayable(fact.text)), None)
        if fact:
            return self.own(fact, move)
        if facts:
            return self.gap("own_words", move, facts[0], text=voicing.tidy(facts[0].text))
        return self.gap(missing, move)

    @cached_property
    def named(self) -> dict[str, str]:
        """What the frames may name, as they name it."""
        given = self.particulars
        spoken_of = self.table("drafts")["spoken_of"]
        slots = {
            **spoken_of.get(given.channel, spoken_of["unknown"]),
            "me": given.me,
            "addressee": self._called(given.addressee),
            "job": self._job(),
            "call_day": given.call_day,
            "next_day": given.next_day,
            "greeting": given.greeting,
            "the_question": self._the_question(given.asked),
            "question": given.question,
        }
        return {name: " ".join(value.split()) for name, value in slots.items() if value and value.strip()}

    def _given(self, slots: Sequence[str]) -> tuple[str, ...]:
        """The particulars that slots stand for; how the call was held is named by all and told by none."""
        job = "role" if self.particulars.role else "employer"
        stands_for = {
            "the_question": "asked",
            "job": job,
            "call": "",
            "calls": "",
            "in_call": "",
            "on_call": "",
            "from_call": "",
        }
        return tuple(dict.fromkeys(name for slot in slots if (name := stands_for.get(slot, slot))))

    def _job(self) -> str | None:
        """The job by its title, or else by its employer."""
        given = self.particulars
        named = self.table("drafts")["job"]
        tone = "formal" if given.tone == "formal" else "plain"
        title = re.sub(r"\s+(?:job|role|position|post)$", "", (given.role or "").strip(), flags=re.IGNORECASE)
        if title:
            return _filled(named["titled"][tone], {"title": title})[0]
        return _filled(named["at"][tone], {"employer": given.employer})[0] if given.employer else None

    def _called(self, addressee: str | None) -> str | None:
        """By first name, unless a title was given, or the tone is formal and so is the greeting."""
        words = (addressee or "").split()
        easy = self.particulars.tone != "formal" or (self.particulars.greeting or "").lower() in _EASY
        if not words or not easy or words[0].lower().rstrip(".") in _TITLES:
            return addressee
        return words[0]

    def _the_question(self, asked: str | None) -> str | None:
        """The question that went wrong as a thing to point at: by its topic, or in its own words."""
        line = _ABOUT.sub("", " ".join((asked or "").split())).strip(" \"'“”‘’.,;:")
        if not line or len(line.split()) > LONGEST_QUESTION or self.ear.hears("third_person", line):
            return None
        forms: Mapping[str, str] = self.table("drafts")["the_question"]
        if topical := _NAMED_BY_TOPIC.match(line):
            return f"the {topical['topic']} question"
        line = _PUT_TO_YOU.sub(_of_me, line)
        embedded = _EMBEDDED.match(line) and not line.endswith("?")
        if not embedded and (line.endswith("?") or _ASKED_AS_QUESTION.match(line)):
            return _filled(forms["in_words"], {"asked": line[:1].upper() + line[1:]})[0]
        return _filled(forms["about"], {"asked": line if embedded else self.within(line)})[0]


def _of_me(put: re.Match[str]) -> str:
    """A question as it was put, "how you'd plan your week", as one tells of it: "how I'd plan my week"."""
    rest = re.sub(
        r"\byour(s|self)?\b", lambda yours: {"s": "mine", "self": "myself"}.get(yours[1], "my"), put["rest"]
    )
    return f"{put['how'][:1].lower()}{put['how'][1:]} I{put['more']}{rest}"


def _missing(form: str, known: Mapping[str, str]) -> bool:
    return any(slot not in known for slot in _SLOT.findall(_OPTIONAL.sub("", form)))


def _filled(form: str, known: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The form with its slots filled, and their names; an optional part falls away with what it names."""
    whole = _OPTIONAL.sub(lambda part: "" if _missing(part[1], known) else part[1], form)
    text = _SLOT.sub(lambda slot: known[slot[1]], whole)
    return text, tuple(_SLOT.findall(whole))
