"""The names that letters need: the candidate's, the employer's, the job's and the interviewer's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ringback.core.document import Document, Passage, fold
from ringback.core.material import Address, Material, Message
from ringback.core.people import find_people, last_writer
from ringback.core.process import Person
from ringback.core.register import FOR_A_JOB, NAME, Register, Tables, register

_AND_ON = r"(?: (?:&|of|de|the) | ?& ?| )(?!I(?:['’](?:m|d|ve|ll))?(?![\w&-]))[A-Z][\w'’&-]*"
"""A further word of a firm's name; "I" begins what is told of it."""
_FIRM = rf"[A-Z](?:[\w'’&-]|\.(?=\w))*(?:{_AND_ON}){{0,4}}"
_LONG_FIRM = rf"[A-Z][\w'’-]*(?:{_AND_ON}){{1,4}}"
"""With two words or more: after "with", one word alone is as likely a person, so it is tried last."""
_JOB = r"(?P<job>(?:[\w/&'’+#.-]+ ){0,5}?[\w/&'’+#.-]+)"
_TITLE = (
    r"(?!(?:my|our|your|his|her|their|this|that|choice|note|any|all)\b|\w+ing\b)"
    r"[a-z][\w/&'’-]*(?: [\w/&'’-]+){0,3}?"
)
"""A title in small letters, after "the job of": not "the role of my dreams", "the job of calling people"."""
_WORKER = (
    r"(?:[\w/&'’-]+ ){0,3}?(?:\w+(?:er|or|ist|ian|ant|yst|ect|man)"
    r"|clerk|cook|chef|guard|hand|nurse|lead|apprentice|trainee)"
)
"""A title by its last word, where neither "job" nor "role" stands beside it."""
_FIRST_TURNS = 6
_GREETING = re.compile(
    rf"\s*(?:[Dd]ear|[Hh](?:i|ello|ey)|HI|DEAR|[Gg]ood (?:morning|afternoon"
    rf"|evening))[ ,]+(?P<name>{NAME})[ \t]*(?:[,:!;–—-]|\r?\n|$)"
)
_MY_NAME = re.compile(rf"\b[Mm]y name(?: is|'s|’s) (?P<name>{NAME})")
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Sister|Rev|Chef)\b\.? ?")
_EMPLOYER_SAYS = (
    re.compile(
        rf"\b(?:role|position|job|post|vacancy|opening|opportunity|internship)s?(?: here)? (?:at"
        rf"|with) (?P<firm>{_FIRM})"
    ),
    re.compile(
        rf"\binterest in (?:joining |working (?:at|for|with) |a career (?:at|with) "
        rf"|(?:the )?[\w ]{{0,40}}? at )?(?P<firm>{_FIRM})"
    ),
    re.compile(rf"\b(?:application|applying|applied) (?:to|at|with) (?P<firm>{_FIRM})"),
    re.compile(
        rf"\b(?:[Ii]nterview|[Cc]all|[Ss]creen|[Cc]onversation|[Ii]nterviewing"
        rf"|[Ii]nterviewed)(?:s)? (?:at|with) (?P<firm>{_FIRM})"
    ),
    re.compile(rf"\b(?:on behalf of|here at|[Tt]eam at|us at|joining|join|[Ww]elcome to) (?P<firm>{_FIRM})"),
)
_TELLER_SAYS = (
    re.compile(
        rf"\b(?:[Ii]nterview(?:ed|ing)?|[Ss]creen(?:ing)?(?: call)?|[Cc]all|[Pp]hone"
        rf"|[Rr]ound)(?: [\w-]+){{0,6}}? at (?:the )?(?P<firm>{_FIRM})"
    ),
    re.compile(
        rf"\b(?:role|position|job|post|vacancy|opening|internship)"
        rf"(?:(?:'s|’s| is| was) [^.!?\n]{{3,40}}?| of (?:an? |the )?{_TITLE},?)?"
        rf" (?:at|with) (?:the )?(?P<firm>{_FIRM})"
    ),
    re.compile(
        rf"\b(?:[Ii]nterview(?:ed|ing)?|[Ss]creen(?:ing)?(?: call)?|[Rr]ound)(?: [\w-]+){{0,6}}?"
        rf" with (?P<firm>{_LONG_FIRM})(?P<for_a_job>{FOR_A_JOB})"
    ),
    re.compile(
        rf"\b(?:[Ii]nterview(?:ed|ing)?|[Ss]creen(?:ing)?(?: call)?|[Cc]all|[Pp]hone"
        rf"|[Rr]ound)(?: [\w-]+){{0,6}}? with (?P<firm>{_LONG_FIRM})"
    ),
    re.compile(
        rf"\b(?:recruiter|manager|someone|somebody|woman|man|lady|team|people|HR)"
        rf"(?: \([^)\n]{{2,30}}\))? (?:at|from) (?:the )?(?P<firm>{_FIRM})"
    ),
    re.compile(rf"\b(?:applied|applying) (?:to|at|with) (?P<firm>{_FIRM})"),
    re.compile(
        rf"\b(?:[Ii]nterview(?:ed|ing)?|[Ss]creen(?:ing)?(?: call)?|[Cc]all"
        rf"|[Rr]ound)(?: [\w-]+){{0,6}}? with (?P<firm>{_FIRM})"
    ),
    re.compile(
        r"\b(?:for|(?<!used to )be|becoming|(?:[Ii]nterview|[Ss]creen|[Cc]all|[Jj]ob)(?: [\w-]+){0,3}?[,:])"
        rf" (?:an? |the )?{_WORKER} with (?P<firm>{_LONG_FIRM})"
    ),
)
_CALLER_SAYS = (
    re.compile(
        rf"\b(?:calling|ringing|phoning|[Ii]t(?:'s|’s)|[Tt]his is|I(?:'m|’m| am))(?: [\w'’.-]+){{0,3}}?"
        rf" (?:from|at|with) (?:the )?(?P<firm>{_FIRM})"
    ),
    *_EMPLOYER_SAYS,
)
_JOB_SAYS = (
    re.compile(
        rf"\b(?:for|about|regarding|in|to) (?:the|a|an|our|your|their|this) {_JOB} (?:role|position"
        rf"|job|post|vacancy|opening|opportunity)\b"
    ),
    re.compile(
        r"\b(?:position|role|post|job|vacancy) of (?:an? "
        r"|the )?(?P<job>[A-Z][\w/&'’-]*(?: [A-Z&/][\w/&'’-]*){0,4})"
    ),
    re.compile(
        rf"\b(?:position|role|post|job|vacancy) of (?:an? |the )?(?P<job>{_TITLE})"
        r"(?=,? (?:at|with)\b|[,.;]|$)"
    ),
    re.compile(
        r"\b(?:role|position|post|job)(?:'s|’s| is| was) (?:an? |the )?"
        r"(?P<job>[A-Z][\w/&'’-]*(?: (?:of )?[A-Z&/][\w/&'’-]*){0,4})(?= at\b| with\b|[,.;]|$)"
    ),
    re.compile(
        rf"\b(?:role|position|post|job)(?:'s|’s| is| was) (?:for )?(?:an? |the )(?P<job>{_TITLE})"
        r"(?=,? (?:at|with) (?:the )?[A-Z])"
    ),
    re.compile(
        r"\b[Ii]nterview(?:ing|ed)? for (?:the "
        r"|an? )?(?P<job>[A-Z][\w/&'’-]*(?: (?:of )?[A-Z&/][\w/&'’-]*){0,4})(?= at\b| with\b|[,.;]|$)"
    ),
)
_SUBJECT_JOB = re.compile(
    r"\b(?:[Ii]nterview|[Aa]pplication|[Rr]ole|[Pp]osition|[Vv]acancy)(?: invitation)?(?: for|:"
    r"| -| –) (?:the |an? )?(?P<job>[A-Z][\w/&'’-]*(?: [\w/&'’-]+){0,5}?)(?= (?:role|position"
    r"|job|post|vacancy|at|with|[-–|(])\b|$|[,(|–])"
)
_CALL_WITH = (
    r"\b(?:interview|screen|screening|call|spoke|spoken|(?<!be )speaking|talked|conversation|interviewed)\b"
    r"[^.!?\n]{0,40}? (?:with|to|by) [^.!?\n]{0,40}?"
)
_AFTERWARDS = re.compile(r"\b(?:thank\w*|enjoyed|following|after|further to|spoke|spoken|talked)\b")
_YET_TO_COME = re.compile(
    r"\b(?:next|tomorrow|will|going to|invit\w+|second|coming|have an?|have another|upcoming)\b|'ll be\b"
)
_LEADS_TO = re.compile(
    r"^.*\b(?:(?:stage|round|step) (?:for|of)|(?:interest|enthusiasm|confidence) (?:in|for)"
    r"|applications? (?:for|to)|(?:time|chat|call|talk|conversation|discussion|meeting|interview)"
    r"(?: (?:today|yesterday|(?:on )?\w+day))? (?:for|about|regarding|on)|patience (?:with|over))"
    r" (?:(?:the|an?|our|this|your)(?: |$))?"
)
"""What stands before a job's title in "the next stage for the planner role", "interest in our baker job"."""
_NO_JOB = re.compile(
    r"\d|\b(?:i|we|you|they|he|she|it|was|is|were|are|had|have|has|that|which|who|and i|because"
    r"|interview|call)\b"
)


