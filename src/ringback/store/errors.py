"""What can keep the store from answering: one class for each cause, and the table from the causes below."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from ringback.core.errors import RingbackError

BACKUP = "Nothing in it was changed. Put back a copy of the file, or move it aside and import your exports."


class StoreBusy(RingbackError):
    """Another process is writing."""

    code = "store_busy"

    def __init__(self, place: str) -> None:
        super().__init__(
            "Another program is using the case store.",
            "Wait until it has finished, or close it, and try again.",
            place,
        )


class StoreReadOnly(RingbackError):
    """The folder or the file may not be written."""

    code = "store_read_only"

    def __init__(self, place: str) -> None:
        super().__init__(
            "This place can't be opened for writing.",
            "Make it writable for you, or choose another folder (RINGBACK_HOME for the case store).",
            place,
        )


class DiskFull(RingbackError):
    """There is no room left."""

    code = "disk_full"

    def __init__(self, place: str) -> None:
        super().__init__(
            "The disk is full. What was saved before is as it was.",
            "Free some space and try again.",
            place,
        )


class StoreNewer(RingbackError):
    """The database was made by a later version."""

    code = "store_newer"

    def __init__(self, place: str, found: int | str, known: int | str) -> None:
        super().__init__(
            f"The case store was made by a newer Ringback (its form is {found}, this one knows {known}).",
            "Update Ringback, or set RINGBACK_HOME to another folder. The store was left as it is.",
            place,
        )


class StoreCorrupted(RingbackError):
    """The file is damaged or is no database."""

    code = "store_corrupted"

    def __init__(self, place: str) -> None:
        super().__init__("The case store is damaged and can't be read.", BACKUP, place)


class StoreForeign(RingbackError):
    """The file is another program's database."""

    code = "store_foreign"

    def __init__(self, place: str) -> None:
        super().__init__(
            "This is a database of another program.",
            "Move it out of the folder, or set RINGBACK_HOME to another folder. It was left as it is.",
            place,
        )


class StoreFault(RingbackError):
    """The database or the system refused for a cause that has no class of its own."""

    code = "store_fault"

    def __init__(self, place: str, cause: str) -> None:
        super().__init__(
            f"This place could not be read or written ({cause}).",
            "Check that the disk is there and healthy, and try again.",
            place,
        )


class NotStorable(RingbackError):
    """A record that no store may keep."""

    code = "not_storable"

    def __init__(self, place: str, says: str) -> None:
        super().__init__(says, "Mend it and try again; nothing was saved.", place)


class NoSuchCase(RingbackError):
    """No case has that name."""

    code = "no_such_case"

    def __init__(self, case_id: str, near: str | None) -> None:
        guess = f'Did you mean "{near}"? ' if near else ""
        super().__init__(
            f'There is no case "{case_id}".', f"{guess}`ringback case list` shows those there are."
        )


class NoReport(RingbackError):
    """The case has no report yet."""

    code = "nothing_kept"

    def __init__(self, case_id: str) -> None:
        super().__init__(f"{case_id} has no report yet.", f"Work it out: ringback recover --case {case_id}")


class CaseInBin(RingbackError):
    """The case is in the bin."""

    code = "case_in_bin"

    def __init__(self, case_id: str) -> None:
        super().__init__(
            f'The case "{case_id}" is in the bin.', f"`ringback case restore {case_id}` brings it back."
        )


class CaseNotInBin(RingbackError):
    """The case is not in the bin, so there's nothing to restore."""

    code = "case_not_in_bin"

    def __init__(self, case_id: str) -> None:
        super().__init__(
            f'The case "{case_id}" is not in the bin.', f"`ringback case show {case_id}` shows it."
        )


class CaseExists(RingbackError):
    """The name is taken."""

    code = "case_exists"

    def __init__(self, case_id: str) -> None:
        super().__init__(
            f'The store already has a case "{case_id}" (it may be in the bin).',
            f"Import it under another name with --as, or erase the other with "
            f"`ringback case delete {case_id} --now`.",
        )


