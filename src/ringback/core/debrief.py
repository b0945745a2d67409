"""The debrief: what went wrong in the call, how badly, what went right, and what was not yours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ringback.core.call import Call
from ringback.core.catalogue import MISTAKE_WEIGHTS, Catalogue, Rule
from ringback.core.detectors import DETECTORS
from ringback.core.document import Document, Hit
from ringback.core.readings import Heard, hear, suits

MOST_PER_RULE = 3
NOTICED = ("likely", "unknown", "unlikely")
COMPANIONS = frozenset({"nervous_delivery", "rambling", "over_disclosure"})
"""Mistakes that come along with another more often than they decide anything themselves."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule heard at one place. `text[start:end] == quote`, in code points; `at` in seconds or None."""

    rule: str
    label: str | None
    title: str
    weight: str
    concern: str
    noticed: str
    source: str
    start: int
    end: int
    quote: str
    at: float | None
    says: str
    why: str
    fix: str
    avoid: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Debrief:
    """The look back at one call; findings worst first."""

    findings: tuple[Finding, ...]
    went_well: tuple[Heard, ...]
    not_yours: tuple[Heard, ...]
    concern: str | None

    @property
    def labels(self) -> tuple[str, ...]:
        """The mistakes found, by label, each once, worst first."""
        return tuple(dict.fromkeys(finding.label for finding in self.findings if finding.label))


def _finding(rule: Rule, document: Document, hit: Hit, noticed: str) -> Finding:
    start, end = hit.clause
    return Finding(
        rule=rule.id,
        label=rule.label,
        title=rule.title,
        weight=rule.weight,
        concern=rule.concern,
        noticed=noticed,
        source=document.source,
        start=start,
        end=end,
        quote=document.text[start:end],
        at=hit.passage.turn.at,
        says=rule.says.replace("{n}", hit.note),
        why=rule.why,
        fix=rule.repair,
        avoid=rule.avoid,
        sources=tuple(ground.source for ground in rule.rests_on),
    )


def _found(rule: Rule, document: Document, noticed: str) -> Iterable[Finding]:
    hits = list(DETECTORS[rule.detector](document, rule.settings))
    return (_finding(rule, document, hit, noticed) for hit in hits[:MOST_PER_RULE])


def _noticed(rule: Rule, call: Call) -> str:
    return call.noticed.value if call.noticed.known else rule.noticed


def _one_a_label(findings: Sequence[Finding]) -> list[Finding]:
    """In an account a mistake told twice is one mistake: the first telling stands for it."""
    seen: dict[str, Finding] = {}
    for finding in findings:
        seen.setdefault(finding.label or finding.rule, finding)
    return list(seen.values())


def _badness(finding: Finding) -> tuple[int, int]:
    """Where a finding stands in the order worst first: by its weight, then by how likely it was noticed."""
    return MISTAKE_WEIGHTS.index(finding.weight), NOTICED.index(finding.noticed)


def find(catalogue: Catalogue, documents: Sequence[Document], call: Call) -> tuple[Finding, ...]:
    """Every finding in the call's own texts (the employer's messages are not the call), worst first."""
    found: list[Finding] = []
    for document in documents:
        if document.kind == "message":
            continue
        here = [
            finding
            for rule in catalogue.mistakes.values()
            if suits(rule.needs, document)
            for finding in _found(rule, document, _noticed(rule, call))
        ]
        here.sort(key=lambda finding: (finding.start, finding.end))
        found += _one_a_label(here) if document.kind == "account" else here
    return tuple(sorted(found, key=_badness))


def _heaviest(findings: Sequence[Finding]) -> dict[str, int]:
    """The weight of the worst finding of each concern: 1 for a surface fault or a companion, else 2."""
    weights: dict[str, int] = {}
    for finding in findings:
        weight = 1 if finding.weight == "surface" or finding.label in COMPANIONS else 2
        weights[finding.concern] = max(weight, weights.get(finding.concern, 0))
    return weights


def main_concern(findings: Sequence[Finding]) -> str | None:
    """The concern that decides the repair: that of the weightiest mistake; None where nothing was found.

    Mistakes with a label speak before general remarks. Between equals integrity comes before logistics,
    and conduct, which is remembered longest, before competence and logistics; any other two are mixed.
    """
    weights = _heaviest([finding for finding in findings if finding.label] or findings)
    top = {kind for kind, weight in weights.items() if weight == max(weights.values())}
    if len(top) < 2:
        return next(iter(top), None)
    if "integrity" in top:
        return "integrity" if top == {"integrity", "logistics"} else "mixed"
    return "conduct" if "conduct" in top else "mixed"


def debrief(catalogue: Catalogue, documents: Sequence[Document], call: Call) -> Debrief:
    """The debrief of one call."""
    findings = find(catalogue, documents, call)
    return Debrief(
        findings=findings,
        went_well=_first_of_each(hear(catalogue.setting("went_well"), documents)),
        not_yours=_first_of_each(hear(catalogue.setting("not_yours"), documents)),
        concern=main_concern(findings),
    )


def _first_of_each(heard: Sequence[Heard]) -> tuple[Heard, ...]:
    by_cue = sorted(heard, key=lambda one: one.cue.id)
    return tuple(next(places) for _, places in groupby(by_cue, key=lambda one: one.cue.id))
