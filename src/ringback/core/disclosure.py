"""Which groups may be shown, so that none of fewer than k can be seen in a report or worked out from it.

What a report shows of one table are counts of the parts of a partition: everybody is in exactly one part. As
long as no part is smaller than k, no adding and subtracting within the table gives a smaller group. Between
two tables, a group is worked out by subtracting parts of the one from parts of the other that hold them;
what is left over cuts the graph of their parts, joined where they share people, in two. So two tables are
safe together where no such cut, beyond falling apart by itself, is lighter than k. Where one is, groups are
pooled until it is gone (complementary suppression; on the aim, Hundepool et al. 2012, Statistical Disclosure
Control, ch. 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ringback.core.normal import Floats

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

OUTSIDE = -1
"""The unit of who isn't in a table."""


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """A table before anything is held back: for everybody their unit, and which of its cells they are in.

    `units` are numbered from 0, OUTSIDE for who isn't in the table; `cells` from 0 to `wide` - 1.
    """

    units: Ints
    cells: Ints
    wide: int


@dataclass(frozen=True, eq=False, slots=True)
class Shown:
    """What may be shown of a table: its units, the largest first, and those that are pooled as one.

    `parts` says for everybody which part of the table they are in: what the next table is held against.
    """

    units: tuple[int, ...]
    pooled: tuple[int, ...]
    parts: Ints


def whole(inside: Bools, k: int) -> Bools:
    """Those inside, or a few less, so that those left outside are none or at least k."""
    import numpy as np

    outside = len(inside) - int(inside.sum())
    kept = inside.copy()
    if 0 < outside < k:
        kept[np.flatnonzero(inside)[outside - k :]] = False
    return kept


def protect(table: Table, k: int, before: Sequence[Ints] = (), most: int | None = None) -> Shown | None:
    """What may be shown of a table beside the tables `before`, given by their parts; None: nothing.

    A unit is shown by all of its cells, or pooled. Of more than `most` units the smallest are pooled.
    """
    import numpy as np

    inside = table.units != OUTSIDE
    if not inside.any() or 0 < len(inside) - int(inside.sum()) < k:
        return None
    counts = _counted(table.units[inside], table.cells[inside], table.wide)
    order = [int(unit) for unit in np.argsort(-counts.sum(axis=1), kind="stable") if counts[unit].any()]
    pooled = {unit for place, unit in enumerate(order) if place >= (most or len(order))}
    pooled |= {unit for unit in order if (counts[unit] < k).any()}
    while shown := tuple(unit for unit in order if unit not in pooled):
        parts = _parts(table, pooled, len(counts))
        choices = _to_pool(counts, shown, pooled, parts, k, before)
        if not choices:
            return Shown(shown, tuple(unit for unit in order if unit in pooled), parts)
        pooled |= {choice[-1] for choice in choices}
    return None


def _counted(one: Ints, other: Ints, wide: int) -> Ints:
    """How many people are in each part of the one and each of the `wide` parts of the other."""
    import numpy as np

    return np.bincount(one * wide + other, minlength=(int(one.max()) + 1) * wide).reshape(-1, wide)


def _parts(table: Table, pooled: set[int], many: int) -> Ints:
    """The part everybody is in: their unit's cell, the pool's where it is pooled, or what is outside."""
    import numpy as np

    seen_as = np.arange(many + 1)
    seen_as[list(pooled)] = many
    seen_as[OUTSIDE] = many + 1
    cells = np.where(table.units == OUTSIDE, 0, table.cells)
    parts: Ints = seen_as[table.units] * table.wide + cells
    return parts


def _to_pool(
    counts: Ints, shown: tuple[int, ...], pooled: set[int], parts: Ints, k: int, before: Sequence[Ints]
) -> list[tuple[int, ...]]:
    """Sets of shown units, largest first, of each of which one has to be pooled; none: the table is safe."""
    many, wide = counts.shape
    if pooled and (counts[list(pooled)].sum(axis=0) < k).any():
        return [shown]
    for earlier in before:
        cut = narrow_cut(parts, earlier, k)
        if cut is not None:
            sides = [{part // wide for part in side} for side in cut]
            alone = [tuple(unit for unit in shown if unit in side) for side in sides if many not in side]
            return [units for units in alone if units] or [shown]
    return []


def narrow_cut(one: Ints, other: Ints, k: int) -> tuple[set[int], set[int]] | None:
    """The parts of `one` on either side of a cut lighter than k between two partitions; None: there is none.

    Parts of the two are joined by the people they share, and a cut weighs as many as it parts.
    """
    import numpy as np

    shared = _counted(one, other, int(other.max()) + 1)
    rows, columns = (np.flatnonzero(shared.any(axis=axis)) for axis in (1, 0))
    shared = shared[np.ix_(rows, columns)]
    n = len(rows) + len(columns)
    weights = np.zeros((n, n))
    weights[: len(rows), len(rows) :] = shared
    weights += weights.T
    for nodes in _loosely_joined(weights, k):
        side = _least_cut(_between(weights, nodes), k)
        if side is not None:
            on_it = np.isin(np.arange(len(rows)), np.concatenate([nodes[place] for place in side]))
            return set(rows[on_it].tolist()), set(rows[~on_it].tolist())
    return None


def _between(weights: Floats, nodes: Sequence[Ints]) -> Floats:
    """The weights between sets of nodes, none from a set to itself."""
    import numpy as np

    holds = np.zeros((len(nodes), len(weights)))
    for place, one in enumerate(nodes):
        holds[place, one] = 1
    found: Floats = holds @ weights @ holds.T
    np.fill_diagonal(found, 0)
    return found


def _loosely_joined(weights: Floats, k: int) -> Iterator[list[Ints]]:
    """The nodes of each connected component, put together where no cut lighter than k can part them."""
    import numpy as np

    nodes = [np.array([node]) for node in range(len(weights))]
    joined = weights
    while (joined >= k).any():
        nodes = [np.concatenate([nodes[one] for one in group]) for group in _groups(joined >= k)]
        joined = _between(weights, nodes)
    for group in _groups(joined > 0):
        if len(group) > 1:
            yield [nodes[one] for one in group]


def _groups(linked: Bools) -> list[Ints]:
    """The connected components of a graph."""
    import numpy as np

    reached = linked | np.eye(len(linked), dtype=bool)
    while True:
        further = (reached.astype(np.float32) @ reached) > 0
        if (further == reached).all():
            first = reached.argmax(axis=1)
            return [np.flatnonzero(first == one) for one in np.unique(first)]
        reached = further


def _least_cut(weights: Floats, k: int) -> list[int] | None:
    """The nodes on one side of a cut lighter than k of a connected graph, by Stoer and Wagner 1997 (J. ACM
    44:585); None: every cut weighs k or more.
    """
    import numpy as np

    weights, held = weights.copy(), [[node] for node in range(len(weights))]
    left = list(range(len(weights)))
    while len(left) > 1:
        drawn, last, before = weights[left[0]].copy(), left[0], left[0]
        rest = left[1:]
        while rest:
            before, last = last, rest[int(np.argmax(drawn[rest]))]
            rest.remove(last)
            weight = drawn[last]
            drawn += weights[last]
        if weight < k:
            return held[last]
        held[before] += held[last]
        weights[before] += weights[last]
        weights[:, before] += weights[:, last]
        weights[before, before] = 0
        left.remove(last)
    return None
