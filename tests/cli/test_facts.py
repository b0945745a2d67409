"""`ringback facts`, from the outside."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from docx import Document
from tests.cli.running import Run, ringback

NOW = ("--now", "2026-03-12T20:50", "--zone", "Europe/London")
ACCOUNT = (
    "I had a phone interview on Tuesday for the job of shift lead at Quillfeather Bakery."
    " They have asked me to come in next week."
)
CALL = """Dana: What have you changed about the rota?
Ines: I have a portfolio of stock plans at home. My mind went blank just now, sorry.
Dana: Let's move on.
Ines: Of course.
"""
CV = "Experience\n- Led a team of six at the depot\n- Ran the night desk\n\nHobbies\nchess\n"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the case is kept."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "account.txt").write_text(ACCOUNT)
    (folder / "call.txt").write_text(CALL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RINGBACK_HOME", str(folder / "home"))
        run = ringback("recover", str(folder / "account.txt"), str(folder / "call.txt"), "--me", "Ines", *NOW)
    assert run.code == 0
    return folder / "home"


@pytest.fixture
def case(kept: Path, ringback_home: Path) -> str:
    shutil.copytree(kept, ringback_home)
    return ringback("case", "list").out.split()[0]


def flat(text: str) -> str:
    return " ".join(text.split())


def record(*words: str) -> dict:
    return json.loads(ringback("facts", *words, "--json").out)


def states(*words: str) -> dict[int, str]:
    return {fact["number"]: fact["state"] for fact in record("list", *words)["facts"]}


def proof() -> str:
    return next(str(fact["number"]) for fact in record("list")["facts"] if fact["kind"] == "proof")


def changed(*words: str) -> Run:
    run = ringback("facts", *words, *NOW)
    assert run.code == 0, run.err
    return run


def test_the_report_names_the_command_that_fills_its_gap_and_the_command_does(case: str) -> None:
    report = ringback("case", "show", case).out
    number = proof()
    assert "[confirm: I have a portfolio of stock plans at home]" in flat(report)
    assert f"ringback facts confirm {number} --case {case}" in report
    assert f"ringback facts confirm {number}\n" in ringback("words").out
    run = changed("confirm", number)
    assert "no longer has a gap." in flat(run.err)
    assert "confirm" not in ringback("words", case).out


def test_the_list_shows_number_kind_words_where_from_and_what_waits(case: str) -> None:
    out = flat(ringback("facts", "list").out)
    assert (
        f"[{proof()}] I have a portfolio of stock plans at home proof; found; not used until you say yes"
        in out
    )
    assert "in call.txt" in out
    assert f"One waits for your yes: ringback facts confirm {proof()}" in out
    sheet = record("list")
    assert sheet["schema"] == "ringback/facts/1"
    assert sheet["case"] == case
    assert sheet["facts"][0].keys() >= {"number", "kind", "text", "provenance", "quote", "source", "state"}


@pytest.mark.usefixtures("case")
def test_a_fact_that_is_told_is_used_at_once() -> None:
    run = changed("add", "reason", "I had come straight from a night shift")
    assert flat(run.err).startswith("Added as ")
    assert "night shift" in ringback("words", "--opener", "named").out
    assert "already" in changed("add", "reason", "I had come straight from a night shift").err
    assert sum("night shift" in fact["text"] for fact in record("list")["facts"]) == 1


@pytest.mark.full  # a case for each
@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("proof", "I don't have any samples", "isn't there"),
        ("reason", "if I had slept more", "imagined"),
        ("standard", "she said I did well", "somebody else"),
        ("experience", "My brother led a team", "somebody else"),
        ("event", "Did I ramble?", "asks"),
        ("proof", "maybe I can bring a plan", "open"),
        ("proof", "none", "states nothing"),
        ("mood", "I was low", "no kind of fact"),
    ],
)
def test_what_states_nothing_of_ones_own_is_refused_with_the_reason(kind: str, text: str, says: str) -> None:
    before = record("list")
    run = ringback("facts", "add", kind, text)
    assert run.code == 2
    assert says in flat(run.err)
    assert record("list") == before


@pytest.mark.usefixtures("case")
def test_a_mended_answer_may_imagine() -> None:
    changed("add", "answer", "If a line ran short, I would ring the second supplier.")
    assert "second supplier" in ringback("words", "--opener", "unnamed").out


def test_what_is_removed_stays_away_until_it_is_restored(case: str, tmp_path: Path) -> None:
    number = proof()
    run = changed("remove", number)
    assert f"  ringback facts restore {number}" in run.err.splitlines()
    assert "portfolio" not in ringback("facts", "list").out
    assert "portfolio" in ringback("facts", "list", "--removed").out
    (tmp_path / "more.txt").write_text("I have a portfolio of stock plans at home. They wrote again.")
    assert ringback("recover", "--case", case, str(tmp_path / "more.txt"), *NOW).code == 0
    assert states()[int(number)] == "removed"
    assert "portfolio" not in ringback("facts", "list").out
    changed("restore", number)
    assert states()[int(number)] == "waiting"


@pytest.mark.usefixtures("case")
def test_an_edited_fact_is_yours_and_shows_where_it_came_from() -> None:
    changed("edit", proof(), "I can bring my portfolio of stock plans")
    out = flat(ringback("facts", "list").out)
    assert 'you wrote it, from call.txt: "I have a portfolio of stock plans at home"' in out
    assert states()[int(proof())] == "usable"


@pytest.mark.usefixtures("case")
def test_a_yes_to_all_is_given_by_somebody() -> None:
    refused = ringback("facts", "confirm", "all")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert "waiting" in states().values()
    changed("confirm", "all", "--yes")
    assert set(states().values()) == {"usable"}


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("words", [("confirm", "99"), ("confirm", "x"), ("remove", "3-1"), ("restore", "1")])
def test_a_number_that_is_none_changes_nothing(words: tuple[str, ...]) -> None:
    before = record("list")
    run = ringback("facts", *words)
    assert run.code == 2
    assert run.err
    assert record("list") == before


@pytest.mark.usefixtures("case")
def test_a_cv_gives_facts_that_wait_and_is_taken_in_once(tmp_path: Path, ringback_home: Path) -> None:
    file = tmp_path / "cv.txt"
    file.write_text(CV)
    run = changed("import", str(file))
    assert "each waits for your yes" in flat(run.err)
    assert "The words stay as they were." in flat(run.err)
    out = flat(ringback("facts", "list").out)
    assert "I led a team of six at the depot" in out
    assert "chess" not in out
    before = record("list")
    assert "nothing new" in changed("import", str(file)).err
    assert record("list") == before
    assert b"chess" not in b"".join(f.read_bytes() for f in ringback_home.rglob("*") if f.is_file())


def _word_file() -> bytes:
    made = Document()
    made.add_heading("Experience")
    made.add_paragraph("Led a team of six at the depot", style="List Bullet")
    made.add_paragraph("Ran the night desk", style="List Bullet")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    "content",
    [
        CV.encode(),
        CV.replace("Experience", "## Experience").encode(),
        b"<html><h2>Experience</h2><ul><li>Led a team of six at the depot<li>Ran the night desk</ul></html>",
        _word_file(),
    ],
    ids=["text", "markdown", "html", "word"],
)
def test_a_cv_is_read_in_each_form_from_a_file_or_a_pipe(content: bytes) -> None:
    run = ringback("facts", "import", "-", "--json", *NOW, stdin=content)
    assert run.code == 0
    done = json.loads(run.out)
    texts = [fact["text"] for fact in done["facts"] if fact["number"] in done["changed"]]
    assert texts == ["I led a team of six at the depot", "I ran the night desk"]


@pytest.mark.usefixtures("case")
def test_a_pdf_is_refused_with_what_to_do_instead() -> None:
    run = ringback("facts", "import", "-", stdin=b"%PDF-1.7 ...")
    assert run.code == 2
    assert "PDF" in run.err
    assert "paste" in run.err


@pytest.mark.usefixtures("case")
def test_words_of_despair_are_not_kept_and_whom_to_ring_is_said() -> None:
    before = record("list")
    run = ringback("facts", "add", "event", "I don't want to live any more")
    assert run.code == 1
    assert "talk to somebody" in flat(run.out)
    assert record("list") == before


def test_nothing_kept_says_how_to_begin() -> None:
    run = ringback("facts", "list")
    assert run.code == 2
    assert "ringback recover" in flat(run.err)


def test_another_case_is_named(case: str, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("A phone interview with Lowmoor Haulage on Monday. I rambled.")
    assert ringback("recover", str(tmp_path / "other.txt"), *NOW).code == 0
    changed("add", "proof", "I can bring the rota I drew up", "--case", case)
    assert "rota" in ringback("facts", "list", "--case", case).out
    assert record("list", "--case", case)["case"] == case


def test_what_was_taken_off_the_sheet_is_no_better_wording_for_a_draft(case: str) -> None:
    changed("add", "proof", "I can bring the paper notebook of the weighbridge")
    draft = "My mind went blank on Tuesday and I am sorry. Please consider me. I would love to talk again."
    review = ("review", "-", "--case", case, *NOW)
    assert "paper notebook" in ringback(*review, stdin=draft).out
    number = next(fact["number"] for fact in record("list")["facts"] if "notebook" in fact["text"])
    others = [
        fact["number"]
        for fact in record("list")["facts"]
        if fact["kind"] == "proof" and fact["number"] != number
    ]
    if others:
        changed("remove", *map(str, others))
    changed("remove", str(number))
    assert "paper notebook" not in ringback(*review, stdin=draft).out


def test_a_remedy_keeps_to_the_case_that_was_named(case: str) -> None:
    changed("remove", "1", "--case", case)
    again = ringback("facts", "remove", "1", "--case", case, *NOW)
    assert again.code == 2
    assert f"ringback facts restore 1 --case {case}" in flat(again.err)
