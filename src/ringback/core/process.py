"""The employer's process: its stages and their order, how they decide, and the people in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ringback.core.call import YOU_SAID, Call
from ringback.core.catalogue import Catalogue
from ringback.core.decision import DECISION_RULES, decision_rule, rule_odds
from ringback.core.document import Document
from ringback.core.readings import Reading
from ringback.core.stages import Stage


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the employer. `decides`: yes, no, advises or unknown; `quote` is where it stands."""

    name: str | None
    role: str | None
    decides: str
    quote: str | None = None


@dataclass(frozen=True)
class Process:
    """The process as far as the texts tell.

    `rule_odds` sums to 1; `stages` stand in their order where `order_known`; `stage_kind` is the kind
    of the stage that the newest text is about, None where it is about none or several.
    """

    decision_rule: Reading
    rule_odds: Mapping[str, float]
    people: tuple[Person, ...] = ()
    stages: tuple[Stage, ...] = ()
    order_known: bool = True
    stage_kind: str | None = None


def read_process(
    catalogue: Catalogue,
    documents: Sequence[Document],
    call: Call,
    people: tuple[Person, ...] = (),
    told: str | None = None,
) -> Process:
    """The process as the texts state or plainly imply it; the rest as probabilities.

    `told` is the rule its owner answered when asked; it outweighs any reading.
    """
    rule = (
        Reading(told, "told", (YOU_SAID,)) if told in DECISION_RULES else decision_rule(catalogue, documents)
    )
    return Process(rule, rule_odds(catalogue, rule, call), people)
