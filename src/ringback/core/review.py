"""The review of a draft: what it does, what is wrong with it, and whether to send it.

The same engine as the debrief's with another catalogue: a fault is a rule, heard by a detector at a place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ringback.core.catalogue import FAULT_WEIGHTS, Catalogue, Rule
from ringback.core.debrief import MOST_PER_RULE, Finding, finding_of
from ringback.core.detectors import DETECTORS
from ringback.core.document import Document, Hit
from ringback.core.drafted import Move
from ringback.core.moves import names_of

COSTS = {"stop": 0.25, "mend": 0.12, "consider": 0.06}
"""What a fault takes from the score; our judgement, held against drafts judged good and poor."""
WORTH = {"offer_proof": 0.06, "correct_answer": 0.06, "hand_back_control": 0.03, "thanks": 0.03}
"""What a move adds to it."""
BEGINS = 0.80
GOOD, POOR = 0.78, 0.57


@dataclass(frozen=True)
class Review:
    """A draft judged. Findings stand worst first; `score` is 0 (poor) to 1 (good), `quality` its word."""

    moves: tuple[Move, ...]
    findings: tuple[Finding, ...]
    quality: str
    score: float

    @property
    def faults(self) -> tuple[str, ...]:
        """The faults found, by label, each once, worst first."""
        return tuple(dict.fromkeys(finding.label for finding in self.findings if finding.label))

    @property
    def does(self) -> tuple[str, ...]:
        """The moves by name, each once."""
        return names_of(self.moves)

    @property
    def holds(self) -> bool:
        """Whether nothing in it must be mended before it goes."""
        return not any(finding.weight in ("stop", "mend") for finding in self.findings)


def applies(rule: Rule, present: Collection[str]) -> bool:
    """Whether a fault is to be looked for in a draft: by its moves, its kind, its situation, other faults."""
    wanted = not rule.applies_when or any(one in present for one in rule.applies_when)
    return wanted and not any(one in present for one in rule.silent_if)


def hits_of(rule: Rule, document: Document, present: Collection[str]) -> Iterator[Hit]:
    """The places of one fault in a draft: as many as are told of a rule, or its own `at_most`."""
    if applies(rule, present):
        most = rule.settings.get("at_most", MOST_PER_RULE)
        yield from islice(DETECTORS[rule.detector](document, rule.settings), most)


def present_in(catalogue: Catalogue, document: Document) -> frozenset[str]:
    """All that faults may ask for: what is known of a draft, the labels of the faults that ask for none."""
    known = document.drafted.present if document.drafted else frozenset[str]()
    found = {
        rule.label for rule in _in_two(catalogue)[0] if any(True for _ in hits_of(rule, document, known))
    }
    return known | {label for label in found if label}


def _in_two(catalogue: Catalogue) -> tuple[list[Rule], list[Rule]]:
    """The faults in the order in which they are looked for: last those that hang on another one's label."""
    rules = list(catalogue.faults.values())
    labels = {rule.label for rule in rules}
    hanging = [rule for rule in rules if not labels.isdisjoint((*rule.applies_when, *rule.silent_if))]
    return [rule for rule in rules if rule not in hanging], hanging


def review(catalogue: Catalogue, document: Document) -> Review:
    """The review of a draft as `moves.document_of` gives it."""
    findings = tuple(sorted(_findings(catalogue, document), key=_badness))
    moves = document.drafted.moves if document.drafted else ()
    score = score_of(moves, findings)
    return Review(moves, findings, _quality(score, findings), score)


def _findings(catalogue: Catalogue, document: Document) -> Iterator[Finding]:
    """Every fault at every place, but that two rules of one label don't tell of the same words twice.

    What is said of the whole is said once.
    """
    present = set(document.drafted.present if document.drafted else ())
    taken: dict[str, list[Finding]] = {}
    for rules in _in_two(catalogue):
        for rule, hit in [(one, hit) for one in rules for hit in hits_of(one, document, present)]:
            found = finding_of(rule, document, hit, rule.noticed)
            before = taken.setdefault(rule.label or rule.id, [])
            if not any(_says_again(rule, found, one) for one in before):
                before.append(found)
                yield found
        present |= taken.keys()


def _says_again(rule: Rule, found: Finding, before: Finding) -> bool:
    return rule.detector == "whole" or (before.start < found.end and found.start < before.end)


def _badness(finding: Finding) -> tuple[int, int, int]:
    return FAULT_WEIGHTS.index(finding.weight), finding.start, finding.end


def score_of(moves: Sequence[Move], findings: Sequence[Finding]) -> float:
    """How good a draft is, 0 to 1: what its faults take, each label once, and what its moves add."""
    weights = {finding.label or finding.rule: finding.weight for finding in reversed(findings)}
    taken = sum(COSTS[weight] for weight in weights.values())
    added = sum(WORTH.get(name, 0.0) for name in names_of(moves))
    return round(min(1.0, max(0.0, BEGINS - taken + added)), 3)


def _quality(score: float, findings: Sequence[Finding]) -> str:
    if score < POOR:
        return "poor"
    if score >= GOOD and not any(finding.weight == "stop" for finding in findings):
        return "good"
    return "mixed"
