"""What the answers of a guided recall make of what was read: fields, facts, mistakes, names and days."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from ringback.core.call import VALUES
from ringback.core.catalogue import Catalogue, Question, Rule
from ringback.core.debrief import Debrief, Finding, FoundAt, main_concern
from ringback.core.decision import DECISION_RULES
from ringback.core.document import fold
from ringback.core.facts import Fact, find_facts, kind_of_question, why_not

Answers = Mapping[str, str | None]
"""What was answered, by the question's id: a choice's value or the words typed; None where skipped."""

STORY, ACCOUNT, MISTAKE, RULE = "story", "account", "mistake", "decision_rule"
PARTICULARS = ("me", "asked")


def readings(answers: Answers, catalogue: Catalogue) -> dict[str, str]:
    """The fields of the call, and the decision rule, as answered; what settles nothing is left out."""
    fields = {question.fills: value for question, value in _given(answers, catalogue) if question.answers}
    if _knows_an_answer(answers, catalogue):
        fields["known_answer"] = "yes"
    legal = {**VALUES, RULE: DECISION_RULES}
    return {name: value for name, value in fields.items() if value in legal.get(name, ())}


def _given(answers: Answers, catalogue: Catalogue) -> Iterator[tuple[Question, str]]:
    """What was answered and not skipped, in the questions' order, whatever the order of the answers."""
    for question in sorted(catalogue.questions.values(), key=lambda one: (one.order, one.id)):
        value = (answers.get(question.id) or "").strip()
        if value:
            yield question, value


def _knows_an_answer(answers: Answers, catalogue: Catalogue) -> bool:
    settling = {one.id for one, _ in _given(answers, catalogue) if "known_answer" in one.settles}
    return bool(settling) and any(fact.source in settling for fact in told_facts(answers, catalogue))


def says_nothing(words: str, catalogue: Catalogue) -> bool:
    """Whether typed words only say that there is nothing to say, as "no" and "I don't know" do."""
    patterns: list[str] = catalogue.phrases["phrases/not_facts"]["empty"]
    folded = fold(words.strip())
    return not folded or any(re.search(pattern, folded) for pattern in patterns)


def no_fact(question: Question, words: str, catalogue: Catalogue) -> str | None:
    """Why the words typed in answer to a question that asks for a fact are none; None where they are fine.

    To say that there is nothing to say is fine.
    """
    kind = kind_of_question(question.id, catalogue)
    stated = typed({question.id: words}, catalogue).get(question.id)
    fault = why_not(kind, stated, catalogue) if kind and stated else None
    if fault is None or fault == "empty":
        return None
    says: str = catalogue.phrases["phrases/fact_sheet"]["not_a_fact"][fault]["says"]
    return says


def told_facts(answers: Answers, catalogue: Catalogue) -> tuple[Fact, ...]:
    """The facts among the typed answers."""
    return find_facts((), typed(answers, catalogue), catalogue)


def typed(answers: Answers, catalogue: Catalogue) -> dict[str, str]:
    """The answers in the user's own words by question id, each so that it can stand alone."""
    return {
        one.id: _standing_alone(one, words, catalogue)
        for one, words in _given(answers, catalogue)
        if not one.answers and one.fills not in (STORY, ACCOUNT)
    }


def _standing_alone(question: Question, words: str, catalogue: Catalogue) -> str:
    opens: str = catalogue.phrases["recall"]["opens"].get(question.id, "")
    return words if not opens or fold(words).startswith(("i ", "i'")) else f"{opens} {words}"


def account(answers: Answers, catalogue: Catalogue) -> str:
    """The call as told in answer to the open questions, to be read like any account; empty where untold."""
    return "\n\n".join(told_openly(answers, catalogue).values())


def told_openly(answers: Answers, catalogue: Catalogue) -> dict[str, str]:
    """The answers to the open questions by question id, the story first."""
    return {one.id: words for one, words in _given(answers, catalogue) if one.fills in (STORY, ACCOUNT)}


def told_particulars(answers: Answers, catalogue: Catalogue) -> dict[str, str]:
    """What drafts may name, as answered: `me` and `asked`."""
    return {one.fills: words for one, words in _given(answers, catalogue) if one.fills in PARTICULARS}


def told_days(answers: Answers, catalogue: Catalogue) -> dict[str, tuple[str, str]]:
    """The days as answered, by kind (next_stage, promised): the question's id, and a sentence for itself."""
    return {
        question.fills.removeprefix("date."): (question.id, _standing_alone(question, words, catalogue))
        for question, words in _given(answers, catalogue)
        if question.fills.startswith("date.")
    }


def as_noticed(debrief: Debrief, noticed: str) -> Debrief:
    """The debrief by what was answered of who noticed."""
    findings = tuple(replace(finding, noticed=noticed) for finding in debrief.findings)
    return replace(debrief, findings=findings)


def with_told(
    debrief: Debrief, answers: Answers, catalogue: Catalogue, denied: Collection[FoundAt] = ()
) -> Debrief:
    """The debrief with the mistakes that were answered, told by their label, but for those denied since."""
    every = [
        _told_finding(rule, question)
        for question, value in _given(answers, catalogue)
        if question.fills == MISTAKE and value not in debrief.labels
        for rule in _labelled(value, catalogue)
    ]
    told = [finding for finding in every if finding.found_at not in denied]
    out = [finding for finding in every if finding.found_at in denied]
    debrief = replace(debrief, denied=(*debrief.denied, *out))
    if not told:
        return debrief
    findings = (*told, *debrief.findings)
    return replace(debrief, findings=findings, concern=main_concern(findings))


def _labelled(label: str, catalogue: Catalogue) -> list[Rule]:
    """The first rule of a label that needs no transcript, by id: an answer quotes nobody else."""
    rules = [one for one in catalogue.mistakes.values() if one.label == label and one.needs != "verbatim"]
    return sorted(rules, key=lambda rule: rule.id)[:1]


def _told_finding(rule: Rule, question: Question) -> Finding:
    quote = next(words for value, words in question.answers if value == rule.label)
    return Finding(
        rule=rule.id,
        label=rule.label,
        title=rule.title,
        weight=rule.weight,
        concern=rule.concern,
        noticed=rule.noticed,
        source=question.id,
        start=0,
        end=len(quote),
        quote=quote,
        at=None,
        says=rule.says,
        why=rule.why,
        fix=rule.repair,
        avoid=rule.avoid,
        sources=tuple(ground.source for ground in rule.rests_on),
    )
