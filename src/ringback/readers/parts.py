"""A text that mixes an account with a pasted mail or a pasted transcript, cut where the signs are strong.

A conversation needs three labelled lines by two speakers; a mail needs its heads, a line that
announces a forwarded message, or a greeting with a closing below it. Everything else is account.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ringback.core.material import Kind
from ringback.readers.labelled import Labelled, labelled_lines
from ringback.readers.lines import Line
from ringback.readers.mail import CLOSING, GREETING, head, is_forward
from ringback.readers.stamped import stamped_lines

_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|I'd|I’d|my|me)\b")
_POSTSCRIPT = re.compile(r"\s*P\.?\s?S\b", re.IGNORECASE)
_EMPLOYER = (
    r"(?i)\b(?:your (?:application|interest in|interview|candidacy|cv|résumé|resume)"
    r"|we(?:'d| would| will|'ll|'re| are)"
    r" (?:like|love|delighted|pleased|be in touch|be contacting|happy|looking|sorry)"
    r"|our (?:team|process|hiring|recruiters?|interview|office|company)"
    r"|we regret|invite you|move forward with"
    r"|thank you for (?:applying|your)|candidates|applicants|the successful candidate"
    r"|you(?:'ll| will) (?:be|meet|have|receive|speak|need)|you are (?:booked|expected|invited))\b"
)
_OFFICE = re.compile(
    r"\b(?:recruit\w*|talent|human resources|HR|people (?:team|partner)|hiring|resourcing|careers|manager)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_LETTER_LINES = 80
_SIGNATURE_LINES = 12
_TAIL_WORDS = 8
_FRONT_WORDS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """Lines `first` to `last` (exclusive) of the whole, of one kind; `opened` are a transcript's turns."""

    kind: Kind
    first: int
    last: int
    layout: str = "plain"
    opened: tuple[Labelled, ...] = ()


def split_parts(rows: list[Line], least: int = 3) -> list[Part]:
    """The parts of a text in order, covering all its lines; a conversation has `least` labelled lines."""
    for layout, opened in (("stamped", stamped_lines(rows)), ("labelled", labelled_lines(rows, least))):
        if opened:
            return _around_transcript(rows, opened, layout)
    return _mails(rows, 0, len(rows))


def sounds_like_employer(text: str) -> bool:
    """Whether text without heads speaks as an employer does: to "you", or of applicants and a process."""
    addressed, ours = _voices(text)
    if any(GREETING.match(row) for row in text[:600].splitlines()[:6]) and addressed > ours:
        return True
    said = len(re.findall(_EMPLOYER, text))
    return addressed >= 2 * ours + 3 or (said >= 2 and ours * 2 <= said)


def _voices(text: str) -> tuple[int, int]:
    """How often a text says "you" and how often "I"."""
    return len(_YOU.findall(text)), len(_FIRST_PERSON.findall(text))


def _around_transcript(rows: list[Line], opened: list[Labelled], layout: str) -> list[Part]:
    first = opened[0].index
    last = _end_of_last_turn(rows, opened)
    lead = _mails(rows, 0, first) if _is_told(rows[:first]) else []
    tail = _mails(rows, last, len(rows)) if last < len(rows) else []
    return [*lead, Part("transcript", first if lead else 0, last, layout, tuple(opened)), *tail]


def _is_told(rows: list[Line]) -> bool:
    """Whether the lines above a transcript are somebody's words, not its title, date and list of names."""
    return any(_is_sentence(row.text, len(_WORD.findall(row.text))) for row in rows)


def _is_sentence(line: str, words: int) -> bool:
    return (words > 4 and bool(_FIRST_PERSON.search(line))) or (words > _FRONT_WORDS and "," not in line)


def _end_of_last_turn(rows: list[Line], opened: list[Labelled]) -> int:
    """The last turn ends at a blank line when no other turn runs over one and an account follows."""
    marks = [one.index for one in opened]
    inner = (row for index in range(len(marks) - 1) for row in rows[marks[index] + 1 : marks[index + 1]])
    end = len(rows)
    if any(row.after_blank for row in inner):
        return end
    breaks = [at for at in range(marks[-1] + 1, end) if rows[at].after_blank]
    at = breaks[0] if breaks else end
    told = " ".join(row.text for row in rows[at:])
    return at if _FIRST_PERSON.search(told) and len(_WORD.findall(told)) >= _TAIL_WORDS else end


def _mails(rows: list[Line], first: int, last: int) -> list[Part]:
    """Lines without conversation as account and message parts."""
    closings = [at for at in range(first, last) if CLOSING.match(rows[at].text)]
    found: list[Part] = []
    at = begin = first
    while at < last:
        if not _opens_mail(rows, at, last, closings):
            at += 1
            continue
        opening = begin if _is_letterhead(rows[begin : at + 1]) else at
        if begin < opening:
            found.append(Part("account", begin, opening))
        at = begin = _after_signature(rows, closings[bisect_right(closings, at) :], last)
        found.append(Part("message", opening, at, "mail"))
    return [*found, Part("account", begin, last)] if begin < last else found


def _is_letterhead(rows: list[Line]) -> bool:
    """Whether the lines above a greeting (the last of `rows`) are a letter's, not an account."""
    return bool(GREETING.match(rows[-1].text)) and len(rows) < 10 and not _is_told(rows[:-1])


def _opens_mail(rows: list[Line], at: int, last: int, closings: list[int]) -> bool:
    """Whether a mail opens here: by its heads, or by a greeting with a closing not far below.

    What lies between must speak to "you" or be signed by an office: one's own letter is account.
    """
    heads = head(rows[at].text) is not None
    if (heads and _names_sender(rows[at : min(at + 3, last)])) or is_forward(rows[at].text):
        return True
    greeting = at + 1 if heads and at + 1 < last else at
    if not GREETING.match(rows[greeting].text):
        return False
    following = bisect_right(closings, greeting + 1)
    if following == len(closings) or closings[following] > greeting + _LETTER_LINES:
        return False
    closing = closings[following]
    addressed, ours = _voices("\n".join(row.text for row in rows[greeting:closing]))
    return addressed >= ours or any(
        _OFFICE.search(row.text) for row in rows[closing : min(closing + 6, last)]
    )


def _names_sender(rows: list[Line]) -> bool:
    heads = {found[0] for row in rows if (found := head(row.text))}
    return "from" in heads and len(heads) > 1


def _after_signature(rows: list[Line], closings: list[int], last: int) -> int:
    """The end of the mail: the last line, unless an account in the first person follows a signature."""
    for closing in closings:
        for end in range(closing + 1, min(closing + _SIGNATURE_LINES, last)):
            if _takes_up_account(rows[end]):
                return end
    return last


def _takes_up_account(row: Line) -> bool:
    prose = row.after_blank and len(_WORD.findall(row.text)) >= _TAIL_WORDS
    if not prose or _POSTSCRIPT.match(row.text) or row.text.lstrip().startswith((">", "On ")):
        return False
    return bool(_FIRST_PERSON.search(row.text))
