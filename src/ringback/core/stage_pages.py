"""The stages that a longer text names: a letter, a page of an employer's site, a handbook.

Where it lists them, each item is read like a short description; in running text a stage must be named
by more than a word such as "call". What stands before a stage tells whether it is over or comes next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ringback.core.detectors.patterns import compiled
from ringback.core.document import fold
from ringback.core.sentences import Span, split
from ringback.core.stage_details import with_details
from ringback.core.stage_kinds import Told, kind_of
from ringback.core.stage_line import read_line
from ringback.core.stage_words import StageWords, Term
from ringback.core.stages import Stage

_ITEM = re.compile(
    r"^[ \t>]*(?:#{1,6}[ \t]*)?(?:\*\*)?(?:"
    r"(?P<number>(?:(?:stage|step|round|part|phase)[ \t]*)?"
    r"(?:\d{1,2}|one|two|three|four|five|six|first|second|third)[.):]?)(?=[ \t*:–-]|$)"
    r"|(?P<bullet>[-*•●–▪◦])(?=[ \t]))[ \t:–-]*(?:\*\*)?[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(
    r"^[ \t]*(?:\*\*)?(?=[A-Z])(?=[^\n.:–—?!]{2,50}(?:\*\*)?[ \t]*(?:[:–—]|[ ]-[ ]))", re.MULTILINE
)
_HEADING_ENDS = re.compile(r"[.:;?!\n]| [-–—] |\*\*")
_CLOSING = re.compile(
    r"\b(?:regards|wishes|sincerely|faithfully|truly|thanks|thank you|cheers|best|all the best)[,.!]?\s*\n",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^[ \t>]*(?:dear|hi|hello|hey|hiya|heya|greetings|good (?:morning|afternoon|evening))"
    r"(?:\b[^\n.?!:;]{0,50}[,:!–-]?[ \t]*$|[ ]+[A-Za-z]\w+(?:[,! –-]|$))",
    re.IGNORECASE | re.MULTILINE,
)
_SHORT = 80
_BEFORE = 90
_AFTER = 60
_LEAST = 2
_SIGNED = 110
_LONG_HEADING = 9
_HOLDERS = {
    "hr": "recruiter_screen",
    "manager": "hiring_manager_interview",
    "executive": "executive_or_final",
}
_PLAIN_TALKS = frozenset({"phone_interview", "video_interview"})
_INTRODUCES = re.compile(r"\b(?:it'?s|this is|i'm|i am) (?!about|your|the|a )\w+\b")
_NAMED_TALKS = frozenset(
    {
        "phone_interview",
        "video_interview",
        "recruiter_screen",
        "hiring_manager_interview",
        "technical_interview",
    }
)
_WHO = frozenset({*_HOLDERS, "team", "engineer"})


@dataclass(frozen=True)
class Page:
    """The stages a text names, whether it tells their order, and the kind it is about, if it is one."""

    stages: tuple[Stage, ...]
    order_known: bool
    about: str | None


def read_stages(
    text: str, source: str, words: StageWords, tables: Mapping[str, Any], offset: int = 0
) -> Page:
    """The stages of any text of an employer's; `offset` is where it begins in its source."""
    if is_line(text, tables):
        stages, order_known = read_line(text, source, words, offset)
        page = Page(stages, order_known, stages[0].kind if len(stages) == 1 else None)
    else:
        page = read_page(text, source, words, tables)
        moved = [replace(stage, start=stage.start + offset, end=stage.end + offset) for stage in page.stages]
        page = replace(page, stages=tuple(moved))
    return replace(page, stages=with_details(page.stages, text, words, offset))


def is_line(text: str, tables: Mapping[str, Any]) -> bool:
    """Whether a text is a short description rather than a letter or a page."""
    if text.strip().count("\n") > 1 or len(text.split()) > _SHORT:
        return False
    pages, folded = tables["stages/pages"], fold(text)
    if _is_personal(text, folded, pages):
        return False
    verbs = pages["verbs"]
    if len(text.split()) < verbs["words"]:
        return True
    many: int = verbs["many"]
    return sum(1 for _ in compiled(tuple(verbs["any_of"])).finditer(folded)) < many


def _is_personal(text: str, folded: str, pages: Mapping[str, Any]) -> bool:
    """Whether a text speaks to one candidate: by a greeting, or by what it says."""
    return _GREETING.search(text) is not None or _any(pages["personal"], folded)


def _any(row: Mapping[str, Any], folded: str) -> bool:
    found: object = compiled(tuple(row["any_of"])).search(folded)
    return found is not None


