# ruff: noqa: INP001, T201 (run by path, to print)
"""How soon guided recall comes to the advice that the whole questionnaire gives, beside a fixed order.

Usage: python -m benchmarks recall, for the rows; python -m benchmarks.recall [CANDIDATES], for all of it

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
from statistics import median

from benchmarks.figures import Figure, of_share

from ringback.catalogue import load
from ringback.core import answers as told
from ringback.core.answers import Answers
from ringback.core.calibration import wilson
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
        print(f"  after at most {after_so_many}: {_there(runs, full, after_so_many) / len(runs):.3f}")
    missed = Counter(
        part for run, whole in zip(runs, full, strict=True) for part in whole if run[-1][part] != whole[part]
    )
    print(f"  where not: {dict(missed) or 'nowhere'}")


@dataclass(frozen=True)
class Asked:
    """What each candidate is advised: by the whole questionnaire, by no question, and in both orders."""

    full: Sequence[Advice]
    unasked: Sequence[Advice]
    adaptive: Sequence[Sequence[Advice]]
    fixed: Sequence[Sequence[Advice]]


def asked(count: int) -> Asked:
    """So many candidates, drawn and asked."""
    catalogue = load()
    chance = random.Random(SEED)  # noqa: S311 (not for secrets)
    people = [drawn(catalogue, chance) for _ in range(count)]
    by_need, by_order = (partial(order, catalogue=catalogue) for order in (adaptive, fixed))
    whole = [list(advices(who, by_order, catalogue, len(catalogue.questions))) for who in people]
    return Asked(
        full=[run[-1] for run in whole],
        unasked=[run[0] for run in whole],
        adaptive=[list(advices(who, by_need, catalogue)) for who in people],
        fixed=[list(advices(who, by_order, catalogue)) for who in people],
    )


def figures(share: float) -> Iterator[Figure]:
    """How often each order comes to the whole questionnaire's advice, and after how many questions."""
    found = asked(round(CANDIDATES * share))
    for what, most in (("", MOST), (" after six questions", 6)):
        ours, theirs = (_there(runs, found.full, most) for runs in (found.adaptive, found.fixed))
        yield of_share(
            f"Comes to the whole questionnaire's advice{what}",
            ours,
            len(found.full),
            beside=f"in a fixed order: {theirs / len(found.full):.2f}",
        )
    ours, theirs = (median(len(run) - 1 for run in runs) for runs in (found.adaptive, found.fixed))
    yield Figure(
        "Questions, median", f"{ours:g}", f"{len(found.full):,}", beside=f"in a fixed order: {theirs:g}"
    )


def _there(runs: Sequence[Sequence[Advice]], full: Sequence[Advice], most: int) -> int:
    return sum(run[min(most, len(run) - 1)] == whole for run, whole in zip(runs, full, strict=True))


def main() -> None:
    """Ask so many candidates in both orders, and print."""
    found = asked(int(sys.argv[1]) if sys.argv[1:] else CANDIDATES)
    unasked = sum(one == whole for one, whole in zip(found.unasked, found.full, strict=True))
    print(f"{len(found.full)} candidates; with no question at all {unasked / len(found.full):.3f}")
    show("adaptive order", found.adaptive, found.full)
    show("fixed order", found.fixed, found.full)


if __name__ == "__main__":
    main()
