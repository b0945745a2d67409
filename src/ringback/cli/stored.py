"""What several commands need of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ringback.core.errors import RingbackError

if TYPE_CHECKING:
    from ringback.store.database import Store
    from ringback.store.records import CaseFile
    from ringback.wiring import World


class NothingKept(RingbackError):
    """There is no case."""

    code = "nothing_kept"


def newest_name(store: Store) -> str:
    """The name of the case last touched. Raises NothingKept."""
    from ringback.app import cases

    kept = cases.list_cases(store)
    if not kept:
        raise NothingKept("No case is kept yet.", "Begin with one: ringback recover my-account.txt")
    return kept[0].case.id


def end_in_distress(here: World, text: str) -> None:
    """End the run where the words speak of self-harm: whom to ring, and nothing kept. Raises HelpFirst."""
    from ringback.app.help_first import look_first

    look_first(text, here.circumstances(), here.catalogue())


def in_own_words(file: CaseFile) -> dict[str, Any]:
    """The current report of a case with its owner's own versions of drafts. Raises NoReport."""
    from ringback.app import edits, keep

    return edits.in_own_words(file, keep.report_of(file))


def say_own(case: str, drafts: Iterable[Mapping[str, Any]]) -> None:
    """One line, where some of these drafts are in their owner's own version."""
    from ringback.cli import screen
    from ringback.telling import said

    own = [said.the(draft["kind"]) for draft in drafts if draft.get("own")]
    if own:
        screen.notice(f"Your own version of {said.listed(own)}. Ours: ringback words {case} --ours")
