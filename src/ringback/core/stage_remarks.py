"""What an employer says of a process that was just told: "We know your time is short", "The task is paid".

Such a sentence names stages in passing and adds none; it is left out. It is known by how it begins, and
counts as one only where two stages at least were told before it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ringback.core.stage_words import PEOPLE, PLACES, StageWords, Term

_ENOUGH = 2
_GOES_ON = frozenset({"sequence", "ordinal", "earlier", "last", "passing"})
"""A sentence that begins with one of these tells the next stage: "The last step is a call"."""
_TELLS = PEOPLE | PLACES
_SOON = 20
"""How far into a sentence, in characters, a cue may stand that makes it tell the next stage."""


def without_remarks(terms: Iterable[Term], folded: str, words: StageWords) -> list[Term]:
    """The terms of a line but for those of sentences that only say something of the stages told."""
    kept: list[Term] = []
    sentence: list[Term] = []
    begins = told = depth = 0
    for term in terms:
        sentence.append(term)
        depth = max(0, depth + (term.what == "open") - (term.what == "close"))
        if term.what != "stop" or depth:
            continue
        if told < _ENOUGH or not _is_remark(sentence, folded, begins, words):
            kept += sentence
            told += sum(one.head or one.what in _TELLS for one in sentence)
        sentence, begins = [], term.end
    if told < _ENOUGH or not _is_remark(sentence, folded, begins, words):
        kept += sentence
    return kept


def _is_remark(sentence: list[Term], folded: str, begins: int, words: StageWords) -> bool:
    """Whether a sentence begins like a remark, and with no cue that the process goes on."""
    start = begins + len(folded[begins:]) - len(folded[begins:].lstrip())
    if not words.remark.match(folded, start):
        return False
    return not any(one.what in _GOES_ON and one.start - start < _SOON for one in sentence)
