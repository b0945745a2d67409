"""`ringback transcribe`: a recording as timed words, and who said them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ringback.cli import options, recordings, screen

EXAMPLES = options.examples(
    "ringback transcribe call.m4a                      asks whether all on it knew",
    "ringback transcribe call.m4a --consent yes --place California --place Germany",
    "ringback transcribe call.m4a --out call.txt       a text that ringback debrief reads",
    "ringback transcribe call.m4a --json               every word with its time",
    "ringback transcribe call.m4a --model base.en      another speech model on this machine",
)


def transcribe(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The recording.")],
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="NAME|PATH", help="The speech model; nothing is downloaded."),
    ] = None,
    consent: options.Consent = None,
    place: options.Place = None,
    me: options.Me = None,
    swap: options.Swap = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the transcript there.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file of that name.")] = False,
    as_json: options.Json = False,
    no_input: options.NoInput = False,
) -> None:
    """Hear a recording of the call: its words with their times, and who said them."""
    from ringback.cli.files import refuse_existing, write_whole

    if out and not force:
        refuse_existing([out])
    here = options.world(me=me)
    say = recordings.Said(consent, place, model, swap=swap, asks=not no_input)
    heard = recordings.transcribed(here, say, [(Path(file), Path(file).name)])
    for notice in heard.notices:
        screen.notice(notice)
    if out:
        write_whole(out, heard.text)
        screen.notice(f"Written: {out} . Look back at the call: ringback debrief {out}")
    if as_json:
        screen.put_record(heard.as_record(), indent=2)
    elif not out:
        screen.put(heard.text)
