"""Drafts: what a whole message is or lacks, and what its sentences are like.

They look at what is known of a draft (`Document.drafted`) and find nothing in other texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.detectors.words import any_of
from ringback.core.document import Document, Hit, Passage
from ringback.core.sentences import Span

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w&'’-]+(?: [A-Z][\w&'’-]+)*")


def like(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every sentence that the learnt model holds `label` of, with a chance of at least `least`.

    Settings: `with`, a pattern that must stand in it; `unless`, one that may not.
    """
    beside, barred = any_of(settings, "with"), any_of(settings, "unless")
    for passage, span, likely in _sentences(document):
        if likely.get(settings["label"], 0.0) < settings["least"]:
            continue
        if beside and not beside.search(passage.folded, span.start, span.end):
            continue
        if barred and barred.search(passage.folded, span.start, span.end):
            continue
        yield _hit(passage, span)


def whole(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """One place for what the draft as a whole is: the last of its moves `at`, else its longest sentence.

    With `any_of` or `unless` the draft must hold one of those patterns somewhere, or none of them.
    """
    wanted, barred = any_of(settings), any_of(settings, "unless")
    passages = [passage for passage in document.passages if passage.folded.strip()]
    said = [passage.folded for passage in passages]
    if document.drafted is None or not passages:
        return
    if (wanted and not any(map(wanted.search, said))) or (barred and any(map(barred.search, said))):
        return
    starts = [move.said.start for move in document.drafted.moves if move.name in settings.get("at", ())]
    for passage in passages:
        for span in passage.sentences:
            first, last = passage.turn.locate(span.start, span.end)
            if starts and first <= starts[-1] < last:
                yield _hit(passage, span)
                return
    passage = max(passages, key=lambda one: len(one.folded))
    yield _hit(passage, max(passage.sentences, key=lambda span: span.end - span.start))


def length(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The sentence in which a draft passes the words that its kind bears (`words`, a table), noting its length."""
    drafted = document.drafted
    most = settings["words"].get(drafted.kind) if drafted else None
    if most is None or document.words <= most:
        return
    said = 0
    for passage, span, _ in _sentences(document):
        said += len(passage.folded[span.start : span.end].split())
        if said > most:
            yield Hit(passage, *_bounds(passage, span), str(document.words))
            return


def unfounded(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every number and name in a sentence of the writer's own past (`with`) that its case doesn't hold."""
    drafted, past = document.drafted, any_of(settings, "with")
    if drafted is None or drafted.sheet is None or past is None:
        return
    for passage, span, _ in _sentences(document):
        if not past.search(passage.folded, span.start, span.end):
            continue
        text = passage.turn.text
        for pattern in (_NUMBER, _NAME):
            for found in pattern.finditer(text, span.start, span.end):
                words = found[0].lower().replace(",", "").split()
                if not all(word.rstrip(".") in drafted.sheet for word in words):
                    yield Hit(passage, found.start(), found.end())


def _sentences(document: Document) -> Iterator[tuple[Passage, Span, Mapping[str, float]]]:
    """The sentences of a draft in order, each with what the model says of it."""
    drafted = document.drafted
    if drafted is None:
        return
    number = 0
    for passage in document.passages:
        for span in passage.sentences:
            yield passage, span, drafted.likely[number] if number < len(drafted.likely) else {}
            number += 1


def _bounds(passage: Passage, span: Span) -> tuple[int, int]:
    """Where a sentence stands, without the white space around it."""
    said = passage.folded[span.start : span.end]
    start = span.start + len(said) - len(said.lstrip())
    return start, max(start, span.start + len(said.rstrip()))


def _hit(passage: Passage, span: Span) -> Hit:
    return Hit(passage, *_bounds(passage, span))
