"""Measures the figures of docs/benchmarks.md that need nothing but this checkout, as rows of its table.

Usage: .venv/bin/python -m scripts.measure [RUNS]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, PIPE

ROOT = Path(__file__).parent.parent
RINGBACK = Path(sys.executable).with_name("ringback")
WORDS = 9_000
QUESTION = "Interviewer: Thank you. Could you tell me about a time when two teams wanted different things?"
ANSWER = (
    "Candidate: There was a week in spring when the depot and the shop both asked for the same van. I rang"
    " the two of them, wrote down what each had promised, and moved one delivery to the evening. We kept"
    " both promises, and I put the calendar on the wall after that so that it would not happen again."
)
"""Sound sentences, so that the time is that of looking everywhere, not of a text full of findings."""


@dataclass(frozen=True)
class Run:
    """One run: processor seconds, seconds to the last printed line and to the end, megabytes at most."""

    processor: float
    printed: float
    ended: float
    memory: float


def long_transcript() -> str:
    """A transcript of about 9,000 words, in turns."""
    turns = f"{QUESTION}\n{ANSWER}\n"
    return turns * (WORDS // len(turns.split()) + 1)


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run one command in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = printed = time.perf_counter()
    command = [str(RINGBACK), *arguments]
    with subprocess.Popen(command, env=environment, stdout=PIPE, stderr=DEVNULL) as child:  # noqa: S603 (our own)
        assert child.stdout  # noqa: S101
        while os.read(child.stdout.fileno(), 65536):
            printed = time.perf_counter()
    ended = time.perf_counter()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(processor, printed - start, ended - start, after.ru_maxrss / 1024)


def row(what: str, command: str, figures: Sequence[float], unit: str) -> None:
    """Print one row of the table."""
    day = datetime.now(UTC).date()  # noqa: TID251 - the day of the measurement
    span = f"{min(figures):.2f} to {max(figures):.2f}"
    print(f"| {what} | `{command}` | {median(figures):.2f} {unit} | {len(figures)} | {span} | {day} |")


def main(times: int = 10) -> int:
    """Print the rows."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "RINGBACK_HOME": str(Path(folder) / "data")}
        (Path(folder) / "call.txt").write_text(long_transcript(), encoding="utf-8")
        long = [str(Path(folder) / "call.txt"), "--me", "Candidate"]
        helps = [run(["--help"], environment) for _ in range(times)]
        samples = [run(["recover", "--sample"], environment) for _ in range(times)]
        longs = [run(["recover", *long], environment) for _ in range(times)]
    row("Start, processor", "ringback --help", [one.processor for one in helps], "s")
    row("The sample, to the end", "ringback recover --sample", [one.ended for one in samples], "s")
    row("9,000 words, to the last line", "ringback recover FILE", [one.printed for one in longs], "s")
    row("9,000 words, to saved", "ringback recover FILE", [one.ended for one in longs], "s")
    row("9,000 words, memory", "ringback recover FILE", [max(one.memory for one in longs)], "MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
