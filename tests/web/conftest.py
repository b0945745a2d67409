"""What the tests of the web app get: a site with a fixed evening, and somebody who came in by the link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.asking import BASE, NOW, PORT, ZONE, new_case
from tests.web.recorded import Scripted, loud

from ringback.app import listening
from ringback.ears import hear
from ringback.web.application import application
from ringback.web.door import Door, key_in
from ringback.web.site import Site


@pytest.fixture
def site(ringback_home: Path) -> Site:
    """A site on this test's own data folder, on a fixed evening in London."""
    flags = {"zone": ZONE, "locale": "en-GB"}
    return Site(Door(key_in(ringback_home), PORT), flags, NOW)


@pytest.fixture
def stranger(site: Site) -> Iterator[TestClient]:
    """Somebody on this machine who doesn't have the link."""
    with TestClient(application(site), base_url=BASE) as made:
        yield made


@pytest.fixture
def client(site: Site) -> Iterator[TestClient]:
    """Its owner's browser, let in by the link."""
    with TestClient(application(site), base_url=BASE) as made:
        let_in = made.get(f"/?token={site.door.word}")
        assert let_in.status_code == 200
        yield made


@pytest.fixture
def case_id(client: TestClient) -> str:
    """A case that its owner has told, kept; nothing has come of it yet."""
    return new_case(client)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """What hears, in place of a model; who speaks is told apart by the channel."""
    made = Scripted()
    monkeypatch.setattr(listening, "opened_engine", lambda: made)
    monkeypatch.setattr(listening.hearing, "model_for", lambda *_: None)
    monkeypatch.setattr(hear, "chances", loud)
    return made
