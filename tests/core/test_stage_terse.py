"""Terse lists of stages, as people type them into one field: what else is read in them."""

from __future__ import annotations

import pytest
from tests.core.test_stage_line import kinds, read, words

from ringback.catalogue import load
from ringback.core.stage_pages import read_stages

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
    # marks of a list
    ("1/ call 2/ homework 3/ team lunch", "phone > task > culture"),
    ("A) phone call B) take-home C) review of the take-home D) references",
     "phone > task > task review > references"),
    ("Stage I: phone. Stage II: homework. Stage III: lunch.", "phone > task > culture"),
    ("Round 1 - call with HR. Round 2 - test. Round 3 - interview with the director.",
     "recruiter > test > final"),
    ("call ⇒ case study ⇒ presentation ⇒ offer", "phone > task > presentation > offer"),
    ("CV ↓ video interview ↓ day with the team ↓ offer", "application > video > trial > offer"),
    ("📞 call → 💻 live coding → 🍻", "phone > technical > culture"),
    ("Call with the owner 🍻, homework", "final > task"),
    # abbreviations
    ("recruiter screen, OA, VO, refs, offer", "recruiter > test > panel > references > offer"),
    ("HM chat / sys design / beh / offer", "manager > design > culture > offer"),
    ("phone w/ TA, tech screen, f2f", "recruiter > technical phone > panel"),
    ("Screening with HR. A technical interview", "recruiter > technical"),
    ("Call w/o homework, then beers w/ the team", "phone > culture"),
    # verbs
    ("You call us. You fix one thing in our repo. We look at it with you.", "phone > task > task review"),
    ("You do a small job at home, you explain it to us, we eat together", "task > task review > culture"),
    ("You write to us, we chat, you work a day with us, paid", "application > phone > trial"),
    ("You email, we call, you visit, we offer", "application > phone > panel > offer"),
    ("After a recruiter call you get a homework, which you then present to two engineers.",
     "recruiter > task > presentation"),
    ("Pick an issue, fix it, then walk us through it and extend it", "task > task review"),
    # told twice
    ("In short: talk, task, talk. In full: a phone call with HR, a take-home, and a discussion of it",
     "recruiter > task > task review"),
    ("TLDR: call → pairing → offer. In detail: the pairing takes two hours", "phone > pairing > offer"),
    # no more, or never
    ("Whiteboard? We stopped that years ago. You get a call and a pairing session", "phone > pairing"),
    ("We used to give a take-home; not any more. Now: video call, live coding", "video > technical"),
    ("Leetcode? Never. Phone call with a developer, then an office visit", "technical phone > panel"),
    ("Test (scrapped last year), now: call with HR, homework", "recruiter > task"),
    ("Telephone call, visit (no coding, no test)", "phone > panel"),
    # of interviews in general
    ("Call with the manager, task, review of the task. That's the whole interview.",
     "manager > task > task review"),
    ("Everybody who talks to you has a vote. You meet: HR, the team lead, the founder.",
     "recruiter > manager > final"),
    ("Process varies by squad: recruiter, squad lead, pairing", "recruiter > manager > pairing"),
    ("Two interviews and you're done: one with HR, one with the CEO", "recruiter > final"),
    ("We meet twice: once on Zoom with two of the team, once in the office", "video > panel"),
    ("First call: recruiter. Second call: engineering manager.", "recruiter > manager"),
    # one visit
    ("Phone call, afternoon at the studio with a portfolio talk and a drawing exercise", "phone > panel"),
    ("Homework, homework review and culture chat in one sitting", "task > panel"),
    ("Homework, then half a day with the team, including pairing and lunch", "task > panel"),
    # a coffee with somebody who decides is a talk with them, a lunch isn't
    ("Coffee with the founder; lunch with HR", "final > culture"),
    ("A kata, together", "pairing"),
    ("Interview by e-mail, then face-to-face", "application > panel"),
    ("Do the challenge on our site, talk to two engineers about it", "task > task review"),
    ("Homework or a walkthrough of your side project", "task? > technical?"),
    ("1h with the manager, 1h with our CTO", "manager > final"),
    # another order
    ("Panel interview, preceded by a phone screen", "phone > panel"),
    ("Trial day. Before that: a call with HR.", "recruiter > trial"),
    ("Interview with the manager after a short online test", "test > manager"),
    # a name, and in brackets what it is
    ("First the boring part (recruiter, 10 min), then the tasty part (lunch)", "recruiter > culture"),
    ("A screen (phone), a test (at home), an office (team, 2 h)", "phone > task > panel"),
    # whatever it is called, it is held with somebody
    ("Task, its review, then a word with the headmistress", "task > task review > final"),
    ("Task, usually with the team", "task"),
    # clauses
    ("After an online test there is a telephone interview, and after that a visit", "test > phone > panel"),
    ("Homework, then a session where you present your solution", "task > presentation"),
    # what stands behind all of them
    ("Phone call. Coding interview, system design, behavioural, all on the same day", "phone > panel"),
    ("Phone, then homework, all on the same day", "phone > task"),
    # bare words in a row of steps
    ("e-mail → phone → office → contract", "application > phone > panel > offer"),
    ("CV, 2 calls, 1 visit, contract.", "application > phone > panel > offer"),
    ("Coding challenge on HackerRank, chat with the owner", "test > final"),
    ("Tea with the owner; a meeting with the owner, and cake", "final > final > culture"),
    ("Depends on you: call, pairing (for juniors) or system design", "phone > pairing? > design?"),
    ("A coffee or a call; a task", "culture? > phone? > task"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TERSE, ids=[text[:40] for text, _ in TERSE])
def test_a_terse_list_is_read(text: str, told: str) -> None:
    assert kinds(text) == told


def test_maybe_a_second_talk_has_its_place() -> None:
    assert read("Talk with the CTO. Maybe a second talk with the team")[1]
    assert not read("Pairing with the team. Sometimes lunch")[1]


def test_an_offer_named_as_a_step_is_one_and_what_is_told_late_keeps_its_words() -> None:
    text = "Panel interview (one hour), preceded by a phone screen of ten minutes. Offer."
    stages = read_stages(text, "line", words(), load(None)).stages
    assert [(stage.kind, stage.minutes) for stage in stages] == [
        ("phone_interview", (10, 10)),
        ("panel_or_onsite", (60, 60)),
        ("offer", None),
    ]
    assert all(stage.quote == text[stage.start : stage.end] for stage in stages)
