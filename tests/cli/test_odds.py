"""`ringback odds`, from the outside."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.cli.running import ringback

CONTEST = {"rule": "cumulative", "candidates": 5, "reliabilities": [0.35, 0.44, 0.6], "shortfall": 1.5}
ACCOUNT = """\
I had a phone interview with the depot manager on Tuesday. She asked how I would plan a week of deliveries and
my mind went blank; she asked it again and I had nothing. They wrote today and want me to come in next week.
They said that they look at everything together at the end. I usually do much better than that.
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RINGBACK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def answered(*lines: Any) -> tuple[int, list[dict[str, Any]]]:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    run = ringback("odds", "--jsonl", stdin=text)
    return run.code, [json.loads(line) for line in run.out.splitlines()]


def record(*words: str) -> dict[str, Any]:
    run = ringback("odds", *words, "--json")
    assert run.code == 0, run.err
    found: dict[str, Any] = json.loads(run.out)
    return found


def test_a_line_is_answered_by_the_contract() -> None:
    code, (odds,) = answered({"id": "a", **CONTEST, "noticed": 1.0})
    assert code == 0
    assert odds["id"] == "a"
    assert odds["clean"]["point"] == pytest.approx(0.2, abs=1e-6)
    assert odds["untouched"]["point"] == pytest.approx(0.1175, abs=1e-4)
    for name in ("clean", "untouched", "words", "proof", "words_and_proof"):
        assert set(odds[name]) == {"point", "low", "median", "high"}
        assert odds[name]["low"] <= odds[name]["median"] <= odds[name]["high"]
    assert set(odds["gain"]) == {"words", "proof", "words_and_proof"}
    assert 0 < odds["break_even_noticed"] < 1
    assert odds["drivers"]


def test_without_ranges_only_points_are_given() -> None:
    _, (odds,) = answered({"id": 1, **CONTEST, "ranges": False})
    assert set(odds["clean"]) == {"point"}
    assert odds["drivers"] == []


def test_a_line_that_cannot_be_answered_says_what_is_wrong_and_the_run_goes_on() -> None:
    four_gates = {
        "rule": "progressive_elimination",
        "candidates": 90,
        "reliabilities": [0.4] * 5,
        "keep": [40, 20, 8, 3],
    }
    bad = [
        {"id": 1, "rule": "cumulative", "candidates": 0, "reliabilities": [0.4]},
        {"id": 2, "rule": "lottery", "candidates": 5, "reliabilities": [0.4]},
        {"id": 3, **CONTEST, "shortfal": 1},
        {"id": 4, **four_gates},
        {"id": 5, **CONTEST, "ranges": "no"},
        {"id": 6, **CONTEST, "noticed": "surely"},
        "not json",
        {"id": 8, **CONTEST, "ranges": False},
    ]
    code, answers = answered(*bad)
    assert code == 1
    assert [one.get("id") for one in answers] == [1, 2, 3, 4, 5, 6, None, 8]
    assert all(one["error"]["remedy"] for one in answers[:-1])
    assert "Did you mean shortfall?" in answers[2]["error"]["remedy"]
    assert "three" in answers[3]["error"]["message"] or "3" in answers[3]["error"]["message"]
    assert "error" not in answers[-1]


def test_the_first_sentence_is_what_a_good_call_would_have_left() -> None:
    run = ringback("odds", "--rule", "cumulative", "--candidates", "15", "--usual", "better")
    assert run.code == 0
    flat = " ".join(run.out.split())
    assert "With fifteen in the running, a good call would have left you about 1 in 15" in flat
    assert "Naming it pays where it's likelier than" in flat
    assert "Most of the doubt:" in flat


@pytest.mark.parametrize("usual", ["better", "mixed", "same"])
def test_after_a_gate_the_first_row_is_any_one_of_those_still_in(usual: str) -> None:
    run = ringback("odds", "--rule", "mixed", "--advanced", "--noticed", "likely", "--usual", usual)
    flat = " ".join(run.out.split())
    assert "any one of them about 1 in 4" in flat
    assert "a good call would have left you" not in flat


