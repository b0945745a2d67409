"""Mistakes that no rule knows the words of, by what the sentences of an account mean.

"My head was as empty as a drum" goes past every phrase for going blank; the reader hears it, from log-odds
on that were chosen on accounts which taught it nothing (`likeness.toml`). What a rule found stands.
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

ANSWER = "known_answer:yes"
"""A sentence that gives the right answer tells of no mistake itself."""


@dataclass(frozen=True, slots=True)
class Like:
    """A sentence that tells a rule's mistake; `says` what was heard."""

    rule: Rule
    hit: Hit
    says: str


def like_mistakes(
    catalogue: Catalogue,
    document: Document,
    known: Collection[str | None],
    passed_by: Collection[tuple[int, int]] = (),
) -> Iterator[Like]:
    """One for each mistake that isn't `known` and that a sentence of an account tells.

    Sentences that hold one of the spans `passed_by`, in code points of the text, tell none.
    """
    table = catalogue.phrases["likeness"]["mistake"]
    told, others, whoever = set(known), stretches(passed_by), friend(document) is not None
    least = min(table["least"].values())
    for hit, pulls in _telling(catalogue, document, table):
        if others.touch(*hit.span):
            continue
        folded = hit.passage.folded[hit.start : hit.end]
        teller = whoever or re.search(table["teller"], folded) is not None
        likely = (label for label, pull in pulls.items() if pull >= least)
        for label in sorted(likely, key=pulls.__getitem__, reverse=True):
            rule = _rule(catalogue, label)
            if rule is None or label in told or pulls[label] < _least(rule, table):
                continue
            if _barred(rule, folded) or not (teller or rule.settings.get("of") == "anyone"):
                continue
            told.add(label)
            yield Like(rule, hit, f"{rule.says} {table['says']}")


def _telling(
    catalogue: Catalogue, document: Document, table: Mapping[str, Any]
) -> Iterator[tuple[Hit, Mapping[str, float]]]:
    """The sentences that may tell a mistake, with log-odds: none that is short or gives the right answer."""
    read = catalogue.reader.sentences("mistakes", document.said)
    beside = catalogue.reader.sentences("readings", document.said)
    for (passage, sentence), pulls, tells in zip(document.sentences, read, beside, strict=True):
        hit = _hit(passage, sentence)
        folded = passage.folded[hit.start : hit.end]
        if len(folded.split()) < table["fewest"] or tells[ANSWER] > table["answer"]:
            continue
        if not any(re.search(words, folded) for words in table["unless"]):
            yield hit, pulls


def _rule(catalogue: Catalogue, label: str) -> Rule | None:
    """The rule of a mistake that reads accounts: the one named like it, else the first."""
    rules = [rule for rule in catalogue.mistakes.values() if rule.label == label and rule.needs != "verbatim"]
    return next((rule for rule in rules if rule.id.endswith(f"/{label}")), next(iter(rules), None))


def _least(rule: Rule, table: Mapping[str, Any]) -> float:
    """The log-odds from which a mistake is heard: those of its concern, else of any."""
    least: float = table["least"].get(rule.concern, table["least"]["any"])
    return least


def _barred(rule: Rule, folded: str) -> bool:
    """Whether the rule itself would pass the sentence over."""
    return any(re.search(words, folded) for words in rule.settings.get("unless", ()))


def _hit(passage: Passage, sentence: Span) -> Hit:
    """The sentence without the white space around it."""
    words = passage.folded[sentence.start : sentence.end]
    start = sentence.start + len(words) - len(words.lstrip())
    return Hit(passage, start, start + len(words.strip()))
