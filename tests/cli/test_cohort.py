"""`ringback cohort`: the summary, the page, the record, the database, and what can be wrong."""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from tests.cli.running import Run, ringback
from tests.cohort.tables import EMPLOYERS, invented, written

from ringback.cohort import words

pytestmark = pytest.mark.full  # draws charts

SECRET = "Secretive & Sons <b>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    calls = invented(400)
    few = [{**call, "employer": SECRET, "role": "lion tamer"} for call in calls[:4]]
    return written(tmp_path_factory.mktemp("cohort") / "out", [*few, *calls[4:]], ["undecodable"] * 2)


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    return ringback("cohort", str(folder))


@pytest.fixture(scope="module")
def page(run: Run, folder: Path) -> str:
    assert run.code == 0
    return (folder / "cohort.html").read_text(encoding="utf-8")


def test_the_summary_says_what_recurs_what_came_and_where_the_page_is(run: Run, folder: Path) -> None:
    assert (run.code, run.err) == (0, "")
    assert "What 400 calls have in common" in run.out
    assert "What recurs most: rambling, in about 6 in 10 calls." in run.out
    assert "This is no proof that the repair helped or harmed." in " ".join(run.out.split())
    assert "Fewer than 5 inputs gave no report" in run.out
    *lines, last = run.out.splitlines()
    assert last == f"The page: {folder / 'cohort.html'}"
    assert max(map(len, lines)) <= 80


def test_a_mistake_is_called_what_the_other_pages_call_it(tmp_path: Path) -> None:
    calls = [{"mistakes": ["timing/late"]} for _ in range(9)] + [{} for _ in range(9)]
    folder = written(tmp_path / "out", calls)
    run = ringback("cohort", str(folder))
    assert "What recurs most: late for the call, in" in run.out
    assert '<th scope="row">Late for the call</th>' in (folder / "cohort.html").read_text(encoding="utf-8")


