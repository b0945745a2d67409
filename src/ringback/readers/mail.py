"""A pasted or rendered mail as a Message: heads, body, signature, and the older mail below it.

Done here by one pass over the lines, because the parsers to be had for quoted mail return text
without its place in the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from ringback.core.material import Address, Message
from ringback.core.transcript import Piece, Turn
from ringback.readers.lines import Line, joined, lines, piece

_HEAD = re.compile(
    r"[ \t]*\**(From|To|Cc|Bcc|Sent|Date|Subject|Reply-To)\**[ \t]*:\**[ \t]*(.{0,2000})", re.IGNORECASE
)
_QUOTE = re.compile(r"[ \t]?(?:>[ \t]?){1,20}")
_FORWARD = re.compile(
    r"[ \t]*(?:-{2,}[ \t]*(?:Forwarded message|Original (?:Message|Appointment))[ \t]*-{2,}"
    r"|Begin forwarded message:)[ \t]*$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"[ \t]*On (?P<when>[^\n]{6,80}?),? (?P<who>[^\n,]{1,100}?)[ \t]+wrote:[ \t]*$", re.IGNORECASE
)
_RULE = re.compile(r"[ \t]*[_-]{8,}[ \t]*$")
CLOSING = re.compile(
    r"[ \t]*(?:(?:(?:kind|best|warm|warmest|kindest|many|with)(?: (?:kind|best|warm))? )?"
    r"(?:regards|wishes|thanks)"
    r"(?: and .{1,20})?|yours(?: (?:sincerely|faithfully|truly|ever))?|sincerely(?: yours)?|best|cheers"
    r"|thanks(?: again| so much)?|thank you|respectfully|cordially|all the best|looking forward|talk soon)"
    r"[ \t]*[,.!]?[ \t]*$",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"[ \t]*(?:dear|hello|hi|hey|good (?:morning|afternoon|evening))\b[^\n.?!:;]{0,50}[,:!–-]?[ \t]*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"[ \t]*(?:--|—)[ \t]*$|[ \t]*Sent from my \w+|[ \t]*Get Outlook for ", re.IGNORECASE)
_POSTSCRIPT = re.compile(r"[ \t]*P\.?[ \t]?S\b", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\"')\]]{3,500}")
_ADDRESS = re.compile(r"[<\[(]?(?:mailto:)?([\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})[>\])]?")
_SIGNATURE_LINES = 14


@dataclass(slots=True)
class _Part:
    """One mail while it is read: its heads and the lines of its body, quotation marks cut off."""

    heads: dict[str, str] = field(default_factory=dict)
    rows: list[Line] = field(default_factory=list)
    at: int = 0


def head(line: str) -> tuple[str, str] | None:
    """(name in lower case, value) when the line is a mail's head such as "Subject: ...", else None."""
    match = _HEAD.match(_unquoted(line)[0])
    return (match[1].lower(), match[2].strip()) if match else None


def is_forward(line: str) -> bool:
    """Whether a line announces a forwarded or an older mail."""
    return bool(_FORWARD.match(line))


def read_message(text: str, start: int = 0, end: int | None = None) -> Message:
    """`text[start:end]` as a message with its older messages; offsets are into `text`."""
    parts = _parts(lines(text, start, len(text) if end is None else end), start)
    if len(parts) > 1 and not parts[0].rows and "from" not in parts[0].heads:
        parts = parts[1:]
    older = tuple(_message(text, part, ()) for part in parts[1:])
    return _message(text, parts[0], older)


def _parts(rows: list[Line], start: int) -> list[_Part]:
    first = _Part(at=start)
    parts = [first]
    authors = {0: first}
    index = 0
    while index < len(rows):
        shown, depth = _unquoted(rows[index].text)
        taken, opened, deeper = _opening(rows, index)
        if opened:
            if opened.heads and not first.rows and not first.heads and len(parts) == 1:
                first.heads.update(opened.heads)
            else:
                authors[depth + deeper] = opened
                parts.append(opened)
            index += taken
            continue
        author = authors.get(depth)
        if author is None:
            author = authors[depth] = _Part(at=rows[index].start)
            parts.append(author)
        row = rows[index]
        author.rows.append(Line(shown, row.end - len(shown), row.end, row.after_blank))
        index += 1
    return parts


def _unquoted(line: str) -> tuple[str, int]:
    match = _QUOTE.match(line)
    return (line[match.end() :], match[0].count(">")) if match else (line, 0)


