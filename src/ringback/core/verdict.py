"""The verdict: the state of the door, how much damage there is, and what a repair is worth.

`Standing` is where a candidate stands, in the contract's own words; `DECISIONS` is the policy, read
from the top, the first line that applies wins. The catalogue's situations are its tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ringback.core.call import Call
from ringback.core.debrief import PLANNED, Debrief, Finding, without_planned
from ringback.core.process import Process
from ringback.core.readings import UNKNOWN
from ringback.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands. Every word is one of the contract's, or "unknown".

    `worst` are the mistakes that no other outweighs; all of them where that isn't known.
    """

    status: str = UNKNOWN
    stage: str = UNKNOWN
    rule: str = UNKNOWN
    next_stage: str = UNKNOWN
    noticed: str = UNKNOWN
    usual: str = UNKNOWN
    concern: str = UNKNOWN
    damage: str = UNKNOWN
    mistakes: tuple[str, ...] = ()
    worst: tuple[str, ...] = ()
    repaired: str = UNKNOWN
    wanted: str = UNKNOWN
    door: str = UNKNOWN
    assessed: str = UNKNOWN
    contact: str = UNKNOWN
    silence: str = UNKNOWN
    known_answer: str = UNKNOWN
    stood_up: str = UNKNOWN
    went_well: bool = False

    @property
    def way(self) -> str:
        """The way in: closed, awaiting or open, by what the employer did, never by how the call felt."""
        if self.wanted == "no":
            return "closed"
        if self.status == "rejected":
            return "open" if self.door == "left_open" else "closed"
        if self.status == "withdrawn":
            return "open" if self.door in ("left_open", "reopenable") else "closed"
        if self.status == "advanced":
            return "open"
        if self.silence == "long" or self.door == "shut":
            return "closed"
        return "open" if self.assessed == "no" else "awaiting"

    def any_of(self, *labels: str) -> bool:
        """Whether one of these mistakes was made."""
        return any(label in self.mistakes for label in labels)


FALSE_AS_IT_STANDS = ("dishonest_answer", "stale_statement", "factual_slip")
"""Something said that isn't so; it is put right before anything else."""
PAY = "salary_blunder"
APPOINTMENT = ("missed_call", "wrong_day", "dropped_call", "late", "contact_error")
"""What goes wrong with a call before a word of it is said."""
OWN_TIME = ("late", "wrong_day")
"""The hour of the call was the candidate's to keep, and no line's fault."""


def opener(stands: Standing) -> str | None:
    """Which opener is ours for one who has advanced: "named" only for what they certainly noticed.

    A slight slip stays unnamed: the smaller it is, the surer one must be that it was marked. A call that
    was plainly poor, and unlike the person, counts as noticed; where each stage is
    judged alone there is no record to answer, and where such calls always go like this "not typical"
    would be untrue, so the failure stays unnamed. An untruth is named, unless a correction says it first.
    """
    if stands.status != "advanced" or stands.wanted == "no":
        return None
    if untrue := untruth(stands):
        return "unnamed" if untrue == "corrected" else "named"
    if any(holds(stands) for _, holds in SPARED):
        return "unnamed"
    unlike_them = stands.usual in ("better", "first") and stands.noticed != "unlikely"
    noticed = stands.noticed == "likely" or unlike_them
    return "named" if noticed and stands.damage == "serious" else "unnamed"


def opener_cause(stands: Standing) -> str:
    """Why our opener is ours, as the key of its words in `plan.toml`."""
    if untrue := untruth(stands):
        return untrue
    if opener(stands) == "named":
        return "named"
    slight = stands.noticed == "likely" and stands.damage == "slight"
    return next((cause for cause, holds in SPARED if holds(stands)), "slight" if slight else "unnamed")


def untruth(stands: Standing) -> str | None:
    """Whether an untruth is "corrected" by the next stage or not; None where that isn't the concern."""
    if stands.concern != "integrity" or set(stands.mistakes) == {PLANNED}:
        return None
    put_right = stands.any_of(*FALSE_AS_IT_STANDS) or stands.repaired != UNKNOWN
    return "corrected" if put_right else "uncorrected"


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
    return s.any_of(*FALSE_AS_IT_STANDS) and s.repaired == UNKNOWN


def _screen(s: Standing) -> bool:
    return s.rule == "hit_or_miss"


def _judged_alone(s: Standing) -> bool:
    return s.rule in ("hit_or_miss", "progressive_elimination")


def _added_up(s: Standing) -> bool:
    return s.rule in ("cumulative", "mixed")


