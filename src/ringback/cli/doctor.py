"""`ringback doctor`: what this machine has and lacks."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from ringback.cli import options, screen

if TYPE_CHECKING:
    from ringback.app.doctor import Check


def doctor(as_json: options.Json = False) -> None:
    """Check this machine: what is there, what is missing, and what to do."""
    from ringback.app.doctor import check_up
    from ringback.cli.layout import columns_of, safe

    here = options.world()
    checks = check_up(here.home, here.chosen.catalogue_folder, here.zone, here.locale)
    wrong = [check for check in checks if check.fine is False]
    if as_json:
        rows = [asdict(check) for check in checks]
        screen.put_record({"schema": "ringback/doctor/1", "fine": not wrong, "checks": rows}, indent=2)
    else:
        marks = {True: "ok", False: "TO DO", None: "note"}
        rows_of_text = [(f"{marks[check.fine]:<6} {check.name}", safe(_says(check))) for check in checks]
        screen.say(*columns_of(rows_of_text, indent=""))
    raise typer.Exit(screen.FAILED if wrong else 0)


def _says(check: Check) -> str:
    """What was found and what to do; a command comes after a colon, so that it stays whole."""
    to_do = f"To mend it: {check.remedy}" if check.remedy.startswith("ringback ") else check.remedy
    return f"{check.says} {to_do}".strip()
