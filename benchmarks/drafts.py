# ruff: noqa: INP001, S311, T201 (run by path, by chance, to print)
"""Drafts over invented cases: grounded, in time, unlike one another, quick, without fault by the reviewer.

Usage: python -m benchmarks drafts, for the rows over 1,000 cases
       python -m benchmarks.drafts CASES show|faults, for the drafts themselves, or each fault with its quotes

Each case is drawn by benchmarks/draft_cases.py and goes through the policy and the plan to its drafts. A
draft with a gap isn't finished, and isn't given to the reviewer, whose stop and mend faults are counted. It
is told whether the employer noticed; the words that name the call are for one who did, or who asked. A
sentence is shared where it carries facts of one case and stands in another whose facts differ; one that
only rests on a fact (a plain sorry) carries none.
"""

from __future__ import annotations

import os

# One thread: numpy reads these when it is loaded, and processor time would count what two spend in waiting.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import cycle
from zoneinfo import ZoneInfo

from benchmarks.draft_cases import Case, drawn
from benchmarks.figures import Figure, of_runs

from ringback.catalogue import load
from ringback.core.call import Call
from ringback.core.catalogue import Catalogue
from ringback.core.decision import rule_odds
from ringback.core.draft import Draft, draft, write
from ringback.core.drafted import CASE_WORDS
from ringback.core.facts import Fact
from ringback.core.moves import Asked, document_of
from ringback.core.plan import DRAFT_KINDS, Dates, make_plan
from ringback.core.process import Process
from ringback.core.readings import Reading
from ringback.core.review import review
from ringback.core.verdict import judge
from ringback.core.wording import CLAIMS_NOTHING, TOLD, Sentence
from ringback.readers.calendar import workdays

SEED = 20261130
CASES = 1_000
TIMED = 400
NOW = datetime(2026, 3, 12, 20, 50, tzinfo=ZoneInfo("Europe/London"))
NAMED = ("opener_named", "named_letter", "about_the_call", "correction", "apology", "rebook", "reopen")
OPENERS = ("opener_named", "opener_unnamed")

Faults = Callable[[Draft, Case], Sequence[tuple[str, str, str]]]


def written(case: Case, catalogue: Catalogue) -> tuple[Draft, ...]:
    """The drafts of a case, by the policy and its plan."""
    process = Process(Reading(case.stands.rule), rule_odds(catalogue, Reading(), Call()))
    verdict = judge(case.stands, process, (), catalogue.phrases["verdict"])
    table = catalogue.phrases["plan"]
    plan = make_plan(case.stands, verdict, process, (), Dates(NOW), workdays("GB"), table)
    particulars = replace(case.particulars, question=verdict.question)
    chosen = () if plan.opener or verdict.door == "closed" else ("named_letter",)
    return (
        *write(plan, case.facts, particulars, catalogue),
        *(draft(kind, case.facts, particulars, catalogue) for kind in chosen),
    )


def every_sentence(one: Draft) -> Iterator[Sentence]:
    """All that a draft says, by phone as well, with what it says to their replies."""
    yield from one.sentences
    yield from one.by_phone
    for reply in one.answers_to:
        yield from reply.sentences


def carries(sentence: Sentence, facts: Sequence[Fact]) -> frozenset[str]:
    """The facts whose words stand in a sentence."""
    said = set(sentence.text.lower().split())
    texts = (fact.text for fact in facts if fact.number in sentence.facts)
    return frozenset(
        text for text in texts if len(said & set(text.lower().split())) >= 0.4 * len(text.split())
    )


def grounded(sentence: Sentence) -> bool:
    """Whether a sentence rests on a fact or on what was told, shows a gap, or claims nothing."""
    told = sentence.facts or TOLD.intersection(sentence.particulars)
    return bool(told) or sentence.gap or sentence.move in CLAIMS_NOTHING


def reviewer(catalogue: Catalogue) -> Faults:
    """The reviewer's stop and mend faults of a draft, as (weight, label, quote)."""

    def faults(one: Draft, case: Case) -> Sequence[tuple[str, str, str]]:
        noticed = "likely" if one.kind in NAMED else case.stands.noticed
        asked = Asked(one.text, one.form, noticed=noticed)
        known = {case.stands.concern}.intersection(CASE_WORDS)
        found = review(catalogue, document_of(asked, catalogue, known)).findings
        return [(f.weight, f.label or f.rule, f.quote) for f in found if f.weight in ("stop", "mend")]

    return faults


def made(count: int, catalogue: Catalogue) -> list[tuple[Draft, Case]]:
    """Every draft of so many cases, with its case."""
    chance = random.Random(SEED)
    cases = [drawn(number, chance) for number in range(count)]
    return [(one, case) for case in cases for one in written(case, catalogue)]


