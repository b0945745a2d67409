from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.core.sentences import split

MESSY = st.text(alphabet=st.sampled_from("aBc I.!?…\"'”)\r\n\t -1é\u0301😀:e"), max_size=200)


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end].strip() for span in split(text)]


@given(st.one_of(st.text(), MESSY))
def test_the_sentences_laid_end_to_end_are_the_text(text: str) -> None:
    spans = split(text)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(span.start < span.end for span in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I froze. Then I rallied! Did it help?", ["I froze.", "Then I rallied!", "Did it help?"]),
        (
            "Mr. Osei rang at 3 p.m. on Friday. I was out.",
            ["Mr. Osei rang at 3 p.m. on Friday.", "I was out."],
        ),
        ("They use Go, Rust, etc. and it shows.", ["They use Go, Rust, etc. and it shows."]),
        ("He works for Acme Ltd. They rang.", ["He works for Acme Ltd.", "They rang."]),
        ("I talked to J. Osei of No. 5 Group.", ["I talked to J. Osei of No. 5 Group."]),
        ("Any questions? No. I had none.", ["Any questions?", "No.", "I had none."]),
        ("I was, well... lost. It was… Not good.", ["I was, well... lost.", "It was…", "Not good."]),
        ("“Why us?” she asked. “No idea.” Silence.", ["“Why us?” she asked.", "“No idea.”", "Silence."]),
        ("i was late.Then it got worse", ["i was late.", "Then it got worse"]),
        ("write to ann.Lee@firm.Example or node.js", ["write to ann.Lee@firm.Example or node.js"]),
        ("i said 3.5 years. they said 5", ["i said 3.5 years.", "they said 5"]),
        ("Hello Ann\nThanks for today\n\nBest", ["Hello Ann", "Thanks for today", "Best"]),
        ("- one thing\r\n- another thing", ["- one thing", "- another thing"]),
        (
            "The interviewer asked me about a project that I had\nnever heard of.",
            ["The interviewer asked me about a project that I had\nnever heard of."],
        ),
        ("1. First point\n2. Second point", ["1. First point", "2. Second point"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
