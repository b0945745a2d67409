"""Who wins a contest of interview stages: the chance of the offer under each decision rule, by quadrature.

The model. Every candidate has a merit, theta ~ N(0, 1); stage t gives the score
X_t = sqrt(rho_t) theta + sqrt(1 - rho_t) eps_t, so two stages correlate as sqrt(rho_s rho_t) and rho is
what studies of separate interviewers estimate (Huffcutt, Culbertson and Weyhrauch 2013). A comparer who
adds up uses the posterior mean of merit, M = sum_t w_t X_t / D with w_t = sqrt(rho_t) / (1 - rho_t) and
D = 1 + sum_t rho_t / (1 - rho_t). Only ranks decide, so the Gaussian scale is a convention.

All grids are uniform: the trapezoid rule converges geometrically on smooth functions that vanish at both
ends (Trefethen and Weideman 2014, SIAM Review 56:385). `fineness` divides every step.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ringback.core.normal import above, below, density, quantile

if TYPE_CHECKING:
    from ringback.core.normal import Floats

WIDE = 7.0
_NO_VARIANCE = 1e-18
_NEARLY_KNOWN = 0.02


@dataclass(frozen=True, slots=True)
class Pool:
    """The contest: `candidates` with the user, the stages' `reliabilities`, and how they are used.

    `keep` is the number each rank gate lets through, `pass_rate` the share that passes the pass mark,
    `carry` the weight a gate's score keeps in the final, `decline_rate` the chance that an offer is
    turned down and goes to the next in rank, `noise` the variance that combining adds to the index;
    `passed` gates are behind the user.
    """

    candidates: int
    reliabilities: tuple[float, ...]
    keep: tuple[int, ...] = ()
    pass_rate: float = 1.0
    carry: float = 1.0
    decline_rate: float = 0.0
    noise: float = 0.0
    passed: int = 0


class Contestant(NamedTuple):
    """How the user stands among exchangeable rivals.

    Merit ~ N(merit, merit_variance). At stage `slip_stage` the score is moved by `gate_shift` when a gate
    ranks it and by `final_shift` when the final reads it, or is known to be `recorded`; of its weight the
    share `kept` counts. A proof of reliability `proof` (0: none) joins the final, or stage `proof_stage`.
    """

    merit: float = 0.0
    merit_variance: float = 1.0
    slip_stage: int = 0
    gate_shift: float = 0.0
    final_shift: float = 0.0
    recorded: float | None = None
    kept: float = 1.0
    proof: float = 0.0
    proof_stage: int | None = None


class Standing(NamedTuple):
    """Where a Gaussian candidate stands: the score at the first gate and the final's index, jointly."""

    gate_mean: float
    gate_variance: float
    index_mean: float
    index_variance: float
    covariance: float


# For each contestant P(wins, having passed every gate) and P(passes the gates already behind).
Chances = tuple["Floats", "Floats"]
Job = tuple[Pool, Sequence[Contestant]]


def precision(reliability: float) -> float:
    """What a score of this reliability adds to the precision of merit: rho / (1 - rho)."""
    return reliability / (1 - reliability)


@lru_cache(maxsize=64)
def standing(pool: Pool, one: Contestant, carry: float) -> Standing:
    """The joint mean and variance of the first stage's score and of M, the carry weighing the first stage.

    A proof enters as one stage more, with its own precision in D; a weight kept in part lowers D likewise
    (the posterior mean of a normal mean: Gelman and others 2013, Bayesian Data Analysis, 2.5).
    """
    gate = pool.reliabilities[0]
    scale = 1 + precision(one.proof)
    slope = variance = precision(one.proof)
    constant = covariance = 0.0
    for stage, rho in enumerate(pool.reliabilities):
        weight = carry if stage == 0 else 1.0
        if stage == one.slip_stage:
            weight *= one.kept
            score = one.final_shift if one.recorded is None else one.recorded
            constant += weight * math.sqrt(rho) / (1 - rho) * score
        told = rho / (1 - rho)
        scale += weight * told
        if stage == one.slip_stage and one.recorded is not None:
            continue
        slope += weight * told
        variance += weight**2 * told
        covariance += weight * math.sqrt(rho) if stage == 0 else 0.0
    spread = one.merit_variance
    index = (constant + slope * one.merit) / scale, (slope**2 * spread + variance) / scale**2 + pool.noise
    if one.slip_stage == 0 and one.recorded is not None:
        return Standing(one.recorded, 0.0, *index, 0.0)
    shift = one.gate_shift if one.slip_stage == 0 else 0.0
    return Standing(
        math.sqrt(gate) * one.merit + shift,
        gate * spread + 1 - gate,
        *index,
        (math.sqrt(gate) * slope * spread + covariance) / scale,
    )


