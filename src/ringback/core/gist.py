"""The point of an answer in one line, in the words it was given in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LONGEST = 90
"""How many characters a gist has at most."""
_CLAUSE = re.compile(r"[.!?;]+\s+|,\s+(?:and|but|so|because|which|then|where)\s+|\s+-\s+|$")
_LEAD = re.compile(
    r"^(?:\W|(?:um+|uh+|er+m?|ah+|oh|mm+|hm+|yeah|yes|no|okay|ok|so|well|right|like|sure|and|but|then"
    r"|i mean|you know|i guess|i think|to be honest|basically|actually|of course|correct|thank you|thanks"
    r"|sorry)\b)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|hundred|percent)\b")
_FEWEST = 4
_ENOUGH = 14


def gist_of(answers: Sequence[str], asked: str) -> tuple[int, int, int] | None:
    """The clause that says most: which answer, and where in it; None where nothing is said.

    What counts: words that were not just said, a number, the question's own words, and coming early.
    """
    best: tuple[float, int, int, int] | None = None
    about = {word for word in _WORD.findall(asked.lower()) if len(word) > 3}
    place = 0
    for which, answer in enumerate(answers):
        for start, end in _clauses(answer):
            words = _WORD.findall(answer[start:end].lower())
            if len(words) < _FEWEST:
                continue
            weight = (
                min(len({word for word in words if len(word) > 3}), _ENOUGH)
                + 1.5 * bool(_NUMBER.search(answer[start:end]))
                + 1.0 * min(len(about.intersection(words)), 3)
                - 0.35 * place
            )
            place += 1
            if best is None or weight > best[0]:
                best = (weight, which, start, end)
    if best is None:
        return _anything(answers)
    return best[1:]


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for edge in _CLAUSE.finditer(text):
        if edge.start() > start:
            yield _trimmed(text, start, edge.start())
        start = edge.end()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A clause without the words it is begun with, cut at a word where it is long."""
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    if end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        end = cut if cut > start else start + LONGEST
    return start, end


def _anything(answers: Sequence[str]) -> tuple[int, int, int] | None:
    """Of an answer too short for a clause, all of it."""
    for which, answer in enumerate(answers):
        if answer.strip():
            start = len(answer) - len(answer.lstrip())
            return which, start, min(len(answer.rstrip()), start + LONGEST)
    return None
