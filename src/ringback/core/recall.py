"""Guided recall: which question to ask next.

A question is worth asking for the advice's sake as far as its answer would change it: each possible
answer is tried through the policy itself, weighed by how likely it is and by what it would change (the
catalogue's `recall.toml`). Then come the questions that the drafts called for still need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod
from typing import Any

from ringback.core.answers import ACCOUNT, MISTAKE, RULE, STORY, Answers, as_noticed, with_told
from ringback.core.call import VALUES, Call
from ringback.core.catalogue import Catalogue, Question
from ringback.core.debrief import Debrief
from ringback.core.facts import KINDS, Fact, usable
from ringback.core.process import Process
from ringback.core.readings import Reading
from ringback.core.verdict import FALSE_AS_IT_STANDS, Standing, decide, opener, standing, target
from ringback.core.voicing import Ear

Change = Mapping[str, str]
"""What an answer would settle, by field: of the call, `decision_rule`, `mistake`, or of the Standing."""
Advice = Mapping[str, str | None]
Chances = tuple[tuple[float, Change], ...]


@dataclass(frozen=True)
class SoFar:
    """What is known so far, answers included. `named` are the particulars and days that are known.

    `told` says whether anything has been told yet: an account, a transcript, or the story.
    """

    call: Call
    process: Process
    debrief: Debrief
    facts: tuple[Fact, ...] = ()
    named: frozenset[str] = frozenset()
    told: bool = True


def questions_left(known: SoFar, answers: Answers, catalogue: Catalogue) -> tuple[Question, ...]:
    """The questions still worth asking as things stand, in order; the story first, then at most `most`."""
    story = next((one for one in catalogue.questions.values() if one.fills == STORY), None)
    if story and not known.told and story.id not in answers:
        return (story,)
    settling = _worths(known, answers, catalogue)
    wording = _for_the_words(known, answers, catalogue)
    first = [one for one, worth in settling.items() if worth >= catalogue.phrases["recall"]["first"]]
    in_order = dict.fromkeys([*first, *wording, *settling])
    return tuple(in_order)[: _room(answers, catalogue, "most")]


def few_questions_left(known: SoFar, answers: Answers, catalogue: Catalogue) -> tuple[Question, ...]:
    """Beside a file: only what could change the advice, and few of those."""
    return questions_that_settle(known, answers, catalogue)[: _room(answers, catalogue, "most_beside_a_file")]


def _room(answers: Answers, catalogue: Catalogue, limit: str) -> int:
    questions = catalogue.questions
    asked = sum(1 for one in answers if one in questions and questions[one].fills != STORY)
    most: int = catalogue.phrases["recall"][limit]
    return max(0, most - asked)


def questions_that_settle(known: SoFar, answers: Answers, catalogue: Catalogue) -> tuple[Question, ...]:
    """The open questions whose answer could change the advice, the one likeliest to change it first."""
    return tuple(_worths(known, answers, catalogue))


def _worths(known: SoFar, answers: Answers, catalogue: Catalogue) -> dict[Question, float]:
    worlds = Worlds(known, catalogue)
    bearing = [one for one in questions_that_fit(known, answers, catalogue) if chances(one, catalogue)]
    worth = {one: round(gain(one, bearing, worlds), 9) for one in bearing}
    least = catalogue.phrases["recall"]["least"]
    ranked = sorted(bearing, key=lambda one: (-worth[one], one.order, one.id))
    return {one: worth[one] for one in ranked if worth[one] >= least}


@dataclass(frozen=True)
class Worlds:
    """The advice in each world that answers could make of what is known."""

    known: SoFar
    catalogue: Catalogue
    _bases: dict[tuple[str | None, str | None], Standing] = field(default_factory=dict)
    _chances: dict[str, Chances] = field(default_factory=dict)
    _advice: dict[tuple[tuple[str, str], ...], Advice] = field(default_factory=dict)

    def advice(self, change: Change) -> Advice:
        """What would be advised: the action, whom it is aimed at, its worth, and which opener is ours."""
        key = tuple(sorted(change.items()))
        if key not in self._advice:
            self._advice[key] = _advice(self._stands(change))
        return self._advice[key]

    def _stands(self, change: Change) -> Standing:
        """Who noticed, and a mistake owned up to, bear on the damage; the rest is the standing's own."""
        heard = (change.get("noticed"), change.get(MISTAKE))
        if heard not in self._bases:
            self._bases[heard] = self._base(*heard)
        named = {"rule" if name == RULE else name: value for name, value in change.items() if name != MISTAKE}
        supposed: dict[str, Any] = {name: value for name, value in named.items() if _stands_so(name, value)}
        return replace(self._bases[heard], **supposed)

    def _base(self, noticed: str | None, mistake: str | None) -> Standing:
        untrue = next((one.id for one in self.catalogue.questions.values() if one.fills == MISTAKE), MISTAKE)
        look_back = as_noticed(self.known.debrief, noticed) if noticed else self.known.debrief
        look_back = with_told(look_back, {untrue: mistake}, self.catalogue)
        return standing(self.known.call, self.known.process, look_back, self.catalogue.phrases["verdict"])

    def matters(self, before: Advice, after: Advice) -> float:
        """How much it matters that one advice is the other: by the weightiest part in which they differ."""
        weights: Mapping[str, float] = self.catalogue.phrases["recall"]["matters"]
        return max((weights[part] for part in before if before[part] != after[part]), default=0.0)

    def shift(self, question: Question, change: Change) -> float:
        """How much the answer is likely to change what is advised in one world."""
        before = self.advice(change)
        return sum(
            chance * self.matters(before, self.advice({**change, **settled}))
            for chance, settled in self.chances(question)
        )

    def chances(self, question: Question) -> Chances:
        """`chances`, worked out once."""
        if question.id not in self._chances:
            self._chances[question.id] = chances(question, self.catalogue)
        return self._chances[question.id]


