"""Which questions the guided recall asks, in which order, and what the answers come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core import answers as told
from ringback.core.answers import RULE, STORY, Answers, as_noticed, readings, told_facts, with_told
from ringback.core.call import VALUES, Call, answered
from ringback.core.catalogue import Catalogue, Question, Situation
from ringback.core.debrief import Debrief, Finding, main_concern
from ringback.core.decision import DECISION_RULES, rule_odds
from ringback.core.plan import opener
from ringback.core.process import Process, read_process
from ringback.core.readings import Reading
from ringback.core.recall import (
    SoFar,
    Worlds,
    chances,
    few_questions_left,
    is_known,
    questions_left,
    questions_that_settle,
)
from ringback.core.verdict import Standing, decide, standing, target

pytestmark = pytest.mark.full  # tries every answer in every situation

CATALOGUE = load()
QUESTIONS = CATALOGUE.questions
MOST = 12
CHOICES = [one for one in QUESTIONS.values() if one.answers]
WORDS = {
    "next_when": "next Tuesday at ten",
    "promised": "by Friday",
    "the_question": "how I'd plan a week of deliveries",
    "reason": "I had come straight from a night shift",
    "standard": "it was well below how I usually do",
    "proof": "I can show a one-page plan of the returns desk",
    "answer": "I'd start from the orders that can't wait and plan back from those",
    "said": "I said that I had finished the course",
    "truth": "I finish the course in March",
    "withdrew": "I withdrew last week by mail",
    "your_name": "Ines",
    "story": "It went badly.",
    "went_wrong": "I lost my thread.",
}


def finding(label: str, noticed: str = "unknown") -> Finding:
    rule = next(rule for rule in CATALOGUE.mistakes.values() if rule.label == label)
    return Finding(
        rule.id, label, rule.title, rule.weight, rule.concern, noticed, "account", 0, 1, "x", None,
        rule.says, rule.why, rule.repair, rule.avoid, (),
    )  # fmt: skip


def so_far(*findings: Finding, is_told: bool = True, **readings_told: str) -> SoFar:
    """What is known from an account: its mistakes, and fields that it states."""
    call = answered(Call(), readings_told)
    rule = Reading()
    debrief = Debrief(findings, (), (), main_concern(findings))
    return SoFar(call, Process(rule, rule_odds(CATALOGUE, rule, call)), debrief, told=is_told)


def after(known: SoFar, answers: Answers) -> SoFar:
    """The same with answers, all given at once."""
    fields = readings(answers, CATALOGUE)
    call = answered(known.call, fields)
    process = read_process(CATALOGUE, (), call, (), told=fields.get(RULE, known.process.decision_rule.value))
    debrief = as_noticed(known.debrief, fields["noticed"]) if "noticed" in fields else known.debrief
    days = told.told_days(answers, CATALOGUE)
    names = told.told_particulars(answers, CATALOGUE)
    return replace(
        known,
        call=call,
        process=process,
        debrief=with_told(debrief, answers, CATALOGUE),
        facts=(*known.facts, *told_facts(answers, CATALOGUE)),
        named=frozenset({*known.named, *days, *names}),
        told=known.told or bool(told.account(answers, CATALOGUE)),
    )


def advice(known: SoFar) -> tuple[str, str, str, str | None]:
    stands = stands_of(known)
    decision = decide(stands)
    return decision.action, target(stands, decision.action), decision.worth, opener(stands)


def stands_of(known: SoFar) -> Standing:
    return standing(known.call, known.process, known.debrief, CATALOGUE.phrases["verdict"])


Reply = Callable[[Question], str | None]


def asked(known: SoFar, reply: Reply) -> Iterator[tuple[Question, SoFar, dict[str, str | None]]]:
    """Every question put to someone who replies so, with what was known and answered before it."""
    answers: dict[str, str | None] = {}
    while left := questions_left(here := after(known, answers), answers, CATALOGUE):
        yield left[0], here, dict(answers)
        assert len(answers) <= len(QUESTIONS), "it goes on for ever"
        answers[left[0].id] = reply(left[0])


def replies(choices: dict[str, str | None]) -> Reply:
    """Someone who answers so, and leaves the rest out."""
    return lambda question: choices.get(question.id)


def ids(known: SoFar, **choices: str | None) -> list[str]:
    return [question.id for question, _, _ in asked(known, replies(choices))]


def any_reply(question: Question) -> st.SearchStrategy[str | None]:
    values = [value for value, _ in question.answers] or [WORDS[question.id]]
    return st.sampled_from([None, *values])


somebody: st.SearchStrategy[dict[str, str | None]] = st.fixed_dictionaries(
    {one.id: any_reply(one) for one in QUESTIONS.values()}
)
labels = st.lists(
    st.sampled_from(["blanked_on_question", "rambling", "tactless_remark", "late", "stale_statement"]),
    unique=True,
    max_size=3,
)
stated = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in VALUES.items()}
)
anything_known = st.builds(
    lambda found, fields, is_told: so_far(*map(finding, found), is_told=is_told, **fields),
    labels,
    stated,
    st.booleans(),
)


@given(anything_known, somebody)
@settings(max_examples=25)
def test_nobody_is_asked_more_than_twelve_questions_after_the_story_or_one_twice(
    known: SoFar, person: dict[str, str | None]
) -> None:
    put = ids(known, **person)
    assert len([one for one in put if QUESTIONS[one].fills != STORY]) <= MOST
    assert len(put) == len(set(put))


@given(anything_known, somebody)
@settings(max_examples=25)
def test_what_is_known_is_never_asked(known: SoFar, person: dict[str, str | None]) -> None:
    for question, here, _ in asked(known, replies(person)):
        assert not is_known(question, here, CATALOGUE)
        if question.fills in VALUES and question.fills != "status":
            assert not getattr(here.call, question.fills).known


@given(anything_known, somebody, st.randoms(use_true_random=False))
@settings(max_examples=12)
def test_the_same_answers_always_bring_the_same_questions(
    known: SoFar, person: dict[str, str | None], random: st.random_module
) -> None:
    for question, here, answers in asked(known, replies(person)):
        entries = list(QUESTIONS.items())
        given_so_far = list(answers.items())
        random.shuffle(entries)  # type: ignore[attr-defined]
        random.shuffle(given_so_far)  # type: ignore[attr-defined]
        shuffled = replace(CATALOGUE, questions=dict(entries))
        assert questions_left(here, dict(given_so_far), shuffled)[0] == question


@given(anything_known)
@settings(max_examples=20)
def test_who_leaves_everything_out_comes_to_an_end_with_the_advice_unchanged(known: SoFar) -> None:
    put = ids(known)
    skipped: Answers = dict.fromkeys(put)
    assert questions_left(after(known, skipped), skipped, CATALOGUE) == ()
    assert advice(after(known, skipped)) == advice(known)


@given(anything_known, somebody, st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_answers_come_to_the_same_one_by_one_as_all_at_once_in_any_order(
    known: SoFar, person: dict[str, str | None], random: st.random_module
) -> None:
    steps = list(asked(known, replies(person)))
    answers = {question.id: person[question.id] for question, _, _ in steps}
    one_by_one = known
    for question, here, _ in steps:
        one_by_one = here
        del question
    last = {steps[-1][0].id: answers[steps[-1][0].id]} if steps else {}
    mixed = list(answers.items())
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert advice(after(one_by_one, last)) == advice(after(known, dict(mixed)))


@given(anything_known, somebody)
@settings(max_examples=20)
def test_it_stops_early_only_where_no_likely_answer_would_change_the_advice(
    known: SoFar, person: dict[str, str | None]
) -> None:
    put = ids(known, **person)
    answers = {one: person[one] for one in put}
    here = after(known, answers)
    if len(put) < MOST:
        assert questions_that_settle(here, answers, CATALOGUE) == ()


def truth_of(situation: Situation) -> dict[str, str | None]:
    """Somebody who stands so, and answers every question they can."""
    fields = {"rule" if name == "decision_rule" else name: name for name in (*VALUES, "decision_rule")}
    fills = {fields[name]: value for name, value in situation.given.items() if name in fields}
    return {one.id: fills.get(one.fills) for one in CHOICES}


def from_account(situation: Situation) -> SoFar:
    """What an account tells of it: the mistakes, whether the call took place, a door that shut in it."""
    given = situation.given
    told = {"assessed": given["assessed"]} if "assessed" in given else {}
    told |= {"door": given["door"]} if "door" in given and "status" not in given else {}
    return so_far(*(finding(label) for label in given.get("mistakes", [])), **told)


@pytest.mark.parametrize("situation", CATALOGUE.situations.values(), ids=lambda one: one.id)
def test_being_asked_leads_to_the_advice_that_telling_everything_at_once_gives(situation: Situation) -> None:
    known, truth = from_account(situation), truth_of(situation)
    answers = {question.id: truth.get(question.id) for question, _, _ in asked(known, replies(truth))}
    action, aimed_at, worth, ours = advice(after(known, answers))
    in_full = advice(after(known, truth))
    assert (action, worth, ours) == (in_full[0], in_full[2], in_full[3])
    if action != "raise_at_next_stage":  # there it is said, and nobody need be written to
        assert aimed_at == in_full[1]


def test_the_story_comes_first_where_nothing_was_told() -> None:
    assert ids(so_far(is_told=False))[0] == "story"
    assert "story" not in ids(so_far())


def test_what_came_of_it_is_asked_before_anything_else() -> None:
    assert ids(so_far())[0] == "came_of_it"


def test_a_result_that_is_only_inferred_is_asked_all_the_same() -> None:
    known = so_far()
    guessed = replace(known, call=replace(known.call, status=Reading("awaiting_result", "implied")))
    assert "came_of_it" in ids(guessed)
    assert "came_of_it" not in ids(so_far(status="rejected"))


def test_who_was_asked_on_is_asked_how_such_calls_go_and_in_what_form_the_next_one_comes() -> None:
    put = ids(so_far(finding("blanked_on_question")), came_of_it="advanced")
    assert {"usual", "noticed", "next_form"} <= set(put)
    assert {"silence", "promised", "door"}.isdisjoint(put)


def test_who_is_waiting_is_not_asked_about_a_next_stage() -> None:
    put = ids(so_far(finding("blanked_on_question")), came_of_it="awaiting_result")
    assert {"next_form", "next_when", "usual", "door"}.isdisjoint(put)
    assert {"promised", "answer"} <= set(put)


def test_after_a_refusal_only_another_way_in_matters() -> None:
    put = ids(so_far(finding("rambling")), came_of_it="rejected")
    assert put[1] == "door"
    assert {"noticed", "proof", "answer"}.isdisjoint(put)


def test_something_untrue_brings_the_two_questions_that_a_correction_needs() -> None:
    put = ids(so_far(finding("rambling")), came_of_it="awaiting_result", untrue="dishonest_answer")
    assert put.index("untrue") < put.index("said") < put.index("truth")
    assert "said" not in ids(so_far(finding("rambling")), came_of_it="awaiting_result", untrue="none")


def test_an_answer_that_was_already_written_down_is_not_asked_for_again() -> None:
    known = so_far(finding("blanked_on_question"), status="advanced")
    facts = told_facts({"proof": WORDS["proof"]}, CATALOGUE)
    assert "proof" in ids(known)
    assert "proof" not in ids(replace(known, facts=facts))


def test_beside_a_file_at_most_three_are_asked_and_none_where_nothing_could_change() -> None:
    known, answers = so_far(finding("rambling")), dict[str, str | None]()
    while left := few_questions_left(known, answers, CATALOGUE):
        assert len(left) <= 3 - len(answers)
        answers[left[0].id] = None
    assert len(answers) == 3
    settled = so_far(status="rejected", door="shut", wanted="yes")
    assert few_questions_left(settled, {}, CATALOGUE) == ()


def test_who_does_not_want_the_job_is_asked_hardly_anything() -> None:
    assert len(questions_left(so_far(wanted="no", status="awaiting_result"), {}, CATALOGUE)) <= 3


def test_an_answer_outweighs_what_was_read() -> None:
    known = so_far(finding("rambling"), status="awaiting_result", noticed="unlikely")
    here = after(known, {"came_of_it": "advanced", "noticed": "likely", "rule": "cumulative"})
    assert here.call.status == Reading("advanced", "told", here.call.status.reasons)
    assert [one.noticed for one in here.debrief.findings] == ["likely"]
    assert here.process.decision_rule.value == "cumulative"
    assert max(here.process.rule_odds, key=lambda rule: here.process.rule_odds[rule]) == "cumulative"


def test_a_mistake_owned_up_to_is_a_finding_with_the_words_that_were_chosen() -> None:
    here = after(so_far(), {"untrue": "stale_statement"})
    assert here.debrief.labels == ("stale_statement",)
    assert here.debrief.concern == "integrity"
    assert here.debrief.findings[0].quote == dict(QUESTIONS["untrue"].answers)["stale_statement"]
    assert advice(here)[0] == "correct_the_record"


def test_not_knowing_and_not_being_told_change_nothing() -> None:
    unsaid: Answers = {
        "rule": "not_said",
        "usual": "mixed",
        "written": "not_yet",
        "untrue": "none",
        "who": None,
    }
    assert advice(after(so_far(), unsaid)) == advice(so_far())
    assert readings(unsaid, CATALOGUE) == {}


def test_an_answer_known_now_counts_only_when_it_is_given() -> None:
    assert readings({"answer": WORDS["answer"]}, CATALOGUE) == {"known_answer": "yes"}
    assert readings({"answer": "no"}, CATALOGUE) == {}


def test_typed_words_become_facts_that_were_told() -> None:
    facts = told_facts(
        {"proof": WORDS["proof"], "reason": "  ", "said": "that I had led the team"}, CATALOGUE
    )
    assert [(fact.kind, fact.text, fact.provenance, fact.source) for fact in facts] == [
        ("proof", WORDS["proof"], "told", "proof"),
        ("event", "I said that I had led the team", "told", "said"),
    ]


def test_the_account_is_the_story_and_what_went_wrong_in_the_words_given() -> None:
    answers: Answers = {"went_wrong": "I lost my thread.", "story": "She rang at ten.", "your_name": "Ines"}
    assert told.account(answers, CATALOGUE) == "She rang at ten.\n\nI lost my thread."
    assert told.told_particulars(answers, CATALOGUE) == {"me": "Ines"}


def test_the_worlds_tried_are_those_that_the_answers_would_make() -> None:
    """What is supposed of an answer is what giving it would do."""
    known = so_far(finding("blanked_on_question"), finding("rambling"))
    for question in CHOICES:
        for _, change in chances(question, CATALOGUE):
            there = after(known, {question.id: change[question.fills]})
            supposed = Worlds(known, CATALOGUE).advice(change)
            assert tuple(supposed.values()) == advice(there), change


FILLS = {*VALUES, *told.PARTICULARS, "decision_rule", "mistake", "story", "account", "date.next_stage"}
FILLS |= {"date.promised", "reason", "standard", "proof", "answer", "event.said_untrue", "event.withdrew"}
LEGAL = {
    **VALUES,
    "decision_rule": DECISION_RULES,
    "mistake": ("factual_slip", "stale_statement", "dishonest_answer"),
}
OPEN_ENDED = {"not_said", "not_yet", "mixed", "none"}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda one: one.id)
def test_a_question_is_short_says_why_it_is_asked_and_fills_something_known(question: Question) -> None:
    assert question.fills in FILLS
    assert len(question.asks) <= 100
    assert question.why.endswith(".")
    for value, _ in question.answers:
        assert value in LEGAL[question.fills] or value in OPEN_ENDED


def table(catalogue: Catalogue) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = catalogue.phrases["recall"]["likely"]
    return found


def test_the_chances_of_a_questions_answers_cover_them_all_and_sum_to_one() -> None:
    for question in CHOICES:
        if question.fills in table(CATALOGUE):
            assert set(table(CATALOGUE)[question.fills]) == {value for value, _ in question.answers}
    for name, odds in table(CATALOGUE).items():
        assert name == "known_answer" or sum(odds.values()) == pytest.approx(1)


def test_every_question_that_the_table_names_is_there() -> None:
    recall = CATALOGUE.phrases["recall"]
    named = [*recall["only_if"], *recall["opens"]]
    named += [one for rows in recall["needed"].values() for row in rows.values() for one in row]
    assert set(named) <= set(QUESTIONS)
