"""The wheel and the source package: the same bytes from the same sources, and all that is needed in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "ringback"
BESIDE = ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "NOTICE")
DAY = "1764460800"
BUILD = (
    "import sys; from flit_core import buildapi as b; b.build_wheel(sys.argv[1]); b.build_sdist(sys.argv[1])"
)

pytestmark = pytest.mark.full  # builds take a second each


def copied(folder: Path) -> Path:
    """What a package is built from, in another place; as if checked out there just now."""
    shutil.copytree(SOURCE, folder / "src" / "ringback", copy_function=shutil.copyfile)
    for name in BESIDE:
        shutil.copyfile(ROOT / name, folder / name)
    return folder


def built(source: Path, target: Path) -> dict[str, bytes]:
    """The wheel and the source package, by name."""
    target.mkdir()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": DAY}
    subprocess.run([sys.executable, "-c", BUILD, target], cwd=source, env=environment, check=True)
    return {path.name: path.read_bytes() for path in target.iterdir()}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("built") / "dist"
    built(ROOT, target)
    return target


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_another_place_and_another_time_give_the_same_bytes(here, tmp_path):
    os.utime(copied(tmp_path / "a deeper" / "place") / "README.md", (1, 1))
    assert built(tmp_path / "a deeper" / "place", tmp_path / "dist") == files(here)


def test_the_source_package_builds_the_same_wheel(here, tmp_path):
    [packed], [wheel] = here.glob("*.tar.gz"), here.glob("*.whl")
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="data")
    [unpacked] = tmp_path.iterdir()
    assert (unpacked / "CHANGELOG.md").is_file()
    assert built(unpacked, tmp_path / "dist")[wheel.name] == wheel.read_bytes()


def test_the_wheel_carries_every_data_file_and_the_licences(here):
    [wheel] = here.glob("*.whl")
    shipped = set(zipfile.ZipFile(wheel).namelist())
    ours = [path for path in SOURCE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert {path.relative_to(SOURCE.parent).as_posix() for path in ours} - shipped == set()
    assert {"LICENSE", "NOTICE", "py.typed", "ringback.css", "start.html", "env.py"} <= {
        Path(name).name for name in shipped
    }
