"""A case as one file to carry: the plain files of `case export`, packed."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ringback.app import cases
from ringback.store.database import Store
from ringback.store.folder import to_files

_EARLIEST, _LATEST = 1980, 2107
"""The years that the format can tell."""


def zip_of(store: Store, case_id: str) -> bytes:
    """The case's files in one folder of its name; the same case gives the same bytes. Raises NoSuchCase."""
    file = cases.show(store, case_id)
    touched = file.case.updated
    year = min(max(touched.year, _EARLIEST), _LATEST)
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        for name, data in to_files(file).items():
            stamp = (year, *touched.timetuple()[1:6])
            packed.writestr(ZipInfo(f"{file.case.id}/{name}", stamp), data, ZIP_DEFLATED)
    return made.getvalue()