def test_that_yours_is_the_better_after_a_gate_is_no_gain_from_the_bad_call() -> None:
    run = ringback("odds", "--rule", "mixed", "--advanced", "--noticed", "likely", "--usual", "better")
    assert "no gain from the bad call" in " ".join(run.out.split())


def test_what_outcomes_taught_moves_these_chances_too(tmp_path: Path) -> None:
    words = ("odds", "--rule", "cumulative", "--advanced", "--usual", "better", "--json")
    before = json.loads(ringback(*words).out)
    lessons = tmp_path / "lessons.jsonl"
    lesson = {
        "schema": "ringback/lesson/1", "month": "2026-10", "status": "advanced", "stage": "panel",
        "damage": "serious", "concern": "competence", "noticed": "likely", "usual": "better",
        "next_stage": "in_person", "repair": "words_and_proof", "untouched": 0.2, "repaired": 0.22,
        "came": "offer", "repair_made": True,
        "rule_odds": {"hit_or_miss": 0.0, "progressive_elimination": 0.0, "cumulative": 1.0, "mixed": 0.0},
    }  # fmt: skip
    lessons.write_text(f"{json.dumps(lesson)}\n" * 30)
    assert ringback("calibrate", "--pool", str(lessons), "--keep").code == 0
    assert json.loads(ringback(*words).out)["untouched"] != before["untouched"]


def test_where_nobody_said_how_they_decide_each_rule_is_shown_with_the_question_that_settles_it() -> None:
    run = ringback("odds", "--damage", "serious", "--advanced", "--usual", "better")
    flat = " ".join(run.out.split())
    assert run.code == 0
    for rule in (
        "each stage passed in turn",
        "a gate, then everything together",
        "everything looked at together",
    ):
        assert rule in flat
    assert "Could you tell me how you decide" in flat
    assert "whether they noticed" in flat


def test_numbers_can_be_hidden_and_the_advice_stands() -> None:
    words = ("odds", "--rule", "cumulative", "--noticed", "likely", "--usual", "better")
    hidden, shown = ringback(*words, "--no-numbers"), ringback(*words)
    assert not re.search(r"\d+ in \d+", hidden.out)
    assert re.search(r"\d+ in \d+", shown.out)
    assert "As things stand: name it, and offer a proof." in hidden.out
    ringback("config", "set", "hide_numbers", "yes")
    assert ringback(*words).out == hidden.out


@pytest.mark.full  # every range, twice
@pytest.mark.parametrize("extra", [(), ("--why",)])
@pytest.mark.parametrize(
    "words",
    [("--rule", "progressive_elimination"), ("--damage", "slight"), ("--rule", "mixed", "--advanced")],
)
def test_no_line_is_wider_than_eighty_columns_and_none_shows_a_percentage(
    words: tuple[str, ...], extra: tuple[str, ...]
) -> None:
    run = ringback("odds", *words, *extra)
    assert max(map(len, run.out.splitlines())) <= 80
    assert "%" not in run.out


def test_own_figures_go_over_the_catalogues() -> None:
    few = record("--rule", "progressive_elimination", "--candidates", "3", "--set", "noticed=1.0")
    scenario = few["by_rule"]["progressive_elimination"]["scenario"]
    assert (scenario["candidates"], scenario["keep"], scenario["noticed"]) == (3, [2], 1.0)
    two = record("--rule", "mixed", "--candidates", "12", "--set", "keep=6", "--points")
    assert two["by_rule"]["mixed"]["gates"][0]["left"] == 6


def test_a_process_of_two_stages_can_be_given() -> None:
    run = ringback("odds", "--rule", "cumulative", "--set", "reliabilities=0.3,0.5")
    assert run.code == 0, run.err


def test_how_such_calls_usually_go_moves_the_chance_and_the_worth_of_naming_it() -> None:
    gains = [
        record("--rule", "cumulative", "--noticed", "likely", "--usual", usual)["gain"]["words"]["point"]
        for usual in ("better", "mixed", "same")
    ]
    assert gains[0] > gains[1] > gains[2]


