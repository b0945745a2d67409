"""A heard transcript put right by its owner: who said a line, its words, which of the two is the candidate.

A correction is one splice of the text: at `start`, `was` gives way to `became`. So it can be taken back by
the same means, and whatever was noted of other places in the text can be carried along.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from ringback.core.errors import RingbackError
from ringback.core.heard import Line, clock, lines_of, unclear_only

Kind = Literal["speaker", "words", "swap", "minute"]
KINDS: tuple[Kind, ...] = ("speaker", "words", "swap", "minute")
_COUNTS = re.compile(r"^# (?:Fillers|Heard again|Marked by ear): [^\n]*\n", re.MULTILINE)


class NoSuchTurn(RingbackError):
    """A number that stands for no line of the transcript."""

    code = "no_such_turn"

    def __init__(self, number: int, count: int) -> None:
        super().__init__(
            f"There is no line {number} in this transcript.",
            f"Its lines are numbered from 1 to {count}.",
            "NUMBER",
        )


class NoOtherSpeaker(RingbackError):
    """A transcript with one voice, in which nothing can be given to the other."""

    code = "no_other_speaker"

    def __init__(self) -> None:
        super().__init__(
            "Only one voice was told apart in this call.", "The words of a line can still be put right."
        )


class NothingLeft(RingbackError):
    """A correction that would leave no words at all."""

    code = "nothing_left"

    def __init__(self) -> None:
        super().__init__("That would leave no words in the call.", "Leave at least one line as it is.")


class NothingChanged(RingbackError):
    """A correction that says what stands there already."""

    code = "nothing_changed"

    def __init__(self) -> None:
        super().__init__("That is what stands there already.", "Change the words first, or leave the line.")


class TextChanged(RingbackError):
    """A correction of words that don't stand where it says."""

    code = "text_changed"

    def __init__(self) -> None:
        super().__init__(
            "The transcript doesn't read there as this correction has it.",
            "Put the line right as it stands now.",
        )


@dataclass(frozen=True, slots=True)
class Change:
    """A correction: at `start`, in code points, `was` gives way to `became`."""

    kind: Kind
    start: int
    was: str
    became: str

    def of(self, text: str) -> str:
        """The text with it. Raises TextChanged where something else stands in its place."""
        end = self.start + len(self.was)
        if text[self.start : end] != self.was or not 0 <= self.start <= len(text):
            raise TextChanged
        return text[: self.start] + self.became + text[end:]

    def back(self) -> Change:
        """What takes it back."""
        return Change(self.kind, self.start, self.became, self.was)

    def carries(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the words from `start` to `end` stand after it; None where they are what it changed."""
        if self.kind == "swap":
            moved = self._moved(start)
            return start + moved, end + self._moved(max(start, end - 1))
        before = _alike(self.was, self.became)
        behind = _alike(self.was[before:][::-1], self.became[before:][::-1])
        if end <= self.start + before:
            return start, end
        if start < self.start + len(self.was) - behind:
            return None
        moved = len(self.became) - len(self.was)
        return start + moved, end + moved

    def _moved(self, place: int) -> int:
        """By how much a swap moves a place: by the names of its line and of those before it."""
        pairs = zip(lines_of(self.was), lines_of(self.became), strict=False)
        moved = [now.words - then.words for then, now in pairs if then.words <= place - self.start]
        return moved[-1] if moved else 0


def misfit(text: str, changes: Sequence[Change]) -> int | None:
    """Which correction is the first, from the last back, that can't have led to the text; None: all can."""
    for number, change in reversed(tuple(enumerate(changes))):
        try:
            text = change.back().of(text)
        except TextChanged:
            return number
    return None


def said_by_the_other(text: str, number: int) -> Change:
    """The line of that number, from 1, was said by the other one. Raises NoSuchTurn or NoOtherSpeaker."""
    lines = lines_of(text)
    line = _line(lines, number)
    return Change("speaker", line.speaks, line.speaker, _other(lines, line.speaker))


def said_otherwise(text: str, number: int, words: str) -> Change:
    """What was said in that line: a line break splits it, by the share of letters; no words, nothing was.

    Words in brackets with a question mark stay heard unclearly. Raises NoSuchTurn, NothingLeft or
    NothingChanged.
    """
    lines = lines_of(text)
    line = _line(lines, number)
    parts = [part for one in words.splitlines() if (part := unclear_only(one))]
    if not parts and not any(other.said for other in lines if other is not line):
        raise NothingLeft
    if parts == [line.said] or not (parts or line.said):
        raise NothingChanged
    if len(parts) < 2:
        return Change("words", line.words, line.said, "".join(parts))
    return Change("words", line.start, text[line.start : line.end], "\n".join(_split(line, parts)))


def swapped(text: str) -> Change:
    """Each line was said by the other one; how often the candidate said um is unknown then.

    Raises NoOtherSpeaker.
    """
    lines = lines_of(text)
    whole = text
    for line in reversed(lines):
        whole = whole[: line.speaks] + _other(lines, line.speaker) + whole[line.speaks + len(line.speaker) :]
    return Change("swap", 0, text, _COUNTS.sub("", whole))


def _alike(one: str, other: str) -> int:
    """How many of their first characters are the same."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _line(lines: Sequence[Line], number: int) -> Line:
    if not 1 <= number <= len(lines):
        raise NoSuchTurn(number, len(lines))
    return lines[number - 1]


def _other(lines: Sequence[Line], speaker: str) -> str:
    other = next((line.speaker for line in lines if line.speaker != speaker), None)
    if other is None:
        raise NoOtherSpeaker
    return other


def _split(line: Line, parts: Sequence[str]) -> list[str]:
    """The line as several, one after the other."""
    letters = sum(map(len, parts))
    made, at, before = [], line.at, 0
    for part in parts:
        before += len(part)
        until = line.at + (line.until - line.at) * before / letters
        made.append(f"[{clock(at)}-{clock(until)}] {line.speaker}: {part}")
        at = until
    return made
