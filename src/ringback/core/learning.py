"""What outcomes teach about the parameters of the odds: a posterior beside the prior, never over it.

Two updates. Stages with a pass mark at which nothing went wrong count passes and fails, which is what a
Beta distribution of the pass rate is conjugate to. Everything else moves the parameters together, by
importance weights: points spread evenly over the prior ranges, each weighed by the likelihood of all the
outcomes there (Owen 2013, Monte Carlo theory, methods and examples, chapter 9). A parameter is taken as
one number for all cases.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ringback.core.ahead import courses
from ringback.core.beta import fitted
from ringback.core.catalogue import LEARNT
from ringback.core.odds import Chance
from ringback.core.outcome import REPAIRS, Observed
from ringback.core.ranges import design, drawn, ranges_for
from ringback.core.scenario import Scenario, gates

if TYPE_CHECKING:
    from datetime import date

    from ringback.core.catalogue import Dated, Parameter
    from ringback.core.normal import Floats

POINTS = 512
ROUNDS = 3
FEWEST = 50.0
"""The effective points below which the weights rest on too few of them."""
ENOUGH = 200.0
"""The effective points above which the design needn't be crowded where the weights are."""
PASS_MARK = 0.56
"""How likely a pass mark must be for a stage to count as one: as likely as one that a text states."""
BARS = 8
_TENTHS = (0.1, 0.5, 0.9)
_IMPOSSIBLE = 1e-12


@dataclass(frozen=True, slots=True)
class Spread:
    """A parameter's value, its median, and how far it may lie off: even on each side, as in the ranges."""

    value: float
    low: float
    high: float

    @classmethod
    def of(cls, dated: Dated) -> Spread:
        """The spread of a catalogue value."""
        return cls(dated.value, dated.low, dated.high)

    @classmethod
    def from_tenths(cls, tenths: Sequence[float], least: float, most: float) -> Spread:
        """The spread with this 10th, 50th and 90th percentile, cut to what is possible, to three digits."""
        low, value, high = tenths
        ends = max(value - (value - low) / 0.8, least), min(value + (high - value) / 0.8, most)
        return cls(*(float(f"{figure:.3g}") for figure in (value, *ends)))

    def at(self, share: float) -> float:
        """The value below which this share of the spread lies."""
        if share < 0.5:
            return self.low + (self.value - self.low) * 2 * share
        return self.value + (self.high - self.value) * (2 * share - 1)


@dataclass(frozen=True, slots=True)
class Posterior:
    """What became of one parameter: the spread before and after `n` outcomes, and the update's method."""

    parameter: str
    prior: Spread
    now: Spread
    n: int
    method: str

    @property
    def learnt(self) -> bool:
        """Whether the outcomes moved it at all."""
        return self.now != self.prior


@dataclass(frozen=True, slots=True)
class Learnt:
    """What `outcomes` taught; `effective` is how many of the design's points their weights amount to.

    Below FEWEST the design can't carry the data: then only the pass rate's own count moves anything.
    `before` and `after` are what the advised repair adds to the chance of the offer, over the cases that
    had one; None: none had.
    """

    outcomes: int
    effective: float
    posteriors: tuple[Posterior, ...]
    before: Chance | None = None
    after: Chance | None = None

    @property
    def carried(self) -> bool:
        """Whether the design could carry the data."""
        return self.effective >= FEWEST


def learn(seen: Iterable[Observed], parameters: Mapping[str, Parameter]) -> Learnt:
    """The posterior of every parameter that bears on one of the cases; their order doesn't matter.

    Outcomes that teach nothing are left out; no outcomes leave every parameter as it was.
    """
    taught = [each for each in seen if each.came != "unknown"]
    counted = [each for each in taught if _counts(each)]
    groups = Counter(replace(each, told=None) for each in taught if not _counts(each))
    found = {one.parameter: one for one in _counted(counted, parameters)}
    if not groups:
        return Learnt(len(taught), float(POINTS), tuple(found.values()))
    moved = with_posteriors(parameters, found.values())
    weighed = _weighed([(_rebased(each, found), n) for each, n in sorted(groups.items(), key=repr)], moved)
    for name, (n, shares) in weighed.parameters.items():
        before = found.get(name)
        start = before.now if before else Spread.of(parameters[name].now)
        limits = parameters[name].now
        now = Spread.from_tenths([start.at(share) for share in shares], limits.least, limits.most)
        method = "beta, then weights" if before else "weights"
        prior = before.prior if before else start
        if shares == _TENTHS:
            now, method = start, before.method if before else method
        found[name] = Posterior(name, prior, now, n + (before.n if before else 0), method)
    posteriors = tuple(found[name] for name in sorted(found))
    return Learnt(len(taught), weighed.effective, posteriors, *weighed.repair)