def _advice(stands: Standing) -> Advice:
    decision = decide(stands)
    aimed_at = target(stands, decision.action)
    return {"action": decision.action, "target": aimed_at, "worth": decision.worth, "opener": opener(stands)}


def _stands_so(name: str, value: str) -> bool:
    """Whether an answer settles a field; "not said" and its like leave it open."""
    return value in VALUES.get(name, (value,)) and value != "not_said"


def gain(question: Question, others: Sequence[Question], worlds: Worlds) -> float:
    """What an answer is likely to change: half as things stand, half after one more answer.

    The second half sees the questions that matter only together with another's answer.
    """
    now = worlds.shift(question, {})
    rest = [one for one in others if one is not question]
    if not rest:
        return now
    ahead = sum(
        chance * worlds.shift(question, change) for one in rest for chance, change in worlds.chances(one)
    )
    return now / 2 + ahead / len(rest) / 2


def chances(question: Question, catalogue: Catalogue) -> Chances:
    """What the answers would settle, each with its chance; none for a question that bears on no advice."""
    likely = catalogue.phrases["recall"]["likely"]
    if question.answers:
        odds = likely.get(question.fills, {})
        return tuple((odds[value], {question.fills: value}) for value, _ in question.answers if value in odds)
    unknowns = [name for name in question.settles if name in likely]
    worlds = product(*(likely[name].items() for name in unknowns)) if unknowns else ()
    return tuple((prod(chance for _, chance in world), _supposed(unknowns, world)) for world in worlds)


def _supposed(unknowns: Sequence[str], world: Sequence[tuple[str, float]]) -> Change:
    return {name: value for name, (value, _) in zip(unknowns, world, strict=True)}


def _stands(known: SoFar, catalogue: Catalogue) -> Standing:
    return standing(known.call, known.process, known.debrief, catalogue.phrases["verdict"])


def questions_that_fit(known: SoFar, answers: Answers, catalogue: Catalogue) -> list[Question]:
    """The questions not yet put, whose answer isn't known, and that make sense where the candidate stands."""
    stands = _stands(known, catalogue)
    return [
        one
        for one in sorted(catalogue.questions.values(), key=lambda one: (one.order, one.id))
        if one.id not in answers and _fits(one, stands, catalogue) and not is_known(one, known, catalogue)
    ]


def _fits(question: Question, stands: Standing, catalogue: Catalogue) -> bool:
    """Whether it makes sense to ask, by the standing's own words and by what is advised so far."""
    wanted: Mapping[str, Sequence[str]] = catalogue.phrases["recall"]["only_if"].get(question.id, {})
    return all(
        (decide(stands).action if name == "action" else getattr(stands, name)) in values
        for name, values in wanted.items()
    )


def is_known(question: Question, known: SoFar, catalogue: Catalogue) -> bool:
    """Whether what a question would fill is known already; what is assumed isn't."""
    fills, _, like = question.fills.partition(".")
    if fills in VALUES or fills == RULE:
        reading: Reading = known.process.decision_rule if fills == RULE else getattr(known.call, fills)
        return reading.basis in ("told", "stated") or (
            reading.basis == "implied" and _enough(fills, catalogue)
        )
    if fills in (STORY, ACCOUNT):
        return known.told if fills == STORY else bool(known.debrief.findings)
    if fills == MISTAKE:
        return any(label in FALSE_AS_IT_STANDS for label in known.debrief.labels)
    if fills in KINDS:
        facts = [fact for fact in known.facts if fact.kind == fills and usable(fact)]
        return any(_alike(fact, like, catalogue) for fact in facts)
    return (like or fills) in known.named


def _enough(fills: str, catalogue: Catalogue) -> bool:
    """Whether what is only implied is enough, so that it need not be asked."""
    return fills not in catalogue.phrases["recall"]["asked_unless_stated"]


def _alike(fact: Fact, like: str, catalogue: Catalogue) -> bool:
    return not like or Ear(catalogue.phrases["phrases/reading"]).hears(like, fact.text)


def _for_the_words(known: SoFar, answers: Answers, catalogue: Catalogue) -> list[Question]:
    """The open questions that the plan and the drafts called for need, in their order."""
    needed = catalogue.phrases["recall"]["needed"]
    wanted = list(needed["status"].get(known.call.status.value, ()))
    for kind in called_for(known, catalogue):
        wanted += needed["draft"].get(kind, ())
    still_open = {one.id: one for one in questions_that_fit(known, answers, catalogue)}
    return [still_open[name] for name in dict.fromkeys(wanted) if name in still_open]


def called_for(known: SoFar, catalogue: Catalogue) -> tuple[str, ...]:
    """The drafts that the advice calls for as things stand, ours first."""
    stands = _stands(known, catalogue)
    ours = opener(stands)
    other = "unnamed" if ours == "named" else "named"
    openers = [f"opener_{ours}", f"opener_{other}"] if ours else []
    case: Mapping[str, Any] = catalogue.phrases["plan"]["case"][decide(stands).case]
    return tuple(dict.fromkeys([*openers, *case["drafts"]]))
