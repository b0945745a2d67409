"""The same tables whatever the engine, however many workers, and however often it is killed."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ringback.app.batch_tables import TABLES

pytestmark = pytest.mark.long

CALLS = 240


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Accounts enough for several parts, some of them bad, in two files."""
    place = tmp_path_factory.mktemp("calls")
    for name, numbers in (("one", range(CALLS // 2)), ("two", range(CALLS // 2, CALLS))):
        rows = [
            {
                "id": f"{n}",
                "text": " " if n % 17 == 0 else f"I went blank on question {n} of the phone interview.",
            }
            for n in numbers
        ]
        (place / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return place


def command(calls: Path, out: Path, *more: str) -> list[str]:
    given = [sys.executable, "-m", "ringback", "batch", str(calls), "--out", str(out), *more]
    return [*given, "--now", "2026-03-12T20:50+00:00", "--zone", "Europe/London"]


def finish(calls: Path, out: Path, *more: str, **environment: str) -> dict[str, bytes]:
    done = subprocess.run(
        command(calls, out, *more),
        check=False,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=600,
    )
    assert done.returncode == 1, done.stderr
    return {name: (out / f"{name}.parquet").read_bytes() for name in TABLES}


@pytest.fixture(scope="module")
def expected(calls: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return finish(calls, tmp_path_factory.mktemp("once") / "tables", "--workers", "2")


def test_one_worker_gives_what_two_give(calls, expected, tmp_path):
    assert finish(calls, tmp_path / "tables", "--workers", "1") == expected


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT], ids=lambda blow: blow.name)
def test_a_run_struck_again_and_again_ends_as_one_that_was_left_alone(calls, expected, tmp_path, blow):
    chance = random.Random(7)
    for _ in range(6):
        run = subprocess.Popen(
            command(calls, tmp_path / "tables"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        time.sleep(chance.uniform(0.5, 12))
        run.send_signal(blow)
        _, said = run.communicate(timeout=60)
        assert run.returncode in {-blow, 130, 1}, said  # the blow can come before Python is there
    assert finish(calls, tmp_path / "tables") == expected


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, str]]:
    """The addresses of a cluster of two nodes, one core each: its own, and its door for clients."""
    from ray.cluster_utils import Cluster

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    small = {"num_cpus": 1, "object_store_memory": 150_000_000}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        door = free.getsockname()[1]
    head = {**small, "include_dashboard": False, "ray_client_server_port": door}
    made = Cluster(initialize_head=True, head_node_args=head)
    made.add_node(**small)
    yield made.address, f"ray://127.0.0.1:{door}"
    made.shutdown()


def test_two_nodes_of_ray_give_what_this_machine_gives(calls, expected, cluster, tmp_path):
    assert finish(calls, tmp_path / "tables", "--engine", "ray", RAY_ADDRESS=cluster[0]) == expected


def test_through_rays_client_it_is_the_same(calls, expected, cluster, tmp_path):
    assert finish(calls, tmp_path / "tables", "--engine", cluster[1]) == expected


def test_a_cluster_that_is_not_there_is_said_to_be_missing(calls, tmp_path):
    run = subprocess.run(
        command(calls, tmp_path / "tables", "--engine", "ray://127.0.0.1:1"),
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert run.returncode == 2
    assert "Ray can't be reached" in " ".join(run.stderr.split())
    assert not (tmp_path / "tables").exists()
