"""What is told of a stage besides its kind: how long it takes, who holds it, what it looks at.

The text is looked through once; each stage then takes what stands between it and the next. What is not
plainly told stays None: a length may be that of one answer, and a "team" may hold nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ringback.core.document import fold
from ringback.core.latest import for_the_latest
from ringback.core.stage_words import PEOPLE, Branch, StageWords
from ringback.core.stages import Stage
from ringback.core.stretches import stretches

Minutes = tuple[int, int]
"""The shortest and the longest time told."""

_NOT_TIMED = frozenset({"application", "reference_check", "offer"})
_CLAUSE = re.compile(r"[.!?:;()\n]|[ ]-[ ]")
_BREAK = re.compile(r"[,.;:()\n]| (?:and|then|by) ")
_PART = re.compile(r"[^,.;:()!?]+")
_WORD = re.compile(r"[a-z0-9]+")
_IN_A_WORD = re.compile(r"[\w-]*")
_REACH = 200
_LED = 40
_BEFORE = 40
_NEAR = 16
_SUBJECT = 90
_OPENS = 3
_DAY = 24 * 60


class Found(NamedTuple):
    """Something told of a stage, and where; `what` is a length in minutes, or where a subject stands."""

    start: int
    end: int
    what: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class DetailWords:
    """The catalogue's words for lengths, holders and subjects ("stages/details"), made ready."""

    numbers: Mapping[str, float]
    units: tuple[str, ...]
    least: int
    length: re.Pattern[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    subjects: tuple[str, ...]
    subject: re.Pattern[str]
    no_subject: re.Pattern[str]
    not_about: re.Pattern[str]
    led_by: re.Pattern[str]
    longer: re.Pattern[str]
    nobody: frozenset[str]
    people: frozenset[str]
    moves_on: re.Pattern[str]
    parts: re.Pattern[str]
    dangling: frozenset[str]

    def lengths(self, folded: str) -> Iterator[Found]:
        """The times something takes: "half an hour", "3-4 hours", "a 45-minute talk".

        "Within 24 hours" and "10 minutes early" are not how long a stage takes.
        """
        if not any(unit in folded for unit in self.units):
            return
        for found in self.length.finditer(folded):
            start, end = found.span()
            told = self._minutes(found)
            if not told or self.not_before.match(folded, end):
                continue
            if not self.not_after.search(folded, max(0, start - _NEAR), start):
                yield Found(start, end, told)

    def _minutes(self, found: re.Match[str]) -> Minutes | None:
        scale = 60 if found["unit"].startswith("h") else 1
        more = 0.5 if found["more"] else 0.0
        low = (self._count(found["low"]) + more) * scale
        high = (self._count(found["high"]) + more) * scale if found["high"] else low
        return (round(low), round(high)) if self.least <= low <= high <= _DAY else None

    def _count(self, said: str) -> float:
        plain = said.replace("-", " ")
        return self.numbers[plain] if plain in self.numbers else float(said.replace(",", "."))

    def looks_at(self, folded: str) -> Iterator[Found]:
        """What is looked at: "about [your past projects]"; never a number, as in "about 40 minutes"."""
        if not any(word in folded for word in self.subjects):
            return
        for found in self.subject.finditer(folded):
            start, end = found.span("what")
            if self.no_subject.match(folded, start):
                continue
            if not self.not_about.search(folded, max(0, found.start() - _NEAR), found.start()):
                yield Found(found.start(), end, (start, end))

    def holders(self, folded: str, words: StageWords) -> Iterator[Found]:
        """The words for people who may hold a stage: "head of repairs", "two engineers".

        No phrase reaches over a comma or a stop, so only the parts that can hold one are lexed.
        """
        for part in _PART.finditer(folded):
            if self.people.isdisjoint(_WORD.findall(part[0])):
                continue
            for term in words.find(part[0]):
                if term.what in PEOPLE and term.words not in self.nobody:
                    yield self._holder(folded, part.start() + term.start, part.start() + term.end)

    def _holder(self, folded: str, start: int, end: int) -> Found:
        longer = self.longer.match(folded, start)
        return Found(_word_start(folded, start), longer.end() if longer else _word_end(folded, end))

    def takes_part(self, folded: str, holder: Found) -> bool:
        """Whether the words before a holder say that they take part, or that they do something."""
        before = _CLAUSE.split(folded[max(0, holder.start - _LED) : holder.start])[-1]
        return len(before.split()) <= _OPENS or self.led_by.search(before) is not None


def _word_start(folded: str, at: int) -> int:
    """Where the word begins that a term stands at the end of: "editor-in-[chief]"."""
    while at > 0 and (folded[at - 1].isalnum() or folded[at - 1] == "-"):
        at -= 1
    return at


def _word_end(folded: str, at: int) -> int:
    found = _IN_A_WORD.match(folded, at)
    return found.end() if found else at


def _either(patterns: Sequence[str]) -> str:
    return "|".join(patterns)


def _telling(branch: Branch, nobody: frozenset[str], path: tuple[str, ...] = ()) -> Iterator[str]:
    """The word of each phrase for people that tells it: "manager" of "hr manager", "head" of "head of"."""
    if branch.tells and branch.tells[0] in PEOPLE and " ".join(path) not in nobody:
        yield path[-1] if path[-1] != "of" else path[0]
    for word, longer in branch.following.items():
        yield from _telling(longer, nobody, (*path, word))


@for_the_latest
def detail_words(table: Mapping[str, Any], words: StageWords) -> DetailWords:
    """The catalogue's table ("stages/details") made ready, for the catalogue's words of stages."""
    numbers, length, holder, subject = (table[key] for key in ("numbers", "length", "holder", "subject"))
    spelled = _either([one.replace(" ", "[ -]") for one in sorted(numbers, key=len, reverse=True)])
    count = rf"(?:\d{{1,3}}(?:[.,]\d)?|{spelled})"
    nobody = frozenset(holder["nobody"])
    return DetailWords(
        numbers=numbers,
        units=tuple(length["signs"]),
        least=length["least"],
        length=re.compile(
            rf"(?<![\w.,/:])(?P<low>{count})(?: ?(?:-|to|or) ?(?P<high>{count}))?[ -]?"
            rf"(?P<unit>{_either(length['units'])})\b(?P<more>{length['half_more']})?"
        ),
        not_after=re.compile(rf"\b(?:{_either(length['not_after'])}) $"),
        not_before=re.compile(rf"[ ,']*(?:{_either(length['not_before'])})\b"),
        subjects=tuple(subject["signs"]),
        subject=re.compile(rf"\b(?:{_either(subject['any_of'])}) (?P<what>[^.;:!?()\n]{{4,200}})"),
        no_subject=re.compile(rf"(?:{_either(subject['unless'])}|{spelled})\b|\d"),
        not_about=re.compile(rf"\b(?:{_either(subject['not_after'])}) $"),
        led_by=re.compile(rf"\b(?:{_either(holder['after'])})\b"),
        longer=re.compile(holder["longer"]),
        nobody=nobody,
        people=frozenset(_telling(words.root, nobody)),
        parts=re.compile(rf"\b(?:{_either(table['parts']['any_of'])})\b"),
        dangling=frozenset(subject["dangling"]),
        moves_on=re.compile(rf"\n\s*\n|[.!?\n]\s*(?i:{_either(table['moves_on']['any_of'])})\b"),
    )


def minutes(folded: str, more: DetailWords) -> Minutes | None:
    """The first length told, in minutes: "half an hour" is (30, 30); None where none is."""
    return next((found.what for found in more.lengths(folded)), None)


def with_details(
    stages: Sequence[Stage], text: str, words: StageWords, more: DetailWords, offset: int = 0
) -> tuple[Stage, ...]:
    """The stages with what stands between each and the next. `text` begins at `offset` of its source."""
    if not stages:
        return ()
    folded = fold(text)
    spans = [(stage.start - offset, stage.end - offset) for stage in stages]
    named = stretches(spans)
    holders = [
        one
        for one in more.holders(folded, words)
        if named.touch(one.start, one.start + 1) or more.takes_part(folded, one)
    ]
    told = _Told(text, folded, more, list(more.lengths(folded)), holders, list(more.looks_at(folded)))
    if not (told.lengths or told.holders or told.subjects):
        return tuple(stages)
    breaks = [found.start() for found in more.moves_on.finditer(text)]
    starts = sorted(start for start, _ in spans)
    ends = [_after(starts, start, len(text)) for start, _ in spans]
    return tuple(
        told.of(stage, start, _reach(last, end, breaks))
        for stage, (start, last), end in zip(stages, spans, ends, strict=True)
    )


def _after(starts: Sequence[int], start: int, end: int) -> int:
    """Where the next stage in the text begins, which may come before it in time."""
    following = bisect_right(starts, start)
    return starts[following] if following < len(starts) else end


def _reach(named: int, end: int, breaks: Sequence[int]) -> int:
    """How far a stage's own words reach: to the next stage, a blank line, "After that ...", some words."""
    end = min(end, named + _REACH)
    following = bisect_left(breaks, named)
    return min(breaks[following], end) if following < len(breaks) else max(named, end)


@dataclass(frozen=True, slots=True)
class _Told:
    """All that a text tells besides the stages, each in the order of the text."""

    text: str
    folded: str
    more: DetailWords
    lengths: Sequence[Found]
    holders: Sequence[Found]
    subjects: Sequence[Found]

    def of(self, stage: Stage, start: int, end: int) -> Stage:
        """A stage with what its span tells; what it has already it keeps."""
        length = None if stage.kind in _NOT_TIMED else self._length(start, end)
        holder = _first(self.holders, start, end)
        subject = None if stage.kind in _NOT_TIMED else _first(self.subjects, start, end)
        if not (length or holder or subject):
            return stage
        return replace(
            stage,
            minutes=stage.minutes or (length.what if length else None),
            run_by=stage.run_by or (self.text[holder.start : holder.end] if holder else None),
            assesses=stage.assesses or (self._subject(subject, end) if subject else None),
        )

    def _length(self, start: int, end: int) -> Found | None:
        """The length right before a stage, or the first one after it that isn't a part's."""
        found = self._just_before(start) or _first(self.lengths, start, end)
        is_of_a_part = found is not None and self.more.parts.search(self.folded, start, found.end)
        return None if is_of_a_part else found

    def _just_before(self, start: int) -> Found | None:
        """The length right before a stage, in its own part of the sentence: "90 minute on-site"."""
        before = bisect_right(self.lengths, start, key=lambda one: one.end)
        one = self.lengths[before - 1] if before else None
        if one is None or one.start < start - _BEFORE or _BREAK.search(self.text, one.end, start):
            return None
        return one

    def _subject(self, found: Found, end: int) -> str | None:
        """What a stage looks at, on one line, in whole words."""
        first, last = found.what
        said = " ".join(self.text[first : min(last, max(end, first))].split())
        if len(said) > _SUBJECT:
            said = said[: max(0, said.rfind(" ", 0, _SUBJECT))]
        kept = said.rstrip(" ,-*_").split(" ")
        while kept and kept[-1].lower() in self.more.dangling:
            kept.pop()
        return " ".join(kept) or None


def _first(found: Sequence[Found], start: int, end: int) -> Found | None:
    following = bisect_left(found, start, key=lambda one: one.start)
    one = found[following] if following < len(found) else None
    return one if one and one.start < end else None
