"""The people tables of the catalogue, made ready: titles and what they suggest, and what is nobody's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ringback.core.detectors.patterns import Patterns, compiled
from ringback.core.document import fold
from ringback.core.latest import for_the_latest

Tables = Mapping[str, Mapping[str, Any]]

_PREFIX = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sister|Sir|Rev|Chef)\.? )?"
_GIVEN = r"[A-Z](?:['’][A-Z])?[a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)?"
_FAMILY = (
    r"(?:(?:van|von|de|der|den|del|della|di|da|al|bin|ibn|la|le|St\.?|Mc|Mac|O['’])[ ]?){0,2}"
    r"[A-Z](?:['’][A-Z])?[\wà-ÿ]*(?:[-'’][A-Z]?[a-zà-ÿ]+)?"
)
NAME = rf"\b(?=[A-Z]){_PREFIX}(?:[A-Z]\. ?)?{_GIVEN}(?: [A-Z]\.?(?= ))?(?: (?:{_FAMILY})){{0,2}}(?!\w)"
"""A person's name as written with capitals; `as_name` then drops what is none."""

FOR_A_JOB = (
    r",? for (?:the|a|an|their|its) (?:[\w/&'’+#-]+ ){1,5}?(?:role|position|job|post|vacancy|opening)\b"
    r"(?! (?:at|with) (?:the )?[A-Z])"
)
"""What follows an employer in "an interview with Harrow Kerr for a planner role", no other named after it."""

_FOR_A_JOB = re.compile(FOR_A_JOB)
_WORD = re.compile(r"[\w'’.-]+")


@dataclass(frozen=True, slots=True)
class Role:
    """One row of the roles table. `decides` is what the title alone suggests."""

    called: str | None
    decides: str
    alone: bool
    group: bool


@dataclass(frozen=True, slots=True)
class Titled:
    """One place where a role is named, in offsets of the folded text."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True)
class Register:
    """The people tables, compiled: the roles, and the words that are nobody's name."""

    roles: tuple[Role, ...]
    titles: Patterns
    says: Mapping[str, tuple[re.Pattern[str], ...]]
    not_names: frozenset[str]
    given: frozenset[str]
    put_before: frozenset[str]
    company_endings: frozenset[str]
    known_firms: frozenset[str]
    elsewhere: tuple[re.Pattern[str], ...]
    hiring: tuple[re.Pattern[str], ...]
    verbs: tuple[re.Pattern[str], ...]
    owned: tuple[re.Pattern[str], ...]

    def find(self, folded: str) -> Iterator[Titled]:
        """Every place where a role is named; at one place the first row that fits."""
        for match in self.titles.finditer(folded):
            yield Titled(self.roles[match.lastindex - 1], match.start(), match.end())

    def role_in(self, title: str) -> Titled | None:
        """The role that fits a title, and where: the first row of the table, where several do."""
        return min(self.find(fold(title)), key=lambda found: self.roles.index(found.role), default=None)

    def begins_as_a_person(self, name: str) -> bool:
        """Whether a name's first word is a first name that is met often, or a title such as "Ms"."""
        return fold(name.split(maxsplit=1)[0]).strip(".") in self.given

    def is_a_jobs(self, name: str, sentence: str, before: str) -> bool:
        """Whether what follows a title tells only the job: "Yard planner, Hull", a line without a verb.

        `sentence` is the folded sentence, `before` its words up to the title.
        """
        told = any(pattern.search(sentence) for pattern in self.verbs) or any(
            pattern.search(before) for pattern in self.owned
        )
        return not told and not self.begins_as_a_person(name)

    def hires(self, name: str, text: str, end: int) -> bool:
        """Whether the job told right after a name, which ends at `end` of `text`, makes it the employer's."""
        return bool(_FOR_A_JOB.match(text, end)) and not self.begins_as_a_person(name)

    def as_name(self, written: str) -> str | None:
        """A name without the words at its ends that are none; None when nothing is left, or for a firm's."""
        words = list(_WORD.finditer(written))
        kept = [word for word in words if fold(word[0]).strip(".") not in self.not_names]
        if not kept or kept[0] is not words[0]:
            return None
        run = [word for word, same in zip(words, kept, strict=False) if word is same]
        name = written[run[0].start() : run[-1].end()].rstrip("'’-")
        name = re.sub(r"['’]s$", "", name)
        firm = any(fold(word[0]).strip(".") in self.company_endings for word in words[1:])
        return None if firm or len(name) < 2 or fold(name).strip(".") in self.put_before else name


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _all(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(_compiled, patterns))


@for_the_latest
def register(tables: Tables) -> Register:
    """The catalogue's people tables ("people/roles", "people/names") made ready."""
    roles, names = tables["people/roles"], tables["people/names"]
    return Register(
        tuple(
            Role(row.get("as"), row["decides"], row.get("alone", False), row.get("group", False))
            for row in roles["role"]
        ),
        compiled(tuple(f"({'|'.join(row['any_of'])})" for row in roles["role"])),
        {decides: _all(patterns) for decides, patterns in roles["says"].items()},
        frozenset(names["not_names"]["words"]),
        frozenset((*names["given"]["words"], *names["given"]["titles"])),
        frozenset(names["given"]["titles"]),
        frozenset(names["companies"]["endings"]),
        frozenset(names["companies"]["known"]),
        _all(names["elsewhere"]["any_of"]),
        _all(names["hiring"]["any_of"]),
        _all(names["headings"]["verbs"]),
        _all(names["headings"]["owned"]),
    )