@dataclass(frozen=True, slots=True)
class Names:
    """What the texts call the candidate, the employer, the job and the interviewer; None where untold.

    `people` are all that the texts name at the employer; `writer` is who wrote the newest message, empty
    where nobody signs it and None where there is none.
    """

    me: str | None = None
    employer: str | None = None
    role: str | None = None
    interviewer: str | None = None
    people: tuple[Person, ...] = field(default=(), compare=False)
    writer: str | None = field(default=None, compare=False)


def find_names(
    materials: Sequence[Material], documents: Sequence[Document], tables: Tables, me: str | None = None
) -> Names:
    """The names, each as written in the texts. `tables` are the catalogue's phrases; `me` outweighs them."""
    book = register(tables)
    me = me or _me(materials, documents, book)
    people = find_people(materials, documents, tables, me)
    return Names(
        me=me,
        employer=next(_employers(materials, documents, people, book), None),
        role=next(_jobs(materials, documents, tables), None),
        interviewer=next(
            (person.name for person in people if person.name and _was_on_call(person, documents)), None
        ),
        people=people,
        writer=last_writer(materials, book, me),
    )


def _messages(materials: Sequence[Material]) -> list[Message]:
    return [material.message for material in materials if material.message is not None]


def _me(materials: Sequence[Material], documents: Sequence[Document], book: Register) -> str | None:
    """From a mail's greeting and its To line, from "my name is", or from the transcript's own speaker."""
    for message in _messages(materials):
        found = _GREETING.match(message.body.text)
        greeted = book.as_name(_TITLED.sub("", found["name"], count=1)) if found else None
        titled = bool(found and _TITLED.match(found["name"]))
        to = _only_name(message.to, book)
        if to and (greeted is None or fold(greeted) in fold(to)):
            return to
        if greeted and not titled:
            return greeted
    for document in documents:
        for passage in document.by("candidate"):
            if (told := _MY_NAME.search(passage.turn.text)) and (name := book.as_name(told["name"])):
                return name
    speakers = (
        m.transcript.candidate for m in materials if m.transcript is not None and m.kind == "transcript"
    )
    return next((name for label in speakers if label and (name := _whole_name(label, book))), None)


