"""Text for a terminal: safe to print, wrapped to a width, and with or without colour.

What is marked stays marked text until it is printed: a mark takes no room, so that the same lines
come out plain or coloured.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

COLUMNS = 80

_END = "\x0f"
_CODES = {"\x02": "\x1b[1m", "\x03": "\x1b[33m", "\x04": "\x1b[2m", _END: "\x1b[0m"}
_MARKS = re.compile("[\x02\x03\x04\x0f]")
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_HOLDS_TOGETHER = re.compile(r"\b\d+ (?:in|more in) \d")
_PROGRAM = r'(?:ringback|(?:"[^"\n]+"|\S+) -m pip install)'
_COMMAND = re.compile(rf"`ringback [^`\n]+`|(?<=: ){_PROGRAM} .+?(?=[;,)\x0f\n]|\.?\s*$|\. | or )")
_ENDS_IN_COMMAND = re.compile(rf"(.*\S:) ({_PROGRAM} \S.*?)\.?", re.DOTALL)


def bold(text: str) -> str:
    """A heading, or the name of a thing."""
    return _marked("\x02", text)


def accent(text: str) -> str:
    """The one line to read first, and the one thing to do."""
    return _marked("\x03", text)


def dim(text: str) -> str:
    """What can be passed over."""
    return _marked("\x04", text)


def _marked(mark: str, text: str) -> str:
    return f"{mark}{text}{_END}" if text else ""


def paint(line: str, *, colour: bool) -> str:
    """A line with its marks as colours, or without them."""
    return _MARKS.sub(lambda mark: _CODES[mark[0]] if colour else "", line)


def whole(blocks: Iterable[Iterable[str]], *, colour: bool) -> str:
    """Blocks of lines with a blank line between them, ending in a line end; an empty block is left out."""
    kept = [list(block) for block in blocks]
    lines = "\n\n".join("\n".join(block) for block in kept if block)
    return "\n".join(paint(line, colour=colour) for line in lines.split("\n")) + "\n"


def safe(value: Any) -> Any:
    """The same record with no text in it that could steer the terminal; line ends stay."""
    if isinstance(value, str):
        return _UNSAFE.sub(lambda char: " " if char[0] in "\t\r\u2028\u2029" else "", value)
    if isinstance(value, Mapping):
        return {key: safe(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [safe(one) for one in value]
    return value


def width(text: str) -> int:
    """How many columns the text takes; wide characters take two, combining ones none."""
    if text.isascii():
        return len(_MARKS.sub("", text))
    return sum(_char_width(char) for char in _MARKS.sub("", text))


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, first: str = "", rest: str | None = None, columns: int = COLUMNS) -> list[str]:
    """The text in lines of at most `columns`, the first after `first`, the others after `rest`."""
    rest = " " * width(first) if rest is None else rest
    lines, line, empty = [], first, True
    for word in _words(text, columns - max(width(first), width(rest))):
        gap = "" if empty else " "
        if width(line) + len(gap) + width(word) > columns:
            lines.append(line)
            line, gap = rest, ""
        line, empty = line + gap + word, False
    return _marks_closed([*lines, line])


def with_command(text: str, indent: str = "") -> list[str]:
    """The text in lines; a command at its end stands whole on a line of its own, ready to copy."""
    found = _ENDS_IN_COMMAND.fullmatch(text)
    if found is None:
        return wrap(text, indent)
    return [*wrap(found[1], indent), f"{indent}  {found[2]}"]


def _words(text: str, room: int) -> Iterator[str]:
    for holds in (_HOLDS_TOGETHER, _COMMAND):
        text = holds.sub(lambda found: found[0].replace(" ", "\x00"), text)
    for word in text.split():
        yield from _pieces(word.replace("\x00", " "), room)


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word that is wider than a line, cut."""
    while width(word) > room:
        cut = next(n for n in range(len(word), 0, -1) if width(word[:n]) <= room or n == 1)
        yield word[:cut]
        word = word[cut:]
    yield word


def _marks_closed(lines: Iterable[str]) -> list[str]:
    """Each line with the marks it opens closed in it, and opened anew on the next."""
    found, open_mark = [], ""
    for line in lines:
        text = line.lstrip(" ")
        whole = line[: len(line) - len(text)] + open_mark + text
        for mark in _MARKS.findall(line):
            open_mark = "" if mark == _END else mark
        found.append((whole + _END if open_mark else whole).rstrip())
    return found


def cut(text: str, room: int) -> str:
    """The text on one line, with dots where it was too long."""
    line = " ".join(text.split())
    if width(line) <= room:
        return line
    kept = ""
    for word in line.split(" "):
        if width(f"{kept} {word}...") > room:
            break
        kept = f"{kept} {word}".strip()
    return f"{kept.rstrip(',;:.')}..." if kept else line[: room // 2] + "..."


def columns_of(
    rows: Iterable[tuple[str, str]], indent: str = "  ", widest: int = 24, least: int = 0
) -> list[str]:
    """Terms in a column, what is said of them beside it."""
    kept = list(rows)
    room = min(max((width(term) for term, _ in kept), default=0), widest)
    room = max(room, least)
    lines: list[str] = []
    for term, says in kept:
        head = term if width(term) <= room else ""
        lines += [] if head else wrap(term, indent, indent + "  ")
        lines += wrap(says, f"{indent}{head}{' ' * (room - width(head))}  ", indent + " " * (room + 2))
    return lines
