"""Answers: what a question's answer lacks. They look at a transcript's moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.detectors.words import any_of
from ringback.core.document import Document, Hit, Passage
from ringback.core.moment import Moment


def unasked(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The last offer to ask, where the candidate declines it (`any_of`) and asks nothing (`unless`) there or
    in any moment of their own.
    """
    declined, asks = any_of(settings), any_of(settings, "unless")
    moments = [moment for moment in document.moments if moment.kind == "their_questions" and moment.answers]
    offers = [moment for moment in moments if document.passages[moment.first].role == "interviewer"]
    if len(offers) < len(moments) or not offers:
        return
    first, *later = _answers(document, offers[-1])
    said = " ".join(one.folded for one in (first, *later))
    found = declined.search(first.folded) if declined else None
    if found and "?" not in said and not (asks and asks.search(said)):
        sentence = first.sentence_at(found.start())
        yield Hit(first, sentence.start, len(first.folded[: sentence.end].rstrip()))


def _answers(document: Document, moment: Moment) -> list[Passage]:
    return [document.passages[place.turn] for place in moment.answers]
