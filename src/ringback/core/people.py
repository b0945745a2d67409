"""Who is named in the texts, what they are, and whether they decide.

A name is never made up: every one is a stretch of the text, or of a mail's head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ringback.core.bodies import with_parts
from ringback.core.document import Document, Passage, fold
from ringback.core.material import Material, Message, by_age
from ringback.core.parts import parts
from ringback.core.process import Person
from ringback.core.register import NAME, Register, Role, Tables, Titled, register

_NAME_AFTER = re.compile(
    rf"(?:,? (?:is |was )?(?:called |named )|,? (?:is|was),? |[,:]? | \(|, (?:who is |a |an )?"
    rf"| ?[-–—] ?)(?P<name>{NAME})"
)
_NAME_AFTER_FIRM = re.compile(
    r" (?:at|of|for|from) (?:the )?[A-Z][\w'’&-]*(?: (?:& |of |and |the )?[A-Z][\w'’&-]*){0,4}"
    rf"(?:, | \()(?P<name>(?=[A-Z][\w'’-]+ [A-Z]){NAME})"
)
_TITLE_AFTER = re.compile(
    rf"(?P<name>{NAME})(?:[,;.]?(?: and)? (?:[Ss]he|[Hh]e|[Tt]hey)(?:['’](?:s|re)| is| are| was| were) "
    r"|,? (?:who(?: is|'s|’s)|is|was) |, | ?\(| [-–—|] ?| from | in )"
    r"(?:our |the |my |their |your |his |her |a |an |its )?(?=(?P<title>[^,.;:!?()\n\r]{2,70}))"
)
_IN_A_PLACE = re.compile(r"\b(?:in|near|around|outside|into) $")
_BEFORE_TITLE = re.compile(
    r"(?:(?:one|member|part) of (?:the|our|their) )?(?:(?!(?:the|is|was|said|says|my|and|for"
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
_INTERVIEW_WITH = re.compile(
    r"\b(?:interview|interviewed|interviewing|screen|screening)(?: call)? (?:was )?with $"
)
_AND_NAMES = re.compile(rf"(?:,? and |, |, and )(?P<name>{NAME})")
_ONLY_NAME = re.compile(rf"[ \t*_>-]*(?P<name>{NAME})[ \t*_,|]*(?:\([a-z/]+\))?[ \t]*$")
_NAME_TITLE = re.compile(rf"[ \t*_>]*(?P<name>{NAME})[ \t]*[,|/–—-][ \t]*(?P<title>[^,|\d@]{{2,70}})")
_I_AM = re.compile(rf"\b(?:[Ii]t['’]?s|[Tt]his is|I am|I['’]m|[Mm]y name is) (?P<name>{NAME})")
_SIGNED_OFF = re.compile(r"(?P<name>[A-Za-z][\w'’-]+(?: [A-Z][\w'’-]+)?) \((?P<title>[^()\n]{2,60})\)\W*$")
_OPENING = 160
_FROM_HR = re.compile(r"(?:hr|human resources|recruitment|recruiting|talent|personnel)\b")
_RANK = {"unknown": 0, "advises": 1, "no": 2, "yes": 3}
_GROUPS = {"panel", "committee", "board", "commission"}
_SIGNATURE_LINES = 8
_WINDOW = 160
_BESIDE = 60
_ENDING = 160
_SHORT_LINE = 60
_ENOUGH = 8


def find_people(
    materials: Sequence[Material], documents: Sequence[Document], tables: Tables, me: str | None = None
) -> tuple[Person, ...]:
    """Everybody at the employer whom the texts name, or mention by a role that counts.

    Named people first, in the order of the texts. `tables` are the catalogue's phrases; `me` is the
    candidate's own name, which is left out. `decides` is unknown where nothing tells.
    """
    book = register(tables)
    pages = [
        _Page(document.kind, passage, tuple(book.find(passage.folded)))
        for document, passage in _read(documents)
    ]
    named = [person for material in materials for person in _in_material(material, book)]
    for page in pages:
        named += _named_in(page, book)
    people = _merged([person for person in named if not _same_person(person.name, me)])
    writers = list(_writers(materials, book)) if people else []
    senders = [one.name for one in people if any(_same_person(one.name, writer) for writer in writers)]
    written = [page.passage for page in pages if page.kind == "message"]
    people, bodies = with_parts(people, senders, written, parts(tables), book)
    roles = {person.role for person in (*people, *bodies)}
    unnamed = [person for page in pages if page.kind != "verbatim" for person in _unnamed(page, book)]
    heads = {word for body in bodies for word in (body.role or "").lower().split()}
    roles |= {"panel"} if heads & _GROUPS else set()
    alone = [person for person in unnamed if person.role not in roles]
    surest = sorted(alone, key=lambda person: _RANK[person.decides])
    return (*people, *bodies, *{person.role: person for person in surest}.values())


def aim(people: Sequence[Person]) -> Person | None:
    """Whom to aim at: who decides, then who advises, then whose title suggests it.

    Never one who only arranges, unless there is nobody else.
    """
    order = ("no", "unknown", "advises", "yes")

    def nearness(person: Person) -> tuple[int, int, bool]:
        return order.index(person.decides), order.index(person.likely), person.name is not None

    return max(people, key=nearness, default=None)


def last_writer(materials: Sequence[Material], book: Register, me: str | None = None) -> str | None:
    """Who wrote the newest message for the employer, as it is signed; empty where nobody signs it.

    None where there is no message, or only the candidate's own.
    """
    messages = [material for material in materials if material.message is not None]
    dated = all(one.message and one.message.sent for one in messages)
    writers = [next(_writers([one], book), "") for one in (by_age(messages) if dated else messages)]
    return next((one for one in reversed(writers) if not (one and _same_person(one, me))), None)


def _writers(materials: Sequence[Material], book: Register) -> Iterator[str]:
    """Who wrote the messages: each signs one, or says who they are where it begins."""
    for message in (material.message for material in materials):
        if message is not None:
            yield from (person.name for person in _in_message(message, book) if person.name)
            opening = _I_AM.search(message.body.text[:_OPENING])
            if opening:
                yield opening["name"]


def _read(documents: Sequence[Document]) -> Iterator[tuple[Document, Passage]]:
    """What is read for people: employers' texts, accounts, and what an interviewer says in a transcript."""
    order = ("message", "account", "draft", "verbatim")
    for document in sorted(documents, key=lambda document: order.index(document.kind)):
        for passage in document.by("interviewer" if document.kind == "verbatim" else "any"):
            yield document, passage


