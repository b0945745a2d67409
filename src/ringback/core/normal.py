"""The standard normal distribution on arrays, from one cached grid of `math.erfc`."""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_REACH = 12
_PER_UNIT = 64


def density(x: Floats) -> Floats:
    """The density of N(0, 1) at each x."""
    import numpy as np

    values: Floats = np.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)
    return values


def below(x: Floats) -> Floats:
    """P(Z < x) for each x, to about 1e-15: the Taylor series of order five about the nearest grid point."""
    import numpy as np

    terms = _taylor_terms()
    place = np.clip(np.asarray(x, dtype=float), -_REACH, _REACH) * _PER_UNIT
    nearest = np.rint(place)
    step = (place - nearest) / _PER_UNIT
    at = (nearest + _REACH * _PER_UNIT).astype(np.intp)
    total: Floats = terms[5].take(at)
    for term in terms[4::-1]:
        total *= step
        total += term.take(at)
    return total


def above(x: Floats) -> Floats:
    """P(Z > x) for each x, keeping its relative accuracy in the upper tail."""
    return below(-x)


def quantile(p: float) -> float:
    """The x with P(Z < x) = p, for 0 < p < 1."""
    return NormalDist().inv_cdf(p)


@cache
def _taylor_terms() -> Any:
    """The cdf and its first five derivatives over factorials at each grid point, shape (6, points).

    The derivatives of the density are Hermite polynomials times the density
    (Abramowitz and Stegun 1964, 26.2.31).
    """
    import numpy as np

    x = np.arange(-_REACH * _PER_UNIT, _REACH * _PER_UNIT + 1) / _PER_UNIT
    value = np.array([0.5 * math.erfc(-point / math.sqrt(2)) for point in x])
    slope = density(x)
    hermite = (np.ones_like(x), -x, x**2 - 1, -(x**3) + 3 * x, x**4 - 6 * x**2 + 3)
    return np.array([value, *(slope * h / math.factorial(n) for n, h in enumerate(hermite, start=1))])