def cumulative(jobs: Sequence[Job], fineness: float = 1.0) -> list[Chances]:
    """No gate: the highest index wins. P = integral of phi(z) Phi((m + s z) / s_rival)^(N - 1) dz.

    The one-dimensional best-of-N integral (Gupta 1963, Annals of Mathematical Statistics 34:792), all
    jobs at once; every contestant passes.
    """
    import numpy as np

    rows = []
    for pool, contestants in jobs:
        rival = math.sqrt(standing(pool, Contestant(), 1.0).index_variance)
        for one in contestants:
            own = standing(pool, one, 1.0)
            spread = math.sqrt(own.index_variance) / rival
            rows.append((own.index_mean / rival, spread, pool.candidates - 1, pool.decline_rate))
    mean, spread_, rivals, decline = (np.array(column)[:, None] for column in zip(*rows, strict=True))
    z, weight = normal_nodes(best_of_step(int(rivals.max())) / fineness)
    beaten = below(mean + spread_ * z)
    won = outranks(beaten, rivals, decline) @ weight
    ends = np.cumsum([len(contestants) for _, contestants in jobs])[:-1]
    return [(part, np.ones_like(part)) for part in np.split(won, ends)]


def hit_or_miss(jobs: Sequence[Job], fineness: float = 1.0) -> list[Chances]:
    """A pass mark on the first stage, then the highest index among those who passed.

    P = integral of p(f, pass) (1 - b(f))^(N - 1) df, where b(f) is a rival's chance of passing with an
    index above f (for the gate alone, Cochran 1951, Proceedings of the Second Berkeley Symposium: 449).
    """
    return [_pass_mark(pool, contestants, fineness) for pool, contestants in jobs]


def _pass_mark(pool: Pool, contestants: Sequence[Contestant], fineness: float) -> Chances:
    import numpy as np

    mark = np.array([-quantile(pool.pass_rate)])
    won, passed = np.ones(len(contestants)), np.ones(len(contestants))
    for (_, index), places in _by_known_scores(pool, contestants).items():
        users = _Users.of(pool, [contestants[place] for place in places])
        f, width = users.index_points(index, best_of_step(pool.candidates) / fineness)
        win = outranks(1 - _rivals_ahead(pool, mark, f, fineness), pool.candidates - 1, pool.decline_rate)
        won[places] = (users.joint_density(mark, f) * win).sum(axis=(1, 2)) * width
        if pool.passed:
            passed[places] = users.passing(mark)[:, 0]
    return won, passed


def gate_then_final(jobs: Sequence[Job], fineness: float = 1.0) -> list[Chances]:
    """The best k of the first stage stay, then the highest index among them wins.

    Given that the k-th best of N - 1 rivals scored y, the user stays iff above y, and then exactly k - 1
    rivals stay, independent draws from those above y. P = integral of f_(k)(y) p(f, user > y)
    (1 - P(G > f | X > y))^(k - 1) df dy; f_(k) is the order statistic's Beta density
    (David and Nagaraja 2003, Order Statistics, 2.1 and 2.5).
    """
    return [_rank_gate(pool, contestants, fineness) for pool, contestants in jobs]


