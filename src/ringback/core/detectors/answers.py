"""Answers: what a question's answer lacks. They look at a transcript's moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.detectors.words import any_of
from ringback.core.document import Document, Hit, Passage
from ringback.core.moment import Moment


def unasked(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The offer to ask that the candidate declines (`any_of`), with no question of their own after it."""
    declined = any_of(settings)
    for moment in document.moments:
        answers = _answers(document, moment)
        if moment.kind != "their_questions" or not answers or any("?" in one.folded for one in answers):
            continue
        found = declined.search(answers[0].folded) if declined else None
        if found and document.passages[moment.first].role == "interviewer":
            yield Hit(answers[0], found.start(), found.end())


def _answers(document: Document, moment: Moment) -> list[Passage]:
    return [document.passages[place.turn] for place in moment.answers]
