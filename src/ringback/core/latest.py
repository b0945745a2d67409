"""What is made of a table, kept for the one asked for last: a batch asks for the same, text after text."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

Table = TypeVar("Table")
Rest = ParamSpec("Rest")
Made = TypeVar("Made")


def for_the_latest(
    make: Callable[Concatenate[Table, Rest], Made],
) -> Callable[Concatenate[Table, Rest], Made]:
    """What `make` makes of its first argument, made once for the same one in a row."""
    latest: list[tuple[Table, Made]] = []

    @wraps(make)
    def made_once(table: Table, /, *rest: Rest.args, **more: Rest.kwargs) -> Made:
        for known, made in latest:
            if known is table:
                return made
        made = make(table, *rest, **more)
        latest[:] = [(table, made)]
        return made

    return made_once
