"""Whatever is handed in, the answer is a report or a plain error: never a traceback, never a hang."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.app.circumstances import Circumstances
from ringback.app.recover import answer_line, recover
from ringback.app.review import answer_line as review_line
from ringback.catalogue import load
from ringback.core.errors import RingbackError
from ringback.readers import read

AROUND = Circumstances(
    now=datetime(2026, 11, 19, 21, 40, tzinfo=ZoneInfo("Europe/London")), zone="Europe/London"
)
CATALOGUE = load()
NAMES = ("told.txt", "call.vtt", "call.srt", "call.json", "mail.eml", "page.html", "notes.md", "call.docx")

WORDS = st.sampled_from(
    [
        *("I", "she", "they", "my mind went blank", "invited", "next Tuesday at 10", "rejected", "offer"),
        *(
            "rambled",
            "sorry",
            "?",
            ".",
            ",",
            "!",
            "->",
            "00:01.000",
            "WEBVTT",
            "Interviewer:",
            "Me:",
            "From:",
        ),
        *(
            "Subject:",
            "Dear",
            "regards",
            '{"text": "',
            "}",
            "🙂",
            "e\u0301",
            "\u200b",
            "\r\n",
            "\n\n",
            "<v Dana>",
        ),
        *("1", "-->", "2", "salary", "lied", "cried", "phone", "in person", "panel", "Hello;", "if", "not"),
        *("never", "wouldn't", "\u202e", "\x00", "\ud83d"),
    ]
)
SENTENCES = st.lists(WORDS, max_size=80).map(" ".join)


def answered(data: bytes, name: str) -> None:
    """One answer: a report that is whole JSON with every quote in its place, or a Ringback error."""
    try:
        materials = read(data, name)
    except RingbackError:
        return
    record = recover(materials, AROUND, CATALOGUE).as_record()
    json.dumps(record)
    texts = {material.name: material.text for material in materials}
    for finding in record["findings"]:
        assert texts[finding["source"]][finding["start"] : finding["end"]] == finding["quote"]


@pytest.mark.parametrize("name", NAMES)
@given(
    data=st.one_of(
        st.binary(max_size=400),
        SENTENCES.map(lambda text: text.encode(errors="replace")),
        st.text(max_size=300).map(lambda t: t.encode(errors="replace")),
    )
)
@settings(max_examples=10)
def test_any_file_gets_a_report_or_a_plain_error(name: str, data: bytes) -> None:
    answered(data, name)


@given(
    line=st.one_of(st.text(max_size=200), SENTENCES.map(lambda text: json.dumps({"id": "x", "text": text})))
)
@settings(max_examples=15)
def test_any_line_of_a_stream_gets_one_json_answer(line: str) -> None:
    answer = answer_line(line, 1, AROUND, CATALOGUE)
    assert "error" in answer or answer["schema"] == "ringback/recover/1"
    json.dumps(answer)


@given(
    line=st.one_of(
        st.text(max_size=200),
        st.builds(
            lambda text, kind, noticed: json.dumps({"id": 1, "text": text, "kind": kind, "noticed": noticed}),
            SENTENCES,
            st.sampled_from(["email", "voicemail", "fax", None, 3]),
            st.sampled_from(["likely", "no", None]),
        ),
    )
)
@settings(max_examples=30)
def test_any_line_of_drafts_gets_a_review_or_a_plain_error(line: str) -> None:
    answer = review_line(line, 1, AROUND, CATALOGUE)
    assert "error" in answer or answer["schema"] == "ringback/review/1"
    json.dumps(answer)


@pytest.mark.long
@given(
    data=st.one_of(st.binary(max_size=4000), SENTENCES.map(lambda text: text.encode(errors="replace"))),
    name=st.sampled_from(NAMES),
)
@settings(max_examples=3000)
def test_any_file_at_length(data: bytes, name: str) -> None:
    answered(data, name)


@pytest.mark.parametrize(
    "text",
    [
        "a " * 6_000,
        "I rambled and " * 1_000,
        "no " * 6_000,
        "she asked me if I " * 700,
        "?" * 10_000,
        "Tuesday " * 1_000,
        "Me: yes\nThem: no\n" * 1_000,
    ],
    ids=["words", "clauses", "denials", "open", "marks", "days", "turns"],
)
def test_a_long_monotonous_text_is_answered(text: str) -> None:
    answered(text.encode(), "told.txt")
