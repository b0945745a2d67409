"""The report on a cohort: every figure in it comes from counts that `disclosure` lets be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from ringback.core.calibration import MOST_BINS, Calibration, Told, bins_of, calibrate, in_order
from ringback.core.cohort import Contrast, Difference, Share, contrast, share, within_strata
from ringback.core.disclosure import OUTSIDE, Shown, Table, protect, whole

if TYPE_CHECKING:
    from ringback.core.disclosure import Bools, Ints
    from ringback.core.normal import Floats

SCHEMA = "ringback/cohort/1"
OTHER = "other"
MOST_MISTAKES, MOST_GROUPS, BY_GROUP = 10, 12, 6
"""So many mistakes and groups are shown at most, and so many of the mistakes by group."""
_PLACES = 4


@dataclass(frozen=True, eq=False, slots=True)
class Groups:
    """A way of grouping the calls: the names of the groups, and the number of each call's own."""

    names: tuple[str, ...]
    of: Ints


@dataclass(frozen=True, eq=False, slots=True)
class Calls:
    """The calls of a cohort, in one order throughout.

    `groups` holds stage, role, employer, verdict and damage; `mistakes` says for each, the most frequent
    first, which calls had it. `made`, `went_on` and `offer` are 1, 0, or -1 where it isn't known; `chance` is
    that of the offer, for what was done, or no number.
    """

    groups: Mapping[str, Groups]
    mistakes: Mapping[str, Bools]
    made: Ints
    went_on: Ints
    offer: Ints
    chance: Floats


@dataclass(frozen=True, slots=True)
class Group:
    """A group of calls and the share in it of each mistake; None: too few had it, or too few hadn't.

    `is_pool`: the small groups as one, named OTHER; a group of that name may be there beside it.
    """

    name: str
    calls: int
    mistakes: Mapping[str, Share | None]
    is_pool: bool = False


@dataclass(frozen=True, slots=True)
class Grouped:
    """The groups of at least k calls, the largest first; the `pooled` others as one, last."""

    groups: tuple[Group, ...]
    pooled: int


@dataclass(frozen=True, slots=True)
class Stratified:
    """The contrast in each stratum, and the difference within them; the `pooled` strata as one, last."""

    strata: tuple[Contrast, ...]
    pooled: int
    difference: Difference


@dataclass(frozen=True, slots=True)
class Repair:
    """Those who made the repair beside those who didn't: all of them, and within strata of what they had."""

    overall: Contrast
    within: Mapping[str, Stratified | None]


@dataclass(frozen=True, slots=True)
class Cohort:
    """The report. `calls` is None, and the rest empty, where there are fewer than k.

    A way of grouping that shows no two groups is None, and in `withheld` where there are two of at least k;
    the repair and the calibration are None where too few calls tell of them.
    """

    k: int
    needed: int
    calls: int | None
    mistakes: Mapping[str, Share] = field(default_factory=dict)
    by: Mapping[str, Grouped | None] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()
    repair: Repair | None = None
    calibration: Calibration | None = None


GROUPED_BY = ("stage", "role", "employer")
STRATIFIED_BY = ("verdict", "damage", "stage")
TOGETHER = "together"
"""The strata of calls that are alike in all of these."""


class _Ledger:
    """What has been shown so far, so that the next table is held against all of it."""

    def __init__(self, k: int) -> None:
        self.k = k
        self.shown: list[Ints] = []

    def may_show(self, table: Table, most: int | None = None) -> Shown | None:
        """What may be shown of a table; None: nothing."""
        return protect(table, self.k, self.shown, most)

    def show(self, table: Table, most: int | None = None) -> Shown | None:
        """The same, noted down as shown."""
        found = self.may_show(table, most)
        if found:
            self.shown.append(found.parts)
        return found


def report_on(calls: Calls, k: int, needed: int) -> Cohort:
    """The report, no group smaller than `k`; chances are judged from `needed` calls on."""
    count = len(calls.made)
    if count < k:
        return Cohort(k, needed, None)
    ledger = _Ledger(k)
    mistakes = _mistakes(calls, ledger)
    sizes = {name: _sizes(calls.groups[name], ledger) for name in GROUPED_BY}
    repair = _overall(calls, ledger)
    calibration = _calibration(calls, ledger, needed)
    some = list(mistakes)[:BY_GROUP]
    by = {name: _grouped(calls, name, sizes[name], some, ledger) for name in GROUPED_BY}
    within = _within(calls, repair[1], ledger) if repair else {}
    return Cohort(
        k,
        needed,
        count,
        mistakes,
        by,
        tuple(name for name in GROUPED_BY if by[name] is None and _two_of(calls.groups[name], k)),
        Repair(repair[0], within) if repair else None,
        calibration,
    )


def _two_of(groups: Groups, k: int) -> bool:
    """Whether two groups, or one and all the rest, have at least k calls each."""
    import numpy as np

    counts = np.bincount(groups.of, minlength=1)
    large = int((counts >= k).sum())
    return large > 1 or (large == 1 and int(counts[counts < k].sum()) >= k)


def as_record(cohort: Cohort) -> dict[str, Any]:
    """The report as one JSON object, numbers to four places."""
    return {"schema": SCHEMA, **_rounded(asdict(cohort))}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _PLACES)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return value


