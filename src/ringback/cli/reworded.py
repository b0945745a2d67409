"""A reworded draft in a terminal: what stands, then what was struck and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.cli.layout import bold, dim, wrap


def render(record: Mapping[str, Any], *, wrapped: bool) -> Iterator[str]:
    """The lines: the words to copy first, so that they can be taken as they are."""
    heading = "Your own draft" if record["own"] else f"Reworded by {record['model']} on {record['host']}"
    yield from wrap(bold(heading))
    if record["why"]:
        yield from wrap(record["why"], "  ", "  ")
    yield ""
    for line in record["text"].split("\n"):
        yield from wrap(line) if wrapped and line else [line]
    if record["struck"]:
        yield ""
        yield bold("Struck")
    for one in record["struck"]:
        yield from wrap(f'"{one["text"]}"', "  ", "   ")
        for why in one["because"]:
            yield from wrap(f"{why['words']}: {why['says']}.", "    ", "      ")
    for fault in record["review"]:
        yield from wrap(fault, "  ", "    ")
    if not record["own"]:
        yield ""
        says = (
            "Read it before you send it. The sentences with your facts stand as they did."
            if record["kept"] is not None
            else "Read it before you send it: the gate compares words and does not understand them. It misses"
            " two in five of the false claims it meets."
        )
        yield from wrap(dim(says))
