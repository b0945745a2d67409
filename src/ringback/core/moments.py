"""A call as moments: each question that the interviewer opens, with its answer and its follow-ups.

The words are the catalogue's ("asked/kinds", "asked/turning"): what a question is about, what opens a new
matter, what stays with the answer just given. A question opens a moment where more speaks for a new matter
than for a follow-up: see `_opens`. Labelled by readers in benchmarks/moments; measured there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ringback.core.catalogue import Catalogue
from ringback.core.detectors.patterns import Patterns, compiled
from ringback.core.document import Document, Passage
from ringback.core.gist import gist_of
from ringback.core.likeness import Likeness
from ringback.core.moment import Moment, Place
from ringback.core.sentences import Span

THEIR_QUESTIONS = "their_questions"
KINDS = (
    "small_talk", "background", "motivation", "behavioural", "situational", "technical", "logistics",
    "salary", THEIR_QUESTIONS,
)  # fmt: skip
"""What a question can be about: see benchmarks/moments/GUIDELINE.md."""
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_BACKCHANNEL = 3
_EXPLAINS = 25
_LONG_ANSWER = 40
_SAME = 0.6
_ASKS_LONG = 4


@dataclass(frozen=True)
class Asking:
    """The catalogue's words for questions, compiled."""

    topics: tuple[tuple[str, Patterns], ...]
    otherwise: str
    sure: float
    likeness: Likeness
    asks: Patterns
    tag: Patterns
    opens: Patterns
    done: Patterns
    weights: tuple[float, ...]
    small: frozenset[str]

    def topic(self, folded: str) -> int | None:
        """Which row of the topics words are about: the first that is heard; None for none."""
        return next((n for n, (_, words) in enumerate(self.topics) if words.search(folded)), None)

    def kind(self, topic: int | None, folded: str) -> str:
        """The kind of question of a topic; where none is heard, what such words mostly are."""
        if topic is not None:
            return self.topics[topic][0]
        kind, share = self.likeness.likeliest(folded, KINDS)
        return kind if share >= self.sure else self.otherwise


