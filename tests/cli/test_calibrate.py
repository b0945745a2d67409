"""`ringback calibrate` as a user sees it: what is learnt, kept, pooled, given away, and refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import Run, ringback

from ringback.core.call import VALUES
from ringback.core.catalogue import CONCERNS
from ringback.core.decision import DECISION_RULES
from ringback.core.lessons import SCHEMA
from ringback.core.outcome import CAME, REPAIRS

THEN, DAY, NOW = "2020-10-01T20:00", "2020-11-20", "2020-11-29T20:00"
ACCOUNT = """I had a phone interview with Harrow & Pell with the recruiter Kay Brandt yesterday.
My mind went blank on the question about rotas and I said nothing for a long time; she sighed.
She said the results of all the rounds are added up together, and the highest total wins.
I am waiting to hear."""


@pytest.fixture
def case(tmp_path: Path) -> str:
    """A case that is kept, with an outcome in its owner's words."""
    file = tmp_path / "my-account.txt"
    file.write_text(ACCOUNT)
    assert ringback("recover", str(file), "--no-input", "--now", THEN).code == 0
    told = ("rejected", "--repair-made", "--on", DAY, "--words", "Kay Brandt rang: no.")
    done = ringback("case", "outcome", "harrow-pell", *told)
    assert done.code == 0
    return "harrow-pell"


def _pool(folder: Path, line: dict[str, Any], *came: str, name: str = "theirs.jsonl") -> str:
    """A file of lessons like this one, with these endings; the chances told differ a little."""
    lines = [
        json.dumps(line | {"came": one, "untouched": 0.05 + n / 400, "repaired": 0.06 + n / 400})
        for n, one in enumerate(came)
    ]
    file = folder / name
    file.write_text("\n".join(lines) + "\n")
    return str(file)


def _exported(folder: Path) -> dict[str, Any]:
    file = folder / "mine.jsonl"
    assert ringback("calibrate", "--export", str(file), "--now", NOW).code == 0
    line: dict[str, Any] = json.loads(file.read_text())
    return line


def _json(*words: str) -> dict[str, Any]:
    run = ringback("calibrate", "--json", "--now", NOW, *words)
    assert run.code == 0, run.err
    record: dict[str, Any] = json.loads(run.out)
    return record


def test_without_outcomes_nothing_is_learnt_and_the_way_to_say_one_is_shown() -> None:
    run = ringback("calibrate")
    assert run.code == 0
    assert "No outcomes of yours." in run.out
    assert "ringback case outcome CASE HAPPENED" in run.out
    assert "Nothing learnt yet" in run.out
    assert "it takes 30 cases" in run.out
    keeps = ringback("calibrate", "--keep")
    assert (keeps.code, keeps.out) == (2, "")


@pytest.mark.full  # weighs the whole design
def test_one_outcome_moves_nothing_and_is_refused_as_a_judgement(case: str) -> None:
    record = _json()
    assert record["schema"] == "ringback/calibrate/1"
    assert record["outcomes"] == {"own": 1, "pooled": 0, "teaching_nothing": 0}
    assert record["posteriors"]
    assert not any(one["learnt"] for one in record["posteriors"])
    assert record["calibration"] is None
    assert "30 cases" in record["refusal"]
    assert "one has" in record["refusal"]
    assert case in ringback("case", "list").out


def test_an_outcome_from_before_its_report_and_one_that_says_nothing_teach_nothing(case: str) -> None:
    ringback("case", "outcome", case, "withdrew")
    assert _json()["outcomes"] == {"own": 0, "pooled": 0, "teaching_nothing": 1}
    ringback("case", "outcome", case, "rejected", "--on", "2020-09-20")
    assert _json()["outcomes"] == {"own": 0, "pooled": 0, "teaching_nothing": 1}


@pytest.mark.usefixtures("case")
def test_no_text_of_the_case_and_no_day_is_in_what_is_exported(tmp_path: Path) -> None:
    line = _exported(tmp_path)
    allowed = {SCHEMA, "unknown", "none", "slight", "serious", *CONCERNS, *CAME, *REPAIRS}
    allowed |= {value for values in VALUES.values() for value in values}
    assert set(line.pop("rule_odds")) == set(DECISION_RULES)
    assert line.pop("month") == "2020-11"
    assert all(value in allowed for value in line.values() if isinstance(value, str))
    text = (tmp_path / "mine.jsonl").read_text().lower()
    assert not any(name in text for name in ("harrow", "pell", "kay", "brandt", "rota", DAY))


