"""`ringback recover`: the main job."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen
from ringback.core.errors import RingbackError
from ringback.wiring import World, world

if TYPE_CHECKING:
    from ringback.app.recover import Known
    from ringback.core.material import Kind, Material
    from ringback.core.report import Report

SAMPLE = ("account.txt", "invitation.eml")
SAMPLE_NOW, SAMPLE_ZONE = "2026-03-12T20:50", "Europe/London"

EXAMPLES = options.examples(
    "ringback recover --sample                        an invented case",
    "ringback recover my-account.txt invite.eml       your words, and their mail",
    "ringback recover call.vtt --message next.txt     a transcript, and their message",
    "ringback recover                                 nothing to hand: it asks",
    "ringback recover --case lowmoor reply.txt        more for a case that is kept",
    "cat stories.jsonl | ringback recover --jsonl     many, one a line",
)


class WrongUse(RingbackError):
    """Options that don't go together."""

    code = "wrong_use"


@dataclass(frozen=True)
class Asked:
    """What one run of `recover` was asked for."""

    paths: tuple[tuple[str, Kind | None], ...] = ()
    case: str | None = None
    keeps: bool = True
    as_json: bool = False
    why: bool = False
    facts: bool = False
    asks: bool = True


def recover(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILES]...", help="What you have; - is standard input.")
    ] = None,
    message: Annotated[
        list[str] | None, typer.Option("--message", metavar="FILE", help="Something the employer sent.")
    ] = None,
    kind: Annotated[
        options.Kind | None, typer.Option("--kind", help="What the FILES are, where that isn't plain.")
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Show it on an invented case.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='One {"id", "text"} a line in, one report out.')
    ] = False,
    as_json: options.Json = False,
    case: Annotated[
        str | None, typer.Option("--case", metavar="CASE", help="Add to a case that is kept.")
    ] = None,
    no_save: Annotated[bool, typer.Option("--no-save", help="Keep nothing.")] = False,
    why: options.Why = False,
    facts: options.Facts = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
    no_input: options.NoInput = False,
) -> None:
    """Say whether a call can still be repaired, with a plan and honest words."""
    here = world(now, zone=zone, locale=locale, me=me)
    _refuse_mixtures(bool(files or message), sample=sample, jsonl=jsonl, case=bool(case))
    if jsonl:
        raise typer.Exit(stream(here))
    given = [(path, _kind(kind)) for path in files or ()] + [(path, _message()) for path in message or ()]
    asked = Asked(tuple(given), case, not no_save, as_json, why, facts, not no_input)
    if sample:
        _sample(here, asked)
    elif given or case:
        _recover(here, asked)
    elif not sys.stdin.isatty():
        _recover(here, replace(asked, paths=(("-", _kind(kind)),)))
    else:
        _recall(here, asked)


def _kind(kind: options.Kind | None) -> Kind | None:
    return kind.value if kind else None


def _message() -> Kind:
    return "message"


def _refuse_mixtures(given: bool, *, sample: bool, jsonl: bool, case: bool) -> None:
    if jsonl and (given or sample or case):
        raise WrongUse(
            "--jsonl reads standard input and nothing else.", "Leave the files out, or leave --jsonl out."
        )
    if sample and (given or case):
        raise WrongUse("--sample brings its own case.", "Leave the files out, or leave --sample out.")


def stream(here: World) -> int:
    """Answer standard input line by line; 1 when any line failed."""
    from ringback.app.recover import answer_line

    around, catalogue = here.circumstances(), here.catalogue()
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    failed = False
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            answer = answer_line(line, number, around, catalogue)
        except Exception as error:  # noqa: BLE001 - one line's fault is not the next one's
            answer = {"id": _id_of(line), "error": screen.Unexpected(error).as_record()}
        failed = failed or "error" in answer
        screen.put_record(answer)
    return screen.FAILED if failed else 0


def _id_of(line: str) -> Any:
    import json

    row = json.loads(line)
    return row.get("id")


def _sample(here: World, asked: Asked) -> None:
    """The invented case, as on the evening it is set in."""
    from importlib.resources import files

    from ringback.readers import read

    folder = files("ringback.catalogue") / "samples"
    then = here.of_the_sample(SAMPLE_NOW, SAMPLE_ZONE)
    materials = [one for name in SAMPLE for one in read((folder / name).read_bytes(), name)]
    _, _, record = _work_out(then, materials, {})
    _show(record, replace(asked, keeps=False), whole=False)
    screen.notice(
        "This is an invented case. Your own: ringback recover YOUR-FILES, or ringback recover alone."
    )


def _work_out(
    here: World, materials: Sequence[Material], answers: Mapping[str, str]
) -> tuple[Known, Report, dict[str, Any]]:
    from ringback.app.recover import understand, work_out
    from ringback.core.report import as_record

    around, catalogue = here.circumstances(answers), here.catalogue()
    known = understand(materials, around, catalogue)
    report = work_out(known, around, catalogue)
    return known, report, as_record(report)


def _recover(here: World, asked: Asked) -> None:
    from ringback.cli.files import read_files

    if asked.case:
        _again(here, asked, asked.case)
        return
    materials = read_files(asked.paths, here.chosen.me)
    known, _, record = _work_out(here, materials, {})
    keeps = asked.keeps and not record["helplines"]
    _show(record, replace(asked, keeps=keeps), whole=not keeps)
    if keeps:
        _keep(here, materials, known, record)


def _keep(here: World, materials: Sequence[Material], known: Known, record: Mapping[str, Any]) -> None:
    """Keep the case once its report is on the screen."""
    from ringback.app.keep import keep

    with here.store() as store:
        case = keep(store, materials, record, known.facts, known.names.employer, here.now)
    screen.notice(f"Kept as {case.id}. See it again: ringback case show {case.id}")


def _again(here: World, asked: Asked, case_id: str) -> None:
    """A case worked out again, with what was added to it."""
    from ringback.app import cases
    from ringback.app.keep import answers_of, keep_again, read_again
    from ringback.cli.files import read_files

    added = read_files(asked.paths, here.chosen.me)
    with here.store() as store:
        file = cases.show(store, case_id)
        every = [*read_again(file, here.chosen.me), *added]
        known, _, record = _work_out(here, every, answers_of(file))
        keeps = asked.keeps and not record["helplines"]
        _show(record, replace(asked, keeps=keeps), whole=not keeps)
        if keeps:
            keep_again(store, case_id, added, record, known.facts, here.now)


def _show(record: Mapping[str, Any], asked: Asked, *, whole: bool) -> None:
    if asked.as_json:
        screen.put_record(record, indent=2)
        return
    from ringback.cli.report import View, render

    view = View(why=asked.why, facts=asked.facts, kept=asked.keeps, whole=whole, case=asked.case)
    screen.put(render(record, view, colour=screen.wants_colour()))


def _recall(here: World, asked: Asked) -> None:
    """Nothing to hand, and somebody at the terminal: ask."""
    if not asked.asks:
        raise WrongUse("There is nothing to work on.", "Name a file, or leave --no-input out and be asked.")
    raise WrongUse(
        "Being asked about the call is not in this version yet.",
        "Write down what happened, in any words, and give that file: ringback recover my-account.txt",
    )