def _whole_name(written: str, book: Register) -> str | None:
    whole = re.fullmatch(NAME, written.strip())
    name = book.as_name(written.strip()) if whole else None
    return name if name == written.strip() else None


def _only_name(to: Sequence[Address], book: Register) -> str | None:
    if len(to) != 1:
        return None
    return _whole_name(re.sub(r"^([^,@]+), ([^,@]+)$", r"\2 \1", to[0].name), book)


def _employers(
    materials: Sequence[Material], documents: Sequence[Document], people: Sequence[Person], book: Register
) -> Iterator[str]:
    """Firms, the surest first: said in a mail, in its subject, at its foot, then told."""
    known = {word for person in people if person.name for word in fold(person.name).split()}
    told = [document for document in documents if document.kind == "account"]
    mails = [document for document in documents if document.kind == "message"]
    texts: list[tuple[tuple[re.Pattern[str], ...], str]] = []
    texts += [(_EMPLOYER_SAYS, passage.turn.text) for document in mails for passage in document.passages]
    texts += [(_EMPLOYER_SAYS, message.subject) for message in _messages(materials)]
    yield from _firms(texts, known, book)
    for message in _messages(materials):
        yield from _at_foot(message, known, book)
    yield from _firms(
        [(_TELLER_SAYS, p.turn.text) for document in told for p in document.passages], known, book
    )
    yield from _firms([(_CALLER_SAYS, p.turn.text) for p in _openings(documents)], known, book)


def _openings(documents: Sequence[Document]) -> list[Passage]:
    """The interviewer's first turns of each transcript, where who rings says for whom and for what."""
    said = (document.by("interviewer") for document in documents if document.kind == "verbatim")
    return [passage for turns in said for passage in islice(turns, _FIRST_TURNS)]


def _firms(
    texts: Sequence[tuple[tuple[re.Pattern[str], ...], str]], known: set[str], book: Register
) -> Iterator[str]:
    for patterns, text in texts:
        for pattern in patterns:
            for match in pattern.finditer(text):
                firm = _firm(match["firm"], known, book)
                if firm and not _is_somebody(firm, match, book):
                    yield firm


