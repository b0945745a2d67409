# ruff: noqa: INP001, T201 (run by path, to print)
"""How soon guided recall comes to the advice that the whole questionnaire gives, beside a fixed order.

Usage: python -m benchmarks.recall [CANDIDATES]     (2,000 by default)

Each candidate is drawn from the catalogue's own chances (recall.toml): what went wrong, and the answer to
every question. They have told what went wrong, and nothing else is known. The full advice is that of the
whole questionnaire: every question that bears on any advice and makes sense where the candidate stands,
whatever their number. The adaptive order asks what is likeliest to change the advice, and stops where no
answer could; the fixed order is the catalogue's own. Both ask at most twelve. Questions that only the words
need are not counted: they change no advice.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import sqrt
from statistics import median

from ringback.catalogue import load
from ringback.core import answers as told
from ringback.core.answers import Answers
from ringback.core.call import Call
from ringback.core.catalogue import Catalogue, Question, Rule
from ringback.core.debrief import Debrief, Finding, main_concern
from ringback.core.decision import rule_odds
from ringback.core.process import Process
from ringback.core.readings import Reading
from ringback.core.recall import SoFar, Worlds, chances, questions_that_fit, questions_that_settle

SEED = 20261129
CANDIDATES = 2_000
MOST = 12
ANSWER = "I'd start from the orders that can't wait and plan back from those"
"""What somebody types who by now knows the answer that failed them."""

Advice = Mapping[str, str | None]


@dataclass(frozen=True)
class Candidate:
    """Somebody who has told what went wrong, and what they would answer."""

    known: SoFar
    truth: Answers


def drawn(catalogue: Catalogue, chance: random.Random) -> Candidate:
    """A candidate by the catalogue's chances."""
    mistakes = chance.sample(sorted(catalogue.mistakes), chance.randint(1, 3))
    findings = tuple(_found(catalogue.mistakes[one]) for one in mistakes)
    rule, call = Reading(), Call()
    process = Process(rule, rule_odds(catalogue, rule, call))
    known = SoFar(call, process, Debrief(findings, (), (), main_concern(findings)))
    truth = {one.id: _answer(one, catalogue, chance) for one in catalogue.questions.values()}
    return Candidate(known, truth)


def _found(rule: Rule) -> Finding:
    return Finding(
        rule.id, rule.label, rule.title, rule.weight, rule.concern, rule.noticed, "account", 0, 1, "x", None,
        rule.says, rule.why, rule.repair, rule.avoid, (),
    )  # fmt: skip


def _answer(question: Question, catalogue: Catalogue, chance: random.Random) -> str | None:
    if question.answers:
        odds = catalogue.phrases["recall"]["likely"].get(question.fills)
        if odds is None:
            return chance.choice([value for value, _ in question.answers])
        return chance.choices(list(odds), weights=list(odds.values()))[0]
    knows = catalogue.phrases["recall"]["likely"]["known_answer"]["yes"]
    if "known_answer" in question.settles:
        return ANSWER if chance.random() < knows else "no"
    return None


def after(known: SoFar, answers: Answers, catalogue: Catalogue) -> SoFar:
    """What is known with the answers so far."""
    call, process = told.apply(known.call, known.process, answers, catalogue)
    noticed = told.readings(answers, catalogue).get("noticed")
    debrief = told.as_noticed(known.debrief, noticed) if noticed else known.debrief
    return replace(
        known,
        call=call,
        process=process,
        debrief=told.with_told(debrief, answers, catalogue),
        facts=(*known.facts, *told.told_facts(answers, catalogue)),
    )


Next = Callable[[SoFar, Answers], Question | None]


def adaptive(known: SoFar, answers: Answers, catalogue: Catalogue) -> Question | None:
    """The question likeliest to change the advice; None where none could."""
    return next(iter(questions_that_settle(known, answers, catalogue)), None)


def fixed(known: SoFar, answers: Answers, catalogue: Catalogue) -> Question | None:
    """The next one in the catalogue's order that bears on some advice and makes sense here."""
    return next(
        (one for one in questions_that_fit(known, answers, catalogue) if chances(one, catalogue)), None
    )


def advices(who: Candidate, ask: Next, catalogue: Catalogue, most: int = MOST) -> Iterator[Advice]:
    """What is advised before the first question and after each, up to so many."""
    answers: dict[str, str | None] = {}
    while True:
        here = after(who.known, answers, catalogue)
        yield Worlds(here, catalogue).advice({})
        question = ask(here, answers) if len(answers) < most else None
        if question is None:
            return
        answers[question.id] = who.truth[question.id]


def wilson(k: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval."""
    z, p = 1.96, k / n
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def show(name: str, runs: Sequence[Sequence[Advice]], full: Sequence[Advice]) -> None:
    """One order's figures: how often it ends at the full advice, after how many questions, where not."""
    asked = [len(run) - 1 for run in runs]
    right = sum(run[-1] == whole for run, whole in zip(runs, full, strict=True))
    low, high = wilson(right, len(runs))
    print(f"{name}: full advice in {right} of {len(runs)} ({right / len(runs):.3f} [{low:.3f}, {high:.3f}]),")
    print(
        f"  questions: median {median(asked):g}, nine in ten at most {sorted(asked)[int(0.9 * len(asked))]}"
    )
    for after_so_many in (2, 4, 6, 8):
        there = sum(
            run[min(after_so_many, len(run) - 1)] == whole for run, whole in zip(runs, full, strict=True)
        )
        print(f"  after at most {after_so_many}: {there / len(runs):.3f}")
    missed = Counter(
        part for run, whole in zip(runs, full, strict=True) for part in whole if run[-1][part] != whole[part]
    )
    print(f"  where not: {dict(missed) or 'nowhere'}")


def main() -> None:
    """Draw, ask in both orders, and print."""
    catalogue = load()
    chance = random.Random(SEED)  # noqa: S311 (not for secrets)
    people = [drawn(catalogue, chance) for _ in range(int(sys.argv[1]) if sys.argv[1:] else CANDIDATES)]
    whole = partial(fixed, catalogue=catalogue)
    full = [list(advices(who, whole, catalogue, len(catalogue.questions)))[-1] for who in people]
    unasked = sum(
        next(advices(who, whole, catalogue)) == advice for who, advice in zip(people, full, strict=True)
    )
    print(
        f"{len(people)} candidates; with no question at all {unasked / len(people):.3f} get the full advice"
    )
    for name, order in (("adaptive order", adaptive), ("fixed order", fixed)):
        runs = [list(advices(who, partial(order, catalogue=catalogue), catalogue)) for who in people]
        show(name, runs, full)


if __name__ == "__main__":
    main()
