"""The days that the texts name, each with its kind: the call, the next stage, an answer due or promised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from ringback.core.dates import Mention, MentionKind
from ringback.core.days import day_of
from ringback.core.document import Document, Passage, fold
from ringback.core.material import Material, Message
from ringback.core.sentences import Span
from ringback.core.transcript import Turn
from ringback.readers.calendar import country_of, workdays
from ringback.readers.date_days import Base, is_month_first, parse_date, place, reads_month_first
from ringback.readers.date_words import Spoken, Tables, remembered, spoken, zones_by_name

_REACH = 120
_WINDOW = 240
_A_LIST = 3
_BEHIND = 12
_ACROSS = 60
_CLAUSE = re.compile(r"[;:]|, (?:and|but|so|then)\b|\b(?:and|but) (?:i|they|he|she|we|then)\b")
_SOME_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:tomorrow|yesterday|today)\b|\d(?:st|nd|rd|th)\b"
)
_OR = re.compile(r"[ ,;?()]*\bor\b[ ,;(]*")
_MEETING = re.compile(r"\b(?:interview|meet|call|visit)")
_LABEL = re.compile(r"^[ *-]*(?:(?:date|day|when|time|date and time)\b ?:?)?[ ]*$")


@dataclass(frozen=True)
class _Kind:
    """One row of the kinds table: what tells a kind, who says it, and whether it must be a limit."""

    kind: MentionKind
    said_by: str
    any_of: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    limit: bool


@dataclass(frozen=True)
class _Said:
    """A spoken day where it stands, with its kind."""

    document: Document
    passage: Passage
    one: Spoken
    kind: MentionKind
    sentence: Span


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _kinds(table: Mapping[str, Any]) -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            row["kind"],
            row["said_by"],
            tuple(map(_compiled, row["any_of"])),
            tuple(map(_compiled, row.get("unless", ()))),
            row.get("limit", False),
        )
        for row in table["kind"]
    )


@remembered
def _knowledge(tables: Tables) -> tuple[Mapping[str, str], tuple[_Kind, ...]]:
    return zones_by_name(tables["dates/zones"]), _kinds(tables["dates/kinds"])


def find_dates(
    documents: Sequence[Document],
    now: datetime,
    zone: str,
    locale: str,
    tables: Tables,
    materials: Sequence[Material] = (),
    told: Mapping[str, datetime] | None = None,
) -> tuple[Mention, ...]:
    """Every day the documents name, oldest text first.

    A message's days are reckoned from when it was sent, where `materials` hold the message and it
    says so; a text's from when it was `told` (by its name, where it is kept from an earlier day);
    the rest from `now` (aware). `zone` is the candidate's, such as "Europe/London"; `locale`
    tells whether 3/4 is in March or April ("en-US", "en-GB"). `tables` are the catalogue's phrases
    ("dates/kinds", "dates/zones", "dates/amounts").
    """
    zones, kinds = _knowledge(tables)
    said = [one for document in documents for one in _said_in(document, zones, kinds)]
    if not said:
        return ()
    shown = reads_month_first(one.one.match for one in said)
    here = Base(
        said=now.astimezone(ZoneInfo(zone)),
        ahead=True,
        month_first=is_month_first(locale) if shown is None else shown,
        workdays=workdays(country_of(locale, zone)),
        amounts=tables["dates/amounts"],
    )
    kept = {
        passage.turn: moment.astimezone(here.said.tzinfo)
        for document in documents
        if (moment := (told or {}).get(document.source))
        for passage in document.passages
    }
    return _placed(said, here, kept, sent_days(materials, here))


def _said_in(document: Document, zones: Mapping[str, str], kinds: Sequence[_Kind]) -> list[_Said]:
    return _without_choices(
        [one for passage in document.passages for one in _said_by(document, passage, zones, kinds)]
    )


def _without_choices(said: list[_Said]) -> list[_Said]:
    """ "Thursday at 2 or Friday at 10?", or a list of hours: a choice is no appointment."""
    open_choice = _listed_hours(said)
    for place_in_text, (one, after) in enumerate(pairwise(said)):
        between = one.passage.folded[one.one.end : after.one.start] if one.passage is after.passage else ""
        if one.kind == after.kind == "next_stage" and _OR.fullmatch(between):
            open_choice |= {place_in_text, place_in_text + 1}
    return [replace(one, kind="other") if n in open_choice else one for n, one in enumerate(said)]


def _listed_hours(said: Sequence[_Said]) -> set[int]:
    """The places of three or more different hours that one text offers."""
    offered: dict[int, dict[int, tuple[str, int | None, int]]] = {}
    for place_in_text, one in enumerate(said):
        match, clock = one.one.match, one.one.clock
        if one.kind == "next_stage" and match and clock:
            hour = (match[0], clock.hour, clock.minute)
            offered.setdefault(id(one.passage), {})[place_in_text] = hour
    lists = (hours for hours in offered.values() if len(set(hours.values())) >= _A_LIST)
    return {place_in_text for hours in lists for place_in_text in hours}


def _said_by(
    document: Document, passage: Passage, zones: Mapping[str, str], kinds: Sequence[_Kind]
) -> Iterator[_Said]:
    for one in spoken(passage.folded, zones):
        sentence = Span(passage.sentence_at(one.start).start, passage.sentence_at(one.end - 1).end)
        yield _Said(document, passage, one, _kind_of(document, passage, one, sentence, kinds), sentence)


def _voice(document: Document, passage: Passage) -> str:
    """Who speaks, as the kinds table has it."""
    if document.kind == "account":
        return "account"
    return "employer" if passage.role in {"employer", "interviewer", "unknown"} else "candidate"


def _kind_of(
    document: Document, passage: Passage, one: Spoken, sentence: Span, kinds: Sequence[_Kind]
) -> MentionKind:
    voice = _voice(document, passage)
    first, last = max(sentence.start, one.start - _WINDOW), min(sentence.end, one.end + _WINDOW)
    text = passage.folded[first:last]
    at = (one.start - first, one.end - first)
    if voice == "candidate":
        return "other"
    near = [
        (*nearest, place_in_table, row.kind)
        for place_in_table, row in enumerate(kinds)
        if row.said_by in {voice, "any"} and _may_be(row, one, text)
        if (nearest := _nearest(row.any_of, text, at))
    ]
    if near:
        return min(near)[-1]
    alone = voice == "employer" and one.match is not None and _stands_alone(text, at)
    return "next_stage" if alone and _MEETING.search(passage.folded) else "other"


def _may_be(row: _Kind, one: Spoken, text: str) -> bool:
    """Whether a day can be of a kind: a call held and news are past, the rest ahead, a deadline a limit."""
    past = row.kind in {"call", "other"}
    if one.leaning == ("ahead" if past else "past") or (past and one.is_limit):
        return False
    if row.limit and not (one.is_limit or one.clock):
        return False
    return not any(pattern.search(text) for pattern in row.unless)


def _nearest(patterns: Iterable[re.Pattern[str]], text: str, at: tuple[int, int]) -> tuple[int, int] | None:
    """How far the nearest pattern stands from a span, and the length of its words, negated; None for none."""
    far = (
        (_gap(text, (match.start(), match.end()), at), match.start() - match.end())
        for pattern in patterns
        for match in pattern.finditer(text)
    )
    return min((one for one in far if one[0] <= _REACH), default=None)


def _gap(text: str, cue: tuple[int, int], at: tuple[int, int]) -> int:
    if cue[0] < at[1] and at[0] < cue[1]:
        return 0
    after = cue[0] >= at[1]
    between = text[at[1] : cue[0]] if after else text[cue[1] : at[0]]
    crossed = bool(_CLAUSE.search(between)) + bool(_SOME_DAY.search(between))
    return len(between) + _ACROSS * crossed + _BEHIND * after


def _stands_alone(text: str, at: tuple[int, int]) -> bool:
    """Whether a line holds little but the day: "Tuesday 24 November, 10:00" below "Your interview"."""
    return bool(_LABEL.match(text[: at[0]])) and len(text[at[1] :].strip(" .,;()")) < 30


def sent_days(materials: Sequence[Material], here: Base) -> dict[Turn, datetime]:
    """When each message's body was sent, in the candidate's zone, where it says."""
    found: dict[Turn, datetime] = {}
    for material in materials:
        if material.message is not None:
            for message in (material.message, *material.message.quoted):
                if sent := _sent_at(message, here):
                    found[message.body] = sent
    return found


def _sent_at(message: Message, here: Base) -> datetime | None:
    """When a message was sent; a date written without its zone counts as the candidate's."""
    if message.sent is not None:
        return message.sent.astimezone(here.said.tzinfo)
    if not message.sent_text:
        return None
    written = fold(message.sent_text)
    past = _from(here, here.said, ahead=False)
    days = (
        place(one, past)
        for one in spoken(written, {})
        if one.form in {"iso", "written", "written_us", "numeric"}
    )
    day = next((when for when in days if when), None) or parse_date(
        written, here.said, month_first=here.month_first
    )
    if day is None or isinstance(day, datetime):
        return day
    return here.said.replace(year=day.year, month=day.month, day=day.day, hour=12, minute=0)