def _rank_gate(pool: Pool, contestants: Sequence[Contestant], fineness: float) -> Chances:
    import numpy as np

    won, passed = np.ones(len(contestants)), np.ones(len(contestants))
    for (cut, index), places in _by_known_scores(pool, contestants).items():
        users = _Users.of(pool, [contestants[place] for place in places])
        y, weight = _first_cut(pool, cut, fineness)
        f, width = users.index_points(index, best_of_step(pool.candidates) / fineness)
        ahead = _rivals_ahead(pool, y, f, fineness)
        win = outranks(1 - ahead / above(y)[:, None], pool.keep[0] - 1, pool.decline_rate)
        reward = weight[:, None] * win * width
        won[places] = (users.joint_density(y, f) * reward).sum(axis=(1, 2))
        if pool.passed:
            passed[places] = users.passing(y) @ weight
    return won, passed


def _by_known_scores(
    pool: Pool, contestants: Sequence[Contestant]
) -> dict[tuple[float | None, float | None], list[int]]:
    """The contestants' places, those of one known first score and one known index together (None: not known).

    The index is known where all that it reads is on file.
    """
    groups: dict[tuple[float | None, float | None], list[int]] = {}
    for place, one in enumerate(contestants):
        own = standing(pool, one, pool.carry)
        first = one.recorded if one.slip_stage == 0 else None
        index = own.index_mean if own.index_variance == 0 else None
        groups.setdefault((first, index), []).append(place)
    return groups


def _first_cut(pool: Pool, cut: float | None, fineness: float) -> tuple[Floats, Floats]:
    """Grid of the k-th best rival's first score and its probability weights, up to `cut` if given."""
    import numpy as np

    rivals, k = pool.candidates - 1, pool.keep[0]
    y = grid(-WIDE, WIDE, order_step(rivals, k) / fineness)
    weight = order_density(above(y), density(y), rivals, k)
    likely = y[weight > 1e-14 * weight.max()]
    if cut is None:
        y = likely
        step = y[1] - y[0]
        return y, order_density(above(y), density(y), rivals, k) * step
    nodes, weights = gauss(int(48 * fineness))
    top = min(cut, float(likely[-1]))
    bottom = min(float(likely[0]), top - 2)
    half = (top - bottom) / 2
    y = bottom + half * (nodes + 1)
    return y, np.asarray(order_density(above(y), density(y), rivals, k) * weights * half)


def best_of_step(rivals: int) -> float:
    """A grid step that resolves the best of so many standard normal scores, narrower the more they are."""
    return 0.25 / (1 + math.log10(rivals + 1) / 3)


def order_step(rivals: int, k: int) -> float:
    """A grid step that resolves the k-th best of so many standard normal scores."""
    share = min(max((k - 0.5) / rivals, 0.02), 0.98)
    point = quantile(share)
    slope = math.exp(-0.5 * point**2) / math.sqrt(2 * math.pi)
    return min(0.3, 0.6 * math.sqrt(share * (1 - share) / rivals) / slope)


def order_density(tail: Any, slope: Any, rivals: int, k: int) -> Any:
    """Density at y of the k-th best of so many draws, each above y with chance `tail`, density `slope`."""
    ways = math.exp(math.lgamma(rivals + 1) - math.lgamma(k) - math.lgamma(rivals - k + 1))
    return ways * tail ** (k - 1) * (1 - tail) ** (rivals - k) * slope


