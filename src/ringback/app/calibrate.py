"""What the outcomes of the kept cases teach: worked out anew each time, kept only when asked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from ringback.core.calibration import Calibration, Told, calibrate
from ringback.core.catalogue import Catalogue
from ringback.core.errors import RingbackError
from ringback.core.learning import FEWEST, Learnt, learn
from ringback.core.lessons import Lesson, from_record, lesson_of, observed
from ringback.core.odds import Chance
from ringback.core.outcome import FINAL
from ringback.store import cases, erasure, posteriors
from ringback.store.database import Store
from ringback.store.records import CaseFile

SCHEMA = "ringback/calibrate/1"
_ANEW = "Take files that `ringback calibrate --export` wrote."


class BadLesson(RingbackError):
    """A line of a pooled file that is no lesson."""

    code = "bad_lesson"


@dataclass(frozen=True)
class Calibrated:
    """What was learnt, and how well the chances that were told came true.

    `own` and `pooled` count the lessons, `idle` the cases whose outcomes teach nothing; `ended` those that
    came to an end with a chance told, of which `needed` allow a judgement. `calibration` is None below that.
    """

    own: int
    pooled: int
    idle: int
    learnt: Learnt
    ended: int
    needed: int
    calibration: Calibration | None

    @property
    def refusal(self) -> str | None:
        """Why there is no judgement of the chances; None where there is one."""
        if self.calibration:
            return None
        have = {0: "none has", 1: "one has"}.get(self.ended, f"{self.ended} have")
        return (
            f"Too early to say whether the chances were right: it takes {self.needed} cases that came to an"
            f" end with a chance told, and {have}."
        )


def lessons_kept(store: Store, today: date, catalogue: Catalogue) -> tuple[list[Lesson], int]:
    """The lessons of the cases that aren't in the bin, and how many cases' outcomes teach nothing."""
    silence_days = catalogue.parameters["silence_days"].now.value
    with store.reading() as connection:
        kept = [one for one in cases.list_cases(connection, store.owner) if one.deleted_at is None]
        files = [cases.read_file(connection, store.owner, one) for one in kept]
    found = [_lesson(file, today, silence_days) for file in files if file.outcomes]
    lessons = [lesson for lesson in found if lesson is not None]
    return lessons, len(found) - len(lessons)


def _lesson(file: CaseFile, today: date, silence_days: float) -> Lesson | None:
    """The lesson of a case: by its last report from before the first outcome was told."""
    before = [report for report in file.reports if report.added <= file.outcomes[0].added]
    if not before:
        return None
    day = before[-1].added.date()
    since = [one.outcome for one in file.outcomes if one.outcome.on >= day]
    return lesson_of(before[-1].data, since, (today - day).days, silence_days)


def to_lines(lessons: Iterable[Lesson]) -> str:
    """The lessons as JSON Lines, in an order that tells nothing of when they were kept."""
    return "".join(sorted(f"{json.dumps(lesson.as_record())}\n" for lesson in lessons))


def from_lines(text: str, name: str) -> list[Lesson]:
    """The lessons of a file. Raises BadLesson, naming the line."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(from_record(json.loads(line)))
        except (json.JSONDecodeError, RecursionError):
            raise BadLesson("This is not JSON.", _ANEW, f"{name} line {number}") from None
        except ValueError as error:
            raise BadLesson(str(error), _ANEW, f"{name} line {number}") from None
    return found


def put_together(own: Sequence[Lesson], files: Sequence[Sequence[Lesson]]) -> list[Lesson]:
    """The lessons of several people, a file given twice and one's own export counted once."""
    distinct = [Counter(file) for n, file in enumerate(files) if Counter(file) not in map(Counter, files[:n])]
    mine = Counter(own)
    others = [file - mine if mine and mine <= file else file for file in distinct]
    return [lesson for file in others for lesson in file.elements()]


def work_out(own: Sequence[Lesson], pooled: Sequence[Lesson], idle: int, catalogue: Catalogue) -> Calibrated:
    """The posterior from the catalogue's numbers, never from an earlier posterior; and the calibration."""
    every = [*own, *pooled]
    told = [
        Told(one.told, one.came == "offer") for one in every if one.came in FINAL and one.told is not None
    ]
    needed = round(catalogue.parameters["calibration_cases"].now.value)
    return Calibrated(
        own=len(own),
        pooled=len(pooled),
        idle=idle,
        learnt=learn([observed(one, catalogue.parameters) for one in every], catalogue.parameters),
        ended=len(told),
        needed=needed,
        calibration=calibrate(told) if len(told) >= needed else None,
    )


def as_record(done: Calibrated) -> dict[str, Any]:
    """All of it as one JSON object."""
    learnt = done.learnt
    return {
        "schema": SCHEMA,
        "outcomes": {"own": done.own, "pooled": done.pooled, "teaching_nothing": done.idle},
        "effective_points": round(learnt.effective, 1),
        "effective_points_needed": FEWEST,
        "carried": learnt.carried,
        "posteriors": [asdict(one) | {"learnt": one.learnt} for one in learnt.posteriors],
        "repair_adds": {"before": _chance(learnt.before), "after": _chance(learnt.after)},
        "calibration": asdict(done.calibration) if done.calibration else None,
        "ended": done.ended,
        "needed": done.needed,
        "refusal": done.refusal,
    }


def _chance(chance: Chance | None) -> dict[str, float] | None:
    return chance.as_record() if chance else None


def keep(store: Store, learnt: Learnt, now: datetime, version: str) -> None:
    """Keep the posteriors beside those kept earlier; from now on they count."""
    with store.writing() as connection:
        posteriors.add(connection, store.owner, learnt.posteriors, now, version)


def forget(store: Store) -> erasure.Erased:
    """Go back to the catalogue's numbers: erase every posterior, old and new."""
    with store.reading() as connection:
        names = posteriors.parameters(connection, store.owner)
    return erasure.erase(store, names, "posterior")
