"""`ringback calibrate`: what the outcomes of your cases teach, and whether the chances came true."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen
from ringback.core.errors import RingbackError

if TYPE_CHECKING:
    from ringback.core.catalogue import Catalogue
    from ringback.core.lessons import Lesson
    from ringback.store.database import Store
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback calibrate                            what your outcomes teach",
    "ringback calibrate --keep                     and use it from now on",
    "ringback calibrate --export mine.jsonl        for others, without your cases",
    "ringback calibrate --pool hers.jsonl          with those of others",
    "ringback calibrate --svg reliability.svg      the chances told, against what came",
    "ringback calibrate --forget                   back to the numbers as shipped",
)


MANY = 20
"""So many outcomes and more can take long enough to say so."""


class TooFewCases(RingbackError):
    """Not enough cases have come to an end for a picture of the chances."""

    code = "too_few_cases"


class NothingToKeep(RingbackError):
    """No outcome has taught anything."""

    code = "nothing_to_keep"


def calibrate(
    as_json: options.Json = False,
    svg: Annotated[
        str | None, typer.Option("--svg", metavar="FILE", help="Draw chances told against what came.")
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep what was learnt; reports use it from now on.")
    ] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Erase what was kept; the numbers are as shipped again.")
    ] = False,
    pool: Annotated[
        list[str] | None, typer.Option("--pool", metavar="FILE", help="Outcomes of others, as exported.")
    ] = None,
    export: Annotated[
        str | None,
        typer.Option("--export", metavar="FILE", help="Write your outcomes without names, texts or days."),
    ] = None,
    force: options.Force = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    now: options.Now = None,
) -> None:
    """Say what the outcomes of your cases teach about the odds; nothing is kept unless you ask."""
    from ringback.cli.files import refuse_existing

    here = options.world(now)
    if forget:
        if svg or keep or pool or export or as_json:
            raise options.WrongUse("--forget stands alone.", "Leave the other options out.")
        _forget(here, yes=yes)
        return
    if not force:
        refuse_existing([Path(file) for file in (export, svg) if file])
    catalogue = here.catalogue()
    with here.store() as store:
        record = _worked_out(here, store, catalogue, pool=pool or [], keep=keep, export=export, svg=svg)
    if as_json:
        screen.put_record(record, indent=2)
        return
    from ringback.cli.learnt import render

    screen.put(render(record, catalogue.parameters, colour=screen.wants_colour()))
    if not keep and any(one["learnt"] for one in record["posteriors"]):
        screen.notice("Nothing was kept. To use it from now on: ringback calibrate --keep")


def _worked_out(
    here: World,
    store: Store,
    catalogue: Catalogue,
    *,
    pool: list[str],
    keep: bool,
    export: str | None,
    svg: str | None,
) -> dict[str, Any]:
    from ringback.app import calibrate as app
    from ringback.cli.files import write_whole

    own, idle = app.lessons_kept(store, here.now.date(), catalogue)
    pooled = app.put_together(own, [_read(path) for path in pool])
    if len(own) + len(pooled) > MANY:
        screen.notice("Weighing the outcomes takes some seconds ...")
    done = app.work_out(own, pooled, idle, catalogue)
    if keep and not any(one.learnt for one in done.learnt.posteriors):
        raise NothingToKeep(
            "No outcome has taught anything yet.",
            "Say what came of a case: ringback case outcome CASE HAPPENED",
        )
    record = app.as_record(done)
    if svg:
        _draw(record, svg)
    if export:
        write_whole(Path(export), app.to_lines(own))
        screen.notice(f"Written: {export}. A line is an outcome, and holds no name, no text and no day.")
    if keep:
        app.keep(store, done.learnt, here.now, catalogue.version)
        screen.notice("Kept beside the numbers as shipped. Back to those: ringback calibrate --forget")
    return record | {"kept": keep}


def _read(path: str) -> list[Lesson]:
    from ringback.app.calibrate import from_lines
    from ringback.cli.files import read_plain

    return from_lines(read_plain(path), path)


def _draw(record: dict[str, Any], path: str) -> None:
    from ringback.cli.files import write_whole
    from ringback.pictures.reliability import reliability

    if record["calibration"] is None:
        raise TooFewCases(record["refusal"], "Leave --svg out; what was learnt is shown without it.", path)
    write_whole(Path(path), reliability(record["calibration"]))
    screen.notice(f"Drawn: {path}")


def _forget(here: World, *, yes: bool) -> None:
    from ringback.app import calibrate as app

    if not yes:
        if not sys.stdin.isatty():
            raise options.NotAgreed("Nothing was forgotten.", "It can't be undone; add --yes to do it.")
        if not typer.confirm("Forget all that outcomes taught? The outcomes themselves stay.", err=True):
            raise options.NotAgreed("Nothing was forgotten.", "What was learnt is as it was.")
    with here.store() as store:
        erased = app.forget(store)
    if not erased.cases:
        screen.notice("Nothing was kept; the numbers are as shipped.")
        return
    rest = "" if erased.complete else " The last traces go at the next start."
    screen.notice(f"Forgotten: the numbers are as shipped again.{rest}")
