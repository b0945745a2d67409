"""Whether the chances that were told came true as often as they said.

The Brier score is the mean squared distance between chance and outcome (Brier 1950, Monthly Weather Review
78:1), the log score the mean of -log of the chance given to what came; lower is better for both. The base
rate's scores are those of telling everybody the share that came true, known only afterwards.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ringback.core.normal import Floats

MOST_BINS = 5
SURE = 1e-3
"""The log score takes no chance for surer than this, so that one surprise is not infinitely bad."""
_RESAMPLES = 2000
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Told:
    """A chance of the offer that was told, and whether the offer came."""

    chance: float
    came: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """A score with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases that were told about the same: how many, the mean chance, and the share that came true.

    `low` and `high` are Wilson's 95 % interval of the share.
    """

    n: int
    told: float
    came: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The chances told of `n` cases that have come to an end, against what came.

    `expected` is the sum of the chances, `least` to `most` how many offers would be no surprise were they
    right (95 %), `offers` how many there were. Each score stands beside that of the base rate.
    """

    n: int
    offers: int
    expected: float
    least: int
    most: int
    brier: Scored
    brier_of_base: Scored
    log: Scored
    log_of_base: Scored
    bins: tuple[Bin, ...]


def calibrate(told: Sequence[Told]) -> Calibration:
    """How well the chances were calibrated. Raises ValueError where none was told."""
    import numpy as np

    if not told:
        raise ValueError("No chance was told.")
    ordered = sorted(told, key=lambda each: (each.chance, each.came))
    chances = np.array([each.chance for each in ordered])
    came = np.array([each.came for each in ordered], dtype=float)
    least, most = _no_surprise(chances)
    rows = np.random.default_rng(0).integers(0, len(ordered), (_RESAMPLES, len(ordered)))
    scores = zip(_scores(chances[None], came[None]), _scores(chances[rows], came[rows]), strict=True)
    brier, log, brier_of_base, log_of_base = (
        Scored(float(value[0]), *(float(end) for end in np.quantile(again, (0.025, 0.975))))
        for value, again in scores
    )
    return Calibration(
        n=len(ordered),
        offers=int(came.sum()),
        expected=float(chances.sum()),
        least=least,
        most=most,
        brier=brier,
        brier_of_base=brier_of_base,
        log=log,
        log_of_base=log_of_base,
        bins=_bins(ordered),
    )


def _scores(chances: Floats, came: Floats) -> tuple[Any, ...]:
    """Brier and log score, then those of the base rate, of each row."""
    import numpy as np

    base = np.broadcast_to(came.mean(axis=1, keepdims=True), came.shape)
    found = []
    for each in (chances, base):
        sure = np.clip(each, SURE, 1 - SURE)
        logs = -np.where(came > 0, np.log(sure), np.log(1 - sure))
        found += [((each - came) ** 2).mean(axis=1), logs.mean(axis=1)]
    return tuple(found)


def _no_surprise(chances: Floats) -> tuple[int, int]:
    """Between which counts the offers lie with 95 %: the exact law of a sum of unequal yes-or-noes."""
    import numpy as np

    law = np.ones(1)
    for chance in chances:
        law = np.convolve(law, (1 - chance, chance))
    summed = law.cumsum()
    return int(np.searchsorted(summed, 0.025)), int(np.searchsorted(summed, 0.975))


def _bins(ordered: Sequence[Told]) -> tuple[Bin, ...]:
    """At most five bins of about as many cases each; equal chances stay together."""
    size = len(ordered) / MOST_BINS
    bins: list[list[Told]] = [[]]
    done = 0
    for _, same in groupby(ordered, key=lambda each: each.chance):
        if bins[-1] and done >= size * len(bins):
            bins.append([])
        members = list(same)
        bins[-1] += members
        done += len(members)
    return tuple(map(_bin, bins))


def _bin(members: Sequence[Told]) -> Bin:
    n, came = len(members), sum(each.came for each in members)
    low, high = wilson(came, n)
    return Bin(n, sum(each.chance for each in members) / n, came / n, low, high)


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of which k of n are seen (Wilson 1927, JASA 22:209)."""
    middle = (k + _Z**2 / 2) / (n + _Z**2)
    half = _Z / (n + _Z**2) * math.sqrt(k * (n - k) / n + _Z**2 / 4)
    return max(middle - half, 0.0), min(middle + half, 1.0)