def read_page(text: str, source: str, words: StageWords, tables: Mapping[str, Any]) -> Page:
    """The stages of a longer text; offsets are into the text."""
    pages = tables["stages/pages"]
    items = _items(text)
    weak = frozenset(pages["prose"]["weak"])
    by_item = [(item, list(_in_item(text, item, source, words, weak))) for item in items]
    listed = [stage for _, stages in by_item for stage in stages]
    told = [item for item, stages in by_item if stages] if len(listed) > 1 else []
    prose = _in_prose(text, source, words, pages, weak)
    found = [*listed, *(stage for stage in prose if not any(_within(stage, item) for item in told))]
    found.sort(key=lambda stage: stage.start)
    folded = fold(text)
    if not _is_personal(text, folded, pages):
        kinds = _distinct(found)
        judged = [stage.kind for stage in kinds if stage.kind != "application"] or [s.kind for s in kinds]
        few = 0 < len(judged) <= _FEW and len(listed) <= 1
        return Page(tuple(kinds), len(listed) > 1, judged[0] if few else None)
    timed = [_timed(stage, text, pages) for stage in found]
    mentions = _personal(timed, text, source, words, pages)
    return Page(
        tuple(_distinct(mentions)),
        len(listed) > 1,
        _about(mentions, declines=_any(pages["declines"], folded)),
    )


def _within(stage: Stage, item: Span) -> bool:
    """Whether a stage is named inside an item of a list that has told its stage already."""
    return item.start <= stage.start < item.end


def _personal(
    stages: list[Stage], text: str, source: str, words: StageWords, pages: Mapping[str, Any]
) -> list[Stage]:
    """A letter's mentions: the plain talk it speaks of counts, and who writes "with me" holds it."""
    folded = fold(text)
    if any(stage.kind in _NAMED_TALKS for stage in stages):
        stages = [stage for stage in stages if stage.sure or stage.kind != "panel_or_onsite"]
    stages = [replace(stage, when="done") if stage.kind == "application" else stage for stage in stages]
    sought = "done" if _any(pages["declines"], folded) else "next"
    if not any(stage.when == sought for stage in stages):
        plain = _plain(text, folded, source, words, pages, sought)
        stages = sorted([*stages, *plain], key=lambda stage: stage.start)
    who, says_so = _writer(text, folded, words)
    return (
        [_held_by(stage, who, folded, pages) for stage in stages]
        if not says_so
        else [replace(stage, kind=who) if who and stage.kind in _PLAIN_TALKS else stage for stage in stages]
    )


def _about(mentions: Sequence[Stage], *, declines: bool) -> str | None:
    """The kind of the stage that a letter is about: what it invites to, or what it is an answer to."""
    over = [stage for stage in mentions if stage.when == "done"]
    ahead = [stage for stage in mentions if stage.when != "done"]
    ranked = [*over, *ahead] if declines else [*ahead, *over]
    return ranked[0].kind if ranked else None


_FEW = 2


def _plain(
    text: str, folded: str, source: str, words: StageWords, pages: Mapping[str, Any], sought: str
) -> list[Stage]:
    """The talk that a letter speaks of in a plain word: "could we have a call?"."""
    for found in compiled(tuple(pages["plain"]["any_of"])).finditer(folded):
        first, last = found.span()
        stage = _timed(
            Stage("phone_interview", text[first:last], source, first, last, sure=False), text, pages
        )
        if stage.when == sought:
            told = [Told(term, "head") for term in words.find(found[0])]
            kind, _ = kind_of(told, ()) if told else ("panel_or_onsite", False)
            return [replace(stage, kind=kind)]
    return []


def _writer(text: str, folded: str, words: StageWords) -> tuple[str | None, bool]:
    """Which kind of person writes, by the signature or the first words; whether the first words say so."""
    closings = list(_CLOSING.finditer(text))
    signed = closings[-1].end() if closings else max(0, len(folded) - _SIGNED)
    for part, opening in ((folded[:_SIGNED], True), (folded[signed : signed + 2 * _SIGNED], False)):
        if opening and not _INTRODUCES.search(part):
            continue
        for term in words.find(part):
            if term.what in _HOLDERS:
                kind = "hiring_manager_interview" if term.words.startswith("head") else _HOLDERS[term.what]
                return kind, opening
    return None, False


def _held_by(stage: Stage, who: str | None, folded: str, pages: Mapping[str, Any]) -> Stage:
    near = folded[max(0, stage.start - _BEFORE) : stage.end + _AFTER]
    if who and stage.kind in _PLAIN_TALKS and _any(pages["first_person"], near):
        return replace(stage, kind=who)
    return stage


