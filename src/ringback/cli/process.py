"""`ringback process`: an employer's process, read from what they sent or published."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen

if TYPE_CHECKING:
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback process invitation.eml                 what one mail tells",
    "ringback process advert.html mail.eml           several texts, put together",
    "ringback process page.md --svg stages.svg       the line of stages as a picture",
    "ringback process -                              what you paste, up to Ctrl-D",
    "cat pages.jsonl | ringback process --jsonl      many, one a line",
)


def process(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILES", help="Mails, adverts, pages, handbooks; - is standard input."),
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='One {"id", "text"} a line in, one map out.')
    ] = False,
    as_json: options.Json = False,
    svg: Annotated[
        str | None, typer.Option("--svg", metavar="FILE", help="Draw the stages into this file, too.")
    ] = None,
    force: options.Force = False,
    why: options.Why = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
) -> None:
    """Read an employer's process: its stages, how they decide, who decides, and by when."""
    here = options.world(now, zone=zone, locale=locale, me=me)
    if jsonl:
        if files or svg:
            raise options.WrongUse(
                "--jsonl reads standard input and nothing else.", "Leave the files out, or leave --jsonl out."
            )
        raise typer.Exit(_stream(here))
    paths = files or ([] if sys.stdin.isatty() else ["-"])
    if not paths:
        raise options.WrongUse("There is nothing to read.", "Name the files: ringback process invitation.eml")
    if svg and not force:
        from ringback.cli.files import refuse_existing

        refuse_existing([Path(svg)])
    record = _read(here, paths)
    if svg:
        _draw(record, svg)
    if as_json:
        screen.put_record(record, indent=2)
        return
    from ringback.cli.process_map import render

    screen.put(render(record, why=why, colour=screen.wants_colour()))


def _stream(here: World) -> int:
    from ringback.app.process import answer_line
    from ringback.cli.stream import answer_all

    around, catalogue = here.circumstances(), here.catalogue()
    return answer_all(lambda line, number: answer_line(line, number, around, catalogue))


def _read(here: World, paths: list[str]) -> dict[str, Any]:
    from ringback.app.process import read_map
    from ringback.cli.files import read_files

    materials = read_files([(path, "message") for path in paths], here.chosen.me)
    return read_map(materials, here.circumstances(), here.catalogue()).as_record()


def _draw(record: dict[str, Any], path: str) -> None:
    from ringback.cli.files import write_whole
    from ringback.pictures.stages import stage_line
    from ringback.telling.said import STAGE_KIND

    picture = stage_line(record["stages"], STAGE_KIND, order_known=record["order_known"])
    write_whole(Path(path), picture)
    screen.notice(f"Drawn: {path}")