def _from(base: Base, said: datetime, *, ahead: bool) -> Base:
    return Base(said, ahead, base.month_first, base.workdays, base.amounts)


def _placed(
    said: Sequence[_Said], here: Base, kept: Mapping[Turn, datetime], sent: Mapping[Turn, datetime]
) -> tuple[Mention, ...]:
    """All mentions in the order of when they were said; what was said on the call counts from the call.

    A text whose call has no day counts from when it was told.
    """
    wrote = {**kept, **sent}
    told = [one for one in said if one.kind == "call"]
    days = [
        day_of(when) for one in told if (when := _when(one, here, wrote.get(one.passage.turn, here.said)))
    ]
    held = max((day for day in days if day <= here.day), default=None)
    call = here.said.replace(year=held.year, month=held.month, day=held.day) if held else None
    rows = []
    beside: dict[tuple[int, Span], list[_Said]] = {}
    for one in said:
        beside.setdefault((id(one.passage), one.sentence), []).append(one)
    for place_in_text, one in enumerate(said):
        written = wrote.get(one.passage.turn, here.said)
        base = call or written if _counts_from_call(one, sent) else written
        if one.document.kind == "account" and one.kind in {"promised", "reply_by"}:
            beside_it = beside[id(one.passage), one.sentence]
            base = _same_sentence_day(one, beside_it, _from(here, written, ahead=True)) or base
        order = call or written if one.document.kind == "verbatim" else written
        rows.append((order, place_in_text, _mention(one, _when(one, here, base))))
    return tuple(mention for _, _, mention in sorted(rows, key=lambda row: row[:2]))


