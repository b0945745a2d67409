"""`ringback case not-so`: what was found and isn't so, by its owner's word, and what follows from that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen

if TYPE_CHECKING:
    from ringback.app.denials import Changed
    from ringback.core.debrief import FoundAt

Record = Mapping[str, Any]

EXAMPLES = options.examples(
    "ringback case not-so lowmoor            what was found, by numbers",
    "ringback case not-so lowmoor 2          the second isn't so",
    "ringback case not-so lowmoor 1 --undo   the first of those is so after all",
)


def not_so(
    case: options.CaseName,
    number: Annotated[
        int | None, typer.Argument(metavar="NUMBER", help="Its number; without one, they are listed.")
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take it back; the number is that among those that aren't so.")
    ] = False,
    as_json: options.Json = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
) -> None:
    """Say that a finding isn't so: all is worked out again without it."""
    from ringback.app import denials, keep

    here = options.world(now, zone=zone, locale=locale)
    with here.store() as store:
        if number is None:
            _list(case, keep.current_report(store, case), as_json=as_json)
            return
        change = denials.allow if undo else denials.deny
        around, catalogue = here.circumstances_of_a_case(), here.catalogue_of_a_case()
        done = change(store, case, around, catalogue, number)
    if as_json:
        screen.put_record(done.as_record(), indent=2)
        return
    _tell(done, undo=undo)


def _list(case: str, report: Record, *, as_json: bool) -> None:
    from ringback.app.denials import lists_record

    if as_json:
        screen.put_record(lists_record(case, report), indent=2)
        return
    screen.say(*_lines(case, report))


def _lines(case: str, report: Record) -> Iterator[str]:
    from ringback.cli.layout import bold, safe, with_command

    findings, denied = safe(report["findings"]), safe(report.get("denied", []))
    yield bold("What was found, worst first" if findings else "Nothing was found in this call.")
    yield from _numbered(findings)
    if findings:
        yield from with_command(f"One of them isn't so: ringback case not-so {case} NUMBER", "  ")
    if denied:
        yield bold("Not so, by your word")
        yield from _numbered(denied)
        yield from with_command(f"It is, after all: ringback case not-so {case} NUMBER --undo", "  ")


def _numbered(findings: Sequence[Record]) -> Iterator[str]:
    from ringback.cli.layout import cut, dim, wrap

    for number, one in enumerate(findings, 1):
        words = f'"{cut(one["quote"], 100)}"' if one["quote"].strip() else one["says"]
        yield from wrap(f"{one['title']} {dim(words)}", f"{number:>4}  ", "      ")


def _tell(done: Changed, *, undo: bool) -> None:
    """What was said, what it moved, and how to take it back."""
    from ringback.telling.moved import moved_lines

    listed = done.report["findings" if undo else "denied"]
    found = _named(listed, done.finding)
    number = listed.index(found) + 1 if found else None
    title = found["title"] if found else done.finding.rule
    screen.notice(f"{'So after all' if undo else 'Not so, then'}: {title}.")
    for line in moved_lines(done.moved):
        screen.notice(line)
    if number:
        again = "" if undo else " --undo"
        screen.notice(f"To take that back: ringback case not-so {done.case} {number}{again}")


def _named(findings: Sequence[Record], at: FoundAt) -> Record | None:
    place = at._asdict()
    return next((one for one in findings if place.items() <= one.items()), None)
