"""The debrief: what went wrong in the call, how badly, what went right, and what was not yours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import NamedTuple

from ringback.core.call import Call
from ringback.core.catalogue import MISTAKE_WEIGHTS, Catalogue, Rule
from ringback.core.detectors import DETECTORS
from ringback.core.document import Document, Hit
from ringback.core.mistake_likeness import like_mistakes
from ringback.core.moment import Moment
from ringback.core.moments import asking, with_moments
from ringback.core.noticed import noticed_by
from ringback.core.reading_likeness import LEAST_ACCOUNT, words_of
from ringback.core.readings import Heard, hear, suits

MOST_PER_RULE = 3
NOTICED = ("likely", "unknown", "unlikely")
PLANNED = "planned_false_excuse"
COMPANIONS = frozenset({"nervous_delivery", "rambling", "over_disclosure"})
"""Mistakes that come along with another more often than they decide anything themselves."""


TOLD_AS_ONE: Mapping[str, int] = {"dishonest_answer": 250, "technical_error": 40}
"""Within so many characters of an honest slip these are the same thing, told again."""


class FoundAt(NamedTuple):
    """Where a rule was heard: its id, the source, and the span there in code points."""

    rule: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule heard at one place. `text[start:end] == quote`, in code points; `at` in seconds or None.

    `because` are the interviewer's words that show it; `moment` is the number of the moment, from 0.
    """

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
    because: str | None = None
    moment: int | None = None

    @property
    def found_at(self) -> FoundAt:
        """What it is known by when the same texts are read again."""
        return FoundAt(self.rule, self.source, self.start, self.end)


@dataclass(frozen=True)
class Leaning:
    """How much accounts that read like these pull to each concern; what is found counts `worth` more."""

    pulls: Mapping[str, float]
    worth: float

    def toward(self, found: str | None) -> str:
        """The concern that they are mostly about, where `found` is that of the findings."""
        totals = {name: pull + self.worth * (name == found) for name, pull in self.pulls.items()}
        return max(totals, key=totals.__getitem__)


@dataclass(frozen=True)
class Debrief:
    """The look back at one call; findings worst first, moments in the call's order.

    `source` names the transcript that the moments are of, and `signals` are what its interviewer showed, good
    and bad. `concern` is that of the findings; `leans` what an account is about where none was found.
    `denied` are the findings that their owner says aren't so; they count for nothing.
    """

    findings: tuple[Finding, ...]
    went_well: tuple[Heard, ...]
    not_yours: tuple[Heard, ...]
    concern: str | None
    moments: tuple[Moment, ...] = ()
    signals: tuple[Heard, ...] = ()
    source: str | None = None
    leans: str | None = None
    leaning: Leaning | None = None
    denied: tuple[Finding, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The mistakes found, by label, each once, worst first."""
        return tuple(dict.fromkeys(finding.label for finding in self.findings if finding.label))


def finding_of(rule: Rule, document: Document, hit: Hit, noticed: str) -> Finding:
    """A rule heard at one place, as a finding."""
    start, end = hit.clause
    turn = hit.passage.index
    held = (number for number, one in enumerate(document.moments) if one.first <= turn <= one.last)
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
        because=hit.because or None,
        moment=next(held, None),
    )


def _found(rule: Rule, document: Document, noticed: str, signals: Sequence[Heard]) -> Iterable[Finding]:
    """A rule's findings in a document. A basic mistake isn't unmade by praise right after it."""
    for hit in islice(DETECTORS[rule.detector](document, rule.settings), MOST_PER_RULE):
        shown, words = noticed_by(hit, document, signals)
        if hit.because or shown is None or (shown == "unlikely" and rule.weight == "basic"):
            yield finding_of(rule, document, hit, noticed)
        else:
            yield finding_of(rule, document, replace(hit, because=words), shown)


def _alike(
    catalogue: Catalogue, document: Document, call: Call, found: Sequence[Finding]
) -> Iterable[Finding]:
    """The mistakes that no rule found and that a sentence is like.

    Not what went well or wasn't yours; nor does a sentence in which a rule found one tell another.
    """
    others = [*catalogue.setting("not_yours"), *catalogue.setting("went_well")]
    spans = [heard.span for heard in hear(others, [document])]
    spans += [(finding.start, finding.end) for finding in found]
    for like in like_mistakes(catalogue, document, {finding.label for finding in found}, spans):
        finding = finding_of(like.rule, document, like.hit, _noticed(like.rule, call))
        yield replace(finding, says=like.says, sources=("judgement",))


def _noticed(rule: Rule, call: Call) -> str:
    return call.noticed.value if call.noticed.known else rule.noticed


def _one_a_label(findings: Sequence[Finding]) -> list[Finding]:
    """In an account a mistake told twice is one mistake: the first telling stands for it."""
    seen: dict[str, Finding] = {}
    for finding in findings:
        seen.setdefault(finding.label or finding.rule, finding)
    return list(seen.values())


def _one_a_slip(findings: Sequence[Finding]) -> list[Finding]:
    """In an account what is told as an honest slip is no untruth and no wrong answer besides."""
    slips = [finding.start for finding in findings if finding.label == "factual_slip"]
    return [
        finding
        for finding in findings
        if not any(0 < abs(finding.start - slip) < TOLD_AS_ONE.get(finding.label or "", 0) for slip in slips)
    ]


def _badness(finding: Finding) -> tuple[int, int]:
    """Where a finding stands in the order worst first: by its weight, then by how likely it was noticed."""
    return MISTAKE_WEIGHTS.index(finding.weight), NOTICED.index(finding.noticed)


def find(
    catalogue: Catalogue, documents: Sequence[Document], call: Call, signals: Sequence[Heard] = ()
) -> tuple[Finding, ...]:
    """Every finding in the call's own texts (the employer's messages are not the call), worst first.

    `signals` are what the interviewer showed along the way.
    """
    found: list[Finding] = []
    for document in documents:
        if document.kind == "message":
            continue
        here = [
            finding
            for rule in catalogue.mistakes.values()
            if suits(rule.needs, document)
            for finding in _found(rule, document, _noticed(rule, call), signals)
        ]
        if document.kind == "account":
            here += _alike(catalogue, document, call, here)
        here.sort(key=lambda finding: (finding.start, finding.end))
        found += _one_a_slip(_one_a_label(here)) if document.kind == "account" else here
    return tuple(sorted(found, key=_badness))


def _heaviest(findings: Sequence[Finding]) -> dict[str, int]:
    """The weight of the worst finding of each concern: 1 for a surface fault or a companion, else 2."""
    weights: dict[str, int] = {}
    for finding in findings:
        weight = 1 if finding.weight == "surface" or finding.label in COMPANIONS else 2
        weights[finding.concern] = max(weight, weights.get(finding.concern, 0))
    return weights


def without_planned(findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings without an untruth that is only planned, which nobody has heard; that alone, if alone."""
    return [finding for finding in findings if finding.label != PLANNED] or findings


