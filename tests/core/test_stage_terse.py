"""Terse lists of stages, as people type them into one field: what else is read in them."""

from __future__ import annotations

import pytest
from tests.core.test_stage_line import kinds, read

TERSE = [
    # what is done before their eyes
    ("Coding exercise in a shared editor, interview with the team", "technical > panel"),
    ("Coding task (bring your own laptop), then lunch", "technical > culture"),
    # a visit, and what names it
    ("Come by for an afternoon of pairing", "pairing"),
    ("Homework, then an on-site with a code review, system design and a culture interview", "task > panel"),
    ("Screening call, homework, day in the studio", "phone > task > panel"),
    ("Homework, review session and face-to-face with the team", "task > task review > panel"),
    # a follow-up is called so for its place
    ("Homework, follow-up call", "task > task review"),
    ("Pairing, follow-up call with the CTO", "pairing > final"),
    ("Coding challenge with follow-up discussion", "task > task review"),
    # the words before the colon are a title
    ("Two video calls: one with HR, one technical", "recruiter > technical"),
    ("First interview: get to know us. Second interview: talk about past projects", "panel > technical"),
    # a medium beside another is the same talk
    ("First a chat by phone or video, then homework", "phone > task"),
    ("Teams call, homework", "video > task"),
    # who, and about what
    ("Recruiter call, homework", "recruiter > task"),
    ("Interviews with HR and the CTO", "recruiter > final"),
    ("Non-technical interview with the team lead", "manager"),
    ("Two interviews (technical & non-technical)", "technical > culture"),
    ("Structured interview about collaboration", "culture"),
    ("Chat about architecture", "design"),
    # relative clauses describe, they add no stage
    ("On-site technical interview, where we discuss problems we had", "technical"),
    # what ends a process is no stage of it
    ("CV check, phone call, pairing", "application > phone > pairing"),
    # slashes between blanks are commas
    ("Call with HR / practical task / technical interview", "recruiter > task > technical"),
    # aims and conditions
    ("Call with the founder to see if there's a mutual fit, homework", "final > task"),
    ("Homework with optional on-site presentation", "task > presentation?"),
    ("Phone call. Depending on seniority, a take-home. Then a trial day", "phone > task? > trial"),
    ("Hour-long call, homework (or two hours of pairing)", "phone > task"),
    # a social hour is never an aim
    ("Technical interviews on things you have built, plus dinner with the team", "technical > culture"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TERSE, ids=[text[:40] for text, _ in TERSE])
def test_a_terse_list_is_read(text: str, told: str) -> None:
    assert kinds(text) == told


def test_maybe_a_second_talk_has_its_place() -> None:
    assert read("Talk with the CTO. Maybe a second talk with the team")[1]
    assert not read("Pairing with the team. Sometimes lunch")[1]
