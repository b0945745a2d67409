"""Asking at the terminal: lines as they are typed, and what is said there, on standard error."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Sequence
from contextlib import suppress

from ringback.cli.layout import paint, safe, wrap

PASTE_SECONDS = 0.05


def told(first: str) -> str:
    """What was typed from this line up to an empty one; within a paste, that only ends a paragraph."""
    lines = [first]
    with suppress(EOFError):
        while lines[-1] or _more_pasted():
            lines.append(line())
    return "\n".join(lines).strip()


def _more_pasted() -> bool:
    if not sys.stdin.isatty() or os.name == "nt":
        return False
    return bool(select.select([sys.stdin], [], [], PASTE_SECONDS)[0])


def line() -> str:
    """One line as typed, with nothing in it that could not be kept. Raises EOFError."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401 - gives `input` its editing, and lines of any length
        return _clean(input("> "))
    sys.stderr.write("> ")
    sys.stderr.flush()
    typed = sys.stdin.readline()
    if not typed:
        raise EOFError
    return _clean(typed)


def _clean(typed: str) -> str:
    words: str = safe(typed)
    return words.strip()


def say_choices(choices: Sequence[str]) -> None:
    """Answers to choose from, numbered."""
    _show([row for number, words in enumerate(choices, 1) for row in wrap(words, f"  {number}  ")])


def say(*texts: str) -> None:
    """Texts, each wrapped; an empty one is an empty line."""
    _show([row for text in texts for row in (wrap(text) if text else [""])])


def _show(lines: Sequence[str]) -> None:
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    sys.stderr.write("".join(f"{paint(row, colour=colour)}\n" for row in lines))
    sys.stderr.flush()
