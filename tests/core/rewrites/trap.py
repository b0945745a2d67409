"""The trap for the gate: what of its false rewrites is caught, and which faithful ones are struck.

`trap.jsonl` was written by somebody who had not seen the gate, before it, and never changes. The gate was
built on the texts of its first twenty cases; of the last twenty only the totals were ever looked at.
`apart.jsonl` are ninety cases by three others who had not seen it either, written after it; nothing was
changed for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ringback.core.calibration import wilson
from ringback.core.gate import Judged, judge
from ringback.core.ground import Lexicon
from ringback.core.line_gate import Doubt, weigh
from ringback.core.sentences import split

CASES = 20
SETS = ("first", "second", "apart")
COURTESY = "Thank you for your time on the phone."


@dataclass(frozen=True)
class Share:
    """`hits` of `n`, with the 95 % interval."""

    hits: int
    n: int

    @property
    def value(self) -> float:
        return self.hits / self.n

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.hits, self.n)


@dataclass(frozen=True)
class Score:
    """Of one half: claims struck, rewrites of which all were, faithful rewrites and sentences struck."""

    claims: Share
    rewrites: Share
    alarms: Share
    sentences: Share


def score(name: str, words: Lexicon) -> Score:
    """The score of one of SETS."""
    claims: list[bool] = []
    rewrites: list[bool] = []
    alarms: list[bool] = []
    struck = sentences = 0
    for case, rewrite in _rewrites(name):
        draft = case["message"]
        judged = judge(rewrite["text"], (*case["facts"], draft), draft, words)
        if rewrite["wrong"]:
            caught = [_struck(judged, rewrite["text"], wrong) for wrong in rewrite["wrong"]]
            claims += caught
            rewrites.append(all(caught))
        else:
            alarms.append(bool(judged.struck))
            struck += len(judged.struck)
            sentences += len(split(rewrite["text"]))
    return Score(share(claims), share(rewrites), share(alarms), Share(struck, sentences))


def beside_a_courtesy(words: Lexicon, doubt: Doubt) -> Share:
    """The false claims of all sets, each with its sentence given for a courtesy's: those refused."""
    caught = []
    for name in SETS:
        for _, rewrite in _rewrites(name):
            text = rewrite["text"]
            for at in map(text.index, rewrite["wrong"]):
                span = next(span for span in split(text) if span.start <= at < span.end)
                caught.append(
                    bool(weigh(COURTESY, text[span.start : span.end].strip(), words, doubt).because)
                )
    return share(caught)


def _rewrites(name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    file = "apart.jsonl" if name == "apart" else "trap.jsonl"
    lines = (Path(__file__).parent / file).read_text("utf-8").splitlines()
    chosen = {"first": lines[:CASES], "second": lines[CASES:], "apart": lines}[name]
    for case in map(json.loads, chosen):
        for rewrite in case["rewrites"]:
            yield case, rewrite


def _struck(judged: Judged, text: str, wrong: str) -> bool:
    at = text.index(wrong)
    return any(one.start < at + len(wrong) and at < one.end for one in judged.struck)


def share(found: Iterable[bool]) -> Share:
    """How many of them are true."""
    told = list(found)
    return Share(sum(told), len(told))
