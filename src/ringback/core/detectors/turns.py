"""Turns: how long one speaks, and what the answer to a turn is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.detectors.words import any_of
from ringback.core.document import Document, Hit


def long_turn(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every turn of `speaker` of at least `words` words, noting how many."""
    for passage in document.by(settings.get("speaker", "candidate")):
        said = len(passage.folded.split())
        if said >= settings["words"]:
            first = passage.sentences[0]
            yield Hit(passage, first.start, first.end, str(said))


def unasked(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The interviewer's offer (`any_of`) after which the candidate asks nothing at all."""
    offer = any_of(settings)
    for passage in document.by("interviewer"):
        match = offer.search(passage.folded) if offer else None
        if match is None:
            continue
        later = (p for p in document.passages[passage.index + 1 :] if p.role == "candidate")
        if not any("?" in p.folded for p in later):
            yield Hit(passage, match.start(), match.end())
        return


def short_turn(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every turn of `speaker` of at most `words` words that says `any_of`, after one that says `after`."""
    wanted, question = any_of(settings), any_of(settings, "after")
    for passage in document.by(settings.get("speaker", "candidate")):
        before = document.passages[passage.index - 1].folded if passage.index else ""
        short = len(passage.folded.split()) <= settings["words"]
        match = wanted.search(passage.folded) if wanted and short else None
        if match and (question is None or question.search(before)):
            yield Hit(passage, match.start(), match.end())
