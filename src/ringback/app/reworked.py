"""A case worked out again: the report and what it rests on kept beside the earlier ones, in one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ringback.app.cases import refuse_unfit, touched
from ringback.store import cases as rows
from ringback.store import tables
from ringback.store.database import Store
from ringback.store.errors import StoreBusy
from ringback.store.numbers import next_number
from ringback.store.records import (
    Answer,
    CaseFile,
    Correction,
    Denial,
    Material,
    NewMaterial,
    Recall,
    StoredFact,
    StoredReport,
)


@dataclass(frozen=True, slots=True)
class Rework:
    """A report worked out again, as JSON, with its facts and denials, the texts added, the question answered.

    `since` is the case that it was worked out from, None where nobody else can have changed it. Without
    `denials` those of the case stay. `mended` is a text of the case as it is put right, and `corrections`
    all that were made of its texts.
    """

    report: str
    facts: tuple[StoredFact, ...]
    added: tuple[NewMaterial, ...] = ()
    denials: tuple[Denial, ...] | None = None
    since: CaseFile | None = None
    answered: Answer | None = None
    mended: Material | None = None
    corrections: tuple[Correction, ...] | None = None


def extend(
    store: Store,
    case_id: str,
    added: Sequence[NewMaterial],
    facts: Sequence[StoredFact],
    report: str,
    now: datetime,
    since: CaseFile | None = None,
) -> CaseFile:
    """Add texts to a case with the facts and the report worked out again from all of it, or nothing."""
    return rework(store, case_id, Rework(report, tuple(facts), tuple(added), since=since), now)


def rework(store: Store, case_id: str, again: Rework, now: datetime) -> CaseFile:
    """Keep what was worked out again, whole or not at all; the earlier reports stay.

    A text that is kept already is not kept twice. Raises StoreBusy where what it was worked out from
    has changed meanwhile.
    """
    with store.writing() as connection:
        file = rows.read_file(connection, store.owner, touched(connection, store.owner, case_id, now))
        if again.since is not None and _rests_on(again.since) != _rests_on(file):
            raise StoreBusy(store.place)
        kept, mended = _mended(file, again.mended)
        materials = (*mended, *_fresh(file, again.added, now))
        row = StoredReport(next_number(connection, store.owner, tables.reports, case_id), again.report, now)
        denials = file.denials if again.denials is None else again.denials
        corrections = file.corrections if again.corrections is None else again.corrections
        answers = (Recall(0, now, now, (again.answered,)),) if again.answered else ()
        parts = CaseFile(
            file.case,
            materials=materials,
            reports=(row,),
            facts=tuple(again.facts),
            denials=denials,
            recalls=answers,
            corrections=corrections,
        )
        whole = replace(
            file,
            materials=tuple(sorted((*kept, *materials), key=lambda one: one.id)),
            reports=(*file.reports, row),
            facts=parts.facts,
            denials=denials,
            recalls=(*file.recalls, *answers),
            corrections=corrections,
        )
        refuse_unfit(whole)
        for table in (tables.facts, tables.denials, tables.corrections):
            rows.remove(connection, store.owner, case_id, table)
        for one in mended:
            rows.remove(connection, store.owner, case_id, tables.materials, id=one.id)
        rows.write_parts(connection, store.owner, parts)
    return whole


def _rests_on(file: CaseFile) -> tuple[object, ...]:
    """What a report is worked out from and its owner can change meanwhile."""
    return file.materials, file.facts, file.denials


def _mended(file: CaseFile, mended: Material | None) -> tuple[tuple[Material, ...], tuple[Material, ...]]:
    """The texts that stay as they are, and the one that is put right."""
    if mended is None:
        return file.materials, ()
    return tuple(one for one in file.materials if one.id != mended.id), (mended,)


def _fresh(file: CaseFile, added: Sequence[NewMaterial], now: datetime) -> Iterator[Material]:
    """The texts that the case doesn't have yet, numbered on."""
    kept = {(one.name, one.text) for one in file.materials}
    fresh = (new for new in added if (new.name, new.text) not in kept)
    first = max((one.id for one in file.materials), default=0) + 1
    for number, new in enumerate(fresh, first):
        yield Material(number, new.kind, new.name, new.text, now)
