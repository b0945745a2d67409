"""`ringback case done`: the steps of the plan, and which are done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from ringback.cli import options, screen

if TYPE_CHECKING:
    from datetime import datetime

    from ringback.app.steps import PlanStep
    from ringback.store.database import Store

EXAMPLES = options.examples(
    "ringback case done lowmoor            the steps, by numbers",
    "ringback case done lowmoor 1          the first is done",
    "ringback case done lowmoor eve        by its key",
    "ringback case done lowmoor 1 --undo   not done after all",
)


def done(
    case: options.CaseName,
    step: Annotated[
        str | None,
        typer.Argument(metavar="STEP", help="Its number or key; without one, they are listed."),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="It isn't done after all.")] = False,
    as_json: options.Json = False,
) -> None:
    """Mark a step of the plan as done."""
    from ringback.app import cases, steps

    here = options.world()
    with here.store() as store:
        if step is not None:
            key = _key(steps.listed(cases.show(store, case)), step)
            change = steps.unmark if undo else steps.mark
            change(store, case, key, here.now)
        _show(store, case, here.now, as_json=as_json)


def _key(listed: Sequence[PlanStep], step: str) -> str:
    """The key of the step that a number or a key stands for, else the words as given."""
    return next((one.key for one in listed if step == str(one.number)), step)


def _show(store: Store, case: str, now: datetime, *, as_json: bool) -> None:
    from ringback.app import cases, steps

    file = cases.show(store, case)
    listed = steps.listed(file)
    if as_json:
        rows = [{**asdict(one), "done": one.done and one.done.isoformat()} for one in listed]
        screen.put_record({"schema": "ringback/done/1", "case": case, "steps": rows}, indent=2)
        return
    screen.say(*_lines(listed, now))


def _lines(listed: Sequence[PlanStep], now: datetime) -> Iterator[str]:
    from ringback.cli.layout import bold, dim, safe, wrap
    from ringback.telling import days, said

    yield bold("The steps of the plan" if listed else "The plan has nothing to do.")
    for one in listed:
        marked = f"done {days.day(one.done.astimezone(now.tzinfo), now.date())}" if one.done else "to do"
        text = f"{said.ended(safe(one.does))} {dim(f'{one.key}; {marked}')}"
        yield from wrap(text, f"{one.number:>4} {'x' if one.done else ' '} ")
