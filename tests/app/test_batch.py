"""One input of a batch as rows: every kind, what is told wins, and what can't be worked out says why."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.app.batch import Asked, Given, HeldBack, failed, work_through
from ringback.app.batch_tables import TABLES
from ringback.app.circumstances import Circumstances
from ringback.app.recordings import Wanted
from ringback.app.recover import answer_line
from ringback.catalogue import load
from ringback.core.errors import RingbackError

CATALOGUE = load()
AROUND = Circumstances(datetime(2026, 3, 12, 20, 50, tzinfo=UTC), "Europe/London")
ACCOUNT = (
    "My phone interview with Tarn Foods was on Monday. My mind went blank when she asked about pallets,"
    " and I heard myself ramble. She said everyone's scores are put together"
    " at the end and that I'd hear in a week."
)
CALL = """WEBVTT

00:01.000 --> 00:04.000
<v Kay>Can you tell me about a time you found a mistake?

00:06.500 --> 00:10.000
<v Ruth>I don't know, I'm sorry. I'm just careful.

00:11.000 --> 00:13.000
<v Kay>Have you got any questions for me?

00:13.500 --> 00:15.000
<v Ruth>No, I think you've covered it.
"""
INVITATION = (
    "From: Kay Moss <kay@tarn.example>\nSubject: Next steps\n\nDear Ruth,\n\n"
    "After the phone screen there is a trial day, and then an interview with our"
    " warehouse manager.\n\nKay Moss\n"
)


def rows_of(row: dict[str, Any], **asked: Any) -> dict[str, list[dict[str, Any]]]:
    line = Given(str(row.get("id")), "calls.jsonl", 4, "line", json.dumps(row).encode())
    return work_through(line, Asked(AROUND, **asked), "abc", CATALOGUE)


def refused(row: dict[str, Any], **asked: Any) -> RingbackError:
    with pytest.raises(RingbackError) as error:
        rows_of(row, **asked)
    return error.value


def test_a_report_says_what_the_stream_says_of_the_same_line():
    row = {"id": "7", "text": ACCOUNT}
    [report] = rows_of(row)["reports"]
    told = answer_line(json.dumps(row), 4, AROUND, CATALOGUE)
    assert json.loads(report["report"]) | {"id": "7"} == told
    assert {name: report[name] for name in ("verdict", "damage", "status", "channel")} == {
        name: told[name] for name in ("verdict", "damage", "status", "channel")
    }
    assert (report["id"], report["kind"], report["source"]) == ("7", "account", "calls.jsonl")
    assert report["employer"] == "Tarn Foods"


def test_a_line_nested_too_deep_is_a_bad_line_to_the_stream_too():
    told = answer_line("[" * 100_000, 4, AROUND, CATALOGUE)
    assert (told["error"]["code"], told["error"]["place"]) == ("bad_line", "line 4")


def test_the_chances_are_those_of_the_report_and_lie_in_their_range():
    [report] = rows_of({"id": "a", "text": ACCOUNT})["reports"]
    told = json.loads(report["report"])["odds"]
    odds = told["by_rule"][told["rule"]]["untouched"]
    assert report["chance_untouched"] == odds["point"]
    assert 0 < report["chance_untouched_low"] <= report["chance_untouched_high"] < 1


def test_a_call_with_times_gives_its_moments_with_their_lengths():
    rows = rows_of({"id": "a", "text": CALL, "me": "Ruth"})
    first = rows["moments"][0]
    assert rows["reports"][0]["kind"] == "transcript"
    assert (first["at"], first["latency"]) == (1.0, 2.5)
    assert first["seconds"] > first["latency"]
    assert first["question"].startswith("Can you tell me")
    assert sum(one["findings"] for one in rows["moments"]) == len(rows["findings"])
    assert all(one["quote"] in CALL for one in rows["findings"])


def test_what_an_employer_sent_gives_its_stages():
    rows = rows_of({"id": "m", "text": INVITATION, "kind": "messages"})
    assert [one["kind"] for one in rows["stages"]][-2:] == [
        "trial_day_or_project",
        "hiring_manager_interview",
    ]
    assert rows["reports"][0]["verdict"] is None


UNNAMED = """1
00:00:01,000 --> 00:00:05,000
Tell me about a time a delivery went wrong.

