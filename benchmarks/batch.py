# ruff: noqa: INP001 (run by name, from the checkout)
"""What many calls at once cost: calls a second, what more workers and the engine add, memory, recordings.

Usage: .venv/bin/python -m benchmarks batch

Speed: invented transcripts of some 430 words, with one worker and with two, in turns. Overhead: the same
function on the same lines in a bare multiprocessing pool of two, and by the command; both write their
answers. Memory: the most that the driver and a worker hold, from 1,000 short drafts to 100,000, drawn into
docs/pictures. Audio: twenty recordings made of one that somebody read aloud, by the command and by
faster-whisper's own pipeline started anew for each. On a machine with other work, compare times by the
processor's seconds, which are of all processes of a run together.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, of_runs

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
AUDIO_CALLS, SPEED_CALLS, OVERHEAD_CALLS, FEW, TURNS = 20, 2_000, 10_000, 64, 3
ROWS = (1_000, 10_000, 100_000)


def transcript(number: int) -> str:
    """A made-up call of some 430 words, never the same twice."""
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


def speed(folder: Path, share: float) -> Iterator[Figure]:
    """Calls a second with one worker and two, start and tables taken off by a run of few."""
    calls = max(128, round(SPEED_CALLS * share))
    few, many = (lines(folder / f"{n}.jsonl", map(transcript, range(n))) for n in (FEW, calls))
    rates: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(TURNS if share == 1 else 1):
        for workers, told in rates.items():
            took = {
                source: measured(
                    batch(source, folder / f"{source.stem}-{turn}-{workers}", f"--workers={workers}")
                )
                for source in (few, many)
            }
            told.append((calls - FEW) / (took[many][0] - took[few][0]))
    for workers, told in rates.items():
        yield of_runs(f"Transcripts a second, workers: {workers}", told, "{:.1f}".format)
    gains = [two / one for one, two in zip(rates[1], rates[2], strict=True)]
    yield of_runs("Two workers against one", gains, times, asked="1.7 times")


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


def overhead(folder: Path, share: float) -> Iterator[Figure]:
    """The command against a bare pool of two, in turns."""
    calls = max(64, round(OVERHEAD_CALLS * share))
    source = lines(folder / "calls.jsonl", map(transcript, range(calls)))
    alone, ours = [], []
    for turn in range(TURNS if share == 1 else 1):
        bare_too = [sys.executable, "-m", "benchmarks.batch", str(source), str(folder / f"bare-{turn}")]
        alone.append(measured(bare_too))
        ours.append(measured(batch(source, folder / f"ours-{turn}", "--workers=2")))
    for what, n in (("by the clock", 0), ("processor", 1)):
        ratios = [one[n] / other[n] for one, other in zip(ours, alone, strict=True)]
        name = f"The command against a bare pool, {calls:,} transcripts, {what}"
        told = of_runs(name, ratios, times, asked="1.25 times" if n == 0 else "")
        yield replace(told, beside=f"{ours[0][n]:.0f} s and {alone[0][n]:.0f} s the first time")


def memory(folder: Path, share: float) -> Iterator[Figure]:
    """Peak memory by the number of rows, of the driver and the largest worker."""
    points = []
    for count in ROWS if share == 1 else ROWS[:1]:
        source = lines(folder / f"{count}.jsonl", map(draft, range(count)), kind="draft")
        used = watched(batch(source, folder / f"memory{count}", "--workers=2"))
        points.append({"rows": count, "driver": used[0], "worker": used[1]})
        yield Figure(f"Memory of the driver at most, {count:,} short drafts", f"{used[0]:.0f} MB", "1")
        yield Figure(f"Memory of a worker at most, {count:,} short drafts", f"{used[1]:.0f} MB", "1")
    if share == 1:
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


LOOP = """
import sys
from faster_whisper import BatchedInferencePipeline, WhisperModel
from ringback.ears import models
model = BatchedInferencePipeline(WhisperModel(models.find(None).folder, device="cpu", compute_type="int8"))
found, _ = model.transcribe(sys.argv[1], language="en", word_timestamps=True, batch_size=8)
print(" ".join(one.text for one in found))
"""


def audio(folder: Path, share: float) -> Iterator[Figure]:
    """Recordings by the command, and one after another by the speech model's own pipeline."""
    import numpy as np
    from tests.ears.sounds import RATE, speech, write

    said = speech()
    calls = folder / "calls"
    calls.mkdir()
    seconds = 0.0
    for number in range(max(1, round(AUDIO_CALLS * share))):
        parts = [np.roll(said, (number * 7 + turn) * RATE // 3) for turn in range(5)]
        one = np.concatenate(parts)
        seconds += len(one) / RATE
        write(calls / f"call{number:02}.wav", one, "wav")
    files = sorted(calls.iterdir())
    began, before = time.perf_counter(), cpu()
    most = max(watched([sys.executable, "-c", LOOP, str(file)])[0] for file in files)
    loop = time.perf_counter() - began, cpu() - before
    began, before = time.perf_counter(), cpu()
    used = watched(batch(calls, folder / "tables", "--workers=2", "--consent=yes"))
    ours = time.perf_counter() - began, cpu() - before
    for what, n in (("by the clock", 0), ("processor", 1)):
        yield Figure(
            f"{len(files)} recordings of {seconds / len(files):.0f} s, for a second of sound, {what}",
            f"{ours[n] / seconds:.3f} s",
            "1",
            beside=f"a shell loop over faster-whisper: {loop[n] / seconds:.3f} s, {times(ours[n] / loop[n])}",
        )
    yield Figure(
        "The same, memory of the driver; of a worker",
        f"{used[0]:.0f} MB; {used[1]:.0f} MB",
        "1",
        beside=f"the loop: {most:.0f} MB",
    )


def times(ratio: float) -> str:
    """A ratio as it is shown."""
    return f"{ratio:.2f} times"


def figures(share: float) -> Iterator[Figure]:
    """All of it, each part in a folder of its own."""
    for part in (speed, overhead, memory, audio):
        with tempfile.TemporaryDirectory() as folder:
            yield from part(Path(folder), share)


if __name__ == "__main__":
    bare(*map(Path, sys.argv[1:]))
