"""The stages of an employer's process: what a stage is, and how finely its kind is told."""

from __future__ import annotations

from dataclasses import dataclass

STAGE_KINDS = (
    "application",
    "recruiter_screen",
    "phone_interview",
    "technical_phone_screen",
    "video_interview",
    "online_assessment",
    "take_home",
    "take_home_review",
    "technical_interview",
    "pair_programming",
    "system_design",
    "behavioral_or_culture",
    "presentation",
    "hiring_manager_interview",
    "panel_or_onsite",
    "trial_day_or_project",
    "executive_or_final",
    "reference_check",
    "offer",
)

COARSE = {
    "recruiter_screen": "recruiter_screen",
    "hiring_manager_interview": "hiring_manager_screen",
    "technical_phone_screen": "technical_screen",
    "technical_interview": "technical_screen",
    "pair_programming": "technical_screen",
    "system_design": "technical_screen",
    "panel_or_onsite": "panel",
    "executive_or_final": "final",
}
"""A stage's kind as the call's stage is told: the coarse view; a kind that isn't here is unknown there."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One meeting, call, exercise or gate that a candidate goes through.

    `quote` is `text[start:end]` of `source`. `sure` is false where nothing names the kind and a default
    was taken. `when` is done, next, to_come or unknown; `minutes` the shortest and longest told;
    `role` is gate (it can end it), contributor (its result is pooled) or unknown, and `cut` says how a
    gate cuts: pass_mark, top_n or None.
    """

    kind: str
    quote: str
    source: str
    start: int
    end: int
    optional: bool = False
    sure: bool = True
    when: str = "unknown"
    run_by: str | None = None
    minutes: tuple[int, int] | None = None
    assesses: str | None = None
    role: str = "unknown"
    cut: str | None = None
