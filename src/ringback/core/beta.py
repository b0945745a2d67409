"""The Beta distribution on one grid of log odds: its fit to three percentiles, and its quantiles.

In x = log(p / (1 - p)) the density is proportional to p^a (1 - p)^b, smooth and vanishing at both ends
for every a and b, so a uniform grid integrates it well (Trefethen and Weideman 2014, SIAM Review 56:385).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ringback.core.normal import Floats

_REACH, _STEP = 40.0, 0.01
_HALVINGS = 50


class Beta(NamedTuple):
    """Beta(a, b): as if a passes and b fails had been seen."""

    a: float
    b: float

    def after(self, passed: int, failed: int) -> Beta:
        """The conjugate update: Beta(a + passed, b + failed)."""
        return Beta(self.a + passed, self.b + failed)

    def below(self, p: float) -> float:
        """P(share < p)."""
        import numpy as np

        shares, summed = self._summed()
        return float(np.interp(p, shares, summed))

    def quantiles(self, of: Sequence[float]) -> list[float]:
        """The shares below which these parts of the distribution lie."""
        import numpy as np

        shares, summed = self._summed()
        return [float(share) for share in np.interp(of, summed, shares)]

    def _summed(self) -> tuple[Floats, Floats]:
        import numpy as np

        log_p, log_q, shares = _grid()
        logs = self.a * log_p + self.b * log_q
        density = np.exp(logs - logs.max())
        summed = np.cumsum(density) - density / 2
        return shares, summed / density.sum()


def fitted(low: float, median: float, high: float) -> Beta:
    """The Beta with this median that holds 8 in 10 between its 10th and 90th percentile, low and high.

    Two numbers can't meet three: the median is met, and the mass between the ends; where the range is
    skewed, the tails beyond them are not quite a tenth each.
    """

    def with_median(weight: float) -> Beta:
        share = _root(lambda mean: Beta(weight * mean, weight * (1 - mean)).below(median) - 0.5, (0.0, 1.0))
        return Beta(weight * share, weight * (1 - share))

    def short(log_weight: float) -> float:
        beta = with_median(2.0**log_weight)
        return 0.8 - (beta.below(high) - beta.below(low))

    return with_median(2.0 ** _root(short, (-1.0, 14.0)))


def _root(falling: Callable[[float], float], between: tuple[float, float]) -> float:
    """Where a falling function crosses zero, by halving."""
    low, high = between
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2


@cache
def _grid() -> Any:
    """For each point the logs of p and of 1 - p, and p itself."""
    import numpy as np

    x = np.arange(-_REACH, _REACH + _STEP, _STEP)
    return -np.logaddexp(0, -x), -np.logaddexp(0, x), 1 / (1 + np.exp(-x))
