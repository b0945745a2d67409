"""Anything at all may be handed over: either it is read, with every word quotable, or the error is ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st
from tests.readers.places import assert_quotable, spoken

from ringback.core.errors import RingbackError
from ringback.core.material import Kind, Material
from ringback.readers import read, read_text

SUFFIXES = st.sampled_from(
    [".txt", ".vtt", ".srt", ".json", ".jsonl", ".tsv", ".eml", ".html", ".md", ".docx", ""]
)
FRAGMENTS = st.sampled_from(
    [
        "WEBVTT",
        "\n",
        "\r\n",
        "\n\n",
        "00:00:01.000 --> 00:00:02,000",
        "<v Ann>",
        "</v>",
        "&amp;",
        "&#0;",
        "<b",
        "Ann: ",
        "Sam: ",
        "[Ann] ",
        "**Sam:** ",
        "Ann  0:03",
        "> ",
        ">> ",
        "From: Ann <a@b.example>",
        "To: Sam",
        "Subject: hi",
        "Date: Mon, 9 Feb 2026 16:52:00 +0100",
        "Dear Sam,",
        "Kind regards,",
        "On Monday, Sam wrote:",
        "---- Forwarded message ----",
        "P.S. ",
        "I froze. ",
        "you ",
        "😀",
        "é",
        "\u2028",
        "\x85",
        "\ufeff",
        "\x00",
        "{",
        "}",
        "[",
        "]",
        '"',
        '"text": ',
        '"speaker": ',
        ",",
        ":",
        "1",
        "\\u00e9",
        "\\",
        "start\tend\ttext",
        "1\t2\tx",
        "<html>",
        "<p>",
        "<li>",
        "</div>",
        "MIME-Version: 1.0",
        "Content-Type: text/html",
        "Q: ",
        "A: ",
        "- ",
        "�",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=40).map("".join))
KINDS = st.sampled_from([None, None, "account", "transcript", "message"])
NAMES = ["Ann Lee", "Sam Poe", "Zoë", "O'Neil", "Dr. Wu"]
SAID = st.sampled_from(
    [
        "Um, right?",
        "I worked there for two years, and so on.",
        "OK",
        "well",
        "So it was 10:30 then.",
        "I said: no idea. Why?",
    ]
)


@st.composite
def calls(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Three turns or more, no two together by one speaker, and somebody speaks twice."""
    first, second, *more = draw(st.permutations(NAMES))
    order = draw(st.lists(st.sampled_from([first, second, more[0]]), max_size=6))
    speakers = [first, second, first]
    speakers += [who for before, who in zip([first, *order], order, strict=False) if who != before]
    return [(who, draw(SAID)) for who, _ in groupby(speakers)]


def read_or_refuse(reading: Callable[[], tuple[Material, ...]]) -> None:
    """Any other exception than ours fails the test by itself."""
    materials: tuple[Material, ...] = ()
    with suppress(RingbackError):
        materials = reading()
    if materials:
        assert_quotable(materials)


BYTES = st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("utf-8", "replace")))


@given(BYTES, SUFFIXES, KINDS)
def test_any_bytes_are_read_or_refused_in_our_words(data: bytes, suffix: str, kind: Kind | None) -> None:
    read_or_refuse(lambda: read(data, f"file{suffix}", kind))


@given(TEXTS, KINDS)
def test_any_text_is_read_or_refused_in_our_words(text: str, kind: Kind | None) -> None:
    read_or_refuse(lambda: read_text(text, kind=kind))


def clock(second: int) -> str:
    return f"00:{second // 60:02}:{second % 60:02}"


LAYOUTS: dict[str, Callable[[list[tuple[str, str]]], str]] = {
    "labelled": lambda rows: "\n\n".join(f"{who}: {words}" for who, words in rows),
    "square": lambda rows: "\n".join(f"[{who}] {words}" for who, words in rows),
    "bold": lambda rows: "\r\n".join(f"**{who}:** {words}" for who, words in rows),
    "otter": lambda rows: "\n\n".join(f"{who}  0:{at:02}  \n{words}" for at, (who, words) in enumerate(rows)),
    "zoom": lambda rows: (
        "WEBVTT\n\n"
        + "\n\n".join(
            f"{at + 1}\n{clock(at)}.000 --> {clock(at)}.900\n{who}: {words}"
            for at, (who, words) in enumerate(rows)
        )
    ),
    "teams": lambda rows: (
        "WEBVTT\n\n"
        + "\n\n".join(
            f"0:0:{at}.0 --> 0:0:{at}.9\n<v {who}>{words}</v>" for at, (who, words) in enumerate(rows)
        )
    ),
    "srt": lambda rows: "\n\n".join(
        f"{at + 1}\n{clock(at)},000 --> {clock(at)},900\n{who}: {words}"
        for at, (who, words) in enumerate(rows)
    ),
    "json": lambda rows: json.dumps([{"speaker": who, "text": words} for who, words in rows]),
    "json lines": lambda rows: "\n".join(json.dumps({"speaker": who, "text": words}) for who, words in rows),
}


@given(calls(), st.sampled_from(sorted(LAYOUTS)))
def test_a_call_written_in_a_layout_reads_back_the_same(rows: list[tuple[str, str]], layout: str) -> None:
    materials = read_text(LAYOUTS[layout](rows))
    assert_quotable(materials)
    assert [one.kind for one in materials] == ["transcript"]
    assert spoken(materials[0]) == rows
