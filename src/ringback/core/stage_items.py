"""The items of a list in a longer text: numbered, bulleted, with an hour, a heading or a label."""

from __future__ import annotations

import re
from typing import NamedTuple

from ringback.core.sentences import Span

_ITEM = re.compile(
    r"^[ \t>]*(?:#{1,6}[ \t]*)?(?:\*\*)?(?:"
    r"(?P<number>(?:(?:stage|step|round|part|phase)[ \t]*)?"
    r"(?:\d{1,2}|one|two|three|four|five|six|first|second|third)[.):]?)(?=[ \t*:–-]|$)"
    r"|(?P<bullet>[-*•●–▪◦])(?=[ \t]))[ \t:–-]*(?:\*\*)?[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(
    r"^[ \t]*(?:\*\*)?(?=[A-Z])(?=[^\n.:–—?!]{2,50}(?:\*\*)?[ \t]*(?:[:–—]|[ ]-[ ]))", re.MULTILINE
)
_CLOCK = re.compile(
    r"^[ \t>*-]*\d{1,2}(?:[.:h]\d{2}(?: ?[ap]\.?m\b\.?)?| ?[ap]\.?m\b\.?| noon\b)"
    r"(?: ?(?:[-–—]|to) ?\d{1,2}(?:[.:h]\d{2})?(?: ?[ap]\.?m\b\.?)?)?[ \t:–—-]+(?=[A-Za-z])",
    re.IGNORECASE | re.MULTILINE,
)
_HEADED = re.compile(
    r"(?:\A|\n[ \t]*\n)[ \t]*(?=[A-Z])(?=(?:[\w&'’/-]+ ?){1,6}(?:\([^()\n]{1,40}\))?\.[ ]+[A-Z\d])"
)
_LEAST = 2


class Items(NamedTuple):
    """The items, and how they are told apart: marked, timed, headed or labelled ("Date: 4 May")."""

    spans: list[Span]
    form: str


def items_of(text: str) -> Items:
    """The items of a list, each up to the next; else paragraphs with a heading, or lines with a label."""
    marks = list(_ITEM.finditer(text))
    if len(marks) >= _LEAST:
        ends = [mark.start() for mark in marks[1:]] + [up_to(text, "\n\n", marks[-1].end())]
        return Items([Span(mark.end(), end) for mark, end in zip(marks, ends, strict=True)], "marked")
    for pattern, least, mark, form in _FORMS:
        begins = [found.end() for found in pattern.finditer(text)]
        if len(begins) >= least:
            return Items([Span(begin, up_to(text, mark, begin)) for begin in begins], form)
    return Items([], "none")


def up_to(text: str, mark: str, start: int) -> int:
    """Where a mark stands next, or the end of the text."""
    found = text.find(mark, start)
    return len(text) if found < 0 else found


_FORMS = (
    (_CLOCK, _LEAST, "\n", "timed"),
    (_HEADED, _LEAST + 1, "\n\n", "headed"),
    (_LABEL, _LEAST + 1, "\n", "labelled"),
)
