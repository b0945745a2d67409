# ruff: noqa: INP001, T201 (run by hand, to print)
"""What hearing a recording costs, and how often it is right.

Usage: .venv/bin/python -m benchmarks.audio [cost|memory|words|speakers|fillers] ...

Needs Debian's espeak-ng, flite and sox for the made-up calls, and pocketsphinx-testdata for people's voices.
cost: seconds of the whole (decoding, voices, words, speakers, debrief) against faster-whisper's own batched
pipeline with the same model and settings on the same file, in turns; and of the second hearing for fillers
against the text pass. memory: the most that a 60-minute file takes. words: word error rates of both.
speakers: words given to the right speaker. fillers: what was said, what the text holds, what is reported.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.audio_calls import RATE, Said, Samples, call, mixed, over_telephone, save

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


def interval(values: Sequence[float], of: Callable[[Any], float] = np.mean) -> str:
    """A figure with its 95 % interval, by drawing the values again."""
    rng, rows = np.random.default_rng(0), np.asarray(values)
    drawn = [of(rows[rng.integers(0, len(rows), len(rows))]) for _ in range(2000)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return f"{of(rows):.3f} ({low:.3f} to {high:.3f}), n = {len(rows)}"


# Cost.


def cost() -> None:
    """Print how much longer all of it takes than the bare pipeline, and the second hearing than the first."""
    listener = engine()
    around = Circumstances(now=datetime(2026, 3, 12, 20, 50, tzinfo=UTC), zone="UTC")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "call.wav")
        one = mixed(call(VOICES[0], fillers=True, seed=1)[0])
        save(path, np.tile(one, 3))
        print(f"file: {3 * len(one) / RATE:.0f} s, {ROUNDS} rounds, in turns")
        wall, work, second = [], [], []
        for _ in range(ROUNDS):
            bare = timed(lambda: raw(listener._pipeline, str(path)))  # noqa: SLF001 (the same model)
            found: list[Any] = []
            ours = timed(lambda found=found: found.append(_text_pass(path, listener, around)))
            again = timed(lambda found=found: _second(path, found[0], listener))
            wall.append(ours[0] / bare[0])
            work.append(ours[1] / bare[1])
            second.append(again[0] / ours[0])
            print(f"  bare {bare[0]:.1f} s, all of it {ours[0]:.1f} s, second hearing {again[0]:.1f} s")
    for name, values in (("wall", wall), ("processor", work), ("second hearing", second)):
        print(f"{name}: {interval(values, np.median)}")


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


def memory() -> None:
    """Print the most that hearing 60 minutes takes, all of it, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "hour.wav")
        one = mixed(call(VOICES[0], fillers=True, seed=1)[0])
        save(path, np.tile(one, 3600 * RATE // len(one) + 1)[: 3600 * RATE])
        started = time.perf_counter()
        command = [sys.executable, "-m", "ringback", "debrief", str(path), "--consent", "yes", "--json"]
        home = {**os.environ, "RINGBACK_HOME": folder}
        subprocess.run(command, check=True, capture_output=True, env=home)  # noqa: S603
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"60 minutes: at most {most:.0f} MB, {time.perf_counter() - started:.0f} s")


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


def words() -> None:
    """Print word error rates, ours and the bare pipeline's, as recorded and as over a telephone."""
    listener = engine()
    people = list(read_aloud())
    machines = []
    for seed, voices in enumerate(VOICES[:3]):
        sound, said = call(voices, fillers=False, seed=seed)
        machines.append((mixed(sound), " ".join(one.words for one in said)))
    for name, material in (("people", people), ("machines", machines)):
        for line, through in (("as recorded", lambda one: one), ("mu-law, 8 kHz", over_telephone)):
            rows, unclear, clear = [], [], []
            for samples, text in material:
                sound = through(samples)
                said_words = folded(text)
                bare = folded(" ".join(raw(listener._pipeline, sound.astype(np.float32) / 32768)))  # noqa: SLF001
                found = _words(sound, listener)
                ours = folded(" ".join(word.text for word in found))
                for word, wrong in zip(found, wrongly(said_words, found), strict=True):
                    (unclear if word.confidence < TABLE["hearing"]["unclear"] else clear).append(float(wrong))
                rows.append((len(said_words), errors(said_words, bare), errors(said_words, ours)))
            table = np.array(rows)
            print(f"{name}, {line}: {table[:, 0].sum()} words in {len(table)} recordings")
            for column, who in ((1, "bare"), (2, "ours")):
                print(f"  {who}: {interval(table, lambda t, c=column: t[:, c].sum() / t[:, 0].sum())}")
            print(
                f"  wrong, of those shown as unclear: {interval(unclear)}; of the others: {interval(clear)}"
            )


def _words(samples: Samples, listener: Whisper) -> tuple[Word, ...]:
    return heard(Sound("call", samples[None]), listener, lambda _: None, TOLD).words


# Speakers.


def speakers() -> None:
    """Print the share of words given to the right speaker: one channel, a telephone's, two channels."""
    listener = engine()
    shares: dict[str, list[float]] = {}
    for seed, voices in enumerate(VOICES):
        sound, said = call(voices, fillers=True, seed=seed)
        group = "alike" if seed == len(VOICES) - 1 else "unlike"
        one = mixed(sound)
        for name, channels in (
            (f"{group}, one channel", one[None]),
            (f"{group}, one channel, mu-law 8 kHz", over_telephone(one)[None]),
            ("two channels", sound),
        ):
            hearing = heard(Sound("call", channels), listener, lambda _: None, TOLD)
            share = right(hearing.words, said)
            shares.setdefault(name, []).append(share)
            print(f"  {' and '.join(voices)}, {name}: {share:.3f}, said to be sure: {hearing.sure_who:.2f}")
    for samples, said, name in people_talking():
        hearing = heard(Sound("call", samples[None]), listener, lambda _: None, TOLD)
        share = right(hearing.words, said)
        shares.setdefault("people, one channel", []).append(share)
        print(f"  {name}: {share:.3f}, said to be sure: {hearing.sure_who:.2f}")
    for name, values in shares.items():
        print(f"{name}: {interval(values)}")


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


def people_talking() -> Iterator[tuple[Samples, list[Said], str]]:
    """Two people's sentences in turns: no call, but people's voices."""
    readers = {
        name: [
            one.channels[0]
            for path in sorted((SPEECH / name).glob("*.wav"))
            if (one := read_sound(path, "x"))
        ]
        for name in ("librivox", "cards")
    }
    for through in (lambda one: one, over_telephone):
        parts, said, at = [], [], 0
        for pair in zip(readers["librivox"], readers["cards"], strict=True):
            for who, samples in enumerate(pair):
                level = (samples / np.abs(samples).max() * 12000).astype(np.int16)
                said.append(Said(at / RATE, (at + len(level)) / RATE, who, "", 0))
                parts += [level, np.zeros(RATE // 2, np.int16)]
                at += len(level) + RATE // 2
        yield through(np.concatenate(parts)), said, "LibriVox's reader and the cards'"


# Fillers.


def count_fillers() -> None:
    """Print how many fillers were said, how many stand in the text, and what range is reported."""
    listener = engine()
    text_error, error, inside = [], [], []
    for seed, voices in enumerate(VOICES):
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
            print(f"  {voices[1]}: said {true}, in the text {plain}, reported {found.low} to {found.high}")
    print(f"off by, the text alone: {interval(text_error)}")
    print(f"off by, the middle of the range: {interval(error)}")
    print(f"within the range: {interval(inside)}")


TOLD = fillers.Told.of(TABLE["fillers"])
PARTS = {"cost": cost, "memory": memory, "words": words, "speakers": speakers, "fillers": count_fillers}


def main() -> None:
    """Measure the parts named, or all."""
    for name in sys.argv[1:] or PARTS:
        print(f"== {name}")
        PARTS[name]()


if __name__ == "__main__":
    main()
