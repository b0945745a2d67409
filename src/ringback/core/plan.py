"""The plan: whom to reach, when, by which channel, with what proof; or how to leave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ringback.core.process import Person
from ringback.core.reasons import Reason

DRAFT_KINDS = (
    "opener_named",
    "opener_unnamed",
    "thank_you",
    "follow_up",
    "correction",
    "question",
    "close",
    "reopen",
    "nudge",
)
"""What a plan can call for, to say or to send."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `when` is an aware time, a date without a zone, or None for "at any time"."""

    when: datetime | date | None
    does: str
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The repair in particulars, or how to leave it.

    `drafts` are kinds of `DRAFT_KINDS`, ours first; `opener` is "named", "unnamed" or None, with
    why in one sentence and when to switch to the other.
    """

    action: str
    target: str
    person: Person | None
    aim: str
    channel: str
    proof: str | None
    opener: str | None
    opener_why: str | None
    switch: str | None
    drafts: tuple[str, ...]
    steps: tuple[Step, ...]
    now: Step
    avoid: tuple[str, ...]
    silence_by: date | None
    who_else: str | None
    practise: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
