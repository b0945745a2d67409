"""`ringback config`: the few settings there are."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from ringback.cli import options, screen

app = typer.Typer(
    help="The settings: a flag wins over a variable, a variable over the file.",
    epilog=options.examples(
        "ringback config show",
        "ringback config set zone Europe/Dublin",
        "RINGBACK_ZONE=America/Denver ringback recover",
    ),
    rich_markup_mode=None,
    no_args_is_help=True,
)

Key = Annotated[str, typer.Argument(metavar="KEY", help="As `ringback config show` names it.")]

NOT_SET = {
    "locale": "from the environment",
    "zone": "the machine's",
    "me": "from the text",
    "country": "from the zone and the locale",
    "catalogue_folder": "none of your own",
    "greeting": "by the tone",
}


@app.command(epilog=options.examples("ringback config show", "ringback config show --json"))
def show(as_json: options.Json = False) -> None:
    """The settings in force."""
    here = options.world()
    chosen = asdict(here.chosen)
    if as_json:
        plain = {key: str(v) if key == "catalogue_folder" and v else v for key, v in chosen.items()}
        screen.put_record({"schema": "ringback/config/1", **plain}, indent=2)
        return
    from ringback.cli.layout import columns_of, safe

    screen.say(*columns_of((key, safe(_shown(key, value))) for key, value in chosen.items()))


def _shown(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"not set: {NOT_SET[key]}" if value is None else str(value)


@app.command(
    "set",
    epilog=options.examples(
        "ringback config set me Ruth",
        'ringback config set greeting "Good morning"',
        "ringback config set hide_numbers yes",
    ),
)
def set_one(key: Key, value: Annotated[str, typer.Argument(metavar="VALUE", help="Its value.")]) -> None:
    """Write one setting into the file."""
    from ringback import settings

    here = options.world()
    settings.put(here.home, key, value)
    screen.notice(f"{key} is set, in {here.home / settings.FILE}.")


@app.command(epilog=options.examples("ringback config unset zone"))
def unset(key: Key) -> None:
    """Take one setting out of the file."""
    from ringback import settings

    settings.remove(options.world().home, key)
    screen.notice(f"{key} is not set any more.")


@app.command(epilog=options.examples("ringback config path"))
def path() -> None:
    """Where the file is, whether or not it is there yet."""
    from ringback import settings

    screen.put(f"{options.world().home / settings.FILE}\n")
