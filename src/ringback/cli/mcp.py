"""`ringback mcp`: Ringback as tools for an assistant on this machine."""

from __future__ import annotations

import importlib.util
import sys
from typing import Annotated

import typer

from ringback.cli import options, screen
from ringback.core.errors import RingbackError
from ringback.extras import pip_install

EXAMPLES = options.examples(
    "ringback mcp                 what an assistant's program starts by itself",
    "ringback mcp --cases         and it may look at the cases that are kept",
)


class NoMcpExtra(RingbackError):
    """What speaks with assistants isn't installed."""

    code = "no_mcp_extra"

    def __init__(self) -> None:
        super().__init__(
            "To serve an assistant needs an extra that isn't installed.",
            f"Add it: {pip_install('ringback[mcp]')}",
        )


def mcp(
    cases: Annotated[
        bool, typer.Option("--cases", help="Let the assistant look at the cases that are kept.")
    ] = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
) -> None:
    """Serve an assistant's program over standard input and output (MCP): tools that look, and tools that keep
    something only after your yes. The program starts it by itself; docs/assistants.md says how to add it.
    """
    if importlib.util.find_spec("mcp") is None:
        raise NoMcpExtra
    _ = options.world(now, zone=zone, locale=locale, me=me).now  # what can't be read is said before it serves
    if sys.stdin.isatty():
        screen.notice("This speaks with an assistant's program, which starts it by itself. Ctrl-C ends it.")
    from ringback.mcp.server import run

    run(lambda: options.world(now, zone=zone, locale=locale, me=me), cases=cases)