def asking(catalogue: Catalogue) -> Asking:
    """The catalogue's words ready for use."""
    topics, turning = catalogue.phrases["asked/topics"], catalogue.phrases["asked/turning"]

    def ready(key: str) -> Patterns:
        return compiled(tuple(turning[key]["any_of"]))

    return Asking(
        tuple((row["kind"], compiled(tuple(row["any_of"]))) for row in topics["topic"]),
        topics["otherwise"],
        topics["sure"],
        catalogue.likeness["questions"],
        ready("asks"),
        ready("tag"),
        ready("opens"),
        ready("done"),
        tuple(turning["weights"].values()),
        frozenset(turning["small"]["words"]),
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked in a turn: the offsets of it in the passage, and its folded words from there on."""

    passage: Passage
    start: int
    end: int
    words: str
    lead: str


@dataclass(slots=True)
class _Open:
    """The moment being told: its question, and what has been said in it."""

    question: _Question
    topic: int | None
    kind: str
    content: set[str]
    topics: set[int | None]
    answers: list[Passage] = field(default_factory=list)
    follow_ups: list[_Question] = field(default_factory=list)
    answered: int = 0
    last: int = 0


def with_moments(document: Document, words: Asking) -> Document:
    """A transcript with its moments; any other text as it is."""
    return replace(document, moments=moments(document, words)) if document.kind == "verbatim" else document


def moments(document: Document, words: Asking) -> tuple[Moment, ...]:
    """The moments of a transcript in order; none where it isn't known who the candidate is."""
    told: list[Moment] = []
    current: _Open | None = None
    for passage in document.passages:
        found = _question(passage, words, current)
        if found is not None and (current is None or _opens(found, current, words)):
            if current is not None:
                told.append(_closed(current))
            current = _begun(found, words)
        elif current is not None:
            _goes_on(current, passage, found, words)
    return (*told, _closed(current)) if current is not None else tuple(told)


# Questions.


def _question(passage: Passage, words: Asking, current: _Open | None) -> _Question | None:
    """What a turn asks, if anything: the interviewer's question, or one of the candidate's own."""
    if passage.role == "candidate":
        return _own_question(passage, words, current)
    if passage.role != "interviewer":
        return None
    asked = [span for span in passage.sentences if _asks(passage, span, words)]
    if not asked:
        return _explains(passage)
    start, end = asked[0].start, asked[-1].end
    return _Question(passage, start, end, passage.folded[start:end].strip(), passage.folded[:start].strip())


def _asks(passage: Passage, span: Span, words: Asking) -> bool:
    said = passage.folded[span.start : span.end].strip()
    if words.tag.search(said):
        return False
    return said.rstrip("\"') ").endswith("?") or words.asks.search(said) is not None


def _explains(passage: Passage) -> _Question | None:
    """ "... so I'll call you on Monday, all right?": what is told at length, and assent asked for."""
    text = passage.folded
    if len(text.split()) < _EXPLAINS or not text.rstrip().endswith("?"):
        return None
    return _Question(passage, 0, len(text), text, "")


def _own_question(passage: Passage, words: Asking, current: _Open | None) -> _Question | None:
    """A question that the candidate puts: not "sorry?" nor a doubt about what was asked."""
    if current is None or current.kind == THEIR_QUESTIONS or not current.answers:
        return None
    if not passage.sentences:
        return None
    last = passage.sentences[-1]
    said = passage.folded[last.start : last.end].strip()
    enough = len(said.split()) > _ASKS_LONG and said.endswith("?") and not words.tag.search(said)
    if enough and words.likeness.likeliest(said, ("opens", "follows"))[0] == "opens":
        return _Question(passage, last.start, last.end, said, "")
    return None


# Whether a question opens a moment.


def _content(text: str, words: Asking) -> set[str]:
    return {_stem(word) for word in _WORD.findall(text) if word not in words.small and len(word) > 2}


def _stem(word: str) -> str:
    for ending in ("'s", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word.removesuffix(ending)
    return word


def _opens(found: _Question, current: _Open, words: Asking) -> bool:
    """Whether a question opens a new matter rather than asking on: the sum of what speaks for each."""
    if found.passage.role == "candidate":
        return True
    if not current.answered or _asked_again(found, current, words):
        return False
    speaks = zip(words.weights, features(found, current, words), strict=True)
    return sum(weight * value for weight, value in speaks) > 0


def _asked_again(found: _Question, current: _Open, words: Asking) -> bool:
    """Whether a question says the words of the matter over again."""
    asked = _content(found.words, words)
    return len(asked) > 1 and len(asked & current.content) / len(asked) >= _SAME


def features(found: _Question, current: _Open, words: Asking) -> tuple[float, ...]:
    """What speaks for a new matter, in the order of the catalogue's weights: see "asked/turning"."""
    topic = _topic(found, words)
    fresh = topic is not None and topic not in current.topics
    firm = words.kind(topic, found.words) in _FIRM
    whole = f"{found.lead} {found.words}"
    return (
        1.0,
        float(words.opens.search(whole) is not None),
        float(_is_titled(found)),
        float(words.done.search(found.lead) is not None),
        float(current.answered >= _LONG_ANSWER),
        float(min(len(_content(found.words, words) & current.content), 2)),
        float(fresh and firm),
        float(fresh and not firm),
        float(current.kind == "small_talk" and topic is None),
        words.likeness.leaning(whole, "opens", "follows"),
    )


_TITLE = re.compile(
    r"(?:^|[.!?,]\s*)(?:um,? |uh,? |er,? |so,? |right,? |okay,? |and,? |now,? )*(?:on |your )?"
    r"[a-z'-]+(?: [a-z'-]+)?(?: next| now| then)?[.:]\s*$"
)
_NO_TITLE = re.compile(
    r"\b(?:okay|ok|good|great|right|yeah|yes|no|sure|cool|nice|perfect|brilliant|lovely|sorry|thanks|thank"
    r"|mm|hm|ha|well|alright|enough|fine|wow|oh|love|bless|ouch|awesome|excellent|course|it|that|interesting"
    r"|exactly|see|got|gotcha|fantastic|laughter|laughs)\b"
)
"""Reactions, which name no matter though they stand alone."""


def _is_titled(found: _Question) -> bool:
    """ "Excel. How's your Excel?": a word or two that name the matter stand before the question."""
    title = _TITLE.search(found.lead)
    return title is not None and not _NO_TITLE.search(title[0])


_FIRM = frozenset({THEIR_QUESTIONS, "salary", "logistics", "behavioural", "situational", "motivation"})
"""Kinds that are heard by words of their own: a change to one of them is a change of matter."""


def _topic(found: _Question, words: Asking) -> int | None:
    """The row that a question is of: its title's first, then its own words', then what stands before it."""
    title = _TITLE.search(found.lead)
    said = (title[0] if title else "", found.words, found.lead)
    return next((topic for one in said if (topic := words.topic(one)) is not None), None)


def _begun(found: _Question, words: Asking) -> _Open:
    topic = 0 if found.passage.role == "candidate" else _topic(found, words)
    content = _content(found.words, words)
    return _Open(found, topic, words.kind(topic, found.words), content, {topic}, last=found.passage.index)


def _goes_on(current: _Open, passage: Passage, found: _Question | None, words: Asking) -> None:
    """A turn that belongs to the moment being told."""
    current.last = passage.index
    if passage.role == "candidate":
        said = len(passage.folded.split())
        current.answered += said
        if said > _BACKCHANNEL or not current.answers:
            current.answers.append(passage)
        current.content |= _content(passage.folded, words)
    elif found is not None:
        current.follow_ups.append(found)
        current.content |= _content(found.words, words)
        current.topics.add(_topic(found, words))


# A moment as told.


def _closed(current: _Open) -> Moment:
    first = current.question.passage
    answers = tuple(_whole(passage) for passage in current.answers)
    return Moment(
        kind=current.kind,
        asked=_place(first, current.question.start, current.question.end),
        answers=answers,
        follow_ups=tuple(_place(one.passage, one.start, one.end) for one in current.follow_ups),
        gist=_gist(current),
        first=first.index,
        last=current.last,
        until=current.answers[-1].turn.until if current.answers else first.turn.until,
    )


def _gist(current: _Open) -> Place | None:
    best = gist_of([passage.turn.text for passage in current.answers], current.question.words)
    if best is None:
        return None
    which, start, end = best
    return _place(current.answers[which], start, end)


def _whole(passage: Passage) -> Place:
    return _place(passage, 0, len(passage.turn.text))


def _place(passage: Passage, start: int, end: int) -> Place:
    text = passage.turn.text
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    first, last = passage.turn.locate(start, end)
    return Place(passage.index, first, last, passage.turn.at)
