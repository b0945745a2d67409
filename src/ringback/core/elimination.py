"""Progressive elimination: each stage is judged alone, and the best k of it go on to the next.

Given the lowest score that got a rival through each gate so far, the rivals left are independent draws, so
the next such score is again an order statistic, and the gates nest: P = integral over y_1, y_2, ... of
their densities, times the chance that the user is above each and then wins among those left
(David and Nagaraja 2003, Order Statistics, 2.5). Given merit the stages are independent, which turns the
inner integrals into matrix products over one grid of merit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ringback.core.contest import (
    WIDE,
    Chances,
    Contestant,
    Job,
    Pool,
    gauss,
    grid,
    order_density,
    order_step,
    outranks,
    precision,
)
from ringback.core.normal import above, below, density

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ringback.core.normal import Floats

Known = tuple[float | None, ...]

_NEGLIGIBLE = 1e-8
_BLOCK = 200_000


@dataclass(frozen=True, slots=True)
class Line:
    """A stage's score given merit: N(intercept + slope theta, spread^2), on the scale of a rival's score."""

    intercept: float
    slope: float
    spread: float

    def above(self, y: Floats, merit: Floats) -> Floats:
        """P(score > y) at each merit, shape (y, merit)."""
        expected = self.intercept + self.slope * merit
        if self.spread == 0:
            return (y[:, None] <= expected).astype(float)
        return above((y[:, None] - expected) / self.spread)

    def density(self, y: Floats, merit: Floats) -> Floats:
        """Density of the score at y for each merit, shape (y, merit)."""
        return density((y[:, None] - self.intercept - self.slope * merit) / self.spread) / self.spread


@dataclass(frozen=True, slots=True)
class Entry:
    """The user's way to the last stage: prior merit, and the score at each gate."""

    merit: float
    merit_variance: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """The user's way through the gates and the score at the last stage."""

    gates: Entry
    last: Line


@dataclass(frozen=True, slots=True)
class Rivals:
    """The rivals left after some gates, one row for each run of cut scores.

    `weight` is each row's probability, `merits` a rival's unnormalised weight at each merit (row, merit),
    `scores` the grid of cut scores of each gate passed and `cuts` each row's place in it, `left` how many
    rivals are in.
    """

    weight: Floats
    merits: Floats
    scores: tuple[Floats, ...]
    cuts: tuple[NDArray[np.intp], ...]
    left: int


def elimination(jobs: Sequence[Job], fineness: float = 1.0) -> list[Chances]:
    """N, then keep[0], keep[1], ... and at the last stage one; see the module for the formula."""
    return [_eliminate(pool, contestants, fineness) for pool, contestants in jobs]


def _eliminate(pool: Pool, contestants: Sequence[Contestant], fineness: float) -> Chances:
    import numpy as np

    won, passed = np.ones(len(contestants)), np.ones(len(contestants))
    for known, places in _by_known_scores(pool, contestants).items():
        group = [contestants[place] for place in places]
        merit = _merit_grid(pool, group, fineness)
        levels = _levels(pool, known, merit, fineness)
        runs = [_run(pool, one) for one in group]
        scores = _score_grid(runs, fineness) if known[-1] is None else np.array([known[-1]])
        reward = _reward(pool, scores, merit, levels[-1])
        through = _ways(merit, levels[-1])
        arrivals = {
            run.gates: _arrival(run.gates, through(run.gates.lines).T @ reward, merit) for run in runs
        }
        won[places] = [_wins(run, arrivals[run.gates], scores, merit) for run in runs]
        if pool.passed:
            through = _ways(merit, levels[pool.passed - 1])
            behind = [through(run.gates.lines[: pool.passed]).sum(axis=0)[:, None] for run in runs]
            passed[places] = [
                _arrival(run.gates, at, merit).sum() for run, at in zip(runs, behind, strict=True)
            ]
    return won, passed


