"""What can be imported into the employer library: a list, a folder of pages, or an exported library."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ringback.app.employers import NewEmployer, NewText, Skipped
from ringback.core.employers import NameWords
from ringback.core.errors import RingbackError
from ringback.readers import MAX_BYTES, read
from ringback.readers.decode import check_size, decode, looks_like_json
from ringback.readers.hiring_list import Entry, read_list
from ringback.store.errors import files_at
from ringback.store.library import from_file
from ringback.store.records import Employer

PAGES = (".md", ".markdown", ".txt", ".html", ".htm", ".docx", ".eml")
MOST_OF_LIBRARY = 600_000_000
"""Bytes of a library that was exported: all that is kept of employers, in one file."""
_PAGE_KINDS = ".md, .txt, .html, .docx and .eml"


class NothingToImport(RingbackError):
    """A file or folder in which there is no employer."""

    code = "nothing_to_import"


class NoSuchPath(RingbackError):
    """A file or folder that isn't there."""

    code = "no_such_file"


@dataclass(frozen=True)
class Gathered:
    """What was found: employers to keep, what couldn't be read, and how many files are no pages."""

    news: tuple[NewEmployer, ...]
    skipped: tuple[Skipped, ...] = ()
    passed_over: int = 0


@dataclass(frozen=True)
class Wanted:
    """How a folder is to be read: as whose pages, and whether each folder in it is an employer's.

    `source` says in words where all of it came from; else it is the path.
    """

    name: str | None = None
    each: bool = False
    source: str | None = None


def gather(
    path: Path,
    wanted: Wanted,
    words: NameWords,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Gathered:
    """Read all that is to be imported, before anything is kept.

    Raises NothingToImport, NoSuchPath, BrokenExport, or what reading a list raises.
    """
    if path.is_dir():
        return _of_folder(path, wanted, progress)
    if not path.exists():
        raise NoSuchPath("There is no such file or folder.", "Check the name.", str(path))
    return _of_file(path, wanted, words)


def _of_file(path: Path, wanted: Wanted, words: NameWords) -> Gathered:
    data = _bytes(path, MOST_OF_LIBRARY)
    text = decode(data, str(path))
    if looks_like_json(text) or path.suffix.lower() == ".json":
        return Gathered(tuple(_again(one) for one in from_file(text, str(path))))
    check_size(len(data), str(path))
    listing = read_list(text)
    skipped = tuple(Skipped(f"line {one.line}", one.says) for one in listing.skipped)
    if not listing.entries:
        first = f" The first line that comes near is {skipped[0].where}." if skipped else ""
        raise NothingToImport(
            f"There is no line of a list in it: - [Name](https://...) | Place | Description.{first}",
            "What one employer says is kept by: ringback employer add NAME FILE",
            str(path),
        )
    return Gathered(_of_entries(listing.entries, wanted.source or path.name, words), skipped)


def _again(one: Employer) -> NewEmployer:
    texts = tuple(NewText(t.origin, t.name, t.source, t.text, t.added) for t in one.texts)
    where = f"entry {one.id}"
    return NewEmployer(one.name, texts, one.link, one.place, where, added=one.added)


def _of_entries(entries: Iterable[Entry], source: str, words: NameWords) -> tuple[NewEmployer, ...]:
    """One employer for each name and link; what is said of one in several entries is put together."""
    found: dict[tuple[str, str], NewEmployer] = {}
    for entry in entries:
        says = entry.says if any(char.isalnum() for char in entry.says) else ""
        texts = (NewText("list", "list", source, says),) if says else ()
        where = f"line {entry.line}"
        new = NewEmployer(entry.name, texts, entry.link, entry.place or None, where, listed=True)
        key = (words.key(entry.name) or entry.name, entry.link)
        found[key] = _together(found[key], new) if key in found else new
    return tuple(found.values())


def _together(first: NewEmployer, second: NewEmployer) -> NewEmployer:
    said = list(dict.fromkeys(text.text for text in (*first.texts, *second.texts)))
    texts = tuple(replace(text, text="\n\n".join(said)) for text in (*first.texts, *second.texts)[:1])
    return replace(first, texts=texts, place=first.place or second.place)


def _of_folder(folder: Path, wanted: Wanted, progress: Callable[[int, int], None]) -> Gathered:
    with files_at(str(folder)):
        files = sorted(path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path, folder))
    pages = [path for path in files if path.suffix.lower() in PAGES]
    texts: dict[str, list[NewText]] = {}
    skipped: list[Skipped] = []
    for count, page in enumerate(pages, 1):
        where = page.relative_to(folder)
        employer, name = _whose(where, folder, wanted)
        if employer is None:
            skipped.append(Skipped(str(where), "It lies in no employer's folder."))
            continue
        try:
            texts.setdefault(employer, []).append(_page(page, name, wanted.source))
        except RingbackError as error:
            skipped.append(Skipped(str(where), _without_place(error)))
        progress(count, len(pages))
    if not texts or not any(texts.values()):
        raise NothingToImport(_nothing(pages, skipped), f"Pages are {_PAGE_KINDS} files.", str(folder))
    news = tuple(NewEmployer(name, tuple(found), where=name) for name, found in texts.items() if found)
    return Gathered(news, tuple(skipped), len(files) - len(pages))


def _whose(where: Path, folder: Path, wanted: Wanted) -> tuple[str | None, str]:
    """The employer's name, and the page's within what is kept of it."""
    if not wanted.each:
        return wanted.name or folder.resolve().name, where.as_posix()
    if len(where.parts) == 1:
        return None, ""
    return where.parts[0], Path(*where.parts[1:]).as_posix()


def _page(page: Path, name: str, source: str | None) -> NewText:
    [material, *_] = read(_bytes(page, MAX_BYTES), name, "message")
    return NewText("page", name, source or os.fspath(page), material.text)


def _nothing(pages: list[Path], skipped: list[Skipped]) -> str:
    if not pages:
        return "There is no page in this folder."
    first = f" {skipped[0].where}: {skipped[0].says}" if skipped else ""
    return f"None of the pages in this folder can be kept.{first}"


def _without_place(error: RingbackError) -> str:
    return f"{error.message} {error.remedy}"


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _bytes(path: Path, most: int) -> bytes:
    with files_at(str(path)), path.open("rb") as file:
        data = file.read(most + 1)
    check_size(len(data), str(path), most)
    return data
