"""A case that is kept already: worked out once for all tests that begin with it."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest
from tests.cli.running import ringback


@cache
def _home(account: str, words: tuple[str, ...]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ringback-kept-"))
    file = folder / "account.txt"
    file.write_text(account, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RINGBACK_HOME", str(folder / "home"))
        assert ringback("recover", str(file), *words).code == 0
    return folder


def kept(home: Path, account: str, *words: str) -> str:
    """The name of a case of `account`, in the data folder `home` as `recover` with these words leaves it."""
    shutil.copytree(_home(account, words) / "home", home)
    return ringback("case", "list").out.split()[0]
