"""The command line: a thin shell over the use-cases."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line; whatever goes wrong is said in a sentence, and its class gives the exit code."""
    try:
        code = _run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def _run() -> int:
    from ringback.cli import screen
    from ringback.cli.tree import app

    screen.speak_utf8()
    with screen.ended_quietly() as ending:
        ending.code = app(standalone_mode=False) or 0
    return ending.code
