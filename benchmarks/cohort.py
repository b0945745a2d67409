# ruff: noqa: INP001, T201 (run by hand, to print)
"""What the report on a cohort costs in time and memory, by the number of calls.

Usage: .venv/bin/python -m benchmarks.cohort [CALLS ...]

Invented calls (1,000, 10,000 and 100,000 without CALLS) are written as a batch writes them, with 2,000
employers of very different size, and `ringback cohort` is run on them three times, each in a process of its
own. Time is that of the whole command, from its start to its end: the median, and the lowest and highest;
processor time counts every thread. Memory is the most that a run ever held.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.cohort.tables import Call, invented, written

CALLS = (1_000, 10_000, 100_000)
EMPLOYERS, RUNS = 2_000, 3


def spread(calls: list[Call]) -> Iterator[Call]:
    """The same calls with many employers: the n-th has about 1/n as many as the first."""
    draw = random.Random(11)  # noqa: S311 (not for secrets)
    shares = [1 / (n + 1) for n in range(EMPLOYERS)]
    for call, n in zip(calls, draw.choices(range(EMPLOYERS), shares, k=len(calls)), strict=True):
        yield {**call, "employer": f"Employer {n + 1}"}


def run(folder: Path) -> tuple[float, float, float]:
    """Seconds to the end, seconds of processor time, and MB at most, of one run."""
    started = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, "-m", "ringback", "cohort", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"It ended with {os.waitstatus_to_exitcode(status)}.")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Print a line for each number of calls."""
    print(f"{'calls':>9}  {'seconds':>22}  {'processor':>9}  {'MB':>5}")
    for calls in [int(word) for word in sys.argv[1:]] or CALLS:
        with tempfile.TemporaryDirectory() as here:
            folder = written(Path(here) / "out", spread(invented(calls)))
            seconds, processor, memory = zip(*(run(folder) for _ in range(RUNS)), strict=True)
        shown = f"{median(seconds):.1f} ({min(seconds):.1f} to {max(seconds):.1f})"
        print(f"{calls:>9,}  {shown:>22}  {median(processor):>9.1f}  {max(memory):>5.0f}", flush=True)


if __name__ == "__main__":
    main()
