"""The user's own clauses, made ready to be said: sentence case, contractions, never another meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ringback.core.document import any_of, fold

LONGEST = 40
"""Words in one clause; a longer one is left for its owner to put."""

_TRIM = " \t\r\n,;:-–—"
_LEADING = re.compile(
    r"^(?:(?:and|but|because|also|plus)\b,? |(?:well|look|ok|okay|so|then), |so (?=(?:i|it|my|that)\b))",
    re.IGNORECASE,
)
_WHICH = re.compile(r"^(?:which|that) (?=was\b|is\b|fell\b|wasn't\b|isn't\b|were\b)", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:(?:normally|usually|generally|as a rule|in person"
    r"|(?:in|at|until|before|since|during) (?:the|my|this|last|that) (?:\w+ ){0,2}?\w+),? )?"
    r"(?:(?:i|we)(?:'m|'ve|'d|'ll|'re)?|im|ive|\w+ing(?= is what i\b)|(?:it|that|there)(?:'s)?|this"
    r"|its(?= (?:not|so|very|really|completely|quite|un\w+|out)\b))\b"
)
_POSSESSED = re.compile(
    r"(?:(?:most|all|both|some|none) (?:of )?)?(?:my|our|the|a|an|one) (?:[\w'-]+ ){1,3}?"
    r"(?:is|was|are|were|has|had|went|got|took|came|ran|fell|let|caught|threw|ended)\b"
)
_WHEN_OTHERS = re.compile(
    r"(?<=\w),? (?:when|as|after|once|while)"
    r" (?:she|he|they|the (?:interviewer|manager|recruiter|panel))\b[^.!?]*$",
    re.IGNORECASE,
)
_INNER_END = re.compile(r"[.!?]+[\"'”’)]*\s+\S")
_SMALL = re.compile(
    r"(?:A|An|The|One|Two|Three|Four|Some|My|Our|Both|Nerves|It|It's|This|That|That's|There|There's|We)\b"
)
_OFFERED = re.compile(
    r"^I(?:['’]ve got| have got| have|['’]ve| (?:can|could|will)|['’]ll)"
    r"(?: (?:easily|also|gladly|happily|still|already))?(?: (?:show|bring|send|share|give|offer))?"
    r"(?: (?:them|her|him|you|over|along))? (?=(?:a|an|one|the|two|three|some|my)\b)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:an?|the|my|our|one|two|three|four|five|some|several|both|these|\d+|[a-z-]+ (?:of|from|with|for))\b",
    re.IGNORECASE,
)
"""How the name of a thing begins; whatever else a clause is, it isn't pasted behind "I can show you"."""
_NO_THING = re.compile(r"\bwho(?:m|se)?\b|\bvouch", re.IGNORECASE)
_OFFERS_ITSELF = re.compile(
    r"^(?:I (?:could|can|would|will)|I['’](?:d|ll)|(?:I['’]m |I am )?(?:happy|glad|willing|ready)|let me)\b"
    r"|\bwho(?:m|se)?\b|\bvouch",
    re.IGNORECASE,
)
_BROUGHT = re.compile(
    r"^I(?:['’](?:ll|d|m)| can| could| will| would| am)\b[^,;]{0,20}\bbring(?:ing)?\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r",? (?:and|which) (?:I|it|you|we)(?:['’]\w+)?\b[^.]*$|,? and can \w[^.]*$", re.IGNORECASE
)
_SAID = re.compile(
    r"^I (?:told (?:them|her|him|the (?:[\w-]+ ){0,2}?"
    r"(?:recruiter|interviewer|manager|panel|agency|agent|screener|boss|team|caller)|the \w+)"
    r"|let (?:them|her|him) (?:think|believe))(?: that)? ",
    re.IGNORECASE,
)
_BARE = (
    (r"\bi\b(?!\.e)", "I"),
    (r"\b[Ii]m\b", "I'm"),
    (r"\b[Ii]ve\b", "I've"),
    (r"\b([Ii])ts (?=(?:not|so|very|really|completely|quite|unlike|out)\b)", r"\1t's "),
    (r"\b(do|did|was|could|had|is|have)nt\b", r"\1n't"),
    (r"\bcant\b", "can't"),
)
_SHORT = (
    (r"(?:^|(?<=[,;:.!?] )|(?<=\band )|(?<=\bbut )|(?<=\bbecause ))I am (?=\w)", "I'm "),
    (
        r"\bI have (?=(?:only|never|just|always|done|been|had|since|made|got|written|practi[sc]ed)\b)",
        "I've ",
    ),
    (r"\b(did|do|does|was|is|were|had|have|could|would) not\b", r"\1n't"),
    (r"\bcannot\b", "can't"),
)
_HAD = (
    r"(?=\s+(?:\w+ly\s+|(?:only|just|never|ever|not|already|always|still)\s+)*(?:been|had|done|got|gone|come"
    r"|made|seen|slept|lost|left|taken|written|worked"
    r"|(?!(?:need|feed|heed|speed|breed|bleed|proceed|succeed|exceed)\b)\w+ed)\b)"
)
_HAS = (
    r"(?=\s+(?:\w+ly\s+|(?:just|never|ever|not|already|always|still)\s+)*"
    r"(?:been|had|got|gone|become|come|taken)\b)"
)
_IT = r"\b(it|that|there|here|what|who|where|he|she|how)['’]s\b"
_LONG = (
    (r"\b([Ii])['’]m\b", r"\1 am"),
    (r"\b([Ii]|you|we|they)['’]ve\b", r"\1 have"),
    (r"\b([Ii]|you|we|they|it|that|there|he|she)['’]ll\b", r"\1 will"),
    (r"\b(you|we|they)['’]re\b", r"\1 are"),
    (r"\b([Ii]|you|we|they|it|he|she)['’]d\b" + _HAD, r"\1 had"),
    (r"\b([Ii]|you|we|they|it|he|she)['’]d\b", r"\1 would"),
    (_IT + _HAS, r"\1 has"),
    (_IT, r"\1 is"),
    (r"\b(let)['’]s\b", r"\1 us"),
    (r"\bcan['’]t\b", "cannot"),
    (r"\bwon['’]t\b", "will not"),
    (r"\b(did|do|does|was|is|are|were|has|had|have|could|would|should|must|need)n['’]t\b", r"\1 not"),
)
_LONG_ANY_CASE = tuple((re.compile(pattern, re.IGNORECASE), better) for pattern, better in _LONG)


@dataclass(frozen=True)
class Ear:
    """What the catalogue's `reading.toml` says of a clause, by name."""

    patterns: Mapping[str, Sequence[str]]

    def hears(self, name: str, text: str) -> bool:
        """Whether a clause is of the named sort."""
        return bool(any_of(tuple(self.patterns[name])).search(fold(text)))

    def without(self, name: str, text: str) -> str:
        """A clause, folded, without its words of the named sort."""
        return any_of(tuple(self.patterns[name])).sub("", fold(text))

    def sayable(self, text: str) -> bool:
        """Whether a clause can be said to the reader as it stands."""
        barred = ("third_person", "self_label", "private", "blame")
        return len(text.split()) <= LONGEST and not any(self.hears(name, text) for name in barred)


def shape(text: str) -> str:
    """How a clause can be set: "clause" (subject and verb), "sentences" (several), or "phrase"."""
    if _INNER_END.search(text.strip()):
        return "sentences"
    folded = fold(tidy(text))
    return "clause" if _SUBJECT.match(folded) or _POSSESSED.match(folded) else "phrase"


def tidy(text: str) -> str:
    """One line without the words and marks that tied it to what stood before, and without its full stop."""
    line = _LEADING.sub("", " ".join(text.split()).strip(_TRIM)).strip(_TRIM)
    line = _WHICH.sub("it ", line)
    for pattern, better in _BARE:
        line = re.sub(pattern, better, line)
    return re.sub(r"(?<!\.)\.$", "", line).rstrip(_TRIM)


def without_when(text: str) -> str:
    """The clause without a last part that only says when another spoke: "I froze when she asked for one"."""
    return _WHEN_OTHERS.sub("", text)


def voiced(text: str, tone: str) -> str:
    """The clause with the contractions of its tone: none in a formal one, the usual ones otherwise."""
    return in_tone(tidy(text), tone)


def in_tone(line: str, tone: str) -> str:
    """The words with the contractions of a tone, and nothing else changed."""
    for pattern, better in _LONG_ANY_CASE if tone == "formal" else _SHORT:
        line = re.sub(pattern, better, line)
    return line


def within(text: str, tone: str) -> str:
    """The clause as it stands within a sentence."""
    line = voiced(text, tone)
    return line[:1].lower() + line[1:] if _SMALL.match(line) else line


def opening(text: str, tone: str) -> str:
    """The clause as it opens a sentence."""
    line = voiced(text, tone)
    return line[:1].upper() + line[1:]


def offered(text: str, tone: str) -> str | None:
    """The thing itself, where a clause says that one has it: "I've a page, and can send it" is "a page"."""
    line = tidy(text)
    thing = _GOES_ON.sub("", _OFFERED.sub("", line))
    if not _THING.match(thing) or _NO_THING.search(thing) or shape(thing) != "phrase":
        return None
    return within(thing, tone)


def offers_itself(text: str) -> bool:
    """Whether a clause is an offer already, or names somebody who vouches: nothing is to be shown besides."""
    return bool(_OFFERS_ITSELF.search(tidy(text)))


def is_brought(text: str) -> bool:
    """Whether a clause says only that a thing can be brought, which need not be one to send."""
    return bool(_BROUGHT.match(tidy(text)))


def as_said(text: str) -> str:
    """What was told to a third person, as one owns up to it: "I told them I was" is "I said I was"."""
    return _SAID.sub("I said ", tidy(text))


def ended(text: str) -> str:
    """With a full stop, unless it ends in a mark of its own."""
    return text if re.search(r"[.!?…][\"'”’)]*$", text) else f"{text}."
