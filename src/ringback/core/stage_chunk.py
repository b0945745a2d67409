"""A chunk: a stretch of a line between two joints, with what its words tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ringback.core.stage_said import Told
from ringback.core.stage_words import PEOPLE, Term

_CONTENT_OF_A_MEETING = frozenset({"pairing", "live_code", "design", "presentation", "review"})
_MEETINGS = frozenset({"meeting", "chat", "phone", "video", "onsite"})
_DEPARTMENTS = frozenset({"design", "engineering", "product", "tech", "art", "code", "architecture"})
_OF_THE_LAST = (
    "not required",
    "not comp",
    "not obl",
    "not mand",
    "no obl",
    "entirely",
    "completely",
    "wholly",
)
_INTRODUCING = frozenset({"with", "about", "team"})


@dataclass(slots=True)
class Chunk:
    """A stretch between two joints. `joint` is how it follows on: start, comma, stop, sequence, and, or.

    `heads` are its words that can be a stage by themselves; `whats`, `head_whats` and `main_whats` what all
    its words, its heads and its main part tell. `part` is where the next word would stand: head, or what
    follows "with", "about", "including". `marks`: optional,
    ordinal ("second"), denied ("no homework"), relative (", where"), holds ("including"), lists (a colon),
    either ("and/or"), choice ("choice of"), sometimes, apart ("sometimes" before the rest), asked (behind a
    question mark), earlier ("preceded by"), again ("in full: ..."), each ("one technical"), one_visit, talk
    ("a word with"), titled ("the fun part (lunch)").
    """

    joint: str
    part: str = "head"
    told: list[Told] = field(default_factory=list)
    heads: list[Term] = field(default_factory=list)
    whats: set[str] = field(default_factory=set)
    head_whats: set[str] = field(default_factory=set)
    main_whats: set[str] = field(default_factory=set)
    plural: bool = False
    marks: set[str] = field(default_factory=set)

    def add(self, term: Term, part: str) -> None:
        """Take in a word that stands in a part."""
        self.told.append(Told(term, part))
        self.whats.add(term.what)
        if part == "head":
            self.main_whats.add(term.what)
            if term.head:
                self.head_whats.add(term.what)
                self.heads.append(term)
                self.plural |= term.plural

    def without_last(self) -> Chunk:
        """The same chunk before its last word was taken in."""
        shorter = Chunk(self.joint, marks=self.marks)
        for term, part in self.told[:-1]:
            shorter.add(term, part)
        shorter.part = self.part
        return shorter

    def take(self, other: Chunk, under: str = "head") -> None:
        """Take in all that another chunk tells; what was its main part stands `under` a part of ours."""
        for term, part in other.told:
            self.add(term, part if under == "head" else under)


def names_the_work(colour: Term, work: Term) -> bool:
    """ "Code task": a word before the work that only says what work it is."""
    return colour.what in {"live_code", "technical"} and not colour.head and work.start - colour.end <= 1


def said_aside(chunk: Chunk) -> Chunk:
    """A chunk that says only in brackets what it is: "The Duel (pairing)"."""
    named = any(term.head for term, _ in chunk.told) and chunk.joint in {"start", "stop"}
    if "titled" not in chunk.marks and not named:
        return chunk
    whole = Chunk(chunk.joint, marks=chunk.marks)
    for term, _ in chunk.told:
        whole.add(term, "head")
    return whole


def is_word(term: Term) -> bool:
    """Whether a term is said in words, not by a picture."""
    return term.words[0].isalnum()


def of_a_department(term: Term, chunk: Chunk, before: Sequence[Chunk], last: Term | None) -> Term:
    """ "With sales, [design] and product": the people of a department, not what is talked about."""
    if term.words not in _DEPARTMENTS:
        return term
    if not chunk.told and chunk.joint in {"comma", "and"} and before:
        listed = before[-1].told[-1]
        people = listed.part == "with" or before[-1].main_whats <= PEOPLE
        people &= listed.term.what in {"team", "engineer"}
    else:
        said = last.what if last else ""
        met = bool(chunk.told) and chunk.told[-1].term.what in {"team", "engineer"}  # "folks from"
        people = said in _INTRODUCING and (chunk.part == "with" or (met and said == "about"))
    return replace(term, what="team", head=False) if people else term


def optional_elsewhere(term: Term, chunk: Chunk, before: Sequence[Chunk], last: Term | None) -> bool:
    """ "A visit, which is not required", "a look at the barn if you want one": not of what comes next.

    The first makes the chunk before optional; the second nothing, since nothing names a stage.
    """
    if chunk.heads or chunk.joint != "comma":
        return False
    which = last is not None and last.words == "which"
    if chunk.told or not (which or term.words.startswith(_OF_THE_LAST)):
        return term.words.endswith(" one")
    for known in before:
        known.marks.add("optional")
    return True


def is_panel(chunk: Chunk) -> bool:
    """ "A panel": what can hold several contents."""
    return any(one.term.words.startswith("panel") for one in chunk.told) and chunk.head_whats <= {"meeting"}


def opens_a_subject(term: Term) -> bool:
    """Whether a name of a stage ends with what it is about: "an hour on [how we work]"."""
    on = term.what == "meeting" and term.words.endswith((" on", " about"))
    return term.head and (on or (term.what == "culture" and " about " in term.words))


def comes_with_it(chunk: Chunk, term: Term) -> bool:
    """Whether what comes with a meeting is inside it: "interview with pairing", or lunch on a visit."""
    if term.what == "culture" and term.head:
        return chunk.head_whats == {"onsite"}
    return term.what in _CONTENT_OF_A_MEETING and chunk.head_whats <= _MEETINGS
