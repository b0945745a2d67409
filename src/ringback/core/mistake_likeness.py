"""Mistakes that no rule knows the words of, by what the sentences of an account are like.

"My head was as empty as a drum" goes past every phrase for going blank; a model learnt from labelled
sentences hears it. A sentence tells at most one mistake that way, and none that a rule has found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ringback.core.catalogue import Catalogue, Rule
from ringback.core.document import Document, Hit, Passage
from ringback.core.sentences import Span
from ringback.core.state_likeness import FEWEST


@dataclass(frozen=True, slots=True)
class Like:
    """A sentence that is like those which tell a rule's mistake; `says` what was heard and by which words."""

    rule: Rule
    hit: Hit
    says: str


def like_mistakes(
    catalogue: Catalogue,
    document: Document,
    known: Collection[str | None],
    passed_by: Collection[tuple[int, int]] = (),
) -> Iterator[Like]:
    """One for each mistake that isn't `known` and that a sentence of an account is like.

    Sentences that hold one of the spans `passed_by`, in code points of the text, tell none.
    """
    model, table = catalogue.likeness["mistakes"], catalogue.phrases["likeness"]["mistake"]
    told = set(known)
    for passage in document.passages:
        for sentence in passage.sentences:
            hit = _hit(passage, sentence)
            folded = passage.folded[hit.start : hit.end]
            if len(folded.split()) < FEWEST or any(re.search(words, folded) for words in table["unless"]):
                continue
            if any(hit.span[0] < end and start < hit.span[1] for start, end in passed_by):
                continue
            chances = model.chances(folded)
            label = max(chances, key=chances.__getitem__)
            rule = _rule(catalogue, label)
            if (
                label in told
                or rule is None
                or chances[label] < table["least"].get(rule.concern, table["least"]["any"])
            ):
                continue
            told.add(label)
            words = ", ".join(model.because(folded, label))
            yield Like(rule, hit, f"{rule.says} {table['says'].replace('{words}', words)}")


def _rule(catalogue: Catalogue, label: str) -> Rule | None:
    """The first rule of a mistake that reads accounts."""
    return next(
        (rule for rule in catalogue.mistakes.values() if rule.label == label and rule.needs != "verbatim"),
        None,
    )


def _hit(passage: Passage, sentence: Span) -> Hit:
    """The sentence without the white space around it."""
    words = passage.folded[sentence.start : sentence.end]
    start = sentence.start + len(words) - len(words.lstrip())
    return Hit(passage, start, start + len(words.strip()))