@pytest.mark.parametrize("form", ["json", "toml"])
def test_a_scenario_file_gives_every_figure(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"contest.{form}"
    if form == "json":
        path.write_text(json.dumps(CONTEST))
    else:
        path.write_text(
            'rule = "cumulative"\ncandidates = 5\nreliabilities = [0.35, 0.44, 0.6]\nshortfall = 1.5\n'
        )
    odds = record("--scenario", str(path))
    assert odds["schema"] == "ringback/odds/1"
    assert odds["untouched"]["point"] == pytest.approx(0.1505, abs=1e-4)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--scenario", "nowhere.json"), "nowhere.json"),
        (("--scenario", "{bad}"), "is not JSON"),
        (("--scenario", "{list}"), "holds no object"),
        (("--scenario", "{empty}"), "reliabilities"),
        (("--rule", "cumulative", "--set", "merit"), "--set NAME=VALUE"),
        (("--rule", "cumulative", "--set", "merits=1"), "Did you mean merit?"),
        (("--rule", "cumulative", "--candidates", "0"), "candidates"),
        (("--scenario", "{good}", "--rule", "mixed"), "--scenario gives every figure"),
        (("--jsonl", "--rule", "mixed"), "--jsonl reads standard input"),
        (("nobody",), "nobody"),
        ((), "recover"),
    ],
)
def test_wrong_use_says_what_is_wrong_and_what_to_do(
    words: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    files = {"bad": "{", "list": "[1]", "empty": "{}", "good": json.dumps(CONTEST)}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    run = ringback("odds", *(word.format(**{n: tmp_path / n for n in files}) for word in words))
    assert run.code == 2
    assert told in " ".join(run.err.split())
    assert run.out == ""


def test_a_kept_case_has_its_odds_and_flags_go_over_what_it_tells(tmp_path: Path) -> None:
    account = tmp_path / "account.txt"
    account.write_text(ACCOUNT)
    kept = json.loads(ringback("recover", str(account), "--no-input", "--json").out)
    (case,) = json.loads(ringback("case", "list", "--json").out)["cases"]
    told = record(case["id"])
    assert told["rule_odds"] == {rule: chance for rule, chance in kept["rule_odds"].items() if chance >= 0.1}
    (rule,) = kept["odds"]["by_rule"]
    assert told["by_rule"][rule]["untouched"] == kept["odds"]["by_rule"][rule]["untouched"]
    assert told["by_rule"][rule]["scenario"] == kept["odds"]["scenarios"][rule]
    fewer = record("--candidates", "3", "--rule", "cumulative")
    assert fewer["by_rule"]["cumulative"]["scenario"]["candidates"] == 3


def test_a_refusal_leaves_no_number_to_give(tmp_path: Path) -> None:
    account = tmp_path / "account.txt"
    account.write_text("My phone interview was awful, I froze twice. They wrote today that I am rejected.")
    ringback("recover", str(account), "--no-input")
    run = ringback("odds", "--svg", str(tmp_path / "pictures"))
    assert run.code == 0
    assert "nothing said or sent changes this one" in " ".join(run.out.split())
    assert "1 in" not in run.out
    assert list((tmp_path / "pictures").iterdir()) == []


def test_one_alone_in_the_running_is_a_field_as_for_programs() -> None:
    run = ringback("odds", "--rule", "cumulative", "--candidates", "1", "--damage", "slight", "--points")
    assert (run.code, run.err) == (0, "")


def test_the_pictures_are_whole_svgs_and_an_unwritable_place_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pictures"
    run = ringback("odds", "--rule", "progressive_elimination", "--svg", str(folder))
    assert run.code == 0
    drawn = {path.name for path in folder.iterdir()}
    assert drawn == {"chances.svg", "gain-by-noticed.svg", "gain-by-shortfall.svg", "gates.svg"}
    for path in folder.iterdir():
        assert ET.fromstring(path.read_text()).tag.endswith("svg")
        assert str(path) in run.err.replace("\n", "")
    again = ringback("odds", "--rule", "progressive_elimination", "--svg", str(folder))
    assert again.code == 2
    assert "To write over it: --force." in " ".join(again.err.split())
    assert ringback("odds", "--rule", "progressive_elimination", "--svg", str(folder), "--force").code == 0
    (tmp_path / "file").write_text("")
    failed = ringback("odds", "--rule", "cumulative", "--svg", str(tmp_path / "file" / "pictures"))
    assert failed.code == 2
    assert "can't be written" in failed.err
