"""`ringback process`, from the outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.cli.running import ringback

from ringback.core.stages import STAGE_KINDS

NOW = ("--now", "2026-11-19T21:40", "--zone", "Europe/London")
PAGE = "Screening call with our recruiter (20 min), a test task at home, then a visit on-site to the team."
INVITATION = """\
From: Tomos Rhydderch <tomos@marlstone.example>
To: Ines Okafor <ines@post.example>
Date: Thu, 19 Nov 2026 10:12:00 +0000
Subject: Depot planner at Marlstone: next stage

Hi Ines,

Thank you for talking to Greta on Tuesday. We'd like to invite you to an interview in person at our office on
Tuesday 24 November at 10:00, with Greta Vandermolen, our depot manager. Everyone who meets you scores the
day, the scores are added up, and Greta makes the decision on Thursday.

Could you let me know by noon tomorrow whether that suits you?

Kind regards,
Tomos Rhydderch
Recruitment Coordinator
"""


@pytest.fixture
def texts(tmp_path: Path) -> tuple[str, str]:
    page, mail = tmp_path / "page.txt", tmp_path / "mail.eml"
    page.write_text(PAGE)
    mail.write_text(INVITATION)
    return str(page), str(mail)


def record(*words: str) -> dict[str, Any]:
    run = ringback("process", *words, "--json", *NOW)
    assert run.code == 0
    found: dict[str, Any] = json.loads(run.out)
    return found


def test_one_mail_gives_the_stage_the_rule_the_people_and_the_days(texts: tuple[str, str]):
    run = ringback("process", texts[1], *NOW)
    assert run.code == 0
    for shown in (
        "next: you are here",
        "looked at together",
        "Greta Vandermolen",
        "decides",
        "Tue 24 Nov 10:00",
    ):
        assert shown in run.out
    assert "They invite it" in run.out
    assert max(map(len, run.out.splitlines())) <= 80


def test_several_texts_make_one_line_of_stages(texts: tuple[str, str]):
    found = record(*texts)
    kinds = [stage["kind"] for stage in found["stages"]]
    assert kinds[0] == "recruiter_screen"
    assert "take_home" in kinds
    assert len(kinds) == len(set(kinds))
    assert found["stages"][0]["minutes"] == [20, 20]


def test_every_quote_stands_in_its_text(texts: tuple[str, str]):
    found = record(*texts)
    whole = {"page.txt": PAGE, "mail.eml": INVITATION}
    for stage in found["stages"]:
        text = whole[stage["source"]]
        if stage["source"] == "page.txt":
            assert text[stage["start"] : stage["end"]] == stage["quote"]
        assert stage["kind"] in STAGE_KINDS


def test_the_newer_text_holds_where_two_disagree_and_both_are_shown(tmp_path: Path):
    for name, day, medium in (("old.eml", "Mon, 2", "phone"), ("new.eml", "Wed, 4", "video")):
        (tmp_path / name).write_text(
            f"From: A <a@x.example>\nTo: B <b@y.example>\nDate: {day} Nov 2026 09:00:00 +0000\n"
            f"Subject: Interview\n\nDear B,\n\nWe would like to invite you to a {medium} interview.\n\nA\n"
        )
    older, newer = tmp_path / "old.eml", tmp_path / "new.eml"
    found = record(str(newer), str(older))
    assert [stage["kind"] for stage in found["stages"]] == ["video_interview"]
    [clash] = found["clashes"]
    assert (clash["kept_source"], clash["dropped_source"]) == ("new.eml", "old.eml")
    shown = ringback("process", str(newer), str(older), *NOW).out
    assert "disagree" in shown
    assert "phone interview" in shown


def test_a_rule_nobody_states_is_given_as_chances_with_a_question(texts: tuple[str, str]):
    found = record(texts[0])
    assert found["decision_rule"] == "unknown"
    assert sum(found["rule_odds"].values()) == pytest.approx(1)
    shown = ringback("process", texts[0], *NOW).out
    assert "They don't say." in shown
    assert found["question"]
    assert found["question"].split()[0] in shown


def test_the_picture_is_whole_svg_and_an_unwritable_place_is_named(texts: tuple[str, str], tmp_path: Path):
    picture = tmp_path / "stages.svg"
    run = ringback("process", texts[0], "--svg", str(picture), *NOW)
    assert run.code == 0
    assert "Drawn:" in run.err
    assert ET.fromstring(picture.read_text()).tag.endswith("svg")
    failed = ringback("process", texts[0], "--svg", str(tmp_path / "nowhere" / "s.svg"), *NOW)
    assert failed.code == 2
    assert "nowhere" in failed.err


def test_a_picture_takes_the_place_of_its_own_file_alone_and_is_read_by_whom_that_was(
    texts: tuple[str, str], tmp_path: Path
):
    mine = tmp_path / "stages.svg.part"
    mine.write_text("mine")
    picture = tmp_path / "stages.svg"
    picture.write_text("an older picture")
    picture.chmod(0o600)
    refused = ringback("process", texts[0], "--svg", str(picture), *NOW)
    assert (refused.code, picture.read_text()) == (2, "an older picture")
    assert "To write over it: --force." in " ".join(refused.err.split())
    assert ringback("process", texts[0], "--svg", str(picture), "--force", *NOW).code == 0
    assert mine.read_text() == "mine"
    assert oct(picture.stat().st_mode & 0o777) == "0o600"
    new = tmp_path / "new.svg"
    assert ringback("process", texts[0], "--svg", str(new), *NOW).code == 0
    assert new.stat().st_mode == mine.stat().st_mode


def test_a_stream_gives_one_answer_a_line_in_order():
    lines = [
        json.dumps({"id": "a", "text": "Phone screen, take-home, on-site"}),
        "no json",
        json.dumps({"id": "c", "text": "Trial shift on Saturday, then a chat with the owner"}),
    ]
    run = ringback("process", "--jsonl", stdin="\n".join(lines))
    answers = [json.loads(line) for line in run.out.splitlines()]
    assert run.code == 1
    assert [answer["id"] for answer in answers] == ["a", None, "c"]
    assert [stage["kind"] for stage in answers[0]["stages"]] == [
        "phone_interview",
        "take_home",
        "panel_or_onsite",
    ]
    assert answers[1]["error"]["remedy"]
    assert answers[2]["stages"][0]["kind"] == "trial_day_or_project"


def test_standard_input_is_read_where_no_file_is_named():
    assert "take-home task" in ringback("process", *NOW, stdin="A take-home task, then a panel.").out


@pytest.mark.parametrize(
    ("words", "names"),
    [(("nowhere.txt",), "nowhere.txt"), (("--jsonl", "page.txt"), "--jsonl")],
)
def test_what_cannot_be_read_is_named_with_a_remedy(words: tuple[str, ...], names: str):
    run = ringback("process", *words)
    assert run.code == 2
    assert names in run.err


def test_a_text_in_another_language_is_said_and_not_read(tmp_path: Path):
    file = tmp_path / "brief.txt"
    file.write_text(
        "Sehr geehrte Frau Okafor, wir freuen uns, Sie am Dienstag zu einem Gespräch bei uns zu sehen."
        " Bitte bestätigen Sie uns den Termin bis Freitag. Das Gespräch dauert etwa eine Stunde."
    )
    run = ringback("process", str(file), *NOW)
    assert run.code == 0
    assert "brief.txt" in run.out
    assert "None is named" in run.out


def test_one_length_among_several_stages_is_not_when_a_stage_is(tmp_path: Path):
    page = "Four steps: a phone interview, a take-home task, a panel interview of 45 minutes, a trial day."
    one = "We ring you for a phone interview of 45 minutes."
    for text, told in ((page, None), (one, "45 minutes")):
        (tmp_path / "page.txt").write_text(text)
        assert (
            json.loads(ringback("process", str(tmp_path / "page.txt"), "--json").out)["datetime_text"] == told
        )


def test_no_gate_stands_after_the_last_stage_and_a_length_of_one_is_not_the_whole_lines(tmp_path: Path):
    text = tmp_path / "note.txt"
    text.write_text(
        "Dear Ben,\n\nWe start with a phone screen, which is pass or fail. Those who pass come in for a panel"
        " interview, which takes half a day, and you must pass it.\n\nPat"
    )
    shown = ringback("process", str(text), *NOW).out
    assert shown.count("a gate") == 1
    assert "it takes" not in shown
