# ruff: noqa: INP001 (run by name, from the checkout)
"""What hearing a recording costs, and how often it is right.

Usage: .venv/bin/python -m benchmarks audio

Needs Debian's espeak-ng, flite and sox for the made-up calls, and pocketsphinx-testdata for people's voices.
Cost: seconds of the whole (decoding, voices, words, speakers, debrief) against faster-whisper's own batched
pipeline with the same model and settings on the same file, in turns; and of the second hearing for fillers
against the text pass. Memory: the most that a 60-minute file takes. Words: word error rates of both.
Speakers: words given to the right speaker. Fillers: what was said, what the text holds, what is reported.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.audio_calls import RATE, Said, Samples, call, mixed, over_telephone, save
from benchmarks.figures import Figure, NotHere
from benchmarks.start import megabytes, run
from numpy.typing import NDArray

from ringback.app.circumstances import Circumstances
from ringback.app.debrief import look_back
from ringback.app.recordings import Wanted, candidate_of, told
from ringback.catalogue import load
from ringback.core.heard import Word, stretches
from ringback.ears import fillers, models
from ringback.ears.channels import in_one
from ringback.ears.engine import BATCH, Whisper
from ringback.ears.hear import heard
from ringback.ears.sound import Sound, read_sound

SPEECH = Path("/usr/share/pocketsphinx/test/data")
VOICES = (
    ("flite:slt", "flite:rms"), ("flite:rms", "flite:slt"), ("flite:awb", "flite:rms"),
    ("flite:rms", "flite:kal16"), ("flite:awb", "flite:slt"), ("flite:kal16", "flite:awb"),
    ("espeak:en-gb", "espeak:en-us+f3"), ("espeak:en-gb-x-rp", "flite:kal16"),
    ("espeak:en-us+f2", "flite:slt"), ("espeak:en-us", "espeak:en-gb-scotland"),
)  # fmt: skip
"""Interviewer and candidate. The last two are one synthesiser's one voice with two accents: all but alike."""
ROUNDS = 3
MINUTES = 60
Table = NDArray[np.int_]
LINES: dict[str, Callable[[Samples], Samples]] = {"": lambda one: one, ", over an 8 kHz line": over_telephone}
"""As recorded, and through a telephone's mu-law."""
TABLE = load().phrases["recordings"]
NUMBERS = {
    "40": "forty",
    "12": "twelve",
    "two": "two",
    "2": "two",
    "3": "three",
    "mr": "mister",
    "ok": "okay",
}


def engine() -> Whisper:
    """The model that is used without being named."""
    found = models.find(None)
    return Whisper(found.folder, found.name)


def raw(pipeline: Any, sound: Any) -> list[str]:
    """faster-whisper's own batched pipeline, with its own decoding and voice detection."""
    segments, _ = pipeline.transcribe(
        sound, language="en", beam_size=5, batch_size=BATCH, word_timestamps=True
    )
    return [word.word for segment in segments for word in segment.words or ()]


def of_values(
    what: str,
    values: Sequence[float] | Table,
    of: Callable[[Any], float] = np.mean,
    *,
    beside: str = "",
    asked: str = "",
) -> Figure:
    """The row of a figure with its 95 % interval, by drawing the values again."""
    rng, rows = np.random.default_rng(0), np.asarray(values)
    drawn = [of(rows[rng.integers(0, len(rows), len(rows))]) for _ in range(2000)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Figure(what, f"{of(rows):.3f}", f"{len(rows):,}", f"{low:.3f} to {high:.3f}", beside, asked)


# Cost.


def cost(share: float) -> Iterator[Figure]:
    """How much longer all of it takes than the bare pipeline, and the second hearing than the first."""
    listener = engine()
    around = Circumstances(now=datetime(2026, 3, 12, 20, 50, tzinfo=UTC), zone="UTC")
    wall, work, second = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "call.wav")
        one = mixed(call(VOICES[0], fillers=True, seed=1)[0])
        save(path, np.tile(one, 3))
        for _ in range(max(1, round(ROUNDS * share))):
            bare = timed(lambda: raw(listener._pipeline, str(path)))  # noqa: SLF001 (the same model)
            found: list[Any] = []
            ours = timed(lambda found=found: found.append(_text_pass(path, listener, around)))
            again = timed(lambda found=found: _second(path, found[0], listener))
            wall.append(ours[0] / bare[0])
            work.append(ours[1] / bare[1])
            second.append(again[0] / ours[0])
    same, first = "faster-whisper alone, same model and settings: 1", "the first hearing: 1"
    yield of_values("All of it but fillers, processor", work, np.median, beside=same, asked="1.15")
    yield of_values("All of it but fillers, by the clock", wall, np.median, beside=same, asked="1.15")
    yield of_values(
        "The second hearing for fillers, by the clock", second, np.median, beside=first, asked="0.8"
    )


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    wall, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - busy


