"""Whether the employer noticed, by what the interviewer said next."""

from __future__ import annotations

from collections.abc import Sequence

from ringback.core.document import Document, Hit
from ringback.core.readings import Heard

_SOON = 2
"""How many turns after the place still answer it."""
_SHOWN = {"good": "unlikely", "bad": "likely"}


def noticed_by(hit: Hit, document: Document, signals: Sequence[Heard]) -> tuple[str | None, str]:
    """What the next words show (likely, unlikely, None where nothing), and the words.

    Only the interviewer's next turn counts, and of that the worst said: praise says that it held, a doubt or
    a dropped question that it didn't.
    """
    turn = hit.passage.index
    soon = [
        one
        for one in signals
        if one.document.source == document.source and 0 < one.hit.passage.index - turn < _SOON
    ]
    worst = min(soon, key=lambda one: one.cue.value != "bad", default=None)
    if worst is None:
        return None, ""
    start, end = worst.hit.clause
    return _SHOWN[worst.cue.value], worst.document.text[start:end]
