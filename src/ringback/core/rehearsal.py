"""What to rehearse before the next stage, in which order, and on which days.

The questions are the plan's and the call's own; the follow-ups are general forms. How a take of one is
judged: core/take.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from ringback.core.catalogue import Catalogue
from ringback.core.days import day_of
from ringback.core.document import fold
from ringback.core.due import moment
from ringback.core.moves import Asked, document_of
from ringback.core.own_words import OWN
from ringback.core.sentences import split

Record = Mapping[str, Any]

OPENERS = ("opener_named", "opener_unnamed")
ABOUT = "about_the_call"
TOLD = "the_question"
MORE = ".more"
"""What the key of a follow-up ends in."""
_THEIRS = "no_questions_asked"


@dataclass(frozen=True, slots=True)
class Then:
    """How it was on the call, as far as that is known. Times are in seconds, None where not known.

    `lacked` are the parts of an answer that were missing; `quote` are the words that show what went wrong.
    """

    quote: str = ""
    lacked: tuple[str, ...] = ()
    ran_on: bool = False
    latency: float | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ToAsk:
    """One question to rehearse, under a key that stays from one report to the next.

    `kind` is "opener" or a kind of the catalogue's; `asks` are the words put, `because` why. `wants` are
    the parts an answer is looked through for, `holds` what a good one holds; `longest` is in seconds.
    `draft` is the kind of the draft that is said, with the words of its moves in `lines` as (move, text).
    """

    key: str
    kind: str
    asks: str
    because: str
    holds: tuple[str, ...]
    wants: tuple[str, ...] = ()
    longest: int = 120
    then: Then | None = None
    draft: str | None = None
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def is_opener(self) -> bool:
        """Whether it is the moment to raise it, rather than a question."""
        return self.kind == "opener"


@dataclass(frozen=True)
class Rehearsal:
    """What to rehearse, in order, and on which days; `at` is the next stage's time or day, or None."""

    questions: tuple[ToAsk, ...]
    days: tuple[date, ...]
    at: datetime | date | None

    def find(self, key: str) -> ToAsk | None:
        """The question of that key."""
        return next((one for one in self.questions if one.key == key), None)


def rehearsal(record: Record, asked: str | None, today: date, catalogue: Catalogue) -> Rehearsal:
    """What to rehearse for one case, from its report.

    `asked` is the question that went wrong as its owner named it. A closed case has only questions.
    """
    table = catalogue.phrases["rehearsal"]
    after = [step for step in record["plan"]["steps"] if step.get("key") == "next"]
    at = moment(after[0]["when"]) if after and record["verdict"] != "closed" else None
    found = list(_questions(record, asked, catalogue))
    by_key = {one.key: one for one in reversed(found)}
    ordered = tuple(by_key[key] for key in dict.fromkeys(one.key for one in found))
    return Rehearsal(ordered, days_of(at, today, table["schedule"]), at)


def days_of(at: datetime | date | None, today: date, table: Mapping[str, Any]) -> tuple[date, ...]:
    """The days on which to say it once more: closer together towards the stage; without one, the next few."""
    last = day_of(at) if at else None
    if last is None or last <= today:
        return tuple(today + timedelta(days=n) for n in table["otherwise"]) if last is None else ()
    days = {last - timedelta(days=n) for n in table["before"]}
    return tuple(sorted(day for day in days if day > today))


def _questions(record: Record, asked: str | None, catalogue: Catalogue) -> Iterator[ToAsk]:
    table = catalogue.phrases["rehearsal"]
    if record["verdict"] != "closed":
        yield from _opener(record, catalogue)
    gone_wrong = [*_from_the_call(record, catalogue), *_as_named(record, asked, table)]
    lines = list(_to_practise(record, catalogue))
    if gone_wrong:
        stand_in = set(table["on_the_call"]["no_example"])
        lines = [one for one in lines if one.key not in stand_in]
    theirs = [one for one in lines if one.kind == "their_questions"]
    others = [one for one in lines if one not in theirs]
    for one in [*gone_wrong[: table["limits"]["most_asked"]], *others, *theirs]:
        yield one
        if more := _more(one, table):
            yield more
    if record["verdict"] != "closed":
        yield from _about(record, table)


# The moment to raise it.


def _opener(record: Record, catalogue: Catalogue) -> Iterator[ToAsk]:
    """The opener that is ours, then what it is likeliest to be asked after it."""
    table = catalogue.phrases["rehearsal"]
    drafts = {draft["kind"]: draft for draft in record["drafts"]}
    ours = next((kind for kind in record["plan"]["drafts"] if kind in OPENERS and kind in drafts), None)
    if ours is None:
        return
    draft, why = drafts[ours], table["why"]
    lines = _lines(draft, catalogue)
    holds = tuple(dict.fromkeys(table["opener"]["moves"].get(move, move) for move, _ in lines))
    yield ToAsk(
        key=ours,
        kind="opener",
        asks=why["opener_asks"],
        because=why["opener"],
        holds=holds,
        longest=table["opener"]["longest"],
        draft=ours,
        lines=lines,
    )
    replies = [reply for reply in draft["answers_to"] if reply["sentences"]]
    if replies:
        fullest = max(replies, key=lambda reply: sum(len(one["text"]) for one in reply["sentences"]))
        yield _of_kind(ours + MORE, "short", fullest["they_say"], why["opener_more"], table)


