"""The command that adds an extra: beside the program that runs, by whatever installs there."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
ASK = "from ringback.extras import pip_install; print(pip_install('ringback[audio]'))"


def told_by(python: Path) -> str:
    run = subprocess.run(
        [python, "-c", ASK], cwd=ROOT / "src", capture_output=True, text=True, check=True, timeout=60
    )
    return run.stdout.strip()


def test_an_extra_is_added_by_the_pip_of_the_python_that_runs() -> None:
    assert told_by(Path(sys.executable)).endswith(' -m pip install "ringback[audio]"')


def test_where_uv_made_the_environment_uv_adds_it(tmp_path: Path) -> None:
    venv.create(tmp_path / "tool", with_pip=False)
    python = tmp_path / "tool" / "bin" / "python"
    assert told_by(python) == f'uv pip install --python {python} "ringback[audio]"'
