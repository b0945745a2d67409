"""The API as a program uses it: the same answers as the pages and the commands, by its description."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient
from tests.cli.running import ringback
from tests.web.asking import BASE, NOW, STORY, ZONE
from tests.web.markup import Markup

from ringback.core.odds import Scenario
from ringback.readers.errors import MAX_BYTES
from ringback.web.api.afterwards import Steps
from ringback.web.api.cases import CaseList, Kept, WholeCase
from ringback.web.api.denials import Findings
from ringback.web.api.facts import ChangedSheet
from ringback.web.api.given import Contest
from ringback.web.api.reports import LookBack, ProcessMap, Report, Review
from ringback.web.api.shapes import Figures, Problem, TakenBack
from ringback.web.api.words import Words
from ringback.web.application import application
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works cases out

API = "/api/v1"
INVITATION = """\
From: Moira Teague <moira@corrie.example>
To: Ruth <ruth@post.example>
Subject: Next step

Dear Ruth,

We would like to invite you to an interview at our yard on Tuesday 17 March at 10.

Moira Teague
"""
CALL = """\
Interviewer: What does the overspeed governor do?
Ruth: Er. I'm sorry, my mind's gone blank.
Interviewer: No matter. Have you got questions for me?
Ruth: No, I don't think so.
"""
DESPAIR = "It went badly and I want to kill myself."
CONTEST = {"rule": "cumulative", "candidates": 5, "reliabilities": [0.35, 0.44, 0.6]}


@pytest.fixture
def program(site: Site) -> Iterator[TestClient]:
    """A program on this machine that has the word of the link."""
    headers = {"authorization": f"Bearer {site.door.word}"}
    with TestClient(application(site), base_url=BASE, headers=headers) as made:
        yield made


def posted(program: TestClient, path: str, status: int = 200, **body: Any) -> Any:
    """The answer to this, as JSON."""
    answer = program.post(f"{API}{path}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def got(program: TestClient, path: str, status: int = 200) -> Any:
    """What there is at this place, as JSON."""
    answer = program.get(f"{API}{path}")
    assert answer.status_code == status, answer.text
    return answer.json()


def keep(program: TestClient) -> str:
    """A case of an account and an invitation; its place."""
    texts = [
        {"name": "told.txt", "text": STORY},
        {"name": "mail.eml", "text": INVITATION, "kind": "message"},
    ]
    kept = posted(program, "/cases", 201, texts=texts)
    Kept.model_validate(kept)
    return f"/cases/{kept['case']['id']}"


@pytest.mark.full
@pytest.mark.parametrize(
    ("path", "shape", "command"),
    [
        ("recover", Report, ["recover", "-", "--json", "--no-save", "--no-input"]),
        ("process", ProcessMap, ["process", "-", "--json"]),
        ("debrief", LookBack, ["debrief", "-", "--json"]),
        ("review", Review, ["review", "-", "--json"]),
    ],
)
def test_a_text_is_worked_out_as_the_command_does(program, path: str, shape: Any, command: list[str]):
    text = {"process": INVITATION, "debrief": CALL}.get(path, STORY)
    record = posted(program, f"/{path}", text=text)
    shape.model_validate(record)
    when = ["--now", NOW, "--zone", ZONE, *([] if path == "review" else ["--locale", "en-GB"])]
    printed = ringback(*command, *when, stdin=text).out.replace('"standard input"', '"text"')
    told = {name: value for name, value in json.loads(printed).items() if name != "file"}
    unnamed = ["findings"] if path == "review" else []  # their source is the draft, by whatever name
    assert {**record, **dict.fromkeys(unnamed)} == {**told, **dict.fromkeys(unnamed)}


def test_several_texts_are_told_apart_by_name_and_kind(program: TestClient):
    texts = [{"name": "a.txt", "text": STORY}, {"text": INVITATION, "kind": "message"}]
    record = posted(program, "/recover", texts=texts)
    assert [one["name"] for one in record["materials"]] == ["a.txt", "text 2"]
    assert record["verdict"] == "open"
    assert record["status"] == "advanced"


def test_the_time_and_place_may_be_given(program: TestClient):
    record = posted(program, "/recover", text=STORY, now="2026-06-01T09:00", zone="Asia/Tokyo")
    assert record["made"] == "2026-06-01T09:00:00+09:00"


def test_the_odds_are_the_streams(program: TestClient):
    record = posted(program, "/odds", **CONTEST)
    Figures.model_validate(record)
    line = json.loads(ringback("odds", "--jsonl", stdin=json.dumps({"id": 1, **CONTEST}) + "\n").out)
    assert {"id": 1, **record} == line
    assert "low" not in posted(program, "/odds", **CONTEST, ranges=False)["untouched"]


def test_nothing_is_kept_of_what_is_only_worked_out(program: TestClient):
    for path in ("recover", "process", "debrief", "review"):
        posted(program, f"/{path}", text=CALL)
    assert got(program, "/cases")["cases"] == []


def test_a_case_is_kept_read_added_to_and_thrown_away(program: TestClient):
    answer = program.post(f"{API}/cases", json={"text": STORY})
    assert answer.status_code == 201
    place = answer.headers["location"].removeprefix(API)
    WholeCase.model_validate(got(program, place))
    CaseList.model_validate(got(program, "/cases"))
    assert got(program, place)["report"]["status"] == "awaiting_result"

    more = {"texts": [{"name": "mail.eml", "text": INVITATION, "kind": "message"}]}
    Kept.model_validate(posted(program, f"{place}/materials", 201, **more))
    assert got(program, f"{place}/report")["status"] == "advanced"
    assert [one["name"] for one in got(program, place)["materials"]] == ["text", "mail.eml"]

    gone = program.delete(f"{API}{place}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert got(program, place, 410)["error"]["code"] == "case_in_bin"
    assert len(got(program, "/cases?bin=true")["cases"]) == 1
    posted(program, f"{place}/restore")
    assert posted(program, f"{place}/restore", 409)["error"]["code"] == "case_not_in_bin"

    erased = program.delete(f"{API}{place}/erase")
    assert (erased.status_code, erased.json()["complete"]) == (200, True)
    assert got(program, place, 404)["error"]["remedy"]


@pytest.mark.full
def test_the_facts_of_a_case_can_be_told_confirmed_changed_removed_and_brought_back(program: TestClient):
    place = keep(program)
    added = posted(program, f"{place}/facts", 201, kind="proof", text="I can bring the plan I drew up.")
    ChangedSheet.model_validate(added)
    [number] = added["changed"]
    one = f"{API}{place}/facts/{number}"
    changed = program.patch(one, json={"text": "I can bring the service plan I drew up."})
    assert changed.json()["changed"] == [number]
    removed = program.delete(one).json()
    assert {fact["number"]: fact["state"] for fact in removed["facts"]}[number] == "removed"
    back = program.patch(one, json={"state": "kept", "confirmed": True}).json()
    assert {fact["number"]: fact["state"] for fact in back["facts"]}[number] == "usable"
    found = posted(program, f"{place}/facts/import", 201, text="2019 to 2024: lift engineer at Ardle Hoists")
    assert all(fact["state"] == "waiting" for fact in found["facts"] if fact["origin"] == "imported")
    no_fact = posted(program, f"{place}/facts", 400, kind="proof", text="What would I bring?")
    assert no_fact["error"]["code"] == "not_a_fact"
    assert program.delete(f"{API}{place}/facts/999").status_code == 404


def test_the_words_and_the_plan_of_a_case_can_be_taken_along(program: TestClient):
    place = keep(program)
    words = got(program, f"{place}/words")
    Words.model_validate(words)
    kinds = [draft["kind"] for draft in words["drafts"]]
    none = program.get(f"{API}{place}/words?draft=banana")
    assert (none.status_code, none.json()["error"]["code"]) == (404, "no_such_draft")
    only = got(program, f"{place}/words?draft={kinds[-1]}")
    assert [draft["kind"] for draft in only["drafts"]] == kinds[-1:]
    plan = program.get(f"{API}{place}/plan.ics")
    assert plan.headers["content-type"].startswith("text/calendar")
    assert plan.text.startswith("BEGIN:VCALENDAR")
    assert ".ics" in plan.headers["content-disposition"]


def test_a_finding_can_be_denied_and_allowed_and_a_step_marked(program: TestClient):
    place = keep(program)
    found = got(program, f"{place}/findings")["findings"]
    at = {name: found[0][name] for name in ("rule", "source", "start", "end")}
    denied = posted(program, f"{place}/findings/deny", **at)
    Findings.model_validate(denied)
    assert [one["rule"] for one in denied["denied"]] == [at["rule"]]
    assert len(got(program, f"{place}/report")["findings"]) == len(found) - 1
    assert posted(program, f"{place}/findings/allow", **at)["findings"] == found
    assert posted(program, f"{place}/findings/deny", 404, **{**at, "start": 0, "end": 0})["error"]["remedy"]

    key = got(program, f"{place}/steps")["steps"][0]["key"]
    marked = program.put(f"{API}{place}/steps/{key}/done")
    Steps.model_validate(marked.json())
    assert next(one["done"] for one in marked.json()["steps"])
    unmarked = program.delete(f"{API}{place}/steps/{key}/done").json()
    assert not any(one["done"] for one in unmarked["steps"])
    assert program.put(f"{API}{place}/steps/dance/done").status_code == 404


def test_texts_of_one_name_are_told_apart(program: TestClient):
    place = keep(program)
    more = {"texts": [{"name": "told.txt", "text": "I ran on about the old lifts, too."}]}
    kept = posted(program, f"{place}/materials", 201, **more)
    assert [one["name"] for one in kept["materials"]] == ["told.txt", "mail.eml", "told.txt 2"]
    again = posted(program, f"{place}/materials", 201, texts=[{"name": "told.txt", "text": STORY}])
    assert len(again["materials"]) == 3


def test_what_came_of_it_and_notes_are_kept(program: TestClient):
    place = keep(program)
    kept = posted(program, f"{place}/outcomes", 201, happened="advanced", repair_made=True)["outcome"]
    assert kept["on"] == "2026-03-12"
    posted(program, f"{place}/notes", 201, text="Moira rang: bring boots.")
    assert [note["text"] for note in got(program, place)["notes"]] == ["Moira rang: bring boots."]
    assert got(program, "/cases")["cases"][0]["outcome"]["happened"] == "advanced"
    later = posted(program, f"{place}/outcomes", 400, happened="offer", on="2026-03-13")
    assert later["error"]["code"] == "bad_day"


def test_what_came_of_it_is_taken_back_and_a_note_erased(program: TestClient):
    first = posted(program, f"{(place := keep(program))}/outcomes", 201, happened="advanced")
    last = posted(program, f"{place}/outcomes", 201, happened="offer")
    notes = [posted(program, f"{place}/notes", 201, text=text)["id"] for text in ("one", "two")]
    assert program.delete(f"{API}{place}/outcomes/{first['id']}").status_code == 409  # not the newest
    back = program.delete(f"{API}{place}/outcomes/{last['id']}").json()
    TakenBack.model_validate(back)
    assert back == {"taken_back": last, "counts_now": first, "complete": True}
    assert program.delete(f"{API}{place}/outcomes/{first['id']}").json()["counts_now"] is None
    assert program.delete(f"{API}{place}/outcomes/{first['id']}").status_code == 404  # nothing to take back
    assert program.delete(f"{API}{place}/notes/{notes[0]}").json() == {"note": notes[0], "complete": True}
    assert program.delete(f"{API}{place}/notes/{notes[0]}").status_code == 404
    whole = got(program, place)
    assert (whole["outcomes"], [note["text"] for note in whole["notes"]]) == ([], ["two"])


def test_a_case_that_is_carried_away_can_be_taken_in_again(program: TestClient, tmp_path: Path):
    place = keep(program)
    packed = program.get(f"{API}{place}/export")
    assert packed.headers["content-type"] == "application/zip"
    with ZipFile(io.BytesIO(packed.content)) as folder:
        folder.extractall(tmp_path)
    [case] = tmp_path.iterdir()
    assert ringback("case", "import", str(case), "--as", "again").code == 0
    assert got(program, "/cases/again/report") == got(program, f"{place}/report")
    assert program.get(f"{API}{place}/export").content == packed.content


def test_words_of_self_harm_are_answered_with_whom_to_ring_and_kept_nowhere(program: TestClient):
    place = keep(program)
    before = program.get(f"{API}{place}/export").content
    asked = [
        ("/cases", {"text": DESPAIR}),
        (f"{place}/materials", {"text": DESPAIR}),
        (f"{place}/facts", {"kind": "event", "text": DESPAIR}),
        (f"{place}/facts/import", {"text": DESPAIR}),
        (f"{place}/notes", {"text": DESPAIR}),
        (f"{place}/outcomes", {"happened": "other", "words": DESPAIR}),
    ]
    for path, body in asked:
        answer = posted(program, path, 200, **body)
        assert answer["kept"] is False, path
        assert answer["helplines"][0]["number"] == "116 123", path
    changed = program.patch(f"{API}{place}/facts/1", json={"text": DESPAIR})
    assert changed.json()["kept"] is False
    assert posted(program, "/recover", text=DESPAIR)["helplines"]
    assert program.get(f"{API}{place}/export").content == before
    assert len(got(program, "/cases")["cases"]) == 1


@pytest.mark.parametrize("path", ["review", "process"])
def test_what_is_only_looked_over_is_refused_with_whom_to_ring(program: TestClient, path: str):
    found = posted(program, f"/{path}", 400, text="Dear Ms Roe, I want to kill myself.")["error"]
    assert found["code"] == "help_first"
    assert found["helplines"][0]["number"]


def test_the_catalogue_can_be_looked_into(program: TestClient):
    rows = got(program, "/catalogue/mistakes")["mistakes"]
    entry = got(program, f"/catalogue/mistakes/{rows[0]['id']}")
    assert entry["title"] == rows[0]["title"]
    assert got(program, "/catalogue/mistakes/answers/blanked")["id"] == "mistakes/answers/blanked"
    near = got(program, "/catalogue/mistakes/answers/blankd", 404)
    assert "mistakes/answers/blanked" in near["error"]["remedy"]
    assert got(program, "/catalogue/parameters/mistakes/answers/blanked", 404)


BAD: tuple[tuple[str, bytes], ...] = (
    ("/recover", b""),
    ("/recover", b"{"),
    ("/recover", b"null"),
    ("/recover", b"[]"),
    ("/recover", b"[" * 90_000),
    ("/recover", b'{"text": 7}'),
    ("/recover", b'{"text": ""}'),
    ("/recover", b'{"text": "\\u0000"}'),
    ("/recover", b'{"text": "I went blank. \\ud800"}'),
    ("/recover", b'{"\\ud800": "x"}'),
    ("/recover", b'{"text": "\xff\xfe"}'),
    ("/recover", b'{"text": "x", "texts": [{"text": "x"}]}'),
    ("/recover", b'{"texts": [{"name": "a", "text": "x"}, {"name": "a", "text": "y"}]}'),
    ("/recover", b'{"texts": [{"name": "a\\u0000b", "text": "x"}]}'),
    ("/recover", b'{"text": "I went blank.", "now": "9999-12-31T23:59"}'),
    ("/recover", b'{"text": "I went blank.", "now": "0001-01-01T00:00+14:00"}'),
    ("/recover", b'{"text": "I went blank.", "now": "soon"}'),
    ("/recover", b'{"text": "I went blank.", "zone": "../../etc/passwd"}'),
    ("/recover", b'{"text": "I went blank.", "zone": "Europe"}'),
    ("/recover", b'{"text": "I went blank.", "locale": "xx"}'),
    ("/cases", b'{"text": "I went blank on the phone.\\u0000"}'),
    ("/debrief", b'{"texts": [{"kind": "message", "text": "Dear Ruth, we regret. Kay"}]}'),
    ("/review", b'{"text": "Dear Kay", "case": "nobody"}'),
    ("/review", b'{"text": "...", "kind": "email"}'),
    ("/odds", b'{"rule": "cumulative", "candidates": 1e400, "reliabilities": [0.3]}'),
    ("/odds", b'{"rule": "cumulative", "candidates": ' + b"9" * 5000 + b', "reliabilities": [0.3]}'),
    ("/odds", b'{"rule": "cumulative", "candidates": 5, "reliabilities": [NaN]}'),
    ("/odds", b'{"rule": "cumulative", "candidates": 5, "reliabilities": [0.3], "merit": Infinity}'),
    ("/odds", b'{"rule": "mixed", "candidates": 5, "reliabilities": [0.3, 0.4, 0.5, 0.6], "keep": [4, 3]}'),
    ("/odds", b'{"rule": "progressive_elimination", "candidates": 9, "reliabilities": [0.3]}'),
    ("/odds", b'{"rule": "cumulative", "candidates": 5, "reliabilities": [0.3], "passed_gates": -1}'),
)


def test_whatever_is_sent_is_refused_with_what_to_do(program: TestClient):
    for path, body in BAD:
        refused = program.post(f"{API}{path}", content=body, headers={"content-type": "application/json"})
        assert 400 <= refused.status_code < 500, (path, body[:60], refused.text[:200])
        error = Problem.model_validate(refused.json()).error
        assert error.message, body[:60]
        assert error.remedy, body[:60]
    assert got(program, "/cases")["cases"] == []


def test_what_is_wrong_with_a_request_is_told_in_plain_words(program: TestClient):
    error = program.post(f"{API}/recover", json={}).json()["error"]
    assert error["message"] == "Give either text or texts."
    assert "openapi.json" in error["remedy"]


def test_a_text_above_the_limit_is_refused_and_one_at_it_is_read(program: TestClient):
    refused = program.post(f"{API}/review", json={"text": "x" * (MAX_BYTES + 1)})
    assert refused.status_code == 422
    assert len(refused.content) < 2_000


def test_numbers_beyond_any_sheet_are_refused(program: TestClient):
    place = keep(program)
    for number in ("0", "-1", "2147483648", "9" * 30, "9" * 5000, "x", "1.5"):
        refused = program.delete(f"{API}{place}/facts/{number}")
        assert refused.status_code == 422, number[:20]
        assert refused.json()["error"]["place"] == "path.number"


def test_the_description_names_every_operation_and_how_each_error_looks(program: TestClient):
    described = got(program, "/openapi.json")
    assert (described["info"]["title"], described["info"]["version"]) == ("Ringback API", "1")
    for path, methods in described["paths"].items():
        assert path.startswith(f"{API}/")
        for method, one in methods.items():
            assert one["description"], (method, path)
            refused = {status: what for status, what in one["responses"].items() if status[0] in "45"}
            assert {"401", "403", "422", "500"} <= set(refused), (method, path)
            for status, what in refused.items():
                shape = what["content"]["application/json"]["schema"]
                assert shape == {"$ref": "#/components/schemas/Problem"}, (method, path, status)


def test_the_page_for_people_lists_what_the_description_does(client: TestClient):
    shown = Markup(client.get(API).text).text
    described = client.get(f"{API}/openapi.json").json()
    for path, methods in described["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in shown


def test_the_server_says_that_it_is_well(program: TestClient):
    assert got(program, "/health")["status"] == "ok"


def test_a_contest_left_out_of_a_request_has_the_figures_of_the_odds_themselves() -> None:
    described = Contest.model_fields
    for field in fields(Scenario):
        if field.default is not MISSING:
            given = described[field.name].get_default(call_default_factory=True)
            assert (tuple(given) if field.name == "keep" else given) == field.default, field.name
