"""Figures: numbers that a draft claims and its case doesn't hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.detectors.words import any_of
from ringback.core.document import Document, Hit
from ringback.core.drafted import Sheet
from ringback.core.numerals import numbers_in

_IN_WORDS = re.compile(
    r"\b(?:doubled|tripled|trebled|quadrupled|halved|(?:two|three|four|five|six|ten|hundred)-?fold"
    r"|dozens|hundreds|thousands|millions)\b"
    r"|(?<=\bby )half\b|(?<=\bby a )(?:half|third|quarter|fifth|tenth)\b"
)


def figures(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every number that a draft claims and that its case holds nowhere.

    Settings: `mine`, patterns of a sentence whose every number claims, unless it asks; `weighed`, of a figure
    that claims in any sentence; `blank`, of words whose numbers claim nothing, such as times and dates.
    """
    sheet = document.drafted.sheet if document.drafted else None
    mine, weighed, blank = (any_of(settings, key) for key in ("mine", "weighed", "blank"))
    if sheet is None or not (mine and weighed and blank):
        return
    for passage in document.passages:
        for span in passage.sentences:
            said = passage.folded[span.start : span.end]
            claims = mine.search(said) is not None and not said.rstrip().endswith("?")
            left = _blanked(said, [found.span() for found in blank.finditer(said)])
            heavy = [found.span() for found in weighed.finditer(left)]
            for start, end in _not_held(left, sheet):
                if claims or any(first < end and start < last for first, last in heavy):
                    yield Hit(passage, span.start + start, span.start + end)


def _not_held(said: str, sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Where the numbers stand that the sheet doesn't hold, in figures and in words."""
    for number in numbers_in(said):
        if number.value not in sheet.numbers:
            yield number.start, number.end
    for found in _IN_WORDS.finditer(said):
        if found[0] not in sheet.words:
            yield found.span()


def _blanked(said: str, spans: list[tuple[int, int]]) -> str:
    """The text with some places blank, so that nothing moves."""
    for start, end in spans:
        said = said[:start] + " " * (end - start) + said[end:]
    return said
