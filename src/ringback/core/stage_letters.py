"""What a letter to one candidate tells of stages: which are over, which comes next, and whom it is from.

What stands before a stage tells when it is ("thank you for ...", "we invite you to ..."). A letter that
names no stage speaks of one in a plain word: "could we have a call?".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from ringback.core.detectors.patterns import compiled
from ringback.core.document import fold
from ringback.core.stage_kinds import kind_of
from ringback.core.stage_said import Told
from ringback.core.stage_words import StageWords
from ringback.core.stages import Stage

_HELD_BY = {
    "hr": "recruiter_screen",
    "manager": "hiring_manager_interview",
    "executive": "executive_or_final",
}
_PLAIN_TALKS = frozenset({"phone_interview", "video_interview"})
_NAMED_TALKS = frozenset({*_PLAIN_TALKS, *_HELD_BY.values(), "technical_interview"} - {"executive_or_final"})
_ADDRESSED = re.compile(r"\s*(?:[A-Z][\w'’-]+[ ]?){1,3},[ \t]*\n")
"""A letter that opens with nothing but a name: "Ana,"."""
_PAPERS = frozenset({"application", "reference_check", "offer"})
_OVER = re.compile(r"(?:pass|complet|finish)ed\b")
_BEFORE = 90
_AFTER = 60
_SIGNED = 110


def heard(row: Mapping[str, Any], folded: str) -> bool:
    """Whether any pattern of a row matches."""
    found: object = compiled(tuple(row["any_of"])).search(folded)
    return found is not None


@cache
def _greeting(words: tuple[str, ...]) -> re.Pattern[str]:
    """A line that greets: "Dear Ms Vane,"; "Hi Tariq, this is ..."."""
    return re.compile(
        rf"^[ \t>]*(?:{'|'.join(words)})"
        r"(?:\b[^\n.?!:;]{0,50}[,:!–-]?[ \t]*$|!|[ ]+[A-Za-z]\w+(?:[,! –-]|$))",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def _closing(words: tuple[str, ...]) -> re.Pattern[str]:
    """The words before a signature, at the end of a line: "Kind regards,"."""
    return re.compile(rf"\b(?:{'|'.join(words)})[,.!]?\s*\n", re.IGNORECASE)


def is_personal(text: str, folded: str, pages: Mapping[str, Any]) -> bool:
    """Whether a text speaks to one candidate: by a greeting, or by what it says."""
    greets = _greeting(tuple(pages["greeting"]["words"])).search(text) is not None
    greets = greets or _ADDRESSED.match(text) is not None
    return greets or heard(pages["personal"], folded)


def in_a_letter(
    found: Sequence[Stage], text: str, source: str, words: StageWords, pages: Mapping[str, Any]
) -> tuple[list[Stage], str | None]:
    """A letter's mentions with when they are and who holds them, and the kind that the letter is about."""
    folded = fold(text)
    declines = heard(pages["declines"], folded)
    stages = [_timed(stage, text, pages) for stage in found]
    stages = [stage for stage in stages if stage.sure or not _is_told_better(stage, stages)]
    stages = [replace(stage, when="done") if stage.kind == "application" else stage for stage in stages]
    sought = "done" if declines else "next"
    if not any(_is_sought(stage, sought) for stage in stages):
        plain = _plain(text, folded, source, words, pages, sought)
        stages = sorted([*stages, *plain], key=lambda stage: stage.start)
    who, says_so = _writer(text, folded, words, pages)
    if who:
        stages = [_held_by(stage, who, folded, pages, certain=says_so) for stage in stages]
    about = _about(stages, declines=declines)
    return [_meant(stage, about, sought) for stage in stages], about


def _is_told_better(stage: Stage, stages: Sequence[Stage]) -> bool:
    """Whether an unsure stage is only a word for one that is named: "the last round"; "your conversation"."""
    if stage.kind == "panel_or_onsite":
        return any(
            other.kind in _NAMED_TALKS or (other.sure and other.kind not in _PAPERS) for other in stages
        )
    return stage.kind == "phone_interview" and any(
        other.sure and other.kind in _HELD_BY.values() for other in stages
    )


