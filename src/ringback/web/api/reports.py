"""The shapes of what is worked out of texts: report, process map, debrief, review."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from ringback.web.api.shapes import (
    Chance,
    Damage,
    DecisionRule,
    Door,
    Draft,
    Finding,
    Heard,
    Helpline,
    Moment,
    Odds,
    Person,
    Reason,
    Shape,
    Source,
    Stage,
)

Basis = Literal["stated", "implied", "none"]
Schema = Field(alias="schema", description="Its name and number; a field is renamed only with a new number.")


class Reading(Shape):
    """One thing known of the call, and how."""

    value: str
    basis: str
    reasons: list[Reason]


class Row(Shape):
    """One line of figures in words."""

    what: str
    says: str


class Chances(Shape):
    """The odds of the case in words and figures, under each decision rule that may hold."""

    heading: str
    opens: str
    rows: list[Row]
    withheld: str | None
    first: Chance | None
    rule: str | None
    by_rule: dict[str, Odds]
    reasons: list[Reason]


class Step(Shape):
    """One thing to do; `when` is a time, a day, or null."""

    key: str
    when: str | None
    words: str
    does: str


class Plan(Shape):
    """What to do, when, with whom, and what not to."""

    action: str
    target: str
    channel: str | None
    proof: str | None
    opener: str | None
    drafts: list[str]
    steps: list[Step]
    now: Step
    avoid: list[str]
    silence_by: str | None
    reasons: list[Reason]


class ReportFact(Shape):
    """A statement that the drafts rest on."""

    number: int
    kind: str
    text: str
    provenance: Literal["told", "found", "proposed"]
    confirmed: bool
    quote: str
    source: str
    start: int
    end: int


class Declined(Shape):
    """A lie that was asked for, and a true sentence instead."""

    quote: str
    says: str
    instead: str | None


class Process(Shape):
    """The employer's stages as far as they are told."""

    stages: list[Stage]
    order_known: bool
    stage_kind: str | None


class Report(Shape):
    """Whether the damage can be undone, who decides, what to do when, and in what words."""

    schema_: Literal["ringback/recover/1"] = Schema
    title: str
    made: datetime
    zone: str
    catalogue: str
    channel: Literal["phone", "video", "in_person", "mixed", "unknown"]
    stage: str
    decision_rule: DecisionRule
    rule_basis: Basis
    rule_quote: str | None
    rule_odds: dict[str, float]
    status: Literal["awaiting_result", "advanced", "rejected", "withdrawn", "unknown"]
    mistakes: list[str]
    concern: str | None
    verdict: Door
    damage: Damage
    repair_worth: Literal["none", "little", "some"]
    advised_action: Literal[
        "follow_up_now",
        "raise_at_next_stage",
        "routine_thank_you_only",
        "wait",
        "move_on",
        "correct_the_record",
    ]
    target: Literal["interviewer", "recruiter", "hiring_manager", "none", "unknown"]
    headline: str
    because: str
    helplines: list[Helpline]
    notices: list[str]
    materials: list[Source]
    unread: bool
    readings: dict[str, Reading]
    people: list[Person]
    process: Process
    findings: list[Finding]
    moments: list[Moment]
    signals: list[Heard]
    went_well: list[Heard]
    not_yours: list[Heard]
    odds: Chances
    plan: Plan
    drafts: list[Draft]
    facts: list[ReportFact]
    refusals: list[Declined]
    reasons: list[Reason]


class TimeTold(Shape):
    """A time or a length as told; `when` as far as it can be worked out."""

    kind: str
    quote: str
    when: str | None
    or_when: str | None


class ProcessMap(Shape):
    """What the texts tell of an employer's process."""

    schema_: Literal["ringback/process/1"] = Schema
    employer: str | None
    made: datetime
    zone: str
    stages: list[Stage]
    order_known: bool
    stage_kind: str | None
    decision_rule: DecisionRule
    rule_basis: Basis
    rule_quote: str | None
    rule_odds: dict[str, float]
    question: str | None
    decision_makers: list[Person]
    datetime_text: str | None
    deadline_or_turnaround: str | None
    times: list[TimeTold]
    due: list[TimeTold]
    follow_up_allowed: Literal["yes", "no", "unknown"]
    reasons: list[Reason]
    notices: list[str]
    materials: list[Source]


class Compared(Shape):
    """How the call compares with its owner's usual level, in SD of the candidates compared."""

    point: float | None
    low: float | None
    high: float | None
    says: str
    reasons: list[Reason]


class NumberedFinding(Finding):
    """A finding under its number, from 1."""

    number: int


class LookBack(Shape):
    """One call looked back at, question by question."""

    schema_: Literal["ringback/debrief/1"] = Schema
    made: datetime
    zone: str
    from_memory: bool
    unread: bool
    moments: list[Moment]
    findings: list[NumberedFinding]
    mistakes: list[str]
    concern: str | None
    damage: Damage
    compared: Compared
    went_well: list[Heard]
    not_yours: list[Heard]
    signals: list[Heard]
    helplines: list[Helpline]
    notices: list[str]
    materials: list[Source]


class LineFinding(Finding):
    """A finding in a draft, at its line and column, both from 1; it ends before `end_column`."""

    line: int
    column: int
    end_line: int
    end_column: int


class Review(Shape):
    """A draft judged before it goes."""

    schema_: Literal["ringback/review/1"] = Schema
    kind: str | None
    moves: list[str]
    faults: list[str]
    quality: Literal["good", "mixed", "poor"]
    score: float = Field(ge=0, le=1)
    findings: list[LineFinding]
    words: int
    seconds: int
    case: str | None
