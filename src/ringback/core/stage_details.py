"""What is told of a stage besides its kind: how long it takes, who holds it, what it looks at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ringback.core.document import fold
from ringback.core.stage_words import StageWords
from ringback.core.stages import Stage

_NUMBERS = {
    "half an": 0.5, "half a": 0.5, "a quarter of an": 0.25, "an": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "forty-five": 45,
    "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_COUNT = r"(?:\d{1,3}(?:[.,]\d)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_LENGTH = re.compile(
    rf"(?<![\w.,/:])(?P<low>{_COUNT})(?: ?(?:-|to|or) ?(?P<high>{_COUNT}))?[ -]?(?P<unit>minutes?|mins?\b|min\b|hours?|hrs?\b|h\b)"
)
_HALF_HOUR = re.compile(r"\bhalf[ -](?:an[ -])?hour\b")
_LOOKS_AT = re.compile(
    r"\b(?:about|covering|covers|focus(?:ed|es|ing) on|to discuss|to assess|we(?:'ll| will) (?:talk|ask|go|look|cover)[a-z ]{0,12}"
    r"(?:about|through|at|into)?|explores?|looks? at|goes into|going (?:over|through|into)) (?P<what>[^.;:!?()\n]{4,90})"
)
_HOLDERS = frozenset({"hr", "manager", "executive", "engineer", "team"})
_HEAD_OF = re.compile(r"(?:head|director|chief|vp|vice president) of (?:the )?[\w&-]+(?: (?:and|&) [\w-]+)?")
_ANYBODY = frozenset({"everyone", "members", "group", "staff", "department"})
_REACH = 260
_BEFORE = 24


def with_details(stages: Sequence[Stage], text: str, words: StageWords, offset: int = 0) -> tuple[Stage, ...]:
    """The stages with what stands between each and the next: length, holder, subject. `text` begins at `offset`."""
    edges = [stage.start - offset for stage in stages] + [len(text)]
    folded = fold(text)
    return tuple(
        _detailed(stage, text, folded, start, _end(text, start, stage.end - offset, end), words)
        for stage, (start, end) in zip(stages, pairwise(edges), strict=True)
    )


def _end(text: str, start: int, named: int, end: int) -> int:
    """How far a stage's own words reach: to the next stage, a blank line, or a few sentences."""
    blank = text.find("\n\n", named)
    return max(named, min(end, start + _REACH, blank if blank > 0 else end))


def _detailed(stage: Stage, text: str, folded: str, start: int, end: int, words: StageWords) -> Stage:
    said = folded[start:end]
    holder = _holder(said, words)
    subject = _LOOKS_AT.search(said)
    return replace(
        stage,
        minutes=stage.minutes or minutes(_just_before(folded, start)) or minutes(said),
        run_by=stage.run_by or (text[start + holder[0] : start + holder[1]] if holder else None),
        assesses=stage.assesses
        or (
            " ".join(text[start + subject.start("what") : start + subject.end("what")].split())
            if subject
            else None
        ),
    )


def _holder(said: str, words: StageWords) -> tuple[int, int] | None:
    """Where the words stand for who holds a stage: "head of repairs", "two engineers"."""
    for term in words.find(said):
        if term.what in _HOLDERS and term.words not in _ANYBODY:
            longer = _HEAD_OF.match(said, term.start)
            return term.start, longer.end() if longer else term.end
    return None


def _just_before(folded: str, start: int) -> str:
    """The words between the last comma or stop and a stage: "90 minute on-site"."""
    return re.split(r"[,.;:()]| (?:and|then|by) ", folded[max(0, start - _BEFORE) : start])[-1]


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