def _to_put_right(s: Standing) -> bool:
    """Whether the next stage has something to put right: an answer lost but known is worth its proof."""
    if s.concern == "logistics" or s.repaired == "on_the_spot":
        return False
    slight = s.damage == "slight" and (s.noticed == "likely" or s.known_answer == "yes")
    return s.damage == "serious" or slight


def _marked(s: Standing) -> bool:
    return _open(s) and _to_put_right(s)


def _named(s: Standing) -> bool:
    return _open(s) and opener(s) == "named"


def _screened_out(s: Standing) -> bool:
    return s.status == "rejected" and s.door == "reopenable" and s.stage in ("recruiter_screen", UNKNOWN)


def _plainly_heard(s: Standing) -> bool:
    return s.noticed == "likely" and s.damage == "serious"


def _untouched(s: Standing) -> bool:
    return s.assessed == "no" and s.repaired == UNKNOWN and s.door == UNKNOWN and s.status != "advanced"


def _pay(s: Standing) -> bool:
    return set(s.worst or s.mistakes) == {PAY}


def _to_own_up(s: Standing) -> bool:
    """Whether they plainly heard a word that wants an apology; a figure for pay wants none."""
    return _plainly_heard(s) and s.concern == "conduct" and PAY not in s.worst


def _late(s: Standing) -> bool:
    return s.concern == "logistics" and s.any_of(*OWN_TIME)


def _missed(s: Standing) -> bool:
    return _untouched(s) and (s.concern == "logistics" or s.any_of(*APPOINTMENT))


SPARED: tuple[tuple[str, Callable[[Standing], bool]], ...] = (
    ("alone", _judged_alone),
    ("repaired", lambda s: s.repaired != UNKNOWN),
    ("logistics", lambda s: s.concern == "logistics"),
    ("usual", lambda s: s.usual == "same"),
)
"""What leaves the call unnamed however much they noticed; the first that holds is told."""

DECISIONS: tuple[Decision, ...] = (
    Decision("unwanted", lambda s: s.wanted == "no", "move_on", "none"),
    Decision("overrule", _screened_out, "follow_up_now", "little"),
    Decision("closed_refused", lambda s: _closed(s) and s.status == "rejected", "move_on", "none"),
    Decision("closed_withdrawn", lambda s: _closed(s) and s.status == "withdrawn", "move_on", "none"),
    Decision("closed_shut", lambda s: _closed(s) and s.silence != "long", "move_on", "none"),
    Decision("closed_silence", _closed, "move_on", "none"),
    Decision("correct_anyway", lambda s: _false(s) and _screen(s), "correct_the_record", "none"),
    Decision("correct", _false, "correct_the_record", "little"),
    Decision("welcome", lambda s: s.status == "withdrawn" and s.door == "left_open", "follow_up_now", "some"),
    Decision("reopen", lambda s: _open(s) and s.status == "withdrawn", "follow_up_now", "little"),
    Decision("left_open", lambda s: _open(s) and s.status == "rejected", "wait", "little"),
    Decision("stood_up", lambda s: _untouched(s) and s.stood_up == "yes", "follow_up_now", "some"),
    Decision("missed", _missed, "follow_up_now", "some"),
    Decision("ahead", _untouched, "wait", "none"),
    Decision("not_yet", lambda s: s.assessed == "no" and s.status != "advanced", "wait", "none"),
    Decision("pay", _pay, "raise_at_next_stage", "little"),
    Decision("raise", _named, "raise_at_next_stage", "some"),
    Decision("raise_alone", lambda s: _marked(s) and _judged_alone(s), "wait", "none"),
    Decision("raise_quietly", _marked, "raise_at_next_stage", "little"),
    Decision("through", _open, "wait", "none"),
    Decision("blown_screen", _screen, "wait", "none"),
    Decision("said_already", lambda s: s.repaired != UNKNOWN, "wait", "none"),
    Decision("nobody", lambda s: s.contact == "nobody", "wait", "none"),
    Decision("late", _late, "routine_thank_you_only", "none"),
    Decision("line", lambda s: s.concern == "logistics", "routine_thank_you_only", "none"),
    Decision("own_up", _to_own_up, "follow_up_now", "little"),
    Decision("mend", lambda s: s.known_answer == "yes" and s.damage != "none", "follow_up_now", "little"),
    Decision("add_up", lambda s: _plainly_heard(s) and _added_up(s), "follow_up_now", "some"),
    Decision("nothing", lambda s: s.damage == "none", "routine_thank_you_only", "none"),
    Decision("nothing", lambda s: s.damage == UNKNOWN and s.went_well, "routine_thank_you_only", "none"),
    Decision("untold", lambda s: s.damage == UNKNOWN, "routine_thank_you_only", "none"),
    Decision("heard", lambda s: s.noticed == "likely", "routine_thank_you_only", "none"),
    Decision("thank", lambda _: True, "routine_thank_you_only", "none"),
)


