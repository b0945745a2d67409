"""Which places of a text are worth reading closely for a day, an hour or a length.

Most texts name no time at all, and those that do name it in a few places: a search for the words that a
time is made of finds them, and only there are the patterns tried.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from ringback.readers.date_forms import FORMS, MONTH, MONTHS, WEEKDAYS

_UNITS = ("min", "hour", "hr", "day", "week", "wk", "month", "fortnight", "year")
_FAMILIES: dict[str, tuple[str, ...]] = {
    "months": MONTHS,
    "weekdays": WEEKDAYS,
    "relative": ("today", "tonight", "tomo", "tomm", "tmrw", "yesterday", "this ", "last night"),
    "units": _UNITS,
    "ahead": ("with in ", "within ", "in ", "inside ", "allow ", "give ", "over the "),
    "ago": ("ago", "back"),
    "vague": (
        "ago",
        "back",
        "the other ",
        "in due course",
        "in the coming ",
        "new year",
        "spring",
        "summer",
        "autumn",
        "the fall",
        "winter",
    ),
    "weeks": ("week", "month", "eow"),
    "weeks_or_days": ("day", "week", "month", "fortnight"),
    "hours": ("noon", "midday", "half ", "quarter "),
    "ends": ("midnight", "eod", "cob", "eob", "close of ", "end of "),
}
_SORTS = {
    "figures": r"\d",
    "ordinals": r"\d(?:st|nd|rd|th)\b",
    "close": r"\dm\b|\dh\b|\dh\d",
    "blanks": r"[\[{<(]|___|[.]{4}|dd[/.-]|xx",
    "prompt": r"\b(?:same[ -]|before|shortly|soon|as soon|asap|a\.s\.a|promptly|straight|right ?away"
    r"|immediately|on the spot|there and|then and|in due|without"
    r"|next (?:business |working )?day|that |overnight)",
}
"""What is found by a pattern and not by a word."""

_PATTERNS = {
    "figures": re.compile(r"\d+"),
    "ordinals": re.compile(r"\d(?=(?:st|nd|rd|th)\b)"),
    "close": re.compile(r"\d(?=m\b|h\b|h\d)"),
}
_MONTH_HERE = re.compile(MONTH)
_DAY_LEAD = re.compile(
    r"\b(?:(?:next|last|this) week(?: on)?|last|next|this(?: coming| past)?|coming|(?:the )?following"
    r"|the same|that|the next) $"
)


def _families_of() -> dict[str, tuple[str, ...]]:
    words = dict.fromkeys(word for words in _FAMILIES.values() for word in words)
    return {word: tuple(name for name, family in _FAMILIES.items() if word in family) for word in words}


_MONTH_NAMES = [month.lower() for month in month_name if month]
_FAMILIES_OF = _families_of()
_ASKED: tuple[str, ...] = (*_FAMILIES_OF, *_SORTS)


def _month(short: str) -> str:
    whole = next(month for month in _MONTH_NAMES if month.startswith(short))
    return f"(?:{short}|{whole}|sept)"


def _one_pass() -> Any:
    """All the words and patterns as one machine, that tells in one pass which of them a text holds."""
    asked = re2.Set.SearchSet()
    for name in _ASKED:
        if name in _SORTS:
            asked.Add(_SORTS[name])
        elif name in MONTHS:
            asked.Add(rf"(?:^|[^a-z]){_month(name)}(?:[^a-z]|$)")
        else:
            asked.Add(rf"(?:^|[^a-z]){re.escape(name)}")
    asked.Compile()
    return asked


_HELD = _one_pass()


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
        for place in _HELD.Match(text) or ():
            asked = _ASKED[place]
            if asked in _FAMILIES_OF:
                self._note(asked)
            elif asked in _PATTERNS:
                self._places[asked] = [match.start() for match in _PATTERNS[asked].finditer(text)]
            else:
                self._places[asked] = [0]

    def _note(self, word: str) -> None:
        at = self.text.find(word)
        while at >= 0:
            if (at == 0 or not self.text[at - 1].isalpha()) and (
                word not in MONTHS or _MONTH_HERE.match(self.text, at)
            ):
                for family in _FAMILIES_OF[word]:
                    self._places.setdefault(family, []).append(at)
            at = self.text.find(word, at + len(word))

    def __bool__(self) -> bool:
        """Whether any such word, or a figure, is there."""
        return bool(self._places)

    def places(self, family: str) -> Sequence[int]:
        """Where the words of a family stand, in no order; "figures", "ordinals" and "close" are in order."""
        return self._places.get(family, ())

    def has(self, *families: str) -> bool:
        """Whether a word of any of the families is there."""
        return any(self._places.get(family) for family in families)

    def parts(self, family: str, before: int, after: int) -> Sequence[tuple[int, int]]:
        """The text around the words of a family, overlaps joined, each part ending at a space."""
        if family not in self._places:
            return ()
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

    def days(self) -> Iterator[tuple[str, re.Match[str]]]:
        """Every form of a day that stands in the text, form by form; they may overlap."""
        for form, where in _WHERE.items():
            if where.family in self._places and (
                not where.needs or any(word in self.text for word in where.needs)
            ):
                yield from ((form, match) for match in self._matches(FORMS[form], where))

    def _matches(self, pattern: re.Pattern[str], where: _Where) -> Iterator[re.Match[str]]:
        if where.family == "weekdays":
            yield from self._weekdays(pattern)
        elif where.after:
            for start, end in self.parts(where.family, where.before, where.after):
                yield from pattern.finditer(self.text, start, end)
        else:
            places = self.places(where.family)
            yield from (match for at in places if (match := pattern.match(self.text, at)))

    def _weekdays(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for at in self.places("weekdays"):
            lead = _DAY_LEAD.search(self.text, max(0, at - 18), at)
            match = (lead and pattern.match(self.text, lead.start())) or pattern.match(self.text, at)
            if match:
                yield match
