"""One run of a batch: what is missing is worked out, and the tables and the summary are put together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ringback.app.batch import Asked
from ringback.batch import engine as engines
from ringback.batch import folder as folders
from ringback.batch import inputs
from ringback.batch.errors import WouldDrop

if TYPE_CHECKING:
    import pyarrow as pa

    from ringback.batch.folder import Folder
    from ringback.core.catalogue import Catalogue

PART_BYTES, PART_SECONDS = 16_000_000, 10.0
"""A part is written once so much is held, or so long after the last: no more than that is lost by a kill."""


@dataclass(frozen=True)
class Order:
    """What a run was told. `now_told` says whether its clock is to stand where `asked` has it; `force`,
    whether the results of inputs that are no longer given may go.
    """

    inputs: Sequence[str]
    out: Path
    asked: Asked
    now_told: bool
    catalogue_folder: Path | None = None
    engine: str = engines.NATIVE
    workers: int | None = None
    force: bool = False


@dataclass(frozen=True)
class Progress:
    """How far a run is: inputs done before it, done by it, failed, and in all; seconds since it began."""

    before: int
    done: int
    failed: int
    total: int
    seconds: float

    @property
    def rate(self) -> float:
        """Inputs a second."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds to the end, at this rate."""
        return (self.total - self.before - self.done) / self.rate if self.done else None


Tell = Callable[[Progress], None]


def run(order: Order, catalogue: Catalogue, tell: Tell) -> dict[str, Any]:
    """Work through the inputs, write tables and summary, and give the summary. Raises what is in errors."""
    from ringback.batch import summary

    engines.check(order.engine)
    files = inputs.find(order.inputs, order.out)
    engine = engines.start(order.engine, order.workers)
    with folders.opened(order.out) as folder:
        asked = _counting_from(folder, order)
        made_by = asked.fingerprint(catalogue.version)
        folder.index(engine.index(files, made_by))
        skip = folder.skip()
        if not order.force and (dropped := folder.dropped()):
            raise WouldDrop(str(order.out), dropped)
        folder.begin(asked.around.now.isoformat())
        total, same = folder.counts()
        answers = engine.answers(files, made_by, skip, asked, order.catalogue_folder)
        if len(skip) < total:
            _keep(folder, answers, Progress(len(skip), 0, same, total, 0.0), tell)
        folder.put_together()
        record = summary.summarise(folder.path, asked, catalogue)
        summary.write(folder.path, record)
        return record


def _counting_from(folder: Folder, order: Order) -> Asked:
    """What is asked, with the clock of the first run unless another is told."""
    around, began = order.asked.around, folder.began()
    if began and not order.now_told:
        around = replace(around, now=datetime.fromisoformat(began).astimezone(ZoneInfo(around.zone)))
    return replace(order.asked, around=around)


def _keep(folder: Folder, answers: Iterator[pa.Array], at: Progress, tell: Tell) -> None:
    """Write what comes in parts, and say how far it is."""
    from ringback.batch.tables import tables_of

    began = written = time.monotonic()
    held: list[pa.Array] = []
    try:
        for answer in answers:
            held.append(answer)
            failed = sum(map(bool, answer.field("errors").to_pylist()))
            at = replace(
                at, done=at.done + len(answer), failed=at.failed + failed, seconds=time.monotonic() - began
            )
            tell(at)
            if sum(one.nbytes for one in held) >= PART_BYTES or time.monotonic() - written >= PART_SECONDS:
                folder.add(tables_of(held))
                held, written = [], time.monotonic()
    finally:
        if held:
            folder.add(tables_of(held))
