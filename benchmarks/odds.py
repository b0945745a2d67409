# ruff: noqa: INP001, T201 (run by hand, to print)
"""How long the odds of one contest take, beside playing the contest out until it is known as well.

Usage: .venv/bin/python -m benchmarks odds, for the rows; .venv/bin/python -m benchmarks.odds, for the tables

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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from benchmarks.figures import Figure, of_runs
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
    point: Sequence[float]
    slider: Sequence[float]
    ranges: Sequence[float]
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


def moved(scenario: Scenario, rounds: int) -> Iterator[Scenario]:
    """The scenario with the slip's size moved, as by a slider."""
    for n in range(rounds):
        yield replace(scenario, shortfall=scenario.shortfall + 0.01 * n)


def slide(scenario: Scenario) -> tuple[str, str, str]:
    """What a slider shows."""
    odds = work_out(scenario)
    return in_words(odds.untouched), in_words(odds.words_and_proof), gain_in_words(odds.gain.words_and_proof)


def ours(scenario: Scenario, share: float = 1.0) -> Ours:
    """How long the program takes."""
    parameters = load(None).parameters
    rounds, range_rounds = (max(1, round(share * most)) for most in (ROUNDS, RANGE_ROUNDS))
    return Ours(
        first=seconds(lambda: work_out(scenario)),
        point=[seconds(lambda one=one: work_out(one)) for one in moved(scenario, rounds)],
        slider=[seconds(lambda one=one: slide(one)) for one in moved(scenario, rounds)],
        ranges=[
            seconds(lambda: work_out(scenario, ranges_for(scenario, parameters))) for _ in range(range_rounds)
        ],
        bound=work_out(scenario).error_bound,
    )


def theirs(scenario: Scenario, share: float = 1.0) -> Theirs:
    """How long playing it out takes."""
    plays = round(PLAYS * share)
    p = work_out(scenario).untouched.point
    gain = simulate(scenario, plays).gain["words_and_proof"]
    random, shape = np.random.default_rng(1), (scenario.candidates - 1, len(scenario.reliabilities) + 1)
    batch = 10_000
    return Theirs(
        chance=p * (1 - p) / STANDARD_ERROR**2,
        gain=plays * (gain.error / STANDARD_ERROR) ** 2,
        play=median(seconds(lambda: simulate(scenario, plays)) for _ in range(3)) / plays,
        numbers=median(seconds(lambda: random.standard_normal((batch, *shape))) for _ in range(9)) / batch,
    )


def milliseconds(took: float) -> str:
    """Seconds as they are shown."""
    return f"{took * 1e3:.1f} ms"


def figures(share: float) -> Iterator[Figure]:
    """A point beside playing it out, the gain beside the same by paired plays, and the range of 256 draws."""
    for name, scenario in CONTESTS.items():
        we, they = ours(scenario, share), theirs(scenario, share)
        exact = f"played out to {STANDARD_ERROR:g}"
        yield of_runs(
            f"A point: {name}",
            we.point,
            milliseconds,
            beside=f"error at most {we.bound:.0e}; {exact}: {_times(they.chance, they, we)}",
        )
        yield Figure(
            f"The gain of the same: {name}",
            milliseconds(median(we.point)),
            f"{len(we.point):,}",
            beside=f"by paired plays to the same error: {_times(they.gain, they, we)}",
        )
        yield of_runs(f"The range of 256 draws: {name}", we.ranges, milliseconds)


def _times(plays: float, they: Theirs, we: Ours) -> str:
    took, point = plays * they.play, median(we.point)
    return f"{took:,.1f} s, {took / point:,.0f} times ours"


def main() -> None:
    """Measure each contest by both and print the tables."""
    measured = {name: (ours(scenario), theirs(scenario)) for name, scenario in CONTESTS.items()}
    print(f"Processor milliseconds on one core; medians of {ROUNDS}, of ranges {RANGE_ROUNDS}.\n")
    print(f"| {'contest':<28} | first | point | slider | ranges | error bound |")
    print(f"|{'-' * 30}|------:|------:|-------:|-------:|------------:|")
    for name, (we, _) in measured.items():
        point, slider, ranges = (median(times) * 1e3 for times in (we.point, we.slider, we.ranges))
        times = f"{we.first * 1e3:>5.1f} | {point:>5.1f} | {slider:>6.1f}"
        print(f"| {name:<28} | {times} | {ranges:>6.0f} | {we.bound:>11.0e} |")
    print(f"\nPlaying it out to a standard error of {STANDARD_ERROR:g}: seconds (scaled from a batch of")
    print(f"{PLAYS:,} plays, not run to the end), and how many times the point answer's time.\n")
    print(f"| {'contest':<28} | of     | million plays | seconds | times ours | numbers alone, times ours |")
    print(f"|{'-' * 30}|--------|--------------:|--------:|-----------:|--------------------------:|")
    for name, (we, they) in measured.items():
        for what, plays in (("chance", they.chance), ("gain", they.gain)):
            took, drawn = plays * they.play, plays * they.numbers
            point = median(we.point)
            ratios = f"{took / point:>10,.0f} | {drawn / point:>25,.0f}"
            print(f"| {name:<28} | {what:<6} | {plays / 1e6:>13.2f} | {took:>7.1f} | {ratios} |")


if __name__ == "__main__":
    main()
