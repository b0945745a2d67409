"""How a call compares with its owner's normal standard, on the scale of the odds model.

The scale is the spread (SD) between the candidates compared; the parameters, with their ranges, are those
that the odds use for a slip of this size: docs/catalogue/parameters.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringback.core.call import Call
from ringback.core.catalogue import Parameter
from ringback.core.debrief import Finding
from ringback.core.readings import Heard
from ringback.core.reasons import Reason

_SIZE = {"serious": "shortfall_basic", "slight": "shortfall_nerves"}


@dataclass(frozen=True, slots=True)
class Compared:
    """How far below the usual level, in SD of the candidates compared: `point`, and from `low` to `high`.

    All None where nothing tells. `says` is the sentence shown.
    """

    point: float | None
    low: float | None
    high: float | None
    says: str
    reasons: tuple[Reason, ...]


def compare(
    damage: str,
    findings: Sequence[Finding],
    signals: Sequence[Heard],
    call: Call,
    says: Mapping[str, Any],
    parameters: Mapping[str, Parameter],
) -> Compared:
    """The comparison by what was found (`damage`), how such calls usually go, and the interviewer's signals.

    How they usually go is never supposed: where nobody told, that is said.
    `says` are the catalogue's sentences ("compared").
    """
    reasons = _reasons(findings, signals, says)
    if damage == "unknown":
        return Compared(None, None, None, says["unknown"], reasons)
    if call.usual.value == "same":
        return Compared(0.0, 0.0, 0.0, says["same"], (*call.usual.reasons, *reasons))
    if damage == "none":
        spread = parameters["shortfall_nerves"].now
        return Compared(0.0, 0.0, spread.high, says["none"], reasons)
    size = parameters[_SIZE[damage]].now
    if not call.usual.known:
        reasons = (*reasons, Reason(says["because"]["untold"], rule="compared"))
    return Compared(size.value, size.low, size.high, says[damage], reasons)


def _reasons(
    findings: Sequence[Finding], signals: Sequence[Heard], says: Mapping[str, Any]
) -> tuple[Reason, ...]:
    kinds = {finding.label or finding.rule for finding in findings}
    seen = {finding.label or finding.rule for finding in findings if finding.noticed == "likely"}
    counted = {
        "found": len(kinds),
        "seen": len(seen),
        "good": sum(one.cue.value == "good" for one in signals),
        "bad": sum(one.cue.value == "bad" for one in signals),
    }
    lines = [says["because"]["found"]] * bool(findings) + [says["because"]["signals"]] * bool(signals)
    sizes = Reason(says["because"]["size"], parameter="shortfall_basic", sources=("judgement",))
    told = tuple(Reason(line.format(**counted), rule="compared") for line in lines)
    return (*told, sizes) if findings else told
