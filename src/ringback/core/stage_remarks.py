"""What an employer says of a process that was just told: "We know your time is short", "The task is paid".

Such a sentence names stages in passing and adds none; it is left out. It is known by how it begins, and
counts as one only where two stages at least were told before it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ringback.core.stage_words import FORMS, PEOPLE, PLACES, StageWords, Term

_ENOUGH = 2
_GOES_ON = frozenset({"sequence", "ordinal", "earlier", "last"})
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
        opens = not told and words.lead.match(folded, _first(folded, begins)) and _whole(sentence)
        if not opens and (told < _ENOUGH or not _is_remark(sentence, folded, begins, words)):
            kept += sentence
            told += sum(one.head or one.what in _TELLS for one in sentence)
        sentence, begins = [], term.end
    if told < _ENOUGH or not _is_remark(sentence, folded, begins, words):
        kept += sentence
    return kept


def _first(folded: str, begins: int) -> int:
    """Where the first word of a sentence stands."""
    while begins < len(folded) and folded[begins].isspace():
        begins += 1
    return begins


def _whole(sentence: list[Term]) -> bool:
    """Whether a sentence before the process ends with a full stop, and lists and orders nothing."""
    if sentence[-1].words != "." or any(_goes_on(one) or one.what == "colon" for one in sentence):
        return False
    return any(one.what == "not" for one in sentence[:2]) or all(
        one.what in FORMS for one in sentence if one.head
    )


def _is_remark(sentence: list[Term], folded: str, begins: int, words: StageWords) -> bool:
    """Whether a sentence begins like a remark, and with no cue that the process goes on."""
    start = _first(folded, begins)
    if any(_goes_on(one) and one.start - start < _SOON for one in sentence):
        return False
    return bool(words.remark.match(folded, start)) or not _tells(sentence, folded, start, words)


def _tells(sentence: list[Term], folded: str, start: int, words: StageWords) -> bool:
    """Whether a sentence begins like one that tells a stage: with the stage, with "a", with "you"."""
    if words.tells.match(folded, start) or folded[:start].rstrip().endswith(";"):
        return True
    return any(
        one.what in {"colon", "optional"} or (one.start - start < _SOON and (one.head or one.what in _TELLS))
        for one in sentence
    )


def _goes_on(term: Term) -> bool:
    """Whether a word tells that the process goes on: "next", "if you pass"; "usually" doesn't."""
    passed = term.what == "passing" and term.words.startswith(("if", "when", "once", "after"))
    return passed or term.what in _GOES_ON
