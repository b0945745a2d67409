"""How an employer decides: the decision rule as stated or plainly implied, and the chance of each."""

from __future__ import annotations

from collections.abc import Sequence

from ringback.core.call import Call
from ringback.core.catalogue import Catalogue
from ringback.core.document import Document
from ringback.core.readings import Reading, hear, weigh

DECISION_RULES = ("hit_or_miss", "progressive_elimination", "cumulative", "mixed")

STATED = 0.9
"""Chance given to a rule that the employer states in words; the rest is shared by the others."""
IMPLIED = 0.7
"""The same for a rule that what happened plainly implies."""

GATES = frozenset({"hit_or_miss", "progressive_elimination"})
"""The rules by which a stage can end it by itself."""


def rule_odds(catalogue: Catalogue, rule: Reading, call: Call) -> dict[str, float]:
    """How likely each decision rule is: base rates moved by what is known, or the stated rule's share.

    Bayes' rule with one likelihood a field; base rates and likelihoods are the catalogue's
    `rule_odds.toml`, their sources beside them.
    """
    if rule.known:
        share = STATED if rule.basis in ("stated", "told") else IMPLIED
        rest = (1 - share) / (len(DECISION_RULES) - 1)
        return {name: share if name == rule.value else rest for name in DECISION_RULES}
    table = catalogue.phrases["rule_odds"]
    weights = dict(table["base"])
    for field in ("stage", "status"):
        likelihood = table.get(field, {}).get(getattr(call, field).value, {})
        weights = {name: weights[name] * likelihood.get(name, 1.0) for name in DECISION_RULES}
    total = sum(weights.values())
    return {name: weights[name] / total for name in DECISION_RULES}


def decision_rule(catalogue: Catalogue, documents: Sequence[Document]) -> Reading:
    """The rule the texts state or plainly imply; a gate and a pooling, both stated, make it mixed."""
    heard = hear(catalogue.setting("decision_rule"), documents)
    stated = [one for one in heard if one.cue.strength == 3]
    values = {one.cue.value for one in stated}
    if "mixed" in values or ("cumulative" in values and values & GATES):
        telling = sorted(stated, key=lambda one: one.cue.value != "mixed")
        return Reading("mixed", "stated", tuple(one.reason for one in telling[:3]))
    return weigh(heard)
