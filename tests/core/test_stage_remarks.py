"""Lines that say more than their stages: remarks around them, and visits whose contents are listed."""

from __future__ import annotations

import pytest
from tests.core.test_stage_line import kinds

REMARKS = [
    # what is said of the process once it is told
    ("Phone interview, homework. We think interviews should be fair", "phone > task"),
    ("Phone interview, homework. The homework is a small project", "phone > task"),
    ("Phone interview; pairing; interviews are in English", "phone > pairing"),
    ("Call with HR, trial day. You can choose another interview date", "recruiter > trial"),
    ("Phone screen, lunch. Two rounds", "phone > culture"),
    ("Phone interview, homework. Believe us, nobody ever liked the puzzles and quizzes", "phone > task"),
    # what is said before it
    ("We believe interviews should be kind. Phone call, then a trial day", "phone > trial"),
    ("We don't do take-homes. Phone call, then pairing", "phone > pairing"),
    ("For engineers: phone call, pairing", "phone > pairing"),
    # a cue, or too little told before, and it is a stage
    ("Phone interview, homework. The last step is a lunch", "phone > task > culture"),
    ("Phone interview. The homework is a small project", "phone > task"),
    ("Phone screen; homework; half a day in the office", "phone > task > panel"),
]


VISITS = [
    ("Call, group interview including a presentation and pairing", "phone > panel"),
    ("Call, half a day on site covering pairing, a talk with sales and lunch", "phone > panel"),
    ("On-site with pairing, system design and lunch, closing call with the CEO", "panel > final"),
    ("Office visit: meet the team, eat cake, pairing", "panel"),
    ("On-site with pairing and a chat", "pairing"),
]

OTHER = [
    # hours in brackets are no item of a list
    ("Pairing (2 h) and lunch (1 h)", "pairing > culture"),
    # what a colon or an ordinal gives a title to
    ("Phone call, technical interview: live coding, lunch", "phone > technical > culture"),
    ("1st interview: by phone. 2nd interview: technical", "phone > technical"),
    ("Phone call, homework. Last, a talk with HR", "phone > task > recruiter"),
    ("Interview 1: HR. Interview 2: technical", "recruiter > technical"),
    ("Round 1: HR, Round 2: homework", "recruiter > task"),
    ("i) phone call ii) homework iii) office visit", "phone > task > panel"),
    # a task that is talked about
    ("Phone, homework, going over the homework", "phone > task > task review"),
    # departments are people
    ("Interview with people from sales, design and product", "panel"),
    ("Phone interview, talk with the committee (a manager, a peer)", "phone > panel"),
    # other places, other people
    ("Phone and onsite", "phone > panel"),
    ("Technical phone screen + onsite", "technical phone > panel"),
    ("Coffee with the owner", "final"),
    # who presents what, and talks about what
    ("Phone call, homework, presentation of the homework", "phone > task > task review"),
    ("Homework, then talk about the role with HR", "task > recruiter"),
    ("CV and code sample, then a discussion of the sample", "application > technical"),
    ("Code review of your public projects and a team interview", "technical > panel"),
    # an hour on a subject, and what goes on with it
    ("Phone call, an hour on values and how we work", "phone > culture"),
    ("Technical interview consisting of a talk about your work and a code review", "technical"),
    ("Homework, about two hours, then lunch", "task > culture"),
]


@pytest.mark.parametrize(("text", "expected"), [*REMARKS, *VISITS, *OTHER])
def test_stages_among_other_words(text: str, expected: str) -> None:
    assert kinds(text) == expected
