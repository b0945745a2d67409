"""What a take claims of its speaker that the fact sheet doesn't hold: asked about, never taken as given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.catalogue import Catalogue
from ringback.core.drafted import words_of
from ringback.core.facts import find_facts, why_not
from ringback.core.readings import hear
from ringback.core.review_case import CaseTold
from ringback.core.take import OWN, NewClaim, Quote, Take, as_heard

KINDS = ("experience", "proof", "standard")
"""The kinds that a take can add; what happened on the call it can't know better than the account."""
OTHERWISE = "experience"
MOST = 3


def new_claims(take: Take, told: CaseTold, catalogue: Catalogue) -> tuple[NewClaim, ...]:
    """At most three statements of a take that the case doesn't hold, in the order in which they were said."""
    table = catalogue.phrases["rehearsal"]
    small = frozenset(table["opener"]["small"].split())
    held = told.sheet.words
    found: list[NewClaim] = []
    for claim in sorted(_claims(take, catalogue), key=lambda one: (one.quote.start, -one.quote.end)):
        apart = not found or claim.quote.start >= found[-1].quote.end
        if apart and _is_new(claim, held, small, table["limits"]):
            found.append(claim)
    return tuple(found[:MOST])


def _is_new(claim: NewClaim, held: frozenset[str], small: frozenset[str], limits: Mapping[str, Any]) -> bool:
    """Whether enough of its words, or one of its numbers, are nowhere in the case."""
    words = [word for word in words_of(claim.quote.text) if word not in small]
    if len(words_of(claim.quote.text)) < limits["fact_from"] or not words:
        return False
    known = [word for word in words if word in held]
    number = any(word[0].isdigit() and word not in held for word in words)
    return number or len(known) < limits["same_fact"] * len(words)


def _claims(take: Take, catalogue: Catalogue) -> Iterator[NewClaim]:
    """Every statement of one's own in a take: what facts are made of, sentences with a deed or a figure."""
    document = as_heard("", take)
    for fact in find_facts((document,), {}, catalogue):
        if fact.kind in KINDS:
            yield NewClaim(fact.kind, Quote(fact.start, fact.end, take.words[fact.start : fact.end]))
    for one in hear(catalogue.setting("answer_part"), (document,)):
        if one.cue.value not in ("example", "figure") or one.hit.passage.role != OWN:
            continue
        sentence = one.hit.passage.sentence_at(one.hit.start)
        whole = take.words[sentence.start : sentence.end]
        start = sentence.start + len(whole) - len(whole.lstrip())
        text = whole.strip()
        if why_not(OTHERWISE, text, catalogue) is None:
            yield NewClaim(OTHERWISE, Quote(start, start + len(text), text))
