"""Committees, departments and people without a name in employers' texts, and the part each plays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ringback.core.document import Passage, fold
from ringback.core.parts import KINDS, Mention, Part, Parts, said_parts
from ringback.core.process import Person
from ringback.core.register import Register

_JOIN = re.compile(r"(?:,| -| \(|:)? ?(?:(?:our|the|your|is|as|who is|is the|is our|is your) )?")
_TAIL = re.compile(r" (?:of|for|at|in|making|taking|holding|conducting|running|leading|who|you|with|to)\b.*")
_PRONOUN = re.compile(r"\b(?:he|she|they)\b")
_CANDIDATES = re.compile(r"\b(?:candidate|applicant|people|(?<!in )(?<!in-)person|you)")
_NEAR = 120
_MANY = 60
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "your",
        "their",
        "its",
        "his",
        "her",
        "my",
        "each",
        "every",
        "this",
        "that",
        "any",
        "some",
        "all",
        "one",
        "no",
    ]
)
_SHORT = {"hr": "human resources", "ceo": "chief executive", "chairperson": "chair", "chairman": "chair"}


@dataclass(slots=True)
class _Body:
    """One body, gathered from all its mentions."""

    head: str
    words: frozenset[str]
    called: str
    part: Part

    def is_also(self, head: str, words: frozenset[str]) -> bool:
        return head == self.head and (words <= self.words or self.words <= words)


def with_parts(
    people: Sequence[Person],
    senders: Sequence[str | None],
    passages: Sequence[Passage],
    table: Parts,
    book: Register,
) -> tuple[list[Person], list[Person]]:
    """The named people with the parts the texts give them, and the bodies of which a part is told."""
    named: dict[str, Part] = {}
    bodies: list[_Body] = []
    by_role = {fold(person.role): person.name for person in people if person.role and person.name}
    passages = [passage for passage in passages if table.anchor.search(passage.folded)]
    if not passages and not senders:
        return list(people), []
    gated = any(table.gate.search(passage.folded) for passage in passages)
    for passage in passages:
        mentions = _together(passage, table.mentioned(passage), list(_names(passage, people)))
        mentions = list(_with_pronouns(passage, mentions))
        for part in said_parts(passage, mentions, table, gated=gated):
            name = part.mention.name or by_role.get(_role(part.mention.called, book))
            if part.kind == "holds" and _arranges(part.mention, people, book):
                continue
            if name:
                named[name] = _weightier(named.get(name), part)
            else:
                _gather(bodies, part)
    told = [_placed(person, named.get(person.name or "")) for person in people]
    told = [_as_sender(person, passages, table) if person.name in senders else person for person in told]
    return told, [
        Person(
            None,
            _called(body.called, book),
            _weight(body, table),
            body.part.quote,
            _likely(body.called, book),
        )
        for body in bodies
    ]


def _weight(body: _Body, table: Parts) -> str:
    """What a body's part is; those whom an employer serves are heard, and decide nothing by themselves."""
    served = body.part.decides == "yes" and table.served.search(fold(body.called))
    return "advises" if served else body.part.decides


def _placed(person: Person, part: Part | None) -> Person:
    return replace(person, decides=part.decides, quote=part.quote) if part else person


def _as_sender(person: Person, passages: Sequence[Passage], table: Parts) -> Person:
    """Whoever writes in their own name and heads the place, or heads the team and says what was decided."""
    if person.decides != "unknown":
        return person
    leads = person.likely == "unknown" and table.leads.search(fold(person.role or ""))
    verdict = leads and any(table.verdict.search(passage.folded) for passage in passages)
    return replace(person, decides="yes") if verdict or person.likely == "yes" else person


def _weightier(one: Part | None, other: Part) -> Part:
    return other if one is None or KINDS.index(other.kind) < KINDS.index(one.kind) else one


def _gather(bodies: list[_Body], part: Part) -> None:
    called = part.mention.called
    folded = _TAIL.sub("", fold(called)).split()
    head = folded[-1].removesuffix("s") if folded else fold(called)
    words = frozenset(_SHORT.get(word, word) for word in folded if word not in _SMALL)
    words = frozenset(word.removesuffix("s") for word in words)
    known = next((body for body in bodies if body.is_also(_SHORT.get(head, head), words)), None)
    if known is None and len(bodies) >= _MANY:
        return
    if known is None:
        bodies.append(_Body(_SHORT.get(head, head), words, called, part))
        return
    known.words |= words
    if _weightier(known.part, part) is part:
        known.called, known.part = called, part


def _role(called: str, book: Register) -> str:
    return fold(_called(called, book))


def _arranges(mention: Mention, people: Sequence[Person], book: Register) -> bool:
    """Whether somebody's title says that they arrange: a recruiter who rings first doesn't decide by that."""
    known = next((person.likely for person in people if person.name and person.name == mention.name), None)
    return (known or _likely(mention.called, book)) == "no"


def _called(called: str, book: Register) -> str:
    """What we call it: our word for one person's role, else as written."""
    found = book.role_in(called)
    if found and found.role.called and not found.role.group and found.end - found.start > len(called) - 3:
        return found.role.called
    return called


def _likely(called: str, book: Register) -> str:
    found = book.role_in(called)
    return found.role.decides if found else "unknown"


def _names(passage: Passage, people: Sequence[Person]) -> Iterator[Mention]:
    """Where the people already known are spoken of by name, in whole or by the first name."""
    by_word: Mapping[str, str] = {
        word: person.name
        for person in reversed(people)
        if person.name
        for word in (person.name, person.name.split()[0], " ".join(person.name.split()[:2]))
        if len(word.strip(".")) > 2 and word.strip(".") not in {"Mrs", "Prof", "Miss"}
    }
    if by_word:
        longest = sorted(by_word, key=len, reverse=True)
        for found in re.finditer(rf"\b(?:{'|'.join(map(re.escape, longest))})(?!\w)", passage.turn.text):
            yield Mention(found.start(), found.end(), found[0], by_word[found[0]])


def _with_pronouns(passage: Passage, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """ "She makes the final call" speaks of whoever was mentioned last, there or a sentence before."""
    at, last = 0, None
    for pronoun in _PRONOUN.finditer(passage.folded) if mentions else ():
        while at < len(mentions) and mentions[at].start < pronoun.start():
            last = mentions[at]
            yield last
            at += 1
        if last and last.end <= pronoun.start() <= last.end + _NEAR:
            between = passage.folded[last.end : pronoun.start()]
            if not _CANDIDATES.search(between) and between.count(".") < 2:
                yield Mention(pronoun.start(), pronoun.end(), last.called, last.name)
    yield from mentions[at:]


def _together(passage: Passage, roles: Sequence[Mention], names: Sequence[Mention]) -> list[Mention]:
    """All mentions in their order; a name with its title beside it is one."""
    out: list[Mention] = []
    for mention in sorted((*names, *roles), key=lambda one: (one.start, one.name is None)):
        last = out[-1] if out else None
        if last and mention.start < last.end:
            continue
        beside = last and (last.name is None) != (mention.name is None)
        if last and beside and _JOIN.fullmatch(passage.folded, last.end, mention.start):
            out[-1] = Mention(last.start, mention.end, last.called, last.name or mention.name)
        else:
            out.append(mention)
    return out
