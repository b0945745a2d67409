"""A fact sheet as one JSON object, alike for the command line and the API."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ringback.app.facts import Changed
from ringback.core.fact_sheet import Sheet
from ringback.core.facts import usable


def sheet_record(case: str, sheet: Sheet, **more: Any) -> dict[str, Any]:
    """The sheet; a fact's `state` is usable, waiting, removed or gone."""
    rows = [
        {
            **asdict(fact),
            "state": fact.state if fact.state != "kept" else "usable" if usable(fact) else "waiting",
        }
        for fact in sheet
    ]
    return {"schema": "ringback/facts/1", "case": case, "facts": rows, **more}


def changed_record(done: Changed) -> dict[str, Any]:
    """The sheet after a change, the facts that changed, and what that did to the words."""
    words = [{"kind": one.kind, "how": one.how} for one in done.words]
    return sheet_record(done.case, done.after, changed=list(done.numbers), words=words)
