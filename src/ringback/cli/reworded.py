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
    yield from _struck(record)
    for fault in record["review"]:
        yield from wrap(fault, "  ", "    ")
    if not record["own"]:
        yield ""
        says = (
            "Read it before you send it: the gate compares words and does not understand them. It misses"
            " two in five of the false claims it meets."
            if record["facts_too"]
            else "Read it before you send it. What states a fact stands as it did; of the rest, what a gate"
            " let through is reworded."
        )
        yield from wrap(dim(says))


def _struck(record: Mapping[str, Any]) -> Iterator[str]:
    """What isn't used of the model's answer, with its reasons, and the own sentence that stays."""
    if record["struck"]:
        yield ""
        yield bold("Struck" if record["facts_too"] else "Not used: your own sentence stays")
    for one in record["struck"]:
        yield from wrap(f'"{one["text"]}"' if one["text"] else "(nothing)", "  ", "   ")
        if one["stays"]:
            yield from wrap(dim(f"yours: {one['stays']}"), "    ", "      ")
        for why in one["because"]:
            told = f"{why['words']}: {why['says']}" if why["words"] not in ("", one["text"]) else why["says"]
            yield from wrap(f"{told}.", "    ", "      ")
