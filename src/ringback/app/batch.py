"""One input of a batch as rows of its tables: the same use-cases as everywhere, and no file or engine."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from ringback import __version__
from ringback.app import recordings
from ringback.app.batch_tables import TABLES
from ringback.app.circumstances import Circumstances
from ringback.app.help_first import look_first
from ringback.app.process import read_map
from ringback.app.recover import KINDS as CALLS
from ringback.app.recover import Known, understand, work_out
from ringback.app.review import FORM, look_over, read_asked
from ringback.app.stream import LINE_KEYS, BadLine, around_of, is_told, text_of
from ringback.core.call import VALUES
from ringback.core.catalogue import Catalogue
from ringback.core.chances import REPAIRED, Chances, spoken
from ringback.core.delivery import delivered
from ringback.core.errors import HelpFirst, RingbackError
from ringback.core.material import Kind, Material
from ringback.core.odds import Chance
from ringback.core.outcome import HAPPENED, day_told
from ringback.core.stages import COARSE
from ringback.readers import read, read_text, words_of
from ringback.readers.errors import WrongKind

KINDS = ("account", "transcript", "messages", "draft", "audio")
FIELDS = (
    *("text", "id", "kind", *LINE_KEYS, "role", "stage", "employer", "repair_made", "outcome", "outcome_day"),
    *("form", "situation", "noticed"),
)
"""What a line may tell."""
Form = Literal["line", "file", "sound"]
Rows = dict[str, list[dict[str, Any]]]
"""Rows by table."""


class HeldBack(RingbackError):
    """A text in which somebody writes of harming themself; a table is no place for it."""

    code = "held_back"

    def __init__(self, place: str) -> None:
        super().__init__(
            "Whoever wrote this may be in danger. It isn't worked out here, and nothing of it is kept.",
            "A person should read it, soon. ringback recover names whom to ring.",
            place,
        )


@dataclass(frozen=True)
class Given:
    """One input. `content` is a line's JSON object, a file's bytes, or the path of a recording.

    `number` is the line in its source, from 1; 0 for a file that is one input.
    """

    id: str
    source: str
    number: int
    form: Form
    content: bytes

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"line {self.number}" if self.number else self.source


@dataclass(frozen=True)
class Asked:
    """What one batch was asked for: the same for all of its inputs.

    `kind` is one of KINDS, None: as each input tells; `words`: whether the tables hold words of the texts.
    `today` is the day that it is by the machine's clock, however early `around` counts from: what came of
    a call may be of any day up to it.
    """

    around: Circumstances
    kind: str | None = None
    words: bool = True
    recording: recordings.Wanted = recordings.Wanted()
    today: date = date.min

    def fingerprint(self, catalogue_version: str) -> str:
        """What changes when any of it does, or what answers: then every row is to be made anew.

        Another `today` lets more inputs through, and changes no answer.
        """
        around = self.around
        where = (around.now.isoformat(), around.zone, around.locale, around.me, around.country)
        how = (around.tone, around.greeting, self.kind, self.words, *asdict(self.recording).values())
        columns = [column.name for table in TABLES.values() for column in table]
        made_by = (__version__, catalogue_version, columns)
        return hashlib.sha256(json.dumps([where, how, made_by]).encode()).hexdigest()


def work_through(given: Given, asked: Asked, digest: str, catalogue: Catalogue) -> Rows:
    """The rows of one input. Raises RingbackError where it can't be worked out."""
    line = json.loads(given.content) if given.form == "line" else {}
    row = {key: value for key, value in line.items() if is_told(value)}
    kind = "audio" if given.form == "sound" else _choice(row, "kind", KINDS, asked.kind, given.place)
    around = around_of(row, asked.around)
    told = _told(row, max(asked.today, around.now.date()), given.place)
    if told["stage"]:
        around = replace(around, readings={**around.readings, "stage": told["stage"]})
    if kind == "draft":
        rows = _draft(given, row, around, catalogue)
    elif kind == "messages":
        rows = _messages(_materials(given, row, "message", around), around, catalogue, given.place)
    elif kind == "audio":
        rows = _case([_heard(given, asked, catalogue)], around, catalogue, given.place, "audio")
    else:
        materials = _materials(given, row, CALLS.get(kind or ""), around)
        rows = _case(materials, around, catalogue, given.place, kind or _kind_of(materials))
    [made] = rows["reports"]
    made |= {"source": given.source, "digest": digest, "version": catalogue.version}
    made |= {name: value for name, value in told.items() if value is not None}
    made["unused"] = ", ".join(name for name in row if name not in FIELDS) or None
    return _of(given.id, rows, words=asked.words)


