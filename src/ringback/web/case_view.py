"""What a case's page shows, worked out from its record alone; the template only places it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import Any

from ringback.core import course
from ringback.core.days import day_of
from ringback.core.due import silent_from
from ringback.core.outcome import Outcome
from ringback.pictures.dots import SLIM, WIDE, Row, dots
from ringback.pictures.strip import Spoken, strip
from ringback.telling import days, said, standing
from ringback.telling.stages import CUT, details
from ringback.web.came import Came, came_of
from ringback.web.remedies import notice
from ringback.web.typeset import long_day, long_time

Record = Mapping[str, Any]

NOTHING = "Nothing tonight."
"""The shortest answer that a plan gives for now."""


@dataclass(frozen=True, slots=True)
class DotRow:
    """One chance of the page: its words, and its dots in both widths; without dots where it has no number."""

    what: str
    says: str
    wide: str = ""
    slim: str = ""


@dataclass(frozen=True, slots=True)
class StagePoint:
    """One stage on the line."""

    name: str
    state: str
    told: str
    gate: str
    here: str


@dataclass(frozen=True, slots=True)
class MomentLine:
    """One place of the call: when, what was asked, what was said, and the numbers of what was found there."""

    clock: str
    asked: str = ""
    said: str = ""
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One step of the plan: its key, what to do, when, and whether that is now, past or done."""

    key: str
    does: str
    when: str
    due: bool
    done: bool