@dataclass(frozen=True, slots=True)
class _Users:
    """Several standings at once, each field of shape (standing, 1, 1)."""

    gate_mean: Floats
    gate_variance: Floats
    index_mean: Floats
    index_variance: Floats
    covariance: Floats

    @classmethod
    def of(cls, pool: Pool, contestants: Sequence[Contestant]) -> _Users:
        import numpy as np

        least = _NEARLY_KNOWN**2 * standing(pool, Contestant(), pool.carry).index_variance
        rows = [standing(pool, one, pool.carry) for one in contestants]
        rows = [
            row._replace(index_variance=row.index_variance and max(row.index_variance, least)) for row in rows
        ]
        return cls(*np.array(rows).T[:, :, None, None])

    def joint_density(self, y: Floats, f: Floats) -> Floats:
        """Density of the index at f (1 where it is known) with a first score above y: (standing, y, f)."""
        import numpy as np

        variance = np.where(self.index_variance > 0, self.index_variance, 1.0)
        slope, spread = self.covariance / variance, np.sqrt(variance)
        rest = np.sqrt(np.maximum(self.gate_variance - slope * self.covariance, _NO_VARIANCE))
        expected = self.gate_mean + slope * (f - self.index_mean)
        at = np.where(self.index_variance > 0, density((f - self.index_mean) / spread) / spread, 1.0)
        return at * above((y[:, None] - expected) / rest)

    def passing(self, y: Floats) -> Floats:
        """P(the first score is above y), shape (standing, y)."""
        import numpy as np

        spread = np.sqrt(np.maximum(self.gate_variance, _NO_VARIANCE))
        return above((y - self.gate_mean) / spread)[:, 0]

    def index_points(self, index: float | None, step: float) -> tuple[Floats, float]:
        """Points of f that resolve the index of every standing, and how far apart they are.

        They are `step` of its spread apart, or closer where it turns sharply on the first score; the one
        point `index` where that is known.
        """
        import numpy as np

        if index is not None:
            return np.array([index]), 1.0
        spread = np.sqrt(self.index_variance)
        explained = self.covariance**2 / np.maximum(self.index_variance * self.gate_variance, _NO_VARIANCE)
        sharpest = max(math.sqrt(max(1 - float(explained.max()), 0.0)), 0.01)
        low = float((self.index_mean - WIDE * spread).min())
        high = float((self.index_mean + WIDE * spread).max())
        f = grid(low, high, step * min(1.0, 3.2 * sharpest) * float(spread.min()))
        return f, float(f[1] - f[0])


def _rivals_ahead(pool: Pool, y: Floats, f: Floats, fineness: float) -> Floats:
    """P(a rival scores above y and has an index above f), shape (y, f).

    With positive correlation r the two share a factor sqrt(r) Z, and given Z they are independent, so the
    bivariate normal tail is a one-dimensional integral (Dunnett and Sobel 1955, Biometrika 42:258).
    """
    rival = standing(pool, Contestant(), pool.carry)
    spread = math.sqrt(rival.index_variance)
    r = max(rival.covariance / spread, 1e-12)
    rest = math.sqrt(1 - r)
    z = grid(-WIDE, WIDE, max(0.5 * min(1.0, rest / math.sqrt(r)), 0.004) / fineness)
    scores = above((y[:, None] - math.sqrt(r) * z) / rest) * (density(z) * (z[1] - z[0]))
    ahead: Floats = scores @ above((f / spread - math.sqrt(r) * z[:, None]) / rest)
    return ahead


def outranks(beaten: Floats, rivals: Any, decline: Any) -> Floats:
    """Chance of the offer against rivals each beaten with this chance.

    The offer goes down the ranks while declined: E[r^(number ahead)], the binomial's generating function.
    """
    chance: Floats = (beaten + decline * (1 - beaten)) ** rivals
    return chance


def grid(low: float, high: float, step: float) -> Floats:
    """Uniform points from low to high, at most `step` apart."""
    import numpy as np

    return np.linspace(low, high, max(math.ceil((high - low) / step), 8) + 1)


@lru_cache(maxsize=64)
def normal_nodes(step: float) -> tuple[Floats, Floats]:
    """A grid of standard normal values at most `step` apart, and each one's probability."""
    z = grid(-WIDE, WIDE, step)
    return z, density(z) * (z[1] - z[0])


@cache
def gauss(count: int) -> tuple[Floats, Floats]:
    """Gauss-Legendre nodes and weights on [-1, 1]."""
    import numpy as np

    return np.polynomial.legendre.leggauss(count)
