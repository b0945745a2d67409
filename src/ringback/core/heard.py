"""What was heard in a recording: timed words with who said them, and the text that they make.

The text is a transcript that people can read and that gives the same turns when it is read again:

    # Heard in call.m4a, 12:31. [Words?] were heard unclearly.
    # You: Speaker 2
    [0:01.2-0:04.8] Speaker 1: Thanks for making the time.

One line a stretch of speech, so that the pauses within a turn stand in it too. A word heard unclearly
stands in brackets, so that whatever is quoted of it shows that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from ringback.core.transcript import Piece, Turn

PAUSE = 1.0
"""Seconds without a word at which a stretch ends."""
_TOUCH = 0.1
"""Seconds by which words may overlap and still be one after the other."""
_CLOCK = r"(?:\d{1,2}:)?\d{1,3}:\d\d(?:\.\d)?"
_LINE = re.compile(
    rf"\[(?P<at>{_CLOCK})-(?P<until>{_CLOCK})\] (?P<speaker>[^:\n\[\]]{{1,60}}): ?(?P<said>[^\n]*)"
)
_NOTE = re.compile(r"#[^\n]*")
_YOU = re.compile(r"^# You: ([^\n]{1,60}?)[ \t]*\r?$", re.MULTILINE)
_FILLERS = re.compile(r"^# Fillers: (\d{1,5}) to (\d{1,5})[ \t]*\r?$", re.MULTILINE)
_AGAIN = re.compile(r"^# Heard again: ([^\n]*)$", re.MULTILINE)
_MINUTE = re.compile(rf"({_CLOCK})-({_CLOCK}) (\d{{1,5}})")
_UNCLEAR = re.compile(r"\[([^\[\]\s]+)\?\]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as heard: from `start` to `end` seconds, by `speaker` ("" not told), how sure (0 to 1)."""

    text: str
    start: float
    end: float
    speaker: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Minute:
    """About a minute of the candidate's own talk, and how many fillers a second hearing heard in it."""

    start: float
    end: float
    heard: int | None = None


@dataclass(frozen=True, slots=True)
class Fillers:
    """How many fillers (um, uh) the candidate said, as a range, and how many were heard in each minute."""

    low: int
    high: int
    minutes: tuple[Minute, ...] = ()

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Fillers:
        """From a record that was kept; one of an earlier version has no minutes."""
        minutes = tuple(Minute(**one) for one in record.get("minutes", ()))
        return cls(record["low"], record["high"], minutes)

    def notes(self) -> list[str]:
        """It as notes above a transcript."""
        told = ", ".join(f"{clock(one.start)}-{clock(one.end)} {one.heard}" for one in self.minutes)
        return [f"Fillers: {self.low} to {self.high}", *([f"Heard again: {told}"] if told else [])]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of such a text: its times in seconds, who said it, and the words with their place."""

    at: float
    until: float
    speaker: str
    said: str
    start: int
    speaks: int
    """Where its speaker's name begins; the line itself begins at `start`."""
    words: int
    """Where its words begin; they end with the line."""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words + len(self.said)


def stretches(words: Iterable[Word]) -> list[list[Word]]:
    """Words as unbroken stretches of one speaker, by when they begin.

    A pause ends one, and so does another's word between two of its own; one spoken into it doesn't.
    """
    found: list[list[Word]] = []
    latest: dict[str, tuple[list[Word], int]] = {}
    ordered = sorted(words, key=lambda one: (one.start, one.end))
    for index, word in enumerate(ordered):
        stretch, seen = latest.get(word.speaker, ([], index - 1))
        if not stretch or _ended(stretch[-1], word, ordered[seen + 1 : index]):
            stretch = []
            found.append(stretch)
        stretch.append(word)
        latest[word.speaker] = (stretch, index)
    return found


def _ended(before: Word, word: Word, others: Sequence[Word]) -> bool:
    """Whether a stretch ended between two words of its speaker's; `others` were said since the first."""
    if word.start - before.end >= PAUSE:
        return True
    return any(one.start >= before.end - _TOUCH and one.end <= word.start + _TOUCH for one in others)


def as_text(words: Sequence[Word], unclear: float, notes: Sequence[str] = ()) -> str:
    """The transcript; words below the confidence `unclear` stand in brackets, `notes` above it."""
    lines = [f"# {' '.join(note.split())}" for note in notes]
    for stretch in stretches(words):
        said = " ".join(_shown(word, unclear) for word in stretch)
        at, until = clock(stretch[0].start), clock(max(word.end for word in stretch))
        lines.append(f"[{at}-{until}] {stretch[0].speaker or 'Speaker'}: {said}")
    return "\n".join(lines) + "\n"


