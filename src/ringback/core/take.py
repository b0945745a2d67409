"""One answer said or typed in rehearsal: what it holds, what to try next, how it compares.

It is heard by the debrief's own rules, and by the cues of "answer_part"; every quote is the take's own words.
Pace and fillers are shown, never judged, and never the one thing to try.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ringback.core.answered import NO, YES, met, said_of
from ringback.core.catalogue import Catalogue
from ringback.core.detectors import DETECTORS
from ringback.core.document import Document, Hit, of_transcript
from ringback.core.readings import hear
from ringback.core.rehearsal import ToAsk
from ringback.core.review_case import CaseTold
from ringback.core.sentences import split
from ringback.core.transcript import Piece, Transcript, Turn

Range = tuple[float, float]
THEIRS, OWN = "interviewer", "candidate"


@dataclass(frozen=True, slots=True)
class Take:
    """One take. Times are in seconds; `fillers` is the least and the most counted; None: not measured.

    `latency` is the time from the end of the question to the first word.
    """

    words: str
    spoken: bool = False
    seconds: float | None = None
    latency: float | None = None
    fillers: tuple[int, int] | None = None

    @property
    def count(self) -> int:
        """How many words it has."""
        return len(self.words.split())


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a take; `words[start:end] == text`, in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One rule heard in a take: its id, what it says, and the words; `fix` is what to do instead."""

    rule: str
    label: str | None
    weight: str
    says: str
    fix: str
    quote: Quote
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveMade:
    """One move of the opener. `said` is where it was made, None where it was left out.

    `does` names it in words; `line` is how the draft puts it; `word` counts from 1, `second` is by the pace.
    """

    move: str
    does: str
    line: str
    said: Quote | None = None
    word: int | None = None
    second: float | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Whether a take meets its question: yes, no or unknown, in a sentence, and the words that show a yes."""

    answers: str
    says: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class NewClaim:
    """Something said of oneself that the fact sheet doesn't hold; it becomes a fact only by a yes."""

    kind: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a take as a range, beside those of the earlier takes and of the call.

    `name` is length (seconds), latency (seconds), pace (words a minute) or fillers (a minute). `good` is the
    stretch that most people can follow, where there is one.
    """

    name: str
    here: Range
    earlier: tuple[tuple[int, Range], ...] = ()
    then: Range | None = None
    good: Range | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """A difference from an earlier take (its number) or from the call (0): gained, lost, shorter, sooner.

    `what` is a part of an answer, or empty.
    """

    take: int
    how: str
    what: str = ""


@dataclass(frozen=True)
class Before:
    """What a take is held against.

    `earlier` are the takes of the same question, oldest first; `tonight` how many are of this evening.
    `measured`: whether pace and fillers may be told; `told` is what the case holds.
    """

    earlier: tuple[Take, ...] = ()
    tonight: int = 0
    measured: bool = True
    told: CaseTold | None = None


@dataclass(frozen=True)
class Feedback:
    """What is said of one take. `parts` are those found, each where it first stands; `missing` those wanted.

    `next` is the one thing to try; `rule` is what it rests on: a row of the catalogue's table. `answers`:
    whether it meets its question; None where that isn't asked.
    """

    number: int
    headline: str
    next: str
    rule: str
    answers: Answers | None = None
    parts: Mapping[str, Quote] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    moves: tuple[MoveMade, ...] = ()
    new: tuple[NewClaim, ...] = ()
    measures: tuple[Measure, ...] = ()
    since: tuple[Since, ...] = ()
    enough: bool = False


def as_heard(asks: str, take: Take) -> Document:
    """A take as the answer of a call; the places in it are those of its words."""
    question = asks if asks.rstrip().endswith("?") else f"{asks} ?"
    started = 0.0 if take.latency is None else take.latency
    times = (started, started + take.seconds) if take.seconds is not None else (None, None)
    turns = (
        Turn(THEIRS, (Piece(question, 0, 0),), None, 0.0),
        Turn(OWN, (Piece(take.words, 0, len(take.words)),), *times),
    )
    return of_transcript(Transcript("take", take.words, turns, verbatim=True, candidate=OWN))


def seconds_of(take: Take, a_minute: int) -> float:
    """How long it takes to say: as measured, else at the usual pace."""
    return take.seconds if take.seconds is not None else take.count * 60 / a_minute


def parts_of(take: Take, catalogue: Catalogue) -> dict[str, Quote]:
    """The parts of an answer that a take holds, each with the clause in which it is first heard."""
    found: dict[str, Quote] = {}
    for one in hear(catalogue.setting("answer_part"), (as_heard("", take),)):
        if one.hit.passage.role == OWN:
            found.setdefault(one.cue.value, _quote(take, one.hit))
    return found


def remarks_of(asks: str, take: Take, catalogue: Catalogue) -> tuple[Remark, ...]:
    """What the rules that hold for one answer alone find in it, one of a label, in the catalogue's order."""
    document = as_heard(asks, take)
    found: dict[str, Remark] = {}
    for rule_id in catalogue.phrases["rehearsal"]["rules"]["ids"]:
        rule = catalogue.mistakes.get(rule_id)
        if rule is None:  # silenced in a folder of one's own
            continue
        hits = (hit for hit in DETECTORS[rule.detector](document, rule.settings) if hit.passage.role == OWN)
        for hit in hits:
            sources = tuple(ground.source for ground in rule.rests_on)
            says = rule.says.replace("{n}", hit.note)
            quote = _quote(take, hit)
            remark = Remark(rule.id, rule.label, rule.weight, says, rule.avoid, quote, sources)
            found.setdefault(rule.label or rule.id, remark)
    return tuple(found.values())


