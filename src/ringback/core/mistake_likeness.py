"""Mistakes that no rule knows the words of, by what the sentences of an account are like.

"My head was as empty as a drum" goes past every phrase for going blank; a model learnt from labelled
sentences hears it. A sentence tells at most one mistake that way, none that a rule has found or that its
rule bars there, and none where nobody says "I": somebody else's deed is no mistake of the teller's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ringback.core.catalogue import Catalogue, Rule
from ringback.core.detectors.told import friend
from ringback.core.document import Document, Hit, Passage
from ringback.core.sentences import Span
from ringback.core.stretches import stretches

_OF_ME = re.compile(r"\b(?:i|i'm|i'd|i've|i'll|me|my|mine|myself|we|our|us)\b")


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
    told, whoever, others = set(known), friend(document) is not None, stretches(passed_by)
    for passage in document.passages:
        for sentence in passage.sentences:
            hit = _hit(passage, sentence)
            folded = passage.folded[hit.start : hit.end]
            if len(folded.split()) < table["fewest"] or any(
                re.search(words, folded) for words in table["unless"]
            ):
                continue
            if others.touch(*hit.span):
                continue
            chances = model.chances(folded)
            label = max(chances, key=chances.__getitem__)
            rule = _rule(catalogue, label)
            if label in told or rule is None or chances[label] < _least(rule, label, table):
                continue
            anyone = whoever or rule.settings.get("of") == "anyone"
            if _barred(rule, folded) or not (anyone or _OF_ME.search(folded)):
                continue
            told.add(label)
            words = ", ".join(model.because(folded, label))
            yield Like(rule, hit, f"{rule.says} {table['says'].replace('{words}', words)}")


def _rule(catalogue: Catalogue, label: str) -> Rule | None:
    """The rule of a mistake that reads accounts: the one named like it, else the first."""
    rules = [rule for rule in catalogue.mistakes.values() if rule.label == label and rule.needs != "verbatim"]
    return next((rule for rule in rules if rule.id.endswith(f"/{label}")), next(iter(rules), None))


def _least(rule: Rule, label: str, table: Mapping[str, Any]) -> float:
    """The chance from which a mistake is heard: its own, else that of its concern, else that of any."""
    least: float = table["least_of"].get(label) or table["least"].get(rule.concern, table["least"]["any"])
    return least


def _barred(rule: Rule, folded: str) -> bool:
    """Whether the rule itself would pass the sentence over."""
    return any(re.search(words, folded) for words in rule.settings.get("unless", ()))


def _hit(passage: Passage, sentence: Span) -> Hit:
    """The sentence without the white space around it."""
    words = passage.folded[sentence.start : sentence.end]
    start = sentence.start + len(words) - len(words.lstrip())
    return Hit(passage, start, start + len(words.strip()))
