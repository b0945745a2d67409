"""The catalogue with what outcomes taught: opened only where that is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ringback.core.catalogue import Catalogue
from ringback.core.errors import RingbackError
from ringback.store.glance import has_posteriors


def with_learnt(home: Path, now: datetime, catalogue: Catalogue) -> Catalogue:
    """The catalogue with the posteriors kept last in the folder `home`; nothing is opened where none is.

    A store that can't be read keeps none here: who asks has something else to do.
    """
    if not has_posteriors(home):
        return catalogue
    from ringback.app.cases import open_store
    from ringback.core.learning import with_posteriors
    from ringback.store import posteriors

    try:
        store = open_store(home, now)
        try:
            with store.reading() as connection:
                kept = posteriors.newest(connection, store.owner)
        finally:
            store.close()
    except RingbackError:
        return catalogue
    if kept is None:
        return catalogue
    moved = with_posteriors(catalogue.parameters, kept.posteriors, kept.added.date())
    return replace(catalogue, parameters=moved)
