"""`ringback recover`, from the outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import ringback

ACCOUNT = (
    "I had a phone interview on Tuesday for a bakery manager job. My mind went blank when she asked about"
    " stock, and I rambled. They have invited me to a second interview in person next week."
)
REFUSAL = "Dear Jo,\n\nUnfortunately, we have decided to go ahead with other candidates.\n\nBest,\nSam Toll"
NOW = ("--now", "2026-03-12T20:50", "--zone", "Europe/London")


@pytest.fixture
def account(tmp_path: Path) -> str:
    file = tmp_path / "account.txt"
    file.write_text(ACCOUNT)
    return str(file)


def test_the_sample_shows_the_whole_product_and_keeps_nothing(ringback_home: Path) -> None:
    run = ringback("recover", "--sample")
    assert run.code == 0
    for shown in ("The door is open.", "Tomorrow at 9:00", "Going blank", "Your chances", "our choice"):
        assert shown in run.out
    for shown in ("Tue 17 Mar 10:00", "Not yours:", "Went well:", "Marcus Odell", "(stated)", "[1]"):
        assert shown in run.out
    assert max(map(len, run.out.splitlines())) <= 80
    assert len(run.out.splitlines()) <= 90
    assert "invented case" in run.err
    assert not ringback_home.exists()


def test_the_sample_is_the_same_on_every_day_and_names_its_own_opener() -> None:
    record = json.loads(ringback("recover", "--sample", "--json").out)
    assert record["made"] == "2026-03-12T20:50:00+00:00"
    assert record["status"] == "advanced"
    assert min(step["when"] for step in record["plan"]["steps"] if step["when"]) >= "2026-03-12"
    assert "Read Thu 12 Mar, 20:50." in ringback("recover", "--sample", "--why", "--facts").out
    assert record["plan"]["opener"] == "named"
    assert not any(draft["unfinished"] for draft in record["drafts"])


def test_a_file_gives_a_report_and_is_kept_after_it(account: str) -> None:
    run = ringback("recover", account, *NOW)
    assert run.code == 0
    assert "\x1b" not in run.out
    assert "Kept as " in run.err
    assert "  open  " in ringback("case", "list").out
    name = ringback("case", "list").out.split()[0]
    for command in (f"  ringback case show {name}", f"  ringback words {name}"):
        assert command in run.err.splitlines()
    assert f"    ringback words {name}\n" in ringback("case", "show", name).out


def test_a_kept_report_is_shown_again_word_for_word(account: str) -> None:
    first = ringback("recover", account, *NOW).out
    again = ringback("case", "show").out
    assert again.splitlines()[:20] == first.splitlines()[:20]


def test_no_save_keeps_nothing_and_points_to_nothing_kept(account: str, ringback_home: Path) -> None:
    run = ringback("recover", account, "--no-save", *NOW)
    assert "The door is open" in run.out
    assert "ringback words" not in run.out
    assert not ringback_home.exists()


@pytest.mark.parametrize("words", [("recover", "-"), ("recover",)])
def test_standard_input_is_read_with_a_dash_or_when_it_is_no_terminal(words: tuple[str, ...]) -> None:
    assert "The door is open" in ringback(*words, "--no-save", *NOW, stdin=ACCOUNT).out


def test_json_is_one_object_with_the_contracts_schema(account: str) -> None:
    record = json.loads(ringback("recover", account, "--json", "--no-save", *NOW).out)
    assert record["schema"] == "ringback/recover/1"
    assert record["verdict"] == "open"


def test_why_and_facts_unfold_the_same_report(account: str) -> None:
    run = ringback("recover", account, "--why", "--facts", "--no-save", *NOW)
    assert "\nWhy\n" in run.out
    assert "\nFacts: " in run.out


def test_more_for_a_kept_case_makes_a_new_report_beside_the_old(tmp_path: Path) -> None:
    account = tmp_path / "account.txt"
    account.write_text("I had a phone interview for a bakery manager job. I rambled.")
    ringback("recover", str(account), *NOW)
    name = ringback("case", "list").out.split()[0]
    reply = tmp_path / "reply.txt"
    reply.write_text(REFUSAL)
    run = ringback("recover", "--case", name, "--message", str(reply), *NOW)
    assert run.code == 0
    kept = json.loads(ringback("case", "show", name, "--json").out)
    assert [one["report"]["status"] for one in kept["reports"]] == ["awaiting_result", "rejected"]
    assert [one["name"] for one in kept["materials"]] == ["account.txt", "reply.txt"]


def test_a_second_text_of_the_same_name_counts_from_its_own_day() -> None:
    first = "I had a phone interview on Tuesday for the bakery manager job at Harrow & Pell. I rambled."
    assert ringback("recover", "-", "--now", "2026-03-04T20:00", stdin=first).code == 0
    name = ringback("case", "list").out.split()[0]
    more = "The interview in person with them is tomorrow at 10:00."
    run = ringback("recover", "-", "--case", name, "--now", "2026-03-10T08:00", stdin=more)
    assert "Wed 11 Mar" in run.out
    kept = json.loads(ringback("case", "show", name, "--json").out)
    assert [one["name"] for one in kept["materials"]] == ["standard input", "standard input 2"]


def test_words_of_self_harm_bring_a_helpline_first_and_nothing_is_kept(
    tmp_path: Path, ringback_home: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("My phone interview went so badly yesterday. I don't want to live any more.")
    run = ringback("recover", str(file), *NOW)
    assert run.code == 0
    assert "116 123" in "\n".join(run.out.splitlines()[:5])
    assert len(run.out.splitlines()) < 12
    assert "Kept" not in run.err
    assert not ringback_home.exists()


def test_in_distress_no_json_holds_a_chance() -> None:
    text = "My phone interview went so badly yesterday. I don't want to live any more."
    one = json.loads(ringback("recover", "--json", *NOW, stdin=text).out)
    line = json.loads(ringback("recover", "--jsonl", *NOW, stdin=json.dumps({"id": 1, "text": text})).out)
    for record in (one, line):
        assert record["helplines"]
        assert not any(record["odds"][name] for name in ("rows", "says", "by_rule", "reasons"))


def test_a_stream_answers_every_line_in_order_and_goes_on_after_a_bad_one() -> None:
    lines = [
        json.dumps({"id": "a", "text": ACCOUNT, "now": "2026-03-12T20:50", "zone": "Europe/London"}),
        "{not json",
        json.dumps({"id": "b"}),
        "",
        json.dumps({"id": "c", "text": "   "}),
        "[" * 100_000,
        json.dumps({"id": "d", "text": "It went badly. \ud83d\ude00 \u00e9"}),
    ]
    run = ringback("recover", "--jsonl", stdin="\n".join(lines))
    rows = [json.loads(line) for line in run.out.splitlines()]
    assert run.code == 1
    assert [row["id"] for row in rows] == ["a", None, "b", "c", None, "d"]
    assert rows[0]["made"] == "2026-03-12T20:50:00+00:00"
    assert all(set(row["error"]) >= {"code", "message", "remedy"} for row in rows[1:5])
    assert "verdict" in rows[5]


def test_a_line_says_what_its_text_is_or_is_refused_with_where_it_goes() -> None:
    rows = [
        {"id": "a", "text": "Kay: Any questions?\nMe: None.", "kind": "account"},
        {"id": "b", "text": ACCOUNT, "kind": "messages"},
        {"id": "c", "text": ACCOUNT, "kind": "banana"},
        {"id": 7.5, "text": ACCOUNT},
        {"id": "e", "text": 42},
    ]
    run = ringback("recover", "--jsonl", *NOW, stdin="\n".join(map(json.dumps, rows)))
    told, letters, *others = map(json.loads, run.out.splitlines())
    assert told["materials"] == [{"name": "text", "kind": "account"}]
    assert "ringback process --jsonl" in letters["error"]["remedy"]
    assert [one["error"]["code"] for one in others] == ["bad_line"] * 3
    assert others[-1]["error"]["message"] == 'The "text" should be text.'


def test_a_fault_of_ours_costs_one_line_of_a_stream_and_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import ringback.app.recover as job

    right: Callable[..., object] = job.answer_line

    def wrong(line: str, *more: object) -> object:
        if "secret" in line:
            raise KeyError("secret words of theirs")
        return right(line, *more)

    monkeypatch.setattr(job, "answer_line", wrong)
    run = ringback(
        "recover", "--jsonl", stdin='{"id": 1, "text": "secret"}\n{"id": 2, "text": "It went badly."}\n'
    )
    rows = [json.loads(line) for line in run.out.splitlines()]
    assert [row["id"] for row in rows] == [1, 2]
    assert rows[0]["error"]["code"] == "unexpected"
    assert "secret" not in run.out + run.err
    assert run.code == 1


def test_a_fault_of_ours_is_one_sentence_without_a_word_of_the_users(
    account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ringback.app.worked_out as job

    def wrong(*_: object) -> object:
        raise KeyError("bakery")

    monkeypatch.setattr(job, "understand", wrong)
    run = ringback("recover", account)
    assert run.code == 1
    assert "KeyError" in run.err
    assert "bakery" not in run.err
    assert "Traceback" not in run.err
    monkeypatch.setenv("RINGBACK_DEBUG", "1")
    assert "Traceback" in ringback("recover", account).err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("recover", "nowhere.txt"), "nowhere.txt"),
        (("recover", "."), "folder"),
        (("recover", "--kind", "poem"), "poem"),
        (("recover", "--sample", "x.txt"), "--sample"),
        (("recover", "--jsonl", "x.txt"), "--jsonl"),
        (("recover", "--sample", "--now", "yesterday"), "--now"),
        (("recover", "--sample", "--zone", "Mars/Base"), "--zone"),
        (("recover", "--sample", "--locale", "tlh"), "--locale"),
        (("recover", "--case", "nobody"), "nobody"),
    ],
)
def test_wrong_use_and_wrong_input_are_named_and_end_with_two(words: tuple[str, ...], named: str) -> None:
    run = ringback(*words)
    assert run.code == 2
    assert named in run.err
    assert "Traceback" not in run.err
    assert run.out == ""


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00\x01\x02\xff" * 50])
def test_what_holds_no_words_is_named(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    file.write_bytes(data)
    run = ringback("recover", str(file))
    assert run.code == 2
    assert "odd.txt" in run.err


def test_the_report_is_out_even_where_it_cannot_be_kept(account: str, ringback_home: Path) -> None:
    ringback_home.parent.mkdir(exist_ok=True)
    ringback_home.mkdir()
    (ringback_home / "ringback.db").write_bytes(b"no database at all, but long enough to be read as one" * 9)
    run = ringback("recover", account, *NOW)
    assert "The door is open" in run.out
    assert "ringback.db" in run.err
    assert run.code == 2


def _heard(told: str) -> dict[str, Any]:
    """What the record of an account says."""
    text = f"Phone interview this morning with the hiring manager for a planner role. {told}"
    run = ringback("recover", "--jsonl", *NOW, stdin=json.dumps({"id": 1, "text": text}) + "\n")
    record: dict[str, Any] = json.loads(run.out)
    return record


@pytest.mark.parametrize(
    "told",
    [
        "I mixed up throughput time and waiting time.",
        "She asked how we price, and I got mark-up and margin the wrong way round.",
        "I swapped gross and net weight.",
        "I confused safety stock with cycle stock twice.",
        "I had the basic terms all muddled.",
    ],
)
def test_two_terms_of_the_trade_taken_for_each_other_are_damage(told: str) -> None:
    record = _heard(told)
    assert record["mistakes"] == ["technical_error"]
    assert record["damage"] in ("slight", "serious")


@pytest.mark.parametrize(
    "told",
    [
        "They mixed up my application with somebody else's.",
        "I mixed up the time of the call.",
        "I got the date and the hour the wrong way round.",
        "The recruiter mixed up the two plants.",
        "I had two calls that day and mixed up the numbers and the links.",
        "I was confused and tired by then.",
        "I would have swapped gross and net, had she asked.",
    ],
)
def test_other_things_mixed_up_are_no_error_of_the_trade(told: str) -> None:
    assert "technical_error" not in _heard(told)["mistakes"]


def test_the_employer_an_interview_for_a_job_was_with_heads_the_report(tmp_path: Path) -> None:
    (tmp_path / "told.txt").write_text(
        "I had a phone interview with Ostler Pumps for a planner role. I froze."
    )
    run = ringback("recover", str(tmp_path / "told.txt"), "--no-save", *NOW)
    assert run.out.splitlines()[0] == "Planner, Ostler Pumps"


def _process(*words: str, **more: object) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-m", "ringback", *words],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        **more,  # type: ignore[call-overload]
    )


@pytest.mark.full
def test_a_reader_that_goes_away_ends_the_run_quietly() -> None:
    with _process("recover", "--jsonl") as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        line = b'{"id": 1, "text": "It went badly."}\n'
        process.stdin.write(line * 3)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.full
@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_ctrl_c_ends_the_run_quietly() -> None:
    with _process("recover", "--jsonl") as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b'{"id": 1, "text": "It went badly."}\n')
        process.stdin.flush()
        assert process.stdout.readline()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert b"Traceback" not in process.stderr.read()


def test_a_text_that_tells_of_no_call_gets_no_verdict_and_is_asked_for_one(tmp_path: Path) -> None:
    file = tmp_path / "hens.txt"
    file.write_text("the hens got into the beans again. does anybody know where to buy a decent net? thanks")
    shown = ringback("recover", str(file), "--no-save", *NOW).out
    assert "This tells of no call or interview" in " ".join(shown.split())
    assert "What did they ask" in shown
    assert "Your chances" not in shown
    assert "No answer yet" not in shown


@pytest.mark.parametrize(
    "words", ["bombed it. blanked on SQL joins.", "I froze and it all went out of my head again."]
)
def test_a_few_words_about_a_call_are_enough(words: str, tmp_path: Path) -> None:
    file = tmp_path / "account.txt"
    file.write_text(words)
    assert "Going blank" in ringback("recover", str(file), "--no-save", *NOW).out


def test_a_job_that_is_not_wanted_brings_the_words_to_step_out_with(tmp_path: Path) -> None:
    file = tmp_path / "account.txt"
    file.write_text(
        "Phone interview today with Bexley Mills for a stock clerk job. It went badly."
        " I don't want this job any more. They will let me know next week."
    )
    [draft] = json.loads(ringback("recover", str(file), "--no-save", "--json", *NOW).out)["drafts"]
    assert any(words in draft["text"] for words in ("withdraw", "stepping out", "off your list", "my place"))
    assert "?" not in draft["text"]
    assert "in mind" not in draft["text"]
