# ruff: noqa: INP001, T201 (run by hand, to print)
"""How long the odds of one contest take, beside playing the contest out until it is known as well.

Usage: .venv/bin/python -m benchmarks.odds

Ours, in processor time on one core after import: the first answer of its kind; a point answer, with the
slip's size moved each time; the slider's, which is a point answer with what it shows put in words; and the
answer with the catalogue's ranges. The error bound is the program's own, on the chance.

The simulation is that of the tests (tests/core/simulation.py, vectorised numpy), which like ours gives every
chance and gain at once. It isn't run to the end: a batch is timed, and the time scaled to as many plays as a
standard error of 0.0001 needs, p(1-p)/1e-8 for the untouched chance and the variance of the paired difference
over 1e-8 for what words and proof add. "Numbers alone" is the part of that time which goes on drawing the
rivals' random numbers: no simulation in numpy that draws them beats it, however it plays.
"""

from __future__ import annotations

import os

# One thread: numpy reads these when it is loaded.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from tests.core.simulation import simulate

from ringback.catalogue import load
from ringback.core.odds import Scenario, ranges_for, work_out
from ringback.core.shares import gain_in_words, in_words

STAGES = (0.35, 0.44, 0.60)
CONTESTS = {
    "cumulative, 12": Scenario("cumulative", 12, STAGES),
    "mixed, 12 > 4, then all": Scenario("mixed", 12, STAGES, keep=(4,)),
    "hit or miss, 12, .32 pass": Scenario("hit_or_miss", 12, STAGES, pass_rate=0.32),
    "in turn, 12 > 4 > 2 > 1": Scenario("progressive_elimination", 12, STAGES, keep=(4, 2)),
    "in turn, 40 > 12 > 4 > 2 > 1": Scenario(
        "progressive_elimination", 40, (0.35, 0.44, 0.44, 0.60), keep=(12, 4, 2)
    ),
}
ROUNDS = 101
RANGE_ROUNDS = 3
PLAYS = 200_000
STANDARD_ERROR = 1e-4


@dataclass(frozen=True)
class Ours:
    """Processor seconds of each kind of answer, and the bound on the point's error."""

    first: float
    point: float
    slider: float
    ranges: float
    bound: float


@dataclass(frozen=True)
class Theirs:
    """Plays needed for the chance and for the gain, and processor seconds of a play and of its numbers."""

    chance: float
    gain: float
    play: float
    numbers: float


def seconds(task: Callable[[], object]) -> float:
    """Processor seconds of one run."""
    start = time.process_time()
    task()
    return time.process_time() - start


def moved(scenario: Scenario) -> Iterator[Scenario]:
    """The scenario with the slip's size moved, as by a slider."""
    for n in range(ROUNDS):
        yield replace(scenario, shortfall=scenario.shortfall + 0.01 * n)


def slide(scenario: Scenario) -> tuple[str, str, str]:
    """What a slider shows."""
    odds = work_out(scenario)
    return in_words(odds.untouched), in_words(odds.words_and_proof), gain_in_words(odds.gain.words_and_proof)


def ours(scenario: Scenario) -> Ours:
    """How long the program takes."""
    parameters = load(None).parameters
    return Ours(
        first=seconds(lambda: work_out(scenario)),
        point=median(seconds(lambda one=one: work_out(one)) for one in moved(scenario)),
        slider=median(seconds(lambda one=one: slide(one)) for one in moved(scenario)),
        ranges=median(
            seconds(lambda: work_out(scenario, ranges_for(scenario, parameters))) for _ in range(RANGE_ROUNDS)
        ),
        bound=work_out(scenario).error_bound,
    )


def theirs(scenario: Scenario) -> Theirs:
    """How long playing it out takes."""
    p = work_out(scenario).untouched.point
    gain = simulate(scenario, PLAYS).gain["words_and_proof"]
    random, shape = np.random.default_rng(1), (scenario.candidates - 1, len(scenario.reliabilities) + 1)
    batch = 10_000
    return Theirs(
        chance=p * (1 - p) / STANDARD_ERROR**2,
        gain=PLAYS * (gain.error / STANDARD_ERROR) ** 2,
        play=median(seconds(lambda: simulate(scenario, PLAYS)) for _ in range(3)) / PLAYS,
        numbers=median(seconds(lambda: random.standard_normal((batch, *shape))) for _ in range(9)) / batch,
    )


def main() -> None:
    """Measure each contest by both and print the tables."""
    measured = {name: (ours(scenario), theirs(scenario)) for name, scenario in CONTESTS.items()}
    print(f"Processor milliseconds on one core; medians of {ROUNDS}, of ranges {RANGE_ROUNDS}.\n")
    print(f"| {'contest':<28} | first | point | slider | ranges | error bound |")
    print(f"|{'-' * 30}|------:|------:|-------:|-------:|------------:|")
    for name, (we, _) in measured.items():
        times = f"{we.first * 1e3:>5.1f} | {we.point * 1e3:>5.1f} | {we.slider * 1e3:>6.1f}"
        print(f"| {name:<28} | {times} | {we.ranges * 1e3:>6.0f} | {we.bound:>11.0e} |")
    print(f"\nPlaying it out to a standard error of {STANDARD_ERROR:g}: seconds (scaled from a batch of")
    print(f"{PLAYS:,} plays, not run to the end), and how many times the point answer's time.\n")
    print(f"| {'contest':<28} | of     | million plays | seconds | times ours | numbers alone, times ours |")
    print(f"|{'-' * 30}|--------|--------------:|--------:|-----------:|--------------------------:|")
    for name, (we, they) in measured.items():
        for what, plays in (("chance", they.chance), ("gain", they.gain)):
            took, drawn = plays * they.play, plays * they.numbers
            ratios = f"{took / we.point:>10,.0f} | {drawn / we.point:>25,.0f}"
            print(f"| {name:<28} | {what:<6} | {plays / 1e6:>13.2f} | {took:>7.1f} | {ratios} |")


if __name__ == "__main__":
    main()