@dataclass(frozen=True)
class CasePage:
    """A case as its page shows it. `name` is None for the sample, of which nothing is kept.

    `now` is when it is looked at, which may be days after it was worked out. `moved` are sentences on what
    the change just made did to the report, `anew` the same where it was worked out again as a whole,
    `reworded` what a change of the facts did to the words. `earlier_of` names the case that has a newer
    report; `refusal` is what is wrong with a form of the page. `gone` says whether an outcome or a
    note was just erased. `typed` is what was typed in the place of drafts and isn't kept, by their kinds.
    """

    record: Record
    now: datetime
    name: str | None = None
    kept: Any = None
    moved: tuple[str, ...] = ()
    anew: tuple[str, ...] = ()
    earlier_of: str = ""
    refusal: Any = None
    reworded: str = ""
    gone: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def done(self) -> frozenset[str]:
        """The keys of the plan's steps that are done."""
        marks = {(one.key, one.does) for one in self.kept.done} if self.kept else ()
        return course.done_in(self.record, marks)

    def written_last(self, kind: str) -> Any:
        """The version of a draft that its owner wrote last, where there is one, whether or not it stands."""
        return next((one for one in reversed(self.kept.edits) if one.kind == kind), None)

    @property
    def owes_correction(self) -> bool:
        """Whether something untrue has to be put right, whatever else is said."""
        return any(draft["kind"] == "correction" for draft in self.record["drafts"])

    @property
    def place(self) -> str:
        """The address of the page."""
        return f"/cases/{self.name}" if self.name else "/sample"

    @cached_property
    def _now(self) -> datetime:
        return days.there(self.now, self.record)

    @property
    def zone(self) -> tzinfo | None:
        """The zone in which its times are told."""
        return days.zone_named(self.record["zone"])

    @property
    def made(self) -> datetime:
        """When it was worked out."""
        return days.made_at(self.record)

    @property
    def plan(self) -> Record:
        """The plan of its report."""
        plan: Record = self.record["plan"]
        return plan

    @property
    def closed(self) -> bool:
        """Whether the door is shut."""
        return bool(self.record["verdict"] == "closed")

    @property
    def heading(self) -> str:
        """What the case is called."""
        return said.capital(self.record["title"]) or "Your call"

    @property
    def read(self) -> str:
        """When it was worked out, in words."""
        return f"Read on {long_time(self.made)}."

    @property
    def notices(self) -> tuple[str, ...]:
        """What is said of the input."""
        return tuple(map(notice, self.record["notices"]))

    @cached_property
    def steps(self) -> tuple[PlanLine, ...]:
        """The plan as a list to tick off."""
        return tuple(self._step(step) for step in self.plan["steps"])

    @property
    def dated(self) -> bool:
        """Whether the plan has a day to put into a calendar."""
        return course.last_day(self.record) is not None

    def _step(self, step: Record) -> PlanLine:
        key = course.key_of(step)
        when = days.moment(step["when"], self.zone)
        done = key in self.done
        due = when is not None and day_of(when) <= self._now.date() and not done and not self.came
        return PlanLine(key, said.sentence(step["does"]).rstrip("."), self._when(step, when), due, done)

    def _when(self, step: Record, when: datetime | date | None) -> str:
        if when is None:
            return said.capital(step["words"] or "any time")
        return said.capital(_told_day(when, self._now))

    @property
    def one_thing(self) -> standing.OneThing:
        """What to do now: the first of the plan that isn't done and still has its time."""
        if self.came:
            return standing.OneThing("", "", self.came.does)
        step = next(course.to_come(self.record, self._now.date(), self.done), None)
        if step is None and self.done:
            return standing.one_thing(self._undated(), self._now)
        if step is None or self._says_enough(step):
            return standing.one_thing(self.plan["now"], self._now)
        return standing.one_thing(self._sooner(step), self._now)

    @property
    def says_yes(self) -> bool:
        """Whether what comes next is to say yes, and the line for it is written."""
        step = next(course.to_come(self.record, self._now.date(), self.done), None)
        written = any(draft["kind"] == "acceptance" for draft in self.record["drafts"])
        return written and step is not None and course.key_of(step) == "reply"

    def _says_enough(self, step: Record) -> bool:
        """Whether the plan's own "now" tells more than that nothing is to be done, with no step near."""
        now, day = self.plan["now"], course.day_of(step)
        near = day is not None and (day - self._now.date()).days <= 1
        return not near and now["when"] is None and len(now["does"].split()) > len(NOTHING.split())

    @cached_property
    def came(self) -> Came | None:
        """What came of it, where the report no longer says where it stands."""
        return came_of(self.record, self._told, self._now.date())

    def _undated(self) -> Record:
        """The first step that has no day and isn't done; that nothing is left, where there is none."""
        for step in self.plan["steps"]:
            if step["when"] is None and course.key_of(step) not in self.done:
                words = f"{step['words']}: " if step["words"] else ""
                return {"when": None, "does": f"{words}{step['does']}"}
        return {"when": None, "does": "Nothing is left of the plan."}

    @property
    def _told(self) -> list[tuple[datetime, Outcome]]:
        return [(one.added, one.outcome) for one in self.kept.outcomes] if self.kept else []

    def _sooner(self, step: Record) -> Record:
        """The step in the words of the plan's own "now", where it is the same one."""
        now = self.plan["now"]
        return now if now["when"] == step["when"] else step

    @property
    def past(self) -> str:
        """The day that the plan ran up to, once it is over and nobody has told what came of it."""
        gone = course.run_out(self.record, self._told, self._now.date())
        return long_day(gone) if gone else ""

    @property
    def silence(self) -> str:
        """The day from which no word means no, where no step stands on it."""
        when = days.moment(silent_from(self.plan), self.zone)
        return long_day(when) if when and not self.came else ""

    @cached_property
    def stages(self) -> tuple[StagePoint, ...]:
        """The line of stages."""
        process = self.record.get("process") or {"stages": []}
        return tuple(self._point(stage) for stage in process["stages"])

    def _point(self, stage: Record) -> StagePoint:
        ended = self.closed and stage["when"] == "next"
        state = {"done": "done", "next": "here ended" if ended else "here"}.get(
            stage["when"], "shut" if self.closed else ""
        )
        return StagePoint(
            name=said.capital(said.STAGE_KIND[stage["kind"]]),
            state=state,
            told=said.capital("; ".join(details(stage))),
            gate=f"A gate: {CUT[stage['cut']]}." if stage["role"] == "gate" else "",
            here="It ended here" if ended else "You are here" if stage["when"] == "next" else "",
        )

    @property
    def from_memory(self) -> bool:
        """Whether none of it is a transcript."""
        return not self.record.get("moments")

    @cached_property
    def moments(self) -> tuple[MomentLine, ...]:
        """The call from its beginning: its questions, or, told from memory, what was found in its order."""
        lines = list(self._by_question() if not self.from_memory else self._by_finding())
        return tuple(lines)

    def _by_question(self) -> Iterator[MomentLine]:
        told: set[int] = set()
        for one in self.record["moments"]:
            told.update(one["findings"])
            yield MomentLine(
                clock=days.minutes(one["at"]) if one["at"] is not None else "",
                asked=one["asked"]["quote"],
                said=one["gist"]["quote"] if one["gist"] else "",
                findings=tuple(one["findings"]),
            )
        rest = [n for n in range(len(self.record["findings"])) if n not in told]
        if rest:
            yield MomentLine(clock="", findings=tuple(rest))

    def _by_finding(self) -> Iterator[MomentLine]:
        found = self.record["findings"]
        order = sorted(range(len(found)), key=lambda n: (found[n]["source"], found[n]["start"]))
        for n in order:
            yield MomentLine(clock="", findings=(n,))

    @cached_property
    def strip(self) -> str:
        """The call as one bar, where its transcript tells the time."""
        spoken = [Spoken(one["start"], one["end"], one["mine"]) for one in self.record.get("spoken", ())]
        return strip(spoken, self._at("findings"), self._at("not_yours"), f"{self.talked} {self._marked()}")

    @property
    def talked(self) -> str:
        """How much of the call was its owner's own talk."""
        spoken = self.record.get("spoken", ())
        mine = sum(one["end"] - one["start"] for one in spoken if one["mine"])
        return f"You spoke for {days.minutes(mine)} of its {self.length}."

    @property
    def length(self) -> str:
        """How long the call was."""
        return days.minutes(max((one["end"] for one in self.record.get("spoken", ())), default=0))

    def _at(self, name: str) -> list[float]:
        return sorted({one["at"] for one in self.record[name] if one["at"] is not None})

    def _marked(self) -> str:
        told = ", ".join(days.minutes(at) for at in self._at("findings"))
        return f"Something went wrong at {told}." if told else "Nothing is marked in it."

    @cached_property
    def worst(self) -> int | None:
        """The number of the finding that stands open: the worst."""
        return 0 if self.record["findings"] else None

    @cached_property
    def reasons(self) -> tuple[Record, ...]:
        """Why the verdict is as it is: every reason that is neither of the odds nor of the plan alone."""
        elsewhere = [*self.record["odds"]["reasons"], *self.plan["reasons"]]
        found: list[Record] = []
        for reason in self.record["reasons"]:
            if reason not in found and reason not in elsewhere:
                found.append(reason)
        return tuple(found)

    @cached_property
    def openers(self) -> tuple[Record, ...]:
        """The two openers, ours first; none for who hasn't advanced."""
        return tuple(draft for draft in self.record["drafts"] if draft["kind"].startswith("opener_"))

    @cached_property
    def messages(self) -> tuple[Record, ...]:
        """Every other draft."""
        return tuple(draft for draft in self.record["drafts"] if draft not in self.openers)

    def ours(self, draft: Record) -> bool:
        """Whether it is the opener that the plan chose."""
        return bool(draft["kind"] == f"opener_{self.plan['opener']}")

    @cached_property
    def facts(self) -> Mapping[int, Record]:
        """The facts by their numbers."""
        return {fact["number"]: fact for fact in self.record["facts"]}

    def origin(self, fact: Record) -> str:
        """Where a fact comes from, in words."""
        return said.sentence(self.whence(fact))

    def whence(self, fact: Record) -> str:
        """The same within a sentence."""
        confirmed = fact["confirmed"] and fact["provenance"] == "found"
        told = said.PROVENANCE["confirmed" if confirmed else fact["provenance"]]
        return f"{told}, {said.place(fact['source'])}"

    def material(self, name: str) -> str:
        """What kind of text that is."""
        kinds = {one["name"]: one["kind"] for one in self.record["materials"]}
        return str(kinds.get(name, ""))

    @property
    def people(self) -> Sequence[Record]:
        """Everybody named whom the plan isn't aimed at."""
        aimed = self.plan["person"]["name"] if self.plan["person"] else None
        return [person for person in self.record["people"] if person["name"] and person["name"] != aimed]


def paragraphs(draft: Record) -> list[list[Record]]:
    """A draft's sentences, in the paragraphs of its text."""
    blocks = draft["text"].split("\n\n")
    found: list[list[Record]] = [[] for _ in blocks]
    place = 0
    for sentence in draft["sentences"]:
        while place + 1 < len(blocks) and sentence["text"] not in blocks[place]:
            place += 1
        found[place].append(sentence)
        blocks[place] = blocks[place].replace(sentence["text"], "", 1)
    return [block for block in found if block]


def dot_row(what: str, says: str, number: Record | None) -> DotRow:
    """One row: the words carry it, the dots tell it once more."""
    if number is None:
        return DotRow(said.capital(what), says)
    row = Row(what, says, number["point"], number.get("low"), number.get("high"))
    return DotRow(said.capital(what), says, dots(row, WIDE), dots(row, SLIM))


def _told_day(when: datetime | date, now: datetime) -> str:
    away = (day_of(when) - now.date()).days
    near = {0: "today", 1: "tomorrow"}.get(away)
    if near:
        hour = days.clock(when)
        return f"{near}, {hour}" if hour else near
    return long_time(when)
