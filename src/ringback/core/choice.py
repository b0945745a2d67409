"""Naming it or leaving it: which draft either way takes, and what the choice rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from ringback.core.errors import RingbackError
from ringback.core.facts import Fact, usable
from ringback.core.plan import Plan
from ringback.core.shares import share_in_words
from ringback.core.verdict import NAMED_IN_WRITING, Verdict

Way = Literal["name_it", "leave_it"]


class NoSuchWay(RingbackError):
    """A case in which there is nothing to choose."""

    code = "no_such_way"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of the two: the kind of its draft, whether the plan has it too, and what it rests on.

    `break_even` is the chance that they noticed above which naming it pays; None where no odds tell.
    """

    way: Way
    kind: str
    ours: bool
    says: str
    break_even: float | None


def choose(
    way: Way,
    verdict: Verdict,
    plan: Plan,
    facts: Collection[Fact],
    break_evens: Collection[float | None],
    says: Mapping[str, str],
) -> Choice:
    """The draft for one way. `says` is the table [choice] of phrases/drafts. Raises NoSuchWay.

    `break_evens` are those of the decision rules that may hold; none where the chances aren't told.
    """
    if verdict.door == "closed":
        raise NoSuchWay("This door is closed: there is nobody to name it to.", "What is left: ringback words")
    if "correction" in plan.drafts and way == "leave_it" and plan.opener is None:
        raise NoSuchWay(
            "Something untrue was said, and that is put right whichever way you choose.",
            "The correction: ringback words",
        )
    names = plan.opener == "named" if plan.opener else verdict.case in NAMED_IN_WRITING
    ours = names == (way == "name_it")
    rests_on, share = _rests_on(break_evens, says)
    return Choice(
        way, _kind(way, plan, facts), ours, f"{says['ours' if ours else 'not_ours']} {rests_on}", share
    )


def _kind(way: Way, plan: Plan, facts: Collection[Fact]) -> str:
    if plan.opener:
        return "opener_named" if way == "name_it" else "opener_unnamed"
    if way == "name_it":
        return "correction" if "correction" in plan.drafts else "named_letter"
    shows = any(fact.kind == "proof" and usable(fact) for fact in facts)
    return "offer_sample" if shows else "thank_you"


def _rests_on(break_evens: Collection[float | None], says: Mapping[str, str]) -> tuple[str, float | None]:
    """The sentence on the chance of having been noticed: the largest that a likely rule asks for."""
    if not break_evens:
        return says["unknown"], None
    known = [one for one in break_evens if one is not None]
    if not known:
        return says["nothing"], None
    share = max(known)
    if share > 1 - 1e-9:
        return says["never"], share
    return says["pays"].format(share=share_in_words(share)), share
