"""Text as sentences, with nothing lost: the spans laid end to end give the text back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORDS_A_MINUTE = 150

_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "mx", "dr", "prof", "st", "e.g", "i.e", "eg", "ie", "vs", "approx"}
)
_MAY_END = frozenset({"etc", "inc", "ltd", "co", "corp", "jr", "sr"})
_BEFORE_NUMBER = frozenset({"no", "nos", "fig", "vol", "pp", "ext", "tel", "ref"})
_CLOSERS = "\"'”’)]»*_"
_EDGE = re.compile(r"[.!?…]+[\"'”’)\]»*_]*|[\r\n]\s*")
_SPACE = re.compile(r"\s*")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘]+$")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_BULLET = re.compile(r"[-*•–—]\s|\(?\d{1,3}[.)]\s|>")
_WORD_AHEAD = re.compile(r"[A-Z](?:[a-z’']|[ ,]|$)")
_ADDRESS = re.compile(r"@|//|www\.", re.IGNORECASE)
_WRAPPED = 50
_WINDOW = 40


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: `start` and `end` in code points."""

    start: int
    end: int


def seconds_to_say(text: str) -> int:
    """How long a text takes to say, at 150 words a minute."""
    return round(len(text.split()) * 60 / WORDS_A_MINUTE)


def split(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, each with the white space after it; they cover the text without gaps."""
    spans: list[Span] = []
    start = 0
    for end in _ends(text):
        if start < end < len(text) and not text[start:end].isspace():
            spans.append(Span(start, end))
            start = end
    return (*spans, Span(start, len(text))) if text else ()


def _ends(text: str) -> Iterator[int]:
    line = 0
    begin = 0
    for edge in _EDGE.finditer(text):
        if edge[0][0] in "\r\n":
            ends = _line_ends(text, line, edge)
            line = edge.end()
        else:
            ends = _stop_ends(text, begin, edge)
        if ends:
            begin = _after_space(text, edge.end())
            yield begin


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _line_ends(text: str, line: int, edge: re.Match[str]) -> bool:
    if len(_NEWLINE.findall(edge[0])) > 1 or _BULLET.match(text, edge.end()):
        return True
    before = text[max(line, edge.start() - _WINDOW) : edge.start()].rstrip()
    if before[-1:] in {".", "!", "?", "…", ":", ";"}:
        return True
    short = edge.start() - line < _WRAPPED
    return short and not text[edge.end() : edge.end() + 1].islower()


def _stop_ends(text: str, begin: int, edge: re.Match[str]) -> bool:
    marks = edge[0].rstrip(_CLOSERS)
    following = _after_space(text, edge.end())
    ahead = text[following : following + 1]
    before = text[max(begin, edge.start() - _WINDOW) : edge.start()]
    if following == edge.end() and ahead:
        return _run_together(text, edge, before)
    if "…" in marks or marks.startswith(".."):
        return not ahead.islower()
    if marks == ".":
        return not _abbreviated(before, ahead)
    return marks == edge[0] or not ahead.islower()


def _run_together(text: str, edge: re.Match[str], before: str) -> bool:
    """A full stop with no space after it, as in messy text: "was late.Then he"."""
    tail = before[-2:]
    plain = len(tail) == 2 and tail.isalpha() and tail.islower()
    return plain and bool(_WORD_AHEAD.match(text, edge.end())) and not _in_address(text, edge, before)


def _in_address(text: str, edge: re.Match[str], before: str) -> bool:
    head = before.split()[-1:] or [""]
    tail = text[edge.end() : edge.end() + _WINDOW].split()[:1]
    return bool(_ADDRESS.search(" ".join([*head, *tail])))


def _abbreviated(before: str, ahead: str) -> bool:
    found = _LAST_WORD.search(before)
    if not found:
        return False
    word = found[0].lower()
    if word in _BEFORE_NUMBER:
        return ahead.isdigit()
    if word in _ABBREVIATIONS:
        return True
    if word in _MAY_END or "." in word.strip("."):
        return not ahead.isupper()
    numbered = word.isdigit() and not before[: found.start()].strip()
    initial = len(word) == 1 and found[0].isupper() and word != "i" and ahead.isupper()
    return numbered or initial
