"""Whether a longer text tells the order of its stages."""

from __future__ import annotations

import pytest

from ringback.catalogue import load
from ringback.core.stage_pages import Page, read_stages
from ringback.core.stage_words import stage_words

CATALOGUE = load()
WORDS = stage_words(CATALOGUE.phrases["stages/terms"])
OPENING = "How we choose our gardeners\n\nWe are glad that you would like to work with us in the park. "


def read(text: str) -> Page:
    return read_stages(OPENING + text, "page", WORDS, CATALOGUE)


@pytest.mark.parametrize(
    "told",
    [
        "There is a telephone interview. After that you sit a written test.",
        "We start with a telephone interview and those who pass sit a written test.",
        "Everyone has a telephone interview. Selected applicants are asked to sit a written test.",
        "After the telephone interview you are given a written test.",
        "The telephone interview is on 3 May. The written test will be on 9 May.",
        "We have two steps: a telephone interview and a written test.",
        "You will have a telephone interview. The last step is a written test.",
    ],
)
def test_words_and_days_tell_which_comes_first(told: str):
    page = read(told)
    assert [stage.kind for stage in page.stages] == ["phone_interview", "online_assessment"]
    assert page.order_known


@pytest.mark.parametrize(
    "told",
    [
        "There is a telephone interview. There is a written test.",
        "You will have a written test, but not before the telephone interview has been held; it is short.",
        "The telephone interview is on 9 May. The written test will be on 3 May.",
        "You will sit a written test. It comes after the telephone interview.",
    ],
)
def test_what_is_only_named_has_no_order(told: str):
    assert not read(told).order_known


def test_the_hours_of_a_programme_are_an_order():
    page = read(
        "You will be with us for the whole of a morning.\n\n9.00 Coffee\n9.30 Written task\n"
        "10.45 Panel interview\n12.00 Trial session in the rose garden\n"
    )
    assert [stage.kind for stage in page.stages if stage.kind != "behavioral_or_culture"] == [
        "online_assessment",
        "panel_or_onsite",
        "trial_day_or_project",
    ]
    assert page.order_known


def test_paragraphs_with_a_heading_are_a_list():
    page = read(
        "This is what will happen.\n\nPhone screen (20 minutes). We ask what you like to grow.\n\n"
        "Trial day. You work beside two of us, and you have lunch with them.\n\n"
        "Panel interview. Three of us will ask you about your plans.\n"
    )
    assert [stage.kind for stage in page.stages] == [
        "phone_interview",
        "trial_day_or_project",
        "panel_or_onsite",
    ]
    assert page.order_known


@pytest.mark.parametrize(
    "told",
    [
        "There is a telephone interview. A shadow shift is available on request.",
        "There is a telephone interview. You may come for a shadow shift, which is entirely up to you.",
        "There is a telephone interview, and a few people are also asked to do a shadow shift.",
        "There is a telephone interview. We have the option of a shadow shift too.",
    ],
)
def test_what_some_do_or_who_likes_is_not_for_everyone(told: str):
    stages = {stage.kind: stage.optional for stage in read(told).stages}
    assert stages == {"phone_interview": False, "trial_day_or_project": True}


@pytest.mark.parametrize(
    ("line", "optional"),
    [
        ("Phone interview, a farm tour if you'd like one, then an offer", [False, True, False]),
        ("Phone interview, a ride on the tractor if you want one, then an offer", [False, False]),
        ("Phone interview, then a team lunch, not compulsory, then an offer", [False, True, False]),
        ("Phone interview, a work trial, which is on request, then an offer", [False, True, False]),
        ("Phone interview, then a team lunch (entirely up to you), then an offer", [False, True, False]),
    ],
)
def test_in_a_line_it_is_told_of_its_own_stage(line: str, optional: list[bool]):
    page = read_stages(line, "line", WORDS, CATALOGUE)
    assert [stage.optional for stage in page.stages] == optional


def test_what_is_done_on_the_day_of_a_visit_is_part_of_it():
    page = read("There is a panel interview. You will be asked to do a role play with a visitor on the day.")
    assert [stage.kind for stage in page.stages] == ["panel_or_onsite"]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Before the site visit we give you a written test.", ["online_assessment", "panel_or_onsite"]),
        ("Before the trial week the team would like a phone interview", ["panel_or_onsite", "trial"]),
        ("Phone interview, before the end of June, then a trial week", ["phone_interview", "trial"]),
    ],
)
def test_a_line_that_begins_with_the_later_stage_is_put_in_order(line: str, kinds: list[str]):
    page = read_stages(line, "line", WORDS, CATALOGUE)
    found = [stage.kind.replace("trial_day_or_project", "trial") for stage in page.stages]
    assert len(found) == len(kinds)
    assert found[-1] == kinds[-1]
    assert page.order_known
    assert all(line[stage.start : stage.end] == stage.quote for stage in page.stages)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("There will be a short presentation, a group talk and a panel interview.", "presentation"),
        ("We ask for a written proposal, which you submit by the Friday.", "take_home"),
        ("The interview in Dundee on 4 June lasts an hour.", "panel_or_onsite"),
        ("We have three stages: an application form, a telephone interview and a test.", "application"),
    ],
)
def test_stages_are_heard_in_plain_running_words(told: str, kind: str):
    assert kind in [stage.kind for stage in read(told).stages]
