"""The verdict: the state of the door, how much damage there is, and what a repair is worth.

`Standing` is where a candidate stands, in the contract's own words; `DECISIONS` is the policy, read
from the top, the first line that applies wins. The catalogue's situations are its tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringback.core.call import Call
from ringback.core.debrief import Debrief, Finding
from ringback.core.process import Process
from ringback.core.readings import UNKNOWN
from ringback.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands. Every word is one of the contract's, or "unknown"."""

    status: str = UNKNOWN
    stage: str = UNKNOWN
    rule: str = UNKNOWN
    next_stage: str = UNKNOWN
    noticed: str = UNKNOWN
    usual: str = UNKNOWN
    concern: str = UNKNOWN
    damage: str = UNKNOWN
    mistakes: tuple[str, ...] = ()
    repaired: str = UNKNOWN
    wanted: str = UNKNOWN
    door: str = UNKNOWN
    assessed: str = UNKNOWN
    contact: str = UNKNOWN
    silence: str = UNKNOWN
    known_answer: str = UNKNOWN

    @property
    def way(self) -> str:
        """The way in: closed, awaiting or open, by what the employer did, never by how the call felt."""
        if self.status == "rejected":
            return "open" if self.door == "left_open" else "closed"
        if self.status == "withdrawn":
            return "open" if self.door in ("left_open", "reopenable") else "closed"
        if self.status == "advanced" or self.assessed == "no":
            return "open"
        return "closed" if self.silence == "long" or self.door == "shut" else "awaiting"

    def any_of(self, *labels: str) -> bool:
        """Whether one of these mistakes was made."""
        return any(label in self.mistakes for label in labels)


FALSE_AS_IT_STANDS = ("dishonest_answer", "stale_statement", "factual_slip")
"""Something said that isn't so; it is put right before anything else."""
MENDABLE = ("blanked_on_question", "technical_error", "missed_the_point", "answered_unheard_question")
"""One answer that can be given better, in a few lines, once it is known."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the policy: when it applies, what to do, what a repair is worth, and its sentence's key."""

    case: str
    applies: Callable[[Standing], bool]
    action: str
    worth: str


def _closed(s: Standing) -> bool:
    return s.way == "closed"


def _open(s: Standing) -> bool:
    return s.way == "open"


def _false(s: Standing) -> bool:
    return s.any_of(*FALSE_AS_IT_STANDS)


def _carried(s: Standing) -> bool:
    return s.rule in (UNKNOWN, "cumulative", "mixed")


def _worth_raising(s: Standing) -> bool:
    if s.concern == "logistics" or s.noticed == "unlikely" or s.repaired == "on_the_spot":
        return False
    return s.damage == "serious" or (s.damage == "slight" and s.noticed == "likely")


def _mendable(s: Standing) -> bool:
    return s.any_of(*MENDABLE) and s.known_answer == "yes" and s.noticed != "unlikely"


