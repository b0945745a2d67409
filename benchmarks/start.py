# ruff: noqa: INP001 (run by name, from the checkout)
"""How long the command line takes, from the shell to the last line, and how much memory.

Each run is a process of its own. "Processor" is what it used, on all cores; the rest is by the clock.
The transcript of 9,000 words holds sound sentences, so that the time is that of looking everywhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE

from benchmarks.figures import Figure, of_runs

RUNS = 10
WORDS = 9_000
QUESTION = "Interviewer: Thank you. Could you tell me about a time when two teams wanted different things?"
ANSWER = (
    "Candidate: There was a week in spring when the depot and the shop both asked for the same van. I rang"
    " the two of them, wrote down what each had promised, and moved one delivery to the evening. We kept"
    " both promises, and I put the calendar on the wall after that so that it would not happen again."
)


@dataclass(frozen=True)
class Run:
    """One run: processor seconds, seconds to the last printed line and to the end, megabytes at most."""

    processor: float
    printed: float
    ended: float
    memory: float


def transcript(words: int) -> str:
    """A transcript of at least so many words, in turns."""
    turns = f"{QUESTION}\n{ANSWER}\n"
    return turns * (words // len(turns.split()) + 1)


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run one command in a process of its own."""
    start = printed = time.perf_counter()
    command = [sys.executable, "-m", "ringback", *arguments]
    with subprocess.Popen(command, env=environment, stdout=PIPE, stderr=DEVNULL) as child:  # noqa: S603 (our own)
        assert child.stdout  # noqa: S101
        while os.read(child.stdout.fileno(), 65536):
            printed = time.perf_counter()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    ended = time.perf_counter()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return Run(used.ru_utime + used.ru_stime, printed - start, ended - start, used.ru_maxrss / 1024)


def seconds(figure: float) -> str:
    """Seconds as they are shown."""
    return f"{figure:.2f} s"


def megabytes(figure: float) -> str:
    """Megabytes as they are shown."""
    return f"{figure:.0f} MB"


def figures(share: float) -> Iterator[Figure]:
    """The start, the sample, and 9,000 words through the two commands that read a transcript."""
    runs = max(1, round(RUNS * share))
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "RINGBACK_HOME": str(Path(folder) / "data")}
        path = Path(folder) / "call.txt"
        path.write_text(transcript(WORDS), encoding="utf-8")
        long = [str(path), "--me", "Candidate"]

        def several(*arguments: str) -> list[Run]:
            return [run(arguments, environment) for _ in range(runs)]

        helps, samples = several("--help"), several("recover", "--sample")
        recovered, debriefed = several("recover", *long), several("debrief", *long)
    yield of_runs("`ringback --help`, processor", [one.processor for one in helps], seconds, asked="0.2 s")
    yield of_runs("`ringback recover --sample`, to the end", [one.ended for one in samples], seconds)
    yield of_runs(
        "`ringback recover FILE`, 9,000 words: to the last line", [one.printed for one in recovered], seconds
    )
    yield of_runs("`ringback recover FILE`, 9,000 words: to saved", [one.ended for one in recovered], seconds)
    yield of_runs(
        "`ringback recover FILE`, 9,000 words: memory at most", [one.memory for one in recovered], megabytes
    )
    yield of_runs(
        "`ringback debrief FILE`, 9,000 words: to the end", [one.ended for one in debriefed], seconds
    )
    yield of_runs(
        "`ringback debrief FILE`, 9,000 words: memory at most", [one.memory for one in debriefed], megabytes
    )
