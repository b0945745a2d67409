"""Whether an answer meets its question: by what kind of thing was asked for, and whether that is in it.

The questions and what answers them are the catalogue's ("answered.toml"). It hears words, not sense: that
an answer is there, never that it is right; and where it can't be told, it says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringback.core.catalogue import Catalogue
from ringback.core.detectors.patterns import Patterns, compiled
from ringback.core.document import fold

_CLAUSE_ENDS = re.compile(r"[,;:.!?]|\bbut\b|\s-\s")
YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True, slots=True)
class Met:
    """Whether an answer meets its question: yes, no or unknown; `needs` is what was asked for, "" not known.

    `start` and `end` are where it is heard, in code points of the answer; both 0 where it isn't.
    """

    answers: str
    needs: str = ""
    start: int = 0
    end: int = 0


def met(asks: str, answer: str, catalogue: Catalogue) -> Met:
    """Whether the answer meets the question."""
    table, question, said = catalogue.phrases["answered"], fold(asks), fold(answer)
    if not any(char.isalnum() for char in said):
        return Met(UNKNOWN)
    row = next((row for row in table["question"] if _words(row, "any_of").search(question)), None)
    needs = row["needs"] if row else ""
    left = _without_refusals(table["refuses"], said)
    refused = left != said
    if row is None:
        return Met(NO if refused and len(left.split()) <= table["refuses"]["beside"] else UNKNOWN)
    if heard := _words(row, "met").search(left):
        return Met(YES, needs, heard.start(), heard.end())
    unmet = refused or ("unmet" in row and _words(row, "unmet").search(said))
    return Met(NO if unmet else row["otherwise"], needs)


def said_of(found: Met, catalogue: Catalogue) -> str:
    """It in a sentence."""
    table = catalogue.phrases["answered"]
    if found.answers == NO and not found.needs:
        return str(table["says_refused"])
    return str(table[f"says_{found.answers}"]).replace("{needs}", found.needs)


def _without_refusals(table: Mapping[str, Any], said: str) -> str:
    """A short answer with blanks for each clause that says that there is none, so that places stay."""
    if len(said.split()) > table["longest"]:
        return said
    left = said
    for refusal in _words(table, "any_of").finditer(said):
        stop = _CLAUSE_ENDS.search(said, refusal.end())
        end = stop.start() if stop else len(said)
        left = left[: refusal.start()] + " " * (end - refusal.start()) + left[end:]
    return left


def _words(row: Mapping[str, Sequence[str]], name: str) -> Patterns:
    return compiled(tuple(row[name]))
