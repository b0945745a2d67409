"""The times that employers' texts tell, placed in the candidate's zone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from ringback.core.dates import TimesTold, Told, ToldKind
from ringback.core.days import day_of
from ringback.core.detectors.patterns import Patterns, compiled
from ringback.core.document import Document, Passage
from ringback.core.material import Material
from ringback.readers.calendar import country_of, workdays
from ringback.readers.date_days import Base, is_month_first, other_reading, place, reads_month_first
from ringback.readers.date_told import Cues, Found, kinds_in
from ringback.readers.date_words import Tables, remembered, zones_by_name
from ringback.readers.dates import sent_days

_DUE = frozenset({"turnaround", "deadline", "waiting"})
_A_LIST = 3
_OR = re.compile(r"[\s,;?()/-]*(?:\bor\b|/)[\s,;(]*(?:(?:at|on|else|even|maybe|alternatively)\b[\s,]*)*")
_EITHER = re.compile(r"\d(?:[.:]\d\d)? ?(?:am|pm)? ?or \d")
_STOP = re.compile(r"(?:[a-z]{6}|march|april|june|july|may|[^a-z])\.$")
_AFTER_IT = re.compile(
    r"(?: or so)? (?:after|of|from|following) (?:the|your|our|this|that|each|every)\b"
    r"|[a-z0-9 -]* (?:after|of|from) (?:the|your|our|this) \w+$"
)


@dataclass(frozen=True)
class _Placed:
    """One time of a passage with its kind, before it is placed."""

    document: Document
    passage: Passage
    one: Found
    kind: ToldKind


def times_told(
    documents: Sequence[Document],
    now: datetime,
    zone: str,
    locale: str,
    tables: Tables,
    materials: Sequence[Material] = (),
) -> TimesTold:
    """When the stages are and how long, and what is due by when, as the employer's `documents` say.

    A message's days are reckoned from when it was sent, where `materials` hold it and it says so, the
    rest from `now` (aware). Figures such as 03/04 are read as another date in the same text shows, else
    as the locale writes them, with the other reading beside it. `tables` are the catalogue's phrases.
    """
    zones, cues = _knowledge(tables)
    refusal = compiled(tuple(tables["stages/pages"]["refuses"]["any_of"]))
    found = [
        _Placed(document, passage, one, kind)
        for document in documents
        for passage in document.passages
        for one, kind in _still_to_come(passage, list(kinds_in(passage, zones, cues)), refusal)
    ]
    if not found:
        return TimesTold()

    def here() -> Base:
        return Base(
            said=now.astimezone(ZoneInfo(zone)),
            ahead=True,
            month_first=is_month_first(locale),
            workdays=workdays(country_of(locale, zone)),
            amounts=tables["dates/amounts"],
        )

    told = tuple(_all_told(_with_choices(found), materials, here))
    return TimesTold(
        tuple(one for one in told if one.kind not in _DUE), tuple(one for one in told if one.kind in _DUE)
    )


def _still_to_come(
    passage: Passage, told: Sequence[tuple[Found, ToldKind]], refusal: Patterns
) -> Iterator[tuple[Found, ToldKind]]:
    """The times of a passage, but for the days of a letter that says no."""
    over = any(kind not in _DUE for _, kind in told) and _refuses(passage, refusal)
    return ((one, kind) for one, kind in told if kind in _DUE or not over)


def _refuses(passage: Passage, refusal: Patterns) -> bool:
    """Whether a letter says no, so that the days it names are over; one that invites as well doesn't."""
    return "invite" not in passage.folded and refusal.search(passage.folded) is not None


@remembered
def _knowledge(tables: Tables) -> tuple[Mapping[str, str], Cues]:
    """The zones, and the words of each topic."""
    return zones_by_name(tables["dates/zones"]), Cues(tables["dates/told"])


def _with_choices(found: list[_Placed]) -> list[_Placed]:
    """ "Thursday at 2 or Friday at 10", "12.30 or 4", a list of three hours: slots to choose from."""
    stages = [one for one in found if one.kind == "interview"]
    chosen = {id(one) for one in stages if _EITHER.search(one.passage.folded, one.one.start, one.one.end)}
    for one, after in pairwise(stages):
        if one.passage is after.passage and _OR.fullmatch(one.passage.folded, one.one.end, after.one.start):
            chosen |= {id(one), id(after)}
    hours = [one for one in stages if one.one.said and one.one.said.match and one.one.said.clock]
    words = {one.passage.folded[one.one.start : one.one.end] for one in hours}
    if len(words) >= _A_LIST:
        chosen |= {id(one) for one in hours}
    return [replace(one, kind="slot_choice") if id(one) in chosen else one for one in found]


def _all_told(
    found: Sequence[_Placed], materials: Sequence[Material], here: Callable[[], Base]
) -> Iterator[Told]:
    dated = [one for one in found if one.one.said]
    if not dated:
        yield from (_told(one, None, None) for one in found)
        return
    base = here()
    shown = reads_month_first(one.one.said.match for one in dated if one.one.said)
    base = replace(base, month_first=base.month_first if shown is None else shown)
    sent = sent_days(materials, base) if materials else {}
    stage: datetime | date | None = None
    for one in found:
        said = sent.get(one.passage.turn, base.said)
        when = _when(one, base if said is base.said else replace(base, said=said), stage)
        other = None
        if one.one.said and shown is None and when is not None:
            when, other = other_reading(one.one.said, one.passage.folded, when, base)
        yield _told(one, when, other)
        if one.kind == "interview" and when is not None and stage is None and other is None:
            stage = when


def _told(one: _Placed, when: datetime | date | None, other: datetime | date | None) -> Told:
    last = one.one.end
    if _STOP.search(one.passage.folded, one.one.start, last):
        last -= 1
    start, end = one.passage.turn.locate(one.one.start, last)
    return Told(one.kind, one.document.text[start:end], one.document.source, start, end, when, other)


def _when(one: _Placed, base: Base, stage: datetime | date | None) -> datetime | date | None:
    """When it is; a time after the interview counts from the interview, where its day is known."""
    said = one.one.said
    if said is None or (said.is_week and one.kind in {"interview", "slot_choice"}):
        return None
    words = one.passage.folded[one.one.start : one.one.end]
    if said.form in {"ahead", "ahead_bare"} and (
        _AFTER_IT.match(one.passage.folded, one.one.end) or _AFTER_IT.fullmatch(words)
    ):
        if stage is None:
            return None
        base = replace(base, said=_on(base.said, day_of(stage)))
    if said.form == "clock":
        return None if stage is None else place(said, replace(base, said=_on(base.said, day_of(stage))))
    return place(said, base)


def _on(said: datetime, day: date) -> datetime:
    return said.replace(year=day.year, month=day.month, day=day.day)
