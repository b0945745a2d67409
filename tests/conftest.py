"""What every test gets: its own data folder, nobody's environment, and repeatable examples."""

from __future__ import annotations

import os

# Before numpy is loaded: for such small matrices threads only wait for one another, and for other workers.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.missing import missing

UNTIMED = [HealthCheck.too_slow]
"""How long examples take to draw says something of the machine alone."""
settings.register_profile(
    "ci", derandomize=True, deadline=None, database=None, print_blob=True, suppress_health_check=UNTIMED
)
settings.register_profile("explore", deadline=None, max_examples=2000, suppress_health_check=UNTIMED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

PERSONAL = (
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "LANG",
    "LANGUAGE",
    "TZ",
)


def _is_personal(name: str) -> bool:
    return name in PERSONAL or name.startswith(("LC_", "RINGBACK_"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the browser's files, which mostly wait, over the first half: at the end they would run alone."""
    files = list(dict.fromkeys(item.path for item in items))
    waiting = [path for path in files if "browser" in path.parts]
    working = [path for path in files if path not in waiting]
    place = {path: 0.5 * number / len(waiting) for number, path in enumerate(waiting)}
    place |= {path: number / len(working) for number, path in enumerate(working)}
    items.sort(key=lambda item: place[item.path])


@pytest.fixture(scope="session", autouse=True)
def _nobodys_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in filter(_is_personal, list(os.environ)):
            patch.delenv(name)
        patch.setenv("PYTHONUTF8", "1")
        patch.setenv("RINGBACK_HOME", str(tmp_path_factory.mktemp("home") / "ringback"))
        yield


@pytest.fixture(autouse=True)
def ringback_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test, not made yet; no test touches a person's own."""
    home = tmp_path_factory.mktemp("home") / "ringback"
    monkeypatch.setenv("RINGBACK_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def voice_program() -> str:
    """The program that speaks. Where there is none the test is skipped, but in the CI it fails."""
    found = shutil.which("espeak-ng")
    return found or missing("voice", "espeak-ng")


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The SQLAlchemy address of an empty throwaway PostgreSQL; mark the tests that ask for it `full`."""
    from tests.postgresql import programs, throwaway_server

    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL server here; on Debian: sudo apt install postgresql")
    with throwaway_server(found) as address:
        yield address