def main_concern(findings: Sequence[Finding]) -> str | None:
    """The concern that decides the repair: that of the weightiest mistake; None where nothing was found.

    Mistakes with a label speak before general remarks. Between equals integrity comes before logistics,
    and conduct, which is remembered longest, before competence and logistics; any other two are mixed.
    """
    happened = without_planned(findings)
    weights = _heaviest([finding for finding in happened if finding.label] or happened)
    top = {kind for kind, weight in weights.items() if weight == max(weights.values())}
    if len(top) < 2:
        return next(iter(top), None)
    if "integrity" in top:
        return "integrity" if top == {"integrity", "logistics"} else "mixed"
    return "conduct" if "conduct" in top else "mixed"


def debrief(catalogue: Catalogue, documents: Sequence[Document], call: Call) -> Debrief:
    """The debrief of one call. Of several transcripts the longest is told moment by moment."""
    if any(document.kind == "verbatim" for document in documents):
        words = asking(catalogue)  # they are many: an account is looked back at without
        documents = [with_moments(document, words) for document in documents]
    transcripts = [document for document in documents if document.kind == "verbatim"]
    told = max(transcripts, key=lambda document: document.words, default=None)
    signals = hear(catalogue.setting("signal"), documents)
    findings = find(catalogue, documents, call, signals)
    look_back = Debrief(
        findings=(),
        went_well=_first_of_each(hear(catalogue.setting("went_well"), documents)),
        not_yours=_first_of_each(hear(catalogue.setting("not_yours"), documents)),
        concern=None,
        moments=told.moments if told else (),
        signals=signals,
        source=told.source if told else None,
        leaning=_leaning(catalogue, documents),
    )
    return _concluded(look_back, findings)


def without(look_back: Debrief, denied: Collection[FoundAt]) -> Debrief:
    """The debrief without the findings at these places, as if they had never been heard."""
    out = tuple(finding for finding in look_back.findings if finding.found_at in denied)
    if not out:
        return look_back
    left = [finding for finding in look_back.findings if finding not in out]
    return _concluded(replace(look_back, denied=(*look_back.denied, *out)), left)


def unlike(look_back: Debrief, labels: Collection[str]) -> Debrief:
    """The debrief without the mistakes of these labels."""
    left = [finding for finding in look_back.findings if finding.label not in labels]
    return _concluded(look_back, left) if len(left) < len(look_back.findings) else look_back


def _concluded(look_back: Debrief, findings: Sequence[Finding]) -> Debrief:
    """The debrief with these findings and the concern that follows from them."""
    found = main_concern(findings)
    leans = look_back.leaning.toward(found) if look_back.leaning else None
    if leans == "integrity" and len(without_planned(findings)) < len(findings):
        leans = None  # it is the untruth that is only planned
    concern = found and (leans or found)
    return replace(look_back, findings=tuple(findings), concern=concern, leans=None if concern else leans)


def _leaning(catalogue: Catalogue, documents: Sequence[Document]) -> Leaning | None:
    """What accounts are about that read like these; None where too little is told."""
    told = [sentence for one in documents if one.kind == "account" for sentence in one.said]
    if words_of(told) < LEAST_ACCOUNT:
        return None
    return Leaning(
        pulls=catalogue.reader.whole("account", "concern", told),
        worth=float(catalogue.phrases["likeness"]["concern"]["found"]),
    )


def _first_of_each(heard: Sequence[Heard]) -> tuple[Heard, ...]:
    by_cue = sorted(heard, key=lambda one: one.cue.id)
    return tuple(next(places) for _, places in groupby(by_cue, key=lambda one: one.cue.id))
