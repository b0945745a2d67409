"""Guided recall from the first question to the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ringback.app import cases
from ringback.app.circumstances import Circumstances
from ringback.app.keep import keep, of_case
from ringback.app.recall import GuidedRecall, kept_in
from ringback.app.worked_out import of_recall
from ringback.catalogue import load
from ringback.core.answers import no_fact
from ringback.core.recall import few_questions_left
from ringback.readers import read_text
from ringback.store.database import Store

CATALOGUE = load()
NOW = datetime(2026, 3, 4, 20, 30, tzinfo=ZoneInfo("Europe/Dublin"))
AROUND = Circumstances(NOW, "Europe/Dublin")
STORY = (
    "A woman from the depot rang about the dispatcher job. She asked how I would plan a week of"
    " deliveries and my mind went blank. I rambled on about my old job for minutes, then she went quiet."
)
ASKED_ON = {
    "story": STORY,
    "came_of_it": "advanced",
    "noticed": "likely",
    "usual": "better",
    "next_form": "in_person",
    "next_when": "Tuesday at 10:00",
    "proof": "I can show a one-page plan of the returns desk",
    "reason": "I had come straight from a night shift",
    "standard": "it was well below my usual standard",
    "the_question": "how I'd plan a week of deliveries",
    "your_name": "Ines",
}


def told(**answers: str | None) -> GuidedRecall:
    """A recall gone through by someone who answers so and leaves the rest out."""
    guided = GuidedRecall(AROUND, CATALOGUE)
    while left := guided.left():
        guided.answer(left[0], answers.get(left[0].id))
    return guided


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = cases.open_store(tmp_path / "home", NOW)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "words", "why"),
    [
        ("proof", "I don't have anything to show", "isn't there"),
        ("reason", "maybe it was the line", "open"),
        ("standard", "she said it was fine", "somebody else"),
        ("standard", "better than that", None),
        ("proof", "no", None),
        ("answer", "If it drifted I'd take it out of use", None),
        ("the_question", "What would you do if it drifts?", None),
        ("came_of_it", "advanced", None),
    ],
)
def test_an_answer_that_could_not_be_used_is_told_why(question: str, words: str, why: str | None) -> None:
    told_why = no_fact(CATALOGUE.questions[question], words, CATALOGUE)
    assert told_why is None if why is None else why in str(told_why)


def test_the_story_and_the_answers_together_make_the_report() -> None:
    report = told(**ASKED_ON).report()
    assert report.verdict.door == "open"
    assert report.plan.opener == "named"
    assert report.call.next_stage.value == "in_person"
    assert {"blanked_on_question", "rambling"} <= set(report.debrief.labels)
    assert ASKED_ON["proof"] in [fact.text for fact in report.facts]


def test_the_words_rest_on_what_was_typed() -> None:
    report = told(**ASKED_ON).report()
    opener = next(draft for draft in report.drafts if draft.kind == "opener_named")
    assert "night shift" in opener.text
    assert "plan of the returns desk" in opener.text


def test_a_day_that_was_answered_is_the_day_of_the_plan() -> None:
    days = [mention.when for mention in told(**ASKED_ON).known().mentions if mention.kind == "next_stage"]
    assert datetime(2026, 3, 10, 10, tzinfo=ZoneInfo("Europe/Dublin")) in days


def test_who_leaves_everything_out_still_gets_a_report() -> None:
    guided = told()
    assert set(guided.answers.values()) == {None}
    assert guided.report().verdict.headline


@pytest.mark.full  # asks anew each time
@pytest.mark.parametrize("words", ["no", "I don't know", "Nothing.", "?", "n/a"])
def test_an_answer_that_says_nothing_counts_as_left_out(words: str) -> None:
    guided = told(**{**ASKED_ON, "proof": words})
    assert guided.answers["proof"] is None
    assert "proof" not in [fact.kind for fact in guided.report().facts]


def test_a_choice_is_taken_as_chosen_even_where_its_value_reads_as_no() -> None:
    assert told(wanted="no").report().verdict.advised_action == "move_on"
    assert told(**{**ASKED_ON, "usual": "same"}).known().call.usual.value == "same"


def test_what_was_done_about_it_first_is_asked_no_second_time() -> None:
    guided = told(**{**ASKED_ON, "story": f"{STORY} They have invited me to the next stage on Tuesday."})
    assert "came_of_it" not in guided.answers


def test_a_mistake_owned_up_to_brings_the_correction_in_its_own_words() -> None:
    report = told(
        story="I had a call with the depot on Monday.",
        came_of_it="awaiting_result",
        untrue="dishonest_answer",
        said="that I had finished the forklift course",
        truth="I finish the forklift course in May",
    ).report()
    assert report.verdict.advised_action == "correct_the_record"
    assert "forklift course" in next(draft.text for draft in report.drafts if draft.kind == "correction")


def test_beside_a_file_at_most_three_are_asked_and_the_file_is_read_with_them() -> None:
    guided = GuidedRecall(AROUND, CATALOGUE, read_text(STORY, "account.txt"), choose=few_questions_left)
    while left := guided.left():
        guided.answer(left[0], {"came_of_it": "advanced", "usual": "better"}.get(left[0].id))
    assert len(guided.answers) == 3
    assert guided.report().verdict.door == "open"


def test_words_of_self_harm_end_the_questions_and_are_kept_nowhere(store: Store) -> None:
    begun = cases.begin_recall(store, NOW)
    guided = GuidedRecall(AROUND, CATALOGUE, keep=kept_in(store, begun.id, NOW))
    guided.answer(guided.left()[0], "I froze again. I don't want to live any more, I want to kill myself.")
    assert guided.left() == ()
    assert guided.report().helplines
    kept = cases.unfinished_recall(store)
    assert kept is not None
    assert kept.answers == ()


def test_each_answer_is_in_the_store_before_the_next_question(store: Store) -> None:
    begun = cases.begin_recall(store, NOW)
    guided = GuidedRecall(AROUND, CATALOGUE, keep=kept_in(store, begun.id, NOW))
    for words in (STORY, "advanced", None):
        guided.answer(guided.left()[0], words)
        kept = cases.unfinished_recall(store)
        assert kept is not None
        assert {one.question: one.answer for one in kept.answers} == guided.answers


def test_a_recall_taken_up_again_goes_on_where_it_was(store: Store) -> None:
    begun = cases.begin_recall(store, NOW)
    first = GuidedRecall(AROUND, CATALOGUE, keep=kept_in(store, begun.id, NOW))
    for words in (STORY, "advanced"):
        first.answer(first.left()[0], words)
    kept = cases.unfinished_recall(store)
    assert kept is not None
    again = GuidedRecall(AROUND, CATALOGUE, answers={one.question: one.answer for one in kept.answers})
    assert again.left() == first.left()


def test_going_back_puts_the_question_before_again() -> None:
    guided = GuidedRecall(AROUND, CATALOGUE)
    guided.answer(guided.left()[0], STORY)
    asked = guided.left()[0]
    guided.answer(asked, "rejected")
    guided.back()
    assert guided.left()[0] == asked


def test_an_account_kept_with_its_case_is_not_read_twice() -> None:
    guided = told(**ASKED_ON)
    again = GuidedRecall(AROUND, CATALOGUE, guided.known().materials, dict(guided.answers))
    assert len(again.known().documents) == 1
    assert again.known().debrief == guided.known().debrief


def test_words_of_self_harm_in_any_answer_bring_whom_to_ring_into_the_report() -> None:
    guided = told(story=STORY)
    guided.answer(CATALOGUE.questions["reason"], "I have been thinking of ending my life")
    assert guided.report().helplines


def next_stages(guided: GuidedRecall) -> set[object]:
    """The days that the next stage is taken to be on."""
    return {one.when for one in guided.known().mentions if one.kind == "next_stage" and one.when}


def test_a_day_that_was_answered_counts_from_when_it_was_answered(store: Store) -> None:
    begun = cases.begin_recall(store, NOW)
    guided = GuidedRecall(AROUND, CATALOGUE, keep=kept_in(store, begun.id, NOW))
    answers = {**ASKED_ON, "next_when": "the day after tomorrow at 10:00"}
    while left := guided.left():
        guided.answer(left[0], answers.get(left[0].id))
    friday = datetime(2026, 3, 6, 10, tzinfo=ZoneInfo("Europe/Dublin"))
    assert next_stages(guided) == {friday}

    later = replace(AROUND, now=NOW + timedelta(days=1))
    taken_up = GuidedRecall(later, CATALOGUE)
    taken_up.take_up(cases.recall_under_way(store, begun.id).answers)
    assert next_stages(taken_up) == {friday}
    case = keep(store, (), of_recall(guided), NOW, begun.id)
    file = cases.show(store, case.id)
    assert next_stages(of_case(file, later, CATALOGUE)) == {friday}

    answered_anew = of_case(file, later, CATALOGUE)
    answered_anew.answer(CATALOGUE.questions["next_when"], answers["next_when"])
    assert next_stages(answered_anew) == {friday + timedelta(days=1)}


def test_a_day_told_in_the_story_counts_from_when_the_story_was_told(store: Store) -> None:
    begun = cases.begin_recall(store, NOW)
    guided = GuidedRecall(AROUND, CATALOGUE, keep=kept_in(store, begun.id, NOW))
    guided.answer(CATALOGUE.questions["story"], f"{STORY} They want me to come in the day after tomorrow.")
    assert next_stages(guided) == {date(2026, 3, 6)}
    later = GuidedRecall(replace(AROUND, now=NOW + timedelta(days=4)), CATALOGUE)
    later.take_up(cases.recall_under_way(store, begun.id).answers)
    assert next_stages(later) == {date(2026, 3, 6)}
