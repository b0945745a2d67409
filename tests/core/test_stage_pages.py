"""The stages that letters and pages name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.document import fold
from ringback.core.stage_details import detail_words, minutes
from ringback.core.stage_pages import Page, read_stages
from ringback.core.stage_words import stage_words
from ringback.core.stages import STAGE_KINDS

CATALOGUE = load()
TABLES = CATALOGUE.phrases
WORDS = stage_words(TABLES["stages/terms"])


def read(text: str, offset: int = 0) -> Page:
    return read_stages(text, "mail", WORDS, CATALOGUE, offset)


def kinds(text: str) -> list[str]:
    return [stage.kind for stage in read(text).stages]


LETTERS = {
    "Dear Ms Vane,\n\nWe would like to invite you to a telephone interview.\n\nJ. Orr": "phone_interview",
    "Hi Tariq,\n\nYou're through! Next comes a video interview with us.\n\nMoira": "video_interview",
    "Hiya, Dot from the Teapot. Fancy a trial shift with us on Sunday? Ta x": "trial_day_or_project",
    "Dear candidate,\n\nYou are invited to our assessment centre.\n\nEarly Careers": "panel_or_onsite",
    "Hi Bo,\nmind if I give you a bell on Friday at ten?\nPat": "phone_interview",
    "Ana,\n\nWe were on the last round. Come for a shift on Sunday.\n\nMo": "trial_day_or_project",
    "Hello Jun,\n\nwe read your homework and decided not to go on.\n\nEva": "take_home",
    "Dear Mr Brandt,\n\nCome and meet Ruth, who will be your boss.\n\nHR": "hiring_manager_interview",
    "Hi Lee,\n\nLast step is tea with Joan, our founder, on Monday.\n\nPip": "executive_or_final",
    "Hi Mina,\n\nWe'd love to have you over for lunch on Thursday.\n\nKai": "behavioral_or_culture",
    "Hey Ola,\n\nnext we'd like to pair with you for ninety minutes.\n\nSven": "pair_programming",
    "Hi Zoe,\n\nCould we go through your solution together on Tuesday?\n\nAnders": "take_home_review",
    "Hi Per,\n\nwe'd like to ring two of your former bosses.\n\nTina": "reference_check",
    "Kia ora Wiremu,\n\nYou passed the paper. The next part is an interview.\n\nB": "panel_or_onsite",
    "Dear Dr Wood,\n\nThanks for coming to meet the panel. You weren't chosen.\n\nK. Hill": "panel_or_onsite",
    "Hi Ana,\n\nI'm Lou, recruiter at Fjord. Do you have time for a chat?\n\nLou": "recruiter_screen",
    "Dear Mr Lund,\n\nYou took the numerical test. Unfortunately it ends here.\n\nHR": "online_assessment",
}


@pytest.mark.parametrize(("text", "about"), LETTERS.items())
def test_a_letter_is_about_the_stage_it_invites_to_or_answers(text: str, about: str):
    assert read(text).about == about


def test_what_is_thanked_for_is_over_and_what_is_invited_to_comes_next():
    page = read(
        "Dear Ada,\n\nThank you for the phone interview on Monday. We would like to invite you to an"
        " interview at our office with the team.\n\nKind regards,\nSven"
    )
    assert {stage.kind: stage.when for stage in page.stages} == {
        "phone_interview": "done",
        "panel_or_onsite": "next",
    }


@pytest.mark.parametrize(
    "told",
    [
        "We regret that you haven't been chosen for the trial shift.",
        "I'm afraid you will not be invited to the trial shift.",
        "We have picked other people for the trial shift.",
        "Sadly we can't take you forward to the trial shift.",
    ],
)
def test_a_stage_that_somebody_is_not_chosen_for_is_not_their_next(told: str):
    stages = read(f"Dear Mr Abara,\n\nThank you for your telephone interview. {told}\n\nThe bakery").stages
    assert {stage.kind: stage.when for stage in stages} == {
        "phone_interview": "done",
        "trial_day_or_project": "to_come",
    }


def test_what_is_refused_before_an_invitation_does_not_undo_it():
    page = read("Hi Jo,\n\nWe couldn't offer you Monday, but invite you to a trial shift on Friday.\n\nIda")
    assert [stage.when for stage in page.stages] == ["next"]


@pytest.mark.parametrize(
    "told",
    [
        "There is no test, and no further interview.",
        "This will be the only interview for the post.",
        "That is the whole interview.",
        "There isn't a panel interview.",
    ],
)
def test_a_stage_that_is_denied_is_none(told: str):
    assert kinds(f"Dear Ms Pell,\n\nWe invite you to a telephone interview on Friday. {told}\n\nHR") == [
        "phone_interview"
    ]


def test_a_stage_that_decides_nothing_by_itself_is_one_all_the_same():
    assert "phone_interview" in kinds(
        "How we choose\n\nThere are four parts to it and a report on each of them is written. No phone"
        " interview decides by itself, and no report is read before all of them are in.\n"
    )


def test_a_recruiter_who_writes_with_me_holds_the_call():
    letter = (
        "Hi Bo,\n\nCould we have a call on Friday? It's a quick chat with me.\n\nThanks,\nIngrid\nRecruiter"
    )
    assert read(letter).about == "recruiter_screen"


@pytest.mark.parametrize("mark", ["{}. ", "- ", "* ", "Stage {}: ", "### {}. "])
def test_a_list_gives_its_stages_in_order_however_it_is_marked(mark: str):
    items = ("Call with our recruiter", "Take-home task", "On-site with the team")
    page = read(
        "How we hire\n\n" + "\n".join(mark.format(n) + item for n, item in enumerate(items, 1)) + "\n"
    )
    assert [stage.kind for stage in page.stages] == ["recruiter_screen", "take_home", "panel_or_onsite"]
    assert page.order_known


def test_a_page_marks_nothing_as_over_and_is_about_no_single_stage():
    page = read(
        "How we hire\n\n1. Phone screen\n2. Take-home task\n3. On-site\n\n"
        "After the on-site, everyone you met talks it over.\n"
    )
    assert {stage.when for stage in page.stages} == {"unknown"}
    assert page.about is None


@pytest.mark.parametrize(
    "text",
    [
        "Please call us if the time doesn't suit you, and we can talk.",
        "We look forward to meeting you, and the whole team says hello.",
        "Your application is important to us, and so is your time, whatever the project.",
    ],
)
def test_words_that_can_mean_anything_name_no_stage_in_running_text(text: str):
    assert kinds(f"Dear Kim,\n\n{text}\n\nKind regards,\nLou") in ([], ["application"], ["phone_interview"])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("half an hour", (30, 30)),
        ("3 to 4 hours", (180, 240)),
        ("a 45-minute talk", (45, 45)),
        ("20 min", (20, 20)),
        ("an hour", (60, 60)),
        ("ten to fifteen minutes", (10, 15)),
        ("in room 20", None),
        ("at 10:30", None),
    ],
)
def test_a_length_is_read_in_minutes(said: str, expected: tuple[int, int] | None):
    assert minutes(fold(said), detail_words(TABLES["stages/details"], WORDS)) == expected


def test_a_stage_keeps_what_is_told_beside_it():
    first, second = read(
        "Phone screen with a recruiter (20 min), then a 90 minute visit to the office"
    ).stages
    assert (first.minutes, first.run_by) == ((20, 20), "recruiter")
    assert second.minutes == (90, 90)


@given(st.text(max_size=300), st.integers(0, 50))
def test_any_text_is_read_and_every_quote_stands_in_it(text: str, offset: int):
    for stage in read(text, offset).stages:
        assert text[stage.start - offset : stage.end - offset] == stage.quote
        assert stage.kind in STAGE_KINDS


LIKE = """What to expect from us

We are a small workshop and there are always more people than posts, so please be patient with us.
Candidates then work one paid morning on the bench, as a fitter's mate would.
We have done it this way for years, and most of those who are still here will tell you that it is fair."""


def test_what_no_phrase_names_is_told_by_what_it_is_like_and_never_for_sure():
    (stage,) = read(LIKE).stages
    assert (stage.kind, stage.sure) == ("trial_day_or_project", False)
    assert stage.quote == "Candidates then work one paid morning on the bench"
    assert LIKE[stage.start : stage.end] == stage.quote


def test_work_that_somebody_watches_is_no_panel():
    watched = LIKE.replace(", as a fitter's mate would", " beside a fitter, and two of us watch")
    assert [stage.kind for stage in read(watched).stages] == ["trial_day_or_project"]


def test_a_page_of_two_stages_is_about_neither_unless_it_opens_with_one():
    told = "Everyone sits the written test in May. Whoever is on the list is then seen by a board."
    assert read(f"How porters are chosen at the docks.\n\n{told}").about is None
    opened = "Written test\n\nThe written test is held in May and lasts an hour, and pens are on the desk. "
    assert (
        read(f"{opened}Whoever is on the list is then interviewed by a board.").about == "online_assessment"
    )
