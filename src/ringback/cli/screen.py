"""Where the shell meets the terminal: what goes to which stream, in which colour, and how a run ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import typer

from ringback.core.errors import HelpFirst, RingbackError
from ringback.telling.fault import place_of

FAILED, INTERRUPTED, PIPE_CLOSED = 1, 130, 141


class Unexpected(RingbackError):
    """A fault of ours. It names the place in our code, never a word of the user's."""

    code = "unexpected"
    exit_code = FAILED

    def __init__(self, error: BaseException) -> None:
        super().__init__(
            f"Something in Ringback itself went wrong ({type(error).__name__} at {place_of(error)}).",
            "Please report this line where you got Ringback from; it holds nothing of yours."
            " RINGBACK_DEBUG=1 shows the details, which may quote your text.",
        )


@dataclass
class Ending:
    """How a run ends."""

    code: int = 0


def speak_utf8() -> None:
    """Both streams in UTF-8, with nothing in them that could end a run."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def wants_colour() -> bool:
    """Colour goes to a terminal alone, and not where NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def put(text: str, end: str = "") -> None:
    """Text for standard output, at once; a reader that has gone ends the run quietly."""
    try:
        sys.stdout.write(text + end)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from None


def say(*lines: str) -> None:
    """Lines that may be marked, in colour where it's wanted."""
    from ringback.cli.layout import paint

    colour = wants_colour()
    put("".join(f"{paint(line, colour=colour)}\n" for line in lines))


def put_record(record: Mapping[str, Any], *, indent: int | None = None) -> None:
    """One JSON object."""
    import json

    put(json.dumps(record, ensure_ascii=False, indent=indent), end="\n")


def notice(text: str) -> None:
    """A line about the run itself, for standard error."""
    from ringback.cli.layout import safe, with_command

    with suppress(BrokenPipeError):
        lines = [line for part in text.split("\n") for line in with_command(safe(part))]
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()


def complain(error: RingbackError) -> None:
    """An error in a line or two, with what to do about it."""
    from ringback.cli.layout import safe, with_command

    with suppress(BrokenPipeError):
        where = f"{error.place}: " if error.place else ""
        text = safe(f"{where}{error.message} {error.remedy}")
        lines = [line for part in text.split("\n") for line in with_command(part)]
        sys.stderr.write("\n".join(lines).rstrip() + "\n")


@contextmanager
def ended_quietly() -> Iterator[Ending]:
    """Within it, every way in which a command can end becomes an exit code and, at most, a sentence."""
    ending = Ending()
    try:
        yield ending
    except typer.Exit as stop:
        ending.code = stop.exit_code
    except (KeyboardInterrupt, typer.Abort):
        ending.code = INTERRUPTED
    except HelpFirst as error:
        with suppress(typer.Exit):
            _say_whom_to_ring(error)
        ending.code = error.exit_code
    except RingbackError as error:
        complain(error)
        ending.code = error.exit_code
    except Exception as error:  # noqa: BLE001 - the last door: nobody is shown a traceback
        ending.code = _last_words(error)


def _say_whom_to_ring(error: HelpFirst) -> None:
    from ringback.cli.quiet import help_lines

    say(*help_lines({"helplines": error.helplines}))


def _last_words(error: Exception) -> int:
    if hasattr(error, "show") and hasattr(error, "exit_code"):  # wrong usage, as typer tells it
        error.show()
        return int(error.exit_code)
    if os.environ.get("RINGBACK_DEBUG"):
        import traceback

        traceback.print_exception(error)
    complain(Unexpected(error))
    return FAILED