def _by_known_scores(pool: Pool, contestants: Sequence[Contestant]) -> dict[Known, list[int]]:
    """The contestants' places, those of the same known scores together (None: that stage's is not known)."""
    groups: dict[Known, list[int]] = {}
    for place, one in enumerate(contestants):
        lines = [_line(pool, one, stage) for stage in range(len(pool.reliabilities))]
        known = tuple(line.intercept if line.spread == 0 else None for line in lines)
        groups.setdefault(known, []).append(place)
    return groups


def _line(pool: Pool, one: Contestant, stage: int) -> Line:
    """The user's score at a stage, with a proof shown there and the weight kept of a slip made there.

    Score and proof are put together as the posterior mean of merit, which is a rival's score times
    w / (1 + rho / (1 - rho)).
    """
    rho = pool.reliabilities[stage]
    own, weight = precision(rho), math.sqrt(rho) / (1 - rho)
    slipped = stage == one.slip_stage
    kept = one.kept if slipped else 1.0
    proof = precision(one.proof) if stage == one.proof_stage else 0.0
    scale = (1 + own) / (weight * (1 + kept * own + proof))
    if slipped and one.recorded is not None:
        return Line(scale * kept * weight * one.recorded, scale * proof, scale * math.sqrt(proof))
    shift = one.gate_shift if slipped else 0.0
    spread = scale * math.sqrt(kept**2 * own + proof)
    return Line(scale * kept * weight * shift, scale * (kept * own + proof), spread)


def _merit_grid(pool: Pool, group: Sequence[Contestant], fineness: float) -> Floats:
    lines = [
        _line(pool, one, stage) for one in (Contestant(), *group) for stage in range(len(pool.reliabilities))
    ]
    sharpest = min(line.spread / line.slope for line in lines if line.spread > 0)
    narrowest = min(math.sqrt(one.merit_variance) for one in group)
    step = min(0.55 * narrowest, 0.9 * sharpest) / fineness
    merits = [one.merit for one in group]
    return grid(min(-WIDE, min(merits) - WIDE), max(WIDE, max(merits) + WIDE), step)


def _prior(mean: float, variance: float, merit: Floats) -> Floats:
    """The probability at each point of the merit grid of a normal merit."""
    spread = math.sqrt(variance)
    return density((merit - mean) / spread) * (float(merit[1] - merit[0]) / spread)


def _levels(pool: Pool, known: Known, merit: Floats, fineness: float) -> list[Rivals]:
    """The rivals after each gate; where the user's own score is known, only cut scores up to it matter."""
    import numpy as np

    now = Rivals(np.ones(1), _prior(0.0, 1.0, merit)[None, :], (), (), pool.candidates - 1)
    levels = []
    for gate, keep in enumerate(pool.keep):
        rho = pool.reliabilities[gate]
        line = Line(0.0, math.sqrt(rho), math.sqrt(1 - rho))
        now = _through_gate(now, line, keep, merit, known[gate], fineness)
        levels.append(now)
    return levels


def _through_gate(
    now: Rivals, line: Line, keep: int, merit: Floats, cut: float | None, fineness: float
) -> Rivals:
    import numpy as np

    y, step = _cut_grid(now, line, keep, merit, cut, fineness)
    weight = _cut_weight(now, line, keep, merit, y) * step
    likely = weight > _NEGLIGIBLE * weight.max()
    likely.flat[weight.argmax()] = True  # where all are too small for a float, one stays to say so
    row, column = np.nonzero(likely)
    return Rivals(
        weight[row, column],
        now.merits[row] * line.above(y, merit)[column],
        (*now.scores, y),
        (*(cuts[row] for cuts in now.cuts), column),
        keep - 1,
    )


