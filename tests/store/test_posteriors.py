"""What was learnt is kept beside what was kept before; the newest counts, and forgetting leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.samples import CASE, DAY, NOW

from ringback.app import calibrate, cases
from ringback.app.learnt import with_learnt
from ringback.catalogue import load
from ringback.core.learning import Learnt, Posterior, Spread
from ringback.store import posteriors
from ringback.store.database import Store, open_server
from ringback.store.glance import has_posteriors

CATALOGUE = load()
PRIOR = Spread.of(CATALOGUE.parameters["noticed"].now)
FIRST = Posterior("noticed", PRIOR, Spread(0.4, 0.1, 0.75), 9, "weights")
SECOND = Posterior("noticed", PRIOR, Spread(0.3, 0.1, 0.7), 12, "weights")
STILL = Posterior("carry", *[Spread.of(CATALOGUE.parameters["carry"].now)] * 2, 12, "weights")


def _learnt(*of: Posterior) -> Learnt:
    return Learnt(12, 300.0, of)


def _lives(store: Store) -> None:
    calibrate.keep(store, _learnt(FIRST), NOW, "one")
    calibrate.keep(store, _learnt(STILL, SECOND), NOW + DAY, "two")
    with store.reading() as connection:
        kept = posteriors.newest(connection, store.owner)
        assert kept == posteriors.Kept((STILL, SECOND), NOW + DAY, "two")
        assert posteriors.newest(connection, "somebody else") is None
        rows = connection.execute(posteriors.posteriors.select()).all()
    assert len(rows) == 3
    assert calibrate.forget(store).cases == ("carry", "noticed")
    with store.reading() as connection:
        assert posteriors.newest(connection, store.owner) is None
    assert calibrate.forget(store).cases == ()


@pytest.fixture
def store(ringback_home: Path) -> Iterator[Store]:
    opened = cases.open_store(ringback_home, NOW)
    yield opened
    opened.close()


def test_the_newest_counts_the_old_stay_and_forgetting_erases_all(store: Store) -> None:
    _lives(store)


def test_erasing_a_case_leaves_what_was_learnt(store: Store, ringback_home: Path) -> None:
    cases.add(store, CASE, NOW)
    calibrate.keep(store, _learnt(FIRST), NOW, "one")
    cases.erase(store, "harrow-pell")
    assert has_posteriors(ringback_home)


def test_the_catalogue_is_as_shipped_until_something_is_kept(store: Store, ringback_home: Path) -> None:
    assert with_learnt(ringback_home, NOW, CATALOGUE) is CATALOGUE
    calibrate.keep(store, _learnt(SECOND, STILL), NOW, "one")
    moved = with_learnt(ringback_home, NOW, CATALOGUE).parameters
    assert moved["noticed"].now.value == 0.3
    assert moved["noticed"].values[1:] == CATALOGUE.parameters["noticed"].values
    assert moved["carry"] == CATALOGUE.parameters["carry"]
    calibrate.forget(store)
    assert with_learnt(ringback_home, NOW, CATALOGUE) is CATALOGUE


def test_no_store_is_made_to_look_for_what_was_learnt(tmp_path: Path) -> None:
    assert with_learnt(tmp_path / "none", NOW, CATALOGUE) is CATALOGUE
    assert not (tmp_path / "none").exists()


@pytest.mark.full
def test_posteriors_live_the_same_on_postgresql(postgresql_url: str) -> None:
    server = open_server(postgresql_url)
    try:
        _lives(server)
    finally:
        server.close()