def _items(text: str) -> list[Span]:
    """The items of a list: numbered or bulleted, each up to the next; else the lines that bear a label."""
    marks = list(_ITEM.finditer(text))
    if len(marks) >= _LEAST:
        ends = [mark.start() for mark in marks[1:]] + [_end_of_item(text, marks[-1].end())]
        return [Span(mark.end(), end) for mark, end in zip(marks, ends, strict=True)]
    labels = list(_LABEL.finditer(text))
    if len(labels) <= _LEAST:
        return []
    return [Span(label.end(), _end_of_line(text, label.end())) for label in labels]


def _end_of_line(text: str, start: int) -> int:
    found = text.find("\n", start)
    return len(text) if found < 0 else found


def _end_of_item(text: str, start: int) -> int:
    blank = text.find("\n\n", start)
    return len(text) if blank < 0 else blank


def _in_item(text: str, item: Span, source: str, words: StageWords, weak: frozenset[str]) -> Iterator[Stage]:
    """What an item's heading names; who holds it and by what medium may stand in the rest."""
    ends = _HEADING_ENDS.search(text, item.start, item.end)
    end = ends.start() if ends else item.end
    if end - item.start < 3:
        return
    stages, _ = read_line(text[item.start : end], source, words, item.start)
    if not stages:
        line = text[item.start : item.end].split("\n", 1)[0]
        end = item.start + len(line)
        stages, _ = read_line(line, source, words, item.start)
    if len(text[item.start : end].split()) > _LONG_HEADING:
        stages = tuple(_named(stages, words, weak))
    if len(stages) != 1:
        yield from stages
        return
    yield _with_details(stages[0], text[end : item.end], words)


def _with_details(stage: Stage, rest: str, words: StageWords) -> Stage:
    if stage.kind not in {"phone_interview", "panel_or_onsite", "technical_interview", "video_interview"}:
        return stage
    head = [Told(term, "head") for term in words.find(fold(stage.quote))]
    first = split(rest)[:2]
    more = [
        Told(term, "aside")
        for term in words.find(fold(rest[: first[-1].end] if first else ""))
        if term.what in {"hr", "manager", "executive", "phone", "video"}
    ]
    who = [one for one in more if one.term.what in {"hr", "manager", "executive"}]
    kind, sure = kind_of([*head, *who[:1], *[one for one in more if one not in who]], ())
    return replace(stage, kind=kind, sure=sure)


def _in_prose(
    text: str, source: str, words: StageWords, pages: Mapping[str, Any], weak: frozenset[str]
) -> Iterator[Stage]:
    folded = fold(text)
    for row in pages["told"]:
        for found in compiled(tuple(row["any_of"])).finditer(folded):
            yield Stage(row["kind"], text[found.start() : found.end()], source, found.start(), found.end())
    for sentence in split(text):
        stages, _ = read_line(text[sentence.start : sentence.end], source, words, sentence.start)
        yield from _named(stages, words, weak)


def _named(stages: Sequence[Stage], words: StageWords, weak: frozenset[str]) -> Iterator[Stage]:
    """The stages that are named by more than words which can mean anything in running text."""
    for stage in stages:
        strong = [
            term
            for term in words.find(fold(stage.quote))
            if term.what in _WHO or not (_plainly(term.words) in weak or _base(term.words) in weak)
        ]
        if any(term.head for term in strong):
            strong = [replace(term, what="meeting") if _is_last_of(term) else term for term in strong]
            told = [Told(term, "with" if term.what in _WHO else "head") for term in strong]
            kind, sure = kind_of(told, ("take_home",) if stage.kind == "take_home_review" else ())
            yield replace(stage, kind=kind, sure=sure)


def _is_last_of(term: Term) -> bool:
    """ "The last interview": in running text no more than the last of the interviews."""
    return term.what == "last" and term.words.startswith("last")


def _plainly(phrase: str) -> str:
    return phrase.replace("-", " ")


def _base(phrase: str) -> str:
    return phrase.replace("-", " ").removesuffix("s")


def _distinct(mentions: Sequence[Stage]) -> list[Stage]:
    """One stage a kind, where it is first named, with what any mention tells of when it is."""
    kinds: dict[str, Stage] = {}
    for stage in mentions:
        known = kinds.get(stage.kind)
        if known is None:
            kinds[stage.kind] = stage
        elif known.when == "unknown":
            kinds[stage.kind] = replace(known, when=stage.when)
    return list(kinds.values())


def _timed(stage: Stage, text: str, pages: Mapping[str, Any]) -> Stage:
    before = fold(text[max(0, stage.start - _BEFORE) : stage.start])
    if compiled(tuple(pages["next"]["any_of"])).search(before):
        return replace(stage, when="next")
    if _any(pages["done"], before) or _any(pages["done_after"], fold(text[stage.end : stage.end + _AFTER])):
        return replace(stage, when="done")
    return stage