def _counts(each: Observed) -> bool:
    """Whether it is a stage with a pass mark, awaited, and nothing went wrong: passed or failed, no more."""
    share, likely = max(each.contests, key=itemgetter(0))
    return each.as_usual and share >= PASS_MARK and likely.rule == "hit_or_miss" and likely.passed_gates == 0


def _counted(counted: Sequence[Observed], parameters: Mapping[str, Parameter]) -> list[Posterior]:
    """The pass rate after k of n passed: Beta(a, b) becomes Beta(a + k, b + n - k)."""
    if not counted:
        return []
    now = parameters["pass_rate"].now
    prior = Spread.of(now)
    passed = sum(each.came != "failed" for each in counted)
    low, median, high = map(prior.at, _TENTHS)
    tenths = fitted(low, median, high).after(passed, len(counted) - passed).quantiles(_TENTHS)
    after = Spread.from_tenths(tenths, now.least, now.most)
    return [Posterior("pass_rate", prior, after, len(counted), "beta")]


def _rebased(each: Observed, found: Mapping[str, Posterior]) -> Observed:
    """The observation with the pass rate as counted."""
    if "pass_rate" not in found:
        return each
    rate = found["pass_rate"].now.value
    contests = tuple(
        (share, replace(one, pass_rate=rate) if one.pass_rate else one) for share, one in each.contests
    )
    return replace(each, contests=contests)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Each parameter's number of outcomes and its 10th, 50th and 90th percentile as shares of the prior."""

    effective: float
    parameters: Mapping[str, tuple[int, tuple[float, ...]]]
    repair: tuple[Chance | None, Chance | None]


def _weighed(groups: Sequence[tuple[Observed, int]], parameters: Mapping[str, Parameter]) -> _Weighed:
    import numpy as np

    in_play = [(each, n, _in_play(each, parameters)) for each, n in groups]
    names = sorted({name for _, _, of in in_play for name in of})
    even = design(POINTS, len(names))
    heights = np.ones((len(names), BARS))
    for _ in range(ROUNDS):
        points, density = _bent(even, heights)
        tables = _tables([each for each, _ in groups], parameters, names, points)
        logs = -np.log(density).sum(axis=1)
        for each, n in groups:
            logs += n * np.log(np.maximum(_likelihood(each, tables), _IMPOSSIBLE))
        weights = _normalised(logs)
        effective = _effective(weights)
        if effective >= ENOUGH:
            break
        heights = _heights(points, logs)
    shares = {
        name: (
            sum(n for _, n, of in in_play if name in of),
            _tenths(points[:, place], weights, effective),
        )
        for place, name in enumerate(names)
    }
    return _Weighed(effective, shares, _repair(groups, tables, weights, effective))


def _normalised(logs: Floats) -> Floats:
    import numpy as np

    weights: Floats = np.exp(logs - logs.max())
    weights /= weights.sum()
    return weights


def _effective(weights: Floats) -> float:
    """How many equal weights would be as good (Kish 1965, Survey sampling)."""
    return float(1 / (weights**2).sum())


def _bent(even: Floats, heights: Floats) -> tuple[Floats, Floats]:
    """The design crowded where the bars of each parameter are high, and each point's density by parameter."""
    import numpy as np

    edges = np.arange(BARS + 1) / BARS
    places = [
        np.interp(column, np.concatenate(([0.0], np.cumsum(bars) / BARS)), edges)
        for column, bars in zip(even.T, heights, strict=True)
    ]
    points = np.array(places).T
    at = np.minimum((points * BARS).astype(int), BARS - 1)
    return points, np.take_along_axis(heights.T, at, axis=0)


def _heights(points: Floats, logs: Floats) -> Floats:
    """Bars of the weights by parameter, shape (parameter, bar), for the next round's design.

    The weights are tempered until they rest on enough points, and a third stays even, so that no
    part of the prior is shut out.
    """
    import numpy as np

    heat = 1.0
    while _effective(_normalised(logs * heat)) < ENOUGH / 2:
        heat *= 0.8
    weights = _normalised(logs * heat)
    bars = [np.histogram(column, BARS, (0.0, 1.0), weights=weights)[0] * BARS for column in points.T]
    return 1 / 3 + 2 / 3 * np.array(bars)


def _in_play(each: Observed, parameters: Mapping[str, Parameter]) -> frozenset[str]:
    """The parameters that move one of the contests."""
    return frozenset(
        span.parameter for _, one in each.contests for span in ranges_for(one, parameters, each.known).of
    )


