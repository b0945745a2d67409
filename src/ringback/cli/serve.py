"""`ringback serve`: the same in a browser, on this machine alone."""

from __future__ import annotations

from typing import Annotated

import typer

from ringback.cli import options, screen

PORT = 8417

EXAMPLES = options.examples(
    "ringback serve                          opens the page in your browser",
    "ringback serve --port 0 --no-browser    any free port; prints the address alone",
)


def serve(
    port: Annotated[
        int, typer.Option("--port", metavar="N", help="Where to listen; 0 takes any free port.")
    ] = PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
    me: options.Me = None,
) -> None:
    """Open Ringback in a browser. Only this machine can reach it; Ctrl-C ends it."""
    from ringback.core.called import Usual
    from ringback.web.server import serve as run

    here = options.world(now, zone=zone, locale=locale, me=Usual(me) if me else None)
    _ = here.now  # a time that can't be read is said before anything listens

    def ready(address: str) -> None:
        screen.put(address, end="\n")
        screen.notice("Open that address; Ctrl-C ends this. Nothing leaves this machine.")
        if not no_browser:
            import webbrowser

            webbrowser.open(address)

    run(here, port, ready)
