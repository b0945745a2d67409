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


@pytest.mark.parametrize(("text", "expected"), [*REMARKS, *VISITS])
def test_stages_among_other_words(text: str, expected: str) -> None:
    assert kinds(text) == expected