def _lines(draft: Record, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """What the opener says, as (move, sentence); of an own version, the moves as the reviewer hears them."""
    if not draft.get("own"):
        return tuple((one["move"], one["text"]) for one in draft["sentences"])
    text = draft["text"]
    heard = document_of(Asked(text, "spoken"), catalogue).drafted
    moves = heard.moves if heard else ()
    lines = []
    for span in split(text):
        named = (one.name for one in moves if span.start <= one.said.start < span.end)
        lines.append((next(named, OWN), text[span.start : span.end].strip()))
    return tuple(line for line in lines if line[1])


def _about(record: Record, table: Record) -> Iterator[ToAsk]:
    draft = next((one for one in record["drafts"] if one["kind"] == ABOUT), None)
    if draft:
        why = table["why"]
        about = _of_kind(ABOUT, "short", why["about_asks"], why[ABOUT], table)
        yield replace(about, draft=ABOUT)


# What went wrong on the call.


def _from_the_call(record: Record, catalogue: Catalogue) -> list[ToAsk]:
    """The questions of a transcript in whose answers something was found, worst first."""
    table = catalogue.phrases["rehearsal"]
    marked = [(min(one["findings"]), one) for one in record["moments"] if one["findings"]]
    worst_first = sorted(marked, key=lambda row: row[0])
    told = [(one, [record["findings"][n] for n in one["findings"]]) for _, one in worst_first]
    asked = [(one, there) for one, there in told if one["kind"] in table["kinds"]]
    return [
        replace(
            _of_kind(
                key_of(one["asked"]["quote"]),
                one["kind"],
                " ".join(one["asked"]["quote"].split()),
                table["why"]["on_the_call"].format(title=_lower(there[0]["title"])),
                table,
            ),
            then=_then(record, one, there, table),
        )
        for one, there in asked
    ]


def _as_named(record: Record, asked: str | None, table: Record) -> list[ToAsk]:
    """The question that its owner named as the one that went wrong."""
    words = " ".join((asked or "").split())
    if not words:
        return []
    says = words if words.endswith("?") else table["why"]["again"].format(asked=words.rstrip("."))
    labels = table["on_the_call"]
    there = [one for one in record["findings"] if one["label"] in (*labels["no_example"], *labels["ran_on"])]
    question = _of_kind(TOLD, "behavioural", says, table["why"]["told"], table)
    return [replace(question, then=_lacking(there, table) if there else None)]


def _then(record: Record, told: Record, found: Sequence[Record], table: Record) -> Then:
    latency, seconds = _timed(record.get("spoken", ()), told)
    return replace(_lacking(found, table), latency=latency, seconds=seconds)


def _lacking(found: Sequence[Record], table: Record) -> Then:
    labels = {one["label"] for one in found}
    missing = not labels.isdisjoint(table["on_the_call"]["no_example"])
    return Then(
        quote=found[0]["quote"],
        lacked=("example", "result") if missing else (),
        ran_on=not labels.isdisjoint(table["on_the_call"]["ran_on"]),
    )


def _timed(spoken: Sequence[Record], told: Record) -> tuple[float | None, float | None]:
    """The seconds before the answer began, and how long it went on, where the transcript tells the time."""
    if told["at"] is None or told["until"] is None:
        return None, None
    theirs = [one["end"] for one in spoken if not one["mine"] and one["start"] <= told["at"] <= one["end"]]
    mine = [one for one in spoken if one["mine"] and told["at"] <= one["start"] <= told["until"]]
    if not theirs or not mine:
        return None, None
    return max(0.0, mine[0]["start"] - theirs[-1]), max(0.0, told["until"] - mine[0]["start"])


def key_of(asked: str) -> str:
    """The key of a question of the call: by its words, so that it stays when the call is read again."""
    words = " ".join(fold(asked).split())
    return f"asked-{hashlib.sha256(words.encode()).hexdigest()[:8]}"


# What the plan gives to practise.


def keys_of_lines(catalogue: Catalogue) -> dict[str, str]:
    """The key of each line that a plan can give to practise."""
    practise, lines = catalogue.phrases["plan"]["practise"], catalogue.phrases["rehearsal"]["line"]
    named = {row["asks"]: key for key, row in lines.items() if "asks" in row}
    by_label: Mapping[str, str] = practise["by_label"]
    return named | {words: label for label, words in reversed(list(by_label.items()))}


def _to_practise(record: Record, catalogue: Catalogue) -> Iterator[ToAsk]:
    table = catalogue.phrases["rehearsal"]
    keys = keys_of_lines(catalogue)
    for words in record["plan"]["practise"]:
        key = keys.get(words, key_of(words))
        there = [one for one in record["findings"] if one["label"] == key]
        line = table["line"].get(key, {"kind": "short"})
        because = (
            table["why"]["on_the_call"].format(title=_lower(there[0]["title"]))
            if there
            else table["why"]["always"]
        )
        question = _of_kind(key, line["kind"], line.get("put", words), because, table)
        yield replace(question, then=_lacking(there, table) if there and key != _THEIRS else None)


def _more(one: ToAsk, table: Record) -> ToAsk | None:
    """One sceptical follow-up, in the general form of its kind."""
    asks = table["kinds"][one.kind]["more"]
    return _of_kind(one.key + MORE, "short", asks, table["why"]["more"], table) if asks else None


def _of_kind(key: str, kind: str, asks: str, because: str, table: Record) -> ToAsk:
    row = table["kinds"][kind]
    wants = table["line"].get(key, {}).get("wants", row["wants"])
    return ToAsk(key, kind, asks, because, tuple(row["holds"]), tuple(wants), row["longest"])


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