DECISIONS: tuple[Decision, ...] = (
    Decision("unwanted", lambda s: s.wanted == "no", "move_on", "none"),
    Decision("closed_refused", lambda s: _closed(s) and s.status == "rejected", "move_on", "none"),
    Decision("closed_withdrawn", lambda s: _closed(s) and s.status == "withdrawn", "move_on", "none"),
    Decision("closed_silence", _closed, "move_on", "none"),
    Decision("correct", _false, "correct_the_record", "some"),
    Decision("reopen", lambda s: _open(s) and s.status == "withdrawn", "follow_up_now", "some"),
    Decision("left_open", lambda s: _open(s) and s.status == "rejected", "wait", "little"),
    Decision("not_yet", lambda s: s.assessed == "no" and s.status != "advanced", "wait", "little"),
    Decision("pay", lambda s: s.any_of("salary_blunder"), "raise_at_next_stage", "little"),
    Decision("raise", lambda s: _open(s) and _worth_raising(s) and _carried(s), "raise_at_next_stage", "some"),
    Decision("raise_alone", lambda s: _open(s) and _worth_raising(s), "raise_at_next_stage", "little"),
    Decision("through", _open, "wait", "none"),
    Decision("blown_screen", lambda s: s.rule == "hit_or_miss", "wait", "none"),
    Decision("said_already", lambda s: s.repaired != UNKNOWN, "wait", "little"),
    Decision("nobody", lambda s: s.contact == "nobody", "wait", "none"),
    Decision("line", lambda s: s.concern == "logistics", "wait", "little"),
    Decision("mend", _mendable, "follow_up_now", "some"),
    Decision("nothing", lambda s: s.damage == "none", "routine_thank_you_only", "none"),
    Decision("thank", lambda s: True, "routine_thank_you_only", "little"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can still be done, and what to do. Values as in the contract of `ringback recover`.

    `headline` is the state of the door in one sentence, `because` why and what follows, `changes`
    what would change it, `question` the one thing to ask where nobody has said how they decide.
    """

    door: str
    damage: str
    damage_because: str
    repair_worth: str
    advised_action: str
    target: str
    case: str
    headline: str
    because: str
    changes: str
    question: str | None
    reasons: tuple[Reason, ...] = ()


def damage_of(findings: tuple[Finding, ...], table: Mapping[str, Any]) -> str:
    """None, slight or serious: the findings' weights, each by how likely it was noticed.

    Weights, shares and thresholds are the catalogue's `verdict.toml` (our judgement).
    """
    if not findings:
        return UNKNOWN
    worst: dict[str, float] = {}
    for finding in findings:
        points = table["weight"][finding.weight] * table["noticed"][finding.noticed]
        points *= table["concern"].get(finding.concern, 1.0)
        key = finding.label or finding.rule
        worst[key] = max(worst.get(key, 0.0), points)
    total = sum(worst.values())
    if total >= table["serious_from"]:
        return "serious"
    return "slight" if total >= table["slight_from"] else "none"


def standing(call: Call, process: Process, debrief: Debrief, table: Mapping[str, Any]) -> Standing:
    """Where the candidate stands, from what was read, heard and answered."""
    damage = damage_of(debrief.findings, table["damage"])
    return Standing(
        status=call.status.value,
        stage=call.stage.value,
        rule=process.decision_rule.value,
        next_stage=call.next_stage.value,
        noticed=call.noticed.value,
        usual=call.usual.value,
        concern=debrief.concern or UNKNOWN,
        damage=damage,
        mistakes=debrief.labels,
        repaired=call.repaired.value,
        wanted=call.wanted.value,
        door=call.door.value,
        assessed=call.assessed.value,
        contact=call.contact.value,
        silence=call.silence.value,
        known_answer=getattr(call, "known_answer", call.wanted).value,
    )


def decide(stands: Standing) -> Decision:
    """The first line of the policy that applies."""
    return next(decision for decision in DECISIONS if decision.applies(stands))


def target(stands: Standing, action: str) -> str:
    """Whom the action is aimed at: who decides, where that is known; nobody where nothing is to be said."""
    if action in ("move_on", "wait"):
        return "hiring_manager" if action == "wait" and stands.door == "left_open" else "none"
    if stands.contact in ("recruiter", "interviewer", "hiring_manager"):
        return stands.contact
    if action == "raise_at_next_stage" or stands.stage == "hiring_manager_screen":
        return "hiring_manager"
    return UNKNOWN if stands.stage in ("panel", "final") else "interviewer"


def judge(stands: Standing, process: Process, findings: Sequence[Finding], table: Mapping[str, Any]) -> Verdict:
    """The verdict on one call. `table` is the catalogue's `verdict.toml`."""
    decision = decide(stands)
    asks = process.decision_rule.basis in ("none", "implied") and stands.way != "closed"
    return Verdict(
        door=stands.way,
        damage=stands.damage,
        damage_because=_damage_because(findings, stands, table["damage"]["says"]),
        repair_worth=decision.worth,
        advised_action=decision.action,
        target=target(stands, decision.action),
        case=decision.case,
        headline=table["headline"][decision.case],
        because=table["because"][decision.case],
        changes=table["changes"][decision.case],
        question=table["question"]["rule"] if asks and decision.case not in ("unwanted",) else None,
        reasons=process.decision_rule.reasons,
    )


def _damage_because(findings: Sequence[Finding], stands: Standing, says: Mapping[str, str]) -> str:
    worst = list(dict.fromkeys(finding.title.lower() for finding in findings))[:3]
    if not worst:
        return says[stands.damage]
    return f"{says[stands.damage]} {', '.join(worst)}"
