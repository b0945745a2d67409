"""Transcripts as tables: a head that names the columns, as in speaker,start,text."""

from __future__ import annotations

import re

from ringback.core.transcript import Piece, Turn
from ringback.readers.lines import merged, trimmed
from ringback.readers.times import in_seconds, told_seconds

_SPEAKER = ("speaker", "speaker name", "speaker label", "name", "who", "participant", "role")
_WORDS = ("text", "words", "transcript", "utterance", "sentence", "said", "content", "message")
_START = ("start", "start time", "time", "timestamp", "at", "start ms")
_END = ("end", "end time", "until", "end ms")
_QUOTE = re.compile(r'""')


def table_turns(text: str) -> tuple[Turn, ...]:
    """The rows as turns; none unless the head names columns of speech and people talk in turn."""
    head = text.lstrip("\ufeff \r\n").partition("\n")[0][:400]
    names = [
        " ".join(re.findall(r"\w+", name.replace("_", " "))) for name in re.split("[,;\t]", head.casefold())
    ]
    speaker, words = _column(names, _SPEAKER), _column(names, _WORDS)
    if speaker is None or words is None:
        return ()
    start, end = _column(names, _START), _column(names, _END)
    between = next(sign for sign in "\t;," if sign in head)
    turns = [
        Turn(" ".join(_plain(row[speaker]).split()), tuple(row[words]), _time(row, start), _time(row, end))
        for row in _rows(text, between)[1:]
        if len(row) == len(names) and row[words]
    ]
    speakers = {turn.speaker for turn in turns}
    return merged(in_seconds(turns)) if 1 < len(speakers) < len(turns) else ()


def _column(names: list[str], known: tuple[str, ...]) -> int | None:
    return next((names.index(name) for name in known if name in names), None)


def _rows(text: str, between: str) -> list[list[list[Piece]]]:
    """The cells of each row, as pieces of the text."""
    cell = re.compile(
        rf'[ ]*+"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"[ ]*+(?P<after>{between}|\r?\n|\Z)'
        rf"|(?P<bare>[^{between}\r\n]*+)(?P<then>{between}|\r?\n|\r|\Z)"
    )
    rows: list[list[list[Piece]]] = [[]]
    at = len(text) - len(text.lstrip("\ufeff \r\n"))
    while at < len(text) and (match := cell.match(text, at)):
        quoted = match["quoted"] is not None
        rows[-1].append(_pieces(text, *match.span("quoted")) if quoted else _bare(text, *match.span("bare")))
        if (match["after"] if quoted else match["then"]) != between:
            rows.append([])
        at = match.end()
    return rows


def _bare(text: str, start: int, end: int) -> list[Piece]:
    return trimmed([Piece(text[start:end], start, end)])


def _pieces(text: str, start: int, end: int) -> list[Piece]:
    """A quoted cell, in which a quotation mark is written twice."""
    found: list[Piece] = []
    for match in _QUOTE.finditer(text, start, end):
        found += [Piece(text[start : match.start()], start, match.start()), Piece('"', *match.span())]
        start = match.end()
    return trimmed([one for one in [*found, Piece(text[start:end], start, end)] if one.text])


def _plain(cell: list[Piece]) -> str:
    return "".join(piece.text for piece in cell)


def _time(row: list[list[Piece]], column: int | None) -> float | None:
    return None if column is None else told_seconds(_plain(row[column]))
