"""What a tool answers in a few lines, beside its record: the verdict first, then the one thing to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringback.telling import said

Record = Mapping[str, Any]

HARD = (
    "Some of this sounds as if living is hard just now. That comes before any job: say whom to ring, first."
)
NOT_KEPT = "Nothing of it is kept."
UNFINISHED = "It is not finished: what stands in square brackets is the candidate's to fill."
MOST = 5
"""Findings told in the text; all are in the record."""
LONGEST_QUOTE = 160


@dataclass(frozen=True)
class Answer:
    """What a tool answers: its record, and the lines that say it in short."""

    record: Record
    lines: Iterable[str]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


def helplines(record: Record) -> Iterator[str]:
    """Whom to ring."""
    yield HARD
    for one in record["helplines"]:
        hours = f" ({one['hours']})" if one["hours"] else ""
        danger = f" In immediate danger: {one['emergency']}." if one["emergency"] else ""
        yield f"{one['name']}: {one['number']}{hours}.{danger}"
    yield NOT_KEPT


def recovered(record: Record) -> Iterator[str]:
    """A report: the door, what to do now, what went wrong, what is refused, our first words."""
    if record["helplines"]:
        yield from helplines(record)
        return
    yield from record["notices"]
    yield f"{record['headline']} {record['because']}"
    yield f"Now: {said.ended(record['plan']['now']['does'])}"
    yield from findings(record["findings"])
    for one in record["refusals"]:
        instead = f' Instead: "{one["instead"]}"' if one["instead"] else ""
        yield f'Refused: "{one["quote"]}" {one["says"]}{instead}'
    for draft in record["drafts"][:1]:
        gap = f" {UNFINISHED}" if draft["unfinished"] else ""
        yield f"{said.capital(said.DRAFT[draft['kind']])}, {said.FORM[draft['form']]}.{gap}"
        yield draft["text"]


def looked_back(record: Record) -> Iterator[str]:
    """A debrief."""
    if record["helplines"]:
        yield from helplines(record)
        return
    yield from record["notices"]
    yield record["compared"]["says"]
    yield from findings(record["findings"])


def findings(found: Sequence[Record]) -> Iterator[str]:
    """What went wrong or is wrong, worst first."""
    for one in found[:MOST]:
        quote = f' "{" ".join(one["quote"].split())[:LONGEST_QUOTE]}"' if one["quote"] else ""
        yield f"- {one['weight']}: {one['says']}{quote} {said.sentence(one['fix'])}".rstrip()
    if len(found) > MOST:
        yield f"And {len(found) - MOST} more."


def mapped(record: Record) -> Iterator[str]:
    """An employer's process."""
    yield from record["notices"]
    stages = ", ".join(said.STAGE_KIND[one["kind"]] for one in record["stages"])
    yield f"Stages: {stages or 'none is named'}."
    yield f"Decision rule: {record['decision_rule']} ({record['rule_basis']})."
    if record["question"]:
        yield f"To settle it, ask: {record['question']}"


def reviewed(record: Record) -> Iterator[str]:
    """A draft judged."""
    must = any(one["weight"] != "consider" for one in record["findings"])
    yield "Mend it before it goes." if must else "Nothing in it has to be mended."
    yield from findings(record["findings"])


def chances(record: Record) -> Iterator[str]:
    """The odds of a scenario, in words."""
    for contest in record["by_rule"].values():
        yield from (f"{row['what']}: {row['says']}" for row in contest["rows"])
        yield from contest["says"]


def shown_entry(record: Record) -> Iterator[str]:
    """An entry of the catalogue, and what it rests on."""
    says = next((record[key] for key in ("title", "says", "asks", "citation") if record.get(key)), "")
    yield f"{record['id']}: {says}"
    for ground in record.get("rests_on") or ():
        yield f"- {ground['source']}: {ground['says']}"
    for one in (record.get("values") or ())[-1:]:
        yield f"{one['value']:g} {record['unit']}, could be {one['low']:g} to {one['high']:g}. {one['note']}"
        yield f"- Rests on {said.listed(list(one['rests_on']))}."


def listed(record: Record) -> Iterator[str]:
    """The cases that are kept."""
    for one in record["cases"]:
        yield f"{one['id']}: {one['title'] or 'no title'}, {one['verdict'] or 'no report'}"
    if not record["cases"]:
        yield "No case is kept yet."


def shown_case(record: Record) -> Iterator[str]:
    """A case that is kept."""
    yield f"{record['case']['id']}, last touched {record['case']['updated']}."
    if record["report"]:
        yield from recovered(record["report"])
    yield from (f"It came to this: {one['outcome']['happened']}." for one in record["outcomes"])
