"""The reading of catalogue entries: raw tables into records, every fault with its place and remedy.

One table a file; the path is the id. Nothing here opens a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ringback.core.catalogue import (
    CONCERNS,
    FAULT_WEIGHTS,
    JUDGEMENT,
    MISTAKE_WEIGHTS,
    NEEDS,
    Cue,
    Dated,
    Example,
    Ground,
    Parameter,
    Question,
    Rule,
    Situation,
    Source,
    Table,
)


class EntryError(Exception):
    """One fault of one entry, raised while it is read; the caller adds the file."""

    def __init__(self, place: str, fault: str, remedy: str) -> None:
        super().__init__(fault)
        self.place, self.fault, self.remedy = place, fault, remedy


def _take(
    table: Table, key: str, kind: type | tuple[type, ...], default: Any = None, *, within: str = ""
) -> Any:
    place = f"{within}{key}"
    if key not in table:
        if default is not None:
            return default
        raise EntryError(place, "is missing.", f"Add `{key}`.")
    value = table[key]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        wanted = "/".join(k.__name__ for k in (kind if isinstance(kind, tuple) else (kind,)))
        raise EntryError(place, f"should be {wanted}, is {type(value).__name__}.", "Correct its type.")
    if value == "" and default is None:
        raise EntryError(place, "is empty.", "Write it, or take the file out.")
    return value


def _choice(table: Table, key: str, allowed: Sequence[str], default: str | None = None) -> str:
    value: str = _take(table, key, str, default)
    if value not in allowed:
        raise EntryError(key, f"{value!r} is not known.", f"Use one of: {', '.join(allowed)}.")
    return value


def _only(table: Table, allowed: Sequence[str]) -> None:
    for key in table:
        if key not in allowed:
            raise EntryError(key, "is not a key of this kind of entry.", f"Known keys: {', '.join(allowed)}.")


def _grounds(table: Table) -> tuple[Ground, ...]:
    rows = _take(table, "rests_on", list)
    if not rows:
        raise EntryError("rests_on", "is empty.", 'Name a source, or "judgement" and why.')
    return tuple(
        Ground(
            _take(row, "source", str, within=f"rests_on {n}: "),
            _take(row, "says", str, within=f"rests_on {n}: "),
        )
        for n, row in enumerate(rows, 1)
    )


def _examples(table: Table) -> tuple[Example, ...]:
    rows = _take(table, "example", list)
    examples = tuple(
        Example(
            _take(row, "text", str, within=f"example {n}: "),
            _take(row, "finds", bool, within=f"example {n}: "),
            tuple(_take(row, "present", list, [], within=f"example {n}: ")),
            tuple(row["facts"]) if "facts" in row else None,
        )
        for n, row in enumerate(rows, 1)
    )
    if {example.finds for example in examples} != {True, False}:
        raise EntryError(
            "example", "does not show both kinds.", "Give a text it finds and one it leaves alone."
        )
    return examples


RULE_KEYS = (
    "title", "label", "says", "weight", "concern", "needs", "detector", "settings", "why", "repair", "avoid",
    "noticed", "rests_on", "example",
)  # fmt: skip
FAULT_KEYS = (
    "title", "label", "applies_when", "silent_if", "says", "weight", "needs", "detector", "settings", "why",
    "repair", "rests_on", "example",
)  # fmt: skip
CUE_KEYS = ("value", "strength", "says", "needs", "detector", "settings", "rests_on", "example")
PARAMETER_KEYS = ("title", "unit", "basis", "value")
DATED_KEYS = ("from", "value", "low", "high", "min", "max", "rests_on", "note")
QUESTION_KEYS = ("asks", "fills", "answers", "why", "settles", "order")
SITUATION_KEYS = ("title", "given", "expect", "why", "rests_on")


def read_rule(entry_id: str, table: Table) -> Rule:
    """A mistake from its table. Raises EntryError at the first fault."""
    _only(table, RULE_KEYS)
    return Rule(
        id=entry_id,
        title=_take(table, "title", str),
        label=_take(table, "label", str, "") or None,
        says=_take(table, "says", str),
        weight=_choice(table, "weight", MISTAKE_WEIGHTS),
        concern=_choice(table, "concern", CONCERNS),
        needs=_choice(table, "needs", NEEDS),
        detector=_take(table, "detector", str),
        settings=_take(table, "settings", dict, {}),
        why=_take(table, "why", str),
        repair=_take(table, "repair", str),
        avoid=_take(table, "avoid", str),
        noticed=_choice(table, "noticed", ("likely", "unlikely", "unknown"), "unknown"),
        rests_on=_grounds(table),
        examples=_examples(table),
    )


def read_fault(entry_id: str, table: Table) -> Rule:
    """A fault of drafts from its table. Raises EntryError at the first fault."""
    _only(table, FAULT_KEYS)
    return Rule(
        id=entry_id,
        title=_take(table, "title", str),
        label=_take(table, "label", str, "") or None,
        says=_take(table, "says", str),
        weight=_choice(table, "weight", FAULT_WEIGHTS),
        concern="",
        needs=_choice(table, "needs", ("draft",)),
        detector=_take(table, "detector", str),
        settings=_take(table, "settings", dict, {}),
        why=_take(table, "why", str),
        repair=_take(table, "repair", str),
        avoid="",
        noticed="unknown",
        rests_on=_grounds(table),
        examples=_examples(table),
        applies_when=tuple(_take(table, "applies_when", list, [])),
        silent_if=tuple(_take(table, "silent_if", list, [])),
    )


def read_cue(entry_id: str, table: Table) -> Cue:
    """A cue from its table; the field it sets is the folder it lies in. Raises EntryError."""
    _only(table, CUE_KEYS)
    strength = _take(table, "strength", int)
    if strength not in (1, 2, 3):
        raise EntryError(
            "strength", f"{strength} is not known.", "Use 1 (a hint), 2 (points to it) or 3 (says so)."
        )
    return Cue(
        id=entry_id,
        sets=entry_id.split("/")[-2],
        value=_take(table, "value", str),
        strength=strength,
        says=_take(table, "says", str),
        needs=_choice(table, "needs", NEEDS),
        detector=_take(table, "detector", str),
        settings=_take(table, "settings", dict, {}),
        rests_on=_grounds(table),
        examples=_examples(table),
    )


def _dated(row: Table, place: str) -> Dated:
    _only(row, DATED_KEYS)
    number = (int, float)
    value = Dated(
        since=_take(row, "from", date, within=place),
        value=float(_take(row, "value", number, within=place)),
        low=float(_take(row, "low", number, within=place)),
        high=float(_take(row, "high", number, within=place)),
        least=float(_take(row, "min", number, within=place)),
        most=float(_take(row, "max", number, within=place)),
        rests_on=tuple(_take(row, "rests_on", list, within=place)),
        note=_take(row, "note", str, "", within=place),
    )
    if not value.least <= value.low <= value.value <= value.high <= value.most:
        raise EntryError(place, "min, low, value, high, max are not in order.", "Put them in order.")
    if not value.rests_on:
        raise EntryError(f"{place}rests_on", "is empty.", 'Name a source, or "judgement".')
    return value


def read_parameter(entry_id: str, table: Table) -> Parameter:
    """A parameter from its table. Raises EntryError."""
    _only(table, PARAMETER_KEYS)
    rows = _take(table, "value", list)
    if not rows:
        raise EntryError("value", "has no entry.", "Give at least one dated value.")
    return Parameter(
        id=entry_id.rsplit("/", 1)[-1],
        title=_take(table, "title", str),
        unit=_take(table, "unit", str),
        basis=_choice(table, "basis", ("measured", "borrowed", JUDGEMENT)),
        values=tuple(_dated(row, f"value {n}: ") for n, row in enumerate(rows, 1)),
    )


def read_question(entry_id: str, table: Table) -> Question:
    """A question of the guided recall from its table. Raises EntryError."""
    _only(table, QUESTION_KEYS)
    answers: Table = _take(table, "answers", dict, {})
    return Question(
        id=entry_id.rsplit("/", 1)[-1],
        asks=_take(table, "asks", str),
        fills=_take(table, "fills", str),
        answers=tuple((value, str(words)) for value, words in answers.items()),
        why=_take(table, "why", str),
        settles=tuple(_take(table, "settles", list, [])),
        order=_take(table, "order", int),
    )


def read_situation(entry_id: str, table: Table) -> Situation:
    """A situation from its table. Raises EntryError."""
    _only(table, SITUATION_KEYS)
    return Situation(
        id=entry_id.rsplit("/", 1)[-1],
        title=_take(table, "title", str),
        given=_take(table, "given", dict),
        expect=_take(table, "expect", dict),
        why=_take(table, "why", str),
        rests_on=_grounds(table),
    )


def read_source(entry_id: str, table: Table) -> Source:
    """A source from its table. Raises EntryError."""
    _only(table, ("citation", "url", "strength"))
    return Source(
        entry_id, _take(table, "citation", str), _take(table, "url", str, "-"), _take(table, "strength", str)
    )


READERS: Mapping[str, Callable[[str, Table], Any]] = {
    "mistakes": read_rule,
    "faults": read_fault,
    "cues": read_cue,
    "parameters": read_parameter,
    "questions": read_question,
    "situations": read_situation,
}


def read_entry(entry_id: str, table: Table) -> Any:
    """The record of one file, by the folder it lies in (the id's first part). Raises EntryError."""
    return READERS[entry_id.split("/", 1)[0]](entry_id, table)
