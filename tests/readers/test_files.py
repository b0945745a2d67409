"""Files that can't be read: the error names the file, the place and the remedy."""

from __future__ import annotations

import io
import zipfile

import pytest

from ringback.core.errors import RingbackError
from ringback.readers import MAX_BYTES, UnreadableMaterial, read, read_text
from ringback.readers.errors import (
    Damaged,
    EmptyMaterial,
    IsRecording,
    MalformedJson,
    TooLarge,
    Undecodable,
    UnknownFormat,
    WrongKind,
)


def zipped(name: str, content: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "error", "says"),
    [
        (b"", "a.txt", EmptyMaterial, "a.txt: There are no words in it"),
        (b" \r\n\t\n", "a.txt", EmptyMaterial, "no words"),
        (b"...---...", "a.txt", EmptyMaterial, "no words"),
        (b"%PDF-1.7 x", "cv.pdf", UnknownFormat, "cv.pdf: It looks like a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", UnknownFormat, "a picture"),
        (b"\xff\xd8\xff\xe0", "a.jpg", UnknownFormat, "a picture"),
        (b"{\\rtf1 hello}", "a.txt", UnknownFormat, "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1", "a.doc", UnknownFormat, "old Word"),
        (zipped("xl/workbook.xml", b"x"), "a.xlsx", UnknownFormat, "zip archive"),
        (zipped("word/document.xml", b"x"), "a.docx", Damaged, "Word document"),
        (b"PK\x03\x04word/", "a.docx", Damaged, "Word document"),
        (b"\x00\x01\x02\x03" * 9, "a.bin", UnknownFormat, "binary"),
        (b"hello\nthere \x81 now", "a.txt", Undecodable, "a.txt, line 2"),
        (b'{"speaker": "Ann",\n "text": }', "a.txt", MalformedJson, "a.txt, line 2"),
        (b'{"speaker": "A", "text": "b"}\n{"speaker": ', "a.jsonl", MalformedJson, "a.jsonl, line 2"),
        (b'{"a": 1}', "a.json", WrongKind, "no transcript layout we know"),
        (b"hello there", "a.json", MalformedJson, "a.json, line 1"),
        (b"[" * 5000 + b'"a"' + b"]" * 5000, "a.json", MalformedJson, "nested too deeply"),
        (b"WEBVTT\n\nNOTE nothing", "a.vtt", WrongKind, "nobody speaks"),
        (b"<div>" * 9000 + b"x", "a.html", Damaged, "web page"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(
    data: bytes, name: str, error: type[RingbackError], says: str
) -> None:
    with pytest.raises(error) as raised:
        read(data, name)
    assert says in str(raised.value)
    assert raised.value.remedy
    assert isinstance(raised.value, UnreadableMaterial)
    assert raised.value.exit_code == 2


@pytest.mark.parametrize(
    "data",
    [b"RIFF\x24\x08\x00\x00WAVEfmt ", b"ID3\x04\x00", b"OggS\x00", b"\x00\x00\x00\x20ftypM4A ", b"fLaC\x00"],
)
def test_a_recording_among_texts_is_named_with_the_command_that_hears_it(data: bytes) -> None:
    with pytest.raises(IsRecording, match="ringback transcribe FILE"):
        read(data, "call.m4a")


def test_more_than_twenty_megabytes_is_refused_before_reading() -> None:
    with pytest.raises(TooLarge, match="21 MB"):
        read(b"a" * (MAX_BYTES + 1_000_000), "big.txt")


def test_what_is_hardly_too_large_or_read_no_further_is_said_to_be_more_than_the_limit() -> None:
    with pytest.raises(TooLarge, match="It is more than 20 MB; the limit is 20 MB"):
        read(b"a" * (MAX_BYTES + 1), "big.txt")


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ringback.readers.docx._UNPACKED", 100_000)
    with pytest.raises(TooLarge):
        read(zipped("word/document.xml", b"\0" * 100_001), "bomb.docx")


def test_a_transcript_without_turns_is_refused_with_what_to_do() -> None:
    with pytest.raises(WrongKind, match=r"a\.txt, line 1: No turns .* \(\"Interviewer"):
        read(b"I had a call and it went badly.", "a.txt", kind="transcript")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings_are_read(encoding: str) -> None:
    text = "I said “no” in the café."
    assert read(text.encode(encoding), "a.txt")[0].text == text


def test_text_given_as_text_is_kept_exactly() -> None:
    text = "\ufeffI froze.\r\n\r\nCafe\u0301 😀\n"
    assert read_text(text)[0].text == text
