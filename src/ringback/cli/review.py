"""`ringback review`: a second look at any draft, your own or a chatbot's."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen

if TYPE_CHECKING:
    from ringback.core.moves import Asked
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback review draft.txt",
    "ringback review draft.txt --case harrow-pell    by what the case holds, too",
    "ringback review - --kind voicemail < said.txt   what you mean to say",
    "ringback review draft.txt --why                 with what each finding rests on",
    "ringback review draft.txt --lines               one line a finding, for an editor",
    "cat drafts.jsonl | ringback review --jsonl      many, one a line",
)


class DraftKind(StrEnum):
    """What a draft is."""

    email = "email"
    spoken = "spoken"
    voicemail = "voicemail"
    letter = "letter"


def review(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="The draft, as text or .docx; - is standard input.")
    ] = None,
    kind: Annotated[DraftKind, typer.Option("--kind", help="What it is.")] = DraftKind.email,
    case: Annotated[
        str | None, typer.Option("--case", metavar="ID", help="The kept case that it is about.")
    ] = None,
    situation: Annotated[
        str, typer.Option("--situation", metavar="TEXT", help="Who writes to whom, after what: one line.")
    ] = "",
    noticed: Annotated[
        options.Noticed | None, typer.Option("--noticed", help="Whether they noticed what went wrong.")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='One {"id", "text", "kind"} a line in, one review out.')
    ] = False,
    as_json: options.Json = False,
    as_lines: Annotated[
        bool, typer.Option("--lines", help="One line a finding, with its end, as editors read it.")
    ] = False,
    why: options.Why = False,
    now: options.Now = None,
    zone: options.Zone = None,
) -> None:
    """Judge a draft before it goes: send it, mend it, or don't. Ends with 1 where it should be mended."""
    here = options.world(now, zone=zone)
    if jsonl:
        if file or case or situation or noticed or why or as_json or as_lines or kind != DraftKind.email:
            raise options.WrongUse(
                "--jsonl reads standard input and answers each line with a record.",
                "Leave the file and the other options out, or leave --jsonl out.",
            )
        raise typer.Exit(_stream(here))
    if as_lines and (as_json or why):
        raise options.WrongUse("--lines has a form of its own.", "Leave --json and --why out.")
    path = file or ("" if sys.stdin.isatty() else "-")
    if not path:
        raise options.WrongUse("There is nothing to read.", "Name the file: ringback review draft.txt")
    record = _judged(here, _asked(path, kind.value, situation, noticed.value if noticed else "unknown"), case)
    from ringback.cli.reviewed import compiler_lines, lines, to_mend

    if as_json:
        screen.put_record({**record, "file": path}, indent=2)
    elif as_lines:
        screen.put("".join(f"{line}\n" for line in compiler_lines(record, path)))
    else:
        screen.say(*lines(record, path, why=why))
    raise typer.Exit(screen.FAILED if to_mend(record) else 0)


def _stream(here: World) -> int:
    from ringback.app.review import answer_line
    from ringback.cli.stream import answer_all

    around, catalogue = here.circumstances(), here.catalogue()
    return answer_all(lambda line, number: answer_line(line, number, around, catalogue))


def _asked(path: str, kind: str, situation: str, noticed: str) -> Asked:
    from ringback.cli.files import read_draft
    from ringback.core.moves import Asked

    return Asked(read_draft(path), kind, situation, noticed, path)


def _judged(here: World, asked: Asked, case: str | None) -> dict[str, Any]:
    from ringback.app.review import look_over

    if case:
        return _by_its_case(here, asked, case)
    return look_over(asked, here.circumstances(), here.catalogue())


def _by_its_case(here: World, asked: Asked, case: str) -> dict[str, Any]:
    from dataclasses import replace

    from ringback.app import cases
    from ringback.app.review import look_over_with
    from ringback.app.told import case_told
    from ringback.cli.stored import NothingKept

    with here.store() as store:
        told = case_told(cases.show(store, case))
    if told is None:
        raise NothingKept(f"{case} has no report yet.", f"Work it out: ringback recover --case {case}")
    if asked.noticed == "unknown":
        asked = replace(asked, noticed=told.noticed)
    return look_over_with(asked, told, case, here.circumstances(), here.catalogue())
