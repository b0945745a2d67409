"""What outcomes taught, as rows: each time under a number of its own, the newest counts, the older stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, and_, func, insert, select

from ringback.core.learning import Posterior, Spread
from ringback.store.tables import POSTERIOR_FIGURES, posteriors
from ringback.store.times import told_in, zone_name


@dataclass(frozen=True, slots=True)
class Kept:
    """The posteriors that count, when they were kept, and the catalogue's version then."""

    posteriors: tuple[Posterior, ...]
    added: datetime
    catalogue: str


def newest(connection: Connection, owner: str) -> Kept | None:
    """What was kept last; None where nothing is."""
    mine = posteriors.c.owner == owner
    last = select(func.max(posteriors.c.id)).where(mine).scalar_subquery()
    asked = select(posteriors).where(and_(mine, posteriors.c.id == last)).order_by(posteriors.c.parameter)
    rows = connection.execute(asked).mappings().all()
    if not rows:
        return None
    return Kept(
        tuple(map(_posterior, rows)), told_in(rows[0]["added"], rows[0]["zone"]), rows[0]["catalogue"]
    )


def add(
    connection: Connection, owner: str, learnt: Sequence[Posterior], now: datetime, catalogue: str
) -> None:
    """Put posteriors beside those kept earlier."""
    last = select(func.max(posteriors.c.id)).where(posteriors.c.owner == owner)
    number = (connection.execute(last).scalar() or 0) + 1
    common = {"owner": owner, "id": number, "catalogue": catalogue, "added": now, "zone": zone_name(now)}
    rows = [
        {**common, "parameter": one.parameter, "n": one.n, "method": one.method}
        | dict(zip(POSTERIOR_FIGURES, (*astuple(one.prior), *astuple(one.now)), strict=True))
        for one in learnt
    ]
    if rows:
        connection.execute(insert(posteriors), rows)


def parameters(connection: Connection, owner: str) -> tuple[str, ...]:
    """The parameters of which a posterior is kept, old or new."""
    asked = select(posteriors.c.parameter).where(posteriors.c.owner == owner).distinct()
    return tuple(connection.execute(asked.order_by(posteriors.c.parameter)).scalars())


def _posterior(row: RowMapping) -> Posterior:
    figures = [float(row[name]) for name in POSTERIOR_FIGURES]
    return Posterior(row["parameter"], Spread(*figures[:3]), Spread(*figures[3:]), row["n"], row["method"])
