"""`ringback words`: the drafts of a case, ready to copy, to send, to put into a calendar or to hold."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from ringback.cli import options, screen
from ringback.cli.stored import newest_name, report_of

EXAMPLES = options.examples(
    "ringback words                             of the case last touched",
    "ringback words harrow-pell                 of this one",
    "ringback words harrow-pell --opener named  one opener, ready to say",
    "ringback words --eml reply.eml             the first message, as a draft for your mail program",
    "ringback words --draft question --mailto   another one, as a link",
    "ringback words --ics plan.ics              the plan's days, for your calendar",
    "ringback words --card card.html            the opener in large type, to print or to hold",
)


def words(
    case: options.NewestCase = None,
    opener: Annotated[
        options.Opener | None, typer.Option("--opener", help="This opener alone, without its heading.")
    ] = None,
    draft: Annotated[
        options.Draft | None,
        typer.Option(
            "--draft",
            metavar="KIND",
            help=f"This draft alone; else ours, the first. {', '.join(options.Draft)}.",
        ),
    ] = None,
    eml: Annotated[
        str | None,
        typer.Option("--eml", metavar="FILE", help="A message, to be opened in your mail program."),
    ] = None,
    mailto: Annotated[bool, typer.Option("--mailto", help="A message, as a mailto: link.")] = False,
    ics: Annotated[
        str | None, typer.Option("--ics", metavar="FILE", help="The plan's days, for your calendar.")
    ] = None,
    card: Annotated[
        str | None, typer.Option("--card", metavar="FILE", help="The opener on one page, in large type.")
    ] = None,
    unfinished: Annotated[
        bool, typer.Option("--unfinished", help="Hand over words with gaps in them, marked as such.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    as_json: options.Json = False,
) -> None:
    """The drafts of a case, ready to copy or to hand over: no numbers, no notes."""
    here = options.world()
    spoken = f"opener_{opener.value}" if opener else None
    sent = draft.value if draft else None
    if eml or mailto or ics or card:
        if as_json:
            raise options.WrongUse(
                "--json prints the words, and a file takes them.", "Leave one of them out."
            )
        from ringback.cli.hand_over import Asked, hand_over

        hand_over(here, case, Asked(eml, mailto, ics, card, sent, spoken, unfinished, force))
        return
    if opener and draft:
        raise options.WrongUse("--opener and --draft each name one draft.", "Leave one of them out.")
    with here.store() as store:
        name = case or newest_name(store)
        record = report_of(store, name)
    only = spoken or sent
    if as_json:
        chosen = [one for one in record["drafts"] if only in (None, one["kind"])]
        screen.put_record({"schema": "ringback/words/1", "case": name, "drafts": chosen}, indent=2)
        return
    from ringback.cli.letters import confirming

    _print(record, name, only, confirming(case))


def _print(record: Mapping[str, Any], case: str, only: str | None, confirm: str) -> None:
    from ringback.cli.layout import safe
    from ringback.cli.letters import copies, one_draft

    wrapped = sys.stdout.isatty()
    if only:
        screen.say(*one_draft(safe(record), only, case, wrapped=wrapped))
    else:
        screen.say(*copies(safe(record), wrapped=wrapped, confirm=confirm))