def answers_of(ask: ToAsk, take: Take, catalogue: Catalogue) -> Answers | None:
    """Whether it meets its question; None for what asks on, or for a line to be said."""
    if ask.kind not in catalogue.phrases["rehearsal"]["limits"]["asked_for"]:
        return None
    found = met(ask.asks, take.words, catalogue)
    quote = None
    if found.answers == YES:
        span = next(one for one in split(take.words) if found.start < one.end)
        said = take.words[span.start : span.end].rstrip()
        quote = Quote(span.start, span.start + len(said), said)
    return Answers(found.answers, said_of(found, catalogue), quote)


def _quote(take: Take, hit: Hit) -> Quote:
    start, end = hit.clause
    return Quote(start, end, take.words[start:end])


def answer_feedback(ask: ToAsk, take: Take, before: Before, catalogue: Catalogue) -> Feedback:
    """What is said of a take of a question."""
    table = catalogue.phrases["rehearsal"]
    parts, remarks = parts_of(take, catalogue), remarks_of(ask.asks, take, catalogue)
    missing = tuple(part for part in ask.wants if part not in parts)
    answers = answers_of(ask, take, catalogue)
    heard = _Heard(ask, take, answers, parts, missing, remarks, table)
    says, when = heard.next()
    return Feedback(
        number=len(before.earlier) + 1,
        headline=heard.headline(len(before.earlier) + 1),
        next=says,
        rule=when,
        answers=answers,
        parts=parts,
        missing=missing,
        remarks=remarks,
        measures=measures_of(ask, take, before, table),
        since=tuple(_since(ask, take, before, parts, catalogue)),
        enough=before.tonight + 1 >= table["limits"]["evening"],
    )


