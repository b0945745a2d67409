"""`ringback case edit`: your own version of a draft, which then stands in for ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from ringback.cli import options, screen
from ringback.cli.stored import end_in_distress

if TYPE_CHECKING:
    from ringback.app.edits import Saved
    from ringback.store.database import Store
    from ringback.store.records import CaseFile, Edit
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback words lowmoor --draft thank_you > mine.txt",
    "ringback case edit lowmoor thank_you mine.txt    your own version stands now",
    "ringback case edit lowmoor thank_you             the versions there are",
    "ringback case edit lowmoor thank_you --take 1    this one stands again",
    "ringback case edit lowmoor thank_you --put-back  ours stands again",
)
STATES = {
    "standing": "stands",
    "aside": "set aside: others wrote at the same time, and it waits for your choice",
    "past": "an earlier one",
}


def edit(
    case: options.CaseName,
    draft: Annotated[options.Draft, typer.Argument(metavar="KIND", help="Of which draft.")],
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE",
            help="Your version, as text or .docx; - is standard input. Else they are listed.",
        ),
    ] = None,
    take: Annotated[
        int | None, typer.Option("--take", metavar="NUMBER", help="Let this version of yours stand.")
    ] = None,
    put_back: Annotated[
        bool, typer.Option("--put-back", help="Let ours stand again; yours are kept.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Put a draft in your own words, and choose which version stands."""
    here = options.world()
    if sum((file is not None, take is not None, put_back)) > 1:
        raise options.WrongUse("FILE, --take and --put-back each choose what stands.", "Give one of them.")
    with here.store() as store:
        if file is not None:
            _tell_saved(_save(here, store, case, draft.value, file), case)
        elif take is not None:
            _take(here, store, case, draft.value, take)
        elif put_back:
            _put_back(here, store, case, draft.value)
        else:
            _list(store, case, draft.value, as_json=as_json)


def _save(here: World, store: Store, case: str, kind: str, path: str) -> Saved:
    """Keep the text over what stands now."""
    from ringback.app import cases, edits
    from ringback.cli.files import read_draft

    standing = edits.current(cases.show(store, case), kind)
    text = read_draft(path)
    end_in_distress(here, text)
    return edits.save(store, case, kind, text, standing.id if standing else 0, here.token(), here.now)


def _tell_saved(saved: Saved, case: str) -> None:
    from ringback.telling import said

    kind = saved.edit.kind
    if saved.clash:
        screen.notice(f"Another version of {said.the(kind)} was written meanwhile. Yours is kept beside it.")
        screen.notice(f"To let yours stand: ringback case edit {case} {kind} --take {saved.edit.id}")
        return
    screen.notice(f"Your own version of {said.the(kind)} stands now, as version {saved.edit.id}.")
    screen.notice(f"To go back to ours: ringback case edit {case} {kind} --put-back")


def _take(here: World, store: Store, case: str, kind: str, number: int) -> None:
    from ringback.app import edits
    from ringback.telling import said

    edits.settle(store, case, kind, number, here.now)
    screen.notice(f"Version {number} of {said.the(kind)} stands now; the others are kept.")


def _put_back(here: World, store: Store, case: str, kind: str) -> None:
    from ringback.app import edits
    from ringback.telling import said

    stood = edits.put_back(store, case, kind, here.now)
    screen.notice(f"Our version of {said.the(kind)} stands{' again' if stood else ' already'}.")
    if stood:
        screen.notice(f"Yours again: ringback case edit {case} {kind} --take {stood.id}")


def _list(store: Store, case: str, kind: str, *, as_json: bool) -> None:
    from ringback.app import cases, edits

    file = cases.show(store, case)
    found = edits.versions(file, kind)
    if as_json:
        rows = [{**asdict(one), "added": one.added.isoformat()} for one in found]
        screen.put_record(
            {"schema": "ringback/edits/1", "case": case, "draft": kind, "versions": rows}, indent=2
        )
        return
    screen.say(*_lines(file, kind, found))


def _lines(file: CaseFile, kind: str, found: Sequence[Edit]) -> Iterator[str]:
    from ringback.cli.layout import bold, with_command
    from ringback.telling import said

    name = file.case.id
    if not found:
        yield f"You have no version of your own of {said.the(kind)}."
        yield from with_command(f"To keep one: ringback case edit {name} {kind} FILE")
        return
    yield bold(f"Your own versions of {said.the(kind)}")
    for one in found:
        yield from _version(one)
    yield from with_command(f"To let one stand: ringback case edit {name} {kind} --take NUMBER", "  ")
    if any(one.standing for one in found):
        yield from with_command(f"To go back to ours: ringback case edit {name} {kind} --put-back", "  ")


def _version(one: Edit) -> Iterator[str]:
    from ringback.cli.layout import dim, safe, wrap
    from ringback.telling import days

    when = f"{days.day(one.added, one.added.date())}, {days.clock(one.added)}"
    yield from wrap(f"{when}, {STATES[one.state]}", f"{one.id:>4}  ")
    for line in safe(one.text.strip()).split("\n"):
        yield from wrap(dim(line), "      ") if line.strip() else [""]