def test_the_page_needs_no_script_no_network_and_no_other_file(page: str) -> None:
    assert "<script" not in page
    assert re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?(?!#|data:)[^\s"')>]+""", page) == []
    assert re.findall(r"https?://(?!www\.w3\.org/)", page) == []


def test_the_page_shows_every_chart_with_what_it_shows_and_a_table(page: str) -> None:
    charts = re.findall(r'<svg [^>]*role="img" aria-label=["\']([^"\']+)', page)
    assert len(charts) == 5
    assert re.findall(r'<img src="data:image/svg[^"]*" alt="Told \d+% on average, came true', page)
    assert page.count("<table") == 8
    assert set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', page)) == set()


def test_the_page_and_the_record_hold_no_small_group_no_id_and_no_quote(page: str, folder: Path) -> None:
    record = (folder / "cohort.json").read_text(encoding="utf-8")
    for text in (page, record):
        assert "Secretive" not in text
        assert "lion tamer" not in text
        assert "call-0" not in text
        assert "the words of" not in text
    assert all(name.replace("&", "&amp;") in page for name in EMPLOYERS[:5])


def test_the_record_is_what_is_printed_for_programs(folder: Path) -> None:
    printed = ringback("cohort", str(folder), "--json")
    record = json.loads(printed.out)
    assert record == json.loads((folder / "cohort.json").read_text(encoding="utf-8"))
    assert (record["schema"], record["k"], record["calls"]) == ("ringback/cohort/1", 5, 400)
    assert record["mistakes"]["rambling"]["of"] == 400
    assert datetime.fromisoformat(record["made"]).tzinfo
    assert f"Made on {words.day(record)}," in (folder / "cohort.html").read_text(encoding="utf-8")
    assert record["repair"]["within"]["verdict"]["strata"]
    assert record["calibration"]["n"] > 200


def test_a_larger_k_shows_fewer_groups(folder: Path) -> None:
    def names(k: int) -> list[str]:
        record = json.loads(ringback("cohort", str(folder), "--json", "--k", str(k)).out)
        return [group["name"] for group in record["by"]["role"]["groups"]]

    assert set(names(50)) - {"other"} < set(names(5))


def test_a_name_cannot_break_the_page(tmp_path: Path) -> None:
    named = [{"employer": SECRET, "mistakes": ["late"] * (n % 2)} for n in range(40)]
    others = [{"employer": "\x1b[31mLowmoor", "mistakes": ["late"] * (n % 2)} for n in range(40)]
    folder = written(tmp_path / "out", [*named, *others])
    assert "\x1b" not in ringback("cohort", str(folder)).out
    page = (folder / "cohort.html").read_text(encoding="utf-8")
    assert "Secretive &amp; Sons &lt;b&gt;" in page
    assert "<b>" not in page.partition("<main")[2].partition("By employer")[2].partition("</section>")[0]


def test_too_few_calls_say_so_and_show_nothing(tmp_path: Path) -> None:
    folder = written(tmp_path / "out", [{"role": "nurse", "mistakes": ["late"]}] * 4)
    run = ringback("cohort", str(folder))
    assert run.code == 0
    assert "Fewer than 5 calls. Nothing is shown" in run.out
    page = (folder / "cohort.html").read_text(encoding="utf-8")
    assert "Too few calls to say anything of them" in page
    assert "nurse" not in page


def test_what_is_not_shown_is_said_with_what_it_would_take(tmp_path: Path) -> None:
    folder = written(tmp_path / "out", [{"version": f"v{n % 2}"} for n in range(20)])
    said = " ".join(ringback("cohort", str(folder)).out.split())
    assert "No mistake is shown: it takes 5 calls that had it, and 5 that hadn't." in said
    assert "Nothing by role: it takes two roles, or one and the rest, of 5 calls each." in said
    assert "Nothing on what came of the repair" in said
    assert "Nothing on whether the chances were right: it takes 30 calls" in said
    assert "2 versions of the catalogue" in said


def test_the_views_are_written_as_a_database_and_printed(folder: Path) -> None:
    run = ringback("cohort", str(folder), "--sql")
    assert run.code == 0
    assert "Its views hold every call, small groups too." in " ".join(run.err.split())
    with duckdb.connect(str(folder / "cohort.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM calls").fetchall() == [(400,)]
    with duckdb.connect(":memory:") as connection:
        connection.execute(run.out)
        assert connection.execute("SELECT count(*) FROM calls").fetchall() == [(400,)]


def test_a_folder_without_tables_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    for more in ((), ("--sql",), ("--json",)):
        run = ringback("cohort", str(tmp_path / "nowhere"), *more)
        assert (run.code, run.out) == (2, "")
        assert "holds no reports.parquet" in " ".join(run.err.split())
        assert "ringback batch" in " ".join(run.err.split())
    assert list(tmp_path.iterdir()) == []


def test_a_broken_table_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    folder = written(tmp_path / "out", [{}] * 9)
    (folder / "reports.parquet").write_bytes(b"nothing of the kind")
    before = sorted(folder.iterdir())
    run = ringback("cohort", str(folder))
    assert run.code == 2
    assert "A table is broken" in " ".join(run.err.split())
    assert sorted(folder.iterdir()) == before


def test_a_place_that_cant_be_written_is_said(tmp_path: Path) -> None:
    folder = written(tmp_path / "out", [{}] * 9)
    (folder / "cohort.json").mkdir()
    run = ringback("cohort", str(folder))
    assert run.code == 2
    assert "can't be written" in " ".join(run.err.split())


@pytest.mark.parametrize("library", ["duckdb", "vl_convert", "altair"])
def test_without_the_extra_one_command_is_given(
    library: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    run = ringback("cohort", str(folder))
    assert run.code == 2
    assert 'pip install "ringback[batch]"' in " ".join(run.err.split())


@pytest.mark.parametrize("words", [("--k", "2"), ("--json", "--sql")])
def test_what_makes_no_sense_is_wrong_use(folder: Path, words: tuple[str, ...]) -> None:
    run = ringback("cohort", str(folder), *words)
    assert (run.code, run.out) == (2, "")
    assert run.err
