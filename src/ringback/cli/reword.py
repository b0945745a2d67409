"""`ringback reword`: one draft of a case in other words, by a language model that the user names."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ringback.cli import options, screen
from ringback.cli.stored import newest_name

EXAMPLES = options.examples(
    "ringback reword --model http://localhost:8080/v1            the first draft of the case last touched",
    "ringback reword --model http://localhost:8080/v1 --draft thank_you --tone warm",
    "ringback reword lowmoor --model URL --facts-too             the sentences with your facts as well",
    "ringback reword lowmoor --model URL --send-to HOST          agree to another machine",
)


def reword(
    model: Annotated[
        str,
        typer.Option("--model", metavar="URL", help="Where the model is, as in http://localhost:8080/v1"),
    ],
    case: options.NewestCase = None,
    draft: Annotated[
        options.Draft | None, typer.Option("--draft", metavar="KIND", help="Which one; else ours, the first.")
    ] = None,
    tone: Annotated[options.Tone, typer.Option("--tone", help="The tone to reword it in.")] = (
        options.Tone.plain
    ),
    facts_too: Annotated[
        bool,
        typer.Option("--facts-too", help="Send the facts, and have the sentences that state them reworded."),
    ] = False,
    model_name: Annotated[str, typer.Option("--model-name", metavar="NAME", help="Which one.")] = "default",
    send_to: Annotated[
        str | None,
        typer.Option("--send-to", metavar="HOST", help="Agree to send the masked draft to this machine."),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """One draft in other words; what states a fact stays as it is, and what may claim more isn't used."""
    here = options.world()
    adviser = here.language_model(model, model_name)
    from ringback.app.keep import current_report

    with here.store() as store:
        name = case or newest_name(store)
        report = current_report(store, name)
    from ringback.app.reword import as_record, courtesies_of, courtesies_reworded, draft_of, reworded

    chosen = draft_of(report, draft.value if draft else None, name)
    what = "The draft and its facts" if facts_too else "What of the draft states no fact"
    if facts_too or courtesies_of(chosen):
        options.agreed(adviser, send_to, what)
    catalogue = here.catalogue()
    way = reworded if facts_too else courtesies_reworded
    found = way(report, chosen, tone.value, adviser, catalogue)
    record = as_record(name, chosen, tone.value, found, catalogue, facts_too=facts_too)
    if as_json:
        screen.put_record(record, indent=2)
        return
    from ringback.cli.layout import safe
    from ringback.cli.reworded import render

    screen.say(*render(safe(record), wrapped=sys.stdout.isatty()))
