"""The verdict: the state of the door, how much damage there is, and what a repair is worth."""

from __future__ import annotations

from dataclasses import dataclass

from ringback.core.call import Call
from ringback.core.debrief import Debrief
from ringback.core.process import Process
from ringback.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can still be done, and what to do. Values as in the contract of `ringback recover`."""

    door: str
    damage: str
    repair_worth: str
    advised_action: str
    target: str
    reasons: tuple[Reason, ...] = ()
    question: str | None = None


def door(call: Call) -> str:
    """Closed, awaiting or open, from what the employer did; never from how the call felt."""
    if call.status.value == "rejected":
        return "open" if call.door.value == "left_open" else "closed"
    if call.status.value == "withdrawn":
        return "open" if call.door.value in ("left_open", "reopenable") else "closed"
    if call.status.value == "advanced" or call.assessed.value == "no":
        return "open"
    return "closed" if call.silence.value == "long" else "awaiting"


def judge(call: Call, process: Process, debrief: Debrief) -> Verdict:
    """The verdict on one call."""
    state = door(call)
    action = {"closed": "move_on", "open": "wait", "awaiting": "routine_thank_you_only"}[state]
    return Verdict(state, "unknown", "none" if state == "closed" else "little", action, "unknown")
