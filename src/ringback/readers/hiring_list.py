"""A list of employers in Markdown: `- [Name](https://link) | Place | Description`, under headings.

Places and descriptions may be empty, descriptions may hold further bars and links. Lines that are
indented below an entry belong to it. Comments and code blocks are passed over, and so are links in
a section without a single entry: they lead through the page. Nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_NEWLINE = re.compile(r"\r\n|\r|\n")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)|\s*(?:-{3,}|={3,}|\*{3,})\s*$")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--(?:(?!-->).)*(?:-->|$)")
_BULLET = re.compile(r" {0,3}[-*+•]\s+(?:\[[ xX]\]\s+)?(?=\S)")
_INDENTED = re.compile(r"(?: {2,}|\t)\s*(?=\S)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|&<>~-])")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_AROUND_NAME = "*_ \t"

NO_BARS = "No bar ( | ) stands after the link, with the place and the description behind it."
BARS_LATE = "Something stands between the link and the first bar ( | )."
NO_LINK = "It doesn't begin with a name in brackets and a link: [Name](https://...)."
NO_NAME = "There is no name in its brackets."
NO_ADDRESS = "Its link is no web address."


@dataclass(frozen=True, slots=True)
class Entry:
    """One employer of a list; `line` counts from 1."""

    line: int
    name: str
    link: str
    place: str
    says: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that looks like an entry and is none."""

    line: int
    says: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list holds, in its order."""

    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...]


def read_list(text: str) -> Listing:
    """The entries of a list, and every line that was meant to be one."""
    entries: list[Entry] = []
    skipped: list[Skipped] = []
    for section in _sections(text):
        read = [_bullet(number, line) for number, line in section]
        listed = any(isinstance(one, Entry) for one in read)
        last: Entry | None = None
        for one, (_, line) in zip(read, section, strict=True):
            if isinstance(one, Entry):
                entries.append(one)
                last = one
            elif isinstance(one, Skipped):
                if listed or one.says != NO_BARS:
                    skipped.append(one)
                last = None
            elif last and _INDENTED.match(line):
                entries[-1] = last = replace(last, says=f"{last.says}\n{line.strip()}".strip())
            else:
                last = None
    return Listing(tuple(entries), tuple(skipped))


def _sections(text: str) -> Iterator[list[tuple[int, str]]]:
    """The lines between headings, with their numbers; without comments and code."""
    section: list[tuple[int, str]] = []
    fenced = commented = False
    for number, whole in enumerate(_NEWLINE.split(text.removeprefix("\ufeff")), 1):
        line, commented = _uncommented(whole, within=commented)
        if _FENCE.match(line):
            fenced = not fenced
        elif _HEADING.match(line) and not fenced:
            yield section
            section = []
        elif not fenced:
            section.append((number, line))
    yield section


def _uncommented(line: str, *, within: bool) -> tuple[str, bool]:
    """A line without what stands in comments, and whether one is still open at its end."""
    if within:
        _, closed, line = line.partition("-->")
        if not closed:
            return "", True
    opened = line.rfind("<!--")
    return _COMMENT.sub("", line), opened >= 0 and "-->" not in line[opened:]


def _bullet(number: int, line: str) -> Entry | Skipped | None:
    """What a line is: an entry, meant to be one, or neither."""
    mark = _BULLET.match(line)
    if mark is None:
        return None
    rest = line[mark.end() :].strip()
    linked = _link_at(rest)
    if linked is None:
        return Skipped(number, NO_LINK) if rest.count(" | ") else None
    name, link, after = linked
    if not after.startswith("|"):
        return Skipped(number, BARS_LATE if "|" in after else NO_BARS)
    if not any(char.isalnum() for char in name):
        return Skipped(number, NO_NAME)
    if link is None:
        return Skipped(number, NO_ADDRESS)
    place, _, says = after[1:].partition("|")
    return Entry(number, name, link, _unescaped(place.strip()), says.strip())


def _link_at(text: str) -> tuple[str, str | None, str] | None:
    """(name, address, what follows) of the link that a text begins with; the address is None if it's none."""
    text = text.lstrip(_AROUND_NAME)
    name_end = _closing(text, 0, "[", "]")
    link_end = _closing(text, name_end, "(", ")") if name_end else 0
    if not link_end:
        return None
    name = " ".join(_unescaped(text[1 : name_end - 1].strip(_AROUND_NAME)).split())
    return name, _address(text[name_end + 1 : link_end - 1]), text[link_end:].lstrip(_AROUND_NAME)


def _closing(text: str, start: int, opens: str, closes: str) -> int:
    """Where the bracket that opens at `start` has been closed; 0 where none opens or it never is."""
    if text[start : start + 1] != opens:
        return 0
    depth, escaped = 0, False
    for at in range(start, len(text)):
        char = text[at]
        if escaped or char == "\\":
            escaped = not escaped
        elif char == opens:
            depth += 1
        elif char == closes:
            depth -= 1
            if depth == 0:
                return at + 1
    return 0


def _address(written: str) -> str | None:
    """The web address in the brackets of a link: the last, where someone has put a link into a link."""
    inner = written.strip().strip("<>")
    starts = [found.start() for found in _WEB.finditer(inner)]
    if not starts:
        return None
    nested = "](" in inner
    words = (inner[starts[-1] :].rstrip(")") if nested else inner[starts[0] :]).split()
    return words[0]


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
