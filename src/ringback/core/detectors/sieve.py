"""Many entries' patterns as one, to tell quickly that none of them stands in a text.

Compiling them a second time as one costs as much as the first, so that pays only over many texts: a
sieve passes everything until it has seen a few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

import re2

from ringback.core.detectors.patterns import looks_around
from ringback.core.document import Document

NEEDS_A_MATCH = frozenset({"words", "told", "theirs", "repeated", "rate", "early"})
"""The detectors that find nothing where no pattern of `any_of` stands."""
_TEXTS_BEFORE_IT_PAYS = 8


_GROUP = 6
_MEMORY = 64 << 20


def _options() -> Any:
    """No captures are wanted, and room for the automaton of some hundred patterns."""
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    options.max_mem = _MEMORY
    return options


class Entry(Protocol):
    """What a sieve looks at of a catalogue's entry."""

    @property
    def detector(self) -> str: ...

    @property
    def settings(self) -> Mapping[str, Any]: ...


E = TypeVar("E", bound=Entry)


class Sieve(Generic[E]):
    """Entries, and which of them can find anything in a text."""

    def __init__(self, entries: Sequence[E]) -> None:
        self.entries = entries
        self._seen = 0
        self._always: Sequence[E] = entries
        self._groups: list[tuple[Any, Sequence[E]]] | None = None

    def left(self, document: Document) -> Sequence[E]:
        """The entries worth trying on a text: those of a group of which a pattern stands in it."""
        self._seen += 1
        if self._seen < _TEXTS_BEFORE_IT_PAYS:
            return self.entries
        if self._groups is None:
            self._groups = self._grouped()
        found = [
            entry
            for pattern, entries in self._groups
            if any(pattern.search(passage.folded) for passage in document.passages)
            for entry in entries
        ]
        return [*self._always, *found]

    def _grouped(self) -> list[tuple[Any, Sequence[E]]]:
        plain = [entry for entry in self.entries if _can_be_sieved(entry)]
        self._always = [entry for entry in self.entries if not _can_be_sieved(entry)]
        groups = [plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP)]
        return [(_one_of(entries), entries) for entries in groups]


def _one_of(entries: Sequence[Entry]) -> Any:
    every = "|".join(f"(?:{pattern})" for entry in entries for pattern in entry.settings["any_of"])
    return re2.compile(every, _options())


def _can_be_sieved(entry: Entry) -> bool:
    patterns = entry.settings.get("any_of", ())
    return entry.detector in NEEDS_A_MATCH and bool(patterns) and not any(map(looks_around, patterns))
