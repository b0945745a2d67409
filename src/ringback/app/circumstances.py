"""When and for whom something is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Circumstances:
    """When and for whom a case is worked out.

    `now` is aware; `readings` are fields of the call as answered, `answers` typed words by question id;
    `told` says when a text that is kept was told, by its name.
    """

    now: datetime
    zone: str
    locale: str = "en-GB"
    me: str | None = None
    country: str | None = None
    tone: str = "plain"
    readings: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, datetime] = field(default_factory=dict)
