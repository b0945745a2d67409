"""Our own drafts before our own reviewer: what it says of a sample of the cases of `benchmarks/drafts.py`."""

from __future__ import annotations

import random
from collections import Counter

from benchmarks.draft_cases import drawn
from benchmarks.drafts import SEED, reviewer, written

from ringback.catalogue import load

CASES = 60
STOP, MEND = 1, 5
"""What is left, as measured; docs/benchmarks.md says why. It may fall, and is not to rise."""


def test_the_reviewer_finds_next_to_nothing_in_our_own_finished_drafts() -> None:
    catalogue, chance = load(), random.Random(SEED)
    faults = reviewer(catalogue)
    assert faults is not None
    cases = [drawn(number, chance) for number in range(CASES)]
    finished = [(one, case) for case in cases for one in written(case, catalogue) if not one.unfinished]
    found = Counter(weight for one, case in finished for weight, _, _ in faults(one, case))
    assert len(finished) > 2 * CASES
    assert found["stop"] <= STOP
    assert found["mend"] <= MEND
