"""`ringback case done`, from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.kept import kept
from tests.cli.running import ringback

ACCOUNT = "Phone interview at Quillfeather Bakery. My mind went blank. They asked me to come in next week."
NOW = ("--now", "2026-03-12T20:50", "--zone", "Europe/London")


@pytest.fixture
def case(ringback_home: Path) -> str:
    return kept(ringback_home, ACCOUNT, *NOW)


def test_steps_are_listed_and_marked_by_number_or_key(case: str) -> None:
    listed = ringback("case", "done", case).out
    assert "x" not in [line[5:6] for line in listed.splitlines()]
    marked = ringback("case", "done", case, "1").out.splitlines()
    assert [line[5:6] for line in marked if line[3:4] == "1"] == ["x"]
    key = json.loads(ringback("case", "done", case, "--json").out)["steps"][1]["key"]
    assert ringback("case", "done", case, key).code == 0
    told = json.loads(ringback("case", "done", case, "--json").out)["steps"]
    assert [bool(one["done"]) for one in told[:3]] == [True, True, False]
    assert f"  {told[0]['does'][:20]}" in ringback("case", "show", case).out.partition("\nDone\n")[2]
    for step in ("1", key):
        assert ringback("case", "done", case, step, "--undo").code == 0
    assert ringback("case", "done", case).out == listed


def test_a_step_that_is_not_there_is_told_with_those_there_are(case: str) -> None:
    run = ringback("case", "done", case, "9")
    assert run.code == 2
    assert "It has these: reply," in " ".join(run.err.split())
