"""One take of the opener: which of its moves were made, where, and what went missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from ringback.core.catalogue import Catalogue
from ringback.core.debrief import Finding
from ringback.core.document import any_of, fold
from ringback.core.drafted import Move
from ringback.core.moves import Asked, document_of
from ringback.core.rehearsal import ToAsk
from ringback.core.review import review
from ringback.core.take import Before, Feedback, MoveMade, Quote, Remark, Since, Take, measures_of, seconds_of

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_FLOOR, _LAST = "ask_floor", "hand_back_control"
_WHOLE = ("whole", "unfounded", "length")
"""Detectors whose findings the list of moves, or the question about what is new, tells better."""


def opener_feedback(ask: ToAsk, take: Take, before: Before, catalogue: Catalogue) -> Feedback:
    """What is said of a take of the opener."""
    table = catalogue.phrases["rehearsal"]
    sheet = before.told.sheet if before.told else None
    document = document_of(Asked(take.words, "spoken"), catalogue, (), sheet)
    judged = review(catalogue, document)
    moves = moves_made(ask, take, judged.moves, table)
    rules = catalogue.faults
    remarks = tuple(
        _remark(one, take)
        for one in judged.findings
        if one.label not in table["opener"]["covered"] and rules[one.rule].detector not in _WHOLE
    )
    heard = _Said(ask, take, moves, remarks, table)
    says, when = heard.next()
    number = len(before.earlier) + 1
    return Feedback(
        number=number,
        headline=heard.headline(),
        next=says,
        rule=when,
        remarks=remarks,
        missing=tuple(one.move for one in moves if one.said is None),
        moves=moves,
        measures=measures_of(ask, take, before, table),
        since=tuple(_since(ask, moves, before, catalogue)),
        enough=before.tonight + 1 >= table["limits"]["evening"],
    )


def _remark(finding: Finding, take: Take) -> Remark:
    quote = Quote(finding.start, finding.end, take.words[finding.start : finding.end])
    return Remark(
        finding.rule, finding.label, finding.weight, finding.says, finding.fix, quote, finding.sources
    )


def moves_made(
    ask: ToAsk, take: Take, heard: Sequence[Move], table: Mapping[str, Any]
) -> tuple[MoveMade, ...]:
    """The opener's moves: those that were made in the order in which they were said, then those left out.

    A move is made where the words of one of its lines were said, mostly, or where the reviewer hears it.
    """
    own = table["opener"]
    said = _Words(take.words, frozenset(own["small"].split()))
    groups = [(move, [text for _, text in rows]) for move, rows in groupby(ask.lines, key=lambda row: row[0])]
    stretches = [
        [found for line in lines if (found := said.stretch_of(line, own["same"]))] for _, lines in groups
    ]
    places = [found[0][0] if found else None for found in stretches]
    taken = [stretch for found in stretches for stretch in found]
    left = [one for one in heard if not any(start <= one.said.start < end for start, end in taken)]
    made = []
    for (move, lines), place in zip(groups, places, strict=True):
        at = place if place is not None else _by_ear(move, left, take, own)
        made.append(_made(move, lines, at, take, own))
    order = sorted(range(len(made)), key=lambda n: (made[n].said is None, made[n].word or 0, n))
    return tuple(made[n] for n in order)


def _by_ear(move: str, left: list[Move], take: Take, own: Mapping[str, Any]) -> int | None:
    """Where the move is heard in other words; each place counts for one move."""
    if move in own["heard"]:
        told = [one.start() for one in any_of(tuple(own["heard"][move]["any_of"])).finditer(fold(take.words))]
        if told:
            return told[-1] if move == _LAST else told[0]
    heard = next((one for one in left if one.name == move), None)
    if heard is None:
        return None
    left.remove(heard)
    return heard.said.start


def _made(move: str, lines: Sequence[str], at: int | None, take: Take, own: Mapping[str, Any]) -> MoveMade:
    left_out = MoveMade(move, own["moves"].get(move, move), lines[0])
    if at is None:
        return left_out
    before = len(take.words[:at].split())
    end = _end_of(take.words, at)
    second = None if take.seconds is None else before / max(take.count, 1) * take.seconds
    quote = Quote(at, end, take.words[at:end])
    return replace(left_out, said=quote, word=before + 1, second=second)


def _end_of(words: str, at: int) -> int:
    stop = re.search(r"[.!?\n]|$", words[at:])
    end = at + (stop.start() if stop else 0)
    return max(end, at + 1)


@dataclass(frozen=True)
class _Words:
    """The words of a take with their places, without the small ones."""

    text: str
    small: frozenset[str]

    def content(self, text: str) -> list[tuple[str, int]]:
        """The words that count, each with where it starts."""
        return [(_bare(m[0]), m.start()) for m in _WORD.finditer(fold(text)) if m[0] not in self.small]

    def stretch_of(self, line: str, same: float) -> tuple[int, int] | None:
        """Where most of a line's words were said close together: the sentences that hold them."""
        wanted = {word for word, _ in self.content(line)}
        said = self.content(self.text)
        reach = len(wanted) + 2
        best, place = 0, 0
        for n, (word, _) in enumerate(said):
            there = len(wanted.intersection(w for w, _ in said[n : n + reach])) if word in wanted else 0
            if there > best:
                best, place = there, n
        if best < max(1, min(2, len(wanted)), same * len(wanted)):
            return None
        last = [at for word, at in said[place : place + reach] if word in wanted][-1]
        return self._sentence_start(said[place][1]), _end_of(self.text, last)

    def _sentence_start(self, at: int) -> int:
        stops = [m.end() for m in re.finditer(r"[.!?]\s+", self.text[:at])]
        start = stops[-1] if stops else 0
        return start + len(self.text[start:]) - len(self.text[start:].lstrip())


