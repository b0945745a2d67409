"""The fact sheet in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ringback.cli.layout import bold, cut, dim, safe, with_command, wrap
from ringback.cli.numbers import as_given
from ringback.core.fact_sheet import living, waiting
from ringback.telling import said
from ringback.telling.facts import origin_of, quotes_itself

if TYPE_CHECKING:
    from ringback.core.fact_sheet import Sheet
    from ringback.core.facts import Fact

LONGEST_QUOTE = 200


def sheet_lines(sheet: Sheet, name: str, case: str | None) -> Iterator[str]:
    """Every fact that is kept, and the command for those that wait for a yes."""
    kept = living(sheet)
    yield bold(f"Facts of {name}: its words claim nothing else")
    for fact in kept:
        yield from fact_lines(fact)
    if not kept:
        yield from wrap("There are none yet.", "  ")
        yield from with_command("Tell one: ringback facts add proof TEXT", "  ")
    of = f" --case {case}" if case else ""
    wait = waiting(sheet)
    if wait:
        numbers = as_given(fact.number for fact in wait)
        which = (
            "One waits for your yes"
            if len(wait) == 1
            else f"{said.capital(said.number(len(wait)))} wait for your yes"
        )
        yield from with_command(f"{which}: ringback facts confirm {numbers}{of}")


def removed_lines(sheet: Sheet, case: str | None) -> Iterator[str]:
    """Every fact that was removed, and how to have it back."""
    gone = [fact for fact in sheet if fact.state == "removed"]
    for fact in gone:
        yield from fact_lines(fact)
    if not gone:
        yield "None was removed."
        return
    of = f" --case {case}" if case else ""
    yield from with_command(
        f"Back again: ringback facts restore {as_given(fact.number for fact in gone)}{of}"
    )


def fact_lines(fact: Fact) -> Iterator[str]:
    """One fact with its number, its kind and where it comes from."""
    head = f"  [{fact.number}] "
    yield from wrap(safe(fact.text), head)
    quote = "" if quotes_itself(fact) else f': "{cut(safe(fact.quote), LONGEST_QUOTE)}"'
    yield from wrap(dim(f"{fact.kind}; {safe(origin_of(fact))}{quote}"), " " * len(head))
