"""Facts in words: where one comes from, and whether that says more than the fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ringback.core.fact_sheet import WRITTEN
from ringback.telling import said

if TYPE_CHECKING:
    from ringback.core.facts import Fact


def origin_of(fact: Fact) -> str:
    """Where a fact comes from, and whether it's used."""
    if fact.origin == "added":
        return "you wrote it" if fact.source == WRITTEN else f"you wrote it, from {fact.source}"
    origin = "confirmed" if fact.confirmed and fact.provenance != "told" else fact.provenance
    return f"{said.PROVENANCE[origin]}, {said.place(fact.source)}"


def quotes_itself(fact: Fact) -> bool:
    """Whether a fact reads as its quote does, but for a mark more or less."""
    return _bare(fact.quote) == _bare(fact.text)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip()
