"""What the top of a case's page says once something has come of it: what, when, and what that means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ringback.core import course
from ringback.core.outcome import Outcome
from ringback.web.typeset import long_day

CAME: Mapping[str, str] = {
    "advanced": "You're through to the next stage.",
    "offer": "They made an offer.",
    "rejected": "They said no.",
    "silence": "No word came.",
    "withdrew": "You withdrew.",
    "cancelled": "They called it off.",
    "other": "Something else came of it.",
}
_KEPT = "What the call showed stays below, for the next one."
_MEANS: Mapping[str, str] = {
    "advanced": "So the call didn't end it; a new stage begins, with a plan of its own.",
    "offer": "So the call didn't cost you this one. Nothing of the plan is left to do.",
    "rejected": f"So this door is shut. {_KEPT}",
    "silence": f"That most likely means no. {_KEPT}",
    "withdrew": f"So it ends here. {_KEPT}",
    "cancelled": f"So it ends here. {_KEPT}",
    "other": "The plan had run out by then.",
}


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a case, what that means, and what to do now; `on` says that a new stage begins."""

    says: str
    means: str
    does: str
    on: bool = False


def came_of(record: Mapping[str, Any], told: Sequence[tuple[datetime, Outcome]], today: date) -> Came | None:
    """What came of a case, where its report no longer says where it stands; None where it still does."""
    if not told:
        return None
    outcome = course.newest_of(told)
    says, means = CAME[outcome.happened], f"On {long_day(outcome.on)}. {_MEANS[outcome.happened]}"
    if outcome.happened == "advanced" and course.told_since(record, told):
        return Came(says, means, "Add what they wrote, and the next stage gets its plan.", on=True)
    if course.is_over(told) or course.told_after(record, told, today):
        return Came(says, means, "Nothing. What came of it is told below.")
    return None