@dataclass(frozen=True)
class _Heard:
    """A take and what was heard in it."""

    ask: ToAsk
    take: Take
    answers: Answers | None
    parts: Mapping[str, Quote]
    missing: tuple[str, ...]
    remarks: tuple[Remark, ...]
    table: Mapping[str, Any]

    def next(self) -> tuple[str, str]:
        """The one thing to try, and the row that says it."""
        row = next(row for row in self.table["try"] if self._holds(row["when"]))
        part = row["when"].partition(":")[2]
        clock = self._clock(part) if row["when"].startswith("late:") else ""
        return row["says"].replace("{clock}", clock).replace("{seconds}", str(self.ask.longest)), row["when"]

    def _holds(self, when: str) -> bool:
        sort, _, what = when.partition(":")
        if sort == "rule":
            return any(what in (one.label, one.rule) for one in self.remarks)
        if sort == "missing":
            return what in self.missing
        if sort == "late":
            return what in (*self.ask.wants, "figure") and self._late(what)
        return self._is(sort)

    def _is(self, sort: str) -> bool:
        limits = self.table["limits"]
        if sort == "bare":
            return self.bare
        if sort == "unmet":
            return self.answers is not None and self.answers.answers == NO
        if sort == "long":
            return bool(seconds_of(self.take, limits["a_minute"]) > self.ask.longest)
        if sort == "slow":
            return bool((self.take.latency or 0) >= limits["slow"])
        if sort == "missing_figure":
            return "result" in self.ask.wants and "figure" not in self.parts
        return sort == "fine"

    @property
    def bare(self) -> bool:
        """Whether it is too short for what it should hold; a figure or a question needs few words."""
        limits = self.table["limits"]
        wanted = set(self.ask.wants).difference(limits["in_few_words"])
        return bool(wanted) and self.take.count < limits["bare"]

    def _late(self, part: str) -> bool:
        limits, quote = self.table["limits"], self.parts.get(part)
        if quote is None or self.take.count < limits["late_from"] or "result" not in self.ask.wants:
            return False
        return bool(self._share(quote) >= limits["late"])

    def _share(self, quote: Quote) -> float:
        return len(self.take.words[: quote.start].split()) / self.take.count

    def _clock(self, part: str) -> str:
        if self.take.seconds is None:
            return ""
        return f", about {round(self._share(self.parts[part]) * self.take.seconds)} seconds in"

    def headline(self, number: int) -> str:
        """The verdict on the take, in one sentence."""
        if self._holds("rule:blanked_on_question"):
            return f"Take {number} stopped before an answer."
        if self.bare:
            return f"Take {number} is very short."
        names = self.table["parts"]
        has = [names[part] for part in self.ask.wants if part in self.parts]
        lacks = [names[part].removeprefix("an ").removeprefix("a ") for part in self.missing]
        if has and lacks:
            return f"Take {number} has {_and(has)}, and no {_or(lacks)} yet."
        if has or lacks:
            return f"Take {number} has {_and(has)}." if has else f"Take {number} has no {_or(lacks)} yet."
        return f"Take {number} has one thing to mend." if self.remarks else f"Take {number} holds."


def _and(words: Sequence[str]) -> str:
    return " and ".join(words)


def _or(words: Sequence[str]) -> str:
    return " and no ".join(words)


# Beside the earlier takes and the call.


def measures_of(ask: ToAsk, take: Take, before: Before, table: Mapping[str, Any]) -> tuple[Measure, ...]:
    """The figures of a take beside the earlier ones; pace and fillers only where they may be told."""
    names = ("latency", "length", *(("pace", "fillers") if before.measured else ()))
    found = []
    for name in names:
        here = _measured(name, take, table)
        if here is None:
            continue
        ranges = [(n, _measured(name, one, table)) for n, one in enumerate(before.earlier, 1)]
        earlier = tuple((n, one) for n, one in ranges if one is not None)
        good = (float(table["opener"]["least"] if ask.is_opener else 0), float(ask.longest))
        found.append(
            Measure(name, here, earlier, _on_the_call(ask, name), good if name == "length" else None)
        )
    return tuple(found)


def _measured(name: str, take: Take, table: Mapping[str, Any]) -> Range | None:
    if name == "length":
        length = seconds_of(take, table["limits"]["a_minute"])
        return length, length
    if name == "latency":
        return None if take.latency is None else (take.latency, take.latency)
    if not take.spoken or not take.seconds:
        return None
    if name == "pace":
        pace = take.count * 60 / take.seconds
        return pace * 0.95, pace * 1.05  # a transcript misses or adds about one word in twenty
    if take.fillers is None:
        return None
    return take.fillers[0] * 60 / take.seconds, take.fillers[1] * 60 / take.seconds


def _on_the_call(ask: ToAsk, name: str) -> Range | None:
    then = ask.then
    told = {"latency": then.latency, "length": then.seconds} if then else {}
    value = told.get(name)
    return None if value is None else (value, value)


def _since(
    ask: ToAsk, take: Take, before: Before, parts: Mapping[str, Quote], catalogue: Catalogue
) -> Iterator[Since]:
    """What is better or worse than on the call, and than in the take before."""
    then = ask.then
    if then:
        for part in then.lacked:
            if part in parts:
                yield Since(0, "gained", part)
        if then.latency is not None and take.latency is not None and take.latency < then.latency - 1:
            yield Since(0, "sooner")
    if not before.earlier:
        return
    last, number = before.earlier[-1], len(before.earlier)
    had = parts_of(last, catalogue)
    wanted = (*ask.wants, *(["figure"] if "result" in ask.wants else []))
    yield from (Since(number, "gained", part) for part in wanted if part in parts and part not in had)
    yield from (Since(number, "lost", part) for part in wanted if part in had and part not in parts)
    a_minute = catalogue.phrases["rehearsal"]["limits"]["a_minute"]
    if seconds_of(last, a_minute) > ask.longest >= seconds_of(take, a_minute):
        yield Since(number, "shorter")
