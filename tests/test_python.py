"""`import ringback`: ten functions that answer as their commands do, typed, and free until one is called."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.running import ringback as command

import ringback

ROOT = Path(__file__).parent.parent
WHEN: dict[str, Any] = {"now": "2026-03-12T20:50", "zone": "Europe/Dublin", "locale": "en-GB"}
FLAGS = ("--now", "2026-03-12T20:50", "--zone", "Europe/Dublin", "--locale", "en-GB")
ACCOUNT = (
    "Phone interview with Tolka Instruments on Tuesday, for the bench technician job. I blanked when she"
    " asked how I'd trace a drifting gauge. It was well below my normal standard. I have a page of the checks"
    " that I drew up. They have asked me to come in next Thursday at 10."
)
CALL = (
    "Interviewer: Can you tell me about a time when a repair went wrong?\n"
    "Nuala: Um, nothing comes to mind, sorry.\n"
    "Interviewer: Thank you. What would you like to ask us?\n"
    "Nuala: No, nothing, I think that's all.\n"
)
LETTER = (
    "Dear Nuala,\n\nThank you for your call. The next step is a panel interview with Mr Osei, the workshop"
    " manager, who makes the decision. We hope to be in touch within a week.\n\nKind regards,\nEdith Roe\n"
)
DRAFT = "Dear Ms Roe,\n\nI am so sorry about Tuesday. Again, I am really sorry.\n\nNuala\n"
SCENARIO = {"rule": "cumulative", "candidates": 6, "reliabilities": [0.3, 0.5], "shortfall": 0.8}


def streamed(name: str, text: str) -> dict[str, Any]:
    """What the command's stream answers to one text."""
    run = command(name, "--jsonl", stdin=json.dumps({"id": 1, "text": text, **WHEN}) + "\n")
    record: dict[str, Any] = json.loads(run.out)
    del record["id"]
    return record


def printed(*words: str) -> dict[str, Any]:
    """What a command prints with --json."""
    found: dict[str, Any] = json.loads(command(*words, "--json").out)
    return found


@pytest.fixture
def case(tmp_path: Path) -> str:
    """The account, kept by the command line."""
    (tmp_path / "text").write_text(ACCOUNT)
    assert command("recover", str(tmp_path / "text"), *FLAGS).code == 0
    return "tolka-instruments"


def as_json(record: dict[str, Any]) -> Any:
    return json.loads(json.dumps(record))


@pytest.mark.parametrize(("name", "text"), [("recover", ACCOUNT), ("debrief", CALL), ("process", LETTER)])
def test_a_function_gives_what_its_command_prints(name: str, text: str) -> None:
    given = getattr(ringback, name)(text, **WHEN).as_record()
    assert as_json(given) == streamed(name, text)


