"""Drafts: what a whole message is or lacks, and what its sentences are like.

They look at what is known of a draft (`Document.drafted`) and find nothing in other texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ringback.core.detectors.numbers import differs
from ringback.core.detectors.words import any_of
from ringback.core.document import Document, Hit, Passage, fold
from ringback.core.drafted import Drafted, Move, words_of
from ringback.core.sentences import Span
from ringback.core.transcript import Piece, Turn

_SIGNATURE = re.compile(r"\s*[A-Z][\w'’.-]*(?: (?:[a-z]{1,3} )*[A-Z][\w'’.-]*){0,3}(?<![.!?])")
_NAME = re.compile(r"(?<=[a-z,;] )(?!I\b)[A-Z][\w&'’-]+(?: [A-Z][\w&'’-]+)*")


def like(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every sentence that is held to do `label`, by what was learnt, with a chance of at least `least`.

    The name at the end does nothing.

    Settings: `with`, a pattern that must stand in it; `unless`, one that may not; `and_not`, a label that it
    may hold with a chance of at most `most`.
    """
    beside, barred = any_of(settings, "with"), any_of(settings, "unless")
    for passage, span, likely in _sentences(document):
        if likely.get(settings["label"], 0.0) < settings["least"]:
            continue
        if likely.get(settings.get("and_not", ""), 0.0) > settings.get("most", 1.0):
            continue
        if beside and not beside.within(passage.folded, span.start, span.end):
            continue
        if barred and barred.within(passage.folded, span.start, span.end):
            continue
        if _is_signature(passage, span):
            continue
        yield replace(_hit(passage, span), chance=likely[settings["label"]])


def whole(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """One place for what a whole draft is or lacks: the surest of its moves `at`, else its longest sentence.

    With `only_there` it is found at such a move or not at all; with `least`, only at moves that are at
    least as likely; with `with`, patterns, only where one of those moves holds one. With `like`, a `label`
    and its `least`, only where the learnt model holds that of the whole with such a chance; with `unless`,
    patterns, only where none of them stands anywhere.
    """
    beside = any_of(settings, "with")
    passages = [passage for passage in document.passages if passage.folded.strip()]
    if document.drafted is None or not passages or not _holds(document.drafted, passages, settings):
        return
    sure = [move for move in document.drafted.moves if move.chance >= settings.get("least", 0.0)]
    moves = [move for move in sure if move.name in settings.get("at", ())]
    if settings.get("only_there") and not moves:
        return
    if beside and not any(beside.search(fold(document.text[slice(*move.said)])) for move in moves):
        return
    surest = max(moves, key=lambda move: (move.chance, move.said.start), default=None)
    if surest and (found := next(_at(passages, surest), None)):
        yield found
        return
    passage = max(passages, key=lambda one: len(one.folded))
    yield _hit(passage, max(passage.sentences, key=lambda span: span.end - span.start))


def often(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The last of at least `at_least` sentences that make a move, noting how many there are.

    Settings: `move`, and `least`, how likely the move must be in each.
    """
    made = [
        move
        for move in (document.drafted.moves if document.drafted else ())
        if move.name == settings["move"] and move.chance >= settings["least"]
    ]
    if len(made) >= settings["at_least"]:
        for hit in _at(document.passages, made[-1]):
            yield replace(hit, note=str(len(made)))


def _at(passages: Sequence[Passage], move: Move) -> Iterator[Hit]:
    """The sentence in which a move is made."""
    for passage in passages:
        for span in passage.sentences:
            first, last = passage.turn.locate(span.start, span.end)
            if first <= move.said.start < last:
                yield _hit(passage, span)
                return


def _holds(drafted: Drafted, passages: Sequence[Passage], settings: Mapping[str, Any]) -> bool:
    """Whether the learnt model holds of the whole what a rule asks of it, and nothing stands against that."""
    barred, like = any_of(settings, "unless"), settings.get("like")
    if barred and any(barred.search(passage.folded) for passage in passages):
        return False
    return not like or drafted.overall.get(like["label"], 0.0) >= like["least"]


def length(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The sentence in which a draft passes the words that its kind bears (`words`), noting its length."""
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
    """Every name in a sentence of the writer's own past (`with`) that its case doesn't hold.

    `small` are words with a capital that name nobody, such as days.
    """
    sheet, past = document.drafted.sheet if document.drafted else None, any_of(settings, "with")
    if sheet is None or past is None:
        return
    small = frozenset(settings["small"])
    for passage, span, _ in _sentences(document):
        if not past.within(passage.folded, span.start, span.end):
            continue
        for found in _NAME.finditer(passage.turn.text, span.start, span.end):
            if not sheet.words.issuperset(word for word in words_of(found[0]) if word not in small):
                yield Hit(passage, found.start(), found.end())


def contradicts(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every number that differs from one of the case's facts on the same thing, noting the fact.

    Settings as for `differs`.
    """
    sheet = document.drafted.sheet if document.drafted else None
    if sheet is None:
        return
    told = [
        Passage(Turn("", (Piece(fact, 0, len(fact)),)), "candidate", -n)
        for n, fact in enumerate(sheet.facts, 1)
    ]
    own = [passage for passage in document.passages if passage.role == "candidate"]
    for hit in differs(replace(document, passages=(*told, *own)), settings):
        if hit.passage.index >= 0:
            yield hit


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


def _is_signature(passage: Passage, span: Span) -> bool:
    """Whether a sentence is nothing but a name at the end."""
    text = passage.turn.text
    return not text[span.end :].strip() and bool(_SIGNATURE.fullmatch(text[span.start : span.end].rstrip()))


def _bounds(passage: Passage, span: Span) -> tuple[int, int]:
    """Where a sentence stands, without the white space around it."""
    said = passage.folded[span.start : span.end]
    start = span.start + len(said) - len(said.lstrip())
    return start, max(start, span.start + len(said.rstrip()))


def _hit(passage: Passage, span: Span) -> Hit:
    return Hit(passage, *_bounds(passage, span))
