"""`ringback cohort`: what many calls have in common, from the tables of a batch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES = options.examples(
    "ringback cohort out/                    the report on the tables that a batch wrote to out/",
    "ringback cohort out/ --k 10             no group of fewer than ten calls",
    "ringback cohort out/ --json             the same for a program",
    "ringback cohort out/ --sql > views.sql  the views, for who would rather query",
)
MANY = 20_000
"""From so many calls on it takes long enough to say so."""
FEWEST = 3
"""A group of one is a person, and whoever is one of two knows the other."""


def cohort(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="The folder that a batch wrote its tables to.")
    ],
    k: Annotated[
        int,
        typer.Option("--k", metavar="N", min=FEWEST, help="The least number of calls in any group shown."),
    ] = 5,
    as_json: options.Json = False,
    sql: Annotated[
        bool, typer.Option("--sql", help="Write DIR/cohort.duckdb with the views; print their SQL.")
    ] = False,
) -> None:
    """Say what many calls have in common, as a page: mistakes, what came of repairs, the chances.

    Written to DIR: cohort.html and cohort.json. Groups of fewer than N calls are pooled, and none can be
    worked out from what is shown. The views of --sql hold every call, and aren't protected in that way.
    """
    place = Path(folder)
    if sql:
        if as_json:
            raise options.WrongUse("--sql prints SQL, and --json the report.", "Choose one of them.")
        _write_views(place)
        return
    from ringback.cohort import report

    here = options.world()
    catalogue = here.catalogue()
    needed = round(catalogue.parameters["calibration_cases"].now.value)
    titles = {rule.id: rule.title for rule in catalogue.mistakes.values()}
    record = report.made(place, k, needed, here.now, titles, _say_that_it_takes_time)
    page = _write(place, record)
    if as_json:
        screen.put_record(record, indent=2)
    else:
        screen.say(*_lines(record), "", f"The page: {page}")


def _say_that_it_takes_time(calls: int) -> None:
    if calls > MANY:
        screen.notice(f"Working out {calls:,} calls takes some seconds ...")


def _write_views(place: Path) -> None:
    from ringback.cli.files import write_whole
    from ringback.cohort.report import database

    file, statements = database(place)
    write_whole(place / "cohort.duckdb", file)
    screen.put(statements, end="\n")
    screen.notice(f"Written: {place / 'cohort.duckdb'}. Its views hold every call, small groups too.")


def _write(place: Path, record: Mapping[str, Any]) -> Path:
    import json

    from ringback.cli.files import write_whole
    from ringback.cohort.page import page

    drawn = page(record)
    write_whole(place / "cohort.json", json.dumps(record, ensure_ascii=False, indent=2) + "\n")
    write_whole(place / "cohort.html", drawn)
    return place / "cohort.html"


def _lines(record: Mapping[str, Any]) -> Iterator[str]:
    from ringback.cli.layout import accent, bold, columns_of, safe, wrap
    from ringback.cohort import words

    if record["calls"] is not None:
        yield bold(f"What {record['calls']:,} calls have in common")
    yield from (accent(line) for line in wrap(safe(words.first(record))))
    if record["mistakes"]:
        yield from ("", bold("What goes wrong most"))
        yield from columns_of(
            (safe(words.mistake(record, name)), words.spread(one)) for name, one in record["mistakes"].items()
        )
    if record["repair"]:
        yield from ("", bold("The repair, and what came"))
        yield from _repair(record["repair"])
    if record["calibration"]:
        yield from ("", bold("Whether the chances were right"))
        yield from wrap(words.expected(record["calibration"]), "  ")
    if record["missing"]:
        yield from ("", bold("What isn't here, and why"))
        for one in record["missing"]:
            yield from wrap(one, "  - ")


def _repair(repair: Mapping[str, Any]) -> Iterator[str]:
    from ringback.cli.layout import columns_of, wrap
    from ringback.cohort import words

    overall = repair["overall"]
    rows = [
        (name, f"{words.spread(arm)}, of {arm['of']:,}")
        for name, arm in (("repair made", overall["made"]), ("not made", overall["not_made"]))
    ]
    yield from wrap("An offer, or the next stage:", "  ")
    yield from columns_of(rows, "    ")
    yield from wrap("The difference:", "  ")
    compared = [
        ("all calls", overall),
        *((what, repair["within"][name]) for name, what in words.WITHIN.items()),
    ]
    yield from columns_of(
        ((what, words.difference(one["difference"])) for what, one in compared if one), "    "
    )
    yield from wrap(words.NOT_A_CAUSE, "  ")
