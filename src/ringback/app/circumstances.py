"""When and for whom something is worked out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ringback.core.debrief import FoundAt
from ringback.core.facts import Fact
from ringback.core.material import Material

Library = Callable[[str | None], tuple[Material, ...]]
"""What is kept of an employer, by its name."""


def no_library(_employer: str | None) -> tuple[Material, ...]:
    """Nothing is kept of any employer."""
    return ()


@dataclass(frozen=True)
class Circumstances:
    """When and for whom a case is worked out.

    `now` is aware; `me` is what the texts call the candidate, `signed` what letters are signed with where
    that is another; `greeting` is how they begin letters; `readings` are fields of the call as answered,
    `answers` typed words by question id; `told` says when a text that is kept was told, by its name;
    `library` gives what is kept of an employer; `sheet` are the facts kept with the case,
    and `denied` the findings that aren't so.
    """

    now: datetime
    zone: str
    locale: str = "en-GB"
    me: str | None = None
    signed: str | None = None
    country: str | None = None
    tone: str = "plain"
    greeting: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, datetime] = field(default_factory=dict)
    library: Library = no_library
    sheet: tuple[Fact, ...] = ()
    denied: Collection[FoundAt] = ()

    def called(self, name: str | None) -> Circumstances:
        """The same where the texts call the candidate that; the name gone by otherwise signs the letters."""
        return replace(self, me=name, signed=self.me) if name else self
