"""Who is named in the texts, what they are, and whether they decide.

A name is never made up: every one is a stretch of the text, or of a mail's head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from ringback.core.document import Document, Passage, fold
from ringback.core.material import Material, Message
from ringback.core.process import Person

Tables = Mapping[str, Mapping[str, Any]]

_PREFIX = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sister|Sir|Rev|Chef)\.? )?"
_GIVEN = r"[A-Z](?:['’][A-Z])?[a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)?"
_FAMILY = (
    r"(?:(?:van|von|de|der|den|del|della|di|da|al|bin|ibn|la|le|St\.?|Mc|Mac|O['’])[ ]?){0,2}"
    r"[A-Z](?:['’][A-Z])?[\wà-ÿ]*(?:[-'’][A-Z]?[a-zà-ÿ]+)?"
)
NAME = rf"\b(?=[A-Z]){_PREFIX}(?:[A-Z]\. ?)?{_GIVEN}(?: [A-Z]\.?(?= ))?(?: (?:{_FAMILY})){{0,2}}(?!\w)"
"""A person's name as written with capitals; `as_name` then drops what is none."""

_WORD = re.compile(r"[\w'’.-]+")
_NAME_AFTER = re.compile(
    rf"(?:,? (?:is |was )?(?:called |named )|,? (?:is|was),? |[,:]? | \(|, (?:who is |a |an )?"
    rf"| ?[-–—] ?)(?P<name>{NAME})"
)
_NAME_AFTER_FIRM = re.compile(
    r" (?:at|of|for|from) (?:the )?[A-Z][\w'’&-]*(?: (?:& |of |and |the )?[A-Z][\w'’&-]*){0,4}"
    rf"(?:, | \()(?P<name>(?=[A-Z][\w'’-]+ [A-Z]){NAME})"
)
_TITLE_AFTER = re.compile(
    rf"(?P<name>{NAME})(?:,? (?:who(?: is|'s|’s)|is|was) |, | ?\(| [-–—|] ?| from | in )"
    r"(?:our |the |my |their |your |his |her |a |an |its )?(?=(?P<title>[^,.;:!?()\n\r]{2,70}))"
)
_BEFORE_TITLE = re.compile(
    r"(?:(?:one|member|part) of (?:the|our|their) )?(?:(?!(?:the|is|was|said|says|my|and"
    r"|who)\b)[\w&/-]+ ){0,2}$"
)
_NAME = re.compile(NAME)
_HELD = re.compile(
    r"\b(?:spoke|spoken|talked|talking|interviewed by|interview was with|on the phone|chatted"
    r"|met|conversation|(?<!be )speaking (?:with|to))\b"
)
_PERSON_VERB = re.compile(
    r"\b(?:spe(?:ak|aking)|spoken?|talk(?:ed|ing)?|chatted|conversation|interviewed|meet"
    r"|meeting|met)\b(?: (?:to|with|by))? $|\b(?:interview|call|chat|screen) was with $"
)
_CALL_WITH = re.compile(r"\b(?:interview|call|chat|screen|screening) with $")
_AND_NAMES = re.compile(rf"(?:,? and |, |, and )(?P<name>{NAME})")
_ONLY_NAME = re.compile(rf"[ \t*_>-]*(?P<name>{NAME})[ \t*_,|]*(?:\([a-z/]+\))?[ \t]*$")
_NAME_TITLE = re.compile(rf"[ \t*_>]*(?P<name>{NAME})[ \t]*[,|/–—-][ \t]*(?P<title>[^,|\d@]{{2,70}})")
_FROM_HR = re.compile(r"(?:hr|human resources|recruitment|recruiting|talent|personnel)\b")
_RANK = {"unknown": 0, "advises": 1, "no": 2, "yes": 3}
_SIGNATURE_LINES = 8
_WINDOW = 160
_BESIDE = 60
_ENOUGH = 8
_MANY = 400
_END = 2**62