def test_a_draft_is_judged_as_the_command_judges_it(tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(DRAFT)
    record, shown = ringback.review(DRAFT).as_record(), printed("review", str(file))
    assert shown.pop("file") == str(file)
    for findings in (record["findings"], shown["findings"]):
        assert findings
        for one in findings:
            one.pop("source")
    assert as_json(record) == shown
    assert not ringback.review(DRAFT).review.holds


def test_the_odds_are_those_that_the_command_gives(tmp_path: Path) -> None:
    file = tmp_path / "contest.json"
    file.write_text(json.dumps(SCENARIO))
    assert as_json(ringback.odds(SCENARIO).as_record()) == printed("odds", "--scenario", str(file))
    plain = ringback.odds(SCENARIO, ranges=False).as_record()
    assert as_json(plain) == printed("odds", "--scenario", str(file), "--points")


def test_words_are_those_of_a_case_of_the_same_text(case: str) -> None:
    assert as_json(ringback.words(ACCOUNT, **WHEN).as_record()) | {"case": case} == printed("words", case)
    formal = ringback.words(ACCOUNT, tone="formal", **WHEN).as_record()
    assert formal["drafts"] == printed("words", case, "--tone", "formal")["drafts"]
    leaves = ringback.words(ACCOUNT, way="leave_it", **WHEN).as_record()
    assert as_json(leaves) | {"case": case} == printed("words", case, "--leave-it")


def test_a_take_is_told_of_as_in_a_rehearsal(case: str) -> None:
    key, take = "blanked_on_question", "I check the gauge against a reference. At Kells drift fell by half."
    practice = as_json(ringback.rehearse(ACCOUNT, takes={key: take}, **WHEN).as_record())
    plan = json.loads(command("rehearse", case, "--no-input", "--json", *FLAGS[:4]).out)
    assert practice | {"case": case, "taken": plan["taken"]} == plan | {"feedback": practice["feedback"]}
    kept = command("rehearse", case, "--question", key, "--json", *FLAGS[:4], stdin=take)
    assert practice["feedback"][key] == json.loads(kept.out)["take"]["feedback"]


def test_facts_are_those_that_the_report_rests_on() -> None:
    found = [dataclasses.asdict(fact) for fact in ringback.facts(ACCOUNT)]
    shown = streamed("recover", ACCOUNT)["facts"]
    assert shown
    assert [{key: one[key] for key in shown[0]} for one in found] == shown
    assert all(ACCOUNT[one["start"] : one["end"]] == one["quote"] for one in found)


def test_a_cv_gives_facts_that_wait_for_a_yes() -> None:
    [fact] = ringback.facts("EXPERIENCE\n\n- Calibrated forty gauges a week for Kells Metrology\n", kind="cv")
    assert (fact.provenance, fact.confirmed) == ("found", False)


@pytest.mark.parametrize("entry", ["mistakes/answers/blanked", "silence_days", "seed"])
def test_evidence_is_the_catalogues_entry(entry: str) -> None:
    assert ringback.evidence(entry).as_record() == printed("catalogue", "show", entry)


@pytest.mark.full
def test_a_recording_is_heard_as_the_command_hears_it() -> None:
    from tests.ears.sounds import SPEECH

    heard = ringback.transcribe(SPEECH, consent="yes", places=["Germany"])
    shown = printed("transcribe", str(SPEECH), "--consent", "yes", "--place", "Germany")
    assert as_json(heard.as_record()) == shown


def test_a_recording_is_not_opened_without_a_yes(tmp_path: Path) -> None:
    with pytest.raises(ringback.RingbackError) as refused:
        ringback.transcribe(tmp_path / "not-there.m4a")
    assert refused.value.code == "consent_missing"


def test_a_time_may_be_a_datetime() -> None:
    here = datetime(2026, 3, 12, 20, 50, tzinfo=ZoneInfo("Europe/Dublin"))
    given = ringback.recover(ACCOUNT, **{**WHEN, "now": here}).as_record()
    assert as_json(given) == streamed("recover", ACCOUNT)


def test_what_the_employer_wrote_is_read_beside_the_account() -> None:
    report = ringback.recover(ACCOUNT, messages=[LETTER], **WHEN)
    assert ("message 1", "message") in report.materials
    assert any(person.name in {"Mr Osei", "Osei"} for person in report.process.people)


def test_a_lie_is_refused_and_drafted_nowhere() -> None:
    text = f"{ACCOUNT} Should I say that my battery died?"
    assert ringback.recover(text, **WHEN).refusals
    assert "battery" not in " ".join(draft.text for draft in ringback.words(text, **WHEN).drafts)


def test_who_may_be_in_danger_gets_somebody_to_ring_and_no_chance() -> None:
    text = f"{ACCOUNT} I want to kill myself."
    record = ringback.recover(text, **WHEN).as_record()
    assert record["helplines"]
    assert (record["odds"]["rows"], record["odds"]["by_rule"], record["odds"]["first"]) == ([], {}, None)


HARD = "I want to kill myself."


@pytest.mark.parametrize(
    "work",
    [
        lambda: ringback.words(f"{ACCOUNT} {HARD}", **WHEN),
        lambda: ringback.facts(f"{ACCOUNT} {HARD}"),
        lambda: ringback.facts(f"EXPERIENCE\n\n- Calibrated gauges\n\n{HARD}\n", kind="cv"),
        lambda: ringback.rehearse(f"{ACCOUNT} {HARD}", **WHEN),
        lambda: ringback.rehearse(ACCOUNT, takes={"opener_named": HARD}, **WHEN),
        lambda: ringback.review(f"{DRAFT} {HARD}"),
        lambda: ringback.process(f"{LETTER} {HARD}", **WHEN),
    ],
    ids=["words", "facts", "cv", "rehearse", "take", "review", "process"],
)
def test_who_may_be_in_danger_is_told_whom_to_ring_and_gets_nothing_else(work: Callable[[], object]) -> None:
    with pytest.raises(ringback.RingbackError) as first:
        work()
    record = first.value.as_record()
    assert record["code"] == "help_first"
    assert record["helplines"][0]["number"] in record["remedy"]


@pytest.mark.parametrize(
    ("call", "code", "place"),
    [
        (lambda: ringback.recover(3), "bad_line", "text"),  # type: ignore[arg-type]
        (lambda: ringback.recover("half \ud83d"), "bad_line", "text"),
        (lambda: ringback.recover(" \n "), "empty", "text"),
        (lambda: ringback.recover(ACCOUNT, messages=[b"x"]), "bad_line", "message 1"),  # type: ignore[list-item]
        (lambda: ringback.recover(ACCOUNT, now="soon"), "bad_time", "now"),
        (lambda: ringback.recover(ACCOUNT, zone="Mars/North"), "bad_setting", "zone"),
        (lambda: ringback.recover(ACCOUNT, messages="We decide on Friday."), "bad_line", "messages"),
        (lambda: ringback.words(ACCOUNT, messages=None), "bad_line", "messages"),  # type: ignore[arg-type]
        (lambda: ringback.recover(ACCOUNT, now=5), "bad_time", "now"),  # type: ignore[arg-type]
        (lambda: ringback.recover(ACCOUNT, now=""), "bad_time", "now"),
        (lambda: ringback.recover(ACCOUNT, now="0001-01-01T00:00+14:00"), "bad_time", "now"),
        (lambda: ringback.recover(ACCOUNT, now="2200-01-01T00:00"), "bad_time", "now"),
        (lambda: ringback.recover(ACCOUNT, me=5), "bad_setting", "me"),  # type: ignore[arg-type]
        (lambda: ringback.rehearse(ACCOUNT, takes="x"), "bad_line", "takes"),  # type: ignore[arg-type]
        (lambda: ringback.transcribe("a.wav", consent="yes", places="California"), "bad_line", "places"),
        (lambda: ringback.transcribe(5, consent="yes"), "bad_line", "path"),  # type: ignore[arg-type]
        (lambda: ringback.recover(ACCOUNT, kind="novel"), "bad_kind", "kind"),  # type: ignore[arg-type]
        (lambda: ringback.debrief(LETTER, kind="message"), "no_call", None),
        (lambda: ringback.review("..."), "no_draft", "text"),
        (lambda: ringback.review(DRAFT, noticed="perhaps"), "bad_kind", "noticed"),  # type: ignore[arg-type]
        (lambda: ringback.odds([]), "bad_scenario", "scenario"),  # type: ignore[arg-type]
        (lambda: ringback.odds({"rule": "cumulative"}), "bad_scenario", "candidates"),
        (lambda: ringback.words(ACCOUNT, way="both"), "bad_kind", "way"),  # type: ignore[arg-type]
        (lambda: ringback.rehearse(ACCOUNT, takes={"x": "So."}), "no_such_question", "x"),
        (lambda: ringback.rehearse(ACCOUNT, takes={"opener_named": "?"}), "no_take", None),
        (lambda: ringback.evidence("mistakes/answers/blankt"), "no_such_entry", None),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_cannot_be_met_says_why_where_and_what_to_do(
    call: Callable[[], object], code: str, place: str | None
) -> None:
    with pytest.raises(ringback.RingbackError) as refused:
        call()
    assert (refused.value.code, refused.value.place) == (code, place)
    assert refused.value.remedy


def test_the_kinds_that_are_named_are_those_that_may_be_given() -> None:
    with pytest.raises(ringback.RingbackError) as refused:
        ringback.facts(ACCOUNT, kind="resume")  # type: ignore[arg-type]
    assert refused.value.remedy == "Use one of: account, transcript, message, cv."


@given(st.text(st.characters(codec=None), max_size=80))
def test_any_text_gets_an_answer_or_a_refusal(text: str) -> None:
    refused = False
    try:
        findings = ringback.review(text).as_record()["findings"]
    except ringback.RingbackError as error:
        refused, findings = bool(error.remedy), []
    assert refused or all(text[one["start"] : one["end"]] == one["quote"] for one in findings)
    assert refused or any(char.isalnum() for char in text)


def test_threads_get_what_they_would_get_one_by_one() -> None:
    texts = [ACCOUNT.replace("Tuesday", day) for day in ("Monday", "Wednesday", "Friday")] * 3
    alone = [ringback.recover(text, **WHEN).as_record() for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: ringback.recover(text, **WHEN).as_record(), texts)) == alone


def test_nothing_is_kept(ringback_home: Path) -> None:
    ringback.rehearse(ACCOUNT, **WHEN)
    ringback.words(ACCOUNT, **WHEN)
    assert not ringback_home.exists()


def test_the_settings_of_its_user_hold(ringback_home: Path) -> None:
    ringback_home.mkdir()
    (ringback_home / "config.toml").write_text('zone = "Asia/Tokyo"\n')
    assert ringback.recover(ACCOUNT, now="2026-03-12T20:50").zone == "Asia/Tokyo"


@pytest.mark.full
def test_to_import_it_loads_nothing_else() -> None:
    asks = "import sys; before = set(sys.modules); import ringback; print(*sorted(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) <= {"ringback", "ringback.core", "ringback.core.errors", "__future__"}


@pytest.mark.long  # a checker reads all that the package imports
def test_a_strict_type_checker_knows_what_each_gives(tmp_path: Path) -> None:
    right = (
        "import ringback\n"
        "report = ringback.recover('...', now='2026-03-12', locale='en-GB')\n"
        "door: str = report.verdict.door\n"
        "texts: list[str] = [draft.text for draft in ringback.words('...', tone='warm').drafts]\n"
        "quotes: list[str] = [one.quote for one in ringback.debrief('...').debrief.findings]\n"
        "score: float = ringback.review('...', kind='spoken').review.score\n"
        "shares: dict[str, float] = dict(ringback.process('...').process.rule_odds)\n"
        "kinds: list[str] = [fact.kind for fact in ringback.facts('...', kind='cv')]\n"
        "chance: float = ringback.odds({'rule': 'mixed'}).by_rule['mixed'].odds.untouched.point\n"
        "said: str = ringback.rehearse('...', takes={'a': 'b'}).feedback['a'].next\n"
        "words: list[float] = [one.start for one in ringback.transcribe('x.wav').hearing.words]\n"
        "family: str = ringback.evidence('seed').family\n"
    )
    wrong = (
        "import ringback\nringback.recover('...', locale='de-DE')\nringback.review(1)\nringback.recall('')\n"
    )
    (tmp_path / "right.py").write_text(right)
    (tmp_path / "wrong.py").write_text(wrong)
    config = tmp_path / "mypy.ini"
    config.write_text(
        f"[mypy]\nstrict = True\nmypy_path = {ROOT / 'src'}\n[mypy-re2.*]\nfollow_imports = skip\n"
    )
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(config), "--cache-dir", str(ROOT / ".mypy_cache"),
         "--no-error-summary", str(tmp_path / "right.py"), str(tmp_path / "wrong.py")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    faults = [line for line in run.stdout.splitlines() if ": error:" in line]
    assert [line.split(": error:")[0].split("wrong.py:")[-1] for line in faults] == ["2", "3", "4"], (
        run.stdout
    )
