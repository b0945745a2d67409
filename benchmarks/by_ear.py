# ruff: noqa: INP001, T201 (run by hand, to print)
"""How good the range of fillers is once a minute was counted by ear, on invented calls.

Usage: python -m benchmarks.by_ear

Each call has a rate of its own, a share that the second hearing hears, and 5 to 20 minutes of the candidate's
talk, of which the middle one is counted. "Even": the rate is the same throughout. "Uneven": each minute has
its own, which varies by half. Printed: the share of calls within the range (90 in 100 are asked for), the
median width of the range, and that of the range by the second hearing alone, at its widest.
"""

from __future__ import annotations

from math import ceil

import numpy as np

from ringback.core.by_ear import SHARE, spread

CALLS = 4000
LEAST, MOST = 0.55, 0.9
"""The shares that the range by the second hearing alone reckons with: the catalogue's."""


def main() -> None:
    """Print both kinds of call, with one minute counted and with three."""
    for uneven in (False, True):
        for counted in (1, 3):
            within, width, before = _tried(uneven=uneven, counted=counted)
            name = "uneven" if uneven else "even"
            print(f"{name:<7} {counted} counted: within {within:.3f}, width {width:.0f}, before {before:.0f}")


def _tried(*, uneven: bool, counted: int) -> tuple[float, float, float]:
    random = np.random.default_rng(7)
    inside, widths, before = [], [], []
    for _ in range(CALLS):
        many = int(random.integers(5, 21))
        rate = random.gamma(2, 1.5)
        rates = random.gamma(4, rate / 4, many) if uneven else np.full(many, rate)
        said = random.poisson(rates)
        heard = random.binomial(said, random.beta(*SHARE))
        first = (many - counted) // 2
        mine = slice(first, first + counted)
        within, others = int(heard[mine].sum()), int(heard.sum() - heard[mine].sum())
        low, high = spread(int(said[mine].sum()), 60.0 * counted, 60.0 * (many - counted), within, others)
        inside.append(low <= said.sum() <= high)
        widths.append(high - low)
        before.append(ceil(heard.sum() / LEAST) - int(heard.sum() * MOST))
    return float(np.mean(inside)), float(np.median(widths)), float(np.median(before))


if __name__ == "__main__":
    main()
