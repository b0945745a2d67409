"""`ringback catalogue`: the rules, cues, parameters and sources that every sentence rests on."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen
from ringback.core.errors import RingbackError

if TYPE_CHECKING:
    from ringback.core.catalogue import Catalogue

app = typer.Typer(
    help="What Ringback knows, as data: each entry with what it rests on.",
    epilog=options.examples(
        "ringback catalogue list",
        "ringback catalogue show mistakes/answers/blanked",
        "ringback catalogue check my-rules/",
    ),
    rich_markup_mode=None,
    no_args_is_help=True,
)


class Family(StrEnum):
    """The kinds of entry."""

    mistakes = "mistakes"
    faults = "faults"
    cues = "cues"
    parameters = "parameters"
    questions = "questions"
    situations = "situations"
    sources = "sources"


class NoSuchEntry(RingbackError):
    """An id that the catalogue doesn't have."""

    code = "no_such_entry"


class NoSuchFolder(RingbackError):
    """A folder that isn't there."""

    code = "no_such_folder"


@app.command("list", epilog=options.examples("ringback catalogue list", "ringback catalogue list parameters"))
def list_entries(
    family: Annotated[Family, typer.Argument(help="Which kind.")] = Family.mistakes,
    as_json: options.Json = False,
) -> None:
    """The entries of one kind, by id, with their titles."""
    catalogue = options.world().catalogue()
    entries = getattr(catalogue, family.value)
    if as_json:
        rows = [{"id": one, "title": _title(entry)} for one, entry in entries.items()]
        screen.put_record(
            {"schema": "ringback/catalogue/1", "version": catalogue.version, family.value: rows}, indent=2
        )
        return
    from ringback.cli.layout import bold, cut, width

    room = min(max((width(one) for one in entries), default=0), 40)
    for one, entry in entries.items():
        taken = max(room, width(one))
        screen.say(f"{bold(one)}{' ' * (taken - width(one))}  {cut(_title(entry), max(76 - taken, 20))}")


def _title(entry: Any) -> str:
    """What an entry is called, or says first."""
    names = ("title", "says", "asks", "citation")
    return next((str(value) for name in names if (value := getattr(entry, name, None))), "")


@app.command(
    epilog=options.examples(
        "ringback catalogue show mistakes/answers/blanked", "ringback catalogue show silence_days"
    )
)
def show(
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="As `ringback catalogue list` gives it.")],
    as_json: options.Json = False,
) -> None:
    """One entry in full, with its grounds and examples."""
    catalogue = options.world().catalogue()
    family, entry = _find(catalogue, entry_id)
    record = asdict(entry)
    if as_json:
        import json

        screen.put(json.dumps({"family": family, **record}, ensure_ascii=False, indent=2, default=str) + "\n")
        return
    from ringback.cli.entries import entry_lines

    screen.say(*entry_lines(family, record, {one: s.citation for one, s in catalogue.sources.items()}))


def _find(catalogue: Catalogue, entry_id: str) -> tuple[str, Any]:
    """The kind and the entry, by its id with or without the kind before it."""
    import difflib

    for one in Family:
        entries = getattr(catalogue, one.value)
        for name in (entry_id, f"{one.value}/{entry_id}", entry_id.removeprefix(f"{one.value}/")):
            if name in entries:
                return one.value, entries[name]
    every = [name for one in Family for name in getattr(catalogue, one.value)]
    near = difflib.get_close_matches(entry_id, every, 1)
    guess = f'Did you mean "{near[0]}"? ' if near else ""
    raise NoSuchEntry(f'There is no entry "{entry_id}".', f"{guess}`ringback catalogue list` shows them.")


@app.command(epilog=options.examples("ringback catalogue check", "ringback catalogue check my-rules/"))
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="A folder of your own; else the one in use.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Look for faults: each with its file, its place and its remedy."""
    from ringback.app.doctor import catalogue_faults

    if folder and not folder.is_dir():
        raise NoSuchFolder("There is no such folder.", "Name the folder that holds your rules.", str(folder))
    version, faults = catalogue_faults(folder or options.world().chosen.catalogue_folder)
    if as_json:
        rows = [asdict(fault) for fault in faults]
        screen.put_record({"schema": "ringback/check/1", "version": version, "faults": rows}, indent=2)
    else:
        screen.say(*([str(fault) for fault in faults] or [f"No fault. Catalogue {version}."]))
    raise typer.Exit(screen.FAILED if faults else 0)
