"""The stages of one employer as several texts tell them: one line of stages, and where the texts disagree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ringback.core.stage_pages import Page
from ringback.core.stages import STAGE_KINDS, Stage

TALKS = frozenset({"phone_interview", "video_interview", "recruiter_screen", "technical_phone_screen"})
"""First talks: two texts that name different ones of these for one step mean the same step."""
_IN_PERSON = re.compile(r"\b(?:in[- ]person|on[- ]?site|face[- ]to[- ]face|office)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two texts that disagree: `about` what, the words that hold and those that don't, and their sources."""

    about: str
    kept: str
    kept_source: str
    dropped: str
    dropped_source: str


@dataclass(frozen=True)
class StageLine:
    """The stages in order, as far as their order is told; `about` is the stage the newest text is about."""

    stages: tuple[Stage, ...] = ()
    order_known: bool = True
    about: str | None = None
    clashes: tuple[Clash, ...] = ()


def merge(pages: Sequence[Page]) -> StageLine:
    """One line of stages from several texts, oldest first; of two that disagree the newer holds.

    The text that lists most stages in their order gives the line; the others add to it.
    """
    told = [page for page in pages if page.stages]
    if not told:
        return StageLine()
    listed = [page for page in told if page.order_known and len(page.stages) > 1]
    base = max(listed, key=lambda page: (len(page.stages), pages.index(page))) if listed else told[0]
    line = list(base.stages)
    clashes: list[Clash] = []
    for page in told:
        if page is not base:
            newer = pages.index(page) > pages.index(base)
            for stage in page.stages:
                _add(line, stage, clashes, newer=newer)
    own = {stage.kind for stage in base.stages}
    about = next((page.about for page in reversed(told) if page.about), None)
    known = bool(listed) or len(line) < 2 or any(page.order_known for page in told)
    placed = _placed_in_time(line, about, own) if known else line
    return StageLine(tuple(placed), known, about, tuple(clashes))


def _add(line: list[Stage], stage: Stage, clashes: list[Clash], *, newer: bool) -> None:
    """Put what one more text tells of a stage into the line."""
    at = next((n for n, known in enumerate(line) if known.kind == stage.kind), None)
    if at is not None:
        line[at] = _both(line[at], stage, clashes, newer=newer)
        return
    visit = next((n for n, known in enumerate(line) if _is_same_visit(known, stage)), None)
    if visit is not None:
        line[visit] = _both(line[visit], stage, clashes, newer=newer)
        return
    other = next((n for n, known in enumerate(line) if {known.kind, stage.kind} <= TALKS), None)
    if other is not None and stage.when != "unknown":
        first, second = (stage, line[other]) if newer else (line[other], stage)
        clashes.append(Clash("stage", first.quote, first.source, second.quote, second.source))
        line[other] = first
        return
    line.insert(_place(line, stage), stage)


def held(line: StageLine, channel: str | None) -> StageLine:
    """The line for somebody who went on after a call by this channel: that talk is over.

    Where no text tells the order, what is over then stands first.
    """
    kinds = {"phone": TALKS - {"video_interview"}, "video": frozenset({"video_interview"})}.get(channel or "")
    if not kinds or not any(stage.when == "next" for stage in line.stages):
        return line
    stages = [
        replace(stage, when="done") if stage.kind in kinds and stage.when == "unknown" else stage
        for stage in line.stages
    ]
    if not line.order_known:
        stages.sort(key=lambda stage: stage.when != "done")
    return replace(line, stages=tuple(stages))


def _is_same_visit(known: Stage, stage: Stage) -> bool:
    """Whether two texts speak of one visit: "on-site" on the page, "in person with Dana" in the mail."""
    held = {known.kind, stage.kind}
    return held == {"panel_or_onsite", "hiring_manager_interview"} and all(
        _IN_PERSON.search(one.quote) for one in (known, stage)
    )


def _both(known: Stage, stage: Stage, clashes: list[Clash], *, newer: bool) -> Stage:
    first, second = (stage, known) if newer else (known, stage)
    if first.minutes and second.minutes and first.minutes != second.minutes:
        clashes.append(Clash("length", first.quote, first.source, second.quote, second.source))
    return replace(
        first,
        when=first.when if first.when != "unknown" else second.when,
        minutes=first.minutes or second.minutes,
        run_by=first.run_by or second.run_by,
        assesses=first.assesses or second.assesses,
        optional=first.optional and second.optional,
    )


def _place(line: Sequence[Stage], stage: Stage) -> int:
    """Where a stage that only another text names belongs: before the first that mostly comes later."""
    rank = STAGE_KINDS.index(stage.kind)
    return next((n for n, known in enumerate(line) if STAGE_KINDS.index(known.kind) > rank), len(line))


def _placed_in_time(line: Sequence[Stage], about: str | None, own: set[str]) -> list[Stage]:
    """What comes before the next stage is over, and what comes after it is to come.

    Only a stage of the text that gives the order (`own`) tells that: another's place in the line is a guess.
    """
    nexts = [n for n, stage in enumerate(line) if stage.when == "next" and stage.kind in own]
    here = next((n for n in nexts if line[n].kind == about), nexts[0] if nexts else None)
    if here is None:
        return list(line)
    when = {True: "done", False: "to_come"}
    return [
        stage
        if n == here
        else replace(stage, when=when[n < here])
        if stage.when in {"unknown", "next"}
        else stage
        for n, stage in enumerate(line)
    ]
