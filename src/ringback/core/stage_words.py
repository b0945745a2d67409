"""The words that name stages, found in a text: the longest phrase of the catalogue's at each place.

What a word tells is its `what`: a kind of content (take_home, pairing, culture ...), who holds the stage
(hr, manager, executive, engineer, team), by what medium (phone, video), where (onsite), a form that says
only that there is a stage (meeting, chat), or a joint between stages (sequence, optional, and, or ...).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_TOKEN = re.compile(
    r"[a-z0-9à-ÿ]+(?:'[a-z]+)?|->|=>|[→➔➡>]|[.!?]+(?=[\s)*\]\"']|$)|[,;:()\[\]&+/|•\n]| - |\S", re.IGNORECASE
)
_ARROWS = frozenset({"->", "=>", "→", "➔", "➡", ">", "|", "•"})
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase that tells something. `head`: it can be a stage by itself; `plural` by its -s."""

    what: str
    head: bool
    words: str
    start: int
    end: int
    plural: bool = False


@dataclass(frozen=True, slots=True)
class StageWords:
    """The phrases by their first word, longest first."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]]

    def find(self, folded: str) -> Iterator[Term]:
        """The terms and marks of a folded text, in order; words that tell nothing are left out."""
        tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(folded)]
        words = [_singular(token) for token, _, _ in tokens]
        at = 0
        while at < len(tokens):
            token, start, end = tokens[at]
            found = self._longest(words, at)
            if found:
                length, what, head = found
                last, _, end = tokens[at + length - 1]
                yield Term(what, head, folded[start:end], start, end, _is_plural(last))
                at += length
                continue
            if mark := _mark(token):
                yield Term(mark, False, token, start, end)
            at += 1

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, str, bool] | None:
        for phrase, what, head in self.by_first.get(words[at], ()):
            length = _reach(words, at, phrase)
            if length:
                return length, what, head
        return None


def _reach(words: Sequence[str], at: int, phrase: tuple[str, ...]) -> int:
    """How many tokens from `at` on make up the phrase, hyphens between its words included; 0 for none."""
    here = at
    for n, word in enumerate(phrase):
        if n and here < len(words) and words[here] == "-":
            here += 1
        if here >= len(words) or words[here] != word:
            return 0
        here += 1
    return here - at


def _mark(token: str) -> str | None:
    if token[0] in ".!?\n;":
        return "stop"
    if token in _ARROWS:
        return "arrow"
    return {
        ",": "comma", "(": "open", "[": "open", ")": "close", "]": "close", "/": "slash", ":": "colon", " - ": "dash",
    }.get(token)  # fmt: skip


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _singular(word: str) -> str:
    return "and" if word == "&" else word[:-1] if _is_plural(word) else word


def _phrase(words: str) -> tuple[str, ...]:
    return tuple(_singular(word) for word in re.split(r"[ -]+", words))


_TABLES: dict[int, StageWords] = {}


@lru_cache(maxsize=4)
def _of(rows: tuple[tuple[str, str, bool], ...]) -> StageWords:
    by_first: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for words, what, head in rows:
        phrase = _phrase(words)
        by_first.setdefault(phrase[0], []).append((phrase, what, head))
    return StageWords(
        {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in by_first.items()}
    )


def stage_words(table: Mapping[str, Any]) -> StageWords:
    """The catalogue's table ("stages/terms") made ready."""
    found = _TABLES.get(id(table))
    if found is None:
        rows = [
            (words, what if what != "joins" else key, key == "heads")
            for what, lists in table.items()
            for key, phrases in lists.items()
            for words in phrases
        ]
        found = _TABLES[id(table)] = _of(tuple(rows))
    return found