def _meant(stage: Stage, about: str | None, sought: str) -> Stage:
    """What a letter is about comes next, or is over where it declines, though it may not say so."""
    return replace(stage, when=sought) if stage.kind == about and stage.when == "unknown" else stage


def _is_sought(stage: Stage, sought: str) -> bool:
    """Whether a letter names what it is about, so that no plain word need tell it."""
    return stage.when == sought or (
        (sought == "next" or stage.sure) and stage.when == "unknown" and stage.kind in _NAMED_TALKS
    )


def _about(mentions: Sequence[Stage], *, declines: bool) -> str | None:
    """The kind of the stage that a letter is about: what it invites to, or what it is an answer to."""
    over = [stage for stage in mentions if stage.when == "done"]
    ahead = [stage for stage in mentions if stage.when != "done"]
    ahead.sort(key=lambda stage: stage.when == "to_come")
    ranked = [*over, *ahead] if declines else [*ahead, *over]
    return ranked[0].kind if ranked else None


def _plain(
    text: str, folded: str, source: str, words: StageWords, pages: Mapping[str, Any], sought: str
) -> Iterator[Stage]:
    """The talk that a letter speaks of in a plain word: "could we have a call?"."""
    for found in compiled(tuple(pages["plain"]["any_of"])).finditer(folded):
        first, last = found.span()
        stage = Stage("phone_interview", text[first:last], source, first, last, sure=False)
        stage = _timed(stage, text, pages)
        if stage.when == sought:
            told = [Told(term, "head") for term in words.find(found[0])]
            if found[0] in pages["plain"]["seen"]:
                yield replace(stage, kind="panel_or_onsite")
            else:
                yield replace(stage, kind=kind_of(told, ())[0]) if told else stage
            return


def _writer(text: str, folded: str, words: StageWords, pages: Mapping[str, Any]) -> tuple[str | None, bool]:
    """What the writer's talks are, by the first words or the signature; whether the first words say so."""
    opening = folded[:_SIGNED]
    if _introduces(pages["introduces"], opening) and (kind := _kind_of_holder(opening, words)):
        return kind, True
    closings = list(_closing(tuple(pages["closing"]["words"])).finditer(text))
    signed = closings[-1].end() if closings else max(0, len(folded) - _SIGNED)
    return _kind_of_holder(folded[signed : signed + 2 * _SIGNED], words), False


def _introduces(row: Mapping[str, Any], opening: str) -> bool:
    """ "It's Dan, the owner", but not "it's about your application"."""
    unless = row["unless"]
    return any(
        found[0].split()[-1] not in unless for found in compiled(tuple(row["any_of"])).finditer(opening)
    )


def _kind_of_holder(folded: str, words: StageWords) -> str | None:
    """The kind of talk that the person named here holds: a recruiter's, a manager's, a director's."""
    for term in words.find(folded):
        if term.what in _HELD_BY:
            return "hiring_manager_interview" if term.words.startswith("head") else _HELD_BY[term.what]
    return None


def _held_by(stage: Stage, who: str, folded: str, pages: Mapping[str, Any], *, certain: bool) -> Stage:
    """A plain talk is the writer's own if they say "with me" near it, or told at once who they are."""
    near = folded[max(0, stage.start - _BEFORE) : stage.end + _AFTER]
    if stage.kind in _PLAIN_TALKS and (certain or heard(pages["first_person"], near)):
        return replace(stage, kind=who)
    return stage


def _timed(stage: Stage, text: str, pages: Mapping[str, Any]) -> Stage:
    """A stage with when it is, by the words before it and after it in its sentence."""
    before = fold(text[max(0, stage.start - _BEFORE) : stage.start])
    after = fold(text[stage.end : stage.end + _AFTER])
    if _OVER.match(fold(stage.quote)) and not heard(pages["later"], before):
        return replace(stage, when="done")
    if heard(pages["not_reached"], before) or heard(pages["later"], before):
        return replace(stage, when="to_come")
    if heard(pages["next"], before):
        return replace(stage, when="next")
    if heard(pages["done"], before) or heard(pages["done_after"], after):
        return replace(stage, when="done")
    return stage
