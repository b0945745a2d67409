"""Rewordings of single courtesies, false and faithful, by somebody who had not seen the gate for them.

`lines.jsonl` has eighty sentences, three faithful and three false rewordings of each. It was added before the
gate and what that is learnt from, none of its sentences is among those, and its texts were never read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from tests.core.rewrites.trap import Share

from ringback.core.ground import Lexicon
from ringback.core.line_gate import Doubt, refused


@dataclass(frozen=True)
class Score:
    """False rewordings that were `caught`, and faithful ones not used, so that the own sentence is `left`."""

    caught: Share
    left: Share


def score(words: Lexicon, doubt: Doubt) -> Score:
    """The score of all eighty."""
    caught: list[bool] = []
    left: list[bool] = []
    for row in map(json.loads, Path(__file__).with_suffix(".jsonl").read_text("utf-8").splitlines()):
        caught += [bool(refused(row["line"], one["text"], words, doubt)) for one in row["false"]]
        left += [bool(refused(row["line"], text, words, doubt)) for text in row["faithful"]]
    return Score(Share(sum(caught), len(caught)), Share(sum(left), len(left)))