def _bare(word: str) -> str:
    """One of many: "calls" and "call" are one word here."""
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


@dataclass(frozen=True)
class _Said:
    """A take of the opener and what was heard in it."""

    ask: ToAsk
    take: Take
    moves: tuple[MoveMade, ...]
    remarks: tuple[Remark, ...]
    table: Mapping[str, Any]

    @property
    def out(self) -> list[MoveMade]:
        """The moves left out."""
        return [one for one in self.moves if one.said is None]

    @property
    def seconds(self) -> float:
        """How long it takes to say."""
        return seconds_of(self.take, self.table["limits"]["a_minute"])

    def headline(self) -> str:
        """How many of its moves, and how long."""
        made, every = len(self.moves) - len(self.out), len(self.moves)
        many = f"All {every} of its moves" if made == every else f"{made} of its {every} moves"
        return f"{many}, in about {round(self.seconds)} seconds."

    def next(self) -> tuple[str, str]:
        """The one thing to try, and the row that says it."""
        row = next(row for row in self.table["try_opener"] if self._holds(row["when"]))
        return self._filled(row["says"], row["when"]), row["when"]

    def _filled(self, says: str, when: str) -> str:
        sort, _, move = when.partition(":")
        if sort == "missing":
            gone = next(one for one in self.out if move in ("", one.move))
            return says.format(line=gone.line, place=self._place(gone))
        fix = next((one.fix for one in self.remarks if one.weight == sort), "")
        return says.format(fix=fix)

    def _place(self, gone: MoveMade) -> str:
        lines = [text for _, text in self.ask.lines]
        at = lines.index(gone.line)
        return f'straight after "{lines[at - 1]}"' if at else "at the start"

    def _holds(self, when: str) -> bool:
        sort, _, move = when.partition(":")
        if sort == "missing":
            return any(move in ("", one.move) for one in self.out) and self._wholly(move)
        if sort in ("stop", "mend"):
            return any(one.weight == sort for one in self.remarks)
        return self._is(sort)

    def _wholly(self, move: str) -> bool:
        """Whether a move was made nowhere; one of two lines of a move may go missing more lightly."""
        return not move or not any(one.move == move and one.said for one in self.moves)

    def _is(self, sort: str) -> bool:
        own = self.table["opener"]
        if sort == "sorry":
            return len(any_of(tuple(own["sorry"]["any_of"])).findall(fold(self.take.words))) > 1
        if sort == "long":
            return bool(self.seconds > own["longest"])
        if sort == "short":
            return bool(self.seconds < own["least"])
        return sort == "fine" or (sort == "order" and self._out_of_order())

    def _out_of_order(self) -> bool:
        made = [one.move for one in self.moves if one.said]
        floor_late = _FLOOR in made[1:] and made[0] != _FLOOR
        return floor_late or (_LAST in made and made[-1] != _LAST)


def _since(ask: ToAsk, moves: Sequence[MoveMade], before: Before, catalogue: Catalogue) -> Iterator[Since]:
    """The moves that are made now and weren't in the take before, and the other way round."""
    if not before.earlier:
        return
    number, last = len(before.earlier), before.earlier[-1]
    heard = review(catalogue, document_of(Asked(last.words, "spoken"), catalogue)).moves
    then = moves_made(ask, last, heard, catalogue.phrases["rehearsal"])
    now, had = ({one.line for one in rows if one.said} for rows in (moves, then))
    does = {one.line: one.does for one in moves}
    yield from (Since(number, "gained", does[line]) for line in does if line in now - had)
    yield from (Since(number, "lost", does[line]) for line in does if line in had - now)
