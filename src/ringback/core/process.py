"""The employer's process: its stages and their order, how they decide, and the people in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringback.core.call import YOU_SAID, Call
from ringback.core.catalogue import Catalogue
from ringback.core.decision import DECISION_RULES, decision_rule, infer, question, with_roles
from ringback.core.document import Document
from ringback.core.material import Material
from ringback.core.process_map import Clash, held, merge
from ringback.core.readings import Reading
from ringback.core.reasons import Reason
from ringback.core.stage_pages import Page, read_stages
from ringback.core.stage_words import stage_words
from ringback.core.stages import Stage


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the employer. `decides`: yes, no, advises or unknown; `quote` is where it stands.

    `likely` is what their title alone suggests, where no text says what their part is.
    """

    name: str | None
    role: str | None
    decides: str
    quote: str | None = None
    likely: str = "unknown"


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
    clashes: tuple[Clash, ...] = ()
    question: str | None = None
    reasons: tuple[Reason, ...] = ()


def read_process(
    catalogue: Catalogue,
    documents: Sequence[Document],
    call: Call,
    people: tuple[Person, ...] = (),
    told: str | None = None,
    materials: Sequence[Material] = (),
) -> Process:
    """The process as the texts state or plainly imply it; the rest as probabilities.

    `told` is the rule its owner answered when asked; it outweighs any reading. Stages are read from the
    employer's messages among `materials`, oldest first: of two texts that disagree the newer holds.
    """
    went_on = call.channel.value if call.status.value == "advanced" else None
    line = held(merge(_pages(catalogue, materials)), went_on)
    rule = (
        Reading(told, "told", (YOU_SAID,))
        if told in DECISION_RULES
        else decision_rule(catalogue, documents, line.stages)
    )
    inference = infer(catalogue, rule, call, documents, line.stages, line.about)
    return Process(
        rule,
        inference.odds,
        people,
        stages=with_roles(line.stages, catalogue, {one.name: one.text for one in materials}),
        order_known=line.order_known,
        stage_kind=line.about,
        clashes=(*line.clashes, *_rule_clashes(catalogue, documents, rule)),
        question=question(catalogue, rule, line.stages),
        reasons=inference.reasons,
    )


def _pages(catalogue: Catalogue, materials: Sequence[Material]) -> list[Page]:
    """What each of the employer's texts tells of stages."""
    words = stage_words(catalogue.phrases["stages/terms"])
    return [
        read_stages(one.text[one.start : one.end], one.name, words, catalogue, one.start)
        for one in materials
        if one.kind == "message"
    ]


def _rule_clashes(catalogue: Catalogue, documents: Sequence[Document], rule: Reading) -> Iterator[Clash]:
    """The texts that state another rule than the one that holds."""
    messages = [document for document in documents if document.kind == "message"]
    if len(messages) < 2 or rule.basis != "stated" or rule.value == "mixed":
        return
    read = [(document, decision_rule(catalogue, [document])) for document in messages]
    kept = next((document for document, one in reversed(read) if one.value == rule.value), None)
    for document, one in read:
        if kept is not None and one.basis == "stated" and one.value != rule.value:
            yield Clash(
                "rule", rule.quote or rule.value, kept.source, one.quote or one.value, document.source
            )