def _is_somebody(name: str, match: re.Match[str], book: Register) -> bool:
    """Whether what follows "with" is as likely a person: up to three names, and no job told after them.

    A first name that is met often is a person's whatever follows: "with Sarah for a chat".
    """
    words = name.split()
    after_with = match.string[: match.start("firm")].endswith(("with ", "with the "))
    if not after_with or len(words) > 3 or book.as_name(name) != name or not re.fullmatch(NAME, name):
        return False
    return book.begins_as_a_person(name) or (len(words) > 1 and "for_a_job" not in match.groupdict())


def _firm(written: str, known: set[str], book: Register) -> str | None:
    """A firm's name, unless it is somebody's, a day, or a tool of the trade."""
    name = re.sub(r"['’]s$", "", written.strip(" .,-&'’"))
    words = fold(name).split()
    if not words or len(name) < 2 or (words[0] in book.not_names and words[0] not in book.known_firms):
        return None
    return None if any(word in known for word in words) and len(words) < 3 else name


def _at_foot(message: Message, known: set[str], book: Register) -> Iterator[str]:
    """The line below name and title at the foot of a mail, where it reads as a firm."""
    lines = [line.strip(" *_|") for line in message.signature.text.splitlines() if line.strip()]
    titles = [at for at, line in enumerate(lines) if book.role_in(line) and at > 0]
    for at in titles:
        joined = re.search(rf"(?:, | at | [|–-] )(?P<firm>{_FIRM})$", lines[at])
        below = lines[at + 1] if at + 1 < len(lines) else ""
        for firm in (joined["firm"] if joined else "", below if re.fullmatch(_FIRM, below) else ""):
            if firm and not book.role_in(firm) and (found := _firm(firm, known, book)):
                yield found


def _jobs(materials: Sequence[Material], documents: Sequence[Document], tables: Tables) -> Iterator[str]:
    roles = tables["people/names"]["roles"]
    empty = frozenset(roles["empty"])
    none = frozenset(tables["people/names"]["not_names"]["words"]).difference(roles["whole"])
    texts: list[tuple[tuple[re.Pattern[str], ...], str]] = []
    texts += [(_JOB_SAYS, p.turn.text) for d in documents if d.kind == "message" for p in d.passages]
    texts += [((_SUBJECT_JOB, *_JOB_SAYS), message.subject) for message in _messages(materials)]
    texts += [(_JOB_SAYS, p.turn.text) for d in documents if d.kind == "account" for p in d.passages]
    texts += [(_JOB_SAYS, p.turn.text) for p in _openings(documents)]
    for patterns, text in texts:
        for pattern in patterns:
            for match in pattern.finditer(text):
                job = _job(match["job"], empty)
                if job and fold(job) not in none:
                    yield job


_WHOSE = re.compile(r"(?<=[a-z])(?:['’]s|(?<=s)['’])$")
"""The end of a title that is whose job it is: "a lift engineer's job"."""


_LEADS_ON = frozenset(("the", "a", "an", "my", "his", "her", "their", "our", "your", "this", "that"))
"""What no title ends in: "spotted the wrong valve and stopped the job"."""


def _job(written: str, empty: frozenset[str]) -> str | None:
    """A job's title without the words before it that say nothing of which."""
    written = _LEADS_TO.sub("", " ".join(written.split()))
    words = written.strip(" .,'’").split()
    while words and fold(words[0]) in empty - {"senior", "junior"}:
        words = words[1:]
    if words and fold(words[-1]) in _LEADS_ON:
        return None
    job = _WHOSE.sub("", " ".join(words))
    says_something = words and not all(fold(word) in empty for word in words)
    return job if says_something and len(words) <= 5 and not _NO_JOB.search(fold(job)) else None


def _was_on_call(person: Person, documents: Sequence[Document]) -> bool:
    """Whether a person is told to have held the call, not to hold the next one."""
    if person.role == "interviewer":
        return True
    first = fold(person.name or "").split()[0]
    with_them = re.compile(rf"{_CALL_WITH}\b{re.escape(first)}\b")
    for document in documents:
        for passage in document.passages:
            for match in with_them.finditer(passage.folded):
                span = passage.sentence_at(match.start())
                words = passage.folded[span.start : span.end]
                if (
                    _AFTERWARDS.search(words)
                    if document.kind == "message"
                    else not _YET_TO_COME.search(words)
                ):
                    return True
    return False
