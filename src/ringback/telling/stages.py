"""What is told of a stage, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ringback.telling import said

Record = Mapping[str, Any]

CUT = {"pass_mark": "a mark to reach", "top_n": "only the best go on", None: "it can end here"}
"""How a gate lets through."""


def details(stage: Record) -> list[str]:
    """What is told of a stage beside its name, and when it is."""
    told = [
        "not for everyone" if stage["optional"] else "",
        _length(stage["minutes"]),
        f"with {stage['run_by']}" if stage["run_by"] and _adds(stage) else "",
        "" if stage["sure"] else "by our reading",
        "counts towards the whole" if stage["role"] == "contributor" else "",
    ]
    return [part for part in told if part]


def _adds(stage: Record) -> bool:
    """Whether who holds it tells more than the stage's name."""
    return not set(stage["run_by"].lower().split()) & set(said.STAGE_KIND[stage["kind"]].lower().split())


def _length(minutes: list[int] | None) -> str:
    """ "30 minutes", "3 to 4 hours"."""
    if not minutes:
        return ""
    low, high = minutes
    if low >= 120 and low % 60 == high % 60 == 0:
        low, high, unit = low // 60, high // 60, "hours"
    else:
        unit = "minutes"
    return f"{low} {unit}" if low == high else f"{low} to {high} {unit}"
