"""`ringback facts`: the fact sheet of a case, which its drafts rest on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from ringback.cli import options, screen
from ringback.cli.numbers import as_given, numbers_in
from ringback.cli.stored import end_in_distress

if TYPE_CHECKING:
    from ringback.app.facts import Changed
    from ringback.core.fact_sheet import Sheet
    from ringback.wiring import World

app = typer.Typer(
    help="The facts that the words of a case rest on: what is claimed, and where it comes from.",
    epilog=options.examples(
        "ringback facts list",
        "ringback facts confirm 3",
        'ringback facts add proof "I can bring the log sheet I drew up."',
        "ringback facts import my-cv.docx",
    ),
    rich_markup_mode=None,
    no_args_is_help=True,
)

ALL = "all"
Case = Annotated[
    str | None, typer.Option("--case", metavar="CASE", help="Of this case; else of the one last touched.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Its number in the list.")]
Numbers = Annotated[
    list[str], typer.Argument(metavar="NUMBERS...", help="Their numbers in the list, as in 3 5-7.")
]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="One true sentence, in your own words.")]


@app.command("list", epilog=options.examples("ringback facts list", "ringback facts list --case lowmoor"))
def list_facts(
    case: Case = None,
    removed: Annotated[bool, typer.Option("--removed", help="Those that you removed.")] = False,
    as_json: options.Json = False,
) -> None:
    """The facts, numbered as in the drafts, each with where it comes from and whether it's used."""
    from ringback.app import facts
    from ringback.cli.fact_lines import removed_lines, sheet_lines
    from ringback.cli.stored import newest_name

    with options.world().store() as store:
        name = case or newest_name(store)
        sheet = facts.sheet(store, name)
    if as_json:
        from ringback.app.fact_records import sheet_record

        screen.put_record(sheet_record(name, sheet), indent=2)
    elif removed:
        screen.say(*removed_lines(sheet, case))
    else:
        screen.say(*sheet_lines(sheet, name, case))


@app.command(
    epilog=options.examples(
        'ringback facts add proof "I can bring the log sheet I drew up."',
        'ringback facts add answer "I check it against two reference weights."',
    )
)
def add(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="What it is: experience, reason, proof, answer (the mended one), preference,"
            " standard (how you usually do), logistics, people or event (what happened in the call).",
        ),
    ],
    text: Text,
    case: Case = None,
    as_json: options.Json = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
) -> None:
    """Tell a fact; the words may rest on it at once."""
    from ringback.core import fact_sheet

    here = options.world(now, zone=zone, locale=locale, me=me)
    end_in_distress(here, text)
    done = _changed(here, case, lambda sheet: fact_sheet.add(sheet, kind, text, here.catalogue())[0])
    _tell(done, case, "Added as {}.", "It is there already.", as_json=as_json)


@app.command(
    epilog=options.examples(
        "ringback facts confirm 3", "ringback facts confirm 3 5-7", "ringback facts confirm all"
    )
)
def confirm(
    numbers: Annotated[
        list[str], typer.Argument(metavar="NUMBERS...", help='Their numbers in the list, or "all".')
    ],
    case: Case = None,
    yes: Yes = False,
    as_json: options.Json = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
) -> None:
    """Say yes to facts that were found, so that the words may rest on them."""
    from ringback.core import fact_sheet

    here = options.world(now, zone=zone, locale=locale, me=me)

    def said_yes(sheet: Sheet) -> Sheet:
        if numbers != [ALL]:
            return fact_sheet.confirm(sheet, numbers_in(numbers))
        wait = fact_sheet.waiting(sheet)
        if wait:
            _agree(wait, yes=yes)
        return fact_sheet.confirm(sheet, {fact.number for fact in wait})

    done = _changed(here, case, said_yes)
    _tell(done, case, "Confirmed: {}.", "Nothing there waits for a yes.", as_json=as_json)


def _agree(waiting: Sheet, *, yes: bool) -> None:
    from ringback.cli.fact_lines import fact_lines

    if yes:
        return
    if not sys.stdin.isatty():
        raise options.NotAgreed(
            "Nothing was confirmed.", "Read them with `ringback facts list`, then add --yes."
        )
    screen.notice("\n".join(line for fact in waiting for line in fact_lines(fact)))
    if not typer.confirm("Is each of these true, word for word?", err=True):
        raise options.NotAgreed("Nothing was confirmed.", "Confirm some by number: ringback facts confirm 3")


