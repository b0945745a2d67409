"""Whether an employer's texts invite the candidate to write or ring, or forbid it."""

from __future__ import annotations

from collections.abc import Sequence

from ringback.core.catalogue import Catalogue
from ringback.core.document import Document
from ringback.core.readings import Reading, read_field
from ringback.core.reasons import Reason


def follow_up(catalogue: Catalogue, documents: Sequence[Document]) -> Reading:
    """Yes where an answer is asked for or contact is invited, no where it is forbidden, else unknown."""
    messages = [document for document in documents if document.kind == "message"]
    told = read_field("follow_up", catalogue, messages)
    return told if told.known else _like(catalogue, messages)


def _like(catalogue: Catalogue, messages: Sequence[Document]) -> Reading:
    """What no phrase tells, by the sentence that is most like those which invite contact or forbid it."""
    best, reading = float(catalogue.phrases["likeness"]["contact"]["least"]), Reading()
    for passage in (passage for document in messages for passage in document.passages):
        if len(passage.sentences) < 2:  # a list of stages asks for nothing
            continue
        likeness = catalogue.likeness["employers"]
        for sentence in passage.sentences:
            folded = passage.folded[sentence.start : sentence.end]
            chances = likeness.chances(folded)
            for value in ("no", "yes"):
                if chances[f"contact:{value}"] > best:
                    best = chances[f"contact:{value}"]
                    quote = passage.turn.text[sentence.start : sentence.end].strip()
                    reading = Reading(value, "implied", (_reason(catalogue, folded, value, quote),))
    return reading


def _reason(catalogue: Catalogue, folded: str, value: str, quote: str) -> Reason:
    words = ", ".join(catalogue.likeness["employers"].because(folded, f"contact:{value}"))
    says = catalogue.phrases["likeness"]["contact"][value].replace("{words}", words)
    return Reason(says, rule="likeness/contact", sources=("judgement",), quote=quote)
