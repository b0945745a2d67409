"""The catalogue's files, read once: what Ringback knows, as data.

`load` reads the package's own folder and, where the settings name one, a folder of the user's
that adds entries, replaces them by id, or silences them (an entry whose only key is `silent`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import tomli

from ringback.catalogue.models import Models
from ringback.core.catalogue import Catalogue, Fault, Source
from ringback.core.entries import READERS, EntryError, read_entry, read_source
from ringback.core.errors import RingbackError
from ringback.core.examples import condition_faults, example_faults, setting_faults

_ASKED = "asked/topics"
"""What a folder of the user's own doesn't hold: how questions are told, and moves heard, as examples need."""


class CatalogueBroken(RingbackError):
    """The catalogue has faults; each is listed with file, place, fault and remedy."""

    code = "catalogue_broken"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        listed = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(
            f"The catalogue can't be read:\n{listed}\n", "Correct these files, or take them out."
        )


class NoCatalogueFolder(RingbackError):
    """The user's catalogue folder isn't there."""

    code = "no_catalogue_folder"

    def __init__(self, folder: Path) -> None:
        super().__init__("There is no such folder.", "Name one that is there, or unset it.", str(folder))


WORD_LISTS = ("synonyms", "colouring", "persons")


def _walk(folder: Traversable | Path, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _walk(item, f"{prefix}{item.name}/")
        elif item.name.endswith(".toml"):
            yield f"{prefix}{item.name.removesuffix('.toml')}", item.read_bytes()


def _parse(name: str, data: bytes, faults: list[Fault]) -> dict[str, Any] | None:
    try:
        return tomli.loads(data.decode())
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(f"{name}.toml", "file", f"is not TOML: {error}.", "Correct the file."))
        return None


def _sources(name: str, table: dict[str, Any], faults: list[Fault]) -> dict[str, Source]:
    found = {}
    for source_id, row in table.items():
        try:
            found[source_id] = read_source(source_id, row)
        except EntryError as error:
            faults.append(Fault(f"{name}.toml", f"{source_id}.{error.place}", error.fault, error.remedy))
    return found


def read_folder(*folders: Traversable | Path) -> tuple[Catalogue, tuple[Fault, ...]]:
    """The catalogue of one or more folders, later ones over earlier, and every fault found in them."""
    faults: list[Fault] = []
    entries: dict[str, dict[str, Any]] = {family: {} for family in READERS}
    sources: dict[str, Source] = {}
    phrases: dict[str, dict[str, Any]] = {}
    digest = hashlib.sha256()
    for folder in folders:
        for name, data in _walk(folder):
            digest.update(name.encode() + b"\0" + data + b"\0")
            table = _parse(name, data, faults)
            if table is None:
                continue
            family = name.split("/", 1)[0]
            if family == "sources":
                sources |= _sources(name, table, faults)
            elif family not in READERS:
                phrases[name] = table
            elif table.keys() == {"silent"}:
                entries[family].pop(name, None)
            else:
                try:
                    entries[family][name] = read_entry(name, table)
                except EntryError as error:
                    faults.append(Fault(f"{name}.toml", error.place, error.fault, error.remedy))
    models = Models(own() / "likeness")
    digest.update(models.fingerprint)
    by_short_id = {family: {entry.id: entry for entry in found.values()} for family, found in entries.items()}
    catalogue = Catalogue(
        version=digest.hexdigest()[:12],
        sources=sources,
        phrases=phrases,
        likeness=models,
        learnt_reader=lambda: models.reader,
        **by_short_id,
    )
    return catalogue, tuple(faults)


def check(*folders: Traversable | Path) -> tuple[Catalogue, tuple[Fault, ...]]:
    """The catalogue of the folders, with every fault: of form, of patterns and detectors, of examples."""
    catalogue, faults = read_folder(*folders)
    unsound = tuple(setting_faults(catalogue))
    if unsound:
        return catalogue, (*faults, *unsound)
    knows = catalogue if _ASKED in catalogue.phrases else read_folder(own())[0]
    wrong = (*condition_faults(catalogue, knows), *example_faults(catalogue, knows))
    return catalogue, (*faults, *wrong)


@cache
def word_lists() -> dict[str, str]:
    """The lists of words that the gate compares with, by name; docs/reword.md says where they are from."""
    return {name: (own() / "words" / f"{name}.txt").read_text("utf-8") for name in WORD_LISTS}


def own() -> Traversable:
    """The package's own folder."""
    return files(__package__)


def _strays(folder: Path) -> Iterator[Fault]:
    """Files of a user's folder that are no entry: the program's own tables are not theirs to replace."""
    for name, _ in _walk(folder):
        family = name.split("/", 1)[0]
        if family not in READERS and family != "sources":
            yield Fault(f"{name}.toml", "file", "is no entry.", f"Put it under one of: {', '.join(READERS)}.")


@cache
def load(extra: Path | None = None) -> Catalogue:
    """The catalogue in use. Raises CatalogueBroken, listing every fault of a user's own folder."""
    if extra and not extra.is_dir():
        raise NoCatalogueFolder(extra)
    catalogue, faults = read_folder(own(), extra) if extra else read_folder(own())
    if extra and not faults:
        faults = (*check(extra)[1], *_strays(extra))
    if faults:
        raise CatalogueBroken(faults)
    return catalogue
