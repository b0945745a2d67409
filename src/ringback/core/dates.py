"""Days and times as the texts say them: the words, what kind of day it is, and when that was or will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ringback.core.days import day_of
from ringback.core.plan import Dates

MentionKind = Literal["call", "next_stage", "reply_by", "promised", "other"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One day or time that a text names.

    `quote` is `text[start:end]` of its source, `words` the same on one line. `when` is an aware time
    in the candidate's zone, a date, or None for what was said and can't be placed; a range is its
    later end. A day worked out from "two weeks ago" isn't `exact`: good to reckon with, not to write.
    """

    kind: MentionKind
    quote: str
    source: str
    start: int
    end: int
    when: datetime | date | None
    words: str
    exact: bool = True


ToldKind = Literal["interview", "slot_choice", "duration", "placeholder", "deadline", "turnaround", "waiting"]


@dataclass(frozen=True, slots=True)
class Told:
    """One time that an employer's text tells: of a stage, or when something is due.

    `quote` is `text[start:end]` of its source. `when` is an aware time in the candidate's zone, a date
    (of a range the later end), or None where the words don't say; `or_when` is the other reading of
    figures that can be read both ways ("03/04/2026"), None where there is one only.
    """

    kind: ToldKind
    quote: str
    source: str
    start: int
    end: int
    when: datetime | date | None = None
    or_when: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class TimesTold:
    """What an employer's texts say of time: when the stages are and how long, and what is due by when."""

    when: tuple[Told, ...] = ()
    due: tuple[Told, ...] = ()

    @property
    def when_words(self) -> str | None:
        """The words that name when a stage is, or how long, in the order of the text; None for none.

        The lengths of several stages are no time: one length stands for the stage it is of.
        """
        named = [one.quote for one in self.when if one.kind != "duration"]
        lengths = dict.fromkeys(one.quote for one in self.when)
        return " / ".join(one.quote for one in self.when) if named or len(lengths) == 1 else None

    @property
    def due_words(self) -> str | None:
        """The words that name a deadline, an answer promised or a wait; None for none."""
        return " / ".join(one.quote for one in self.due) or None


def _placed(mentions: Sequence[Mention], kind: MentionKind) -> list[datetime | date]:
    return [mention.when for mention in mentions if mention.kind == kind and mention.when is not None]


def _is_over(when: datetime | date, now: datetime) -> bool:
    return when < now if isinstance(when, datetime) else when < now.date()


def _newest_ahead(mentions: Sequence[Mention], kind: MentionKind, now: datetime) -> datetime | date | None:
    """The last one said that still lies ahead, with its hour where any mention of that day gives one."""
    ahead = [when for when in _placed(mentions, kind) if not _is_over(when, now)]
    if not ahead:
        return None
    same_day = [when for when in ahead if day_of(when) == day_of(ahead[-1])]
    return next((when for when in reversed(same_day) if isinstance(when, datetime)), ahead[-1])


def _held(mentions: Sequence[Mention], now: datetime) -> date | None:
    """The newest day of a call told as held."""
    return max(
        (day for when in _placed(mentions, "call") if (day := day_of(when)) <= now.date()), default=None
    )


def _exact(mentions: Sequence[Mention]) -> list[Mention]:
    return [mention for mention in mentions if mention.exact]


def _call_day(mentions: Sequence[Mention], now: datetime) -> date | None:
    """The day of the call as told, a named day before one worked out; else of an interview that is over."""
    told = _held(_exact(mentions), now) or _held(mentions, now)
    over = [day_of(when) for when in _placed(mentions, "next_stage") if _is_over(when, now)]
    return told or max(over, default=None)


def dates_of(mentions: Sequence[Mention], now: datetime, silence_days: int) -> Dates:
    """The days that the plan turns on. Mentions come oldest first; of two that clash the newer holds.

    `now` is aware, in the candidate's zone. A promise older than the call was about an earlier step
    and is left out; one that has run out is kept.
    """
    call = _call_day(mentions, now)
    promised = [day for when in _placed(mentions, "promised") if (day := day_of(when)) >= (call or day)]
    return Dates(
        now=now,
        call=call,
        next_stage=_newest_ahead(mentions, "next_stage", now),
        reply_by=_newest_ahead(mentions, "reply_by", now),
        promised_by=promised[-1] if promised else None,
        silence_days=silence_days,
    )


def day_words(day: date | None, now: datetime, locale: str) -> str | None:
    """A past day as it reads on from a verb, right today and tomorrow: "on Tuesday", "on 3 November"."""
    if day is None or day > now.date():
        return None
    if (now.date() - day).days < 6:
        return f"on {day:%A}"
    return f"on {day:%B} {day.day}" if locale.endswith("US") else f"on {day.day} {day:%B}"


def next_words(mentions: Sequence[Mention], now: datetime, locale: str) -> str | None:
    """The next stage as it reads on from a verb, "on Tuesday 17 March at 10:00"; None where there are two."""
    ahead = {when for when in _placed(_exact(mentions), "next_stage") if not _is_over(when, now)}
    days = {day_of(when) for when in ahead}
    hours = {when for when in ahead if isinstance(when, datetime)}
    if len(days) != 1 or len(hours) > 1:
        return None
    [day] = days
    named = f"{day:%B} {day.day}" if locale.endswith("US") else f"{day.day} {day:%B}"
    hour = next((f" at {when.hour}:{when:%M}" for when in hours), "")
    return f"on {day:%A} {named}{hour}"


def call_words(mentions: Sequence[Mention], now: datetime, locale: str) -> str | None:
    """The day of the call as `day_words`; None where it was never named, only "some weeks ago"."""
    return day_words(_held(_exact(mentions), now), now, locale)