def _counts_from_call(one: _Said, sent: Mapping[Turn, datetime]) -> bool:
    if one.document.kind == "verbatim":
        return True
    return one.document.kind == "account" and one.kind == "promised" and one.passage.turn not in sent


def _same_sentence_day(one: _Said, sentence: Sequence[_Said], here: Base) -> datetime | None:
    """ "On Tuesday she said within a week": the past day of the same sentence that a promise counts from."""
    for other in sentence:
        if other.one.end <= one.one.start and other.kind in {"call", "other"}:
            when = _when(other, here, here.said, ahead=False)
            if when and day_of(when) <= here.day:
                day = day_of(when)
                return here.said.replace(year=day.year, month=day.month, day=day.day)
    return None


def _when(one: _Said, here: Base, said: datetime, *, ahead: bool | None = None) -> Any:
    """When a mention is. A whole week is no day for a call or a meeting."""
    if one.one.is_week and one.kind in {"call", "next_stage", "other"}:
        return None
    tells_past = one.kind == "call" or one.one.leaning == "past"
    looks_ahead = not tells_past and (one.kind != "other" or _voice(one.document, one.passage) != "account")
    return place(one.one, _from(here, said, ahead=looks_ahead if ahead is None else ahead))


def _mention(one: _Said, when: Any) -> Mention:
    start, end = one.passage.turn.locate(one.one.start, one.one.end)
    quote = one.document.text[start:end]
    words = " ".join(quote.split())
    return Mention(one.kind, quote, one.document.source, start, end, when, words, one.one.is_exact)
