"""Files and pasted text as core records: accounts, transcripts of the call, the employer's messages.

What a text is, is read from its content; `kind` overrides. Each reader keeps the places of the
words in the source text, so that whatever is said about them can quote it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ringback.core import heard
from ringback.core.material import Kind, Material
from ringback.core.transcript import Transcript, Turn, from_account, infer_candidate
from ringback.readers.decode import check_size, decode, is_docx, is_html, looks_like_json
from ringback.readers.errors import MAX_BYTES, EmptyMaterial, UnreadableMaterial, WrongKind
from ringback.readers.labelled import turns_of
from ringback.readers.lines import lines
from ringback.readers.mail import read_message
from ringback.readers.parts import sounds_like_employer, split_parts

__all__ = ["MAX_BYTES", "UnreadableMaterial", "WrongKind", "read", "read_text", "words_of"]

_TABLE = re.compile(r"[\w \"]{1,30}(?:[,;\t][\w \"()]{1,30}){1,12}[\r\n]")
"""The head of a table: short names of columns."""


def read(data: bytes, name: str, kind: Kind | None = None, me: str | None = None) -> tuple[Material, ...]:
    """A file's bytes as materials, in the order they stand in it; offsets are into the text as shown.

    `kind` names what it is when the content should not decide, `me` the candidate's name in a
    transcript. Raises UnreadableMaterial or UnknownSpeaker.
    """
    from ringback.readers.eml import eml_text, is_eml

    check_size(len(data), name)
    if is_docx(data):
        from ringback.readers.docx import docx_text

        return _read(docx_text(data, name), name, kind, me, "docx")
    if is_eml(data, name):
        decode(data, name)
        return _read(eml_text(data, name), name, kind or "message", me, "eml")
    return read_text(decode(data, name), name, kind, me)


def words_of(data: bytes, name: str) -> str:
    """A file's words as shown, whatever they are about. Raises UnreadableMaterial."""
    check_size(len(data), name)
    if is_docx(data):
        from ringback.readers.docx import docx_text

        text = docx_text(data, name)
    else:
        text = decode(data, name)
        if is_html(text):
            from ringback.readers.html import html_text

            text = html_text(text, name)
    if not any(char.isalnum() for char in text):
        raise EmptyMaterial(name)
    return text


def read_text(
    text: str, name: str = "text", kind: Kind | None = None, me: str | None = None
) -> tuple[Material, ...]:
    """Text as materials; offsets are into `text` exactly as given (of a page: into the page's words).

    Raises UnreadableMaterial or UnknownSpeaker.
    """
    check_size(len(text), name)
    if is_html(text):
        from ringback.readers.html import html_text

        return _read(html_text(text, name), name, kind, me, "html")
    return _read(text, name, kind, me, "")


def _read(text: str, name: str, kind: Kind | None, me: str | None, layout: str) -> tuple[Material, ...]:
    if not text.strip("\ufeff \t\r\n\f\v") or not any(char.isalnum() for char in text):
        raise EmptyMaterial(name)
    if kind == "account":
        return (_account(text, name, 0, len(text), layout or "plain"),)
    if kind == "message":
        return (_message(text, name, layout or "mail"),)
    if heard.is_heard(text):
        turns = heard.turns_of(text)
        who = heard.candidate_in(text, turns, me)
        return (_transcript(text, name, 0, len(text), "heard", turns, who),)
    found = _whole_transcript(text, name)
    if found:
        return (_transcript(text, name, 0, len(text), found[0], found[1], me),)
    materials = _mixed(text, name, me, layout, 2 if kind == "transcript" else 3)
    if kind == "transcript" and not any(one.kind == "transcript" for one in materials):
        raise WrongKind(
            name,
            "No turns of speech were found in it.",
            'Put the speaker before each turn ("Interviewer: ..."), or give it as an account.',
            1,
        )
    return materials


def _whole_transcript(text: str, name: str) -> tuple[str, tuple[Turn, ...]] | None:
    """(layout, turns) when the text as a whole is in a machine's layout."""
    if looks_like_json(text) or name.lower().endswith((".json", ".jsonl")):
        from ringback.readers.json_layouts import json_turns

        return json_turns(text, name)
    opening = text[:200].lstrip("\ufeff \t\r\n")
    if opening.startswith("start\tend\ttext"):
        from ringback.readers.cues import tsv_turns

        return _spoken("whisper_tsv", tsv_turns(lines(text)), name)
    if _TABLE.match(opening):
        from ringback.readers.table import table_turns

        if turns := table_turns(text):
            return "table", turns
    return _cued(text, name, opening)


def _cued(text: str, name: str, opening: str) -> tuple[str, tuple[Turn, ...]] | None:
    is_webvtt = opening.startswith("WEBVTT")
    if not is_webvtt and "-->" not in text:
        return None
    from ringback.readers.cues import cue_turns, cues

    rows = lines(text)
    found = cues(rows) if is_webvtt or any("-->" in row.text for row in rows[:12]) else []
    if not found and not is_webvtt:
        return None
    return _spoken("webvtt" if is_webvtt else "srt", cue_turns(text, found), name)


def _spoken(layout: str, turns: tuple[Turn, ...], name: str) -> tuple[str, tuple[Turn, ...]]:
    if not turns:
        raise WrongKind(
            name,
            "It is laid out as a transcript, but nobody speaks in it.",
            "Export it again with its words.",
            1,
        )
    return layout, turns


def _mixed(text: str, name: str, me: str | None, layout: str, least: int) -> tuple[Material, ...]:
    rows = lines(text)
    parts = split_parts(rows, least)
    if len(parts) == 1 and parts[0].kind == "account" and (layout == "html" or sounds_like_employer(text)):
        return (_message(text, name, layout or "plain"),)
    edges = [0, *(rows[part.first].start for part in parts[1:]), len(text)]
    found = []
    for part, (start, end) in zip(parts, pairwise(edges), strict=True):
        if part.kind == "transcript":
            turns = turns_of(text, rows[: part.last], list(part.opened))
            found.append(_transcript(text, name, start, end, part.layout, turns, me))
        elif part.kind == "message":
            found.append(_message(text, name, layout or part.layout, start, end))
        else:
            found.append(_account(text, name, start, end, layout or part.layout))
    return tuple(found)


def _account(text: str, name: str, start: int, end: int, layout: str) -> Material:
    told = from_account(name, text, start, end)
    return Material(name, "account", text, start, end, layout, transcript=told)


def _message(text: str, name: str, layout: str, start: int = 0, end: int | None = None) -> Material:
    stop = len(text) if end is None else end
    message = read_message(text, start, stop)
    return Material(name, "message", text, start, stop, layout, message=message)


def _transcript(
    text: str, name: str, start: int, end: int, layout: str, turns: tuple[Turn, ...], me: str | None
) -> Material:
    candidate, p = infer_candidate(turns, me)
    call = Transcript(name, text, turns, verbatim=True, candidate=candidate, candidate_p=p)
    return Material(name, "transcript", text, start, end, layout, transcript=call)
