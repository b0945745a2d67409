"""A look at the store without opening it: for those who would only want it if there's something in it."""

from __future__ import annotations

from pathlib import Path

FILE = "ringback.db"


def has_employers(home: Path) -> bool:
    """Whether the store in the folder `home` keeps an employer; changes nothing, and never fails."""
    return _finds(home, "SELECT 1 FROM employers WHERE deleted_at IS NULL")


def has_posteriors(home: Path) -> bool:
    """Whether the store in the folder `home` keeps a posterior; changes nothing, and never fails."""
    return _finds(home, "SELECT 1 FROM posteriors")


def _finds(home: Path, asked: str) -> bool:
    file = home / FILE
    if not file.is_file():
        return False
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as plain:
            return plain.execute(asked).fetchone() is not None
    except sqlite3.Error:
        return False
