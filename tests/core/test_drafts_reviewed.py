"""Our own drafts before our own reviewer, over the invented cases of `benchmarks/drafts.py`."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from benchmarks.draft_cases import drawn
from benchmarks.drafts import reviewer, written
from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.draft import Draft

CATALOGUE = load()
GAP = re.compile(r"\[[^\]]+\]")
FAULTS = reviewer(CATALOGUE)
NUMBER = "[your number, said slowly]"


def rung(draft: Draft) -> Draft:
    """What a message says by phone, with a number in it."""
    said = tuple(
        replace(one, text="My number is 0113 496 0000.") if one.text == NUMBER else one
        for one in draft.by_phone
    )
    return replace(draft, form="voicemail", subject=None, sentences=said)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_finished_draft_has_nothing_that_must_be_mended(seed: int) -> None:
    """The same cases each time: what one in ten thousand drafts still has, docs/benchmarks.md says."""
    case = drawn(seed % 1000, random.Random(seed))
    unsigned = replace(case, particulars=replace(case.particulars, me=None))
    for one in (case, unsigned):
        for draft in written(one, CATALOGUE):
            for said in (draft, rung(draft)):
                if set(GAP.findall(said.text)) <= {"[your name]"}:
                    found = [fault for fault in FAULTS(said, one) if "[your name]" not in fault[2]]
                    assert found == [], said.text
