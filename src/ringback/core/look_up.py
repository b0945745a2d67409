"""One entry of the catalogue, of whatever kind, by its id."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.catalogue import Catalogue, Cue, Parameter, Question, Rule, Situation, Source
from ringback.core.errors import RingbackError

Entry = Rule | Cue | Parameter | Question | Situation | Source

FAMILIES = ("mistakes", "faults", "cues", "parameters", "questions", "situations", "sources")


class NoSuchEntry(RingbackError):
    """An id that the catalogue doesn't have; `near` is the one most like it."""

    code = "no_such_entry"

    def __init__(self, wanted: str, near: str | None) -> None:
        guess = f'Did you mean "{near}"? ' if near else ""
        super().__init__(f'There is no entry "{wanted}".', f"{guess}`ringback catalogue list` shows them.")
        self.near = near


def family_of(catalogue: Catalogue, family: str) -> Mapping[str, Entry]:
    """The entries of one of FAMILIES, by id."""
    found: Mapping[str, Entry] = getattr(catalogue, family)
    return found


def find(catalogue: Catalogue, entry_id: str) -> tuple[str, Entry]:
    """The kind and the entry, by its id with or without the kind before it. Raises NoSuchEntry."""
    for family in FAMILIES:
        entries = family_of(catalogue, family)
        for name in (entry_id, f"{family}/{entry_id}", entry_id.removeprefix(f"{family}/")):
            if name in entries:
                return family, entries[name]
    raise NoSuchEntry(entry_id, _near(catalogue, entry_id))


def _near(catalogue: Catalogue, wanted: str) -> str | None:
    """The id that was probably meant: by its last part, its label, or else its letters."""
    every = {name: entry for family in FAMILIES for name, entry in family_of(catalogue, family).items()}
    last = (name for name in every if name.rpartition("/")[2] == wanted)
    labelled = (name for name, entry in every.items() if getattr(entry, "label", None) == wanted)
    alike = iter(difflib.get_close_matches(wanted, every, 1))
    return next((name for names in (last, labelled, alike) for name in names), None)


def title_of(entry: Entry) -> str:
    """What an entry is called, or says first."""
    names = ("title", "says", "asks", "citation")
    return next((str(value) for name in names if (value := getattr(entry, name, None))), "")


def resting_on(catalogue: Catalogue, source: str) -> Iterator[Entry]:
    """What cites a source."""
    for family in FAMILIES:
        for entry in family_of(catalogue, family).values():
            if source in _cited(entry):
                yield entry


def _cited(entry: Any) -> set[str]:
    grounds = {ground.source for ground in getattr(entry, "rests_on", ())}
    return grounds | {name for dated in getattr(entry, "values", ()) for name in dated.rests_on}
