"""Bytes to text, and what bytes and texts look like by their first characters."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from ringback.readers.errors import (
    MAX_BYTES,
    EmptyMaterial,
    IsRecording,
    Misnamed,
    TooLarge,
    Undecodable,
    UnknownFormat,
    UnreadableMaterial,
)

_SOUND = re.compile(
    rb"ID3[\x02-\x04]|\xff[\xe2-\xe7\xf1-\xf7\xf9-\xfb]|OggS\x00|fLaC|RIFF....WAVE|RF64....WAVE|FORM....AIF[FC]"
    rb"|\x00...ftyp|\x1aE\xdf\xa3|#!AMR(?:-WB)?\n|caff\x00|\.snd\x00|\x30\x26\xb2\x75",
    re.DOTALL,
)
"""How recordings begin: MP3, AAC, Ogg, FLAC, WAV, AIFF, MP4 and 3GP, WebM, AMR, CAF, AU, WMA."""
HEAD = 64
"""How many bytes tell a recording."""
_ZIP = b"PK\x03\x04"
_PASTE = "Copy its text and paste it, or save it as .txt or .docx."
_OTHERS = (
    (b"%PDF", "a PDF", _PASTE),
    (b"\x89PNG", "a picture (PNG)", "Type or paste what it shows."),
    (b"\xff\xd8\xff", "a picture (JPEG)", "Type or paste what it shows."),
    (b"GIF8", "a picture (GIF)", "Type or paste what it shows."),
    (b"\xd0\xcf\x11\xe0", "an old Word or Outlook file (.doc, .msg)", _PASTE),
    (b"{\\rtf", "a rich-text file (RTF)", _PASTE),
    (_ZIP, "a zip archive or an office file other than .docx", _PASTE),
    (b"\x1f\x8b", "a compressed file (gzip)", "Unpack it first."),
)
_BY_NAME = {".docx": "a Word document"} | dict.fromkeys(
    (
        ".mp3",
        ".m4a",
        ".mp4",
        ".wav",
        ".ogg",
        ".opus",
        ".oga",
        ".flac",
        ".aac",
        ".amr",
        ".webm",
        ".3gp",
        ".wma",
    ),
    "a recording",
)
"""What a file is by the end of its name, where what it holds would begin otherwise."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DOCX_PART = b"word/"
_JSON = re.compile(r"[\ufeff\s]*(?:\{\s*(?:\"|\})|\[\s*(?:[\[{\"]|\]\s*$))")
_PAGE = re.compile(
    r"[\ufeff\s]*<(?:!--|!doctype html|(?:html|head|body|div|p|table|meta|h1|span)[\s>])", re.IGNORECASE
)


def check_size(size: int, name: str, most: int = MAX_BYTES) -> None:
    """Raise TooLarge for more than `most` bytes and EmptyMaterial for none."""
    if size > most:
        raise TooLarge(name, size, most)
    if not size:
        raise EmptyMaterial(name)


def is_docx(data: bytes) -> bool:
    """Whether the bytes are a Word file: a zip archive with a part named word/..."""
    return data.startswith(_ZIP) and _DOCX_PART in data


def looks_like_json(text: str) -> bool:
    """Whether the text opens as an object or a list of them does."""
    return bool(_JSON.match(text[:200]))


def is_html(text: str) -> bool:
    """Whether the text opens with a page's tags."""
    return bool(_PAGE.match(text[:2000]))


def decode(data: bytes, name: str) -> str:
    """The text in `data`. Raises IsRecording for sound, UnknownFormat or Undecodable."""
    _refuse_known_binaries(data, name)
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _refuse_control_characters(text, name)
    if _share_of_controls(data[:4096].decode("latin-1")) > 0.02:
        raise _unknown(name, "a binary file", _PASTE)
    raise Undecodable(name, _line_of_fault(data, marked or "cp1252"))


def is_sound(head: bytes) -> bool:
    """Whether bytes begin as a recording does; HEAD of them are enough."""
    return _SOUND.match(head) is not None


def _refuse_known_binaries(data: bytes, name: str) -> None:
    if is_sound(data):
        raise IsRecording(name)
    for sign, looks_like, remedy in _OTHERS:
        if data.startswith(sign):
            raise (
                _unknown(name, looks_like, remedy)
                if sign == _ZIP
                else UnknownFormat(name, looks_like, remedy)
            )


def _refuse_control_characters(text: str, name: str) -> str:
    if "\0" in text or _share_of_controls(text[:4096]) > 0.02:
        raise _unknown(name, "a binary file", _PASTE)
    return text


def _unknown(name: str, looks_like: str, remedy: str) -> UnreadableMaterial:
    """Why bytes can't be read: they aren't what their name says, or nothing that is read here."""
    what = _BY_NAME.get(PurePath(name.lower()).suffix)
    return Misnamed(name, what) if what else UnknownFormat(name, looks_like, remedy)


def _share_of_controls(text: str) -> float:
    controls = sum(char < " " and char not in "\t\n\r\f\v" for char in text)
    return controls / max(len(text), 1)


def _line_of_fault(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as fault:
        return data.count(b"\n", 0, fault.start) + 1
    return 1
