"""The stages that a longer text names: a letter, a page of an employer's site, a handbook.

Where it lists them, each item is read like a short description; in running text a stage must be named
by more than a word such as "call". Letters tell more than pages do: see core/stage_letters.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ringback.core.catalogue import Catalogue
from ringback.core.detectors.patterns import compiled
from ringback.core.document import fold
from ringback.core.latest import for_the_latest
from ringback.core.sentences import Span, split
from ringback.core.stage_details import detail_words, with_details
from ringback.core.stage_items import items_of, up_to
from ringback.core.stage_kinds import kind_of
from ringback.core.stage_letters import heard, in_a_letter, is_personal
from ringback.core.stage_likeness import like_stages, likelier
from ringback.core.stage_line import read_item, read_line
from ringback.core.stage_optional import with_optional, without_parts
from ringback.core.stage_said import Told
from ringback.core.stage_sequence import order_told
from ringback.core.stage_words import HOLDERS, PEOPLE, StageWords, Term, bare
from ringback.core.stages import Stage
from ringback.core.stretches import Stretches, stretches

_HEADING_ENDS = re.compile(r"[.:;?!\n]| [-–—] |\*\*")
_SENTENCE_ENDS = re.compile(r"[.!?] ")
_SHORT = 80
_A_VISIT = 200
_BEFORE = 60
_LONG_HEADING = 9
_FEW = 2
_OPENING = 0.03
_A_NAME = 3
_A_BRACKET = 20
_LONG_QUOTE = 55
_MEDIA = frozenset({"phone_interview", "video_interview"})
_JOINTS = frozenset(
    {"about", "with", "and", "or", "open", "close", "comma", "slash", "colon", "dash", "holds", "not_stage"}
)
_MAY_BE_TOLD_MORE = frozenset(
    {"phone_interview", "panel_or_onsite", "technical_interview", "video_interview", "online_assessment"}
)


@dataclass(frozen=True)
class Page:
    """The stages a text names, whether it tells their order, and the kind it is about, if it is one."""

    stages: tuple[Stage, ...]
    order_known: bool
    about: str | None


def read_stages(text: str, source: str, words: StageWords, catalogue: Catalogue, offset: int = 0) -> Page:
    """The stages of any text of an employer's; `offset` is where it begins in its source."""
    tables = catalogue.phrases
    line = is_line(text, tables)
    if line:
        stages, order_known = read_line(text, source, words, offset)
        page = Page(stages, order_known, stages[0].kind if len(stages) == 1 else None)
    else:
        page = read_page(text, source, words, catalogue)
        moved = [replace(stage, start=stage.start + offset, end=stage.end + offset) for stage in page.stages]
        page = replace(page, stages=tuple(moved))
    more = detail_words(tables["stages/details"], words)
    told = [_closed(one, text, offset) for one in with_details(page.stages, text, words, more, offset)]
    return replace(page, stages=tuple(told if line else _distinct(told)))


def _closed(stage: Stage, text: str, offset: int) -> Stage:
    """A stage whose quote ends with the bracket that it opens: "interview (Zoom" has lost its own."""
    if stage.quote.count("(") <= stage.quote.count(")"):
        return stage
    end = text.find(")", stage.end - offset, stage.end - offset + _A_BRACKET) + 1
    if end == 0 or "\n" in text[stage.end - offset : end]:
        return stage
    return replace(stage, quote=text[stage.start - offset : end], end=end + offset)


def is_line(text: str, tables: Mapping[str, Any]) -> bool:
    """Whether a text is a short description rather than a letter or a page."""
    if text.strip().count("\n") > 1 or len(text.split()) > _SHORT:
        return False
    pages, folded = tables["stages/pages"], fold(text)
    if is_personal(text, folded, pages):
        return False
    verbs = pages["verbs"]
    if len(text.split()) < verbs["words"]:
        return True
    many: int = verbs["many"]
    return sum(1 for _ in compiled(tuple(verbs["any_of"])).finditer(folded)) < many


