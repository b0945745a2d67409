"""Every page: no script or style within it, nothing from elsewhere, and whatever was typed shows as text."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.asking import STORY, send, word_in
from tests.web.markup import Markup
from tests.web.routes import pages

from ringback.app import cases
from ringback.core.outcome import Outcome
from ringback.store.records import NewMaterial, StoredFact
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works cases out

EVIL = """"'><script>alert(1)</script><img src=x onerror=alert(2)><b id=evil style="x">&lt;{{ 7*7 }}"""
WORDS = (
    "quote",
    "title",
    "name",
    "role",
    "source",
    "text",
    "they_say",
    "says",
    "does",
    "subject",
    "headline",
)


def hostile(value: Any, key: str = "") -> Any:
    """A record in which everything that may come from somebody's words is an attack."""
    if isinstance(value, dict):
        return {name: hostile(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [hostile(one, key) for one in value]
    return f"{EVIL} {value}" if isinstance(value, str) and key in WORDS else value


@pytest.fixture
def evil_case(client: TestClient, site: Site) -> str:
    """A case in which every word is an attack; given straight to the store, which keeps what it is given."""
    texts = [{"text": STORY, "name": "told.txt"}, {"text": f"Dear Ruth,\n\n{EVIL}\n\nKay", "kind": "message"}]
    word = {"x-form-word": word_in(client.get("/").text)}
    report = client.post("/api/v1/recover", json={"texts": texts}, headers=word).json()
    fact = StoredFact(1, "proof", EVIL, "told", True, EVIL, EVIL, 0, len(EVIL))
    new = cases.NewCase(
        employer=EVIL,
        title=EVIL,
        materials=(NewMaterial("account", EVIL, f"{EVIL} {STORY}"), NewMaterial("message", EVIL, EVIL)),
        report=json.dumps({**hostile(report), "catalogue": report["catalogue"]}),
        facts=(fact,),
    )
    kept = cases.add(site.store, new, site.now)
    cases.note(site.store, kept.id, EVIL, site.now)
    cases.record_outcome(site.store, kept.id, Outcome("other", site.now.date(), None, EVIL), site.now)
    return kept.id


def test_no_page_runs_what_was_typed_or_fetches_anything_from_elsewhere(client: TestClient, evil_case: str):
    begun = send(client, "/tell", story=f"{EVIL} {STORY}").url.path.rpartition("/")[2]
    looked_at = [*pages(client.app, case_id=evil_case, recall_id=begun), "/nothing", f"/cases/{EVIL[:20]}"]
    shown = 0
    for path in looked_at:
        answer = client.get(path)
        assert answer.status_code < 500, path
        if "html" not in answer.headers["content-type"]:
            assert "script" not in answer.headers["content-type"], path
            continue
        page = Markup(answer.text)
        assert list(page.faults()) == [], path
        assert not any(one.get("id") == "evil" for _, one in page.elements), path
        shown += "alert(1)" in page.text
    assert shown >= 3, "the attack is on no page, so this tells nothing"


def test_the_pages_of_what_went_wrong_hold_to_the_same(client: TestClient, evil_case: str):
    word = {"form_word": word_in(client.get("/").text)}
    answers = [
        client.post("/tell", data={"story": EVIL}),
        client.post("/tell", data={**word, "story": "<>"}),
        client.post("/files", data=word, files=[("given", (EVIL, b"\x00\x01\x02", "text/html"))]),
        client.post("/files", data=word, files=[("given", ("../../etc/pass<b id=evil>wd", EVIL.encode()))]),
        client.post("/recall/1", data={**word, "question": EVIL, "value": EVIL}),
        client.post("/recall/x", data=word),
        client.get("/recall/7"),
        client.get(f"/cases/{evil_case}x%3Cscript%3E"),
    ]
    for answer in answers:
        page = Markup(answer.text)
        assert list(page.faults()) == [], answer.url
        assert not any(one.get("id") == "evil" for _, one in page.elements), answer.url


def test_the_name_of_a_file_is_its_last_part_and_leads_nowhere(client: TestClient):
    for name in ("../../etc/passwd.txt", "..\\..\\windows\\passwd.txt", "/etc/passwd.txt"):
        word = {"form_word": word_in(client.get("/").text)}
        shown = client.post("/files", data=word, files=[("given", (name, STORY.encode()))])
        assert "passwd.txt" in shown.text
        assert "etc/" not in shown.text
        assert "windows" not in shown.text


def test_the_name_of_a_case_leads_to_no_file(client: TestClient):
    for name in ("..", "../..", "..%2F..%2Fserve.key", "%2e%2e%2fringback.db", "a%5C..%5Cb"):
        for path in (f"/cases/{name}", f"/api/v1/cases/{name}", f"/api/v1/cases/{name}/export"):
            answer = client.get(path)
            assert answer.status_code in (200, 404), path
            assert b"SQLite format" not in answer.content


def test_our_own_files_fetch_nothing_from_elsewhere():
    folder = files("ringback.web") / "static"
    sheets = [one for one in folder.iterdir() if one.name.endswith((".css", ".svg"))]
    assert sheets
    for sheet in sheets:
        text = sheet.read_text()
        assert re.findall(r"@import|url\(\s*['\"]?(?:https?:|//)", text) == [], sheet.name
    ours = [one for one in folder.iterdir() if one.name.endswith(".js") and ".min." not in one.name]
    for script in ours:
        text = script.read_text()
        assert re.findall(r"\beval\(|new Function|https?://|document\.write", text) == [], script.name