@dataclass(frozen=True, slots=True)
class _Page:
    """A passage with the places where a role is named in it."""

    kind: str
    passage: Passage
    titles: tuple[Titled, ...]

    def known(self, person: Person) -> Person:
        return _by_title(person) if self.kind == "message" else person


def _by_title(person: Person) -> Person:
    """Somebody in an employer's text, known by a title.

    It tells of who arranges; of who decides only where it says no more than that they hire.
    """
    tells = person.decides == "no"
    return replace(person, decides=person.decides if tells else "unknown", likely=person.decides)


def _in_material(material: Material, book: Register) -> Iterator[Person]:
    if material.message is not None:
        for message in (material.message, *material.message.quoted):
            yield from map(_by_title, _in_message(message, book))
    elif material.transcript is not None and material.kind == "transcript":
        speakers = dict.fromkeys(turn.speaker for turn in material.transcript.turns)
        for speaker in speakers:
            name = book.as_name(speaker) if _ONLY_NAME.match(speaker) else None
            if name and speaker != material.transcript.candidate:
                yield Person(name, "interviewer", "unknown", speaker)


def _in_message(message: Message, book: Register) -> Iterator[Person]:
    """The sender, with the title of the signature; and whoever else a signature names."""
    if not message.sender and not message.signature.text and len(message.body.text) <= _ENDING:
        return
    lines = [line.strip() for line in message.signature.text.splitlines() if line.strip()][:_SIGNATURE_LINES]
    signed = _signed(lines, book) or _at_the_end(message.body.text, book)
    sender = message.sender.name if message.sender else ""
    ordered = re.sub(r"^([^,@]+), ([^,@]+)$", r"\2 \1", sender)
    name = book.as_name(sender) if _ONLY_NAME.match(sender) else None
    if signed and (not name or _same_person(signed.name, name)):
        yield signed
    elif name:
        yield Person(name, None, "unknown", sender)
    elif _ONLY_NAME.match(ordered) and book.as_name(ordered):
        yield Person(book.as_name(ordered), None, "unknown", sender)


def _at_the_end(body: str, book: Register) -> Person | None:
    """A signature that no closing word sets off: a name and a title in the last lines."""
    lines = [line.strip(" \t-–—") for line in body[-_ENDING:].splitlines() if line.strip()][-3:]
    short = [line for line in lines if len(line) < _SHORT_LINE]
    found = _signed(short, book) if short and len(body) > _ENDING else None
    return found if found and found.role else None


def _signed(lines: Sequence[str], book: Register) -> Person | None:
    """Name and title at the foot of a mail: on one line, or the title on one of the next two."""
    for at, line in enumerate(lines):
        off = _SIGNED_OFF.fullmatch(line)
        if off and (held := book.role_in(off["title"])):
            return Person(off["name"], _called(held, off["title"]), held.role.decides, line)
        one_line = _NAME_TITLE.match(line)
        if (
            one_line
            and (name := book.as_name(one_line["name"]))
            and (found := book.role_in(one_line["title"]))
        ):
            return Person(name, _called(found, one_line["title"]), found.role.decides, line)
        only = _ONLY_NAME.match(line)
        again = only and at + 1 < len(lines) and _ONLY_NAME.match(lines[at + 1])
        if again and only and _same_person(only["name"], again["name"]):
            continue
        if only and (name := book.as_name(only["name"])):
            for below in lines[at + 1 : at + 3]:
                found = None if any(char.isdigit() or char == "@" for char in below) else book.role_in(below)
                if found:
                    return Person(name, _called(found, below), found.role.decides, f"{line}, {below}")
            return Person(name, None, "unknown", line)
    return None


