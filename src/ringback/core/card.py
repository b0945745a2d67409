"""The card: an opener to hold in the hand, with the other one, the likely replies and the facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from ringback.core.due import NEXT, moment
from ringback.core.hand_over import Gap, NoSuchDraft, gaps_of, not_called_for
from ringback.core.sentences import split

Record = Mapping[str, Any]
Lines = tuple[tuple[str, ...], ...]
"""Words in paragraphs of sense, one sentence a line."""

AT_HAND = ("answer", "proof", "experience", "logistics", "people")
"""The kinds of fact that one may be asked about."""

MOST_FACTS, LONGEST_FACT = 5, 240

_SENSE = {"greeting": 0, "thanks": 0, "ask_floor": 0, "acknowledge": 1, "reason": 2, "hand_back_control": 4}
_PROOF = 3


@dataclass(frozen=True, slots=True)
class Other:
    """The other opener, and when to use it."""

    kind: str
    when: str
    say: Lines


@dataclass(frozen=True, slots=True)
class Card:
    """All that stands on a card.

    `whom` is who is met, or what the call was for; `when` an aware time, a day, or None; `place` in_person,
    phone, video or unknown. `replies` are (they say, you say). `gaps` are those on the card;
    `left_out` names what isn't on it because of a gap.
    """

    whom: str
    role: str | None
    when: datetime | date | None
    place: str
    kind: str
    seconds: int
    say: Lines
    other: Other | None
    replies: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    gaps: tuple[Gap, ...]
    left_out: tuple[str, ...]


def card_of(record: Record, kind: str | None, forms: Mapping[str, str], *, unfinished: bool = False) -> Card:
    """The card of a report: with our opener, the one of a kind, or what is to be said on the phone.

    With `unfinished`, what has gaps stands on it, too. Raises NoSuchDraft.
    """
    spoken = [draft for draft in record["drafts"] if draft["form"] != "email"]
    if not spoken:
        raise NoSuchDraft(
            "This case has nothing to be said.",
            "A card holds an opener, and openers are for who is through to the next stage.",
        )
    found = next((draft for draft in spoken if kind in (None, draft["kind"])), None)
    if found is None:
        raise not_called_for(kind, spoken)
    second = next((draft for draft in spoken if draft is not found), None)
    replies = [reply for reply in found["answers_to"] if unfinished or not gaps_of(reply["sentences"], forms)]
    other = second if second and (unfinished or not gaps_of(second["sentences"], forms)) else None
    person = record["plan"]["person"] or {}
    shown = [*found["sentences"], *(other["sentences"] if other else ())]
    shown += [sentence for reply in replies for sentence in reply["sentences"]]
    return Card(
        whom=person.get("name") or record["title"][:1].upper() + record["title"][1:],
        role=person.get("role") if person.get("name") else None,
        when=_next_stage(record),
        place=record["readings"]["next_stage"]["value"],
        kind=found["kind"],
        seconds=found["seconds"],
        say=in_sense_lines(found["sentences"]),
        other=_other(record, found, other) if other else None,
        replies=tuple((reply["they_say"], _said(reply["sentences"])) for reply in replies),
        facts=_facts(record, shown),
        gaps=gaps_of(shown, forms),
        left_out=(
            *(["the other opener"] if second and not other else []),
            *(f"“{one['they_say']}”" for one in found["answers_to"] if one not in replies),
        ),
    )


def in_sense_lines(sentences: Iterable[Record]) -> Lines:
    """Sentences in paragraphs of sense: the floor, what happened, why, the proof, and handing back.

    What reassures stays with what it reassures of.
    """
    placed: list[tuple[int, str]] = []
    for one in sentences:
        before = placed[-1][0] if placed else 1
        place = before if one["move"] == "reassure_atypical" else _SENSE.get(one["move"], _PROOF)
        place = one.get("paragraph", place)  # an own version has paragraphs of its own
        text = one["text"]
        placed += [(place, text[line.start : line.end].strip()) for line in split(text)]
    return tuple(tuple(text for _, text in group) for _, group in groupby(placed, key=lambda one: one[0]))


def _other(record: Record, found: Record, other: Record) -> Other:
    plan = record["plan"]
    ours = found["kind"] == f"opener_{plan['opener']}"
    switch = (plan["switch"] or "").replace("the other one", "this one")
    when = switch if ours else plan["opener_why"] or ""
    return Other(other["kind"], when, in_sense_lines(other["sentences"]))


def _next_stage(record: Record) -> datetime | date | None:
    steps = record["plan"]["steps"]
    return moment(next((step["when"] for step in steps if step.get("key") == NEXT), None))


def _said(sentences: Iterable[Record]) -> str:
    return " ".join(sentence["text"] for sentence in sentences)


def _facts(record: Record, shown: Iterable[Record]) -> tuple[str, ...]:
    """The facts that may be said and that nothing on the card says already."""
    used = {number for sentence in shown for number in sentence["facts"]}
    sayable = [
        one["text"]
        for one in record["facts"]
        if one["kind"] in AT_HAND
        and one["number"] not in used
        and (one["provenance"] == "told" or one["confirmed"])
        and len(one["text"]) <= LONGEST_FACT
    ]
    return tuple(dict.fromkeys(sayable))[:MOST_FACTS]
