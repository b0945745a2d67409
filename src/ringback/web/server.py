"""Listening: a socket on this machine alone, one line that says where, and the server until it is stopped."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable

from ringback.core.errors import RingbackError
from ringback.web.application import application
from ringback.web.door import Door, key_in
from ringback.web.site import Site
from ringback.wiring import World

LOOPBACK = "127.0.0.1"
INTERRUPTED = 130
"""What a program ends with that Ctrl-C ended."""


class PortTaken(RingbackError):
    """A port on which something else listens, or that this user may not use."""

    code = "port_taken"


def listen(port: int) -> socket.socket:
    """A socket on the loopback address; port 0 takes any that is free. Raises PortTaken."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        made.close()
        why = getattr(error, "strerror", None) or "there is no such port"
        remedy = "If Ringback runs there already, its page is still open; else: ringback serve --port 0"
        raise PortTaken(f"Port {port} can't be used ({why}).", remedy, "--port") from None
    made.listen(128)
    return made


def serve(world: World, port: int, ready: Callable[[str], None]) -> None:
    """Answer until interrupted; `ready` is told the address to open. Raises PortTaken."""
    import uvicorn

    sock = listen(port)
    with sock:
        door = Door(key_in(world.home), sock.getsockname()[1])
        site = Site(door, world.flags, world.now_given)
        _ = site.store  # what is wrong with it is said now, not in a page
        site.resume()
        app = application(site)
        settings = uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=2,
        )
        server = uvicorn.Server(settings)
        app.state.ending = lambda: server.should_exit
        ready(door.address)
        try:
            server.run(sockets=[sock])
        finally:
            _leave_listening(site)


def _leave_listening(site: Site) -> None:
    """End at once where a part of a recording is being heard: the threads of what hears it would not let go.

    Nothing is lost by that: the next start goes on with the part.
    """
    if site.is_listening:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(INTERRUPTED)
