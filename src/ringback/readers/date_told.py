"""What an employer's texts say of time: when a stage is and how long, and what is due by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import re2

from ringback.core.dates import ToldKind
from ringback.core.detectors.patterns import Patterns, compiled
from ringback.core.document import Passage
from ringback.readers.date_lengths import Length, Sort, lengths_in
from ringback.readers.date_scan import Scan
from ringback.readers.date_words import Spoken, lead_before, says_limit, spoken

_Topic = Literal["interview", "turnaround", "deadline", "waiting", "none"]
_DUE: tuple[_Topic, ...] = ("turnaround", "deadline", "waiting")
_REACH = 120
_ACROSS = 40
_BEHIND = 8
_CLAUSE = re.compile(r"[;:]|, (?:and|but|so|then|or)\b|\b(?:and|but) (?:i|they|he|she|we|then)\b")
_STOP = re.compile(r"[.!?…]+[\"')\]]* +(?=\S)|\n\s*(?:\n|[-*•–]|\d+[.)])\s*")
_AHEAD = frozenset({"ahead", "ahead_bare", "within_this"})
_BARE_HOUR = re.compile(r"(?:from|between|around|about) \d{1,2}(?: ?(?:-|to|and|or|until|till) ?\d{1,2})?")
_HARD = re.compile(r"\b(?:by|within|inside|no later|not later|latest|sooner)\b")
_NEVER = re.compile(r"\b(?:not|never|don't|won't|cannot|can't|wanted to|rather than)\b[^,;.]*$")
_LETTER = re.compile(
    r"(?:^|\n)[ >*]*(?:dear|hi|hello|hey|hiya|good (?:morning|afternoon)|morning)\b", re.IGNORECASE
)
_FROM_ONE = re.compile(r"\b(?:i'm|i'll|i've|i can|let me know|shout)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"\n[ >*]*(?:(?:kind|best|warm|many) (?:regards|wishes|thanks)|regards|best|cheers|thanks|thank you"
    r"|yours \w+|sincerely|all the best|ta)\b[,.! ]*(?:\n|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cue:
    """One row of the table of topics: its words, and what they need beside them."""

    topic: _Topic
    limit: bool
    length: bool
    any_of: Patterns


@dataclass(frozen=True, slots=True)
class Found:
    """One time where it stands. `limit`: said as one ("before Friday"); `hard`: as nothing else can be."""

    start: int
    end: int
    sort: Sort | Literal["day", "hour"]
    limit: bool
    hard: bool
    short: bool = False
    said: Spoken | None = None
    years: bool = False

    @property
    def is_length(self) -> bool:
        """Whether it names a length, and no day."""
        return self.sort in {"length", "blank_length"}

    @property
    def counts(self) -> bool:
        """Whether it is an amount of time, as a length or from now on: "two weeks", "allow two weeks"."""
        return self.is_length or (self.said is not None and self.said.form in _AHEAD)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The sentence around a time, and where in it the words of each topic stand."""

    start: int
    text: str
    heard: tuple[tuple[Cue, int, int], ...]

    def holds(self, one: Found) -> bool:
        return self.start <= one.start and one.end <= self.start + len(self.text)


_LENGTH_GOES_ON = re.compile(r"[ -]?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?)\b")
"""Behind a figure these make it a length: "for about 20 minutes"."""


def times_in(text: str, zones: Mapping[str, str]) -> list[Found]:
    """Every time in folded `text`, in order, none reaching into another: a day before a blank or a length."""
    scan = Scan(text)
    found = [
        _of_spoken(text, one)
        for one in (spoken(text, zones, scan, hours=True) if scan else ())
        if one.leaning != "past" and not _is_no_time(text, one)
    ]
    lengths = sorted(lengths_in(scan), key=lambda one: one.sort == "length")
    if not lengths:
        return found
    taken = bytearray(len(text))
    for day in found:
        taken[day.start : day.end] = b"\1" * (day.end - day.start)
    for length in lengths:
        if not any(taken[length.start : length.end]):
            taken[length.start : length.end] = b"\1" * (length.end - length.start)
            found.append(_of_length(text, length))
    return sorted(found, key=lambda one: one.start)


def _of_spoken(text: str, one: Spoken) -> Found:
    hard = bool(_HARD.search(text, one.start, one.end))
    sort: Literal["day", "hour"] = "hour" if one.form == "clock" else "day"
    return Found(one.start, one.end, sort, one.is_limit or one.form in _AHEAD, hard, said=one)


def _is_no_time(text: str, one: Spoken) -> bool:
    """A bare figure that may be no hour at all ("between 5 and 10"), and "today's" standing for "our"."""
    if one.form == "clock":
        if _LENGTH_GOES_ON.match(text, one.end):
            return True
        return bool(_BARE_HOUR.fullmatch(text, one.start, one.end))
    return one.form == "relative" and text.startswith("today's", one.end - 5)