def _opening(rows: list[Line], index: int) -> tuple[int, _Part | None, int]:
    """(lines taken, the mail that opens here or None, 1 when it stands one quotation mark deeper)."""
    depth = _unquoted(rows[index].text)[1]
    wrote, taken = _wrote(rows, index)
    if wrote:
        deeper = index + taken < len(rows) and _unquoted(rows[index + taken].text)[1] > depth
        heads = {"from": wrote["who"], "date": wrote["when"]}
        return taken, _Part(heads, at=rows[index].start), int(deeper)
    at = index
    while at < len(rows) and (
        _FORWARD.match(_unquoted(rows[at].text)[0]) or _RULE.match(_unquoted(rows[at].text)[0])
    ):
        at += 1
    heads, used = _heads(rows, at)
    announced = any(_FORWARD.match(_unquoted(row.text)[0]) for row in rows[index:at])
    if announced or _is_head_block(heads, index):
        return at + used - index, _Part(heads, at=rows[index].start), 0
    return 0, None, 0


def _wrote(rows: list[Line], index: int) -> tuple[re.Match[str] | None, int]:
    line = _unquoted(rows[index].text)[0]
    if line.lstrip()[:3].lower() != "on ":
        return None, 0
    if match := _WROTE.match(line):
        return match, 1
    if index + 1 < len(rows) and len(line) < 120:
        following = _unquoted(rows[index + 1].text)[0].strip()
        return _WROTE.match(f"{line.strip()} {following}"), 2
    return None, 0


def _heads(rows: list[Line], index: int) -> tuple[dict[str, str], int]:
    heads: dict[str, str] = {}
    used = 0
    for row in rows[index : index + 12]:
        found = head(row.text)
        if found is None and heads and row.text[0] in " \t" and not row.after_blank:
            latest = next(reversed(heads))
            heads[latest] += " " + row.text.strip()[:2000]
        elif found is None or found[0] in heads:
            break
        else:
            heads[found[0]] = found[1]
        used += 1
    return heads, used


def _is_head_block(heads: dict[str, str], index: int) -> bool:
    return ("from" in heads and len(heads) > 1) or (index == 0 and "subject" in heads)


def _message(text: str, part: _Part, older: tuple[Message, ...]) -> Message:
    cut, resumed = _signature_at(part.rows)
    body = [*part.rows[:cut], *part.rows[resumed:]]
    sender = address(part.heads.get("from", ""))
    named = (sender.name or sender.address) if sender else ""
    written = part.heads.get("sent") or part.heads.get("date") or ""
    return Message(
        sender=sender,
        to=addresses(part.heads.get("to", "")),
        subject=part.heads.get("subject", ""),
        sent=aware_time(written),
        sent_text=written,
        body=_turn(text, named, body, part.at),
        signature=_turn(text, named, part.rows[cut:resumed], part.at),
        quoted=older,
        links=tuple(dict.fromkeys(link for row in part.rows for link in _LINK.findall(row.text))),
    )


def _signature_at(rows: list[Line]) -> tuple[int, int]:
    """Where the signature begins, and where a postscript takes the body up again."""
    for index in range(max(0, len(rows) - 40), len(rows)):
        line = rows[index].text
        closes = CLOSING.match(line) and _is_short(rows[index + 1 : index + 4])
        if _SIGNATURE.match(line) or (closes and len(rows) - index <= _SIGNATURE_LINES):
            after = (at for at in range(index, len(rows)) if _POSTSCRIPT.match(rows[at].text))
            return index, next(after, len(rows))
    return len(rows), len(rows)


def _is_short(rows: list[Line]) -> bool:
    return all(len(row.text) < 70 for row in rows)


def _turn(text: str, speaker: str, rows: list[Line], at: int) -> Turn:
    """Lines as one turn: an unbroken stretch of the text stays one piece, quotation marks cut it."""
    pieces: list[list[int]] = []
    for row in rows:
        if pieces and not text[pieces[-1][1] : row.start].strip():
            pieces[-1][1] = row.end
        else:
            pieces.append([row.start, row.end])
    found = [one for start, end in pieces if (one := piece(text, start, end))]
    return Turn(speaker, joined(found, "\n") or (Piece("", at, at),))


def address(written: str) -> Address | None:
    """ "Ann Lee <ann@x.example>" as name and address; None when nothing is written."""
    written = written.strip()
    found = _ADDRESS.search(written)
    if not found:
        return Address(written.strip("\"'*"), "") if written else None
    name = (written[: found.start()] + written[found.end() :]).strip(" \t\"'<>[]()*;,")
    return Address(name, found[1])


def addresses(written: str) -> tuple[Address, ...]:
    """A list of correspondents as written in a To line; "Lee, Ann <...>" stays one."""
    parts = re.split(r";|(?<=[>\w])[,](?=[^<>;,]{0,80}@)", written) if "@" in written else written.split(";")
    return tuple(one for part in parts if (one := address(part)))


def aware_time(written: str) -> datetime | None:
    """A mail's date with its zone; None when the zone or the form is missing."""
    from email.utils import parsedate_to_datetime

    try:
        sent = parsedate_to_datetime(written[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sent if sent.tzinfo else None