SETTLED = (
    "unwanted", "overrule", "left_open", "welcome", "reopen", "stood_up", "missed", "ahead", "not_yet",
    "said_already", "nobody",
)  # fmt: skip
"""The cases in which how they decide changes nothing that is to be done, or there is nobody to ask."""

NAMED_IN_WRITING = ("own_up", "add_up", "correct", "correct_anyway")
"""The cases whose message says in words what went wrong."""


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


def damage_of(findings: Sequence[Finding], table: Mapping[str, Any]) -> str:
    """None, slight or serious: the findings' weights, each by how likely it was noticed.

    Weights, shares and thresholds are the catalogue's `verdict.toml` (our judgement).
    """
    if not findings:
        return UNKNOWN
    worst: dict[str, float] = {}
    for finding in without_planned(findings):
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
        worst=_worst(debrief.findings),
        repaired=call.repaired.value,
        wanted=call.wanted.value,
        door=call.door.value,
        assessed=call.assessed.value,
        contact=call.contact.value,
        silence=call.silence.value,
        known_answer=call.known_answer.value,
        stood_up=call.stood_up.value,
        went_well=bool(debrief.went_well),
    )


def _worst(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The labels of the findings that weigh as much as the worst, which stands first."""
    return tuple(one.label for one in findings if one.label and one.weight == findings[0].weight)


def decide(stands: Standing) -> Decision:
    """The first line of the policy that applies."""
    return next(decision for decision in DECISIONS if decision.applies(stands))


HELD_BY: Mapping[str, str] = {
    "recruiter_screen": "recruiter",
    "hiring_manager_screen": "hiring_manager",
    "technical_screen": "interviewer",
}
"""Who held a stage, where its kind says so."""


def target(stands: Standing, action: str) -> str:
    """Whom the action is aimed at: who decides, where that is known; nobody where nothing is to be said."""
    if action == "follow_up_now" and _screened_out(stands):
        return "hiring_manager"
    if action in ("move_on", "wait"):
        asked_to_wait = action == "wait" and stands.status == "rejected"
        return "hiring_manager" if asked_to_wait else "none"
    if action == "raise_at_next_stage":
        return _raised_with(stands)
    held = HELD_BY.get(stands.stage)
    if stands.contact in ("interviewer", "hiring_manager") or (stands.contact == "recruiter" and not held):
        return stands.contact
    if stands.stage in ("panel", "final"):
        return UNKNOWN if action == "routine_thank_you_only" else "interviewer"
    return held or "interviewer"


def _raised_with(stands: Standing) -> str:
    """Pay is talked about with whoever brings the offer; the call, with whoever decides."""
    if not _pay(stands):
        return "hiring_manager"
    return "recruiter" if "recruiter" in (stands.contact, HELD_BY.get(stands.stage)) else "hiring_manager"


def judge(
    stands: Standing, process: Process, findings: Sequence[Finding], table: Mapping[str, Any]
) -> Verdict:
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
        question=table["question"]["rule"] if asks and decision.case not in SETTLED else None,
        reasons=process.decision_rule.reasons,
    )


def heeding(findings: Sequence[Finding], verdict: Verdict, table: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings with no repair that the verdict forbids; a correction comes alone."""
    unmended = table["unmended"]

    def heeded(finding: Finding) -> Finding:
        first = verdict.advised_action == "correct_the_record" and finding.label not in FALSE_AS_IT_STANDS
        if not (first or verdict.case in unmended["cases"]) or finding.fix.startswith(
            tuple(unmended["unless"])
        ):
            return finding
        avoid = finding.avoid[:1].lower() + finding.avoid[1:]
        return replace(finding, fix=unmended["says"].format(avoid=avoid))

    return tuple(map(heeded, findings))


def _damage_because(findings: Sequence[Finding], stands: Standing, says: Mapping[str, str]) -> str:
    worst = list(dict.fromkeys(finding.title.lower() for finding in findings))[:3]
    if not worst:
        return says[stands.damage]
    return f"{says[stands.damage]} {', '.join(worst)}"
