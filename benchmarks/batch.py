# ruff: noqa: INP001, T201 (run by hand, to print)
"""What many calls at once cost: calls a second, what more workers and the engine add, memory, recordings.

Usage: .venv/bin/python -m benchmarks.batch [speed|overhead|memory|audio] ... [--calls N] [--most N]

speed: invented transcripts of some 300 words, with one worker and with two, in turns. overhead: the same
function on the same lines in a bare multiprocessing pool of two, and by the command, in turns; both write
their answers. memory: the most that the driver and a worker hold, from 1,000 short drafts to --most
(100,000), drawn into docs/pictures. audio: twenty recordings made of one that
somebody read aloud, by the command and by faster-whisper's own pipeline started anew for each.
On a machine with other work, compare times by the processor's seconds (cpu), which are of all processes of a
run together; by the clock, the two of a pair have shared the same disturbance.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

NOW = "2026-11-19T21:40+00:00"
PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "batch-memory.svg"
ASKS = (
    "Tell me about a time you dealt with a difficult customer?",
    "Why do you want to work here?",
    "What do you know about our stock system?",
    "How would you plan a day with two people missing?",
    "Is there one particular time that went wrong?",
    "Have you got any questions for me?",
)
SAYS = (
    "I don't know, I'm sorry. I just try to stay calm and it mostly sorts itself out in the end",
    "In my last job there was a woman whose delivery was late twice, so I rang the driver and rang her back",
    "Well, it's close to home, and I've always liked the shop, and the hours would suit me",
    "I think we used something like it, I'd have to look, it had a scanner and a list",
    "I counted the pallets again on the Friday and found eleven missing, and told the manager the same day",
    "No, I think you've covered everything, thank you",
)
AUDIO_CALLS = 20
MANY = 5_000
"""So many calls are long enough to be measured once."""


def transcript(number: int) -> str:
    """A made-up call of some 300 words, never the same twice."""
    rng = random.Random(number)  # noqa: S311 - a text to measure on
    turns = []
    for ask in rng.choices(ASKS, k=9):
        turns.append(f"Interviewer: {ask}")
        turns.append(f"Me: {rng.choice(SAYS)}. {rng.choice(SAYS)}, number {rng.randrange(10**6)}.")
    return "\n".join(turns)


def draft(number: int) -> str:
    """A made-up message of two sentences, which is what takes least time."""
    return f"Dear Ms Moss, thank you for Monday's call about job {number}. I am sorry that I went blank."


def lines(file: Path, texts: Iterator[str], **told: str) -> Path:
    """A file of such inputs, one a line."""
    with file.open("w", encoding="utf-8") as out:
        out.writelines(
            json.dumps({"id": f"{n:07}", "text": text, **told}) + "\n" for n, text in enumerate(texts)
        )
    return file


def cpu() -> float:
    """Processor seconds of this process's children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(command: Sequence[str]) -> tuple[float, float]:
    """(seconds by the clock, processor seconds) of a command with all that it starts."""
    before, began = cpu(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    return time.perf_counter() - began, cpu() - before


def batch(source: Path, out: Path, *more: str) -> list[str]:
    """The command for a file."""
    ours = [sys.executable, "-m", "ringback", "batch", str(source), "--out", str(out), "--now", NOW]
    return [*ours, "--zone", "Europe/London", *more]


def speed(folder: Path, calls: int, _most: int) -> None:
    """Calls a second with one worker and two, start and tables taken off by a run of few."""
    few, many = (lines(folder / f"{n}.jsonl", map(transcript, range(n))) for n in (64, calls))
    rates: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(3):
        for workers, told in rates.items():
            took = {
                source: measured(
                    batch(source, folder / f"{source.stem}-{turn}-{workers}", f"--workers={workers}")
                )
                for source in (few, many)
            }
            told.append((calls - 64) / (took[many][0] - took[few][0]))
            print(
                f"  {workers} workers: {calls} in {took[many][0]:.1f} s (cpu {took[many][1]:.1f});"
                f" 64 in {took[few][0]:.1f} s (cpu {took[few][1]:.1f})"
            )
    one, two = (median(rates[workers]) for workers in (1, 2))
    gains = [b / a for a, b in zip(rates[1], rates[2], strict=True)]
    print(f"calls a second: 1 worker {one:.1f}, 2 workers {two:.1f}")
    print(f"2 workers against 1: {median(gains):.2f}, {min(gains):.2f} to {max(gains):.2f}")


_HELD: dict[str, Any] = {}


def _load() -> None:
    from ringback.app.batch import Asked
    from ringback.app.circumstances import Circumstances
    from ringback.catalogue import load

    _HELD["asked"] = Asked(Circumstances(datetime.fromisoformat(NOW), "Europe/London"))
    _HELD["catalogue"] = load()


def _one(given: tuple[int, str]) -> Any:
    from ringback.app.batch import Given, work_through

    number, line = given
    one = Given(f"{number:07}", "calls", number, "line", line.encode())
    return work_through(one, _HELD["asked"], "", _HELD["catalogue"])


def bare(source: Path, out: Path) -> None:
    """The same function in a bare pool of two; every hundred answers are written, as JSON."""
    out.mkdir()
    with source.open(encoding="utf-8") as read, get_context("spawn").Pool(2, _load) as pool:
        answers = pool.imap_unordered(_one, enumerate(read, 1), chunksize=16)
        for number, answer in enumerate(answers):
            with (out / f"{number // 100}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(answer, default=str) + "\n")


def overhead(folder: Path, calls: int, _most: int) -> None:
    """The command against a bare pool, in turns."""
    source = lines(folder / "calls.jsonl", map(transcript, range(calls)))
    ratios, of_cpu = [], []
    for turn in range(1 if calls >= MANY else 3):
        pool = [sys.executable, "-m", "benchmarks.batch", "--bare", str(source), str(folder / f"bare{turn}")]
        alone = measured(pool)
        ours = measured(batch(source, folder / f"ours{turn}", "--workers=2"))
        ratios.append(ours[0] / alone[0])
        of_cpu.append(ours[1] / alone[1])
        print(f"  bare {alone[0]:.1f} s (cpu {alone[1]:.1f}); command {ours[0]:.1f} s (cpu {ours[1]:.1f})")
    print(f"the command against a bare pool, {calls} transcripts: {median(ratios):.2f} by the clock,"
          f" {median(of_cpu):.2f} of the processor")  # fmt: skip


def memory(folder: Path, _calls: int, most: int) -> None:
    """Peak memory by the number of rows, of the driver and the largest worker."""
    counts = [n for n in (1_000, 10_000, 100_000) if n <= most]
    points = []
    for count in counts:
        source = lines(folder / f"{count}.jsonl", map(draft, range(count)), kind="draft")
        took, used = time.perf_counter(), watched(batch(source, folder / f"memory{count}", "--workers=2"))
        seconds = time.perf_counter() - took
        points.append({"rows": count, "driver": used[0], "worker": used[1]})
        print(
            f"  {count} rows: driver {used[0]:.0f} MB, the largest worker {used[1]:.0f} MB ({seconds:.0f} s)"
        )
    print(f"most rows against fewest, driver: {points[-1]['driver'] / points[0]['driver']:.2f}")
    draw(points)


def watched(command: Sequence[str]) -> tuple[float, float]:
    """The most, in MB, that the command's process and the largest of its workers held (VmHWM)."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    own = workers = 0.0
    while running.poll() is None:
        own = max(own, _high_water(running.pid))
        for child in Path(f"/proc/{running.pid}/task").glob("*/children"):
            try:
                pids = [int(pid) for pid in child.read_text().split()]
                workers = max([workers, *(_high_water(pid) for pid in pids if _is_worker(pid))])
            except OSError:
                continue
        time.sleep(0.2)
    if running.returncode:
        raise SystemExit(running.returncode)
    return own, workers


def _is_worker(pid: int) -> bool:
    """Whether a process is one, and not a copy of the driver that isn't itself yet."""
    return b"udf_worker" in Path(f"/proc/{pid}/cmdline").read_bytes()


def _high_water(pid: int) -> float:
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    found = [line.split()[1] for line in told.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else 0.0


def draw(points: Sequence[dict[str, float]]) -> None:
    """The picture of memory by rows."""
    import altair as alt
    import vl_convert

    data = alt.InlineData(values=[
        {"rows": one["rows"], "MB": one[who], "of": who} for one in points for who in ("driver", "worker")
    ])  # fmt: skip
    chart = alt.Chart(data, width=420, height=220).encode(
        x=alt.X("rows:Q", scale=alt.Scale(type="log"), title="rows"),
        y=alt.Y("MB:Q", scale=alt.Scale(domainMin=0), title="most memory held, MB"),
        color=alt.Color("of:N", title=None, scale=alt.Scale(range=["#97390f", "#5c5248"])),
    )
    both = (chart.mark_line() + chart.mark_point(filled=True)).properties(background="#f6f1e7")
    svg = vl_convert.vegalite_to_svg(both.to_dict())
    PICTURE.write_text(svg + "\n", encoding="utf-8")
    print(f"drawn: {PICTURE.name}")


LOOP = """
import sys
from faster_whisper import BatchedInferencePipeline, WhisperModel
from ringback.ears import models
model = BatchedInferencePipeline(WhisperModel(models.find(None).folder, device="cpu", compute_type="int8"))
found, _ = model.transcribe(sys.argv[1], language="en", word_timestamps=True, batch_size=8)
print(" ".join(one.text for one in found))
"""


def audio(folder: Path, _calls: int, _most: int) -> None:
    """Recordings by the command, and one after another by the speech model's own pipeline."""
    import numpy as np
    from tests.ears.sounds import RATE, speech, write

    said = speech()
    calls = folder / "calls"
    calls.mkdir()
    seconds = 0.0
    for number in range(AUDIO_CALLS):
        parts = [np.roll(said, (number * 7 + turn) * RATE // 3) for turn in range(5)]
        one = np.concatenate(parts)
        seconds += len(one) / RATE
        write(calls / f"call{number:02}.wav", one, "wav")
    print(f"  {AUDIO_CALLS} recordings, {seconds:.0f} s in all")
    began, before = time.perf_counter(), cpu()
    most = 0.0
    for file in sorted(calls.iterdir()):
        used = watched([sys.executable, "-c", LOOP, str(file)])
        most = max(most, used[0])
    loop = time.perf_counter() - began, cpu() - before
    began, before = time.perf_counter(), cpu()
    used = watched(batch(calls, folder / "tables", "--workers=2", "--consent=yes"))
    ours = time.perf_counter() - began, cpu() - before
    print(f"  loop over faster-whisper: {loop[0]:.0f} s (cpu {loop[1]:.0f}), RTF {loop[0] / seconds:.3f},"
          f" {most:.0f} MB")  # fmt: skip
    print(f"  ringback batch: {ours[0]:.0f} s (cpu {ours[1]:.0f}), RTF {ours[0] / seconds:.3f},"
          f" driver {used[0]:.0f} MB, each worker {used[1]:.0f} MB")  # fmt: skip


PARTS: dict[str, Callable[[Path, int, int], None]] = {
    "speed": speed,
    "overhead": overhead,
    "memory": memory,
    "audio": audio,
}


def main() -> None:
    """Measure the parts named, or all, and say how busy the machine was."""
    told = argparse.ArgumentParser()
    told.add_argument("parts", nargs="*", choices=[*PARTS, []])
    told.add_argument("--calls", type=int, default=10_000)
    told.add_argument("--most", type=int, default=100_000)
    told.add_argument("--bare", nargs=2, type=Path, help=argparse.SUPPRESS)
    asked = told.parse_args()
    if asked.bare:
        bare(*asked.bare)
        return
    for name in asked.parts or PARTS:
        print(f"== {name}, {datetime.now(UTC):%Y-%m-%d}, load {os.getloadavg()[0]:.1f}")  # noqa: TID251 (figures need a day)
        with tempfile.TemporaryDirectory() as folder:
            PARTS[name](Path(folder), asked.calls, asked.most)
        print(f"   load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