def read_page(text: str, source: str, words: StageWords, catalogue: Catalogue) -> Page:
    """The mentions of stages in a longer text; offsets are into the text."""
    pages = catalogue.phrases["stages/pages"]
    reader = _Reader(text, source, words, pages, _weak(pages))
    personal = is_personal(text, fold(text), pages)
    listed, told = reader.listed(weakly=not personal)
    items = stretches((item.start, item.end) for item in told)
    prose = [stage for stage in reader.prose() if not items.touch(stage.start, stage.start + 1)]
    found = [*listed, *prose]
    like = catalogue.phrases["likeness"]["stage"]
    found += list(like_stages(text, source, catalogue.reader, like, found, items))
    found.sort(key=lambda stage: stage.start)
    spoken_of = _distinct(found)
    found = with_optional(list(_there_are(found, text, pages["no_other"])), text, pages["not_for_all"])
    found = list(without_parts(found, text, pages["visit"]))
    order_known = len(listed) > 1
    if personal:
        found, about = in_a_letter(found, text, source, words, pages)
    else:
        about = reader.titled() or _about(spoken_of, listed, len(text))
    order_known = order_known or order_told(_distinct(found), text, pages["sequence"])
    named = [stage.kind for stage in found]
    return Page(tuple(found), order_known, likelier(text, catalogue.reader, named, about, like["sure"]))


def _there_are(found: Sequence[Stage], text: str, row: Mapping[str, Any]) -> Iterator[Stage]:
    """The stages without those that a text denies, and without "the only interview" where one is named."""
    denies, same = compiled(tuple(row["before"])), compiled(tuple(row["same"]))
    unless = compiled((row["unless"],))
    for stage in found:
        before = fold(text[max(0, stage.start - _BEFORE) : stage.start])
        denied = denies.search(before) and not unless.search(fold(text[stage.end : stage.end + _BEFORE]))
        no_more = any(one.end() > len(before) for one in same.finditer(before + fold(stage.quote)))
        told = any(other.kind != stage.kind and other.start < stage.start for other in found)
        if not denied and not (no_more and told):
            yield stage


@for_the_latest
def _weak(pages: Mapping[str, Any]) -> frozenset[str]:
    """The phrases that name no stage in running text."""
    return frozenset(map(bare, pages["prose"]["weak"]))


def _about(kinds: Sequence[Stage], listed: Sequence[Stage], length: int) -> str | None:
    """The kind that a page or a handbook is about, where it is no list: the only one, or what it begins with.

    Of two kinds one alone is what the page is about only if it opens with it; else it tells of a process.
    """
    judged = [stage for stage in kinds if stage.kind != "application"] or kinds
    if not judged or len(judged) > _FEW or len(listed) > 1:
        return None
    opens = judged[0].start <= length * _OPENING
    return judged[0].kind if len(judged) == 1 or opens else None


