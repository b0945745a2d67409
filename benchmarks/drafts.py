# ruff: noqa: INP001, S311, T201 (run by path, by chance, to print)
"""Drafts over invented cases: grounded, in time, unlike one another, quick, without fault by the reviewer.

Usage: python -m benchmarks.drafts [CASES] [--show] [--faults]     (1,000 cases by default)

Each case is drawn by benchmarks/draft_cases.py and goes through the policy and the plan to its drafts. A
draft with a gap isn't finished, and isn't given to the reviewer, whose stop and mend faults are counted where
it can be imported. It is told whether the employer noticed; the words that name the call are for one who did,
or who asked. A sentence is shared where it carries facts of one case and stands in another whose facts
differ; one that only rests on a fact (a plain sorry) carries none.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

from benchmarks.draft_cases import Case, drawn

from ringback.catalogue import load
from ringback.core.call import Call
from ringback.core.catalogue import Catalogue
from ringback.core.decision import rule_odds
from ringback.core.draft import Draft, draft, write
from ringback.core.facts import Fact
from ringback.core.plan import DRAFT_KINDS, Dates, make_plan
from ringback.core.process import Process
from ringback.core.readings import Reading
from ringback.core.verdict import judge
from ringback.core.wording import CLAIMS_NOTHING, TOLD, Sentence
from ringback.readers.calendar import workdays

SEED = 20261130
CASES = 1_000
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
    """All that a draft says, with what it says to their replies."""
    yield from one.sentences
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


def reviewer(catalogue: Catalogue) -> Faults | None:
    """The reviewer's stop and mend faults of a draft, as (weight, label, quote); None where there is none."""
    try:
        from ringback.core.drafted import CASE_WORDS
        from ringback.core.moves import Asked, document_of
        from ringback.core.review import review
    except ImportError:
        return None

    def faults(one: Draft, case: Case) -> Sequence[tuple[str, str, str]]:
        noticed = "likely" if one.kind in NAMED else case.stands.noticed
        asked = Asked(one.text, one.form, noticed=noticed)
        known = {case.stands.concern}.intersection(CASE_WORDS)
        found = review(catalogue, document_of(asked, catalogue, known)).findings
        return [(f.weight, f.label or f.rule, f.quote) for f in found if f.weight in ("stop", "mend")]

    return faults


def main() -> None:
    """Print the figures."""
    options = sys.argv[1:]
    count = next((int(one) for one in options if one.isdigit()), CASES)
    catalogue, chance = load(), random.Random(SEED)
    cases = [drawn(number, chance) for number in range(count)]
    made = [written(one, catalogue) for one in cases]
    if "--show" in options:
        show(made, cases)
        return
    tell(made, cases, catalogue)
    judged(made, cases, catalogue, whole="--faults" in options)


def show(made: Sequence[Sequence[Draft]], cases: Sequence[Case]) -> None:
    """Print the drafts."""
    for drafts, case in zip(made, cases, strict=True):
        print(f"\n#### {case.particulars.key} {case.stands.status} {case.particulars.tone}", end=" ")
        print(f"next {case.stands.next_stage}, noticed {case.stands.noticed}")
        for one in drafts:
            print(f"\n-- {one.kind} {one.form} {one.seconds} s\n{one.subject or ''}\n{one.text}")
            for reply in one.answers_to:
                print(f"   > {reply.they_say}\n     {' '.join(s.text for s in reply.sentences)}")


def tell(made: Sequence[Sequence[Draft]], cases: Sequence[Case], catalogue: Catalogue) -> None:
    """Grounds, times, gaps, variety and speed."""
    every = [(one, case) for drafts, case in zip(made, cases, strict=True) for one in drafts]
    said = [(sentence, case) for one, case in every for sentence in every_sentence(one)]
    print(f"{len(cases)} cases, {len(every)} drafts, {len(said)} sentences")
    print("kinds:", dict(Counter(one.kind for one, _ in every).most_common()))
    print(f"grounded: {sum(grounded(sentence) for sentence, _ in said)} of {len(said)}")
    spoken = [one.seconds for one, _ in every if one.kind in OPENERS]
    finished = [one.seconds for one, _ in every if one.kind in OPENERS and not one.unfinished]
    for name, times in (("openers", spoken), ("openers without a gap", finished)):
        right = sum(25 <= n <= 50 for n in times)
        print(f"{name}: {right} of {len(times)} in 25 to 50 s ({right / len(times):.4f}),", end=" ")
        print(f"{min(times)} to {max(times)}, median {median(times):g}")
    about = [one.seconds for one, _ in every if one.kind == "about_the_call"]
    print(f"about the call: {min(about)} to {max(about)} s, median {median(about):g};", end=" ")
    print(f"{sum(20 <= n <= 40 for n in about)} of {len(about)} in 20 to 40 s")
    print(f"unfinished: {sum(one.unfinished for one, _ in every)} of {len(every)}", end=" ")
    print(dict(Counter(one.kind for one, _ in every if one.unfinished).most_common()))
    bare = {s.text for s, case in said if not carries(s, case.facts) and not s.gap}
    print(f"distinct sentences that carry no fact: {len(bare)}")
    grounds = defaultdict(set)
    for sentence, case in said:
        if carried := carries(sentence, case.facts):
            grounds[sentence.text].add(carried)
    shared = [text for text, sets in grounds.items() if len(sets) > 1]
    print(f"sentences with a fact that stand in cases whose facts differ: {len(shared)} of {len(grounds)}")
    print(*shared[:5], sep="\n  ")
    times = []
    for case in cases[:400]:
        kind = DRAFT_KINDS[len(times) % len(DRAFT_KINDS)]
        start = time.process_time_ns()
        draft(kind, case.facts, case.particulars, catalogue)
        times.append((time.process_time_ns() - start) / 1e6)
    print(f"a draft: median {median(times):.2f} ms, slowest of {len(times)} {max(times):.2f} ms")


def judged(
    made: Sequence[Sequence[Draft]], cases: Sequence[Case], catalogue: Catalogue, *, whole: bool
) -> None:
    """What the reviewer says of the finished drafts."""
    faults = reviewer(catalogue)
    if faults is None:
        print("no reviewer to ask")
        return
    found: Counter[tuple[str, str, str]] = Counter()
    quotes = defaultdict(set)
    finished = [
        (one, case) for drafts, case in zip(made, cases, strict=True) for one in drafts if not one.unfinished
    ]
    for one, case in finished:
        for weight, label, quote in faults(one, case):
            found[weight, label, one.kind] += 1
            quotes[weight, label, one.kind].add(quote)
    total = Counter(weight for (weight, _, _), n in found.items() for _ in range(n))
    print(f"reviewed: {len(finished)} drafts, stop {total['stop']}, mend {total['mend']}")
    for key, n in found.most_common():
        print(f"  {n:4} {' '.join(key)}")
        for quote in sorted(quotes[key])[: None if whole else 2]:
            print(f"         {quote!r}")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