Key = tuple[Scenario, tuple[str, ...]]
Tables = Mapping[Key, tuple["Floats", "Floats"]]


def _tables(
    seen: Sequence[Observed], parameters: Mapping[str, Parameter], names: Sequence[str], points: Floats
) -> Tables:
    """For each contest the chances of the next gate and of the offer, each of shape (points, repairs).

    Both are zero at the points from which nobody can have come this far.
    """
    import numpy as np

    tables: dict[Key, tuple[Floats, Floats]] = {}
    for key in dict.fromkeys((one, each.known) for each in seen for _, one in each.contests):
        ranges = ranges_for(key[0], parameters, key[1])
        columns = [names.index(span.parameter) for span in ranges.of]
        found = courses([drawn(key[0], ranges, point) for point in points[:, columns]])
        nowhere = (0.0,) * 4
        tables[key] = (
            np.array([course.passes if course else nowhere for course in found]),
            np.array([course.wins if course else nowhere for course in found]),
        )
    return tables


def _likelihood(each: Observed, tables: Tables) -> Floats:
    """The chance of what came at each point, over the rules that may have been in force."""
    made = 1 + REPAIRS.index(each.repair)
    columns = {True: (made,), False: (0,), None: (0, made)}[each.repair_made]
    total: Any = 0.0
    for share, one in each.contests:
        passes, wins = (table[:, columns].mean(axis=1) for table in tables[one, each.known])
        total = total + share * _came(each, one, passes, wins)
    return total  # type: ignore[no-any-return]


def _came(each: Observed, one: Scenario, passes: Floats, wins: Floats) -> Floats:
    """The chance of what came; without a gate ahead the first no is the last."""
    gate_ahead = gates(one) > one.passed_gates
    return {
        "passed": passes,
        "failed": 1 - passes if gate_ahead else 1 - wins,
        "offer": wins,
        "no_offer": passes - wins,
    }[each.came]


def _tenths(shares: Floats, weights: Floats, effective: float) -> tuple[float, ...]:
    """The weighted 10th, 50th and 90th percentile; the prior's own where the shift is within the noise.

    The noise is three standard errors of a quantile from so many effective points: dozens are looked at.
    """
    if effective < FEWEST:
        return _TENTHS
    import numpy as np

    order = shares.argsort()
    summed = np.cumsum(weights[order]) - weights[order] / 2
    found = tuple(float(share) for share in np.interp(_TENTHS, summed, shares[order]))
    noise = [3 * math.sqrt(q * (1 - q) / effective) for q in _TENTHS]
    moved = any(abs(share - q) > e for share, q, e in zip(found, _TENTHS, noise, strict=True))
    return found if moved else _TENTHS


def _repair(
    groups: Sequence[tuple[Observed, int]], tables: Tables, weights: Floats, effective: float
) -> tuple[Chance | None, Chance | None]:
    """What the repair adds over these cases, before and after."""
    import numpy as np

    gain = np.zeros(POINTS)
    for each, n in groups:
        made = 1 + REPAIRS.index(each.repair)
        for share, one in each.contests:
            wins = tables[one, each.known][1]
            gain += n * share * (wins[:, made] - wins[:, 0])
    gain /= sum(n for _, n in groups)
    ranks = (gain.argsort(kind="stable").argsort() + 0.5) / POINTS
    before, after = (np.quantile(gain, at) for at in (_TENTHS, _tenths(ranks, weights, effective)))
    return tuple(Chance(float(m), float(low), float(m), float(high)) for low, m, high in (before, after))  # type: ignore[return-value]


def with_posteriors(
    parameters: Mapping[str, Parameter], posteriors: Iterable[Posterior], on: date | None = None
) -> dict[str, Parameter]:
    """The parameters with what was learnt as their newest value, the earlier beside it.

    A posterior whose prior is no longer the catalogue's is left out.
    """
    moved = dict(parameters)
    for one in posteriors:
        parameter = parameters.get(one.parameter)
        if parameter is None or not one.learnt or Spread.of(parameter.now) != one.prior:
            continue
        prior, now = one.prior, one.now
        note = (
            f"Moved by {one.n} {'outcome' if one.n == 1 else 'outcomes'};"
            f" before: about {prior.value:g}, could be {prior.low:g} to {prior.high:g}."
        )
        newest = replace(
            parameter.now,
            since=max(on or parameter.now.since, parameter.now.since),
            value=now.value,
            low=now.low,
            high=now.high,
            note=note,
        )
        moved[one.parameter] = replace(parameter, basis=LEARNT, values=(newest, *parameter.values))
    return moved
