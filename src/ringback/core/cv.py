"""A CV or a profile as facts: one a job, a course, a duty or a skill, each waiting for its owner's yes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringback.core.catalogue import Catalogue
from ringback.core.document import any_of, fold
from ringback.core.facts import Fact, why_not
from ringback.core.sentences import split

LONGEST = 400
"""Characters of one fact at most; what is longer is no bullet and no line of a CV."""
MOST_LINES = 4
"""Lines that name one job or course."""
BROKEN_OFF = 50
"""Characters from which a line without an end may be one that a program broke off."""
PROSE = 6
"""Words from which a line without a full stop may be a sentence."""

_BULLET = re.compile(r"\s*(?:[-*+•●▪◦‣⁃·–—]|\d{1,2}[.)]|o(?= {2,}|\t))\s+")
_DRESS = re.compile(r"^[\s#>*_|=~-]+|[\s*_|:=~-]+$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIRST_WORD = re.compile(r"[A-Za-z]+")
_TERM = re.compile(
    r"\b(?:19|20)\d\d\s*(?:-|–|—|to|until)\s*(?:[A-Za-z]{3,9}\.? )?"
    r"(?:(?:19|20)\d\d|present|now|today|date|current)\b",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"(?<!\w)\d{1,4}[A-Za-z]?,? (?:[A-Z][\w'’]{1,20} ){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Court|Crescent|Terrace|Place|Square|Way|Gardens"
    r"|Boulevard|Blvd)\b(?! [a-z])"
)
_NAMED = re.compile(
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:is|was|has|had|can|will|would|brings|always|works|worked)\b"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """`text[start:end]` of the CV, a line without its mark; `listed`: it has one; `inset`: it is set in."""

    start: int
    end: int
    listed: bool
    folded: str
    inset: bool


@dataclass(frozen=True, slots=True)
class _Stretch:
    """`text[start:end]` of the CV that may be one fact; `deed`: it may tell what was done."""

    start: int
    end: int
    deed: bool


def read_cv(source: str, text: str, catalogue: Catalogue) -> tuple[Fact, ...]:
    """The facts of a CV in the order in which they stand, found and not confirmed, all numbered 0.

    A line with a bullet is one fact, and so is a job or a course with its employer and its dates. Left
    out are contact details, birth dates, hobbies, referees and aims; what is denied, hoped for or in
    the words of others; and what is said of the owner in the third person.
    """
    tables: Mapping[str, Any] = catalogue.phrases["phrases/cv"]
    stretches = (stretch for part in _parts(text, tables) for stretch in part)
    facts = (_fact(source, text, stretch, tables) for stretch in stretches)
    return tuple(
        fact
        for fact in facts
        if _stated(fact, tables, catalogue) and not _taken_back(text, fact.end, catalogue)
    )


def _parts(text: str, tables: Mapping[str, Any]) -> Iterator[list[_Stretch]]:
    """The stretches of what may be facts, section by section."""
    section, held = "", list[_Line]()
    for line in _lines(text):
        heading = _heading(line.folded, tables)
        if heading:
            yield list(_stretches(held, section, text, tables))
            section, held = heading, []
        else:
            held.append(line)
    yield list(_stretches(held, section, text, tables))


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for row in text.splitlines(keepends=True):
        mark = _BULLET.match(row)
        start = at + (mark.end() if mark else len(row) - len(row.lstrip()))
        end = at + len(row.rstrip())
        inset = row[:1].isspace()
        yield _Line(min(start, end), end, bool(mark), fold(text[start:end]), inset)
        at += len(row)


def _heading(folded: str, tables: Mapping[str, Any]) -> str | None:
    """The sort of section that a line opens."""
    words = _DRESS.sub("", folded)
    if not words or len(words) > 60:
        return None
    return next(
        (sort for sort, patterns in tables["headings"].items() if any_of(tuple(patterns)).fullmatch(words)),
        None,
    )


def _stretches(
    lines: Sequence[_Line], section: str, text: str, tables: Mapping[str, Any]
) -> Iterator[_Stretch]:
    """Bullets, sentences and blocks of one section. Before the first heading stand a name and an address."""
    if section == "left_out":
        return
    block: list[_Line] = []
    kept = _wrapped(lines)
    for line in [*kept, _Line(len(text), len(text), False, "", False)]:
        short = line.end > line.start and not line.listed and not _is_prose(line, text)
        private = _is_private(line, text, tables)
        ends = not short or private or not _goes_on(block, line, section)
        if block and ends:
            yield from _block(block, section)
            block = []
        if line.end == line.start or private:
            continue
        if short:
            block.append(line)
        elif line.listed:
            yield _Stretch(line.start, line.end, section != "skills")
        else:
            yield from _sentences(line, section, text)


def _is_private(line: _Line, text: str, tables: Mapping[str, Any]) -> bool:
    left_out = any_of(tuple(tables["left_out"]["any_of"]))
    return bool(left_out.search(line.folded) or _STREET.search(text, line.start, line.end))


def _wrapped(lines: Sequence[_Line]) -> list[_Line]:
    """The lines, those that only go on joined to what they go on from."""
    found: list[_Line] = []
    for line in lines:
        before = found[-1] if found else None
        goes_on = before and before.end > before.start and line.end > line.start and not line.listed
        if before and goes_on and _continues(before, line):
            joined = f"{before.folded} {line.folded}"
            found[-1] = _Line(before.start, line.end, before.listed, joined, before.inset)
        else:
            found.append(line)
    return found


def _continues(before: _Line, line: _Line) -> bool:
    """Whether a line goes on from the one before: inset below a bullet, or that one broke off."""
    if before.listed:
        return line.inset
    return len(before.folded) > BROKEN_OFF and not before.folded.endswith((".", "!", "?", ":"))


def _is_prose(line: _Line, text: str) -> bool:
    words = line.folded.split()
    ended = text[line.start : line.end].endswith((".", "!"))
    return len(words) >= PROSE and (ended or len(words) >= 2 * PROSE) and not _YEAR.search(line.folded[-12:])


def _sentences(line: _Line, section: str, text: str) -> Iterator[_Stretch]:
    words = text[line.start : line.end]
    for span in split(words):
        sentence = words[span.start : span.end].rstrip()
        start = line.start + span.start
        yield _Stretch(start, start + len(sentence), section != "skills")


def _goes_on(block: Sequence[_Line], line: _Line, section: str) -> bool:
    """Whether a short line still names the same job: one date each, a few lines at most."""
    dated = any(_YEAR.search(one.folded) for one in block)
    return section == "blocks" and len(block) < MOST_LINES and not (dated and _YEAR.search(line.folded))


def _block(block: Sequence[_Line], section: str) -> Iterator[_Stretch]:
    dated = any(_YEAR.search(line.folded) for line in block)
    if dated or section in ("lines", "skills") or (section == "blocks" and len(block) > 1):
        yield _Stretch(block[0].start, block[-1].end, deed=False)


def _fact(source: str, text: str, stretch: _Stretch, tables: Mapping[str, Any]) -> Fact:
    quote = text[stretch.start : stretch.end]
    words = _on_one_line(quote)
    if stretch.deed:
        words = _in_first_person(words, tables)
    return Fact(0, "experience", words, "found", False, quote, source, stretch.start, stretch.end, "imported")


def _on_one_line(quote: str) -> str:
    """The words on one line, the lines of a job with commas between them."""
    lines = [" ".join(_DRESS.sub("", line).split()) for line in quote.splitlines()]
    joined, last = "", ""
    for line in filter(None, lines):
        breaks = last and len(last) < BROKEN_OFF and not line[:1].islower() and last[-1] not in ",;"
        joined, last = f"{joined}{',' if breaks else ''} {line}".strip(), line
    return joined


def _in_first_person(words: str, tables: Mapping[str, Any]) -> str:
    """The words with "I" before what was done; a job with its years is left as it stands."""
    first = _FIRST_WORD.match(words)
    if first is None or first[0].isupper() or _TERM.search(words):
        return words
    done = any_of(tuple(tables["opens"]["done"])).fullmatch(first[0].lower())
    return f"I {words[0].lower()}{words[1:]}" if done else words


def _stated(fact: Fact, tables: Mapping[str, Any], catalogue: Catalogue) -> bool:
    """Whether its owner states it of themself as so."""
    if not fact.text or len(fact.quote) > LONGEST or not re.search(r"[^\W\d]{2}", fact.text):
        return False
    line = " ".join(fact.quote.split())
    if any_of(tuple(tables["unsaid"]["any_of"])).search(fold(line)) or _NAMED.match(line):
        return False
    return all(why_not("experience", words, catalogue) is None for words in (line, fact.text))


def _taken_back(text: str, end: int, catalogue: Catalogue) -> bool:
    """Whether the next sentence on the line says that it isn't so."""
    following = fold(text[end : end + 100]).lstrip(" .!")
    retracted = tuple(catalogue.phrases["phrases/not_facts"]["retracted"])
    return "\n" not in text[end : end + 2] and bool(any_of(retracted).search(following))