2
00:00:05,500 --> 00:00:09,000
There was a pallet once that nobody had signed for.
"""
GERMAN = "Das Gespräch lief schlecht, ich wusste auf die Frage nach dem Lager gar nichts und habe aufgelegt."


@pytest.mark.parametrize(
    ("row", "unread"),
    [
        ({"text": GERMAN}, True),
        ({"text": GERMAN, "kind": "messages"}, True),
        ({"text": CALL, "me": "Ruth"}, False),
        ({"text": ACCOUNT}, False),
        ({"text": INVITATION, "kind": "messages"}, False),
        ({"text": "Dear Kay, thank you for the talk.", "kind": "draft"}, False),
    ],
)
def test_a_text_of_which_nothing_could_be_read_says_so(row, unread):
    assert [report["unread"] for report in rows_of(row)["reports"]] == [unread]


def test_a_transcript_in_which_nobody_is_known_for_the_candidate_says_that_it_was_not_read():
    [report] = rows_of({"text": UNNAMED, "kind": "transcript"})["reports"]
    assert (report["unread"], report["damage"]) == (True, "unknown")


def test_a_draft_gives_its_faults():
    text = "I am so sorry. I am so sorry again, I was terrible. Please, please give me another chance."
    rows = rows_of({"id": "d", "text": text}, kind="draft")
    assert rows["reports"][0]["kind"] == "draft"
    assert any(one["label"] == "over_apology" for one in rows["findings"])


def test_a_file_is_read_as_elsewhere_by_its_content():
    file = Given("calls/a.vtt", "calls/a.vtt", 0, "file", CALL.encode("utf-16"))
    [report] = work_through(file, Asked(AROUND), "", CATALOGUE)["reports"]
    assert report["kind"] == "transcript"


def test_what_is_told_stands_and_what_is_read_fills_the_rest():
    told = {"role": "night porter", "stage": "panel", "outcome": "rejected", "outcome_day": "2026-03-01"}
    [report] = rows_of({"id": "a", "text": ACCOUNT, "repair_made": False, **told})["reports"]
    assert (report["role"], report["stage"], report["outcome"]) == ("night porter", "panel", "rejected")
    assert (report["repair_made"], report["outcome_day"]) == (False, date(2026, 3, 1))
    assert report["employer"] == "Tarn Foods"
    assert json.loads(report["report"])["stage"] == "panel"


def test_what_came_of_a_call_may_be_of_any_day_up_to_today_however_early_the_batch_counts_from():
    row = {"id": "a", "text": ACCOUNT, "outcome": "rejected", "outcome_day": "2026-04-02"}
    assert refused(row).code == "bad_day"
    assert refused(row, today=date(2026, 4, 1)).code == "bad_day"
    [report] = rows_of(row, today=date(2026, 4, 2))["reports"]
    assert report["outcome_day"] == date(2026, 4, 2)
    [later] = rows_of({**row, "now": "2026-04-02T09:00"})["reports"]
    assert later["outcome_day"] == date(2026, 4, 2)
    prints = {Asked(AROUND, today=day).fingerprint("1") for day in (date.min, date(2026, 4, 2))}
    assert len(prints) == 1


def test_a_gap_as_pandas_writes_it_is_not_told():
    gap = float("nan")
    [report] = rows_of({"id": "a", "text": ACCOUNT, "role": gap, "employer": gap, "repair_made": gap})[
        "reports"
    ]
    assert (report["employer"], report["repair_made"]) == ("Tarn Foods", None)


def test_a_line_has_a_clock_of_its_own_where_it_says_so():
    [report] = rows_of({"id": "a", "text": ACCOUNT, "now": "2025-01-02T10:00", "zone": "Asia/Tokyo"})[
        "reports"
    ]
    assert json.loads(report["report"])["made"] == "2025-01-02T10:00:00+09:00"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"id": "a"}, "bad_line"),
        ({"id": "a", "text": 3}, "bad_line"),
        ({"id": "a", "text": " \n"}, "empty"),
        ({"id": "a", "text": ACCOUNT, "kind": "song"}, "bad_line"),
        ({"id": "a", "text": ACCOUNT, "kind": "audio"}, "bad_line"),
        ({"id": "a", "text": ACCOUNT, "kind": "transcript"}, "wrong_kind"),
        ({"id": "a", "text": ACCOUNT, "stage": "first"}, "bad_line"),
        ({"id": "a", "text": ACCOUNT, "outcome": "won"}, "bad_line"),
        ({"id": "a", "text": ACCOUNT, "outcome_day": "soon"}, "bad_day"),
        ({"id": "a", "text": ACCOUNT, "outcome_day": "2027-01-01"}, "bad_day"),
        ({"id": "a", "text": ACCOUNT, "repair_made": "yes"}, "bad_line"),
        ({"id": "a", "text": ACCOUNT, "zone": "Mars"}, "bad_line"),
        ({"id": "a", "text": ACCOUNT, "role": ["clerk"]}, "bad_line"),
    ],
)
def test_a_line_that_can_not_be_worked_out_says_why_and_where(row, code):
    error = refused(row)
    line = Given("a", "calls.jsonl", 4, "line", b"")
    [told] = failed(line, error)["errors"]
    assert (error.code, told["code"], told["place"], told["source"]) == (code, code, "line 4", "calls.jsonl")
    assert told["message"]
    assert told["remedy"]


@pytest.mark.parametrize(
    ("kind", "before"),
    [
        ("account", ACCOUNT),
        ("draft", "Dear Ms Moss, I'm sorry."),
        ("messages", INVITATION),
        (None, INVITATION),
    ],
)
def test_a_text_of_somebody_in_danger_is_in_no_table_and_named_for_a_person_to_read(kind, before):
    error = refused({"id": "a", "text": f"{before} I can't stand it, I want to kill myself."}, kind=kind)
    assert isinstance(error, HeldBack)
    assert "kill" not in str(error)
    assert "A person should read it" in error.remedy


def test_a_text_is_never_taken_for_the_place_of_a_recording(tmp_path):
    (tmp_path / "secret.wav").write_bytes(b"RIFF")
    file = Given("a.txt", "a.txt", 0, "file", str(tmp_path / "secret.wav").encode())
    with pytest.raises(RingbackError) as error:
        work_through(file, Asked(AROUND, kind="audio", recording=Wanted("yes")), "", CATALOGUE)
    assert (error.value.message, error.value.place) == ("This is no recording.", "a.txt")


WORDS = {(table, column.name) for table, columns in TABLES.items() for column in columns if column.words}


def test_without_words_no_table_holds_any_of_the_text():
    row = {"id": "a", "text": CALL, "me": "Ruth"}
    bare, whole = rows_of(row, words=False), rows_of(row)
    assert "covered it" in json.dumps(whole, default=str)
    assert "covered it" not in json.dumps(bare, default=str)
    assert [len(rows) for rows in bare.values()] == [len(rows) for rows in whole.values()]
    assert {(table, name) for table, rows in bare.items() for row in rows for name, value in row.items()
            if value != whole[table][rows.index(row)][name]} <= WORDS  # fmt: skip


@settings(max_examples=25)
@given(st.text(max_size=300), st.sampled_from(["account", "messages", "draft", None]))
def test_any_text_gives_rows_of_every_column_or_an_error_with_its_remedy(text, kind):
    try:
        rows = rows_of({"id": "x", "text": text}, kind=kind)
    except RingbackError as error:
        rows = failed(Given("x", "calls.jsonl", 4, "line", b""), error)
    assert len(rows["reports"]) + len(rows["errors"]) == 1
    assert all(row["remedy"] for row in rows["errors"])
    for name, columns in TABLES.items():
        assert all(list(row) == [column.name for column in columns] for row in rows[name])


def test_what_makes_the_answers_changes_what_they_are_known_by():
    made_by = {
        asked.fingerprint(version)
        for asked in (Asked(AROUND), Asked(AROUND, kind="draft"), Asked(AROUND, words=False))
        for version in ("1", "2")
    }
    assert len(made_by) == 6
