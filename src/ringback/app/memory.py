"""What this process remembers of texts, so as not to work it out twice; forgotten when anything is erased."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_CLEAR: list[Callable[[], None]] = []


def remembers(clear: Callable[[], None]) -> None:
    """Note how a memory is emptied."""
    _CLEAR.append(clear)


def forget() -> None:
    """Empty every memory of texts."""
    for clear in _CLEAR:
        clear()


def forgets(erases: Callable[P, R]) -> Callable[P, R]:
    """The same, and every memory is emptied after it, also where it fails."""

    @wraps(erases)
    def and_forgets(*given: P.args, **named: P.kwargs) -> R:
        try:
            return erases(*given, **named)
        finally:
            forget()

    return and_forgets
