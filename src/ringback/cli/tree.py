"""The tree of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from ringback import __version__
from ringback.cli import (
    batch,
    calibrate,
    case,
    case_call,
    case_done,
    case_edit,
    catalogue,
    cohort,
    config,
    debrief,
    employer,
    facts,
    mcp,
    not_so,
    odds,
    options,
    process,
    recover,
    rehearse,
    review,
    reword,
    screen,
    serve,
    transcribe,
    words,
)
from ringback.cli.doctor import doctor

HELP = "What to do after a phone interview that went badly: a verdict, a plan, and honest words."

app = typer.Typer(
    name="ringback",
    help=HELP,
    epilog=recover.EXAMPLES,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(asked: bool) -> None:
    if asked:
        screen.put(f"ringback {__version__}\n")
        raise typer.Exit


@app.callback()
def ringback(
    _version_asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="The version, and no more.")
    ] = False,
) -> None:
    """What to do after a phone interview that went badly: a verdict, a plan, and honest words."""


app.command(epilog=recover.EXAMPLES)(recover.recover)
app.command(epilog=serve.EXAMPLES)(serve.serve)
app.command(epilog=mcp.EXAMPLES)(mcp.mcp)
app.command(epilog=words.EXAMPLES)(words.words)
app.command(epilog=reword.EXAMPLES)(reword.reword)
app.command(epilog=review.EXAMPLES)(review.review)
app.command(epilog=rehearse.EXAMPLES)(rehearse.rehearse)
app.command(epilog=process.EXAMPLES)(process.process)
app.command(epilog=debrief.EXAMPLES)(debrief.debrief)
app.command(epilog=transcribe.EXAMPLES)(transcribe.transcribe)
app.command(epilog=odds.EXAMPLES)(odds.odds)
app.command(epilog=batch.EXAMPLES)(batch.batch)
app.add_typer(facts.app, name="facts")
case.app.command("not-so", epilog=not_so.EXAMPLES)(not_so.not_so)
case.app.command("edit", epilog=case_edit.EXAMPLES)(case_edit.edit)
case.app.command("done", epilog=case_done.EXAMPLES)(case_done.done)
case.app.command("turn", epilog=case_call.TURN_EXAMPLES)(case_call.turn)
case.app.command("minute", epilog=case_call.MINUTE_EXAMPLES)(case_call.minute)
case.app.command("sound", epilog=case_call.SOUND_EXAMPLES)(case_call.sound)
app.add_typer(case.app, name="case")
app.command(epilog=calibrate.EXAMPLES)(calibrate.calibrate)
app.command(epilog=cohort.EXAMPLES)(cohort.cohort)
app.add_typer(employer.app, name="employer")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(config.app, name="config")
app.command(epilog=options.examples("ringback doctor", "ringback doctor --json"))(doctor)
