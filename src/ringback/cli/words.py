"""`ringback words`: the drafts of a case, ready to copy."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen
from ringback.cli.stored import newest_name, report_of

if TYPE_CHECKING:
    from ringback.app.words import Again
    from ringback.core.choice import Way
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback words                             of the case last touched",
    "ringback words harrow-pell                 of this one",
    "ringback words harrow-pell --opener named  one opener, ready to say",
    "ringback words harrow-pell --tone formal   in another tone",
    "ringback words harrow-pell --name-it       naming what went wrong, whatever we'd do",
    "ringback words harrow-pell --leave-it      leaving it unnamed",
)


def words(
    case: options.NewestCase = None,
    opener: Annotated[
        options.Opener | None, typer.Option("--opener", help="This opener alone, without its heading.")
    ] = None,
    tone: Annotated[
        options.Tone | None, typer.Option("--tone", help="In this tone; what is kept stays as it is.")
    ] = None,
    name_it: Annotated[
        bool, typer.Option("--name-it", help="The words that name what went wrong, and what that rests on.")
    ] = False,
    leave_it: Annotated[
        bool, typer.Option("--leave-it", help="The words that leave it unnamed, and what that rests on.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """The drafts of a case, ready to copy: no numbers, no notes."""
    if sum((name_it, leave_it, opener is not None)) > 1:
        raise options.WrongUse(
            "--name-it, --leave-it and --opener each choose the words.", "Give one of them."
        )
    here = options.world(tone=tone.value if tone else None)
    with here.store() as store:
        name = case or newest_name(store)
        record = report_of(store, name)
        anew = _again(here, store, name) if tone or name_it or leave_it else None
    if anew and (name_it or leave_it):
        _one_way(anew, "name_it" if name_it else "leave_it", name, as_json=as_json)
        return
    if anew:
        record = {**record, "drafts": anew.drafts}
    if as_json:
        _put(name, [d for d in record["drafts"] if opener is None or d["kind"] == f"opener_{opener.value}"])
        return
    from ringback.cli.layout import safe
    from ringback.cli.letters import copies, one_opener

    wrapped = sys.stdout.isatty()
    if opener:
        screen.say(*one_opener(safe(record), opener.value, name, wrapped=wrapped))
    else:
        screen.say(*copies(safe(record), wrapped=wrapped))


def _again(here: World, store: Any, name: str) -> Again:
    from ringback.app import cases
    from ringback.app.words import again

    return again(cases.show(store, name), here.circumstances_of_a_case(), here.catalogue_of_a_case())


def _put(name: str, drafts: Sequence[Mapping[str, Any]], **more: Any) -> None:
    screen.put_record({"schema": "ringback/words/1", "case": name, "drafts": list(drafts), **more}, indent=2)


def _one_way(anew: Again, way: Way, name: str, *, as_json: bool) -> None:
    """The draft of one way, and what the choice rests on in one sentence."""
    from ringback.core.report import draft_record

    choice, draft = anew.chosen(way)
    record = draft_record(draft)
    if as_json:
        told = {"way": way, "ours": choice.ours, "says": choice.says, "break_even_noticed": choice.break_even}
        _put(name, [record], choice=told)
        return
    from ringback.cli.layout import safe
    from ringback.cli.letters import one_way

    screen.say(*one_way(safe(record), choice.says, wrapped=sys.stdout.isatty()))
