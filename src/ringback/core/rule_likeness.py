"""How an employer decides by what their sentences are like: where no phrase tells, and where one misleads.

The model learnt from labelled employers' texts knows of each sentence whether it speaks of a gate or of
pooling. It says so where no cue is heard, and it passes by a cue heard in a sentence that plainly speaks
of something else ("could you drop in on Thursday after six?").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringback.core.catalogue import Catalogue
from ringback.core.document import Document, Passage
from ringback.core.readings import Heard, Reading
from ringback.core.reasons import Reason

_FEWEST = 2
"""Of a text of fewer sentences there is none beside to be misled by."""
_ALONE = ("rule:one_screen",)
_ONE_OF_SEVERAL = ("rule:each_gate", "rule:veto", "rule:best_few")
_POOLS, _GATES = "rule:pools", "rule:gates"


@dataclass(frozen=True, slots=True)
class _Judged:
    """One sentence of a message, folded and as written, with how likely each label is for it."""

    folded: str
    quote: str
    chances: Mapping[str, float]


def plausible(catalogue: Catalogue, heard: Sequence[Heard]) -> list[Heard]:
    """The cues without those of a message's sentence that is like nothing said of deciding."""
    return [one for one in heard if one.document.kind != "message" or not _misled(catalogue, one)]


def _misled(catalogue: Catalogue, one: Heard) -> bool:
    passage, model = one.hit.passage, catalogue.likeness["employers"]
    if len(passage.sentences) < _FEWEST:
        return False
    least: float = catalogue.phrases["likeness"]["rule"]["least_said"]
    around = [span for span in passage.sentences if span.start < one.hit.end and span.end > one.hit.start]
    for span in around:
        chances = model.chances(passage.folded[span.start : span.end])
        if max(chances[_POOLS], chances[_GATES]) >= least:
            return False
    return True


def like_rule(catalogue: Catalogue, documents: Sequence[Document]) -> Reading:
    """What no cue tells: pooling, a gate, or both in different sentences, as an implied rule."""
    least: float = catalogue.phrases["likeness"]["rule"]["least"]
    judged = [
        one
        for document in documents
        if document.kind == "message"
        for passage in document.passages
        for one in _judged(catalogue, passage)
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
        told = [one for one in judged if one.chances[_GATES] >= least]
        return Reading(_which(told), "implied", (_reason(catalogue, gates, _GATES),))
    return Reading()


def _judged(catalogue: Catalogue, passage: Passage) -> Iterator[_Judged]:
    """The sentences of a passage, unless it is a list of stages rather than a text."""
    if len(passage.sentences) < _FEWEST:
        return
    model = catalogue.likeness["employers"]
    for span in passage.sentences:
        folded = passage.folded[span.start : span.end]
        yield _Judged(folded, passage.turn.text[span.start : span.end].strip(), model.chances(folded))


def _most(judged: Sequence[_Judged], label: str, least: float) -> _Judged | None:
    """The sentence most like a label, if it is at all."""
    best = max(judged, key=lambda one: one.chances[label], default=None)
    return best if best and best.chances[label] >= least else None


def _which(told: Sequence[_Judged]) -> str:
    """Whether sentences that speak of a gate speak of the one screen or of one of several."""

    def weight(labels: Sequence[str]) -> float:
        return sum(one.chances[label] for one in told for label in labels)

    return "hit_or_miss" if weight(_ALONE) >= weight(_ONE_OF_SEVERAL) else "progressive_elimination"


def _reason(catalogue: Catalogue, one: _Judged, label: str) -> Reason:
    words = ", ".join(catalogue.likeness["employers"].because(one.folded, label))
    says = catalogue.phrases["likeness"]["rule"]["says"][label.removeprefix("rule:")]
    return Reason(
        says.replace("{words}", words), rule="likeness/rule", sources=("judgement",), quote=one.quote
    )
