"""The engine: Daft on this machine's cores, or the same plan on Ray. The schedulers are theirs."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ringback.app.batch import Asked
from ringback.batch.errors import EngineFailed, NoCluster, need
from ringback.batch.inputs import Found

if TYPE_CHECKING:
    import pyarrow as pa
    from daft import DataFrame

NATIVE, RAY = "native", "ray"
_QUIET: Mapping[str, str] = {
    "DAFT_ANALYTICS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    "SCARF_NO_ANALYTICS": "true",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "OMP_NUM_THREADS": "1",
}
"""No statistics, no bars, and one core a worker, so that answers don't depend on how many there are."""
_IN_FLIGHT = 4
"""Batches that wait for the driver."""


@dataclass(frozen=True)
class Engine:
    """An engine that was started, with so many workers."""

    name: str
    workers: int

    def index(self, files: Sequence[Found], made_by: str) -> Iterator[pa.RecordBatch]:
        """Every input by id, source, number and digest."""
        rows = _rows(files, made_by).select("id", "source", "number", "digest")
        yield from _streamed(rows)

    def answers(
        self,
        files: Sequence[Found],
        made_by: str,
        skip: pa.Table,
        asked: Asked,
        catalogue_folder: Path | None,
    ) -> Iterator[pa.Array]:
        """What workers make of every input but those to skip (by source and number), as arrays of ROWS."""
        import daft

        from ringback.batch.source import SCHEMA
        from ringback.batch.worker import Worker

        rows = _rows(files, made_by)
        if len(skip):
            rows = rows.join(daft.from_arrow(skip), on=["source", "number"], how="anti")
        ours = daft.cls(Worker, use_process=self.name == NATIVE, max_concurrency=self.workers)
        answer = ours(asked, catalogue_folder).answer(*(daft.col(name) for name in SCHEMA.names))
        for batch in _streamed(rows.select(answer.alias("rows"))):
            yield batch.column("rows")


def check(engine: str) -> None:
    """Nothing, where what the engine needs is installed. Raises NoBatchExtra."""
    need(("daft", "duckdb", "pyarrow", "altair", "vl_convert"))
    if engine != NATIVE:
        need(("ray",), "ray")


def start(engine: str, workers: int | None) -> Engine:
    """The engine that is asked for: native, ray, or ray://HOST:PORT. Raises NoCluster."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    import daft

    if engine != NATIVE:
        return Engine(RAY, _joined(engine, workers))
    if daft.get_or_infer_runner_type() != NATIVE:
        daft.set_runner_native()
    return Engine(NATIVE, workers or _cores())


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _joined(engine: str, workers: int | None) -> int:
    """Join a cluster, or start one here where none is named; gives how many work at a time."""
    import daft
    import ray

    address = None if engine == RAY else engine
    try:
        if not ray.is_initialized():
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        daft.set_runner_ray(noop_if_initialized=True)
        cores = int(ray.cluster_resources().get("CPU", 1))
    except Exception as error:  # noqa: BLE001 - Ray's and Daft's own, of many kinds
        raise NoCluster(engine, str(error).strip().split("\n", 1)[0].rstrip(".")) from None
    return workers or cores


def _rows(files: Sequence[Found], made_by: str) -> DataFrame:
    from ringback.batch.source import Inputs

    return Inputs(files, made_by).read()


def _streamed(rows: DataFrame) -> Iterator[pa.RecordBatch]:
    """What comes of a plan, as it comes. Raises EngineFailed."""
    try:
        yield from rows.to_arrow_iter(results_buffer_size=_IN_FLIGHT)
    except Exception as error:
        raise EngineFailed(f"{type(error).__name__}: {str(error).strip().splitlines()[-1][:200]}") from error