def _of_length(text: str, one: Length) -> Found:
    lead = lead_before(text, one.start)
    words = lead + text[one.start : one.end]
    limit = says_limit(words)
    return Found(
        one.start - len(lead) * limit,
        one.end,
        one.sort,
        limit,
        bool(_HARD.search(words)),
        one.short,
        None,
        one.years,
    )


class Cues:
    """The table of topics. One pass over a sentence tells which rows are heard in it at all."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._rows: list[Cue] = []
        self._all = re2.Set.SearchSet()
        for row in table["cue"]:
            words = tuple(row["any_of"])
            self._rows.append(
                Cue(row["kind"], row.get("limit", False), row.get("length", False), compiled(words))
            )
            self._all.Add("|".join(f"(?:{word})" for word in words))
        self._all.Compile()

    def there(self, sentence: str) -> Iterator[Cue]:
        """The rows heard in a sentence."""
        return (self._rows[place] for place in self._all.Match(sentence) or ())


def kinds_in(passage: Passage, zones: Mapping[str, str], cues: Cues) -> Iterator[tuple[Found, ToldKind]]:
    """Every time in a passage that tells of a stage or of what is due, with its kind, in order."""
    text, raw = passage.folded, passage.turn.text
    found = times_in(text, zones)
    letter: bool | None = None
    sentence: _Sentence | None = None
    for one in found:
        if raw[one.start : one.end].endswith("an HR"):  # "an HR manager" takes no hour
            continue
        if one.sort == "length" and one.short and not one.limit:
            yield one, "duration"
            continue
        if sentence is None or not sentence.holds(one) or len(sentence.text) > 3 * _REACH:
            sentence = _sentence(text, raw, one, cues)
        if letter is None:
            letter = any(mark.search(raw) for mark in (_LETTER, _CLOSING, _FROM_ONE))
        if kind := _kind(one, sentence, letter=letter):
            yield one, kind


def _sentence(text: str, raw: str, one: Found, cues: Cues) -> _Sentence:
    start = max(0, one.start - 2 * _REACH)
    for stop in _STOP.finditer(raw, start, one.start):
        start = stop.end()
    after = _STOP.search(raw, one.end, one.end + 2 * _REACH)
    words = text[start : after.start() if after else one.end + 2 * _REACH]
    heard = tuple(
        (cue, match.start(), match.end()) for cue in cues.there(words) for match in cue.any_of.finditer(words)
    )
    return _Sentence(start, words, heard)


def _nearest(one: Found, sentence: _Sentence) -> dict[_Topic, tuple[int, int]]:
    """How far the nearest words of each topic stand from a time, and their length, negated."""
    at = (one.start - sentence.start, one.end - sentence.start)
    near: dict[_Topic, tuple[int, int]] = {}
    for cue, start, end in sentence.heard:
        if (cue.limit and not (one.limit or one.is_length)) or (cue.length and not one.counts):
            continue
        gap = _gap(sentence.text, (start, end), at)
        if gap <= _REACH:
            near[cue.topic] = min((gap, start - end), near.get(cue.topic, (gap, 0)))
    return near


def _gap(text: str, cue: tuple[int, int], at: tuple[int, int]) -> int:
    if cue[0] < at[1] and at[0] < cue[1]:
        return 0
    after = cue[0] >= at[1]
    between = text[at[1] : cue[0]] if after else text[cue[1] : at[0]]
    crossed = bool(_CLAUSE.search(between.strip(" :*-")))
    return len(between) + _ACROSS * crossed + _BEHIND * after


def _kind(one: Found, sentence: _Sentence, *, letter: bool) -> ToldKind | None:
    """What a time is of, by the nearest words; None where it is of nothing that counts."""
    near = _nearest(one, sentence)
    timed = one.said is not None and one.said.clock is not None
    best = min(
        near,
        key=lambda topic: (near[topic][0], near[topic][1], (topic == "interview") != timed),
        default=None,
    )
    if best == "none":
        return None
    if one.sort == "prompt":
        denied = _NEVER.search(sentence.text, 0, one.start - sentence.start)
        return best if best in _DUE and not denied else None
    if one.is_length:
        told = _length_kind(one, best)
    elif one.sort == "hour" and not one.limit and best in _DUE:
        told = "interview" if letter or "interview" in near else None
    elif one.limit and best in {"interview", None}:
        due = [topic for topic in _DUE if topic in near]
        told = min(
            due,
            key=lambda topic: near[topic],
            default="deadline" if one.hard or (letter and best is None) else best,
        )
    else:
        told = best or ("interview" if letter or (timed and one.sort == "day") else None)
    if told == "interview" and one.sort == "blank":
        return "placeholder"
    return None if told == "none" else told


def _length_kind(one: Found, best: _Topic | None) -> _Topic | Literal["duration"] | None:
    if one.short and not one.hard:
        return "duration"
    if one.years:
        return best if best == "waiting" else None
    return best if best in _DUE else "deadline" if one.hard else None
