"""Our own drafts before our own reviewer: what it says of a sample of the cases of `benchmarks/drafts.py`."""

from __future__ import annotations

from collections import Counter

from benchmarks.drafts import made, reviewer

from ringback.catalogue import load

CASES = 60
STOP, MEND = 1, 5
"""What is left, as measured; docs/benchmarks.md says why. It may fall, and is not to rise."""


def test_the_reviewer_finds_next_to_nothing_in_our_own_finished_drafts() -> None:
    catalogue = load()
    faults = reviewer(catalogue)
    finished = [(one, case) for one, case in made(CASES, catalogue) if not one.unfinished]
    found = Counter(weight for one, case in finished for weight, _, _ in faults(one, case))
    assert len(finished) > 2 * CASES
    assert found["stop"] <= STOP
    assert found["mend"] <= MEND
