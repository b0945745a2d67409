"""Numbers: two that can't both be right of the same thing, both said by the candidate.

Only like is compared with like: the same unit or thing counted, in sentences that share words on what it is
about and say nothing of a change. So most differences are passed over; what is found is worded as a
question. Settings: `small`, words that tell nothing of the matter; `changes`, patterns of change or of
another thing, at which a sentence is passed over; `shared`, how many words two sentences must have in common.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ringback.core.detectors.words import any_of
from ringback.core.document import Document, Hit, Passage
from ringback.core.numerals import NUMBER, NUMERALS, value_of

_QUANTITY = re.compile(
    rf"(?<![\w.,])(?P<first>{NUMBER})(?: (?:down |up )?to (?P<last>{NUMBER}))? (?:or so )?(?P<unit>[a-z]+)"
)
_WORD = re.compile(r"[a-z']{4,}")
_NAME = re.compile(r"(?<=\S )[A-Z][a-zA-Z]{2,}")
_TOLERANCE = 0.1
_LOOKS_BACK = 40
"""With how many earlier quantities of the same unit one is compared."""
_DURATIONS = {"year": 12.0, "month": 1.0, "week": 0.25}


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number of something in a sentence: `first` to `last` where a change is told, else equal."""

    first: float
    last: float
    unit: str
    about: frozenset[str]
    names: frozenset[str]
    passage: Passage
    start: int
    end: int


def differs(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The later of two sentences with different numbers of the same thing, noting the earlier."""
    lately: dict[str, deque[_Quantity]] = defaultdict(lambda: deque(maxlen=_LOOKS_BACK))
    for after in _told(document, settings):
        same_unit = lately[after.unit]
        clashing = (before for before in same_unit if _clash(before, after, settings["shared"]))
        if before := next(clashing, None):
            span = before.passage.sentence_at(before.start)
            note = before.passage.turn.text[span.start : span.end].strip()
            yield Hit(after.passage, after.start, after.end, note)
        same_unit.append(after)


def _clash(before: _Quantity, after: _Quantity, shared: int) -> bool:
    if before.passage.index == after.passage.index or len(before.about & after.about) < shared:
        return False
    if before.names - after.names and after.names - before.names:  # two places, two firms
        return False
    changes = [one for one in (before, after) if one.first != one.last]
    if len(changes) == 1:
        return False
    if changes:  # "from 900 to 200" and "from 400 to 200": one end agrees, so it is the same change
        return (_same(before.last, after.last)) != (_same(before.first, after.first))
    return not _same(before.first, after.first)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _TOLERANCE * max(abs(one), abs(other))


def _told(document: Document, settings: Mapping[str, Any]) -> Iterator[_Quantity]:
    """Every quantity in the candidate's sentences that tell of no change."""
    changes, small = any_of(settings, "changes"), frozenset(settings["small"])
    for passage in document.by("candidate"):
        for span in passage.sentences:
            said = passage.folded[span.start : span.end]
            quantities = list(_QUANTITY.finditer(said))
            if not quantities:
                continue
            names = frozenset(_NAME.findall(passage.turn.text[span.start : span.end]))
            matter = frozenset(
                word.removesuffix("s")
                for word in _WORD.findall(said)
                if word not in small and word not in NUMERALS
            )
            changed = changes is not None and changes.search(said) is not None
            for found in quantities:
                unit = found["unit"].removesuffix("s")
                about = matter - {unit}
                if unit in small or (changed and not found["last"]):
                    continue
                first, last = value_of(found["first"]), value_of(found["last"] or found["first"])
                if first is None or last is None:
                    continue
                if unit in _DURATIONS:
                    first, last, unit = first * _DURATIONS[unit], last * _DURATIONS[unit], "month"
                start, end = span.start + found.start(), span.start + found.end()
                yield _Quantity(first, last, unit, about, names, passage, start, end)
