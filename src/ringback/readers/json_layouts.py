"""JSON transcripts: Whisper, Watson, AssemblyAI, Deepgram, Google Meet's entries, and lists or lines of
{"speaker", "text", ...}.

The standard parser gives strings without their places. Outside its strings valid JSON holds no
quotation marks, so the strings of the source, in order, are the strings of the parsed value, in
order: one walk over both ties each string to its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ringback.core.transcript import Piece, Turn
from ringback.readers.errors import MalformedJson, WrongKind
from ringback.readers.lines import line_number, merged, trimmed
from ringback.readers.times import in_seconds, told_seconds

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL
)
_SPEAKER = (
    *("speaker", "speaker_label", "speakerName", "speaker_name", "participant", "who", "role", "from"),
    "name",
)
_WORDS = (
    *("text", "utterance", "transcript", "content", "sentence", "punctuated_word", "word", "words", "said"),
    "message",
)
_LISTS = (
    "segments",
    "turns",
    "utterances",
    "transcription",
    "messages",
    "transcriptEntries",
    "entries",
    "monologues",
    "transcript",
    "results",
    "audio_segments",
    "words",
)
_WITHIN = ("results", "channels", "alternatives")
"""Where an answer holds its transcript one level down, as Deepgram's does."""
_START = ("start", "start_time", "startTime", "from", "timestamp", "at")
_END = ("end", "end_time", "endTime", "to", "until")
_MILLISECONDS = ("_ms", "Ms")


def is_turn(told: Mapping[str, object]) -> bool:
    """Whether an object is a turn of speech: it says who spoke, or when."""
    return set(told) == {"role", "text"} or any(
        key in told for key in (*_SPEAKER, *_START, *_END) if key != "role"
    )


def are_one_call(rows: Sequence[Mapping[str, object]]) -> bool:
    """Whether rows are the turns of one call, and not a text each: people talk in turn, or times go on.

    Under `role` alone a row may name the job that its text is about; of a call it has two, turn by turn.
    """
    if len(rows) < 2 or not all(_says(row) and (is_turn(row) or "text" not in row) for row in rows):
        return False
    speakers = [next((str(row[key]) for key in _SPEAKER if row.get(key) is not None), "") for row in rows]
    if not any(speakers):
        return all(any(key in row for key in _START) and any(key in row for key in _END) for row in rows)
    if not 1 < len(set(speakers)) < len(rows):
        return False
    if any(set(row) != {"role", "text"} for row in rows):
        return True
    changes = sum(one != other for one, other in pairwise(speakers))
    return len(set(speakers)) == 2 and changes * 2 >= len(rows)


def _says(row: Mapping[str, object]) -> bool:
    return any(isinstance(row.get(key), str) for key in _WORDS)


