"""The wheel as people install it: small enough, at work by every door, and to be had for other machines."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
BUDGET = 150_000_000
"""Bytes of its files, without the bytecode that Python makes at the first use. Disks round each file up."""
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
LOCKED = ("--no-compile", "--require-hashes", "--only-binary", ":all:")
MACHINES: Mapping[str, Mapping[str, str]] = {
    "macosx_13_0_arm64": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "win_amd64": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
"""Apple Silicon from macOS 13 (google-re2 has no wheel for an older one), and Windows."""

pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Installed:
    """A folder of programs, and the variables under which they run."""

    programs: Path
    environment: Mapping[str, str]

    def run(self, *command: str) -> str:
        program, *arguments = command
        done = subprocess.run(
            [self.programs / program, *arguments],
            env=self.environment, capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        return done.stdout


def nobodys(home: Path, **more: str) -> dict[str, str]:
    """An environment without this checkout's sources and anybody's data."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return {**kept, "RINGBACK_HOME": str(home / "data"), **more}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, ROOT / "scripts" / "build.py", folder], cwd=ROOT, check=True)
    [found] = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def by_pip(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment of its own with the base lock and the wheel, and without pip."""
    folder = tmp_path_factory.mktemp("pip") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    into = (*PIP, "--python", str(folder), "install")
    subprocess.run([*into, *LOCKED, "-r", ROOT / "requirements.lock"], check=True)
    subprocess.run([*into, "--no-compile", "--no-index", "--no-deps", wheel], check=True)
    return Installed(folder / "bin", nobodys(folder.parent))


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name} here")
    return found


@pytest.fixture(scope="module")
def by_pipx(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("pipx")
    environment = nobodys(folder, PIPX_HOME=str(folder / "pipx"), PIPX_BIN_DIR=str(folder / "bin"))
    subprocess.run([tool("pipx"), "install", "--python", sys.executable, wheel], env=environment, check=True)
    return Installed(folder / "bin", environment)


def test_the_base_set_stays_within_its_budget(by_pip):
    files = (path for path in by_pip.programs.parent.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(path.stat().st_size for path in files if path.suffix != ".pyc")
    assert size <= BUDGET


@pytest.mark.parametrize("command", [("ringback",), ("python", "-m", "ringback")])
def test_the_sample_is_told_from_the_wheel(by_pip, command):
    report = by_pip.run(*command, "recover", "--sample")
    assert "The door is open." in report
    assert "Why, in full" in report


def test_the_pages_are_served_from_the_wheel(by_pip):
    command = [by_pip.programs / "ringback", "serve", "--port", "0", "--no-browser"]
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with subprocess.Popen(command, env=by_pip.environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            [address] = re.findall(r"http://\S+", server.stdout.readline())
            with browser.open(address, timeout=30) as answer:
                page = answer.read().decode()
        finally:
            server.terminate()
    assert "Ringback" in page
    assert "/static/ringback.css" in page


def test_what_an_extra_lacks_is_one_sentence_with_one_command(by_pip, tmp_path):
    (tmp_path / "call.wav").write_bytes(b"RIFF")
    command = [by_pip.programs / "ringback", "transcribe", tmp_path / "call.wav", "--consent", "yes"]
    run = subprocess.run(command, env=by_pip.environment, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "isn't installed. Add it:" in run.stderr
    command = f'{by_pip.programs / "python"} -m pip install "ringback[audio]"'
    assert command in [line.strip() for line in run.stderr.splitlines()]


def test_pipx_installs_it(by_pipx):
    assert "The door is open." in by_pipx.run("ringback", "recover", "--sample")


def test_uv_runs_it_without_installing(wheel, tmp_path):
    command = [tool("uvx"), "--python", sys.executable, "--from", wheel, "ringback", "recover", "--sample"]
    run = subprocess.run(command, env=nobodys(tmp_path), capture_output=True, text=True, check=True)
    assert "The door is open." in run.stdout


def locked_for(machine: Mapping[str, str], lock: str) -> str:
    """The lock as it stands for another machine: pip judges markers by the machine that it runs on."""
    pinned = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8").strip())
    parts = (entry.partition(" \\\n") for entry in pinned)
    asked = [(Requirement(line), hashes) for line, _, hashes in parts]
    held = [
        (one, hashes) for one, hashes in asked if one.marker is None or one.marker.evaluate(dict(machine))
    ]
    return "".join(f"{one.name}{one.specifier} \\\n{hashes}\n" for one, hashes in held)


@pytest.mark.parametrize("platform", MACHINES)
def test_the_base_lock_is_to_be_had_as_wheels_for_other_machines(platform, tmp_path):
    (tmp_path / "lock").write_text(locked_for(MACHINES[platform], "requirements.lock"), encoding="utf-8")
    there = ("--platform", platform, "--python-version", "3.11", "--implementation", "cp", "--no-deps")
    command: Sequence[str] = (*PIP, "download", "--require-hashes", "--only-binary", ":all:", *there)
    subprocess.run([*command, "-d", tmp_path / "wheels", "-r", tmp_path / "lock"], check=True)
    assert len(list((tmp_path / "wheels").glob("*.whl"))) > 30