def _called(found: Titled, title: str) -> str:
    """What we call a role: our word for it, or the title as written, from where it begins to mean one."""
    if found.role.called:
        return found.role.called
    if title.startswith("one of "):
        return title[found.start : found.end].removesuffix("s")
    before = re.search(r"(?:[A-Z][\w&/-]*[ ])+$", title[: found.start])
    start = before.start() if before else found.start
    return re.split(r" (?:at|who|and|for|from|here|with)\b| [-–—|(]", title[start:])[0].strip(" .,*_")


def _named_in(page: _Page, book: Register) -> Iterator[Person]:
    passage, text = page.passage, page.passage.turn.text
    for titled in page.titles:
        yield from map(page.known, _named_after(passage, titled, book))
    for found in _TITLE_AFTER.finditer(text):
        yield from map(page.known, _titled(passage, found, book))
    for talked in _NAME.finditer(text):
        yield from _talked_to(passage, talked, book)


def _named_after(passage: Passage, titled: Titled, book: Register) -> Iterator[Person]:
    """ "the hiring manager, Priya"; "my recruiter Tom"; "our volunteer lead, Kit Sandiford"."""
    text = passage.turn.text
    found = _NAME_AFTER.match(text, titled.end) or _NAME_AFTER_FIRM.match(text, titled.end)
    name = book.as_name(found["name"]) if found else None
    if found and name and not titled.role.group and not _opens_clause(text, found.end()):
        span = passage.sentence_at(titled.start)
        before = passage.folded[span.start : titled.start]
        if book.is_a_jobs(name, passage.folded[span.start : span.end], before):
            return
        called = titled.role.called or text[titled.start : titled.end]
        yield from _person(passage, name, called, titled.role, (titled.start, found.end()), book)


def _opens_clause(text: str, end: int) -> bool:
    """Whether a name is the subject of what follows, or a firm: "from the recruiter Acme uses"."""
    return bool(re.match(r"['’]s\b| (?:&|and Co\b|uses?\b|has\b|have\b|Ltd|Inc|PLC)", text[end : end + 12]))


def _titled(passage: Passage, found: re.Match[str], book: Register) -> Iterator[Person]:
    """ "Dana Whitlock, Head of Planning"; "Joan from HR"; "Graham (owner)"."""
    name, title = book.as_name(found["name"]), found["title"]
    if _IN_A_PLACE.search(passage.folded[: found.start("name")][-10:]):
        return
    held = book.role_in(title) if name else None
    if name and held and not held.role.group and _BEFORE_TITLE.match(title[: held.start]):
        span = (found.start("name"), found.start("title") + held.end)
        yield from _person(passage, name, _called(held, title), held.role, span, book)
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
    told = passage.role != "employer" and _INTERVIEW_WITH.search(before)
    if told and " " in found[0] and book.hires(found[0], text, found.end()):
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
    passage: Passage, name: str, called: str, role: Role, span: tuple[int, int], book: Register
) -> Iterator[Person]:
    words = _around(passage, *span)
    if not _any(book.elsewhere, _around(passage, *span, window=_BESIDE)):
        quote = " ".join(passage.turn.text[span[0] : span[1]].split())
        yield Person(name, called, _said(words, book) or role.decides, quote)


def _said(words: str, book: Register) -> str | None:
    """What a sentence itself says of deciding, where only one role is named in it."""
    told = next((key for key, patterns in book.says.items() if _any(patterns, words)), None)
    alone = told and len({id(found.role) for found in book.find(words)}) <= 1
    return told if alone else None


def _unnamed(page: _Page, book: Register) -> Iterator[Person]:
    """Roles that count without a name: the hiring manager, the recruiter, a panel that decides."""
    passage, seen = page.passage, Counter[str]()
    for found in page.titles:
        role = found.role
        if not role.alone or not role.called or seen[role.called] >= _ENOUGH:
            continue
        seen[role.called] += 1
        words = _around(passage, found.start, found.end)
        if not _any(book.elsewhere, _around(passage, found.start, found.end, _BESIDE)):
            quote = passage.turn.text[found.start : found.end]
            said = _said(words, book) if page.kind != "message" else None
            yield page.known(Person(None, role.called, said or role.decides, quote))


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
    decides, likely = (
        max(values, key=_RANK.__getitem__)
        for values in ((one.decides, other.decides), (one.likely, other.likely))
    )
    return Person(name, better.role, decides, better.quote, likely)
