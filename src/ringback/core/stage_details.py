"""What is told of a stage besides its kind: how long it takes, who holds it, what it looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ringback.core.document import fold
from ringback.core.stage_words import StageWords
from ringback.core.stages import Stage

_NUMBERS: Mapping[str, float] = {
    "half an": 0.5, "half a": 0.5, "a quarter of an": 0.25, "an": 1, "a": 1, "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25,
    "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_COUNT = r"(?:\d{1,3}(?:[.,]\d)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_LENGTH = re.compile(
    rf"(?<![\w.,/:])(?P<low>{_COUNT})(?: ?(?:-|to|or) ?(?P<high>{_COUNT}))?[ -]?"
    r"(?P<unit>minutes?|mins?\b|min\b|hours?|hrs?\b|h\b)"
)
_HALF_HOUR = re.compile(r"\bhalf[ -](?:an[ -])?hour\b")
_LOOKS_AT = re.compile(
    r"\b(?:about|covering|covers|focus(?:ed|es|ing) on|to discuss|to assess"
    r"|we(?:'ll| will) (?:talk|ask|go|look|cover)[a-z ]{0,12}(?:about|through|at|into)?"
    r"|explores?|looks? at|goes into|going (?:over|through|into)) (?P<what>[^.;:!?()\n]{4,90})"
)
_HOLDERS = frozenset({"hr", "manager", "executive", "engineer", "team"})
_HEAD_OF = re.compile(r"(?:head|director|chief|vp|vice president) of (?:the )?[\w&-]+(?: (?:and|&) [\w-]+)?")
_ANYBODY = frozenset({"everyone", "members", "group", "staff", "department"})
_PARTS = re.compile(r"[,.;:()\n]| (?:and|then|by) ")
_REACH = 260
_BEFORE = 24


def with_details(stages: Sequence[Stage], text: str, words: StageWords, offset: int = 0) -> tuple[Stage, ...]:
    """The stages with what stands between each and the next. `text` begins at `offset` of its source."""
    if not stages:
        return ()
    folded = fold(text)
    holders = list(_holders(folded, words))
    edges = [*(stage.start - offset for stage in stages), len(text)]
    return tuple(
        _detailed(stage, text, folded, (start, _end(text, start, stage.end - offset, end)), holders)
        for stage, (start, end) in zip(stages, pairwise(edges), strict=True)
    )


def _end(text: str, start: int, named: int, end: int) -> int:
    """How far a stage's own words reach: to the next stage, a blank line, or a few sentences."""
    blank = text.find("\n\n", named)
    return max(named, min(end, start + _REACH, blank if blank > 0 else end))


def _detailed(
    stage: Stage, text: str, folded: str, span: tuple[int, int], holders: Sequence[tuple[int, int]]
) -> Stage:
    start, end = span
    said = folded[start:end]
    subject = _LOOKS_AT.search(said)
    holder = next((one for one in holders if start <= one[0] < end), None)
    return replace(
        stage,
        minutes=stage.minutes or minutes(fold(_just_before(text, start))) or minutes(said),
        run_by=stage.run_by or (text[holder[0] : holder[1]] if holder else None),
        assesses=stage.assesses or (_plainly(text[start:end], subject) if subject else None),
    )


def _holders(folded: str, words: StageWords) -> Iterator[tuple[int, int]]:
    """Where the words stand for who holds a stage: "head of repairs", "two engineers"."""
    for term in words.find(folded):
        if term.what in _HOLDERS and term.words not in _ANYBODY:
            longer = _HEAD_OF.match(folded, term.start)
            yield term.start, longer.end() if longer else term.end


def _plainly(said: str, subject: re.Match[str]) -> str:
    """What a stage looks at, on one line."""
    return " ".join(said[subject.start("what") : subject.end("what")].split())


def _just_before(text: str, start: int) -> str:
    """The words between the last comma, stop or line end and a stage: "90 minute on-site"."""
    return _PARTS.split(text[max(0, start - _BEFORE) : start])[-1]


def minutes(folded: str) -> tuple[int, int] | None:
    """The shortest and longest time told, in minutes; None where none is."""
    if _HALF_HOUR.search(folded):
        return 30, 30
    found = _LENGTH.search(folded)
    if found is None:
        return None
    scale = 60 if found["unit"].startswith("h") else 1
    low = _count(found["low"]) * scale
    high = _count(found["high"]) * scale if found["high"] else low
    return (round(low), round(high)) if 0 < low <= high <= 24 * 60 else None


def _count(words: str) -> float:
    return _NUMBERS[words] if words in _NUMBERS else float(words.replace(",", "."))
