# ruff: noqa: INP001 (run by name, from the checkout)
"""What the report on a cohort costs in time and memory, by the number of calls.

Usage: .venv/bin/python -m benchmarks cohort

Invented calls (1,000, 10,000 and 100,000) are written as a batch writes them, with 2,000
employers of very different size, and `ringback cohort` is run on them three times, each in a process of its
own. Time is that of the whole command, from its start to its end: the median, and the lowest and highest;
processor time counts every thread. Memory is the most that a run ever held.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, of_runs
from benchmarks.start import megabytes, run, seconds
from tests.cohort.tables import Call, invented, written

CALLS = (1_000, 10_000, 100_000)
EMPLOYERS, RUNS = 2_000, 3


def spread(calls: list[Call]) -> Iterator[Call]:
    """The same calls with many employers: the n-th has about 1/n as many as the first."""
    draw = random.Random(11)  # noqa: S311 (not for secrets)
    shares = [1 / (n + 1) for n in range(EMPLOYERS)]
    for call, n in zip(calls, draw.choices(range(EMPLOYERS), shares, k=len(calls)), strict=True):
        yield {**call, "employer": f"Employer {n + 1}"}


def figures(share: float) -> Iterator[Figure]:
    """Time, processor time and memory for each number of calls."""
    runs = max(1, round(RUNS * share))
    for calls in CALLS if share == 1 else CALLS[:1]:
        with tempfile.TemporaryDirectory() as here:
            folder = written(Path(here) / "out", spread(invented(calls)))
            found = [run(["cohort", str(folder)], os.environ) for _ in range(runs)]
        yield of_runs(f"{calls:,} calls, to the end", [one.ended for one in found], seconds)
        yield of_runs(f"{calls:,} calls, processor", [one.processor for one in found], seconds)
        yield of_runs(f"{calls:,} calls, memory at most", [one.memory for one in found], megabytes)
