"""The page of the figures: it says what is kept, every row names how it was measured, and measuring works."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys

import pytest
from benchmarks.__main__ import SUBJECTS
from benchmarks.figures import FILE, Figure, Subject, kept, merged, of_share
from hypothesis import given
from hypothesis import strategies as st
from scripts import docs_benchmarks

ROOT = docs_benchmarks.ROOT
ROWS = [(subject.name, row) for subject in kept() for row in subject.rows]


def test_the_page_is_what_the_kept_figures_give():
    assert docs_benchmarks.page() == (ROOT / docs_benchmarks.PAGE).read_text(encoding="utf-8"), (
        "The figures or the words around them changed: run `make docs`."
    )


def test_the_page_says_once_and_first_that_the_scorer_is_not_part_of_the_project():
    page = (ROOT / docs_benchmarks.PAGE).read_text(encoding="utf-8")
    assert page.count("The scorer, `score.py`, ") == 1
    assert page.index("`score.py`") == page.index("The scorer, `score.py`, ") + len("The scorer, ")


def test_the_page_on_reviews_gives_the_figures_that_are_kept():
    said = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
    rows = [row for name, row in ROWS if name == "reviewer" and " drafts " in row.what]
    assert len(rows) == 16
    assert [row.what for row in rows if row.figure not in said or row.interval not in said] == []


def test_every_benchmark_has_rows_and_every_measured_row_its_benchmark():
    measured = {name for name, row in ROWS if not row.by_hand}
    assert measured == set(SUBJECTS)
    wrong = [
        row.what for name, row in ROWS if not row.by_hand and row.command != f"python -m benchmarks {name}"
    ]
    assert wrong == []


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_benchmark_yields_figures(name):
    assert callable(importlib.import_module(f"benchmarks.{name}").figures)


def test_every_program_of_this_project_that_a_row_names_exists():
    named = {
        name for _, row in ROWS for name in re.findall(r"-m ((?:benchmarks|scripts)[.\w]*)", row.command)
    }
    assert named >= {"benchmarks", "benchmarks.debrief", "scripts.calibrate"}
    files = [ROOT / name.replace(".", "/") for name in named]
    assert [file for file in files if not (file.with_suffix(".py").is_file() or file.is_dir())] == []
    targets = {name for _, row in ROWS for name in re.findall(r"make ([a-z-]+)", row.command)}
    assert targets <= set(
        re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_a_row_has_its_figure_its_command_its_day_and_its_machine_and_stands_once():
    assert [row.what for _, row in ROWS if not (row.figure and row.command and row.machine)] == []
    assert [row.what for _, row in ROWS if not re.fullmatch(r"\d{4}-\d\d-\d\d", row.day)] == []
    assert len({(name, row.what) for name, row in ROWS}) == len(ROWS)


names = st.sampled_from("abcd")
rows = st.lists(st.tuples(names, names), max_size=5).map(lambda pairs: tuple(Figure(*one) for one in pairs))


@given(st.dictionaries(names, rows), names, rows)
def test_a_fresh_row_takes_the_place_of_the_old_one_and_none_is_lost(old, name, fresh):
    before = [Subject(one, one, tuple({row.what: row for row in its}.values())) for one, its in old.items()]
    after = {
        one.name: {row.what: row.figure for row in one.rows}
        for one in merged(before, Subject(name, name, fresh))
    }
    expected = {one.name: {row.what: row.figure for row in one.rows} for one in before}
    expected.setdefault(name, {}).update({row.what: row.figure for row in fresh})
    assert after == expected
    assert list(after)[: len(before)] == [one.name for one in before]


@given(st.integers(1, 10_000), st.data())
def test_the_interval_of_a_share_holds_the_share(n, data):
    hits = data.draw(st.integers(0, n))
    low, high = map(float, of_share("x", hits, n).interval.split(" to "))
    assert 0 <= low <= high <= 1
    assert low - 0.005 <= hits / n <= high + 0.005


@pytest.mark.full
def test_a_quick_try_measures_and_keeps_nothing():
    before = FILE.read_bytes(), (ROOT / docs_benchmarks.PAGE).read_bytes()
    command = [sys.executable, "-m", "benchmarks", "debrief", "--quick"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Processor time for 1,000 of 2,250 words: " in run.stdout
    assert (FILE.read_bytes(), (ROOT / docs_benchmarks.PAGE).read_bytes()) == before


def test_a_benchmark_that_is_not_there_is_named_with_those_that_are():
    command = [sys.executable, "-m", "benchmarks", "gossip"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "no such benchmark: gossip; there are start, drafts" in run.stderr
