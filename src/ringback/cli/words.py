"""`ringback words`: the drafts of a case, ready to copy, to send, to put into a calendar or to hold."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen
from ringback.cli.stored import in_own_words, newest_name, say_own

if TYPE_CHECKING:
    from ringback.app.words import Again
    from ringback.core.choice import Way
    from ringback.store.records import CaseFile
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback words                             of the case last touched",
    "ringback words harrow-pell                 of this one",
    "ringback words harrow-pell --opener named  one opener, ready to say",
    "ringback words --tone formal               in another tone",
    "ringback words --name-it                   naming what went wrong, whatever we'd do",
    "ringback words --leave-it                  leaving it unnamed",
    "ringback words --by-phone                  what to say if you ring instead of writing",
    "ringback words --eml reply.eml             the first message, as a draft for your mail program",
    "ringback words --draft question --mailto   another one, as a link",
    "ringback words --ics plan.ics              the plan's days, for your calendar",
    "ringback words --card card.html            the opener in large type, to print or to hold",
    "ringback words --ours                      our words, where a version of your own stands",
)


@dataclass(frozen=True)
class Wanted:
    """Which words: the opener `spoken` or the draft `sent` alone, or one `way`; and how they are told.

    `in_tone`: made anew, in the tone of the moment. `ours`: in our words, where there is an own version.
    `by_phone`: what to say on ringing, in the place of the message.
    """

    spoken: str | None
    sent: str | None
    way: Way | None
    in_tone: bool
    ours: bool
    as_json: bool
    by_phone: bool = False

    @property
    def only(self) -> str | None:
        return self.spoken or self.sent


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
    draft: Annotated[
        options.Draft | None,
        typer.Option(
            "--draft",
            metavar="KIND",
            help=f"This draft alone; else ours, the first. {', '.join(options.Draft)}.",
        ),
    ] = None,
    by_phone: Annotated[
        bool,
        typer.Option(
            "--by-phone", help="What to say if you ring instead of writing, to them or to a machine."
        ),
    ] = False,
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
    ours: options.Ours = False,
    as_json: options.Json = False,
) -> None:
    """The drafts of a case, ready to copy or to hand over: no numbers, no notes."""
    here = options.world(tone=tone.value if tone else None)
    wanted = Wanted(
        spoken=f"opener_{opener.value}" if opener else None,
        sent=draft.value if draft else None,
        way=_way(name_it=name_it, leave_it=leave_it),
        in_tone=tone is not None,
        ours=ours,
        as_json=as_json,
        by_phone=by_phone,
    )
    if eml or mailto or ics or card:
        _refuse_beside_a_file(wanted)
        from ringback.cli.hand_over import Asked, hand_over

        asked = Asked(eml, mailto, ics, card, wanted.sent, wanted.spoken, unfinished, force, ours)
        hand_over(here, case, asked, _in_tone(here) if tone else None)
        return
    if unfinished or force:
        raise options.WrongUse(
            "--unfinished and --force are about a file.", "Name one: --eml, --ics or --card FILE."
        )
    _refuse_several(wanted)
    _show(here, case, wanted)


def _refuse_beside_a_file(wanted: Wanted) -> None:
    if wanted.as_json or wanted.by_phone or wanted.way or (wanted.in_tone and wanted.ours):
        raise options.WrongUse(
            "A file takes the words as they are kept, or in another --tone.",
            "Leave --json, --by-phone, --name-it, --leave-it, and --ours beside --tone out.",
        )


def _refuse_several(wanted: Wanted) -> None:
    if wanted.by_phone and (wanted.way or wanted.spoken or wanted.as_json):
        raise options.WrongUse(
            "--by-phone is about a message, in words alone.", "Choose it by --draft; --json has it anyway."
        )
    if sum(one is not None for one in (wanted.way, wanted.spoken, wanted.sent)) > 1:
        raise options.WrongUse(
            "--opener, --draft, --name-it and --leave-it each choose the words.", "Give one of them."
        )


def _show(here: World, case: str | None, wanted: Wanted) -> None:
    from ringback.app import cases, keep

    with here.store() as store:
        name = case or newest_name(store)
        file = cases.show(store, name)
    record = keep.report_of(file) if wanted.ours else in_own_words(file)
    if wanted.way:
        _one_way(_again(here, file), wanted.way, name, as_json=wanted.as_json)
        return
    if wanted.in_tone:
        record = {**record, "drafts": _again(here, file).drafts}
    drafts = [one for one in record["drafts"] if wanted.only in (None, one["kind"])]
    if wanted.as_json:
        _put(name, drafts)
        return
    if wanted.by_phone:
        from ringback.cli.layout import safe
        from ringback.cli.letters import said_by_phone

        screen.say(*said_by_phone(safe(record), wanted.sent, name, wrapped=sys.stdout.isatty()))
        return
    from ringback.cli.letters import confirming

    _print(record, name, wanted.only, confirming(case))
    say_own(name, drafts)


def _in_tone(here: World) -> Callable[[CaseFile], Mapping[str, Any]]:
    """What makes of a case its report with the drafts in the tone of the moment."""
    return lambda file: {**in_own_words(file), "drafts": _again(here, file).drafts}


def _way(*, name_it: bool, leave_it: bool) -> Way | None:
    if name_it and leave_it:
        raise options.WrongUse("--name-it and --leave-it are opposites.", "Give one of them.")
    return "name_it" if name_it else "leave_it" if leave_it else None


def _print(record: Mapping[str, Any], case: str, only: str | None, confirm: str) -> None:
    from ringback.cli.layout import safe
    from ringback.cli.letters import copies, one_draft

    wrapped = sys.stdout.isatty()
    if only:
        screen.say(*one_draft(safe(record), only, case, wrapped=wrapped))
    else:
        screen.say(*copies(safe(record), wrapped=wrapped, confirm=confirm))


def _again(here: World, file: CaseFile) -> Again:
    from ringback.app.words import again

    return again(file, here.circumstances_of_a_case(), here.catalogue_of_a_case())


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

    screen.say(*one_way(safe(record), wrapped=sys.stdout.isatty()))
    screen.notice(choice.says)