def failed(given: Given, error: RingbackError, *, words: bool = True) -> Rows:
    """The row of an input that can't be worked out."""
    place = given.place if given.number else error.place or given.place
    said = {**error.as_record(), "source": given.source, "place": place}
    return _of(given.id, {"errors": [said]}, words=words)


def _of(of: str, rows: Rows, *, words: bool) -> Rows:
    """The rows with every column of their tables, under the input's id."""
    return {
        name: [
            {column.name: row.get(column.name) if words or not column.words else None for column in columns}
            | {"id": of}
            for row in rows.get(name, ())
        ]
        for name, columns in TABLES.items()
    }


def _told(row: Mapping[str, Any], today: date, place: str) -> dict[str, Any]:
    """What a row tells beside its text."""
    made = row.get("repair_made")
    if not isinstance(made, bool | None):
        raise BadLine('"repair_made" should be true or false.', "Write it so, or leave it out.", place)
    told: dict[str, Any] = {key: _words(row, key, place) for key in ("role", "employer", "outcome_day")}
    told["stage"] = _choice(row, "stage", VALUES["stage"], None, place)
    told["outcome"] = _choice(row, "outcome", HAPPENED, None, place)
    day = told["outcome_day"]
    told["outcome_day"] = day_told(day[:10], today, place) if day else None
    return told | {"repair_made": made}


def _words(row: Mapping[str, Any], key: str, place: str) -> str | None:
    value = row.get(key)
    if not isinstance(value, str | None):
        raise BadLine(f'"{key}" should be text.', "Write it in quotes, or leave it out.", place)
    return value or None


def _choice(
    row: Mapping[str, Any], key: str, allowed: Sequence[str], absent: str | None, place: str
) -> str | None:
    value = _words(row, key, place)
    if value is not None and value not in allowed:
        raise BadLine(
            f'"{key}" is "{value}", which there is not.', f"Use one of: {', '.join(allowed)}.", place
        )
    return value or absent


def _materials(
    given: Given, row: Mapping[str, Any], kind: Kind | None, around: Circumstances
) -> tuple[Material, ...]:
    if given.form == "file":
        return read(given.content, Path(given.source).name, kind, around.me)
    return read_text(text_of(row, given.number), "text", kind, around.me)


def _kind_of(materials: Sequence[Material]) -> str:
    kinds = {material.kind for material in materials}
    return next((kind for kind in ("transcript", "account") if kind in kinds), "messages")


def _heard(given: Given, asked: Asked, catalogue: Catalogue) -> Material:
    if given.form == "line":
        raise BadLine("A line holds words and no sound.", "Give recordings as files.", given.place)
    if given.form != "sound":
        raise WrongKind(given.place, "This is no recording.", "Leave out --kind, or name what it is.")
    path = Path(os.fsdecode(given.content))
    parts = [(path, Path(given.source).name)]
    return recordings.transcribe(parts, asked.recording, catalogue).material()


def _draft(given: Given, row: Mapping[str, Any], around: Circumstances, catalogue: Catalogue) -> Rows:
    whole = given.form == "file"
    text = words_of(given.content, given.source) if whole else text_of(row, given.number, FORM)
    asked = read_asked(row, text, given.place)
    with _held_back(given.place):
        record = look_over(asked, around, catalogue)
    return {
        "reports": [{"kind": "draft", "words": record["words"], "unread": False, "report": _json(record)}],
        "findings": _numbered(record["findings"]),
    }


