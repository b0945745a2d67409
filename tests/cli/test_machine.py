"""`ringback doctor`, `config` and `catalogue`, from the outside."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.cli.running import ringback

pytestmark = pytest.mark.full  # reads the whole catalogue again and again


def test_a_fresh_machine_is_fine_and_nothing_is_made_by_looking(ringback_home: Path) -> None:
    run = ringback("doctor")
    assert run.code == 0
    assert "TO DO" not in run.out
    assert "made when the first case is kept" in " ".join(run.out.split())
    assert not ringback_home.exists()


@pytest.mark.skipif(os.name == "nt", reason="permissions are kept otherwise there")
def test_a_folder_that_others_can_open_is_to_be_mended(ringback_home: Path) -> None:
    ringback_home.mkdir(mode=0o755)
    ringback_home.chmod(0o755)
    run = ringback("doctor")
    assert run.code == 1
    assert "chmod 700" in run.out


def test_a_damaged_store_and_a_broken_catalogue_are_named(ringback_home: Path, tmp_path: Path) -> None:
    ringback_home.mkdir(mode=0o700)
    (ringback_home / "ringback.db").write_bytes(b"rubbish" * 500)
    (tmp_path / "mistakes").mkdir()
    (tmp_path / "mistakes" / "odd.toml").write_text("title = 1")
    ringback("config", "set", "catalogue_folder", str(tmp_path))
    checks = {one["name"]: one for one in json.loads(ringback("doctor", "--json").out)["checks"]}
    assert checks["cases"]["fine"] is False
    assert checks["catalogue"]["fine"] is False
    assert "odd.toml" in checks["catalogue"]["says"]
    assert checks["catalogue"]["remedy"]


def test_a_setting_is_set_shown_and_taken_out(ringback_home: Path) -> None:
    assert ringback("config", "set", "zone", "Europe/Dublin").code == 0
    assert json.loads(ringback("config", "show", "--json").out)["zone"] == "Europe/Dublin"
    assert ringback("config", "path").out == f"{ringback_home / 'config.toml'}\n"
    assert ringback("config", "unset", "zone").code == 0
    assert "the machine's" in ringback("config", "show").out


@pytest.mark.parametrize("words", [("zone", "Nowhere"), ("colour", "red")])
def test_a_setting_that_cannot_be_is_refused_with_what_can(words: tuple[str, str]) -> None:
    run = ringback("config", "set", *words)
    assert run.code == 2
    assert words[0] in run.err


def test_the_catalogue_lists_and_shows_an_entry_with_its_grounds_and_examples() -> None:
    assert "answers/blanked" in ringback("catalogue", "list").out
    shown = ringback("catalogue", "show", "mistakes/answers/blanked").out
    assert shown.splitlines()[1] == "mistakes/answers/blanked"
    assert ringback("catalogue", "show", "answers/blanked").out == shown
    assert shown.startswith("Going blank\n")
    for heading in ("Rests on", "Found in", "Left alone in"):
        assert f"\n{heading}\n" in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("family", ["mistakes", "cues", "parameters", "questions", "situations", "sources"])
def test_every_entry_of_every_kind_can_be_shown(family: str) -> None:
    rows = json.loads(ringback("catalogue", "list", family, "--json").out)[family]
    for row in rows[::9] or rows:
        assert ringback("catalogue", "show", f"{family}/{row['id'].removeprefix(family + '/')}").code == 0


def test_the_doctor_gives_a_command_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINGBACK_CATALOGUE_FOLDER", "no-such-folder")
    lines = ringback("doctor").out.splitlines()
    assert any(line.endswith("ringback config unset catalogue_folder") for line in lines)


def test_an_entry_that_is_not_there_is_named_with_the_nearest() -> None:
    for wanted in ("blanked", "blanked_on_question"):
        said = " ".join(ringback("catalogue", "show", wanted).err.split())
        assert 'Did you mean "mistakes/answers/blank' in said
    run = ringback("catalogue", "show", "mistakes/answers/blankd")
    assert run.code == 2
    assert "answers/blanked" in run.err


def test_the_catalogue_in_use_has_no_fault_and_a_broken_folder_has_its_faults_told(tmp_path: Path) -> None:
    assert ringback("catalogue", "check").code == 0
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "odd.toml").write_text("= nothing")
    run = ringback("catalogue", "check", str(tmp_path))
    assert run.code == 1
    assert "cues/odd.toml" in run.out
    assert ringback("catalogue", "check", str(tmp_path / "none")).code == 2
