"""What rules look at: a text in passages, each one speaker's, folded for matching with nothing moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from ringback.core.material import Material
from ringback.core.moment import Moment
from ringback.core.sentences import Span, split
from ringback.core.transcript import Transcript, Turn

if TYPE_CHECKING:
    from ringback.core.drafted import Drafted

LONGEST_CLAUSE = 110
"""How many characters of a clause are quoted at most."""
_CLAUSE_EDGE = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;()]|[.!?](?= )| - ")
_PLAIN = str.maketrans(
    "\u2018\u2019\u201b\u02bc\u201c\u201d\u2013\u2014\u00a0\u202f\t\r\n", "''''\"\"--     "
)


def fold(text: str) -> str:
    """Lower case, straight quotes, plain dashes and spaces; every character stays where it was."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_PLAIN)


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that finds what any of them does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@dataclass(frozen=True)
class Passage:
    """One turn, ready for matching: `role` is candidate, interviewer, employer or unknown."""

    turn: Turn
    role: str
    index: int

    @cached_property
    def folded(self) -> str:
        return fold(self.turn.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return split(self.turn.text)

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds a position, by bisection."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        return self.sentences[low] if self.sentences else Span(0, len(self.folded))


@dataclass(frozen=True)
class Document:
    """A material as rules see it. `kind` is account, verbatim, message, draft or situation; `text` as given.

    `moments` are a transcript's questions with their answers, once they were looked for; `drafted` is what is
    known of a draft.
    """

    source: str
    kind: str
    text: str
    passages: tuple[Passage, ...]
    moments: tuple[Moment, ...] = ()
    drafted: Drafted | None = None

    def by(self, role: str) -> Iterator[Passage]:
        """The passages of one role; "any" gives all. In an account the teller is the candidate."""
        return (passage for passage in self.passages if role in ("any", passage.role))

    def following(self, role: str, reply: str) -> Iterator[tuple[Passage, Passage]]:
        """The passages of one role that one of another follows, each with it."""
        for one, other in pairwise(self.passages):
            if (one.role, other.role) == (role, reply):
                yield one, other

    @cached_property
    def sentences(self) -> tuple[tuple[Passage, Span], ...]:
        """Every sentence, in the order of the text."""
        return tuple((passage, one) for passage in self.passages for one in passage.sentences)

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The words of the sentences."""
        return tuple(passage.turn.text[one.start : one.end].strip() for passage, one in self.sentences)

    @property
    def is_running(self) -> bool:
        """Whether it is running text, of two sentences at least; one alone is mostly a list."""
        return len(self.said) > 1

    @cached_property
    def words(self) -> int:
        """How many words were said in all."""
        return sum(len(passage.folded.split()) for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a detector found, in offsets of its passage. `note` fills `{}` in the rule's sentence.

    `because` are the interviewer's words that show it, where it is they that do. `chance` is how likely a
    learnt model holds it; a pattern is sure.
    """

    passage: Passage
    start: int
    end: int
    note: str = ""
    because: str = ""
    chance: float = 1.0

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in code points into the text as given."""
        return self.passage.turn.locate(self.start, self.end)

    @property
    def clause(self) -> tuple[int, int]:
        """Offsets of the clause it stands in, which reads better; of the match where that is long."""
        sentence = self.passage.sentence_at(self.start)
        text = self.passage.folded
        before = [edge.end() for edge in _CLAUSE_EDGE.finditer(text, sentence.start, self.start)]
        after = _CLAUSE_EDGE.search(text, self.end, max(sentence.end, self.end))
        start = before[-1] if before else sentence.start
        end = after.start() if after else max(sentence.end, self.end)
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip(" .!?"))
        whole = start <= self.start and end >= self.end and end - start <= LONGEST_CLAUSE
        return self.passage.turn.locate(start, end) if whole else self.span


def of_transcript(transcript: Transcript) -> Document:
    """A transcript or an account as a document."""

    def role(turn: Turn) -> str:
        if transcript.candidate is None or not turn.speaker:
            return "unknown"
        return "candidate" if turn.speaker == transcript.candidate else "interviewer"

    passages = tuple(Passage(turn, role(turn), index) for index, turn in enumerate(transcript.turns))
    kind = "verbatim" if transcript.verbatim else "account"
    return Document(transcript.source, kind, transcript.text, passages)


def of_material(material: Material) -> Document:
    """A material as a document: the call's own words, or the employer's message."""
    if material.transcript is not None:
        return of_transcript(material.transcript)
    message = material.message
    bodies = [message.body, *(older.body for older in message.quoted)] if message else []
    passages = tuple(Passage(body, "employer", index) for index, body in enumerate(bodies))
    return Document(material.name, "message", material.text, passages)
