"""Which places of a text are worth reading closely for a day, an hour or a length.

Most texts name no time at all, and those that do name it in a few places: a search for the words that a
time is made of finds them, and only there are the patterns tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ringback.readers.date_forms import FORMS, MONTHS, WEEKDAYS

_UNITS = ("min", "hour", "hr", "day", "week", "wk", "month", "fortnight")
_FAMILIES: dict[str, tuple[str, ...]] = {
    "months": MONTHS,
    "weekdays": WEEKDAYS,
    "relative": ("today", "tonight", "tomo", "tomm", "tmrw", "yesterday", "this ", "last night"),
    "units": _UNITS,
    "ahead": ("with in ", "within ", "in ", "inside ", "allow ", "give ", "over the "),
    "ago": ("ago", "back"),
    "vague": ("ago", "back", "the other ", "in due course", "in the coming "),
    "weeks": ("week", "month", "eow"),
    "weeks_or_days": ("day", "week", "month", "fortnight"),
    "hours": ("noon", "midday", "half ", "quarter "),
    "ends": ("midnight", "eod", "cob", "eob", "close of ", "end of "),
}
_FAMILIES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(family for family, words in _FAMILIES.items() if word in words)
    for word in dict.fromkeys(word for words in _FAMILIES.values() for word in words)
}
_FIGURES = re.compile(r"\d+")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
_CLOSE_UNIT = re.compile(r"\d(?=m\b|h\b|h\d)")


@dataclass(frozen=True, slots=True)
class _Where:
    """Round which family of words a form may stand, how far before and after, and what else it needs."""

    family: str
    before: int = 0
    after: int = 0
    needs: tuple[str, ...] = ()


_WHERE = {
    "iso": _Where("figures", needs=("-",)),
    "written": _Where("months", 36, 24),
    "written_us": _Where("months", 18, 24),
    "numeric": _Where("figures", needs=("/", ".", "-")),
    "ordinal": _Where("ordinals", 26, 10),
    "week_on_day": _Where("weeks", 12, 20),
    "weekday": _Where("weekdays", 20, 30),
    "relative": _Where("relative", 24, 16),
    "ahead": _Where("ahead"),
    "ahead_bare": _Where(
        "weeks_or_days",
        40,
        40,
        ("next", "coming", "following", "business", "working", "after", "from", "of "),
    ),
    "within_this": _Where("ahead"),
    "ago": _Where("ago", 46, 6),
    "vague": _Where("vague", 28, 20),
    "week": _Where("weeks", 36, 16),
    "month": _Where("months", 36, 16),
}


class Scan:
    """One folded text, with the places of the words that times are made of."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._places: dict[str, list[int]] = {}
        self._parts: dict[tuple[str, int, int], list[tuple[int, int]]] = {}
        for word in _FAMILIES_OF:
            if word in text:
                self._note(word)
        figures = self._places["figures"] = [match.start() for match in _FIGURES.finditer(text)]
        if figures:
            self._places["ordinals"] = [match.start() for match in _ORDINAL.finditer(text)]
            self._places["close"] = [match.start() for match in _CLOSE_UNIT.finditer(text)]

    def _note(self, word: str) -> None:
        at = self.text.find(word)
        while at >= 0:
            if at == 0 or not self.text[at - 1].isalpha():
                for family in _FAMILIES_OF[word]:
                    self._places.setdefault(family, []).append(at)
            at = self.text.find(word, at + len(word))

    def places(self, family: str) -> Sequence[int]:
        """Where the words of a family stand, in no order; "figures", "ordinals" and "close" are in order."""
        return self._places.get(family, ())

    def has(self, *families: str) -> bool:
        """Whether a word of any of the families is there."""
        return any(self._places.get(family) for family in families)

    def parts(self, family: str, before: int, after: int) -> list[tuple[int, int]]:
        """The text around the words of a family, overlaps joined, each part ending at a space."""
        asked = (family, before, after)
        if asked not in self._parts:
            self._parts[asked] = self._joined(sorted(self.places(family)), before, after)
        return self._parts[asked]

    def _joined(self, places: Sequence[int], before: int, after: int) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for at in places:
            if found and at + after <= found[-1][1]:
                continue
            space = self.text.find(" ", at + after)
            end = len(self.text) if space < 0 else space
            start = max(0, at - before)
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def matches(self, form: str) -> Iterator[re.Match[str]]:
        """Where a form of days stands in the text."""
        where = _WHERE[form]
        places = self._places.get(where.family)
        if not places or (where.needs and not any(word in self.text for word in where.needs)):
            return
        pattern = FORMS[form]
        if not where.after:
            yield from (match for at in places if (match := pattern.match(self.text, at)))
            return
        for start, end in self.parts(where.family, where.before, where.after):
            yield from pattern.finditer(self.text, start, end)