@dataclass(frozen=True, slots=True)
class _Role:
    """One row of the roles table."""

    called: str | None
    decides: str
    alone: bool
    group: bool
    patterns: tuple[re.Pattern[str], ...]

    def find(self, folded: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        """Every place in `folded[start:end]` where the role is named."""
        for pattern in self.patterns:
            yield from pattern.finditer(folded, start, end)


@dataclass(frozen=True)
class Register:
    """The people tables, compiled: the roles, and the words that are nobody's name."""

    roles: tuple[_Role, ...]
    says: Mapping[str, tuple[re.Pattern[str], ...]]
    not_names: frozenset[str]
    company_endings: frozenset[str]
    known_firms: frozenset[str]
    elsewhere: tuple[re.Pattern[str], ...]
    hiring: tuple[re.Pattern[str], ...]
    anchor: re.Pattern[str]

    def places(self, passage: Passage) -> Iterator[tuple[int, int]]:
        """The stretches of a passage worth reading for roles: sentences with one of the anchor words."""
        end = 0
        for found in self.anchor.finditer(passage.folded):
            if found.start() >= end:
                span = passage.sentence_at(found.start())
                end = span.end
                yield span.start, span.end

    def role_in(self, title: str) -> tuple[_Role, re.Match[str]] | None:
        """The first role that fits a title, and where."""
        folded = fold(title)
        return next(((role, match) for role in self.roles for match in role.find(folded)), None)

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
        return None if firm or len(name) < 2 else name


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _all(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(_compiled, patterns))


def register(tables: Tables) -> Register:
    """The catalogue's people tables ("people/roles", "people/names") made ready."""
    roles, names = tables["people/roles"], tables["people/names"]
    return Register(
        tuple(
            _Role(
                row.get("as"),
                row["decides"],
                row.get("alone", False),
                row.get("group", False),
                _all(row["any_of"]),
            )
            for row in roles["role"]
        ),
        {decides: _all(patterns) for decides, patterns in roles["says"].items()},
        frozenset(names["not_names"]["words"]),
        frozenset(names["companies"]["endings"]),
        frozenset(names["companies"]["known"]),
        _all(names["elsewhere"]["any_of"]),
        _all(names["hiring"]["any_of"]),
        _compiled(rf"\b(?:{'|'.join(roles['anchors']['begin'])})|(?:{'|'.join(roles['anchors']['hold'])})"),
    )


def find_people(
    materials: Sequence[Material], documents: Sequence[Document], tables: Tables, me: str | None = None
) -> tuple[Person, ...]:
    """Everybody at the employer whom the texts name, or mention by a role that counts.

    Named people first, in the order of the texts. `tables` are the catalogue's phrases; `me` is the
    candidate's own name, which is left out. `decides` is unknown where nothing tells.
    """
    book = register(tables)
    named = [person for material in materials for person in _in_material(material, book)]
    bodies = [
        passage for document in documents if document.kind != "verbatim" for passage in document.passages
    ]
    said = [
        passage
        for document in documents
        if document.kind == "verbatim"
        for passage in document.by("interviewer")
    ]
    for passage in (*bodies, *said):
        named += _in_passage(passage, book)
    people = _merged([person for person in named if not _same_person(person.name, me)])
    roles = {person.role for person in people}
    alone = [person for passage in bodies for person in _unnamed(passage, book) if person.role not in roles]
    surest = sorted(alone, key=lambda person: _RANK[person.decides])
    return (*people, *{person.role: person for person in surest}.values())


def _in_material(material: Material, book: Register) -> Iterator[Person]:
    if material.message is not None:
        for message in (material.message, *material.message.quoted):
            yield from _in_message(message, book)
    elif material.transcript is not None and material.kind == "transcript":
        speakers = dict.fromkeys(turn.speaker for turn in material.transcript.turns)
        for speaker in speakers:
            name = book.as_name(speaker) if _ONLY_NAME.match(speaker) else None
            if name and speaker != material.transcript.candidate:
                yield Person(name, "interviewer", "unknown", speaker)


def _in_message(message: Message, book: Register) -> Iterator[Person]:
    """The sender, with the title of the signature; and whoever else a signature names."""
    lines = [line.strip() for line in message.signature.text.splitlines() if line.strip()][:_SIGNATURE_LINES]
    signed = _signed(lines, book)
    sender = message.sender.name if message.sender else ""
    ordered = re.sub(r"^([^,@]+), ([^,@]+)$", r"\2 \1", sender)
    name = book.as_name(sender) if _ONLY_NAME.match(sender) else None
    if signed and (not name or _same_person(signed.name, name)):
        yield signed
    elif name:
        yield Person(name, None, "unknown", sender)
    elif _ONLY_NAME.match(ordered) and book.as_name(ordered):
        yield Person(book.as_name(ordered), None, "unknown", sender)


def _signed(lines: Sequence[str], book: Register) -> Person | None:
    """Name and title at the foot of a mail: on one line, or the title on one of the next two."""
    for at, line in enumerate(lines):
        one_line = _NAME_TITLE.match(line)
        if (
            one_line
            and (name := book.as_name(one_line["name"]))
            and (found := book.role_in(one_line["title"]))
        ):
            return Person(name, _called(*found, one_line["title"]), found[0].decides, line)
        only = _ONLY_NAME.match(line)
        again = only and at + 1 < len(lines) and _ONLY_NAME.match(lines[at + 1])
        if again and only and _same_person(only["name"], again["name"]):
            continue
        if only and (name := book.as_name(only["name"])):
            for below in lines[at + 1 : at + 3]:
                found = None if any(char.isdigit() or char == "@" for char in below) else book.role_in(below)
                if found:
                    return Person(name, _called(*found, below), found[0].decides, f"{line}, {below}")
            return Person(name, None, "unknown", line)
    return None


def _called(role: _Role, match: re.Match[str], title: str) -> str:
    """What we call a role: our word for it, or the title as written, from where it begins to mean one."""
    if role.called:
        return role.called
    if title.startswith("one of "):
        return title[match.start() : match.end()]
    before = re.search(r"(?:[A-Z][\w&/-]*[ ])+$", title[: match.start()])
    start = before.start() if before else match.start()
    return re.split(r" (?:at|who|and|for|from|here|with)\b| [-–—|(]", title[start:])[0].strip(" .,*_")


def _in_passage(passage: Passage, book: Register) -> Iterator[Person]:
    text = passage.turn.text
    for start, end in book.places(passage):
        for role in book.roles:
            for match in role.find(passage.folded, start, end):
                yield from _named_after(passage, role, match, book)
    for found in _TITLE_AFTER.finditer(text):
        yield from _titled(passage, found, book)
    for talked in _NAME.finditer(text):
        yield from _talked_to(passage, talked, book)


def _named_after(passage: Passage, role: _Role, match: re.Match[str], book: Register) -> Iterator[Person]:
    """ "the hiring manager, Priya"; "my recruiter Tom"; "our volunteer lead, Kit Sandiford"."""
    text = passage.turn.text
    found = _NAME_AFTER.match(text, match.end()) or _NAME_AFTER_FIRM.match(text, match.end())
    name = book.as_name(found["name"]) if found else None
    first = book.role_in(match[0])
    if (
        found
        and name
        and first
        and first[0] is role
        and not role.group
        and not _opens_clause(text, found.end())
    ):
        called = role.called or text[match.start() : match.end()]
        yield from _person(passage, name, called, role, (match.start(), found.end()), book)


def _opens_clause(text: str, end: int) -> bool:
    """Whether a name is the subject of what follows, or a firm: "from the recruiter Acme uses"."""
    return bool(re.match(r"['’]s\b| (?:&|and Co\b|uses?\b|has\b|have\b|Ltd|Inc|PLC)", text[end : end + 12]))


def _titled(passage: Passage, found: re.Match[str], book: Register) -> Iterator[Person]:
    """ "Dana Whitlock, Head of Planning"; "Joan from HR"; "Graham (owner)"."""
    name, title = book.as_name(found["name"]), found["title"]
    role = book.role_in(title) if name else None
    if name and role and not role[0].group and _BEFORE_TITLE.match(title[: role[1].start()]):
        span = (found.start("name"), found.start("title") + role[1].end())
        yield from _person(passage, name, _called(*role, title), role[0], span, book)
    elif name and (personnel := _FROM_HR.match(fold(title))):
        recruiter = next(row for row in book.roles if row.called == "recruiter")
        span = (found.start("name"), found.start("title") + personnel.end())
        yield from _person(passage, name, "recruiter", recruiter, span, book)


def _talked_to(passage: Passage, found: re.Match[str], book: Register) -> Iterator[Person]:
    """Whoever "I spoke to", "I was interviewed by", "you'll be meeting": names and no title."""
    text = passage.turn.text
    before = passage.folded[max(0, found.start() - 40) : found.start()]
    whole = _CALL_WITH.search(before) and len(found[0].split()) > 1
    if not (whole or _PERSON_VERB.search(before)) or _opens_clause(text, found.end()):
        return
    name = book.as_name(found[0])
    if whole and name and len(name.split()) < 2:
        return
    words = _around(passage, found.start(), found.end())
    if name and (
        passage.role == "employer" or (_any(book.hiring, words) and not _any(book.elsewhere, words))
    ):
        more = _AND_NAMES.match(text, found.end())
        role = "interviewer" if _HELD.search(before[-26:]) else None
        last = more.end() if more else found.end()
        quote = " ".join(text[found.start() - len(before.split(".")[-1].lstrip()) : last].split())
        for one in (name, book.as_name(more["name"]) if more else None):
            if one:
                yield Person(one, role, "unknown", quote)


def _around(passage: Passage, start: int, end: int, window: int = _WINDOW) -> str:
    """The folded words of the sentence around a stretch, no further than a window."""
    span = passage.sentence_at(start)
    return passage.folded[max(span.start, start - window) : min(span.end, end + window)]


def _any(patterns: Sequence[re.Pattern[str]], words: str) -> bool:
    return any(pattern.search(words) for pattern in patterns)


def _person(
    passage: Passage, name: str, called: str, role: _Role, span: tuple[int, int], book: Register
) -> Iterator[Person]:
    words = _around(passage, *span)
    if not _any(book.elsewhere, _around(passage, *span, window=_BESIDE)):
        quote = " ".join(passage.turn.text[span[0] : span[1]].split())
        yield Person(name, called, _said(words, book) or role.decides, quote)


def _said(words: str, book: Register) -> str | None:
    """What a sentence itself says of deciding, where only one role is named in it."""
    told = next((key for key, patterns in book.says.items() if _any(patterns, words)), None)
    alone = told and sum(1 for role in book.roles if next(role.find(words), None)) <= 1
    return told if alone else None


def _unnamed(passage: Passage, book: Register) -> Iterator[Person]:
    """Roles that count without a name: the hiring manager, the recruiter, a panel that decides."""
    spans = list(islice(book.places(passage), _MANY))
    for role in book.roles:
        if role.alone and role.called:
            found = (match for start, end in spans for match in role.find(passage.folded, start, end))
            for match in islice(found, _ENOUGH):
                words = _around(passage, match.start(), match.end())
                if not _any(book.elsewhere, _around(passage, match.start(), match.end(), _BESIDE)):
                    quote = passage.turn.text[match.start() : match.end()]
                    yield Person(None, role.called, _said(words, book) or role.decides, quote)


def _same_person(name: str | None, other: str | None) -> bool:
    """Whether two names can be one person's: the shorter's words all stand in the longer."""
    if not name or not other:
        return False
    shorter, longer = sorted((_words(name), _words(other)), key=len)
    return all(any(_stands_for(word, whole) for whole in longer) for word in shorter)


def _words(name: str) -> list[str]:
    return fold(name).replace(".", "").split()


def _stands_for(word: str, whole: str) -> bool:
    """Whether a word of a name is another, or its initial."""
    return word == whole or (1 in {len(word), len(whole)} and word[0] == whole[0])


def _merged(people: Sequence[Person]) -> list[Person]:
    """One entry a person: the fullest name, a title over none, and what is known of deciding."""
    out: list[Person] = []
    for person in people:
        at = next((n for n, known in enumerate(out) if _same_person(known.name, person.name)), None)
        if at is None:
            out.append(person)
        else:
            out[at] = _both(out[at], person)
    return out


def _both(one: Person, other: Person) -> Person:
    key: Callable[[Person], tuple[bool, bool, int]] = lambda person: (  # noqa: E731
        person.role is not None,
        person.role != "interviewer",
        _RANK[person.decides],
    )
    better = max((one, other), key=key)
    name = max((one.name or "", other.name or ""), key=len)
    return Person(name, better.role, max(one.decides, other.decides, key=_RANK.__getitem__), better.quote)