@app.command(epilog=options.examples('ringback facts edit 3 "I ran the stock count for two years."'))
def edit(
    number: Number,
    text: Text,
    case: Case = None,
    as_json: options.Json = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
) -> None:
    """Put a fact in your own words; the old ones stay as where it came from."""
    from ringback.core import fact_sheet

    here = options.world(now, zone=zone, locale=locale, me=me)
    end_in_distress(here, text)
    done = _changed(here, case, lambda sheet: fact_sheet.edit(sheet, number, text, here.catalogue()))
    _tell(done, case, "Changed: {}.", "It reads so already.", as_json=as_json)


@app.command(epilog=options.examples("ringback facts remove 3", "ringback facts remove 3 5-7"))
def remove(
    numbers: Numbers,
    case: Case = None,
    as_json: options.Json = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
) -> None:
    """Take facts off the sheet; they can be restored, and don't come back by themselves."""
    from ringback.core import fact_sheet

    here = options.world(now, zone=zone, locale=locale, me=me)
    done = _changed(here, case, lambda sheet: fact_sheet.remove(sheet, numbers_in(numbers)))
    _tell(done, case, "Removed: {}.", "Nothing was removed.", as_json=as_json)
    if not as_json:
        screen.notice(f"Back again: ringback facts restore {as_given(done.numbers)}{_of(case)}")


@app.command(epilog=options.examples("ringback facts restore 3"))
def restore(
    numbers: Numbers,
    case: Case = None,
    as_json: options.Json = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
) -> None:
    """Put facts back that you removed."""
    from ringback.core import fact_sheet

    here = options.world(now, zone=zone, locale=locale, me=me)
    done = _changed(here, case, lambda sheet: fact_sheet.restore(sheet, numbers_in(numbers)))
    _tell(done, case, "Back on the sheet: {}.", "Nothing was restored.", as_json=as_json)


@app.command(
    "import",
    epilog=options.examples(
        "ringback facts import my-cv.docx",
        "ringback facts import profile.html",
        "ringback facts import - < cv.txt",
    ),
)
def import_cv(
    file: Annotated[
        str,
        typer.Argument(
            metavar="CV", help="A CV or profile: .docx, text, Markdown or HTML; - is standard input."
        ),
    ],
    case: Case = None,
    as_json: options.Json = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
) -> None:
    """Find facts in a CV; each waits for your yes. The file itself isn't kept."""
    from ringback.cli.files import read_words
    from ringback.core import fact_sheet
    from ringback.core.cv import read_cv

    here = options.world(now, zone=zone, locale=locale, me=me)
    name, text = read_words(file)
    end_in_distress(here, text)
    found = read_cv(name, text, here.catalogue())
    done = _changed(here, case, lambda sheet: fact_sheet.take_in(sheet, found))
    nothing = f"{name} holds nothing new." if found else f"No fact was found in {name}."
    _tell(done, case, "Found: {}; each waits for your yes.", nothing, as_json=as_json)
    if done.numbers and not as_json:
        screen.notice(f"Read them: ringback facts list{_of(case)}")
        screen.notice(f"Say yes: ringback facts confirm {as_given(done.numbers)}{_of(case)}")


def _changed(here: World, case: str | None, by: Callable[[Sheet], Sheet]) -> Changed:
    """The sheet changed; what can't be done names the case in its remedy, where the user did."""
    from ringback.app import facts
    from ringback.cli.stored import newest_name
    from ringback.core.fact_sheet import NoSuchFact

    with here.store() as store:
        name = case or newest_name(store)
        try:
            return facts.change(store, name, here.circumstances_of_a_case(), here.catalogue_of_a_case(), by)
        except NoSuchFact as error:
            raise NoSuchFact(error.message, f"{error.remedy}{_of(case)}", error.place) from None


def _tell(done: Changed, case: str | None, says: str, nothing: str, *, as_json: bool) -> None:
    """What has changed in the sheet, and in one line what that did to the words."""
    if as_json:
        from ringback.app.fact_records import changed_record

        screen.put_record(changed_record(done), indent=2)
        return
    from ringback.telling.moved import words_line

    if not done.numbers:
        screen.notice(nothing)
        return
    screen.notice(says.format(as_given(done.numbers)))
    screen.notice(words_line(done.words))
    if done.words:
        screen.notice(f"The words: ringback words{f' {case}' if case else ''}")


def _of(case: str | None) -> str:
    return f" --case {case}" if case else ""