@pytest.mark.full  # weighs 51 outcomes four times over
def test_many_outcomes_are_learnt_from_judged_and_kept_until_forgotten(case: str, tmp_path: Path) -> None:
    pool = _pool(tmp_path, _exported(tmp_path), *["offer"] * 22, *["failed"] * 28)
    picture = tmp_path / "reliability.svg"
    run = ringback("calibrate", "--pool", pool, "--svg", str(picture), "--keep", "--now", NOW)
    assert run.code == 0, run.err
    assert "and 50 from files" in run.out
    assert "How many are compared at the phone screen" in run.out
    assert "; was about 15, could be 5 to 30 (51 outcomes)" in " ".join(run.out.split())
    assert "Of 51 cases" in run.out
    assert picture.read_text().startswith("<svg")
    assert max(map(len, run.out.splitlines())) <= 80

    file = tmp_path / "my-account.txt"
    why = ("recover", str(file), "--no-input", "--no-save", "--json", "--now", THEN)
    reasons = [one["says"] for one in json.loads(ringback(*why).out)["odds"]["reasons"]]
    assert any("Moved by 51 outcomes; before: about 15, could be 5 to 30." in one for one in reasons)
    stream = ringback("recover", "--jsonl", stdin=json.dumps({"id": 1, "text": ACCOUNT}) + "\n")
    assert "Moved by" not in stream.out

    again = _json("--pool", pool)
    assert again["posteriors"] == _json("--pool", pool)["posteriors"]
    moved = next(one for one in again["posteriors"] if one["parameter"] == "candidates_at_screen")
    assert (moved["prior"]["value"], moved["now"]["value"] < 15) == (15, True)

    assert ringback("calibrate", "--forget").code == 2
    assert ringback("calibrate", "--forget", "--yes").code == 0
    reasons = [one["says"] for one in json.loads(ringback(*why).out)["odds"]["reasons"]]
    assert not any("Moved by" in one for one in reasons)
    assert case in ringback("case", "list").out


@pytest.mark.full  # weighs the whole design
def test_ones_own_export_and_a_file_given_twice_count_once(case: str, tmp_path: Path) -> None:
    line = _exported(tmp_path)
    mine, theirs = str(tmp_path / "mine.jsonl"), _pool(tmp_path, line, "offer", "passed")
    assert _json("--pool", mine)["outcomes"] == {"own": 1, "pooled": 0, "teaching_nothing": 0}
    assert _json("--pool", theirs, "--pool", theirs)["outcomes"]["pooled"] == 2
    assert case in ringback("case", "list").out


def _refused(*words: str) -> Run:
    run = ringback("calibrate", *words)
    assert (run.code, run.out) == (2, "")
    return run


@pytest.mark.full  # weighs the whole design
def test_what_cannot_be_done_is_said_and_nothing_is_written(case: str, tmp_path: Path) -> None:
    picture = tmp_path / "reliability.svg"
    assert "it takes 30 cases" in " ".join(_refused("--svg", str(picture)).err.split())
    assert not picture.exists()
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"schema": "ringback/lesson/1"}\n')
    assert "line 1" in _refused("--pool", str(bad), "--keep").err
    bad.write_text("\n\nKay rang.\n")
    assert "line 3: This is not JSON." in " ".join(_refused("--pool", str(bad)).err.split())
    assert "no such file" in _refused("--pool", str(tmp_path / "gone.jsonl")).err
    assert "can't be written" in " ".join(_refused("--export", str(tmp_path / "no" / "folder")).err.split())
    bad.write_text("mine")
    assert "To write over it: --force." in " ".join(_refused("--export", str(bad)).err.split())
    assert bad.read_text() == "mine"
    assert "stands alone" in _refused("--forget", "--keep").err
    assert not any(path.name.endswith(".part") for path in tmp_path.iterdir())
    assert case in ringback("case", "list").out