class NoSuchEmployer(RingbackError):
    """No employer has that name."""

    code = "no_such_employer"

    def __init__(self, name: str, near: Sequence[str]) -> None:
        names = " or ".join(f'"{one}"' for one in near)
        guess = f"Did you mean {names}? " if near else ""
        super().__init__(
            f'No employer "{name}" is kept.', f"{guess}`ringback employer list` shows those there are."
        )


class SeveralEmployers(RingbackError):
    """Several employers have that name."""

    code = "several_employers"

    def __init__(self, name: str, short_names: Sequence[str]) -> None:
        super().__init__(
            f'Several employers are called "{name}".', f"Name one as it is kept: {', '.join(short_names)}."
        )


class EmployerInBin(RingbackError):
    """The employer is in the bin."""

    code = "employer_in_bin"

    def __init__(self, name: str, short_name: str) -> None:
        super().__init__(
            f'"{name}" is in the bin.', f"`ringback employer restore {short_name}` brings it back."
        )


class EmployerNotInBin(RingbackError):
    """The employer is not in the bin, so there's nothing to restore."""

    code = "employer_not_in_bin"

    def __init__(self, name: str, short_name: str) -> None:
        super().__init__(f'"{name}" is not in the bin.', f"`ringback employer show {short_name}` shows it.")


class FileTaken(RingbackError):
    """The place to export to holds something."""

    code = "file_taken"

    def __init__(self, place: str) -> None:
        super().__init__(
            "There is something at this place already, and it was left as it is.",
            "Name a file that doesn't exist yet.",
            place,
        )


class FolderTaken(RingbackError):
    """The place to export to holds something."""

    code = "folder_taken"

    def __init__(self, place: str) -> None:
        super().__init__(
            "There is something at this place already, and it was left as it is.",
            "Name a folder that is empty or doesn't exist yet.",
            place,
        )


class BrokenExport(RingbackError):
    """The folder to import is not a whole case."""

    code = "broken_export"

    def __init__(self, place: str, says: str, remedy: str = "Mend it, or export the case anew.") -> None:
        super().__init__(f"{says} Nothing was imported.", remedy, place)


_BY_ERRNO: dict[int, Callable[[str], RingbackError]] = {
    errno.EACCES: StoreReadOnly,
    errno.EPERM: StoreReadOnly,
    errno.EROFS: StoreReadOnly,
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EEXIST: FolderTaken,
    errno.ENOTEMPTY: FolderTaken,
}


def of_database(error: BaseException, place: str) -> RingbackError:
    """The error to show for one that the database driver raised; says nothing of the rows."""
    result = getattr(error, "sqlite_errorcode", None)
    if isinstance(result, int) and (known := _by_result().get(result & 0xFF)):
        return known(place)
    return StoreFault(place, getattr(error, "sqlite_errorname", type(error).__name__))


def _by_result() -> dict[int, Callable[[str], RingbackError]]:
    import sqlite3

    return {
        sqlite3.SQLITE_BUSY: StoreBusy,
        sqlite3.SQLITE_LOCKED: StoreBusy,
        sqlite3.SQLITE_PERM: StoreReadOnly,
        sqlite3.SQLITE_READONLY: StoreReadOnly,
        sqlite3.SQLITE_CANTOPEN: StoreReadOnly,
        sqlite3.SQLITE_CORRUPT: StoreCorrupted,
        sqlite3.SQLITE_NOTADB: StoreCorrupted,
        sqlite3.SQLITE_FULL: DiskFull,
    }


def of_system(error: OSError, place: str) -> RingbackError:
    """The error to show for one that the operating system raised."""
    known = _BY_ERRNO.get(error.errno or 0)
    return known(place) if known else StoreFault(place, error.strerror or type(error).__name__)


@contextmanager
def files_at(place: str) -> Iterator[None]:
    """Within it, what the operating system refuses is raised as an error with a remedy."""
    try:
        yield
    except OSError as error:
        raise of_system(error, place) from None
