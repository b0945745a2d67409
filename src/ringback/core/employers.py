"""Whether two names mean the same employer: what doesn't count in a name, and when its first word will do."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)
_SILENT = re.compile("['’‘`´ʼ]")
_AND = re.compile("[&+＆]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_INITIALS = 4
_SHORTEST_DISTINCTIVE = 3


class Named(Protocol):
    """Anything with a name."""

    @property
    def name(self) -> str:
        """Its name, as written."""


Kept = TypeVar("Kept", bound=Named)


@dataclass(frozen=True)
class NameWords:
    """The words of employers' names that don't count, and those that many names begin with."""

    endings: frozenset[str]
    articles: frozenset[str]
    joining: frozenset[str]
    common: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> NameWords:
        """The catalogue's table "employers", folded as names are."""
        lists = ("legal_endings", "articles", "joining", "common_first_words")
        return cls(*(frozenset(fold_name(word) for word in table[name]) for name in lists))

    def plain(self, name: str) -> tuple[str, ...]:
        """The words of a name that count: folded, without its article and its legal endings."""
        words = _WORD.findall(_AND.sub(" and ", _SILENT.sub("", fold_name(name))))
        if len(words) > 1 and words[0] in self.articles:
            words = words[1:]
        while shorter := self._without_ending(words):
            words = shorter
        return tuple(words)

    def key(self, name: str) -> str:
        """What two names of one employer have in common; empty for a name without a letter or digit."""
        return "".join(self.plain(name))

    def _without_ending(self, words: Sequence[str]) -> list[str]:
        """The words without the legal ending, or the "and", that they end in; nothing where there is none."""
        if len(words) > 1 and words[-1] in self.endings | self.joining:
            return list(words[:-1])
        for length in range(2, min(_LONGEST_INITIALS, len(words) - 1) + 1):
            initials = words[-length:]
            if max(map(len, initials)) <= 2 and "".join(initials) in self.endings:
                return list(words[:-length])
        return []

    def distinctive(self, word: str) -> bool:
        """Whether a word by itself can stand for one employer."""
        return len(word) >= _SHORTEST_DISTINCTIVE and not word.isdecimal() and word not in self.common


def fold_name(text: str) -> str:
    """A name, or words of one, in small letters without accents."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_UNDECOMPOSED)
    return "".join(char for char in folded if not unicodedata.combining(char)).casefold()


class Register(Generic[Kept]):
    """The employers that are kept, ready to be asked for by name."""

    def __init__(self, kept: Iterable[Kept], words: NameWords) -> None:
        self._words = words
        self._by_name: defaultdict[str, list[Kept]] = defaultdict(list)
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], Kept]]] = defaultdict(list)
        for one in kept:
            plain = words.plain(one.name)
            if plain:
                self._by_name["".join(plain)].append(one)
                self._by_first[plain[0]].append((plain, one))

    def called(self, name: str) -> tuple[Kept, ...]:
        """Those whose name is this one, but for case, punctuation, accents and legal endings."""
        return tuple(self._by_name.get(self._words.key(name), ()))

    def match(self, name: str) -> Kept | None:
        """The one employer that a name means; None where none does, or more than one could.

        One name may go on where the other stops ("Harrow", "Harrow & Pell"), if their first word is
        distinctive and no other employer's name begins with it.
        """
        same = self.called(name)
        if same:
            return same[0] if len(same) == 1 else None
        plain = self._words.plain(name)
        beginning = self._by_first.get(plain[0], []) if plain else []
        if len(beginning) != 1 or not self._words.distinctive(plain[0]):
            return None
        [(theirs, one)] = beginning
        return one if plain == theirs[: len(plain)] or theirs == plain[: len(theirs)] else None


def match(name: str, kept: Iterable[Kept], words: NameWords) -> Kept | None:
    """The one of the kept employers that a name means, or None."""
    return Register(kept, words).match(name)
