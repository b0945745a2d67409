"""`ringback debrief`: what really went wrong in the call, moment by moment."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, recordings, screen
from ringback.core.errors import NoSuchFinding

if TYPE_CHECKING:
    from ringback.language_model import Endpoint
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback debrief call.vtt --me Ines          a transcript, question by question",
    "ringback debrief call.m4a                    a recording of it, once all on it knew",
    "ringback debrief 1.m4a 2.m4a --one-call      a call that broke off, in its parts",
    "ringback debrief my-account.txt              the call as you remember it",
    "ringback debrief call.vtt --explain 2        all about the second finding",
    "ringback debrief call.vtt --model http://localhost:8080/v1",
    "cat calls.jsonl | ringback debrief --jsonl   many, one a line",
)


def debrief(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILES", help="A transcript, a recording or an account; - is standard input."),
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='One {"id", "text"} a line in, one debrief out.')
    ] = False,
    as_json: options.Json = False,
    kind: Annotated[
        options.Kind | None, typer.Option("--kind", help="What the FILES are, where that isn't plain.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="ID", help="All about one finding: its number or rule.")
    ] = None,
    why: options.Why = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
    consent: options.Consent = None,
    place: options.Place = None,
    swap: options.Swap = False,
    one_call: options.OneCall = False,
    no_input: options.NoInput = False,
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="URL", help="Ask a language model there too, as in http://localhost:8080/v1"
        ),
    ] = None,
    model_name: Annotated[str, typer.Option("--model-name", metavar="NAME", help="Which one.")] = "default",
    send_to: Annotated[
        str | None,
        typer.Option(
            "--send-to", metavar="HOST", help="Agree to send the masked transcript to this machine."
        ),
    ] = None,
) -> None:
    """Look back at one call: its questions, what went wrong and how badly, and what went well.

    A transcript may be captions (WebVTT, SRT), JSON, a table (CSV), a chat, or text with the speaker
    before each turn. Each format, with a sample: docs/transcripts.md
    """
    here = options.world(now, zone=zone, locale=locale, me=me)
    if jsonl:
        if files or kind or why or model or explain is not None:
            raise options.WrongUse(
                "--jsonl reads standard input and answers each line with a record.",
                "Leave the files, --kind, --why, --model and --explain out, or leave --jsonl out.",
            )
        raise typer.Exit(_stream(here))
    paths = files or ([] if sys.stdin.isatty() else ["-"])
    if not paths:
        raise options.WrongUse("There is nothing to read.", "Name the file: ringback debrief call.vtt")
    adviser = here.language_model(model, model_name) if model else None
    if adviser:
        options.agreed(adviser, send_to, "The transcript")
    say = recordings.Said(consent, place, swap=swap, asks=not no_input, one_call=one_call)
    given: list[recordings.Given] = [(path, kind.value if kind else None) for path in paths]
    alone = "--json and --explain are of one debrief" if as_json or explain is not None else ""

    def work(call: Sequence[recordings.Given]) -> None:
        _show(here, _read(here, call, adviser, say), as_json=as_json, why=why, explain=explain)

    recordings.one_by_one(recordings.calls(given, say, alone=alone), work)


def _stream(here: World) -> int:
    from ringback.app.debrief import answer_line
    from ringback.cli.stream import answer_all

    around, catalogue = here.circumstances(), here.catalogue()
    return answer_all(lambda line, number: answer_line(line, number, around, catalogue))


def _read(
    here: World, given: Sequence[recordings.Given], adviser: Endpoint | None, say: recordings.Said
) -> dict[str, Any]:
    from ringback.app.debrief import look_back
    from ringback.cli.files import read_files

    materials = read_files(given, here.chosen.me, recordings.Hearer(here, say))
    return look_back(materials, here.circumstances(), here.catalogue(), adviser).as_record()


def _show(here: World, record: dict[str, Any], *, as_json: bool, why: bool, explain: str | None) -> None:
    if explain is not None:
        _explain(here, record, explain, as_json=as_json)
    elif as_json:
        screen.put_record(record, indent=2)
    else:
        from ringback.cli.look_back import render

        screen.put(render(record, why=why, colour=screen.wants_colour()))


def _explain(here: World, record: dict[str, Any], wanted: str, *, as_json: bool) -> None:
    found = [
        one
        for one in record["findings"]
        if wanted in {str(one["number"]), one["rule"], one["rule"].removeprefix("mistakes/")}
    ]
    if not found:
        raise NoSuchFinding(wanted, len(record["findings"]))
    if as_json:
        screen.put_record(found[0], indent=2)
        return
    from ringback.cli.look_back import explained

    catalogue = here.catalogue()
    screen.say(*explained(found[0], catalogue.mistakes[found[0]["rule"]], catalogue.sources))
