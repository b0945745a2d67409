"""Cases carried from machine to machine as one .zip: out of the store, and in again."""

from __future__ import annotations

from dataclasses import dataclass

from ringback.app import cases
from ringback.store import cases as rows
from ringback.store.database import Store
from ringback.store.errors import CaseExists
from ringback.store.folder import from_files, to_files
from ringback.store.zipped import pack, unpack


@dataclass(frozen=True)
class TakenIn:
    """The names of the cases that were taken in, and of those left alone since their names are taken."""

    cases: tuple[str, ...]
    here_already: tuple[str, ...] = ()


def zip_of(store: Store, case_id: str) -> bytes:
    """One case as a .zip. Raises NoSuchCase, CaseInBin or TooMuchToPack."""
    return pack({case_id: to_files(cases.show(store, case_id))})


def zip_of_all(store: Store) -> bytes:
    """Every case that isn't in the bin, as one .zip. Raises TooMuchToPack."""
    with store.reading() as connection:
        kept = [case for case in rows.list_cases(connection, store.owner) if case.deleted_at is None]
        files = {case.id: to_files(rows.read_file(connection, store.owner, case)) for case in kept}
    return pack(dict(sorted(files.items())))


def take_in(store: Store, data: bytes, name: str) -> TakenIn:
    """Take in the cases of a .zip that was exported. All are looked at before any is kept.

    `name` is what its owner calls the file. Raises BrokenExport.
    """
    folders = unpack(data, name)
    files = [from_files(found, f"{name}: {folder}" if folder else name) for folder, found in folders.items()]
    taken: list[str] = []
    here: list[str] = []
    for file in files:
        try:
            taken.append(cases.take_in(store, file).id)
        except CaseExists:
            here.append(file.case.id)
    return TakenIn(tuple(taken), tuple(here))