@dataclass(frozen=True)
class _Reader:
    """One longer text and the words to read it by; `weak` name no stage in running text."""

    text: str
    source: str
    words: StageWords
    pages: Mapping[str, Any]
    weak: frozenset[str]

    def listed(self, *, weakly: bool) -> tuple[list[Stage], list[Span]]:
        """The stages that a list gives, and, where it gives several, the items that give them.

        `weakly`: a label may name one by a weak word; in a letter "Job reference: 12" is none.
        """
        items, form = items_of(self.text)
        by_item: list[tuple[Span, list[Stage]]] = []
        before: dict[str, None] = {}  # each kind once, the latest last
        for item in items:
            stages = list(self._in_item(item, tuple(before), weakly=weakly or form in {"marked", "timed"}))
            stages = [_at_its_hour(stage) for stage in stages] if form == "timed" else stages
            by_item.append((item, stages))
            for stage in stages:
                before.pop(stage.kind, None)
                before[stage.kind] = None
        listed = [stage for _, stages in by_item for stage in stages]
        told = [item for item, stages in by_item if stages and not self._is_long(item)]
        return listed, told if len(listed) > 1 else []

    def _is_long(self, item: Span) -> bool:
        """Whether an item begins with a sentence rather than a name, so that it may tell several stages."""
        ends = _HEADING_ENDS.search(self.text, item.start, item.end)
        return len(self.text[item.start : ends.start() if ends else item.end].split()) > _LONG_HEADING

    def titled(self) -> str | None:
        """The kind that the text's title names: "### Stage two: the hiring manager"."""
        title, _, rest = self.text.strip().partition("\n")
        if (
            not rest
            or title.endswith((".", "?", "!", ","))
            or len(title.split()) > self.pages["title"]["words"]
        ):
            return None
        stages = read_item(title, self.source, self.words)
        kinds = {stage.kind for stage in self._named(stages) if stage.sure}
        return kinds.pop() if len(kinds) == 1 else None

    def _in_item(self, item: Span, before: Sequence[str], *, weakly: bool) -> Iterator[Stage]:
        """What an item's heading names; who holds it and by what medium may stand in the rest."""
        ends = _HEADING_ENDS.search(self.text, item.start, item.end)
        end = ends.start() if ends else item.end
        if end - item.start < _A_NAME:
            return
        stages = self._line(item.start, end)
        if not stages:
            end = min(item.end, up_to(self.text, "\n", item.start))
            stages = self._line(item.start, end)
        if not weakly or len(self.text[item.start : end].split()) > _LONG_HEADING:
            stages = tuple(self._named(stages))
        if len(stages) != 1:
            yield from stages
            return
        yield self._with_rest(stages[0], self.text[end : item.end], before)

    def _line(self, start: int, end: int) -> tuple[Stage, ...]:
        return read_item(self.text[start:end], self.source, self.words, start)

    def _with_rest(self, stage: Stage, rest: str, before: Sequence[str]) -> Stage:
        """An item's stage by what its next sentences say: "Intro call. With our tech lead, by video"."""
        if stage.kind not in _MAY_BE_TOLD_MORE:
            return stage
        first = split(rest)[:2]
        more = list(self.words.find(fold(rest[: first[-1].end] if first else "")))
        if stage.kind == "online_assessment":
            at_home = any(term.what == "take_home" for term in more)
            return replace(stage, kind="take_home", sure=True) if at_home else stage
        head = [Told(term, "head") for term in self.words.find(fold(stage.quote))]
        who = [Told(term, "aside") for term in more if term.what in HOLDERS][:1]
        medium = [Told(term, "aside") for term in more if term.what in {"phone", "video"}]
        kind, sure = kind_of([*head, *who, *medium], before)
        return replace(stage, kind=kind, sure=sure)

    def prose(self) -> list[Stage]:
        """What the sentences name: by the catalogue's patterns, and like a short description's words."""
        named = [
            stage
            for sentence in split(self.text)
            for stage in self._named(self._line(sentence.start, sentence.end))
        ]
        told = list(self._told())
        around = _places(stage for stage in named if stage.sure)
        held = _places(stage for stage in told if stage.kind not in _MEDIA)
        told = [stage for stage in told if not _is_part_of(stage, around) and not _is_medium_of(stage, held)]
        return [stage for stage in [*told, *named] if not self._in_a_visit(stage)]

    def _in_a_visit(self, stage: Stage) -> bool:
        """Whether a stage is listed as part of one: "an assessment centre with [a presentation]"."""
        visit = self.pages["visit"]
        before = fold(self.text[max(0, stage.start - _A_VISIT) : stage.start])
        before = _SENTENCE_ENDS.split(before)[-1]
        last = max((found.end() for found in compiled(tuple(visit["any_of"])).finditer(before)), default=0)
        holds = compiled(tuple(visit["holds"])).search(before[last:]) if last else None
        return holds is not None and not heard({"any_of": visit["unless"]}, before[last:])

    def _told(self) -> Iterator[Stage]:
        """The stages that the catalogue's patterns find: "we ring you for ten minutes"."""
        folded = fold(self.text)
        for row in self.pages["told"]:
            for found in compiled(tuple(row["any_of"])).finditer(folded):
                start, end = found.span()
                yield Stage(row["kind"], self.text[start:end], self.source, start, end)

    def _named(self, stages: Sequence[Stage]) -> Iterator[Stage]:
        """The stages that are named by more than words which can mean anything in running text."""
        for stage in stages:
            terms = list(self.words.find(fold(stage.quote)))
            strong = [term for term in terms if term.what in PEOPLE or not self._is_weak(term)]
            if not any(term.head for term in strong):
                continue
            kept = [term for term in terms if term in strong or self._colours(term)]
            kept = self._without_members(stage.quote, kept)
            told = [Told(_plain(term), "with" if term.what in PEOPLE else "head") for term in kept]
            kind, sure = kind_of(told, ("take_home",) if stage.kind == "take_home_review" else ())
            yield _shorter(replace(stage, kind=kind, sure=sure), kept)

    def _without_members(self, quote: str, kept: list[Term]) -> list[Term]:
        """The terms up to a body of which it is told who sits on it: "[the panel] will be Ms Day"."""
        body = self.pages["body"]
        for at, term in enumerate(kept):
            if term.words.endswith(tuple(body["words"])) and heard(body, fold(quote[term.end :])):
                return [*kept[:at], replace(term, what="team")]
        return kept

    def _is_weak(self, term: Term) -> bool:
        return bare(term.words) in self.weak

    def _colours(self, term: Term) -> bool:
        """Whether a weak word says by what medium: "an interview over Zoom"."""
        return term.words.replace("-", " ") in self.pages["prose"]["colours"]


