"""Reactions: what the interviewer's next words show of the answer just given.

Settings: `any_of` patterns, one of which must match in the interviewer's turn right after the candidate's;
`unless`, none of which may match there; `kinds`, the kinds of question that it is looked for in (all, if
left out); `words`, how many the answer must have at least (5). The place is the answer's sentence that
shares most words with the reaction, else its last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ringback.core.detectors.words import any_of
from ringback.core.document import Document, Hit, Passage
from ringback.core.sentences import Span

_WORD = re.compile(r"[a-z0-9]{5,}")
_LONGEST = 160


def reaction(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every answer after which the interviewer says one of the patterns."""
    wanted, barred = any_of(settings), any_of(settings, "unless")
    for answer, reply in _replies(document, settings.get("kinds")):
        match = wanted.search(reply.folded) if wanted else None
        if match is None or (barred and barred.search(reply.folded)):
            continue
        if len(answer.folded.split()) >= settings.get("words", 5):
            said = reply.sentence_at(match.start())
            place = _spoken_of(answer, reply.folded[said.start : said.end])
            because = reply.turn.text[said.start : said.end].strip()[:_LONGEST]
            end = place.start + len(answer.folded[place.start : place.end].rstrip())
            yield Hit(answer, place.start, end, because=because)


def _replies(document: Document, kinds: Sequence[str] | None) -> Iterator[tuple[Passage, Passage]]:
    """The candidate's turns, each with the interviewer's right after it; in moments of some kinds, or all."""
    held = {
        turn
        for moment in document.moments
        if kinds is not None and moment.kind in kinds
        for turn in range(moment.first, moment.last + 1)
    }
    for answer, reply in document.following("candidate", "interviewer"):
        if kinds is None or answer.index in held:
            yield answer, reply


def _spoken_of(answer: Passage, reply: str) -> Span:
    """The sentence of an answer that a reply speaks of: most words in common, the later of equals."""
    about = set(_WORD.findall(reply))
    return max(
        answer.sentences,
        key=lambda span: (
            len(about.intersection(_WORD.findall(answer.folded[span.start : span.end]))),
            span.end - span.start > 8,
            span.start,
        ),
    )