def _mistakes(calls: Calls, ledger: _Ledger) -> dict[str, Share]:
    """The most frequent mistakes, each with its share of all calls."""
    import numpy as np

    everybody = np.zeros(len(calls.made), dtype=np.int64)
    found: dict[str, Share] = {}
    for name, had in calls.mistakes.items():
        if len(found) < MOST_MISTAKES and ledger.show(Table(everybody, had.astype(np.int64), 2)):
            found[name] = share(int(had.sum()), len(had))
    return found


def _sizes(groups: Groups, ledger: _Ledger) -> Shown | None:
    import numpy as np

    return ledger.show(Table(groups.of, np.zeros_like(groups.of), 1), MOST_GROUPS)


def _grouped(
    calls: Calls, name: str, sizes: Shown | None, mistakes: Sequence[str], ledger: _Ledger
) -> Grouped | None:
    """The groups that are shown, and in each the mistakes that may be."""
    import numpy as np

    if sizes is None:
        return None
    groups = calls.groups[name]
    names = [groups.names[unit] for unit in sizes.units] + [OTHER] * bool(sizes.pooled)
    if len(names) < 2:
        return None
    rows = np.full(len(groups.names), len(sizes.units))
    rows[list(sizes.units)] = np.arange(len(sizes.units))
    of = rows[groups.of]
    counts = np.bincount(of, minlength=len(names))
    found: list[dict[str, Share | None]] = [dict.fromkeys(mistakes) for _ in names]
    for mistake in mistakes:
        had = calls.mistakes[mistake].astype(np.int64)
        shown = ledger.show(Table(of, had, 2))
        for row in shown.units if shown else ():
            found[row][mistake] = share(int(had[of == row].sum()), int(counts[row]))
    pool = [row == len(sizes.units) for row in range(len(names))]
    listed = (Group(*each) for each in zip(names, counts.tolist(), found, pool, strict=True))
    return Grouped(tuple(listed), len(sizes.pooled))


def _overall(calls: Calls, ledger: _Ledger) -> tuple[Contrast, Bools] | None:
    """All who are known to have made the repair or not, and to have gone on or not; and who they are."""
    import numpy as np

    inside = whole((calls.made >= 0) & (calls.went_on >= 0), ledger.k)
    if not ledger.show(Table(np.where(inside, 0, OUTSIDE), _ways(calls), 4)):
        return None
    return _contrast("all", calls, inside), inside


def _ways(calls: Calls) -> Ints:
    """The four ways it can have gone: with the repair or without, going on or not."""
    ways: Ints = 2 * calls.made.clip(0) + calls.went_on.clip(0)
    return ways


def _contrast(name: str, calls: Calls, inside: Bools) -> Contrast:
    arms = (inside & (calls.made == made) for made in (1, 0))
    made, not_made = (share(int(calls.went_on[arm].sum()), int(arm.sum())) for arm in arms)
    return contrast(name, made, not_made)


def _within(calls: Calls, inside: Bools, ledger: _Ledger) -> dict[str, Stratified | None]:
    ways = {name: calls.groups[name] for name in STRATIFIED_BY}
    found = {name: _stratified(calls, groups, inside, ledger) for name, groups in ways.items()}
    return found | {TOGETHER: _stratified(calls, _crossed(list(ways.values())), inside, ledger)}


def _crossed(ways: Sequence[Groups]) -> Groups:
    """The groups of who is alike in every way."""
    import numpy as np

    alike, of = np.unique(np.column_stack([groups.of for groups in ways]), axis=0, return_inverse=True)
    names = (
        ", ".join(groups.names[one] for groups, one in zip(ways, row, strict=True)) for row in alike.tolist()
    )
    return Groups(tuple(names), of.astype(np.int64))


def _stratified(calls: Calls, groups: Groups, inside: Bools, ledger: _Ledger) -> Stratified | None:
    import numpy as np

    shown = ledger.show(Table(np.where(inside, groups.of, OUTSIDE), _ways(calls), 4))
    if shown is None:
        return None
    strata = [_contrast(groups.names[unit], calls, inside & (groups.of == unit)) for unit in shown.units]
    if shown.pooled:
        strata.append(_contrast(OTHER, calls, inside & np.isin(groups.of, shown.pooled)))
    if len(strata) < 2:
        return None
    return Stratified(tuple(strata), len(shown.pooled), within_strata(strata))


def _calibration(calls: Calls, ledger: _Ledger, needed: int) -> Calibration | None:
    """The chances told against the offers, in as many bins as leave k offers and k others in each."""
    import numpy as np

    inside = whole((calls.offer >= 0) & ~np.isnan(calls.chance), ledger.k)
    rows = np.flatnonzero(inside)
    if len(rows) < needed:
        return None
    rows = rows[np.lexsort((calls.offer[rows], calls.chance[rows]))]
    told = in_order([Told(float(calls.chance[row]), bool(calls.offer[row])) for row in rows])
    for most in range(MOST_BINS, 0, -1):
        bins = bins_of(told, most)
        units = np.full(len(inside), OUTSIDE)
        units[rows] = np.repeat(np.arange(len(bins)), [each.n for each in bins])
        found = ledger.may_show(Table(units, calls.offer.clip(0), 2))
        if found and not found.pooled:
            ledger.shown.append(found.parts)
            return calibrate(told, most)
    return None