def _text_pass(path: Path, listener: Whisper, around: Circumstances) -> tuple[Word, ...]:
    hearing = heard(read_sound(path, path.name), listener, lambda _: None, TOLD)
    look_back([told(hearing, Wanted(), TABLE).material()], around, load())
    return hearing.words


def _second(path: Path, words: tuple[Word, ...], listener: Whisper) -> None:
    samples = in_one(read_sound(path, "call").channels)
    who = candidate_of(words, Wanted())[0]
    mine = [one for one in stretches(words) if one[0].speaker == who]
    fillers.count(listener, samples, np.zeros(len(samples) // 512 + 1, np.float32), mine, TOLD)


def memory(share: float) -> Iterator[Figure]:
    """The most that hearing an hour takes, all of it, in a process of its own."""
    minutes = max(1, round(MINUTES * share))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "hour.wav")
        one, length = mixed(call(VOICES[0], fillers=True, seed=1)[0]), 60 * minutes * RATE
        save(path, np.tile(one, length // len(one) + 1)[:length])
        done = run(
            ["debrief", str(path), "--consent", "yes", "--json"], {**os.environ, "RINGBACK_HOME": folder}
        )
    yield Figure(
        f"`ringback debrief` of {minutes} minutes: memory at most", megabytes(done.memory), "1", asked="1 GB"
    )
    yield Figure(f"`ringback debrief` of {minutes} minutes: by the clock", f"{done.ended:.0f} s", "1")


# Words.


def folded(text: str) -> list[str]:
    """Words without case, punctuation and the ways of writing numbers that mean no error."""
    words = re.findall(r"[a-z0-9']+", text.lower().replace("-", " ").replace("’", "'"))
    return [NUMBERS.get(word, word) for word in words]


def errors(said: Sequence[str], heard_words: Sequence[str]) -> int:
    """The least substitutions, omissions and insertions between two lists of words."""
    row = list(range(len(heard_words) + 1))
    for i, word in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard_words, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def wrongly(said: Sequence[str], found: Sequence[Word]) -> list[bool]:
    """Of each word found, whether it isn't one that was said, by the longest runs that agree."""
    parts = [(folded(word.text), n) for n, word in enumerate(found)]
    flat = [(part, n) for row, n in parts for part in row]
    right_ones = {
        flat[block.b + k][1]
        for block in SequenceMatcher(
            None, said, [part for part, _ in flat], autojunk=False
        ).get_matching_blocks()
        for k in range(block.size)
    }
    return [n not in right_ones for _, n in parts]


def read_aloud() -> Iterator[tuple[Samples, str]]:
    """People's sentences with their words: LibriVox, in the public domain, and five of cards."""
    for folder, listing in (("librivox", "transcription"), ("cards", "cards.transcription")):
        for line in (SPEECH / folder / listing).read_text().splitlines():
            words, _, name = line.rpartition("(")
            path = SPEECH / folder / f"{name.rstrip(')').strip()}.wav"
            if path.is_file():
                yield read_sound(path, path.name).channels[0], re.sub(r"</?s>", "", words)


def words(share: float) -> Iterator[Figure]:
    """Word error rates, ours and the bare pipeline's, as recorded and as over a telephone."""
    listener = engine()
    calls = [
        call(voices, fillers=False, seed=n)
        for n, voices in enumerate(VOICES[:3] if share == 1 else VOICES[:1])
    ]
    machines = [(mixed(sound), " ".join(one.words for one in said)) for sound, said in calls]
    for name, material in (("people reading aloud", list(read_aloud())), ("machines' calls", machines)):
        for line, through in LINES.items():
            yield from _words_of(
                f"{name}{line}", [(through(sound), text) for sound, text in material], listener
            )


def _words_of(name: str, material: Sequence[tuple[Samples, str]], listener: Whisper) -> Iterator[Figure]:
    rows, unclear, clear = [], [], []
    for sound, text in material:
        said_words = folded(text)
        bare = folded(" ".join(raw(listener._pipeline, sound.astype(np.float32) / 32768)))  # noqa: SLF001
        found = _words(sound, listener)
        ours = folded(" ".join(word.text for word in found))
        for word, wrong in zip(found, wrongly(said_words, found), strict=True):
            (unclear if word.confidence < TABLE["hearing"]["unclear"] else clear).append(float(wrong))
        rows.append((len(said_words), errors(said_words, bare), errors(said_words, ours)))
    table = np.array(rows)
    total, bare_wrong, _ = table.sum(axis=0)
    peer = f"faster-whisper alone: {bare_wrong / total:.3f}"
    wrong = of_values(f"Wrong words, {name}", table, lambda t: t[:, 2].sum() / t[:, 0].sum(), beside=peer)
    yield replace(wrong, n=f"{total:,} words, {len(table)} recordings")
    if unclear:
        yield of_values(
            f"Wrong, of those shown as heard unclearly, {name}",
            unclear,
            beside=f"the others: {np.mean(clear):.3f}",
        )


def _words(samples: Samples, listener: Whisper) -> tuple[Word, ...]:
    return heard(Sound("call", samples[None]), listener, lambda _: None, TOLD).words


# Speakers.


def speakers(share: float) -> Iterator[Figure]:
    """The share of words given to the right speaker: one channel, a telephone's, two channels."""
    listener = engine()
    shares: dict[str, list[float]] = {}
    for name, samples, said in _talk(VOICES if share == 1 else VOICES[-1:]):
        hearing = heard(Sound("call", samples), listener, lambda _: None, TOLD)
        shares.setdefault(name, []).append(right(hearing.words, said))
    for name, values in shares.items():
        yield of_values(f"Words given to the right speaker, {name}", values)


def _talk(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Any, list[Said]]]:
    """Calls and readings by two, each with what it is, its channels and who said what."""
    for seed, voices in enumerate(pairs):
        sound, said = call(voices, fillers=True, seed=seed)
        group = "two accents of one machine voice" if voices == VOICES[-1] else "two machine voices"
        for line, through in LINES.items():
            yield f"{group} in one track{line}", through(mixed(sound))[None], said
        yield "each end on its own track", sound, said
    for line, through in LINES.items():
        samples, said = people_talking()
        yield f"two men of one pitch reading in turns{line}", through(samples)[None], said


def right(found: Sequence[Word], said: Sequence[Said]) -> float:
    """The share of words whose speaker is the true one's, whichever of the two is called the first."""
    first = found[0].speaker
    ours = np.array([word.speaker != first for word in found])
    true = np.array([_who(word, said) == 1 for word in found])
    same = float((ours == true).mean())
    return max(same, 1 - same)


def _who(word: Word, said: Sequence[Said]) -> int:
    middle = (word.start + word.end) / 2
    return min(said, key=lambda one: max(one.start - middle, middle - one.end, 0.0)).who


def people_talking() -> tuple[Samples, list[Said]]:
    """Two people's sentences in turns: no call, but people's voices."""
    readers = {
        name: [
            one.channels[0]
            for path in sorted((SPEECH / name).glob("*.wav"))
            if (one := read_sound(path, "x"))
        ]
        for name in ("librivox", "cards")
    }
    parts, said, at = [], [], 0
    for pair in zip(readers["librivox"], readers["cards"], strict=True):
        for who, samples in enumerate(pair):
            level = (samples / np.abs(samples).max() * 12000).astype(np.int16)
            said.append(Said(at / RATE, (at + len(level)) / RATE, who, "", 0))
            parts += [level, np.zeros(RATE // 2, np.int16)]
            at += len(level) + RATE // 2
    return np.concatenate(parts), said


# Fillers.


def count_fillers(share: float) -> Iterator[Figure]:
    """How far the text alone and the reported range are from what was said."""
    listener = engine()
    text_error, error, inside = [], [], []
    for seed, voices in enumerate(VOICES if share == 1 else VOICES[:1]):
        for said_any in (True, False):
            sound, said = call(voices, fillers=said_any, seed=seed)
            true = sum(one.fillers for one in said)
            hearing = heard(Sound("call", sound), listener, lambda _: "Speaker 2", TOLD)
            mine = [w for w in hearing.words if w.speaker == "Speaker 2"]
            plain = sum(word.text.lower().strip(".,?!-") in TOLD.words for word in mine)
            found = hearing.fillers
            assert found  # noqa: S101
            text_error.append(abs(plain - true))
            error.append(abs((found.low + found.high) / 2 - true))
            inside.append(float(found.low <= true <= found.high))
    alone = f"the text alone: {np.mean(text_error):.1f}"
    yield of_values("Fillers, the middle of the range is off by", error, beside=alone)
    yield of_values("Fillers, within the range", inside)


TOLD = fillers.Told.of(TABLE["fillers"])


def figures(share: float) -> Iterator[Figure]:
    """Cost, memory, words, speakers and fillers. Raises NotHere."""
    missing = [tool for tool in ("espeak-ng", "flite", "sox") if shutil.which(tool) is None]
    if missing or not SPEECH.is_dir():
        raise NotHere(
            f"it needs {', '.join(missing) or SPEECH} (on Debian, see the head of benchmarks/audio.py)."
        )
    for part in (cost, memory, words, speakers, count_fillers):
        yield from part(share)
