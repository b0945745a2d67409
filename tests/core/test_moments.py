"""A transcript as moments: what the interviewer asks, what is a follow-up, what was answered."""

from __future__ import annotations

import itertools

import pytest

from ringback.catalogue import load
from ringback.core.examples import as_call
from ringback.core.moment import Moment
from ringback.core.moments import asking, moments

CALL = """interviewer: Hi there, how are you this morning?
candidate: Very well, thank you.
interviewer: Lovely. So, tell me a little about yourself and what you do now.
candidate: I run the night desk at a hotel in Leeds, eleven people. Before that I was a porter.
interviewer: And how long have you been on the desk?
candidate: Four years in May.
interviewer: Great. Okay, can you give me an example of a time when a guest was really angry with you?
candidate: There was a wedding and the rooms weren't ready, so I gave the bride the suite.
interviewer: And did that work?
candidate: It did, they came back the year after.
interviewer: Brilliant. So what would you do if two people called in sick on a Saturday?
candidate: I'd ring the agency first, and then I'd go on the desk myself.
interviewer: Okay. Now, money. What were you hoping for?
candidate: About twenty-eight thousand.
interviewer: That's in the range. What's your notice period?
candidate: A month.
interviewer: Good. Do you have any questions for me?
candidate: Yes, how big is the team at the moment, and who would I report to?
interviewer: Fourteen, and you'd report to me."""


@pytest.fixture
def told() -> tuple[Moment, ...]:
    return moments(as_call(CALL), asking(load()))


def _asked(told: tuple[Moment, ...]) -> list[str]:
    return [CALL[one.asked.start : one.asked.end] for one in told]


def test_every_new_matter_is_a_moment_of_its_kind(told: tuple[Moment, ...]):
    assert [one.kind for one in told] == [
        "small_talk", "background", "behavioural", "situational", "salary", "logistics", "their_questions",
    ]  # fmt: skip


def test_a_follow_up_stays_with_its_question(told: tuple[Moment, ...]):
    follow_ups = {one.kind: [CALL[p.start : p.end] for p in one.follow_ups] for one in told if one.follow_ups}
    assert follow_ups == {
        "background": ["And how long have you been on the desk?"],
        "behavioural": ["And did that work?"],
    }


def test_a_moment_quotes_its_question_and_its_answers(told: tuple[Moment, ...]):
    assert "what would you do if two people called in sick" in _asked(told)[3]
    answers = [CALL[place.start : place.end] for place in told[3].answers]
    assert answers == ["I'd ring the agency first, and then I'd go on the desk myself."]


def test_the_gist_is_in_the_candidates_own_words(told: tuple[Moment, ...]):
    gist = told[1].gist
    assert gist is not None
    assert "night desk" in CALL[gist.start : gist.end]


def test_an_answer_that_never_came_is_none():
    call = "interviewer: Tell me about yourself.\ncandidate: I cook.\ninterviewer: Why do you want this job?"
    last = moments(as_call(call), asking(load()))[-1]
    assert last.kind == "motivation"
    assert not last.answered
    assert last.gist is None


def test_nobody_asks_where_it_isnt_known_who_the_candidate_is():
    call = as_call("interviewer: Why us?\ncandidate: It's near.")
    nobody = type(call)(call.source, call.kind, call.text, tuple(
        type(p)(p.turn, "unknown", p.index) for p in call.passages
    ))  # fmt: skip
    assert moments(nobody, asking(load())) == ()


def test_the_moments_cover_the_turns_in_order(told: tuple[Moment, ...]):
    spans = [(one.first, one.last) for one in told]
    assert spans == sorted(spans)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(spans))