def _cut_weight(now: Rivals, line: Line, keep: int, merit: Floats, y: Floats) -> Floats:
    """Density of the keep-th best rival's score at y, weighed by the row, shape (row, y)."""
    import numpy as np

    mass = now.merits.sum(axis=1)[:, None]
    tail = np.minimum(_product(now.merits, line.above(y, merit).T) / mass, 1.0)
    slope = _product(now.merits, line.density(y, merit).T) / mass
    weight: Floats = now.weight[:, None] * order_density(tail, slope, now.left, keep)
    return weight


def _cut_grid(
    now: Rivals, line: Line, keep: int, merit: Floats, cut: float | None, fineness: float
) -> tuple[Floats, Floats | float]:
    y = grid(-WIDE, WIDE + 1, order_step(now.left, keep) / fineness)
    if cut is None:
        return y, float(y[1] - y[0])
    weight = _cut_weight(now, line, keep, merit, y).sum(axis=0)
    likely = y[weight > _NEGLIGIBLE * weight.max()]
    top = min(cut, float(likely[-1]))
    half = (top - min(float(likely[0]), top - 2)) / 2
    nodes, weights = gauss(int(48 * fineness))
    return top - half + half * nodes, half * weights


def _product(left: Floats, right: Floats) -> Floats:
    """The matrix product by blocks of rows: one of this size costs less than handing it to threads."""
    import numpy as np

    rows = max(_BLOCK // right.size, 1)
    blocks = [left[at : at + rows] @ right for at in range(0, len(left), rows)]
    return np.concatenate(blocks)


def _run(pool: Pool, one: Contestant) -> Run:
    *gates, last = (_line(pool, one, stage) for stage in range(len(pool.reliabilities)))
    return Run(Entry(one.merit, one.merit_variance, tuple(gates)), last)


def _arrival(entry: Entry, chance: Floats, merit: Floats) -> Floats:
    """The chance at each merit, shape (merit, score), times the user's probability of that merit."""
    return _prior(entry.merit, entry.merit_variance, merit)[:, None] * chance


def _ways(merit: Floats, rivals: Rivals) -> Callable[[tuple[Line, ...]], Floats]:
    """How a user passes the gates that the rivals passed: each row's probability times the chance of it.

    The function returned takes the user's lines at those gates and gives shape (row, merit); what several
    contestants share is worked out once.
    """

    @cache
    def at_gate(gate: int, line: Line) -> Floats:
        return line.above(rivals.scores[gate], merit)[rivals.cuts[gate]]

    @cache
    def through(lines: tuple[Line, ...]) -> Floats:
        if not lines:
            return rivals.weight[:, None]
        return at_gate(len(rivals.scores) - len(lines), lines[0]) * through(lines[1:])

    return through


def _reward(pool: Pool, scores: Floats, merit: Floats, rivals: Rivals) -> Floats:
    """The chance that each last score beats the rivals left, shape (row, score)."""
    import numpy as np

    rho = pool.reliabilities[-1]
    mass = rivals.merits.sum(axis=1)[:, None]
    each = below((scores - math.sqrt(rho) * merit[:, None]) / math.sqrt(1 - rho))
    beaten = _product(rivals.merits, each) / mass
    return outranks(np.minimum(beaten, 1.0), rivals.left, pool.decline_rate)


def _score_grid(runs: Sequence[Run], fineness: float) -> Floats:
    spreads = [math.hypot(run.last.slope, run.last.spread) for run in runs]
    means = [run.last.intercept + run.last.slope * run.gates.merit for run in runs]
    low = min(mean - WIDE * spread for mean, spread in zip(means, spreads, strict=True))
    high = max(mean + WIDE * spread for mean, spread in zip(means, spreads, strict=True))
    return grid(low, high, min(0.4, *(0.6 * run.last.spread for run in runs)) / fineness)


def _wins(run: Run, worth: Floats, scores: Floats, merit: Floats) -> float:
    """P(the user is there at the last stage and comes first in it)."""
    if run.last.spread == 0:
        return float(worth.sum())
    return float((worth * run.last.density(scores, merit).T).sum() * (scores[1] - scores[0]))
