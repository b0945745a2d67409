"""A case that is kept already: worked out once for all tests that begin with it."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest
from tests.cli.running import ringback


@cache
def _made(account: str, words: tuple[str, ...]) -> tempfile.TemporaryDirectory[str]:
    """A folder with the data folder in it; it goes when the tests end."""
    made = tempfile.TemporaryDirectory()
    folder = Path(made.name)
    file = folder / "account.txt"
    file.write_text(account, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RINGBACK_HOME", str(folder / "home"))
        assert ringback("recover", str(file), *words).code == 0
    return made


def kept(home: Path, account: str, *words: str) -> str:
    """The name of a case of `account`, in the data folder `home` as `recover` with these words leaves it."""
    shutil.copytree(Path(_made(account, words).name) / "home", home)
    return ringback("case", "list").out.split()[0]