@contextmanager
def _held_back(place: str) -> Iterator[None]:
    """Within it, words of self-harm have the error of a table, which names no place to ring."""
    try:
        yield
    except HelpFirst:
        raise HeldBack(place) from None


def _messages(materials: Sequence[Material], around: Circumstances, catalogue: Catalogue, place: str) -> Rows:
    with _held_back(place):
        record = read_map(materials, around, catalogue).as_record()
    line: dict[str, Any] = {name: record[name] for name in ("employer", "decision_rule", "rule_basis")}
    line["stage"] = COARSE.get(record["stage_kind"] or "", "unknown")
    line["words"] = sum(len(one.text[one.start : one.end].split()) for one in materials)
    line["unread"] = len(record["notices"]) == len(materials)
    return {
        "reports": [line | {"kind": "messages", "report": _json(record)}],
        "stages": _numbered(record["stages"]),
    }


def _case(
    materials: Sequence[Material], around: Circumstances, catalogue: Catalogue, place: str, kind: str
) -> Rows:
    with _held_back(place):
        for one in materials:
            if one.kind == "message":  # what was said in calls and told of them is heard with its speakers
                look_first(one.text[one.start : one.end], around, catalogue)
    known = understand(materials, around, catalogue)
    made = work_out(known, around, catalogue)
    if made.helplines:
        raise HeldBack(place)
    record = made.as_record()
    line: dict[str, Any] = {name: value for name, value in record.items() if isinstance(value, str)}
    line |= {
        "kind": kind,
        "role": known.names.role,
        "employer": known.names.employer,
        "noticed": known.call.noticed.value,
        "words": sum(document.words for document in known.documents),
        "unread": not any(_is_heard(one, known) for one in known.materials),
        "report": _json(record),
    }
    line |= _chances(made.chances, spoken(made.verdict.repair_worth, made.plan.opener, made.verdict.case))
    return {
        "reports": [line],
        "moments": _moments(record["moments"], known),
        "findings": _numbered(record["findings"]),
        "stages": _numbered(record["process"]["stages"]),
        "drafts": _numbered(record["drafts"]),
    }


def _is_heard(material: Material, known: Known) -> bool:
    """Whether what the candidate said or told is read in it."""
    call = material.transcript
    return material.name not in known.foreign and (call is None or call.candidate is not None)


def _chances(chances: Chances, opener: str | None) -> dict[str, float | None]:
    """The chance of the offer as it stands, and with the repair that is advised."""
    odds = chances.odds.get(chances.rule) if chances.rule else None
    if odds is None:
        return {}
    found = _range("chance_untouched", odds.untouched)
    return found | _range("chance_repaired", getattr(odds, REPAIRED[opener])) if opener else found


def _range(name: str, chance: Chance) -> dict[str, float | None]:
    return {name: chance.point, f"{name}_low": chance.low, f"{name}_high": chance.high}


def _moments(moments: Sequence[Mapping[str, Any]], known: Known) -> list[dict[str, Any]]:
    timed = delivered(known.documents, known.debrief)
    latency = {one.at: one.seconds for one in timed.latencies} if timed else {}
    answers = [moment.answers for moment in known.debrief.moments]
    return [
        {
            "number": one["number"],
            "kind": one["kind"],
            "answered": one["answered"],
            "at": one["at"],
            "seconds": _between(one["at"], one["until"]),
            "latency": latency.get(places[0].at) if places and places[0].at is not None else None,
            "follow_ups": len(one["follow_ups"]),
            "findings": len(one["findings"]),
            "question": one["asked"]["quote"],
            "gist": one["gist"]["quote"] if one["gist"] else None,
        }
        for one, places in zip(moments, answers, strict=True)
    ]


def _between(start: float | None, end: float | None) -> float | None:
    return round(end - start, 3) if start is not None and end is not None else None


def _numbered(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "number": number} for number, row in enumerate(rows, 1)]


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)
