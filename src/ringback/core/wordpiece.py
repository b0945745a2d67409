"""Words cut into the pieces that an encoder knows: BERT's uncased tokenization, greedy, longest piece first.

Devlin et al., 2019 (arXiv:1810.04805), as in the vocabulary of MiniLM.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

UNKNOWN, OPENS, CLOSES = "[UNK]", "[CLS]", "[SEP]"
_LONGEST = 100
_WORD = re.compile(r"[^ ]+")


def pieces(text: str, vocabulary: Mapping[str, int]) -> list[int]:
    """The numbers of the pieces of a text, in order."""
    return [number for number, _, _ in placed(text, vocabulary)]


def placed(text: str, vocabulary: Mapping[str, int]) -> list[tuple[int, int, int]]:
    """The numbers of the pieces of a text, in order, each with where the word that it is of stands."""
    return [(number, start, end) for word, start, end in _words(text) for number in _cut(word, vocabulary)]


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Words and single marks, in small letters without accents, with their places in the text."""
    told, places = [], []
    for place, char in enumerate(text):
        shown = _shown(char)
        told.append(shown)
        places += [place] * len(shown)
    for found in _WORD.finditer("".join(told)):
        yield found[0], places[found.start()], places[found.end() - 1] + 1


@cache
def _shown(char: str) -> str:
    return "".join(map(_apart, unicodedata.normalize("NFD", char.lower())))


def _apart(char: str) -> str:
    """A character as it stands in a word, or set apart; nothing for accents and what can't be seen."""
    category = unicodedata.category(char)
    if char.isspace():
        return " "
    if category == "Mn" or category.startswith("C"):
        return ""
    alone = category.startswith("P") or (char.isascii() and not char.isalnum()) or _is_sign(char)
    return f" {char} " if alone else char


def _is_sign(char: str) -> bool:
    """Whether it is one of the signs of Chinese, Japanese and Korean that are words by themselves."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or "\uf900" <= char <= "\ufaff"


def _cut(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    if len(word) > _LONGEST:
        return [vocabulary[UNKNOWN]]
    found: list[int] = []
    start = 0
    while start < len(word):
        end = len(word)
        head = "##" if start else ""
        while end > start and head + word[start:end] not in vocabulary:
            end -= 1
        if end == start:
            return [vocabulary[UNKNOWN]]
        found.append(vocabulary[head + word[start:end]])
        start = end
    return found
