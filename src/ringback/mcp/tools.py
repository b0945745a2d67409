"""The tools, in the order in which an assistant is shown them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ringback.core.errors import RingbackError
from ringback.mcp import given, keeping, looking
from ringback.mcp.keeping import Question
from ringback.mcp.telling import Answer
from ringback.web.api import reports, shapes
from ringback.web.api.given import Contest
from ringback.wiring import World


class NoSuchTool(RingbackError):
    """A tool that there is not, or not without `--cases`."""

    code = "no_such_tool"


class AnyEntry(shapes.Shape):
    """An entry of the catalogue; what else it has depends on its family."""

    family: str
    id: str


class AnyOdds(shapes.Shape):
    """The odds of a scenario, under the decision rule that it names."""

    rule_odds: dict[str, float]
    by_rule: dict[str, shapes.Odds]


class Kept(shapes.Shape):
    """Whether something was kept, and with which case; where it wasn't, whom to ring."""

    kept: bool
    case: str | None
    helplines: list[shapes.Helpline]


@dataclass(frozen=True)
class Tool:
    """One tool: what it is given, what it gives, and what it does.

    `asks` says what its owner is to agree to before it does it; a tool without one only looks.
    """

    title: str
    given: type[BaseModel]
    gives: type[BaseModel]
    work: Callable[[World, Any], Answer]
    asks: Callable[[World, Any], Question | Answer] | None = None

    @property
    def name(self) -> str:
        """Its name, for programs."""
        return self.work.__name__

    @property
    def does(self) -> str:
        """What it does, in its own words."""
        return " ".join((self.work.__doc__ or "").split())


TOOLS = (
    Tool("Can it be repaired?", given.CallAndMessages, reports.Report, looking.recover),
    Tool("Look back at a call", given.Call, reports.LookBack, looking.debrief),
    Tool("Read an employer's process", given.Employers, reports.ProcessMap, looking.process),
    Tool("The odds of a scenario", Contest, AnyOdds, looking.odds),
    Tool("Judge a draft", given.Draft, reports.Review, looking.review),
    Tool("What it rests on", given.Entry, AnyEntry, looking.evidence),
    Tool("Keep a case", given.CallAndMessages, Kept, keeping.keep_case, keeping.asks_to_keep),
    Tool("Say what came of a case", given.Outcome, Kept, keeping.add_outcome, keeping.asks_for_outcome),
    Tool("Confirm facts", given.Facts, Kept, keeping.confirm_fact, keeping.asks_to_confirm),
)


def of_cases() -> tuple[Tool, ...]:
    """The tools that show what is kept, for who allowed that."""
    from ringback.web.api.cases import CaseList, WholeCase

    return (
        Tool("The cases", given.Nothing, CaseList, looking.list_cases),
        Tool("A case", given.Case, WholeCase, looking.show_case),
    )


def offered(*, cases: bool) -> dict[str, Tool]:
    """The tools by name; those that show what is kept only with `cases`."""
    return {tool.name: tool for tool in (*TOOLS, *(of_cases() if cases else ()))}
