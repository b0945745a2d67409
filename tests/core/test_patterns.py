"""Several patterns as one, looked for in a stretch of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringback.core.detectors.patterns import compiled

PATTERNS = (r"\bsorry\b", r"a$", r"^b", r"\Bx", "é+", r"(?<!not )ill\b", "x(?= y)", "[^a]b", r"\b", "")
PIECES = ("a", "b", "é", "–", "x", " ", "y", "sorry", "not ", "ill")


@given(
    st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=3),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.data(),
)
def test_a_stretch_holds_what_is_found_there_in_the_whole_text(
    patterns: list[str], text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    either = compiled(tuple(patterns))
    found = [engine.search(text, start, end) for engine in either.engines]
    assert either.within(text, start, end) == any(match is not None for match in found)
