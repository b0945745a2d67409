"""The steps of the flow that are planned and not built: each answers the same, from this one table."""

from __future__ import annotations

from typing import Any, NamedTuple

from typer.core import TyperGroup

from ringback.core.errors import NotInThisVersion


class Later(NamedTuple):
    """A step to come: what it will do, its name in a sentence, and what to do instead."""

    does: str
    what: str
    instead: str


LATER = {
    "batch": Later(
        "many cases at once", "Batch work", "A stream does it: ringback recover --jsonl < cases.jsonl"
    ),
}


def listing() -> str:
    """The steps to come, for the help."""
    rows = "\n".join(f"  {name:<12}{later.does}" for name, later in LATER.items())
    return f"\b\nNot in this version:\n{rows}"


def not_yet(name: str) -> NotInThisVersion:
    """What to raise where a step that is to come is asked for."""
    return NotInThisVersion(LATER[name].what, LATER[name].instead)


class WithLater(TyperGroup):
    """A group of commands in which those to come are known by name, and cost nothing at start-up."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name. Raises NotInThisVersion for one that is to come."""
        if cmd_name in LATER:
            raise not_yet(cmd_name)
        return super().get_command(ctx, cmd_name)
