"""`ringback case`: what is kept, and how it's carried, ended and erased."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ringback.cli import options, screen
from ringback.cli.stored import end_in_distress
from ringback.core.errors import RingbackError

if TYPE_CHECKING:
    from datetime import datetime

    from ringback.store.database import Store
    from ringback.store.erasure import Erased
    from ringback.store.records import CaseFile
    from ringback.wiring import World

app = typer.Typer(
    help="The cases that are kept on this machine.",
    epilog=options.examples(
        "ringback case list", "ringback case show lowmoor", "ringback case export lowmoor out/"
    ),
    rich_markup_mode=None,
    no_args_is_help=True,
)

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")]


class Happened(StrEnum):
    """What became of a call."""

    advanced = "advanced"
    offer = "offer"
    rejected = "rejected"
    silence = "silence"
    withdrew = "withdrew"
    cancelled = "cancelled"
    other = "other"


class NoSuchOutcome(RingbackError):
    """Something that none of the outcomes is called."""

    code = "no_such_outcome"


@app.command("list", epilog=options.examples("ringback case list", "ringback case list --bin"))
def list_cases(
    in_bin: Annotated[bool, typer.Option("--bin", help="Those that wait to be erased.")] = False,
    as_json: options.Json = False,
) -> None:
    """The cases, the last touched first."""
    from ringback.app import cases

    here = options.world()
    if in_bin:
        _list_bin(here, as_json=as_json)
        return
    with here.store() as store:
        kept = cases.list_cases(store)
    if as_json:
        from ringback.app.case_records import line_record

        rows = [line_record(line) for line in kept]
        screen.put_record({"schema": "ringback/cases/1", "cases": rows}, indent=2)
        return
    from ringback.cli.listing import case_lines

    screen.say(*case_lines(kept, here.now))


def _list_bin(here: World, *, as_json: bool) -> None:
    from ringback.app import cases

    with here.store() as store:
        binned = cases.list_bin(store)
    if as_json:
        from ringback.app.case_records import bin_record

        rows = [bin_record(case, due) for case, due in binned]
        screen.put_record({"schema": "ringback/bin/1", "cases": rows}, indent=2)
        return
    from ringback.cli.listing import bin_lines

    screen.say(*bin_lines(binned, here.now))


@app.command(
    epilog=options.examples(
        "ringback case show lowmoor", "ringback case show lowmoor --why", "ringback case show lowmoor --json"
    )
)
def show(
    case: options.NewestCase = None,
    why: options.Why = False,
    facts: options.Facts = False,
    as_json: options.Json = False,
) -> None:
    """The report of a case as it was saved, with its notes and what came of it."""
    from ringback.app import cases
    from ringback.cli.stored import newest_name

    here = options.world()
    with here.store() as store:
        file = cases.show(store, case or newest_name(store))
    if as_json:
        from ringback.app.case_records import file_record

        screen.put_record(file_record(file), indent=2)
        return
    _show(here, file, why=why, facts=facts)


def _show(here: World, file: CaseFile, *, why: bool, facts: bool) -> None:
    from ringback.cli.listing import afterwards
    from ringback.cli.report import View, render
    from ringback.cli.stored import in_own_words, say_own

    if file.report:
        record = in_own_words(file)
        numbers = not here.chosen.hide_numbers
        view = View(why=why, facts=facts, kept=True, case=file.case.id, numbers=numbers)
        screen.put(render(record, view, colour=screen.wants_colour()))
        say_own(file.case.id, record["drafts"])
    else:
        screen.say(f"{file.case.id} has no report yet:", f"  ringback recover --case {file.case.id}")
    after = afterwards(file, here.now)
    screen.say(*([""] if after else []), *after)


@app.command(
    epilog=options.examples(
        'ringback case note lowmoor "Kay rang: Thursday at two."', "ringback case note lowmoor --forget 1"
    )
)
def note(
    case: options.CaseName,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="What to remember.")] = None,
    forget: Annotated[
        int | None,
        typer.Option("--forget", metavar="NUMBER", help="Erase this note, by its number in `case show`."),
    ] = None,
) -> None:
    """Write a note beside a case, or erase one."""
    from ringback.app import cases

    here = options.world()
    _one_of_two("TEXT", text, "--forget", forget)
    if text:
        end_in_distress(here, text)
    with here.store() as store:
        if forget is not None:
            screen.notice(_forgotten(store, case, forget, here.now))
            return
        cases.note(store, case, text or "", here.now)
    screen.notice(f"Noted with {case}.")


def _forgotten(store: Store, case: str, number: int, now: datetime) -> str:
    from ringback.app import taken_back

    complete = taken_back.forget_note(store, case, number, now)
    return f"Note {number} is erased{'' if complete else '; the last traces go at the next start'}."


def _one_of_two(name: str, value: object, option: str, chosen: object) -> None:
    """Nothing, where either the argument or the option is given. Raises WrongUse."""
    if value is None and chosen is None:
        raise options.WrongUse(f"{name} is missing.", f"Give it, or {option}.")
    if value is not None and chosen is not None:
        raise options.WrongUse(f"{name} and {option} don't go together.", "Leave one of them out.")


@app.command(
    epilog=options.examples(
        "ringback case outcome lowmoor advanced --repair-made",
        "ringback case outcome lowmoor silence --on 2026-11-30",
        "ringback case outcome lowmoor --take-back",
    )
)
def outcome(
    case: options.CaseName,
    happened: Annotated[
        str | None, typer.Argument(metavar="HAPPENED", help=f"What happened: {', '.join(Happened)}.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="When, as 2026-11-30; else today.")
    ] = None,
    repair_made: Annotated[
        bool | None, typer.Option("--repair-made/--no-repair-made", help="Whether you raised the call.")
    ] = None,
    words: Annotated[str, typer.Option("--words", metavar="TEXT", help="Anything to add.")] = "",
    take_back: Annotated[
        bool, typer.Option("--take-back", help="Erase the outcome told last; the one before counts again.")
    ] = False,
) -> None:
    """Say what came of a case, or take back what was said last."""
    from ringback.app import cases
    from ringback.core.outcome import Outcome, day_told

    here = options.world()
    _one_of_two("HAPPENED", happened, "--take-back", take_back or None)
    if take_back and (on, repair_made, words) != (None, None, ""):
        raise options.WrongUse("--take-back takes nothing else.", "Leave the others out.")
    if words:
        end_in_distress(here, words)
    with here.store() as store:
        if take_back:
            _take_back(store, case, here.now)
            return
        day = day_told(on, here.now.date(), "--on")
        told = Outcome(_happened(happened or "").value, day, repair_made, words)
        cases.record_outcome(store, case, told, here.now)
    screen.notice(f"Kept with {case}.")


def _take_back(store: Store, case: str, now: datetime) -> None:
    from ringback.app import taken_back
    from ringback.cli.listing import taken_back_lines

    done = taken_back.take_back(store, case, now)
    screen.notice("\n".join(taken_back_lines(done, now)))


def _happened(words: str) -> Happened:
    try:
        return Happened(words.lower())
    except ValueError:
        values = f"{', '.join(list(Happened)[:-1])} or {Happened.other}"
        raise NoSuchOutcome(f'"{words}" is no outcome.', f"Say one of these: {values}.", "HAPPENED") from None


@app.command(epilog=options.examples("ringback case export lowmoor ~/lowmoor"))
def export(
    case: options.CaseName,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or empty folder.")],
) -> None:
    """Write a case as a folder of plain files."""
    from ringback.app import cases

    here = options.world()
    with here.store() as store:
        made = cases.export(store, case, folder, here.now)
    screen.notice(f"{case} is in {made}. The files can be read by anyone who can open the folder.")


@app.command(
    "import",
    epilog=options.examples("ringback case import ~/lowmoor", "ringback case import ~/lowmoor --as l2"),
)
def import_case(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that `export` wrote.")],
    name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Under another name.")] = None,
) -> None:
    """Take in a case that was exported."""
    from ringback.app import cases

    with options.world().store() as store:
        case = cases.import_case(store, folder, name)
    screen.notice(f"Kept as {case.id}. See it: ringback case show {case.id}")


@app.command(
    epilog=options.examples("ringback case delete lowmoor", "ringback case delete lowmoor --now --yes")
)
def delete(
    case: options.CaseName,
    at_once: Annotated[bool, typer.Option("--now", help="Erase it at once, beyond recall.")] = False,
    yes: Yes = False,
) -> None:
    """Move a case to the bin for 7 days, or erase it at once."""
    from ringback.app import cases

    here = options.world()
    with here.store() as store:
        if not at_once:
            cases.delete(store, case, here.now)
            screen.notice(
                f"{case} is in the bin for {cases.DAYS_IN_BIN} days. Back again: ringback case restore {case}"
            )
            return
        name = cases.show(store, case).case.id if not _binned(store, case) else case
        _agree(name, yes=yes)
        erased = cases.erase(store, name)
    screen.notice(_erased(name, erased))


def _binned(store: Store, name: str) -> bool:
    from ringback.app import cases

    return any(case.id == name for case, _ in cases.list_bin(store))


def _erased(name: str, erased: Erased) -> str:
    gone = (
        f"{name} is erased."
        if erased.complete
        else f"{name} is erased; the last traces go at the next start."
    )
    left = (
        f" Left where they were, since they hold other files: {', '.join(erased.left)}."
        if erased.left
        else ""
    )
    return gone + left


def _agree(name: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise options.NotAgreed("Nothing was erased.", "Erasing can't be undone; add --yes to do it.", name)
    if not typer.confirm(f"Erase {name} and all that belongs to it? This can't be undone.", err=True):
        raise options.NotAgreed("Nothing was erased.", "The case is as it was.", name)


@app.command(epilog=options.examples("ringback case restore lowmoor"))
def restore(case: options.CaseName) -> None:
    """Take a case out of the bin."""
    from ringback.app import cases

    with options.world().store() as store:
        cases.restore(store, case)
    screen.notice(f"{case} is back: ringback case show {case}")
