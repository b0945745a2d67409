"""What moved from one report of a case to the next, by their records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Record = Mapping[str, Any]


class Shift(NamedTuple):
    """A word of the contract before and after; None where there was no report before."""

    before: str | None
    after: str

    @property
    def moved(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What became of one draft: finished, unfinished, reworded, new or dropped."""

    kind: str
    how: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved: the verdict and what follows from it; the steps of the plan, by key; the drafts."""

    verdict: Shift
    damage: Shift
    repair_worth: Shift
    advised_action: Shift
    steps: tuple[str, ...]
    drafts: tuple[DraftChange, ...]

    @property
    def anything(self) -> bool:
        """Whether anything moved at all."""
        shifts = (self.verdict, self.damage, self.repair_worth, self.advised_action)
        return any(shift.moved for shift in shifts) or bool(self.steps or self.drafts)


def moved(before: Record, after: Record) -> Moved:
    """What moved from one report to the next; `before` is empty where there was none."""
    return Moved(
        **{
            name: Shift(before.get(name), after[name])
            for name in ("verdict", "damage", "repair_worth", "advised_action")
        },
        steps=tuple(_other_steps(before, after)),
        drafts=draft_changes(before, after),
    )


def _other_steps(before: Record, after: Record) -> Iterator[str]:
    """The keys of steps that are new, gone or say something else; that days have passed changes none."""
    old, new = _steps(before), _steps(after)
    yield from (key for key in {**old, **new} if old.get(key) != new.get(key))


def _steps(record: Record) -> dict[str, str]:
    steps = record["plan"]["steps"] if record else ()
    return {step.get("key") or step["does"]: step["does"] for step in steps}


def draft_changes(before: Record, after: Record) -> tuple[DraftChange, ...]:
    """What became of each draft from one report to the next, in the order of the newer."""
    old = {draft["kind"]: draft for draft in before.get("drafts", ())}
    new = {draft["kind"]: draft for draft in after["drafts"]}
    told = [(kind, _became(old.get(kind), draft)) for kind, draft in new.items()]
    told += [(kind, "dropped") for kind in old if kind not in new]
    return tuple(DraftChange(kind, how) for kind, how in told if how)


def _became(old: Record | None, new: Record) -> str | None:
    if old is None:
        return "new"
    if old["unfinished"] != new["unfinished"]:
        return "unfinished" if new["unfinished"] else "finished"
    return None if _text(old) == _text(new) else "reworded"


def _text(draft: Record) -> str:
    by_phone = draft.get("by_phone")
    said = [draft["sentences"], *(reply["sentences"] for reply in draft["answers_to"])]
    said += [by_phone["sentences"]] if by_phone else []
    return json.dumps([[one["text"] for one in sentences] for sentences in said])
