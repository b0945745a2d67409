"""How an employer's texts tell the rule: families of wording, chances with reasons, roles, the question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.call import Call
from ringback.core.decision import DECISION_RULES, decision_rule, infer, question, with_roles
from ringback.core.document import of_material
from ringback.core.process import Process, read_process
from ringback.core.readings import Reading
from ringback.core.stages import STAGE_KINDS, Stage
from ringback.readers import read_text


def read(text: str) -> Process:
    materials = read_text(text, kind="message")
    return read_process(load(), tuple(map(of_material, materials)), Call(), materials=materials)


def stage(kind: str, text: str, words: str, **more: str) -> Stage:
    start = text.index(words)
    return Stage(kind, words, "page", start, start + len(words), **more)  # type: ignore[arg-type]


SAID = [
    ("Whoever lets go of the rope goes home before the second run, and so after the third.", "hit_or_miss"),
    ("Any partner can block a hire, and a block is enough.", "progressive_elimination"),
    ("If one of the cooks would rather not work with you, we don't take you.", "progressive_elimination"),
    ("You have to be successful at every step to reach the next.", "progressive_elimination"),
    ("The committee keeps eight and asks three of them back.", "progressive_elimination"),
    ("We choose on the sample lesson and on nothing else.", "hit_or_miss"),
    ("If the loaf is good the job is yours; if it isn't, we still thank you for coming.", "hit_or_miss"),
    ("The talk carries a third of the final mark, and a slow paper can be made good by it.", "cumulative"),
    ("On Sunday the five of us sit down over soup and agree on one.", "cumulative"),
    ("A 1 on honesty rules you out. For the rest, the three marks are combined into one figure.", "mixed"),
    ("Those who clear the written paper go on to the board.", "progressive_elimination"),
    ("A negative report after any of the three closes your candidacy.", "progressive_elimination"),
    ("An offer needs the agreement of every interviewer.", "progressive_elimination"),
    (
        "Round one takes us from forty down to twelve. Round two is for those twelve.",
        "progressive_elimination",
    ),
    ("The call is there to weed out people who can't work nights.", "hit_or_miss"),
    ("Places are decided solely on the written test.", "hit_or_miss"),
    ("Take off the list anyone whose application lacks the certificate.", "hit_or_miss"),
    ("The talk is worth 40 points and the interview 60.", "cumulative"),
    ("When you have gone home, the interviewers meet to compare notes.", "cumulative"),
    ("A strong visit can make up for a weak call.", "cumulative"),
    (
        "If you don't reach the mark in a paper, you go no further. All marks are then added together.",
        "mixed",
    ),
    ("Those who pass are placed on the eligible list in order of their scores.", "mixed"),
]


@pytest.mark.parametrize(("text", "rule"), SAID)
def test_the_rule_is_heard_in_each_way_of_saying_it(text: str, rule: str):
    assert read(text).decision_rule.value == rule


@pytest.mark.parametrize("text", [text for text, _ in SAID])
def test_a_rule_that_is_read_is_quoted_from_the_text(text: str):
    quote = read(text).decision_rule.quote
    assert quote
    assert quote in text


@pytest.mark.parametrize(
    "text",
    [
        "Congratulations, you passed the call and we would like to invite you to the next stage.",
        "Unfortunately you have not been successful, as other candidates were closer to what we need.",
        "Our process: a call, a task, an interview with two engineers, and a chat with the founder.",
        "Shortlisted applicants will be invited to interview in May.",
        "If you are successful, you will be asked for two references.",
        "Applications that arrive after the closing date will not be considered.",
        "Candidates may withdraw, or ask for feedback, at any stage of the process.",
        "The panel compares each form with the person specification.",
        "You have two interviews with three engineers and then two short tasks.",
        "Monitoring forms play no part in the selection.",
        "Could you drop in for the test on Thursday after six?",
        "Please allow two and a half hours for the interview.",
        "The team was unanimous in asking to see you again.",
        "We take about forty apprentices each year, in six trades.",
        "Candidates who fail to produce their papers will not be seen.",
    ],
)
def test_what_says_nothing_of_how_they_decide_stays_unknown(text: str):
    reading = read(text).decision_rule
    assert (reading.value, reading.basis, reading.quote) == ("unknown", "none", None)


def test_a_mark_to_reach_is_one_screen_alone_and_a_hurdle_among_several_stages():
    text = "A score of at least 24 is required; whoever scores less is not taken further."
    documents = tuple(map(of_material, read_text(text, kind="message")))
    several = tuple(
        Stage(kind, "", "page", 0, 0) for kind in ("phone_interview", "take_home", "panel_or_onsite")
    )
    assert decision_rule(load(), documents).value == "hit_or_miss"
    assert decision_rule(load(), documents, several).value == "progressive_elimination"


def test_that_marks_are_not_carried_over_is_no_pooling():
    text = "The marks of the call are not added to those of the visit, and everyone starts level."
    assert read(text).decision_rule.value not in ("cumulative", "mixed")


def test_what_moved_the_chances_is_told_with_its_words():
    text = "Riverton City Council: your telephone interview is on Monday."
    documents = tuple(map(of_material, read_text(text, kind="message")))
    call = Call(stage=Reading("recruiter_screen", "stated"))
    moved = infer(load(), Reading(), call, documents)
    assert any("recruiter" in reason.says for reason in moved.reasons)
    assert any(reason.quote and "Council" in reason.quote for reason in moved.reasons)
    assert moved.odds["cumulative"] < infer(load(), Reading(), Call()).odds["cumulative"]


def test_one_stage_makes_a_single_screen_likelier_and_many_make_it_rarer():
    def alone(*kinds: str) -> float:
        stages = [Stage(kind, "", "page", 0, 0) for kind in kinds]
        return infer(load(), Reading(), Call(), stages=stages).odds["hit_or_miss"]

    assert alone("phone_interview") > alone() > alone("phone_interview", "take_home", "panel_or_onsite")


def test_nothing_known_moves_nothing():
    assert infer(load(), Reading(), Call()).reasons == ()


@given(st.lists(st.sampled_from(STAGE_KINDS), max_size=6), st.sampled_from((*DECISION_RULES, "unknown")))
def test_the_chances_sum_to_one_whatever_the_stages(kinds: list[str], rule: str):
    stages = [Stage(kind, "", "page", 0, 0) for kind in kinds]
    reading = Reading(rule, "none" if rule == "unknown" else "implied")
    odds = infer(load(), reading, Call(), stages=stages).odds
    assert sum(odds.values()) == pytest.approx(1)
    assert all(0 < chance < 1 for chance in odds.values())


def test_the_question_is_put_only_where_nobody_has_stated_the_rule():
    one, next_one = (
        Stage("phone_interview", "", "page", 0, 0),
        Stage("take_home", "", "page", 0, 0, when="next"),
    )
    asked = {question(load(), Reading(), stages) for stages in ((), (one,), (one, next_one))}
    assert len(asked) == 3
    assert all(words and words.endswith("?") for words in asked)
    assert question(load(), Reading("cumulative", "implied"), ()) is not None
    assert question(load(), Reading("cumulative", "stated"), ()) is None


def test_a_stage_is_a_gate_or_a_part_where_its_own_sentence_says_so():
    text = (
        "You must pass the telephone interview to go on. The best four are asked to the visit. "
        "The talk counts for 40% of the total. There is a lunch."
    )
    stages = (
        stage("phone_interview", text, "telephone interview"),
        stage("panel_or_onsite", text, "visit"),
        stage("presentation", text, "talk"),
        stage("behavioral_or_culture", text, "lunch"),
    )
    told = with_roles(stages, load(), {"page": text})
    assert [(one.role, one.cut) for one in told] == [
        ("gate", None),
        ("gate", "top_n"),
        ("contributor", None),
        ("unknown", None),
    ]


def test_stages_whose_text_is_not_at_hand_keep_their_role_unknown():
    told = with_roles((Stage("take_home", "task", "gone", 0, 4),), load(), {})
    assert told[0].role == "unknown"
