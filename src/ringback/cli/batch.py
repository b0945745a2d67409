"""`ringback batch`: many calls at once, as tables and a summary."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ringback.batch.run import Order, Progress, Tell
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback batch calls/ --out tables              a folder of texts",
    'ringback batch "2026-*.jsonl" --out tables      lines of {"id", "text"}, by a pattern',
    "ringback batch letters/ --kind messages --out tables",
    "ringback batch recordings/ --consent yes --out tables",
    "ringback batch s3://bucket/calls/ --engine ray://host:10001 --out tables",
)
TOLD = 3
"""How many of each are told at the end."""


class Kind(StrEnum):
    """What the inputs are, where that isn't plain."""

    account = "account"
    transcript = "transcript"
    messages = "messages"
    draft = "draft"
    audio = "audio"


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Files, folders, patterns, or URLs of an object store."),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for tables and summary.")],
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="What the INPUTs are, where that isn't plain.")
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="NAME", help="native, ray, or ray://HOST:PORT.")
    ] = "native",
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="As many at a time; else one a core.")
    ] = None,
    words: Annotated[
        bool, typer.Option("--with-words/--without-words", help="Whether the tables hold words of the texts.")
    ] = True,
    consent: options.Consent = None,
    place: options.Place = None,
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="NAME|PATH", help="The speech model; nothing is downloaded."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Let the results of inputs go that are no longer given.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The summary as one JSON object.")] = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
) -> None:
    """Work through many calls, on all cores or on a cluster; what is done isn't done again."""
    here = options.world(now, zone=zone, locale=locale, me=me)
    if engine not in ("native", "ray") and not engine.startswith("ray://"):
        raise options.WrongUse(f"There is no engine {engine}.", "Use native, ray, or ray://HOST:PORT.")
    from ringback.app.batch import Asked
    from ringback.app.recordings import Wanted, ends_of
    from ringback.batch.run import Order

    chosen = here.chosen
    wanted = Wanted(
        consent.value if consent else None, ends_of(place or [], chosen.country), model, chosen.me
    )
    asked = Asked(here.circumstances(), kind.value if kind else None, words, wanted, here.clock.date())
    folder = chosen.catalogue_folder
    now_told = here.now_given is not None
    record = _run(here, Order(inputs, out, asked, now_told, folder, engine, workers, force))
    if as_json:
        screen.put_record(record, indent=2)
    else:
        screen.say(*told(record, out))
    if unread := record["unread"]:
        from ringback.batch.errors import NothingRead

        if unread == record["tables"]["reports"]:
            raise NothingRead(unread)
    if record["tables"]["errors"]:
        raise typer.Exit(screen.FAILED)


def _run(here: World, order: Order) -> dict[str, Any]:
    """The run and its summary; Ctrl-C ends it at once."""
    from ringback.batch.run import run

    try:
        with _progress() as tell, _stopped_at_once(tell) as told_or_stopped:
            return run(order, here.catalogue(), told_or_stopped)
    except KeyboardInterrupt:
        screen.notice("Stopped. What is done is kept; the same command goes on from there.")
        os._exit(screen.INTERRUPTED)  # Daft's threads would abort an orderly end


@contextmanager
def _progress() -> Iterator[Tell]:
    """One line on standard error, kept up to date, where that is a terminal; else nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return

    def tell(at: Progress) -> None:
        sys.stderr.write(f"\r\x1b[K{progress_line(at)}")
        sys.stderr.flush()

    sys.stderr.write("Reading the inputs ...")
    sys.stderr.flush()
    try:
        yield tell
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


@contextmanager
def _stopped_at_once(tell: Tell) -> Iterator[Tell]:
    """What tells how far a run is, and ends it where Ctrl-C was pressed while the engine took no notice."""
    stops: list[int] = []

    def stop(number: int, _frame: object) -> None:
        stops.append(number)
        raise KeyboardInterrupt

    def tell_or_stop(at: Progress) -> None:
        if stops:
            raise KeyboardInterrupt
        tell(at)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield tell_or_stop
    finally:
        signal.signal(signal.SIGINT, before)


def progress_line(at: Progress) -> str:
    """How far it is, how quickly, and what is left: "1,200 of 10,000. 38 a second, 4 min left. 3 failed." """
    parts = [f"{at.before + at.done:,} of {at.total:,}."]
    if at.left is not None:
        rate = f"{at.rate:.0f} a second" if at.rate >= 1 else f"{60 * at.rate:.1f} a minute"
        parts.append(f"{rate}, {_length(at.left)} left.")
    if at.failed:
        parts.append(f"{at.failed:,} failed.")
    return " ".join(parts)


def _length(seconds: float) -> str:
    """A length in its largest unit: "40 s", "4 min", "2.5 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def told(record: Mapping[str, Any], out: Path) -> list[str]:
    """The summary in a few lines."""
    from ringback.cli.layout import bold, columns_of, wrap
    from ringback.telling import said

    tables, counts = record["tables"], record["counts"]
    done = f"{tables['reports'] - record['unread']:,} of {record['inputs']:,} worked out."
    rows = [
        ("what to do", _counted({said.ACTION[key]: n for key, n in counts["advised_action"].items()})),
        ("found", _counted({one["title"].lower(): one["inputs"] for one in record["found"]})),
    ]
    lines = [bold(done), *columns_of([(name, says) for name, says in rows if says])]
    if record["unread"]:
        lines += wrap(f"{record['unread']:,} not read: {said.UNREAD}", "  ", "    ")
    lines += [line for one in record["unused"] for line in wrap(_unused(one), "  ", "    ")]
    causes = record["errors"][:TOLD]
    for error in causes:
        why = f"{error['count']:,} not: {error['message'] or error['code']} {error['remedy']}"
        lines += wrap(why, "  ", "    ")
    if rest := tables["errors"] - sum(error["count"] for error in causes):
        lines.append(f"  {rest:,} not, for other causes.")
    lines += wrap(f"Tables and summary: {out}/ . To look: summary.html; every failure: errors.parquet")
    return lines


def _unused(one: Mapping[str, Any]) -> str:
    from ringback.cli.layout import safe

    guess = f' Did you mean "{one["near"]}"?' if one["near"] else ""
    return f'Not used: "{safe(one["field"])}", of {one["inputs"]:,}.{guess}'


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{what} {count:,}" for what, count in list(counts.items())[:TOLD])
