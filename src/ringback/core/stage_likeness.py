"""The stages of running text that no phrase names, by what such sentences mostly speak of.

"You'd walk two of us through it" names nothing that a phrase can hold; the model learnt from labelled
employers' texts hears a take-home talked over. Such a stage is never sure, and is quoted by the clause in
which the word that told most stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ringback.core.document import fold
from ringback.core.likeness import Likeness
from ringback.core.sentences import split
from ringback.core.stages import Stage
from ringback.core.stretches import Stretches, stretches

_PREFIX = "stage:"
_EDGE = re.compile(r"[,;:()\n]|[.!?](?= |$)| - ")
_LONGEST = 55
_FEWEST = 4
_LIKE = 0.6
"""From this chance on a sentence speaks of a stage: chosen on texts that taught the model nothing."""


def like_stages(
    text: str, source: str, likeness: Likeness, known: Sequence[Stage], passed_by: Stretches
) -> Iterator[Stage]:
    """One stage for each kind that isn't `known` and that a sentence is like; not in what is `passed_by`.

    Words that name a stage already tell no second one.
    """
    told, named = {stage.kind for stage in known}, stretches((stage.start, stage.end) for stage in known)
    for sentence in split(text):
        if passed_by.touch(sentence.start, sentence.end):
            continue
        folded = fold(text[sentence.start : sentence.end])
        if len(folded.split()) < _FEWEST:
            continue
        for label, chance in likeness.chances(folded).items():
            kind = label.removeprefix(_PREFIX)
            if not label.startswith(_PREFIX) or chance < _LIKE or kind in told:
                continue
            start, end = _clause(folded, _anchor(folded, likeness.because(folded, label)))
            start, end = sentence.start + start, sentence.start + end
            if named.touch(start, end):
                continue
            told.add(kind)
            yield Stage(kind, text[start:end], source, start, end, sure=False)


def _anchor(folded: str, terms: Sequence[str]) -> tuple[int, int]:
    """Where the term that told most stands."""
    for term in terms:
        found = re.search(r"\W+".join(rf"\b{re.escape(word)}\b" for word in term.split()), folded)
        if found:
            return found.span()
    return 0, len(folded)


def _clause(folded: str, anchor: tuple[int, int]) -> tuple[int, int]:
    """The clause around a place, or as much of it as is short enough to read."""
    before = [edge.end() for edge in _EDGE.finditer(folded, 0, anchor[0])]
    after = _EDGE.search(folded, anchor[1])
    start, end = (before[-1] if before else 0), (after.start() if after else len(folded))
    start += len(folded[start:end]) - len(folded[start:end].lstrip())
    end = start + len(folded[start:end].rstrip())
    if end - start <= _LONGEST:
        return start, end
    start = max(start, folded.rfind(" ", start, max(start, anchor[0] - _LONGEST // 3)) + 1)
    cut = folded.rfind(" ", anchor[1], start + _LONGEST)
    return start, max(cut, anchor[1])
