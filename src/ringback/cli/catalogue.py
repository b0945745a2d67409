"""`ringback catalogue`: the rules, cues, parameters and sources that every sentence rests on."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ringback.cli import options, screen
from ringback.core.errors import RingbackError

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


class NoSuchFolder(RingbackError):
    """A folder that isn't there."""

    code = "no_such_folder"


@app.command("list", epilog=options.examples("ringback catalogue list", "ringback catalogue list parameters"))
def list_entries(
    family: Annotated[Family, typer.Argument(help="Which kind.")] = Family.mistakes,
    as_json: options.Json = False,
) -> None:
    """The entries of one kind, by id, with their titles."""
    from ringback.app.entries import list_record
    from ringback.core.look_up import family_of, title_of

    catalogue = options.world().catalogue()
    if as_json:
        screen.put_record(list_record(catalogue, family.value), indent=2)
        return
    entries = family_of(catalogue, family.value)
    from ringback.cli.layout import bold, cut, width

    room = min(max((width(one) for one in entries), default=0), 40)
    for one, entry in entries.items():
        taken = max(room, width(one))
        screen.say(f"{bold(one)}{' ' * (taken - width(one))}  {cut(title_of(entry), max(76 - taken, 20))}")


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
    from ringback.app.entries import entry_record
    from ringback.core.look_up import find

    catalogue = options.world().catalogue()
    family, entry = find(catalogue, entry_id)
    if as_json:
        screen.put_record(entry_record(family, entry), indent=2)
        return
    from ringback.cli.entries import entry_lines

    screen.say(*entry_lines(family, asdict(entry), {one: s.citation for one, s in catalogue.sources.items()}))


@app.command(epilog=options.examples("ringback catalogue check", "ringback catalogue check my-rules/"))
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="A folder of your own; else the one in use.")
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
