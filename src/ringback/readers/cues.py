"""Timed cues: WebVTT (Zoom, Teams, captions), SRT, Whisper's TSV and the older Teams document.

A scanner of its own, because the libraries for these formats give the words without their places
in the source, and a finding must quote the source; real exports also break the formats' rules
(unpadded times, no blank line between cues), which a scanner forgives.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass

from ringback.core.transcript import Piece, Turn
from ringback.readers.labelled import is_speaker, speaker_label
from ringback.readers.lines import Line, merged, trimmed
from ringback.readers.times import ARROW, seconds

_VOICE = re.compile(r"<v(?:\.[^\s>]{1,40})?[ \t]+(?P<name>[^>\n]{1,80})>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,80}>|<\d[\d:.]{0,15}>|&(?:[a-zA-Z]{2,8}|#\d{1,6});")
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_TSV_ROW = re.compile(r"(\d{1,12})\t(\d{1,12})\t")
_ID = re.compile(r"[ \t]*(?:\d{1,7}|[0-9a-fA-F-]{8,40}(?:/\d+-\d+)?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its time in seconds and the lines of its text."""

    at: float
    until: float
    rows: tuple[Line, ...]


def cues(rows: list[Line]) -> list[Cue]:
    """The cues among the lines, whatever stands around them; none when there is no time line."""
    found: list[Cue] = []
    held: list[Line] = []
    times: re.Match[str] | None = None
    skipping = False
    for row in rows:
        arrow = ARROW.match(row.text)
        if arrow:
            if times:
                found.append(_cue(times, _without_id(held)))
            times, held, skipping = arrow, [], False
        elif row.after_blank and _BLOCK.match(row.text):
            skipping = True
        elif not skipping:
            held.append(row)
    return [*found, _cue(times, held)] if times else []


def cue_turns(text: str, found: list[Cue]) -> tuple[Turn, ...]:
    """The cues as turns: speaker from `<v Name>`, from a line of its own, or from "Name: " at the head."""
    if _names_on_own_line(found):
        return merged(
            [turn for cue in found if (turn := _turn(text, cue, cue.rows[0].text.strip(), cue.rows[1:], 0))]
        )
    heads = [speaker_label(cue.rows[0].text) if cue.rows else None for cue in found]
    counts = Counter(head[0].casefold() for head in heads if head)
    named = sum(1 for head in heads if head and is_speaker(head[0], counts)) * 3 >= len(found)
    turns: list[Turn] = []
    speaker = ""
    for cue, head in zip(found, heads, strict=True):
        voice = _VOICE.search(cue.rows[0].text) if cue.rows else None
        cut = 0
        if voice:
            speaker = " ".join(voice["name"].split())
        elif head and named and is_speaker(head[0], counts):
            speaker, cut = head
        turn = _turn(text, cue, speaker, cue.rows, cut)
        if turn:
            turns.append(turn)
    return merged(turns)


def tsv_turns(rows: list[Line]) -> tuple[Turn, ...]:
    """Whisper's table as turns without speakers; times are milliseconds."""
    turns = []
    for row in rows[1:]:
        match = _TSV_ROW.match(row.text)
        words = row.text[match.end() :].strip() if match else ""
        if match and words:
            start = row.text.index(words, match.end()) + row.start
            one = Piece(words, start, start + len(words))
            turns.append(Turn("", (one,), int(match[1]) / 1000, int(match[2]) / 1000))
    return merged(turns)


def _cue(times: re.Match[str], rows: list[Line]) -> Cue:
    return Cue(seconds(times[1]), seconds(times[2]), tuple(rows))


def _without_id(rows: list[Line]) -> list[Line]:
    """The lines without the next cue's number or id, which stands above its time line."""
    if rows and rows[-1].after_blank and (_ID.match(rows[-1].text) or len(rows[-1].text.split()) == 1):
        return rows[:-1]
    return rows[:-1] if len(rows) > 1 and _ID.match(rows[-1].text) else rows


def _names_on_own_line(found: list[Cue]) -> bool:
    heads = Counter(cue.rows[0].text.strip() for cue in found if len(cue.rows) > 1)
    few = len(heads) * 2 <= len(found) or len(heads) == 2
    named = all(is_speaker(head, heads) and ":" not in head for head in heads)
    return len(found) > 1 and sum(heads.values()) == len(found) and few and named


def _turn(text: str, cue: Cue, speaker: str, rows: tuple[Line, ...], cut: int) -> Turn | None:
    found: list[Piece] = []
    for number, row in enumerate(rows):
        start = row.start + (cut if number == 0 else 0)
        pieces = _plain(text, start, row.end)
        if found and pieces:
            found.append(Piece(" ", pieces[0].start, pieces[0].start))
        found += pieces
    return Turn(speaker, tuple(found), cue.at, cue.until) if any(p.text.strip() for p in found) else None


def _plain(text: str, start: int, end: int) -> list[Piece]:
    """A line's words with tags taken out and entities resolved, trimmed at both ends."""
    found: list[Piece] = []
    here = start
    for match in _MARKUP.finditer(text, start, end):
        if here < match.start():
            found.append(Piece(text[here : match.start()], here, match.start()))
        if match[0].startswith("&"):
            found.append(Piece(html.unescape(match[0]), match.start(), match.end()))
        here = match.end()
    if here < end:
        found.append(Piece(text[here:end], here, end))
    return trimmed(found)
