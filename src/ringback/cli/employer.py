"""`ringback employer`: what employers publish or sent about how they hire, kept by name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen
from ringback.cli.case import Yes

if TYPE_CHECKING:
    from ringback.app.employers import Imported
    from ringback.core.employers import NameWords
    from ringback.store.records import Employer
    from ringback.wiring import World

PROGRESS_EVERY = 500

app = typer.Typer(
    help="What employers say of how they hire, kept for the day they ring.",
    epilog=options.examples(
        'ringback employer add "Harrow & Pell" how-we-hire.html',
        "ringback employer import hiring-list.md",
        'ringback employer show "Harrow & Pell"',
    ),
    rich_markup_mode=None,
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The employer's name, as in `employer list`.")]
Source = Annotated[
    str | None, typer.Option("--from", metavar="WORDS", help="Where it came from, in your words.")
]


@app.command(
    epilog=options.examples(
        'ringback employer add "Harrow & Pell" how-we-hire.html invite.eml',
        'ringback employer add Quillfeather pack.docx --from "the pack they sent in May"',
    )
)
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The employer's name.")],
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="What it published or sent; - is standard input.")
    ],
    source: Source = None,
    link: Annotated[str | None, typer.Option("--link", metavar="LINK", help="Its page on the web.")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="PLACE", help="Where it is.")] = None,
) -> None:
    """Keep what an employer published or sent about its process."""
    from ringback.app import employers
    from ringback.cli.files import read_files

    here = options.world()
    read = read_files([(path, "message") for path in files], None)
    texts = tuple(employers.NewText("given", one.name, source or one.name, one.text) for one in read)
    new = employers.NewEmployer(name, texts, link, place)
    words = _words(here)
    with here.store() as store:
        one, fresh = employers.add(store, new, words, here.now)
    kept = f"Kept with {one.name}" if fresh else f"{one.name} has that already"
    given = {one.text for one in read}
    if source and (others := {text.source for text in one.texts if text.text in given} - {source}):
        screen.notice(f"--from changed nothing: what is kept came from {', '.join(sorted(others))}.")
    screen.notice(f"{kept}: {_texts(len(one.texts))} in all. See it: ringback employer show {one.id}")


@app.command(
    epilog=options.examples(
        'ringback employer show "Harrow & Pell"', "ringback employer show quillfeather --texts"
    )
)
def show(
    name: Name,
    whole: Annotated[bool, typer.Option("--texts", help="The texts in full.")] = False,
    as_json: options.Json = False,
) -> None:
    """What is kept of an employer: its place, its link and its texts."""
    from ringback.app import employers

    here = options.world()
    words = _words(here)
    with here.store() as store:
        one = employers.show(store, name, words)
    if as_json:
        screen.put_record({"schema": "ringback/employer/1", **_record(one)}, indent=2)
        return
    from ringback.cli.employer_lines import employer_lines

    screen.say(*employer_lines(one, here.now, whole=whole))


@app.command(
    "list",
    epilog=options.examples(
        "ringback employer list", "ringback employer list --find london", "ringback employer list --bin"
    ),
)
def list_employers(
    find: Annotated[
        str | None, typer.Option("--find", metavar="WORDS", help="Those alone that have these words.")
    ] = None,
    in_bin: Annotated[bool, typer.Option("--bin", help="Those that wait to be erased.")] = False,
    as_json: options.Json = False,
) -> None:
    """The employers that are kept, by name."""
    from ringback.app import employers

    here = options.world()
    if in_bin:
        _list_bin(here, as_json=as_json)
        return
    with here.store() as store:
        kept = employers.list_all(store, find)
    if as_json:
        rows = [_line_record(one) for one in kept]
        screen.put_record({"schema": "ringback/employers/1", "employers": rows}, indent=2)
        return
    from ringback.cli.employer_lines import list_lines

    screen.say(*list_lines(kept, find))


def _list_bin(here: World, *, as_json: bool) -> None:
    from ringback.app import employers

    with here.store() as store:
        binned = employers.list_bin(store)
    if as_json:
        rows = [{**_line_record(one), "erased_from": due.isoformat()} for one, due in binned]
        screen.put_record({"schema": "ringback/employers-bin/1", "employers": rows}, indent=2)
        return
    from ringback.cli.employer_lines import bin_lines

    screen.say(*bin_lines(binned, here.now))


@app.command(
    "import",
    epilog=options.examples(
        "ringback employer import hiring-list.md              lines: - [Name](https://...) | Place | Words",
        "ringback employer import handbook/ --name Lowmoor    the pages of one employer",
        "ringback employer import handbooks/ --each           a folder for each employer",
        "ringback employer import library.json                what `employer export` wrote",
    ),
)
def import_employers(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A list, a folder of pages, or an export.")],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Whose pages they are; else the folder's name."),
    ] = None,
    each: Annotated[bool, typer.Option("--each", help="Each folder in PATH is an employer's.")] = False,
    source: Source = None,
    as_json: options.Json = False,
) -> None:
    """Keep what a list or a folder holds. Links are never fetched; what is kept already stays once."""
    from ringback.app import employers
    from ringback.app.employer_files import Wanted, gather

    if name and each:
        raise options.WrongUse(
            "--each takes the names from the folders.", "Leave --name out, or leave --each out."
        )
    if (name or each) and path.is_file():
        raise options.WrongUse(
            "--name and --each are for folders.", "Leave them out; a file brings its own names."
        )
    here = options.world()
    words = _words(here)
    found = gather(path, Wanted(name, each, source), words, _progress("read"))
    with here.store() as store:
        done = employers.import_all(store, found.news, words, here.now, _progress("kept"))
    skipped = (*found.skipped, *done.skipped)
    if as_json:
        screen.put_record(_import_record(done, skipped, found.passed_over), indent=2)
    else:
        from ringback.cli.employer_lines import import_lines

        screen.say(*import_lines(str(path), done, skipped, found.passed_over))
    if skipped:
        raise typer.Exit(screen.FAILED)


@app.command(
    epilog=options.examples(
        'ringback employer delete "Harrow & Pell"', "ringback employer delete lowmoor --now --yes"
    )
)
def delete(
    name: Name,
    at_once: Annotated[bool, typer.Option("--now", help="Erase it at once, beyond recall.")] = False,
    yes: Yes = False,
) -> None:
    """Move an employer to the bin for 7 days, or erase it at once."""
    from ringback.app import employers
    from ringback.app.cases import DAYS_IN_BIN

    here = options.world()
    words = _words(here)
    with here.store() as store:
        if not at_once:
            one = employers.delete(store, name, words, here.now)
            screen.notice(
                f"{one.name} is in the bin for {DAYS_IN_BIN} days. "
                f"Back again: ringback employer restore {one.id}"
            )
            return
        one = employers.find(store, name, words)
        _agree(one.name, yes=yes)
        erased = employers.erase(store, one.id, words)
    left = "" if erased.complete else " The last traces go at the next start."
    screen.notice(f"{one.name} is erased.{left}")


def _agree(name: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise options.NotAgreed("Nothing was erased.", "Erasing can't be undone; add --yes to do it.", name)
    if not typer.confirm(f"Erase {name} and its texts? This can't be undone.", err=True):
        raise options.NotAgreed("Nothing was erased.", "The employer is as it was.", name)


@app.command(epilog=options.examples('ringback employer restore "Harrow & Pell"'))
def restore(name: Name) -> None:
    """Take an employer out of the bin."""
    from ringback.app import employers

    here = options.world()
    words = _words(here)
    with here.store() as store:
        one = employers.restore(store, name, words)
    screen.notice(f"{one.name} is back: ringback employer show {one.id}")


@app.command(epilog=options.examples("ringback employer export library.json"))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that isn't there yet.")],
) -> None:
    """Write all employers with their texts to one file, which `import` reads."""
    from ringback.app import employers

    with options.world().store() as store:
        count = employers.export(store, file)
    screen.notice(
        f"{count:,} {'employer is' if count == 1 else 'employers are'} in {file}. "
        "It can be read by anyone who can open it."
    )


def _words(here: World) -> NameWords:
    from ringback.core.employers import NameWords

    return NameWords.of(here.catalogue().phrases["employers"])


def _progress(what: str) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        if of > PROGRESS_EVERY and done % PROGRESS_EVERY == 0:
            screen.notice(f"{done:,} of {of:,} {what}")

    return tell


def _texts(count: int) -> str:
    return "1 text" if count == 1 else f"{count:,} texts"


def _line_record(one: Employer) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "link": one.link,
        "place": one.place,
        "texts": len(one.texts),
        "added": one.added.isoformat(),
        "updated": one.updated.isoformat(),
    }


def _record(one: Employer) -> dict[str, Any]:
    names = ("id", "origin", "name", "source", "added", "text")
    texts = [{name: _plain(getattr(text, name)) for name in names} for text in one.texts]
    return {**_line_record(one), "texts": texts}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _import_record(done: Imported, skipped: tuple[Any, ...], passed_over: int) -> dict[str, Any]:
    return {
        "schema": "ringback/employer-import/1",
        "added": list(done.added),
        "changed": list(done.changed),
        "same": list(done.same),
        "skipped": [{"where": one.where, "says": one.says} for one in skipped],
        "passed_over": passed_over,
    }
