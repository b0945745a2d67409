"""`ringback words`: the drafts of a case, ready to copy, and one of them reworded by a model on request."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen
from ringback.cli.stored import newest_name, report_of

if TYPE_CHECKING:
    from ringback.language_model import Endpoint
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback words                             of the case last touched",
    "ringback words harrow-pell                 of this one",
    "ringback words harrow-pell --opener named  one opener, ready to say",
    "ringback words --reword --model http://localhost:8080/v1 --tone warm",
)


def words(
    case: options.NewestCase = None,
    opener: Annotated[
        options.Opener | None, typer.Option("--opener", help="This opener alone, without its heading.")
    ] = None,
    reword: Annotated[
        bool, typer.Option("--reword", help="One draft in other words, by the language model at --model.")
    ] = False,
    draft: Annotated[
        str | None, typer.Option("--draft", metavar="KIND", help="Which one to reword; else the first.")
    ] = None,
    tone: Annotated[
        options.Tone, typer.Option("--tone", help="The tone to reword it in.")
    ] = options.Tone.plain,
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="URL", help="Where the model is, as in http://localhost:8080/v1"),
    ] = None,
    model_name: Annotated[str, typer.Option("--model-name", metavar="NAME", help="Which one.")] = "default",
    send_to: Annotated[
        str | None,
        typer.Option("--send-to", metavar="HOST", help="Agree to send the masked draft to this machine."),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """The drafts of a case, ready to copy: no numbers, no notes."""
    here = options.world()
    if reword != bool(model) or (draft and not reword) or (reword and opener):
        raise options.WrongUse(
            "A draft is reworded with --reword and --model together.",
            "Give both: ringback words --reword --model http://localhost:8080/v1 [--draft KIND]",
        )
    adviser = here.language_model(model, model_name) if model else None
    with here.store() as store:
        name = case or newest_name(store)
        record = report_of(store, name)
    if adviser:
        _reword(here, name, record, draft, tone, adviser, send_to, as_json=as_json)
    elif as_json:
        chosen = [d for d in record["drafts"] if opener is None or d["kind"] == f"opener_{opener.value}"]
        screen.put_record({"schema": "ringback/words/1", "case": name, "drafts": chosen}, indent=2)
    else:
        _copies(record, opener, name)


def _copies(record: dict[str, Any], opener: options.Opener | None, name: str) -> None:
    from ringback.cli.layout import safe
    from ringback.cli.letters import copies, one_opener

    wrapped = sys.stdout.isatty()
    if opener:
        screen.say(*one_opener(safe(record), opener.value, name, wrapped=wrapped))
    else:
        screen.say(*copies(safe(record), wrapped=wrapped))


def _reword(
    here: World,
    name: str,
    report: dict[str, Any],
    kind: str | None,
    tone: options.Tone,
    adviser: Endpoint,
    send_to: str | None,
    *,
    as_json: bool,
) -> None:
    from ringback.app.reword import as_record, draft_of, reworded

    chosen = draft_of(report, kind)
    options.agreed(adviser, send_to, "The draft and its facts")
    catalogue = here.catalogue()
    found = as_record(
        name, chosen, tone.value, reworded(report, chosen, tone.value, adviser, catalogue), catalogue
    )
    if as_json:
        screen.put_record(found, indent=2)
        return
    from ringback.cli.layout import safe
    from ringback.cli.reworded import render

    screen.say(*render(safe(found), wrapped=sys.stdout.isatty()))
