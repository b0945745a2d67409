"""The catalogue's situations: where a candidate can stand, and what the plan must answer there."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import pytest

from ringback import catalogue
from ringback.core.catalogue import Situation
from ringback.core.draft import Draft, Particulars, write
from ringback.core.facts import Fact
from ringback.core.plan import DRAFT_KINDS, Dates, Plan, make_plan
from ringback.core.process import Process
from ringback.core.readings import Reading
from ringback.core.verdict import Standing, Verdict, judge
from ringback.readers.calendar import workdays

GIVEN = {
    "status": {"awaiting_result", "advanced", "rejected", "withdrawn"},
    "stage": {"recruiter_screen", "hiring_manager_screen", "technical_screen", "panel", "final"},
    "rule": {"hit_or_miss", "progressive_elimination", "cumulative", "mixed"},
    "next_stage": {"in_person", "phone", "video"},
    "noticed": {"likely", "unlikely"},
    "usual": {"better", "same", "first"},
    "concern": {"competence", "integrity", "conduct", "logistics", "mixed"},
    "damage": {"none", "slight", "serious"},
    "repaired": {"on_the_spot", "written"},
    "wanted": {"no"},
    "door": {"left_open", "reopenable", "shut"},
    "assessed": {"no"},
    "contact": {"nobody", "recruiter", "interviewer", "hiring_manager"},
    "silence": {"long"},
    "known_answer": {"yes"},
    "stood_up": {"yes"},
}
EXPECT = {
    "verdict": {"open", "awaiting", "closed"},
    "action": {
        "follow_up_now",
        "raise_at_next_stage",
        "routine_thank_you_only",
        "wait",
        "move_on",
        "correct_the_record",
    },
    "target": {"interviewer", "recruiter", "hiring_manager", "none", "unknown"},
    "worth": {"none", "little", "some"},
    "opener": {"named", "unnamed", "none"},
}
FORBIDDEN = {
    "acknowledge",
    "reason",
    "reassure_atypical",
    "correct_answer",
    "offer_proof",
    "ask_second_chance",
    "apologise",
}
# fmt: off
MISTAKES = {
    "blanked_on_question", "rambling", "weak_answer", "technical_error", "missed_the_point",
    "knowledge_gap", "not_star", "too_slow", "over_disclosure", "answered_unheard_question",
    "no_questions_asked", "salary_blunder", "nervous_delivery", "filler_words", "flat_tone", "no_rapport",
    "awkward_silence", "broke_down", "over_apologised", "language_barrier", "poor_preparation",
    "took_unprepared_call", "misread_brief", "bad_setting", "noisy_line", "dropped_call", "interruption",
    "missed_call", "late", "wrong_day", "missed_interview", "cancelled_interview", "delayed_reply",
    "contact_error", "typos", "no_follow_up", "tactless_remark", "awkward_remark", "off_color_remark",
    "wrong_name", "badmouthed_employer", "interrupted", "dishonest_answer", "planned_false_excuse",
    "bluffed", "stale_statement", "factual_slip",
}
# fmt: on
COVERED_TWICE = ("status", "noticed", "rule", "next_stage", "concern", "damage", "usual", "stage")

SITUATIONS = tuple(catalogue.load().situations.values())
NEXT_BY_PHONE = tuple(one for one in SITUATIONS if one.given.get("next_stage") == "phone")
APOLOGY = re.compile(r"\b(?:sorry|apolog\w+|forgive|pardon)\b", re.IGNORECASE)
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)

PRACTICE = ("experience", "I've only done one phone interview before, three years ago")
PREFERENCE = ("preference", "I'm better face to face, with something to draw on")
TOLD = (
    PRACTICE,
    PREFERENCE,
    ("reason", "I had come straight from a night shift"),
    ("event", "I wasn't happy with how I did"),
    ("proof", "I can show a one-page plan of the new returns desk"),
)
BELOW = (
    ("standard", "it was well below how I usually do"),
    ("standard", "I know stock control much better than that"),
)
MISSED = (
    ("event", "I went blank on the question about returns"),
    ("answer", "I would count the returns each morning and ring the three largest shops."),
)
UNTRUE = (
    ("event", "I told them I had run the depot alone"),
    ("answer", "I ran the depot together with a colleague."),
)


def told(situation: Situation) -> tuple[tuple[str, str], ...]:
    """Made-up statements that can be true in a situation."""
    usual = () if situation.given.get("usual") == "same" else BELOW
    return (*TOLD, *usual, *(UNTRUE if situation.given.get("concern") == "integrity" else MISSED))


def facts(situation: Situation) -> tuple[Fact, ...]:
    """The same as facts, told and numbered."""
    return tuple(
        Fact(number, kind, text, "told", True, text, "account", 0, len(text))
        for number, (kind, text) in enumerate(told(situation), 1)
    )


every_situation = pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.id)


def words(value: Any) -> list[str]:
    """The words of one field, one or several."""
    return value if isinstance(value, list) else [value]


def stands(situation: Situation) -> Standing:
    """Where the candidate stands in a situation."""
    given: dict[str, Any] = {
        key: tuple(value) if key == "mistakes" else value for key, value in situation.given.items()
    }
    return Standing(**given)


def answered(situation: Situation) -> tuple[Verdict, Plan]:
    """What the program decides and plans there, on an ordinary Wednesday morning."""
    known = catalogue.load()
    rule = situation.given.get("rule")
    process = Process(Reading(rule, "stated") if rule else Reading(), {})
    standing = stands(situation)
    verdict = judge(standing, process, (), known.phrases["verdict"])
    dates = Dates(now=NOW, call=date(2026, 3, 3))
    return verdict, make_plan(standing, verdict, process, (), dates, workdays("GB"), known.phrases["plan"])


def drafted(situation: Situation) -> tuple[Draft, ...]:
    """The drafts the plan calls for, from a handful of made-up facts."""
    given, (verdict, plan) = situation.given, answered(situation)
    particulars = Particulars(
        me="Robin Ashe",
        addressee="Dana Cole",
        role="depot planner",
        next_stage=given.get("next_stage", "unknown"),
        asked="returns",
        question="Is each stage passed in turn?",
        concern=given.get("concern"),
        noticed=given.get("noticed", "unknown"),
        case=verdict.case,
    )
    return write(plan, facts(situation), particulars, catalogue.load())


def moves(draft: Draft) -> set[str]:
    """What a draft does; an apology is told by its words, since no move is called that."""
    return {*draft.moves, *(["apologise"] if APOLOGY.search(draft.text) else [])}


@pytest.mark.parametrize("field", EXPECT)
@every_situation
def test_the_answer_is_the_one_the_situation_asks_for(situation: Situation, field: str) -> None:
    verdict, plan = answered(situation)
    said = {
        "verdict": verdict.door,
        "action": verdict.advised_action,
        "target": verdict.target,
        "worth": verdict.repair_worth,
        "opener": plan.opener or "none",
    }
    assert said[field] == situation.expect[field], situation.why


@every_situation
def test_plan_calls_for_the_drafts_the_situation_needs(situation: Situation) -> None:
    assert set(situation.expect["drafts"]) <= set(answered(situation)[1].drafts)


@every_situation
def test_first_draft_makes_no_forbidden_move(situation: Situation) -> None:
    ours = drafted(situation)[:1]
    made = set().union(*map(moves, ours))
    assert not made & set(situation.expect["forbidden"]), ours[0].text


@pytest.mark.parametrize("situation", NEXT_BY_PHONE, ids=lambda situation: situation.id)
def test_before_another_phone_call_the_phone_is_not_given_as_the_reason(situation: Situation) -> None:
    said = {
        number
        for draft in drafted(situation)[:1]
        for sentence in draft.sentences
        for number in sentence.facts
    }
    by_phone = {fact.number for fact in facts(situation) if (fact.kind, fact.text) in (PRACTICE, PREFERENCE)}
    assert not said & by_phone


@every_situation
def test_situation_uses_only_known_words(situation: Situation) -> None:
    for key, value in situation.given.items():
        assert set(words(value)) <= (MISTAKES if key == "mistakes" else GIVEN[key]), key
    assert situation.expect.keys() == {*EXPECT, "drafts", "forbidden"}
    for key, legal in EXPECT.items():
        assert situation.expect[key] in legal, key
    assert set(situation.expect["drafts"]) <= set(DRAFT_KINDS)
    assert set(situation.expect["forbidden"]) <= FORBIDDEN


@every_situation
def test_situation_offers_both_openers_to_who_has_advanced_and_to_nobody_else(situation: Situation) -> None:
    advanced = situation.given.get("status") == "advanced"
    openers = {"opener_named", "opener_unnamed"}
    assert (situation.expect["opener"] != "none") == advanced
    assert openers & set(situation.expect["drafts"]) == (openers if advanced else set())


def test_every_situation_file_is_read_under_its_own_name() -> None:
    folder = files("ringback.catalogue") / "situations"
    names = [item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")]
    assert sorted(names) == sorted(situation.id for situation in SITUATIONS)


def test_no_two_situations_stand_in_the_same_place() -> None:
    places = Counter(repr(stands(situation)) for situation in SITUATIONS)
    assert [place for place, count in places.items() if count > 1] == []


@pytest.mark.parametrize("field", COVERED_TWICE)
def test_every_value_of_a_field_is_tried_at_least_twice(field: str) -> None:
    tried = Counter(situation.given.get(field) for situation in SITUATIONS)
    assert [value for value in GIVEN[field] if tried[value] < 2] == []


@pytest.mark.parametrize(
    ("mistakes", "repaired", "ours", "why"),
    [
        (("dishonest_answer",), "unknown", "unnamed", "They have your correction"),
        (("bluffed",), "written", "unnamed", "They have your correction"),
        (("bluffed",), "unknown", "named", "no correction goes before"),
        (("planned_false_excuse",), "unknown", "unnamed", "Nothing you told"),
    ],
)
def test_an_untruth_is_never_left_unnamed_in_the_hope_that_nobody_noticed(
    mistakes: tuple[str, ...], repaired: str, ours: str, why: str
) -> None:
    apart = {"concern": "integrity", "damage": "slight", "next_stage": "in_person"}
    where = Standing(status="advanced", mistakes=mistakes, repaired=repaired, **apart)
    phrases, process = catalogue.load().phrases, Process(Reading(), {})
    verdict = judge(where, process, (), phrases["verdict"])
    now = Dates(datetime(2026, 11, 30, 10, tzinfo=UTC))
    plan = make_plan(where, verdict, process, (), now, workdays("GB"), phrases["plan"])
    assert plan.opener == ours
    assert plan.opener_why is not None
    assert why in plan.opener_why
