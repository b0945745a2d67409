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
    """What no phrase tells, by the sentence that most plainly invites contact or forbids it."""
    table = catalogue.phrases["likeness"]["contact"]
    best, reading = float(table["least"]), Reading()
    for document in messages:
        if not document.is_running:
            continue
        for quote, pulls in zip(
            document.said, catalogue.reader.sentences("employers", document.said), strict=True
        ):
            for value in ("no", "yes"):
                if pulls[f"contact:{value}"] > best:
                    best = pulls[f"contact:{value}"]
                    reason = Reason(
                        table[value], rule="likeness/contact", sources=("judgement",), quote=quote
                    )
                    reading = Reading(value, "implied", (reason,))
    return reading