def figures(share: float) -> Iterator[Figure]:
    """Time, grounds, variety, speed and faults of the drafts over invented cases."""
    catalogue = load()
    every = made(round(CASES * share), catalogue)
    yield from _lengths(every)
    yield from _grounds(every)
    yield from _costs(every, catalogue)
    yield from _faults(every, reviewer(catalogue))


def _lengths(every: Sequence[tuple[Draft, Case]]) -> Iterator[Figure]:
    openers = [one.seconds for one, _ in every if one.kind in OPENERS]
    about = [one.seconds for one, _ in every if one.kind == "about_the_call"]
    for what, low, high, lengths in (
        ("Openers that take 25 to 50 s", 25, 50, openers),
        ("What to say about the call, 20 to 40 s", 20, 40, about),
    ):
        right = sum(low <= n <= high for n in lengths)
        span = f"{min(lengths, default=0)} to {max(lengths, default=0)} s"
        yield Figure(what, f"{right:,}", f"{len(lengths):,}", span, asked="all")


def _grounds(every: Sequence[tuple[Draft, Case]]) -> Iterator[Figure]:
    said = [(sentence, case) for one, case in every for sentence in every_sentence(one)]
    grounds = defaultdict(set)
    for sentence, case in said:
        if carried := carries(sentence, case.facts):
            grounds[sentence.text].add(carried)
    bare = {s.text for s, case in said if not carries(s, case.facts) and not s.gap}
    shared = sum(len(sets) > 1 for sets in grounds.values())
    rests = sum(grounded(sentence) for sentence, _ in said)
    yield Figure("Sentences grounded", f"{rests:,}", f"{len(said):,}", asked="all")
    yield Figure(
        "Sentences with a fact, shared by cases whose facts differ",
        f"{shared}",
        f"{len(grounds):,}",
        asked="none",
    )
    yield Figure("Distinct sentences without a fact", f"{len(bare):,}", f"{len(said):,}")


def _costs(every: Sequence[tuple[Draft, Case]], catalogue: Catalogue) -> Iterator[Figure]:
    cases = list({case.particulars.key: case for _, case in every}.values())[:TIMED]
    turns = list(zip(cases, cycle(DRAFT_KINDS)))
    drafting = [
        _milliseconds(lambda case=case, kind=kind: draft(kind, case.facts, case.particulars, catalogue))
        for case, kind in turns
    ]
    asked = [Asked(one.text, one.form) for one, _ in every[:TIMED]]
    reviewing = [
        _milliseconds(lambda one=one: review(catalogue, document_of(one, catalogue))) for one in asked
    ]
    yield of_runs("A draft, processor time", drafting, "{:.2f} ms".format, asked="20 ms")
    yield of_runs("A review, processor time", reviewing, "{:.1f} ms".format, asked="30 ms")


def _milliseconds(task: Callable[[], object]) -> float:
    start = time.process_time_ns()
    task()
    return (time.process_time_ns() - start) / 1e6


def _faults(every: Sequence[tuple[Draft, Case]], faults: Faults) -> Iterator[Figure]:
    finished = [(one, case) for one, case in every if not one.unfinished]
    found = Counter(weight for one, case in finished for weight, _, _ in faults(one, case))
    yield Figure("Drafts without a gap", f"{len(finished):,}", f"{len(every):,}")
    for weight in ("stop", "mend"):
        what = f"Faults that the reviewer finds in them: {weight}"
        yield Figure(what, f"{found[weight]}", f"{len(finished):,}", asked="none")


def show(every: Sequence[tuple[Draft, Case]]) -> None:
    """Print the drafts."""
    for one, case in every:
        print(f"\n#### {case.particulars.key} {case.stands.status} {case.particulars.tone}", end=" ")
        print(f"next {case.stands.next_stage}, noticed {case.stands.noticed}")
        print(f"-- {one.kind} {one.form} {one.seconds} s\n{one.subject or ''}\n{one.text}")
        for reply in one.answers_to:
            print(f"   > {reply.they_say}\n     {' '.join(s.text for s in reply.sentences)}")


def show_faults(every: Sequence[tuple[Draft, Case]], faults: Faults) -> None:
    """Print each kind of fault with how often it is found, and where."""
    quotes = defaultdict(list)
    for one, case in every:
        if not one.unfinished:
            for weight, label, quote in faults(one, case):
                quotes[weight, label, one.kind].append(quote)
    for key, found in sorted(quotes.items(), key=lambda item: -len(item[1])):
        print(f"  {len(found):4} {' '.join(key)}")
        for quote in sorted(set(found)):
            print(f"         {quote!r}")


def main() -> None:
    """Print the drafts, or the faults found in them."""
    catalogue = load()
    every = made(int(sys.argv[1]), catalogue)
    if sys.argv[2] == "show":
        show(every)
    else:
        show_faults(every, reviewer(catalogue))


if __name__ == "__main__":
    main()