def _at_its_hour(stage: Stage) -> Stage:
    """What has an hour of its own in a programme is a stage, and a task there is done there."""
    return replace(stage, kind="online_assessment" if stage.kind == "take_home" else stage.kind, sure=True)


def _places(stages: Iterable[Stage]) -> Stretches:
    return stretches((stage.start, stage.end) for stage in stages)


def _is_part_of(stage: Stage, named: Stretches) -> bool:
    """Whether a stage of another kind is named by words around it: "a technical [phone interview]"."""
    return named.hold(stage.start - 1, stage.end) or named.hold(stage.start, stage.end + 1)


def _is_medium_of(stage: Stage, held: Stretches) -> bool:
    """Whether a call is told by words that tell its holder too: "our recruiters [ring you] for a chat"."""
    return stage.kind in _MEDIA and held.touch(stage.start, stage.end)


def _shorter(stage: Stage, kept: Sequence[Term]) -> Stage:
    """A stage quoted by the words that name it, without the half sentence around them."""
    kept = [term for term in kept if term.head or term.what not in _JOINTS] or kept
    first = kept[0]
    if kept[-1].end - first.start > _LONG_QUOTE:
        first = next((term for term in kept if term.head), first)
    end = max([term.end for term in kept if term.end - first.start <= _LONG_QUOTE] + [first.end])
    quote = stage.quote[first.start : end]
    return replace(stage, quote=quote, start=stage.start + first.start, end=stage.start + end)


def _plain(term: Term) -> Term:
    """ "The last interview": in running text no more than the last of the interviews."""
    is_last = term.what == "last" and term.words.startswith("last")
    return replace(term, what="meeting") if is_last else term


def _distinct(mentions: Sequence[Stage]) -> list[Stage]:
    """One stage a kind, where it is first named, with what any mention tells of it."""
    kinds: dict[str, Stage] = {}
    for stage in mentions:
        known = kinds.get(stage.kind)
        kinds[stage.kind] = _more_of(known, stage) if known else stage
    return list(kinds.values())


def _more_of(known: Stage, stage: Stage) -> Stage:
    """A stage with what a later mention of it adds: "an interview ... the interview takes 30 minutes"."""
    return replace(
        known,
        when=stage.when if known.when == "unknown" else known.when,
        minutes=known.minutes or stage.minutes,
        run_by=known.run_by or stage.run_by,
        assesses=known.assesses or stage.assesses,
    )
