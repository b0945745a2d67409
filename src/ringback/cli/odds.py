"""`ringback odds`: what the call cost, and what a repair is worth, by your own numbers."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen

if TYPE_CHECKING:
    from ringback.app.odds import Asked
    from ringback.core.catalogue import Catalogue
    from ringback.core.odds_report import OddsReport
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback odds                                    of the case last touched",
    "ringback odds harrow-pell --candidates 6         of this one, with six in the running",
    "ringback odds --rule cumulative --candidates 5 --damage serious --noticed likely",
    "ringback odds --scenario contest.json --svg pictures/",
    "ringback odds --jsonl < scenarios.jsonl          many, one a line",
)


class Rule(StrEnum):
    """How stage results become a decision."""

    hit_or_miss = "hit_or_miss"
    progressive_elimination = "progressive_elimination"
    cumulative = "cumulative"
    mixed = "mixed"


class Damage(StrEnum):
    """How far below the usual level the call was."""

    slight = "slight"
    serious = "serious"


class Usual(StrEnum):
    """How such calls usually go."""

    better = "better"
    mixed = "mixed"
    same = "same"


def odds(
    case: options.NewestCase = None,
    scenario: Annotated[
        str | None, typer.Option("--scenario", metavar="FILE", help="Every figure from a JSON or TOML file.")
    ] = None,
    rule: Annotated[Rule | None, typer.Option("--rule", help="How they decide.")] = None,
    candidates: Annotated[
        int | None,
        typer.Option("--candidates", metavar="N", min=1, help="How many are compared, you among them."),
    ] = None,
    damage: Annotated[Damage | None, typer.Option("--damage", help="How bad the call was.")] = None,
    noticed: Annotated[
        options.Noticed | None, typer.Option("--noticed", help="Whether they noticed.")
    ] = None,
    usual: Annotated[Usual | None, typer.Option("--usual", help="How such calls usually go for you.")] = None,
    advanced: Annotated[bool, typer.Option("--advanced", help="You were asked to a next stage.")] = False,
    figures: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Any figure of a scenario; may be repeated."),
    ] = None,
    points: Annotated[bool, typer.Option("--points", help="Points alone, without ranges.")] = False,
    no_numbers: Annotated[
        bool, typer.Option("--no-numbers", help="What is best, without the chances.")
    ] = False,
    svg: Annotated[
        str | None, typer.Option("--svg", metavar="FOLDER", help="Draw the pictures into this folder, too.")
    ] = None,
    force: options.Force = False,
    why: options.Why = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One scenario a line in, its odds out.")] = False,
    as_json: options.Json = False,
) -> None:
    """What the call cost, and what a repair is worth: chances as ranges, and what they hang on."""
    here = options.world()
    own = _own(candidates, figures)
    told = {"damage": damage, "noticed": noticed, "usual": usual}
    stands = {name: value.value for name, value in told.items() if value} | (
        {"status": "advanced"} if advanced else {}
    )
    flags = bool(own or stands or rule)
    if jsonl:
        if case or scenario or flags or svg or points or no_numbers or why or as_json:
            raise options.WrongUse(
                "--jsonl reads standard input and nothing else.", "Leave the rest out, or leave --jsonl out."
            )
        raise typer.Exit(_stream(here))
    if scenario and (case or flags):
        raise options.WrongUse(
            "--scenario gives every figure itself.", "Leave the other flags out, or change the file."
        )
    catalogue = here.catalogue_of_a_case()
    report = _report(here, catalogue, case, scenario, rule, stands, own, ranges=not points)

    record = report.as_record()
    if svg:
        _draw(report, svg, catalogue, force=force)
    if as_json:
        screen.put_record(record, indent=2)
        return
    from ringback.cli.odds_text import render

    numbers = not (no_numbers or here.chosen.hide_numbers)
    screen.say(*render(record, catalogue.phrases["odds"], numbers=numbers, why=why))


def _own(candidates: int | None, figures: list[str] | None) -> dict[str, Any]:
    """Figures of one's own by the scenario's names. Raises WrongUse."""
    own: dict[str, Any] = {} if candidates is None else {"candidates": candidates}
    for each in figures or ():
        name, sign, value = (part.strip() for part in each.partition("="))
        if name == "rule":
            raise options.WrongUse("The rule has a flag of its own.", "Give --rule.")
        if not sign:
            raise options.WrongUse(
                f'"{each}" sets nothing.', "Give --set NAME=VALUE, such as --set merit=0.5."
            )
        if name in ("keep", "reliabilities"):
            value = f"[{value.strip('[]')}]"
        try:
            own[name] = json.loads(value)
        except ValueError:
            own[name] = value
    return own


def _report(
    here: World,
    catalogue: Catalogue,
    case: str | None,
    scenario: str | None,
    rule: Rule | None,
    stands: dict[str, str],
    own: dict[str, Any],
    *,
    ranges: bool,
) -> OddsReport:
    from ringback.app import odds as work

    if scenario:
        from ringback.cli.files import read_plain

        return work.of_scenario(work.read_scenario(read_plain(scenario), scenario), catalogue, ranges=ranges)
    chosen = rule.value if rule else None
    if case or not (stands or own or chosen):
        asked = _kept(here, case, chosen, stands, own)
    else:
        asked = work.told(stands, chosen, own, catalogue)
    return work.report_on(asked, catalogue, ranges=ranges)


def _kept(
    here: World, case: str | None, rule: str | None, stands: dict[str, str], own: dict[str, Any]
) -> Asked:
    from ringback.app.keep import current_report
    from ringback.app.odds import of_case
    from ringback.cli.stored import newest_name

    with here.store() as store:
        return of_case(current_report(store, case or newest_name(store)), rule, stands, own)


def _stream(here: World) -> int:
    from ringback.app.odds import answer_line
    from ringback.cli.stream import answer_all

    catalogue = here.catalogue()
    return answer_all(lambda line, number: answer_line(line, number, catalogue))


def _draw(report: OddsReport, folder: str, catalogue: Catalogue, *, force: bool) -> None:
    from ringback.cli.files import make_folder, refuse_existing, write_whole
    from ringback.pictures.odds import pictures

    drawn = {
        Path(folder) / name: picture for name, picture in pictures(report, catalogue.phrases["odds"]).items()
    }
    if not force:
        refuse_existing(list(drawn))
    make_folder(Path(folder))
    for path, picture in drawn.items():
        write_whole(path, picture)
        screen.notice(f"Drawn: {path}")
