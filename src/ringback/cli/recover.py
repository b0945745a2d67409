"""`ringback recover`: the main job."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, recordings, screen
from ringback.cli.stream import answer_all

if TYPE_CHECKING:
    from ringback.app.worked_out import WorkedOut
    from ringback.core.material import Kind, Material
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback recover --sample                        an invented case",
    "ringback recover my-account.txt invite.eml       your words, and their mail",
    "ringback recover call.vtt --message next.txt     a transcript, and their message",
    "ringback recover call.m4a                        a recording, once all on it knew",
    "ringback recover 1.m4a 2.m4a --one-call          a call that broke off, in its parts",
    "ringback recover                                 nothing to hand: it asks",
    "ringback recover --case lowmoor reply.txt        more for a case that is kept",
    "cat stories.jsonl | ringback recover --jsonl     many, one a line",
)


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
    numbers: bool = True
    say: recordings.Said = recordings.Said()


@dataclass(frozen=True)
class Brought:
    """What a run was given: the texts, and what heard the recordings among it."""

    materials: Sequence[Material] = ()
    hear: recordings.Hearer | None = None


def recover(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILES", help="What you have; - is standard input.")
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
    consent: options.Consent = None,
    place: options.Place = None,
    swap: options.Swap = False,
    one_call: options.OneCall = False,
    no_input: options.NoInput = False,
) -> None:
    """Say whether a call can still be repaired, with a plan and honest words."""
    here = options.world(now, zone=zone, locale=locale, me=me)
    _refuse_mixtures(bool(files or message), sample=sample, jsonl=jsonl, case=bool(case))
    if jsonl:
        raise typer.Exit(stream(here))
    given = [(path, _kind(kind)) for path in files or ()] + [(path, _message()) for path in message or ()]
    numbers = not here.chosen.hide_numbers
    say = recordings.Said(consent, place, swap=swap, asks=not no_input, one_call=one_call)
    asked = Asked(tuple(given), case, not no_save, as_json, why, facts, not no_input, numbers, say)
    if sample:
        _sample(here, asked)
    elif case:
        _again(here, asked, case)
    elif given:
        alone = "--json is of one report" if as_json else ""
        recordings.one_by_one(
            recordings.calls(given, say, alone=alone),
            lambda call: _recover(here, replace(asked, paths=tuple(call))),
        )
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
        raise options.WrongUse(
            "--jsonl reads standard input and nothing else.", "Leave the files out, or leave --jsonl out."
        )
    if sample and (given or case):
        raise options.WrongUse("--sample brings its own case.", "Leave the files out, or leave --sample out.")


def stream(here: World) -> int:
    """Answer standard input line by line; 1 when any line failed."""
    from ringback.app.recover import answer_line

    around, catalogue = here.circumstances(), here.catalogue()
    return answer_all(lambda line, number: answer_line(line, number, around, catalogue))


def _sample(here: World, asked: Asked) -> None:
    """The invented case, as on the evening it is set in."""
    from ringback.app import sample

    done = _work_out(here.of_the_sample(sample.NOW, sample.ZONE), sample.materials())
    _show(done.record, replace(asked, keeps=False), whole=False)
    screen.notice(
        "This is an invented case. With nothing to hand you are asked. Your own: ringback recover YOUR-FILES"
    )


def _work_out(here: World, materials: Sequence[Material]) -> WorkedOut:
    from ringback.app.worked_out import of_materials

    return of_materials(materials, here.circumstances_of_a_case(), here.catalogue_of_a_case())


def _recover(here: World, asked: Asked) -> None:
    from ringback.cli.files import read_files

    hear = recordings.Hearer(here, asked.say)
    materials = read_files(asked.paths, here.chosen.me, hear)
    if asked.asks and _at_a_terminal() and ("-" not in [path for path, _ in asked.paths]):
        from ringback.app.worked_out import of_recall
        from ringback.cli.recall import ask_few

        done = of_recall(ask_few(here, materials))
    else:
        done = _work_out(here, materials)
    _show_and_keep(here, asked, done, Brought(materials, hear))


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def _recall(here: World, asked: Asked) -> None:
    """Nothing to hand, and somebody at the terminal: ask."""
    if not asked.asks:
        raise options.WrongUse(
            "There is nothing to work on.", "Name a file, or leave --no-input out and be asked."
        )
    from ringback.app.worked_out import of_recall
    from ringback.cli.recall import ask_all

    recalled = ask_all(here, keeps=asked.keeps)
    done = of_recall(recalled.guided)
    _show_and_keep(here, asked, done, Brought(), recalled.recall_id)


def _show_and_keep(
    here: World, asked: Asked, done: WorkedOut, brought: Brought, recall_id: int | None = None
) -> None:
    """Print the report, and keep the case once it is on the screen."""
    keeps = asked.keeps and not done.troubled
    _show(done.record, replace(asked, keeps=keeps), whole=not keeps)
    if not keeps:
        return
    from ringback.app.keep import keep, keep_recall

    with here.store() as store:
        if recall_id is not None or done.answers:
            recall_id = keep_recall(store, recall_id, done.answers, here.now)
        case = keep(store, brought.materials, done, here.now, recall_id)
        if brought.hear:
            brought.hear.note(store, case.id, brought.materials)
    screen.notice(f"Kept as {case.id}. See it again: ringback case show {case.id}")
    if done.record["drafts"] and not done.record.get("unread"):
        screen.notice(f"Its words, ready to copy: ringback words {case.id}")


def _again(here: World, asked: Asked, case_id: str) -> None:
    """A case worked out again, with what was added to it."""
    from ringback.app import cases
    from ringback.app.keep import apart, keep_again, of_case
    from ringback.app.worked_out import of_recall
    from ringback.cli.files import read_files

    [paths] = recordings.calls(asked.paths, asked.say, alone="a case is of one call")
    hear = recordings.Hearer(here, asked.say)
    read = read_files(paths, here.chosen.me, hear)
    with here.store() as store:
        file = cases.show(store, case_id)
        added = apart(file, read)
        done = of_recall(of_case(file, here.circumstances_of_a_case(), here.catalogue_of_a_case(), added))
        keeps = asked.keeps and not done.troubled
        _show(done.record, replace(asked, keeps=keeps), whole=not keeps)
        if keeps:
            keep_again(store, case_id, added, done.record, done.sheet, here.now, file)
            hear.note(store, case_id, added)


def _show(record: Mapping[str, Any], asked: Asked, *, whole: bool) -> None:
    if asked.as_json:
        screen.put_record(record, indent=2)
        return
    from ringback.cli.report import View, render

    view = View(asked.why, asked.facts, asked.keeps, whole, asked.case, asked.numbers)
    screen.put(render(record, view, colour=screen.wants_colour()))
