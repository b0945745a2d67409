"""What the employer library knows of the employer of a case: asked for by name, opened only if it's there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ringback.core.catalogue import Catalogue
from ringback.core.employers import NameWords, Register
from ringback.core.errors import RingbackError
from ringback.core.material import Material
from ringback.readers import read_text
from ringback.store.glance import has_employers
from ringback.store.records import Employer, EmployerText


class Library:
    """The employers that are kept, without those in the bin."""

    def __init__(self, kept: Iterable[Employer], catalogue: Catalogue) -> None:
        words = NameWords.of(catalogue.phrases["employers"])
        self._register = Register([one for one in kept if one.deleted_at is None], words)

    def known(self, employer_name: str | None) -> tuple[Material, ...]:
        """What is kept of the employer that the name means; nothing where that isn't sure."""
        one = self._register.match(employer_name) if employer_name else None
        if one is None:
            return ()
        texts = readable(one)
        head = f"employer library: {one.name}"
        return tuple(
            _message(text.text, head if len(texts) == 1 else f"{head}, {text.name}") for text in texts
        )


def readable(one: Employer) -> tuple[EmployerText, ...]:
    """The texts of an employer that hold a word."""
    return tuple(text for text in one.texts if any(char.isalnum() for char in text.text))


def materials_of(one: Employer) -> tuple[Material, ...]:
    """The texts of an employer, read anew as what they are: an employer's messages."""
    return tuple(_message(text.text, text.name) for text in readable(one))


def library_at(home: Path, now: datetime, catalogue: Catalogue) -> Library | None:
    """The library in the folder `home`; None, and nothing opened, where it keeps no employer.

    A store that can't be read is none here: who asks has something else to do.
    """
    if not has_employers(home):
        return None
    from ringback.app.cases import open_store
    from ringback.store import employers

    try:
        store = open_store(home, now)
        try:
            with store.reading() as connection:
                return Library(employers.read(connection, store.owner), catalogue)
        finally:
            store.close()
    except RingbackError:
        return None


def _message(text: str, name: str) -> Material:
    [material] = read_text(text, name, "message")
    return material
