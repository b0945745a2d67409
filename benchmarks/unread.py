# ruff: noqa: INP001 (run by name, from the checkout)
"""How often accounts and employers' texts are read rightly: `python -m benchmarks unread`.

Each set is by hands that had seen nothing of the program, labelled by the guideline of the development cases
before anything was changed for it, and its texts were never read, but for the set that says so. A second
hand labelled most again, blind, by the same guideline (not the 160, the 300 and the accounts of others'
news): docs/likeness.md tells how far the two agree. F1 is over all labels of all texts together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, of_share

from ringback.app import process, recover
from ringback.app.circumstances import Circumstances
from ringback.catalogue import load
from ringback.core.catalogue import Catalogue

ACCOUNTS = {
    "stories_plain": "60 accounts, plainly told",
    "stories_unread": "60 accounts, told with detours",
    "stories_others": "60 accounts in which others' news stands beside what is so",
}
LINES = {
    "process_unread": "80 descriptions of a process, long ones",
    "process_fresh": "300 of all lengths, by a third hand",
    "process_read": "160 shorter ones by the same hands, by which the rules were widened",
}
FIELDS = {
    "verdict": "the verdict",
    "status": "the status, where it can be known",
    "concern": "the concern",
    "channel": "how the call was held",
    "stage": "which stage it was",
    "target": "whom the advice is aimed at",
}
UNKNOWN = "unknown"
Row = Mapping[str, Any]
Answer = Callable[[str, int, Circumstances, Catalogue], dict[str, Any]]
Both = tuple[Row, Row]


def answered(name: str, answer: Answer) -> list[Both]:
    """The rows of a set with what the program answers to each."""
    around = Circumstances(now=datetime(2026, 11, 23, 9, tzinfo=UTC), zone="Europe/London")
    rows = map(json.loads, Path(__file__).with_name(f"{name}.jsonl").read_text("utf-8").splitlines())
    catalogue = load()
    return [
        (row, answer(json.dumps({"id": row["id"], "text": _text(row, name)}), number, around, catalogue))
        for number, row in enumerate(rows, 1)
    ]


def _text(row: Row, name: str) -> str:
    between = " " if name in ACCOUNTS else ""
    return row["text"] if "text" in row else between.join(one["t"] for one in row["sentences"])


def f1(what: str, pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Figure:
    """Labels told and labels heard, each once a text."""
    both = told = heard = 0
    for labels, found in pairs:
        both += len({*labels} & {*found})
        told, heard = told + len({*labels}), heard + len({*found})
    right, of_all = both / heard if heard else 0.0, both / told
    return Figure(
        what, f"{2 * both / (told + heard):.2f} (right {right:.2f}, found {of_all:.2f})", f"{told:,}"
    )


def accounts(name: str) -> Iterator[Figure]:
    """What is read of the accounts of a set."""
    rows, title = answered(name, recover.answer_line), ACCOUNTS[name]
    for field, says in FIELDS.items():
        known = [(row["labels"][field], got[field]) for row, got in rows if row["labels"][field] != UNKNOWN]
        yield of_share(f"{title}: {says}", sum(told == got for told, got in known), len(known))
    advised = [
        got["advised_action"] in (row["labels"]["advised_action"], *row.get("also_acceptable", ()))
        for row, got in rows
    ]
    yield of_share(f"{title}: the advice", sum(advised), len(advised))
    pairs = [(row["labels"]["mistakes"], got["mistakes"]) for row, got in rows]
    yield f1(f"{title}: mistakes, micro-F1", pairs)


def lines(name: str) -> Iterator[Figure]:
    """What is read of short descriptions of a process."""
    rows = answered(name, process.answer_line)
    kinds = [
        ([one["kind"] for one in row["stages"]], [one["kind"] for one in got["stages"]]) for row, got in rows
    ]
    title = LINES[name]
    yield of_share(f"{title}: the exact sequence", sum(told == got for told, got in kinds), len(kinds))
    yield f1(f"{title}: kinds of stage, micro-F1", kinds)


def messages() -> Iterator[Figure]:
    """What is read of employers' longer texts."""
    rows, title = answered("messages_unread", process.answer_line), "30 texts of employers"
    for field, says in (("decision_rule", "how they decide"), ("stage_kind", "the stage it is about")):
        known = [(row["labels"][field], got[field]) for row, got in rows if row["labels"][field] != UNKNOWN]
        yield of_share(
            f"{title}: {says}, where it is told", sum(told == got for told, got in known), len(known)
        )
        open_ = [got[field] in (UNKNOWN, None) for row, got in rows if row["labels"][field] == UNKNOWN]
        yield of_share(f"{title}: {says}, left open where it isn't", sum(open_), len(open_))
    named = [(row["labels"]["stages_named"], [one["kind"] for one in got["stages"]]) for row, got in rows]
    yield f1(f"{title}: stages named, micro-F1", named)


def figures(share: float) -> Iterator[Figure]:
    """Each set's; quickly, the descriptions' alone."""
    for name in LINES:
        yield from lines(name)
    if share == 1:
        for name in ACCOUNTS:
            yield from accounts(name)
        yield from messages()