def _shown(word: Word, unclear: float) -> str:
    plain = word.text.translate({ord("["): "(", ord("]"): ")"})
    if word.confidence >= unclear:
        return plain
    bare = plain.rstrip(".,;:!?")
    return f"[{bare}?]{plain[len(bare) :]}" if bare else plain


def clock(seconds: float) -> str:
    """A place in a recording, to the tenth of a second: 0:07.4, 1:02:03.0."""
    tenths = round(max(seconds, 0.0) * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    ahead = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f"{ahead}:{rest // 10:02}.{rest % 10}"


def key_of(text: str) -> str:
    """What stands for a text where its words may still be put right: of one of these, its first note."""
    return text.partition("\n")[0] if text.startswith("# Heard in ") else text


def is_heard(text: str) -> bool:
    """Whether a text is one of these: nothing but such lines, with notes above them."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    spoken = [line for line in lines if not _NOTE.fullmatch(line)]
    return bool(spoken) and all(_LINE.fullmatch(line) for line in spoken)


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of such a text that somebody speaks, those without words too."""
    return tuple(
        Line(
            seconds(match["at"]),
            seconds(match["until"]),
            match["speaker"].strip(),
            match["said"].rstrip(),
            match.start(),
            match.start("speaker"),
            match.start("said"),
        )
        for match in _LINE.finditer(text)
    )


def turns_of(text: str) -> tuple[Turn, ...]:
    """The turns of such a text: neighbouring stretches of one speaker are one turn, with its silences."""
    lines = [_turn(text, match) for match in _LINE.finditer(text) if match["said"].strip()]
    return tuple(_joined(list(one)) for _, one in groupby(lines, key=lambda turn: turn.speaker))


def candidate_in(text: str, turns: Sequence[Turn], me: str | None) -> str | None:
    """Who in it is the candidate: `me`, where somebody is called that, else whom its notes name."""
    named = me.strip().casefold() if me else None
    found = _YOU.search(text)
    who = next((turn.speaker for turn in turns if turn.speaker.casefold() == named), found and found[1])
    return who if any(turn.speaker == who for turn in turns) else None


def fillers(text: str) -> Fillers | None:
    """How many fillers its notes tell of; None where that isn't known."""
    found, again = _FILLERS.search(text), _AGAIN.search(text)
    if not found:
        return None
    each = _MINUTE.findall(again[1]) if again else ()
    minutes = tuple(Minute(seconds(start), seconds(end), int(heard)) for start, end, heard in each)
    return Fillers(int(found[1]), int(found[2]), minutes)


def unclear_only(words: str) -> str:
    """Typed words as they may stand in a line: on one line, brackets only around a word heard unclearly."""
    plain = {ord("["): "(", ord("]"): ")"}
    here, parts = 0, []
    said = " ".join(words.split())
    for found in _UNCLEAR.finditer(said):
        parts += [said[here : found.start()].translate(plain), found[0]]
        here = found.end()
    return "".join([*parts, said[here:].translate(plain)])


def heard_unclearly(quote: str) -> bool:
    """Whether a quote of such a text rests on a word that was heard unclearly."""
    return _UNCLEAR.search(quote) is not None


def _turn(text: str, match: re.Match[str]) -> Turn:
    at, until = seconds(match["at"]), seconds(match["until"])
    return Turn(
        match["speaker"].strip(), tuple(_pieces(text, match.start("said"), match.end("said"))), at, until
    )


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    end = start + len(text[start:end].rstrip())
    here = start
    for unclear in _UNCLEAR.finditer(text, start, end):
        if here < unclear.start():
            yield Piece(text[here : unclear.start()], here, unclear.start())
        yield Piece(unclear[1], unclear.start(), unclear.end())
        here = unclear.end()
    if here < end:
        yield Piece(text[here:end], here, end)


def _joined(turns: list[Turn]) -> Turn:
    pieces = list(turns[0].pieces)
    for turn in turns[1:]:
        pieces += [Piece(" ", turn.pieces[0].start, turn.pieces[0].start), *turn.pieces]
    silences = tuple(
        (before.until, after.at)
        for before, after in pairwise(turns)
        if before.until is not None and after.at is not None and after.at > before.until
    )
    until = max((turn.until for turn in turns if turn.until is not None), default=None)
    return Turn(turns[0].speaker, tuple(pieces), turns[0].at, until, silences)


def seconds(written: str) -> float:
    """The seconds of a place that `clock` wrote."""
    total = 0.0
    for part in written.split(":"):
        total = total * 60 + float(part)
    return round(total, 1)
