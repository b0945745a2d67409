"""Our own drafts before our own reviewer, over the invented cases of `benchmarks/drafts.py`."""

from __future__ import annotations

import random

from benchmarks.draft_cases import drawn
from benchmarks.drafts import reviewer, written
from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.catalogue import load

CATALOGUE = load()
FAULTS = reviewer(CATALOGUE)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_finished_draft_has_nothing_that_must_be_mended(seed: int) -> None:
    """The same cases each time: what one in ten thousand drafts still has, docs/benchmarks.md says."""
    case = drawn(seed % 1000, random.Random(seed))
    for draft in written(case, CATALOGUE):
        if not draft.unfinished:
            assert FAULTS(draft, case) == [], draft.text
