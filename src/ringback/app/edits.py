"""Own versions of drafts: kept as they are written, by any number of pages at once, and none is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ringback.app.cases import refuse_unfit, touched
from ringback.core.errors import RingbackError
from ringback.core.hand_over import NoSuchDraft
from ringback.core.own_words import with_own
from ringback.store import cases, tables
from ringback.store.database import Store
from ringback.store.errors import NoReport
from ringback.store.records import Case, CaseFile, Edit

if TYPE_CHECKING:
    from sqlalchemy import Connection


class NoSuchVersion(RingbackError):
    """A version of a draft that isn't there, or no longer."""

    code = "no_such_version"


class NoWords(RingbackError):
    """An own version without a word in it."""

    code = "no_words"


@dataclass(frozen=True, slots=True)
class Saved:
    """A version as it was kept, and the one that stands, None where that is ours.

    Where the two `clash`, the one that was kept is set aside until it is settled which is to stand.
    """

    edit: Edit
    standing: Edit | None
    clash: bool = False


def current(file: CaseFile, kind: str) -> Edit | None:
    """The version of a draft that stands in for ours."""
    return _standing(versions(file, kind))


def set_aside(file: CaseFile, kind: str) -> tuple[Edit, ...]:
    """The versions of a draft that clash with what stands, and aren't settled."""
    return tuple(edit for edit in versions(file, kind) if edit.state == "aside")


def versions(file: CaseFile, kind: str) -> tuple[Edit, ...]:
    """All versions of a draft, in the order in which they were begun or last written."""
    return tuple(edit for edit in file.edits if edit.kind == kind)


def in_own_words(file: CaseFile, record: Mapping[str, Any]) -> dict[str, Any]:
    """A report of the case with its owner's own versions where they stand; each such draft has `own`."""
    return with_own(record, {edit.kind: edit.text for edit in file.edits if edit.standing})


def save(store: Store, case_id: str, kind: str, text: str, base: int, writer: str, now: datetime) -> Saved:
    """Keep a version of a draft; `base` is the id that the writer began from, 0 for ours.

    It stands where nobody else has written since: the one that stands is the base or the writer's own.
    Else it is set aside. A writer's newer words take the place of that writer's last, under a new id,
    until somebody else's stand. Raises NoSuchCase, NoReport, NoSuchDraft, NoWords or NotStorable.
    """
    if not text.strip():
        raise NoWords("There is nothing in it.", "Write something, or go back to our words.", kind)
    with store.writing() as connection:
        case = touched(connection, store.owner, case_id, now)
        _refuse_uncalled(connection, store.owner, case_id, kind)
        kept = _kept(connection, store.owner, case_id, kind)
        standing, own = _standing(kept), _own(kept, writer)
        agrees = writer == standing.writer or base == standing.id if standing else base == 0
        number = max((edit.id for edit in kept), default=0) + 1
        edit = Edit(kind, number, writer, base, "standing" if agrees else "aside", text, now)
        left = [one for one in kept if one != own]
        if agrees:
            left = [replace(one, state="past") if one.standing else one for one in left]
        _put(connection, store.owner, case, kept, [*left, edit])
    return Saved(edit, edit) if agrees else Saved(edit, standing, clash=True)


def settle(store: Store, case_id: str, kind: str, edit_id: int, now: datetime) -> Edit:
    """Let one version of a draft stand; the others are kept, and are in question no more.

    Raises NoSuchCase, or NoSuchVersion where there is none of that id, or its writer has written on.
    """
    with store.writing() as connection:
        case = touched(connection, store.owner, case_id, now)
        kept = _kept(connection, store.owner, case_id, kind)
        if edit_id not in {edit.id for edit in kept}:
            raise _no_such(kept, kind, edit_id)
        after = [replace(one, state="standing" if one.id == edit_id else "past") for one in kept]
        _put(connection, store.owner, case, kept, after)
    return next(one for one in after if one.standing)


def put_back(store: Store, case_id: str, kind: str, now: datetime) -> Edit | None:
    """Let our draft stand again, and say which version stood; `settle` brings any of them back."""
    with store.writing() as connection:
        case = touched(connection, store.owner, case_id, now)
        kept = _kept(connection, store.owner, case_id, kind)
        _put(connection, store.owner, case, kept, [replace(one, state="past") for one in kept])
    return _standing(kept)


def _standing(kept: Sequence[Edit]) -> Edit | None:
    return next((edit for edit in kept if edit.standing), None)


def _own(kept: Sequence[Edit], writer: str) -> Edit | None:
    """The writer's last version, where it stands or is set aside still."""
    last = next((edit for edit in reversed(kept) if edit.writer == writer), None)
    return last if last and last.state != "past" else None


def _kept(connection: Connection, owner: str, case_id: str, kind: str) -> tuple[Edit, ...]:
    every = cases.read_edits(connection, owner, case_id)
    return tuple(edit for edit in every if edit.kind == kind)


def _put(
    connection: Connection, owner: str, case: Case, before: Sequence[Edit], after: Sequence[Edit]
) -> None:
    """Write what differs, so that the versions are those of `after`. Raises NotStorable."""
    refuse_unfit(CaseFile(case, edits=tuple(after)))
    for edit in before:
        if edit not in after:
            cases.remove(connection, owner, case.id, tables.edits, kind=edit.kind, id=edit.id)
    new = tuple(edit for edit in after if edit not in before)
    cases.write_parts(connection, owner, CaseFile(case, edits=new))


def _refuse_uncalled(connection: Connection, owner: str, case_id: str, kind: str) -> None:
    """Nothing, where the current report has a draft of that kind. Raises NoReport or NoSuchDraft."""
    text = cases.newest_report(connection, owner, case_id)
    if text is None:
        raise NoReport(case_id)
    kinds = [draft["kind"] for draft in json.loads(text).get("drafts", ())]
    if kind not in kinds:
        has = f"It has these: {', '.join(kinds)}." if kinds else "It calls for no words."
        raise NoSuchDraft(f"The plan calls for no {kind}.", has, case_id)


def _no_such(kept: Sequence[Edit], kind: str, edit_id: int) -> NoSuchVersion:
    numbers = ", ".join(str(edit.id) for edit in kept)
    remedy = f"There are these: {numbers}." if kept else f"There is none of your own of {kind} yet."
    return NoSuchVersion(f"There is no version {edit_id} of {kind}, or no longer.", remedy, str(edit_id))
