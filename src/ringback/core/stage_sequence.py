"""Whether running text tells the order of the stages that it names: by its words, or by days and hours.

Each stage must be linked with the one named before it: "then", "after that", "those who pass"; one is over
and the other comes next; or it stands beside it in a sentence of which another link tells the order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from ringback.core.detectors.patterns import compiled
from ringback.core.document import fold
from ringback.core.stages import Stage

_FIRST_OF_ALL = frozenset({"application"})
_LAST_OF_ALL = frozenset({"offer", "reference_check"})
_TIMES = {"done": 0, "next": 1, "to_come": 2}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<m{{0}}>{'|'.join(_MONTHS)})[a-z]*"
_DAY = r"(?P<d{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_DAY.format(1)} (?:of )?{_MONTH.format(1)}|{_MONTH.format(2)} {_DAY.format(2)})\b"
)
_ENDS = re.compile(r"[.!?](?:\s|$)|\n\n")
_AFTER = 80
_BEFORE = 160
_LEAD = 60


def order_told(stages: Sequence[Stage], text: str, row: Mapping[str, Any]) -> bool:
    """Whether a text tells the order of these stages, as it names them first; those not for everyone aside.

    `row` holds the catalogue's words ("stages/pages", sequence).
    """
    line = [stage for stage in stages if not stage.optional]
    if len(line) < 2:
        return len(stages) < 2
    folded = fold(text)
    if _on_following_days(line, folded):
        return True
    links = [_link(one, other, folded, row) for one, other in pairwise(line)]
    return "none" not in links and "told" in links


def _link(one: Stage, other: Stage, folded: str, row: Mapping[str, Any]) -> str:
    """How a stage follows on the one before: told, beside it in a sentence, by its nature, or not at all."""
    between = folded[one.end : other.start]
    near = between if len(between) <= _AFTER + _BEFORE else f"{between[:_AFTER]} … {between[-_BEFORE:]}"
    lead = _ENDS.split(folded[max(0, one.start - _LEAD) : one.start])[-1]
    together = _ENDS.search(between) is None
    if compiled(tuple(row["back"])).search(near) or (
        together and compiled(tuple(row["back_before"])).search(lead)
    ):
        return "none"
    later = _TIMES.get(other.when, -1) > _TIMES.get(one.when, 3)
    if later or compiled(tuple(row["on"])).search(f"{near}{fold(other.quote)}"):
        return "told"
    if together and (
        compiled(tuple(row["on_before"])).search(lead)
        or compiled(tuple(row["lists"])).search(_sentence_before(folded, one.start))
    ):
        return "told"
    if one.kind in _FIRST_OF_ALL or other.kind in _LAST_OF_ALL:
        return "natural"
    return "beside" if together else "none"


def _sentence_before(folded: str, start: int) -> str:
    return _ENDS.split(folded[max(0, start - 2 * _BEFORE) : start])[-1]


def _on_following_days(line: Sequence[Stage], folded: str) -> bool:
    """Whether each stage has a day of its own, one after the other: "on 3 May ..., and on 9 May"."""
    ends = [*(stage.start for stage in line[1:]), len(folded)]
    days = []
    for stage, end in zip(line, ends, strict=True):
        found = _DATE.search(folded, stage.start, min(end, stage.end + _AFTER))
        if found is None:
            return False
        days.append((_MONTHS.index(found["m1"] or found["m2"]), int(found["d1"] or found["d2"])))
    return all(one < other for one, other in pairwise(days))
