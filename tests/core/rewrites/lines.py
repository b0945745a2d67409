"""Rewordings of single courtesies, false and faithful, by somebody who had not seen the gate for them.

`lines.jsonl` has eighty sentences, three faithful and three false rewordings of each. It was added before the
gate and what that is learnt from, none of its sentences is among those, and its texts were never read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path
from typing import Any

from tests.core.rewrites.trap import Share, share

from ringback.core.ground import Lexicon
from ringback.core.line_gate import Doubt, weigh

OF = 3
"""How many ways of saying a sentence are judged together."""


@dataclass(frozen=True)
class Doubted:
    """A sentence's `faithful` rewordings and its `false` ones, each by how far the gate doubts it."""

    faithful: tuple[float, ...]
    false: tuple[float, ...]


@dataclass(frozen=True)
class Score:
    """What the gate does with single rewordings, and with three of a sentence, the least doubted used.

    Of single ones: the false that are refused (`caught`), and the faithful (`left`). Of three: the sentences
    that stay as they were where all three are faithful (`stay`), and those that get a false one where one,
    two or all three are false (`slipped`), each choice of three counted.
    """

    caught: Share
    left: Share
    stay: Share
    slipped: tuple[Share, Share, Share]


def score(words: Lexicon, doubt: Doubt) -> Score:
    """The score of all eighty."""
    rows = map(json.loads, Path(__file__).with_suffix(".jsonl").read_text("utf-8").splitlines())
    return score_of([doubted(row, words, doubt) for row in rows], doubt.least)


def doubted(row: dict[str, Any], words: Lexicon, doubt: Doubt) -> Doubted:
    """A row of `lines.jsonl`, or of the training file of that name, judged."""

    def each(texts: Iterable[str]) -> tuple[float, ...]:
        return tuple(weigh(row["line"], text, words, doubt).doubted for text in texts)

    return Doubted(each(row["faithful"]), each(one["text"] for one in row["false"]))


def score_of(sentences: Sequence[Doubted], least: float) -> Score:
    """The score of sentences at a threshold."""

    def slipped(number: int) -> Share:
        return share(
            min(false) < min((*faithful, least))
            for one in sentences
            for false in combinations(one.false, number)
            for faithful in combinations(one.faithful, OF - number)
        )

    return Score(
        caught=share(one >= least for one in chain.from_iterable(row.false for row in sentences)),
        left=share(one >= least for one in chain.from_iterable(row.faithful for row in sentences)),
        stay=share(min(three) >= least for row in sentences for three in combinations(row.faithful, OF)),
        slipped=(slipped(1), slipped(2), slipped(3)),
    )
