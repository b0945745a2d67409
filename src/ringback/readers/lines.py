"""Lines of a text with their places, and stretches of it as pieces of a turn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ringback.core.transcript import Piece, Turn

_LINE = re.compile(r"[^\r\n]+")
_NEWLINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it, without its line ending; `after_blank` when an empty one stands before."""

    text: str
    start: int
    end: int
    after_blank: bool


def lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of `text[start:end]` that hold more than white space, with offsets into `text`."""
    found: list[Line] = []
    last = start
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        if not match[0].isspace():
            blank = len(_NEWLINE.findall(text, last, match.start())) > 1 or last == start
            found.append(Line(match[0], match.start(), match.end(), blank))
            last = match.end()
    return found


def piece(text: str, start: int, end: int) -> Piece | None:
    """`text[start:end]` without the white space around it, or None when nothing is left."""
    inner = text[start:end]
    first = start + len(inner) - len(inner.lstrip())
    last = end - (len(inner) - len(inner.rstrip()))
    return Piece(text[first:last], first, last) if first < last else None


def joined(pieces: list[Piece], between: str = " ") -> tuple[Piece, ...]:
    """Pieces with `between` as a piece of no length at each join."""
    out: list[Piece] = []
    for one in pieces:
        if out:
            out.append(Piece(between, one.start, one.start))
        out.append(one)
    return tuple(out)


def line_number(text: str, at: int) -> int:
    """The line, from 1, that offset `at` is on."""
    return len(_NEWLINE.findall(text, 0, at)) + 1


def merged(turns: list[Turn]) -> tuple[Turn, ...]:
    """Neighbouring turns of one speaker as one; without labels, a sentence cut into several is joined."""
    out: list[list[Turn]] = []
    for turn in turns:
        if out and _belongs(out[-1], turn):
            out[-1].append(turn)
        else:
            out.append([turn])
    return tuple(_as_one(group) for group in out)


_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_LONG_PAUSE = 2.0
_MOST_CUES = 12


def _belongs(group: list[Turn], turn: Turn) -> bool:
    before = group[-1]
    if before.speaker != turn.speaker or turn.speaker:
        return before.speaker == turn.speaker
    if len(group) == _MOST_CUES:
        return False
    paused = before.until is not None and turn.at is not None and turn.at - before.until > _LONG_PAUSE
    return not paused and not _SENTENCE_END.search(before.pieces[-1].text[-8:])


def _as_one(group: list[Turn]) -> Turn:
    if len(group) == 1:
        return group[0]
    pieces = list(group[0].pieces)
    for turn in group[1:]:
        pieces += [Piece(" ", turn.pieces[0].start, turn.pieces[0].start), *turn.pieces]
    return Turn(group[0].speaker, tuple(pieces), group[0].at, group[-1].until)


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """Pieces without the white space at both ends; none when there is nothing else."""
    spoken = [index for index, one in enumerate(pieces) if one.text.strip()]
    kept = pieces[spoken[0] : spoken[-1] + 1] if spoken else []
    if kept:
        kept[0] = _cut(kept[0], len(kept[0].text) - len(kept[0].text.lstrip()), len(kept[0].text))
        kept[-1] = _cut(kept[-1], 0, len(kept[-1].text.rstrip()))
    return kept


def _cut(one: Piece, start: int, end: int) -> Piece:
    if one.end - one.start != len(one.text):
        return one
    return Piece(one.text[start:end], one.start + start, one.start + end)
