"""Answers: what a question's answer lacks. They look at a transcript's moments.

Settings: `kinds`, the kinds of question looked at; `words`, how many the answer must have at least.
"""

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


def lacks(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """An answer in which nothing of `any_of` stands, though something of `with` does; once a moment."""
    wanted, beside = any_of(settings), any_of(settings, "with")
    for moment in document.moments:
        answers = _answers(document, moment)
        said = " ".join(one.folded for one in answers)
        if moment.kind not in settings["kinds"] or len(said.split()) < settings["words"]:
            continue
        if (wanted and wanted.search(said)) or (beside and not beside.search(said)):
            continue
        first = answers[0].sentences[0]
        yield Hit(answers[0], first.start, first.end)


def _answers(document: Document, moment: Moment) -> list[Passage]:
    return [document.passages[place.turn] for place in moment.answers]
