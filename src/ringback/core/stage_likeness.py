"""The stages of running text that no phrase names, by what its sentences mean.

"You'd walk two of us through it" names nothing that a phrase can hold; the reader hears a take-home talked
over. Such a stage is never sure, and is quoted by the clause whose words speak of it most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ringback.core.reader import Reader, Word
from ringback.core.sentences import split
from ringback.core.stages import Stage
from ringback.core.stretches import Stretches, stretches

_PREFIX = "stage:"
_EDGE = re.compile(r"[,;:()\n]|[.!?](?= |$)| - ")
_LONGEST = 55
_FEWEST = 4
_NONE = "None"
"""How the reader calls what is about no one stage."""
_RARE = -6.0
"""The log-odds of a kind that none of its lessons was about."""


def like_stages(
    text: str,
    source: str,
    reader: Reader,
    like: Mapping[str, Any],
    known: Sequence[Stage],
    passed_by: Stretches,
) -> Iterator[Stage]:
    """One stage for each kind that isn't `known` and that a sentence tells; not in what is `passed_by`.

    `like`: the catalogue's table. Words that name a stage already, tell no second one; nor does a sentence
    that is likelier to speak of the stage it names: who holds it and how are of one meeting.
    """
    told, named = {stage.kind for stage in known}, stretches((stage.start, stage.end) for stage in known)
    for sentence, pulls in zip(split(text), reader.sentences("employers", _said(text)), strict=True):
        words = text[sentence.start : sentence.end]
        if passed_by.touch(sentence.start, sentence.end) or len(words.split()) < _FEWEST:
            continue
        here = [one.kind for one in known if one.start < sentence.end and sentence.start < one.end]
        least = max((like["least"], *(pulls.get(_PREFIX + kind, _RARE) for kind in here)))
        kinds = [kind for kind in _kinds(pulls, least) if kind not in told]
        if not kinds or re.search(like["unless"], words, re.IGNORECASE):
            continue
        [parts] = reader.words("stages", [words])
        clauses: list[tuple[int, int]] = []
        for kind in kinds:
            first, last = _clause(words, _anchor(parts, kind))
            start, end = sentence.start + first, sentence.start + last
            if named.touch(start, end) or any(start < ends and begins < end for begins, ends in clauses):
                continue
            told.add(kind)
            clauses.append((start, end))
            yield Stage(kind, text[start:end], source, start, end, sure=False)


def _said(text: str) -> list[str]:
    """The sentences as a document has them: what was read for one is not read anew for the other."""
    return [text[one.start : one.end].strip() for one in split(text)]


def _kinds(pulls: Mapping[str, float], least: float) -> list[str]:
    """The kinds of stage that a sentence tells, the likeliest first."""
    heard = [label for label, pull in pulls.items() if label.startswith(_PREFIX) and pull >= least]
    return [label.removeprefix(_PREFIX) for label in sorted(heard, key=pulls.__getitem__, reverse=True)]


def likelier(text: str, reader: Reader, named: Iterable[str], told: str | None, sure: float) -> str | None:
    """The kind of stage that a text is about, of those it names, or None: it is about none, or several.

    What was `told` by the words before counts `sure` more, in log-odds.
    """
    pulls = {
        None if kind == _NONE else kind: pull
        for kind, pull in reader.whole("employer", "stage_kind", _said(text)).items()
    }
    about = {kind: pulls.get(kind, _RARE) for kind in (None, told, *named)}
    about[told] += sure
    return max(about, key=about.__getitem__)


def _anchor(words: Sequence[Word], kind: str) -> tuple[int, int]:
    """Where the word stands that is likeliest part of a stage of a kind."""
    best = max(words, key=lambda word: word.pulls.get(kind, 0.0))
    return best.start, best.end


def _clause(sentence: str, anchor: tuple[int, int]) -> tuple[int, int]:
    """The clause around a place, or as much of it as is short enough to read."""
    before = [edge.end() for edge in _EDGE.finditer(sentence, 0, anchor[0])]
    after = _EDGE.search(sentence, anchor[1])
    start, end = (before[-1] if before else 0), (after.start() if after else len(sentence))
    start += len(sentence[start:end]) - len(sentence[start:end].lstrip())
    end = start + len(sentence[start:end].rstrip())
    if end - start <= _LONGEST:
        return start, end
    start = max(start, sentence.rfind(" ", start, max(start, anchor[0] - _LONGEST // 3)) + 1)
    cut = sentence.rfind(" ", anchor[1], start + _LONGEST)
    return start, max(cut, anchor[1])
