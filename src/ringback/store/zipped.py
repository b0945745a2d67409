"""Cases as a .zip: the same files as in an exported folder, a folder for each case; and back again.

What comes in is read into memory and never unpacked to disk, so a path in it can lead nowhere.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from ringback.core.errors import RingbackError
from ringback.store.errors import BrokenExport
from ringback.store.folder import Files, is_stray

MOST_BYTES = 600_000_000
MOST_FILES = 100_000
"""What a .zip may hold, unpacked: thousands of cases, and no more than fits in memory."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NAME_ONE = "Choose a .zip that was exported here."
_ENCRYPTED = 0x1


class TooMuchToPack(RingbackError):
    """More than one .zip may hold that is to be taken in again."""

    code = "too_much_to_pack"

    def __init__(self) -> None:
        super().__init__(
            f"One .zip takes {MOST_FILES:,} files and {MOST_BYTES // 1_000_000} MB, and this is more.",
            "Export the cases one by one, each into a folder: ringback case export CASE FOLDER",
        )


def pack(folders: Mapping[str, Files]) -> bytes:
    """The folders by their names, as one .zip; the same folders always give the same bytes.

    Raises TooMuchToPack for what `unpack` would refuse.
    """
    sizes = [len(content) for files in folders.values() for content in files.values()]
    if len(sizes) > MOST_FILES or sum(sizes) > MOST_BYTES:
        raise TooMuchToPack
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for folder, files in folders.items():
            for name, content in files.items():
                entry = zipfile.ZipInfo(f"{folder}/{name}", _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                packed.writestr(entry, content)
    return made.getvalue()


def unpack(data: bytes, place: str) -> dict[str, dict[str, bytes]]:
    """The folders of the cases in a .zip, by their paths in it. Raises BrokenExport."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _by_case(_read(packed, place), place)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error):
        raise BrokenExport(place, "This is not a zip file that can be read.", _NAME_ONE) from None


def _read(packed: zipfile.ZipFile, place: str) -> dict[str, bytes]:
    entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise BrokenExport(place, f"It holds more than {MOST_FILES:,} files.", _NAME_ONE)
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    for entry in entries:
        name = _plain_name(entry, place)
        if is_stray(name):
            continue
        if name in found:
            raise BrokenExport(f"{place}: {name}", "It is in there twice.")
        with packed.open(entry) as opened:
            found[name] = opened.read(left + 1)
        left -= len(found[name])
        if left < 0:
            raise BrokenExport(place, f"It holds more than {MOST_BYTES // 1_000_000} MB.", _NAME_ONE)
    return found


def _plain_name(entry: zipfile.ZipInfo, place: str) -> str:
    name = entry.filename
    if entry.flag_bits & _ENCRYPTED:
        raise BrokenExport(f"{place}: {name}", "It is locked with a password.", "Export it without one.")
    parts = name.split("/")
    if "\\" in name or ":" in name or any(part in ("", ".", "..") for part in parts):
        raise BrokenExport(f"{place}: {name}", "This is no path within a case.", _NAME_ONE)
    return name


def _by_case(files: Mapping[str, bytes], place: str) -> dict[str, dict[str, bytes]]:
    """The files by the folder that holds their case.json."""
    folders = [posixpath.dirname(name) for name in files if posixpath.basename(name) == "case.json"]
    found: dict[str, dict[str, bytes]] = {folder: {} for folder in sorted(folders)}
    outer = _outermost(folders)
    for name, content in files.items():
        head = outer[bisect_right(outer, name) - 1] if outer else None
        if head is None or not name.startswith(head):
            raise BrokenExport(f"{place}: {name}", "It belongs to no case in there.", _NAME_ONE)
        found[head.removesuffix("/")][name.removeprefix(head)] = content
    if not found:
        raise BrokenExport(place, "There is no case in it.", _NAME_ONE)
    return found


def _outermost(folders: Iterable[str]) -> list[str]:
    """How the paths in each folder that lies in none of the others begin, in order."""
    outer: list[str] = []
    for head in sorted(f"{folder}/" if folder else "" for folder in folders):
        if not outer or not head.startswith(outer[-1]):
            outer.append(head)
    return outer
