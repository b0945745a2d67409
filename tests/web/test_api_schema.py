"""The API against its own description: whatever that allows is answered, and as it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient
from tests.web.asking import BASE, NOW, PORT, STORY, ZONE

from ringback.web.api.described import description
from ringback.web.application import application
from ringback.web.door import Door, key_in
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works cases out

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
MAIL = "Dear Ruth,\n\nWe would like to invite you to a panel interview on Tuesday at 10.\n\nKay Moss\n"
FEW = settings(
    max_examples=6,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MANY = settings(FEW, max_examples=150, phases=[Phase.explicit, Phase.generate])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose cases last for all of these tests."""
    home = tmp_path_factory.mktemp("home") / "ringback"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RINGBACK_HOME", str(home))
        made = Site(Door(key_in(home), PORT), {"zone": ZONE, "locale": "en-GB"}, NOW)
        _ = made.store
        yield made
        made.store.close()


@pytest.fixture(scope="module")
def app(site: Site) -> FastAPI:
    """The site's application."""
    return application(site)


@pytest.fixture(scope="module")
def program(site: Site, app: FastAPI) -> TestClient:
    """A program that has the word of the link."""
    let_in = {"authorization": f"Bearer {site.door.word}"}
    return TestClient(app, base_url=BASE, headers=let_in)


described = schemathesis.openapi.from_dict(dict(description()))


def a_case(program: TestClient) -> str:
    """A case that is kept, with one fact at least; another where the last was erased."""
    for line in program.get("/api/v1/cases").json()["cases"]:
        if program.get(f"/api/v1/cases/{line['id']}/facts").json()["facts"]:
            return str(line["id"])
    texts = [{"name": "told.txt", "text": STORY}, {"name": "mail.txt", "text": MAIL, "kind": "message"}]
    kept = program.post("/api/v1/cases", json={"texts": texts})
    name = str(kept.json()["case"]["id"])
    fact = {"kind": "proof", "text": "I can bring the log sheet I drew up."}
    assert program.post(f"/api/v1/cases/{name}/facts", json=fact).status_code == 201
    return name


def held_to(case: Any, program: TestClient) -> None:
    """Ask it, of a case that there is where it is about one, and hold the answer to the description."""
    case.operation.app = case.operation.schema.app = program.app
    given = case.path_parameters or {}
    if len(str(given.get("case_id", ""))) % 4:  # one in four or so is asked of a case that isn't there
        given["case_id"] = a_case(program)
        given.update({"number": 1} if len(str(given.get("number", 1))) > 1 else {})
    headers = {"authorization": program.headers["authorization"]}
    case.call_and_validate(base_url=BASE, headers=headers, checks=CHECKS)


@pytest.mark.full
@described.parametrize()
@FEW
def test_what_the_description_allows_is_answered_as_it_says(case, program):
    held_to(case, program)


@pytest.mark.long
@described.parametrize()
@MANY
def test_much_of_what_the_description_allows_is_answered_as_it_says(case, program):
    held_to(case, program)
