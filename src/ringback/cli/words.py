"""`ringback words`: the drafts of a case, ready to copy."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ringback.cli import options, screen
from ringback.cli.stored import newest_name, report_of

EXAMPLES = options.examples(
    "ringback words                             of the case last touched",
    "ringback words harrow-pell                 of this one",
    "ringback words harrow-pell --opener named  one opener, ready to say",
)


def words(
    case: options.NewestCase = None,
    opener: Annotated[
        options.Opener | None, typer.Option("--opener", help="This opener alone, without its heading.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """The drafts of a case, ready to copy: no numbers, no notes."""
    here = options.world()
    with here.store() as store:
        name = case or newest_name(store)
        record = report_of(store, name)
    if as_json:
        chosen = [d for d in record["drafts"] if opener is None or d["kind"] == f"opener_{opener.value}"]
        screen.put_record({"schema": "ringback/words/1", "case": name, "drafts": chosen}, indent=2)
        return
    from ringback.cli.layout import safe
    from ringback.cli.letters import confirming, copies, one_opener

    wrapped = sys.stdout.isatty()
    if opener:
        screen.say(*one_opener(safe(record), opener.value, name, wrapped=wrapped))
    else:
        screen.say(*copies(safe(record), wrapped=wrapped, confirm=confirming(case)))
