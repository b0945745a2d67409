"""How an employer decides by what their sentences mean, where no phrase tells.

The reader knows of each sentence of a letter or page whether it speaks of a gate or of pooling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ringback.core.catalogue import Catalogue
from ringback.core.document import Document
from ringback.core.readings import Reading
from ringback.core.reasons import Reason

_ALONE, _ONE_OF_SEVERAL = "rule:one_screen", ("rule:each_gate", "rule:veto", "rule:best_few")
_POOLS, _GATES = "rule:pools", "rule:gates"


@dataclass(frozen=True, slots=True)
class _Judged:
    """One sentence of a message, with the log-odds of each label."""

    quote: str
    pulls: Mapping[str, float]


def like_rule(catalogue: Catalogue, documents: Sequence[Document]) -> Reading:
    """What no cue tells: pooling, a gate, or both in different sentences, as an implied rule."""
    least: float = catalogue.phrases["likeness"]["rule"]["least"]
    judged = [
        _Judged(quote, pulls)
        for document in documents
        if document.kind == "message" and document.is_running
        for quote, pulls in zip(
            document.said, catalogue.reader.sentences("employers", document.said), strict=True
        )
    ]
    pools = _most(judged, _POOLS, least)
    gates = _most([one for one in judged if one is not pools], _GATES, least)
    if pools and gates:
        return Reading(
            "mixed", "implied", (_reason(catalogue, pools, _POOLS), _reason(catalogue, gates, _GATES))
        )
    if pools:
        return Reading("cumulative", "implied", (_reason(catalogue, pools, _POOLS),))
    if gates:
        told = [one for one in judged if one.pulls[_GATES] >= least]
        return Reading(_which(told), "implied", (_reason(catalogue, gates, _GATES),))
    return Reading()


def _most(judged: Sequence[_Judged], label: str, least: float) -> _Judged | None:
    """The sentence most like a label, if it is at all."""
    best = max(judged, key=lambda one: one.pulls[label], default=None)
    return best if best and best.pulls[label] >= least else None


def _which(told: Sequence[_Judged]) -> str:
    """Whether sentences that speak of a gate speak of the one screen or of one of several."""
    alone = max(one.pulls[_ALONE] for one in told)
    several = max(one.pulls[label] for one in told for label in _ONE_OF_SEVERAL)
    return "hit_or_miss" if alone >= several else "progressive_elimination"


def _reason(catalogue: Catalogue, one: _Judged, label: str) -> Reason:
    says = catalogue.phrases["likeness"]["rule"]["says"][label.removeprefix("rule:")]
    return Reason(says, rule="likeness/rule", sources=("judgement",), quote=one.quote)
