"""`ringback review`, from the outside."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.running import ringback

POOR = """Dear Ms Ansah,

I am so sorry about last week. I'm really sorry, I'm such an idiot.
Again, sorry.

Kolya
"""
GOOD = """Dear Ms Ansah,

You asked me for the frost date and I gave you the one for the coast. Up at
the orchard it is the 14th of May. The chart I kept there is attached.

Best wishes,
Kolya
"""
ACCOUNT = """Phone interview on Monday with Ms Ansah of Elmfield Orchards. My mind went blank when she asked
for the frost date, and she noticed. I usually do better. The right answer is the 14th of May. I kept a
frost chart for six years and I can send it. She rang today and invited me to a second interview by phone
next Tuesday at 10."""
NOW = ("--now", "2026-11-19T21:40", "--zone", "Europe/London")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "draft.txt"
    file.write_text(POOR)
    return file


def test_findings_stand_on_lines_that_an_editor_knows_and_the_run_ends_with_1(draft: Path, monkeypatch):
    monkeypatch.chdir(draft.parent)
    run = ringback("review", "draft.txt")
    assert run.code == 1
    first, *rest = run.out.splitlines()
    assert first.startswith("Don't send it as it is.")
    known = re.compile(r"^draft\.txt:(\d+):(\d+): (stop|mend|consider) ([\w/]+): (.+)$")
    found = [match for line in rest if (match := known.match(line))]
    assert {match[4] for match in found} >= {"apology/sorry_again", "apology/names_oneself"}
    assert max(map(len, run.out.splitlines())) <= 80


def test_a_good_draft_ends_with_0_and_says_so_first(tmp_path: Path):
    (tmp_path / "good.txt").write_text(GOOD)
    run = ringback("review", str(tmp_path / "good.txt"))
    assert run.code == 0
    assert run.out.startswith("Send it.")


def test_a_draft_with_nothing_to_mend_can_be_sent_with_what_there_is_to_consider():
    claim = "I am a highly motivated person with a passion for excellence.\n"
    one = ringback("review", "-", stdin=claim)
    assert (one.code, json.loads(ringback("review", "-", "--json", stdin=claim).out)["quality"]) == (
        0,
        "mixed",
    )
    assert one.out.startswith("You can send it, with one thing to consider.")


def test_standard_input_is_a_draft_too():
    run = ringback("review", "-", "--kind", "spoken", stdin=POOR)
    assert "seconds aloud" in run.out
    assert re.search(r"^-:3:\d+: ", run.out, re.MULTILINE)


def test_the_record_has_offsets_lines_and_columns(draft: Path):
    record = json.loads(ringback("review", str(draft), "--json").out)
    assert record["schema"] == "ringback/review/1"
    for one in record["findings"]:
        assert POOR[one["start"] : one["end"]] == one["quote"]
        line = POOR.split("\n")[one["line"] - 1]
        assert line[one["column"] - 1 :].startswith(one["quote"].split("\n")[0])


def test_why_tells_what_each_finding_rests_on(draft: Path):
    run = ringback("review", str(draft), "--why")
    assert "Rests on" in run.out
    rule = re.search(r"ringback catalogue show (faults/[\w/]+)", " ".join(run.out.split()))
    assert rule
    assert ringback("catalogue", "show", rule[1]).code == 0


def test_a_stream_answers_line_by_line_by_the_contract():
    lines = [
        json.dumps({"id": 1, "text": GOOD, "kind": "email"}),
        json.dumps({"id": 2, "text": GOOD, "noticed": "unlikely", "situation": "Gardener to the owner"}),
        json.dumps({"id": 3, "text": GOOD, "kind": "fax"}),
        json.dumps({"id": 4, "text": "  "}),
        "[]",
    ]
    run = ringback("review", "--jsonl", stdin="\n".join(lines) + "\n")
    good, unnoticed, fax, empty, none = map(json.loads, run.out.splitlines())
    assert {"moves", "faults", "quality", "score", "findings"} <= good.keys()
    assert "raises_unnoticed_mistake" not in good["faults"]
    assert "raises_unnoticed_mistake" in unnoticed["faults"]
    assert fax["error"]["code"] == "bad_kind"
    assert empty["error"]["code"] == "no_draft"
    assert "error" in none
    assert run.code == 1


def test_a_mark_at_the_start_of_the_lines_is_no_part_of_them() -> None:
    line = json.dumps({"id": "a", "text": "Thank you for your time on Tuesday.", "kind": "email"})
    run = ringback("review", "--jsonl", stdin=f"{line}\n".encode("utf-8-sig"))
    assert run.code == 0, run.out
    assert json.loads(run.out)["id"] == "a"


def test_a_row_of_a_batch_is_a_line_of_a_stream_of_drafts():
    rows = [{"text": GOOD, "kind": "draft", "form": "voicemail"}, {"text": GOOD, "kind": "voicemail"}]
    run = ringback("review", "--jsonl", stdin="\n".join(map(json.dumps, rows)))
    by_form, by_kind = map(json.loads, run.out.splitlines())
    assert by_form == by_kind


FOREIGN = (
    "Sehr geehrte Frau Ansah, vielen Dank für das Gespräch am Montag. Es tut mir leid, dass ich die Frage"
    " nach dem Frost nicht beantworten konnte. Ich würde mich freuen, von Ihnen zu hören und noch einmal"
    " mit Ihnen zu sprechen."
)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no words"),
        (b" \n\t ", "no words"),
        (b"... !", "no words"),
        (FOREIGN.encode(), "isn't in English"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (bytes(range(256)) * 4, "binary"),
    ],
)
def test_what_can_not_be_reviewed_is_said_and_ends_with_2(tmp_path: Path, data: bytes, says: str):
    (tmp_path / "draft").write_bytes(data)
    run = ringback("review", str(tmp_path / "draft"))
    assert run.code == 2
    assert says in " ".join(run.err.split())
    assert run.out == ""


def test_wrong_use_is_said(draft: Path):
    assert ringback("review", "nowhere.txt").code == 2
    assert ringback("review", str(draft), "--kind", "fax").code == 2
    assert ringback("review", str(draft), "--jsonl").code == 2


def test_the_place_of_a_word_after_emoji_accents_and_crlf_is_right(tmp_path: Path):
    text = "Dear Zoe\u0301 🙂,\r\n\r\nI'm a complete idiot, I know.\r\n"
    (tmp_path / "d.txt").write_bytes(text.encode())
    record = json.loads(ringback("review", str(tmp_path / "d.txt"), "--json").out)
    (one,) = [one for one in record["findings"] if one["label"] == "negative_self_label"]
    assert text[one["start"] : one["end"]] == one["quote"]
    assert (one["line"], one["column"]) == (3, 1)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("RINGBACK_HOME", str(tmp_path / "home"))
    (tmp_path / "account.txt").write_text(ACCOUNT)
    assert ringback("recover", str(tmp_path / "account.txt"), *NOW).code == 0
    listed = json.loads(ringback("case", "list", "--json").out)
    return str(listed["cases"][0]["id"])


def test_a_case_lends_its_time_its_claims_and_its_words(tmp_path: Path, case: str):
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "Dear Ms Ansah,\nI went blank when you asked for the frost date. I am much better in person.\n"
        "I managed 40 people at Oakmere Nurseries.\nKolya\n"
    )
    record = json.loads(ringback("review", str(draft), "--case", case, "--json", *NOW).out)
    rules = {one["rule"] for one in record["findings"]}
    assert record["case"] == case
    assert {"faults/case/still_holds", "faults/case/not_on_the_sheet"} <= rules
    alone = json.loads(ringback("review", str(draft), "--json").out)
    assert not any(one["rule"].startswith("faults/case/") for one in alone["findings"])
    assert "--case ID" in ringback("review", str(draft)).out


def test_a_case_lends_no_words_that_repeat_the_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RINGBACK_HOME", str(tmp_path / "home"))
    account, draft = tmp_path / "account.txt", tmp_path / "draft.txt"
    account.write_text(f"{ACCOUNT} I was thrown by the crackling line.")
    assert ringback("recover", str(account), *NOW).code == 0
    kept = json.loads(ringback("case", "list", "--json").out)["cases"][0]["id"]
    draft.write_text("Dear Ms Ansah,\nIt went badly because your colleague was rude to me.\nKolya\n")
    record = json.loads(ringback("review", str(draft), "--case", kept, "--json", *NOW).out)
    blamed = [one for one in record["findings"] if one["label"] == "excuse_blaming_others"]
    assert blamed
    assert "crackling" not in " ".join(one["fix"] for one in blamed)


@pytest.mark.usefixtures("case")
def test_a_case_that_is_not_there_is_said(draft: Path):
    run = ringback("review", str(draft), "--case", "nobody")
    assert run.code == 2
    assert "nobody" in run.err


def test_our_own_finished_drafts_have_nothing_to_mend():
    report = json.loads(ringback("recover", "--sample", "--json").out)
    finished = [draft for draft in report["drafts"] if not draft["unfinished"]]
    assert finished
    for draft in finished:
        run = ringback("review", "-", "--kind", draft["form"], "--json", stdin=draft["text"])
        found = [one for one in json.loads(run.out)["findings"] if one["weight"] != "consider"]
        assert found == []


@pytest.mark.parametrize("command", ["review", "process"])
def test_words_of_self_harm_are_answered_with_whom_to_ring_and_nothing_else(command: str):
    run = ringback(command, "-", stdin="Dear Ms Ansah,\nI want to kill myself.\nKolya\n")
    assert (run.code, run.err) == (1, "")
    assert "Please talk to somebody tonight" in run.out
    assert "mend" not in run.out


def test_what_one_rule_finds_in_several_places_stands_together(tmp_path: Path):
    draft = tmp_path / "down.txt"
    draft.write_text("I was a complete mess.\nI'm such an idiot with dates.\n")
    told = ringback("review", str(draft)).out
    assert told.count("mend apology/names_oneself") == 1
    assert "1:1: mend apology/names_oneself" in told
    assert "down.txt:2:1:" in told
    assert '"I\'m such an idiot with dates"' in told


def test_only_what_must_not_go_at_all_is_stopped_by_its_first_word(tmp_path: Path):
    file = tmp_path / "draft.txt"
    file.write_text(f"{POOR}\nIf you don't give me the job I'll tell everybody what you did.\n")
    first = ringback("review", str(file)).out.splitlines()[0]
    assert first.startswith("Don't send it. ")