class Placed(str):
    """A string of the source and the place of its inside, between the quotation marks."""

    __slots__ = ("end", "start")
    start: int
    end: int


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs in order, so that a key written twice still takes its place."""


def json_turns(text: str, name: str) -> tuple[str, tuple[Turn, ...]]:
    """(layout, turns) of a JSON transcript. Raises MalformedJson, or WrongKind when no layout fits."""
    try:
        rows = _lines_of_objects(text, name) if _is_lines(text) else None
        layout, turns = (
            ("json_lines", _rows(text, rows)) if rows else _document(text, _parse(text, 0, len(text), name))
        )
    except RecursionError:
        raise MalformedJson(name, 1, "it is nested too deeply") from None
    if not turns:
        raise WrongKind(
            name,
            "It is JSON, but in no transcript layout we know.",
            'Give the export as .vtt, .srt or text, or one {"speaker", "text"} object a line.',
        )
    return layout, merged(in_seconds(turns))


def _is_lines(text: str) -> bool:
    """Whether the first line is a whole object and another follows."""
    head, _, rest = text.strip().partition("\n")
    return head.rstrip().endswith("}") and rest.lstrip().startswith("{")


def _lines_of_objects(text: str, name: str) -> list[Any]:
    return [
        _parse(text, match.start(), match.end(), name)
        for match in re.finditer(r"[^\r\n]+", text)
        if match[0].strip()
    ]


def _parse(text: str, start: int, end: int, name: str) -> Any:
    source = text[start:end]
    lead = len(source) - len(source.lstrip("\ufeff"))
    try:
        value = json.loads(source[lead:], object_pairs_hook=_Pairs)
    except json.JSONDecodeError as fault:
        line = line_number(text, start + lead + fault.pos)
        raise MalformedJson(name, line, fault.msg.lower()) from None
    except ValueError:
        raise MalformedJson(name, line_number(text, start), "a number in it is too long") from None
    return _placed(value, _STRING.finditer(text, start + lead, end))


def _placed(value: Any, strings: Iterator[re.Match[str]]) -> Any:
    if isinstance(value, _Pairs):
        return {_key(key, strings): _placed(one, strings) for key, one in value}
    if isinstance(value, str):
        return _take(value, strings)
    if isinstance(value, list):
        return [_placed(one, strings) for one in value]
    return value


def _key(key: str, strings: Iterator[re.Match[str]]) -> str:
    next(strings)
    return key


def _take(value: str, strings: Iterator[re.Match[str]]) -> Placed:
    match = next(strings)
    placed = Placed(value)
    placed.start, placed.end = match.start(1), match.end(1)
    return placed


def _document(text: str, value: Any) -> tuple[str, list[Turn]]:
    if isinstance(value, dict):
        if words := _watson(text, value):
            return "watson", words
        for key in _LISTS:
            if isinstance(value.get(key), list) and (found := _rows(text, value[key])):
                return ("whisper" if key == "segments" else "json"), found
        for key in _WITHIN:
            if inner := _only(value.get(key)):
                return _document(text, inner)
        return "json", _rows(text, [value])
    if isinstance(value, list):
        words = _watson_words(text, value)
        return ("watson", words) if words else ("json", _rows(text, value))
    return "json", []


def _only(value: Any) -> dict[str, Any] | None:
    """An object, also as the one member of a list: of two channels neither is the whole call."""
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    return one if isinstance(one, dict) else None


def _rows(text: str, rows: list[Any]) -> list[Turn]:
    return [turn for row in rows if isinstance(row, dict) and (turn := _row(text, row))]


def _row(text: str, row: dict[str, Any]) -> Turn | None:
    words = next((row[key] for key in _WORDS if isinstance(row.get(key), Placed)), None)
    if words is None or not words.strip():
        return None
    speaker = next((row[key] for key in _SPEAKER if isinstance(row.get(key), str | int)), "")
    pieces = _pieces(text, words)
    return Turn(_printable(speaker), pieces, _time(row, _START), _time(row, _END))


def _printable(speaker: object) -> str:
    return " ".join(str(speaker).encode("utf-8", "replace").decode("utf-8").split())


def _time(row: dict[str, Any], keys: tuple[str, ...]) -> float | None:
    """The time in seconds under one of `keys`, or under one that says milliseconds, as in `start_ms`."""
    offsets = row.get("offsets")
    thousandths = [row.get(key + unit) for key in keys for unit in _MILLISECONDS]
    thousandths += [offsets.get(key) for key in keys] if isinstance(offsets, dict) else []
    told = [told_seconds(row.get(key)) for key in keys]
    told += [at / 1000 for one in thousandths if (at := told_seconds(one)) is not None]
    return next((at for at in told if at is not None), None)


def _pieces(text: str, words: Placed) -> tuple[Piece, ...]:
    """The string as unbroken runs of the source and its escapes."""
    found: list[Piece] = []
    here = words.start
    for match in _ESCAPE.finditer(text, words.start, words.end):
        if here < match.start():
            found.append(Piece(text[here : match.start()], here, match.start()))
        meant = json.loads(f'"{match[0]}"')
        found.append(Piece("\ufffd" if "\ud800" <= meant <= "\udfff" else meant, match.start(), match.end()))
        here = match.end()
    if here < words.end:
        found.append(Piece(text[here : words.end], here, words.end))
    return tuple(trimmed(found))


def _watson(text: str, value: dict[str, Any]) -> list[Turn]:
    """Watson's own answer: results[].alternatives[0] with a transcript and word times."""
    results = value.get("results")
    if not isinstance(results, list):
        return []
    found = []
    for result in results:
        best = result.get("alternatives") if isinstance(result, dict) else None
        if isinstance(best, list) and best and isinstance(best[0], dict):
            turn = _row(text, best[0])
            times = _word_times(best[0].get("timestamps"))
            if turn:
                found.append(Turn("", turn.pieces, times[0], times[1]))
    return found


def _word_times(words: Any) -> tuple[float | None, float | None]:
    whole = isinstance(words, list) and words and all(_is_word(word) for word in words)
    return (float(words[0][1]), float(words[-1][2])) if whole else (None, None)


def _watson_words(text: str, rows: list[Any]) -> list[Turn]:
    """Watson's word list alone: [[word, start, end], ...], cut at pauses of a second."""
    if not rows or not all(_is_word(row) for row in rows):
        return []
    groups: list[list[Any]] = []
    for row in rows:
        if groups and row[1] - groups[-1][-1][2] < 1.0:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_spoken(text, group) for group in groups]


def _spoken(text: str, group: list[Any]) -> Turn:
    pieces: list[Piece] = []
    for row in group:
        if pieces:
            pieces.append(Piece(" ", row[0].start, row[0].start))
        pieces += _pieces(text, row[0])
    return Turn("", tuple(pieces), float(group[0][1]), float(group[-1][2]))


def _is_word(row: Any) -> bool:
    return (
        isinstance(row, list)
        and len(row) == 3
        and isinstance(row[0], Placed)
        and bool(row[0].strip())
        and all(isinstance(time, int | float) and abs(time) < 1e9 for time in row[1:])
    )
