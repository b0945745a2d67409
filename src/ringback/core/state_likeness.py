"""Where the call stands, by the cues that were heard and by what its sentences are like.

People say a no in ever new words ("he's got himself a fellow from Leeds"), and cues hold only some of
them. A model learnt from labelled sentences hears others, and hears where a cue was caught by words about
another employer. Both are evidence, added up in log-odds: of each state the sentence that is most like it,
and what a cue is worth that names it (`likeness.toml`, chosen on accounts that taught neither).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ringback.core.catalogue import Catalogue
from ringback.core.document import Document
from ringback.core.likeness import Likeness
from ringback.core.reasons import Reason

AWAITING = "awaiting_result"
MOVED = "moved"
SILENCE = "silence"
FEWEST = 4
"""A sentence of fewer words is like too many things."""


@dataclass(frozen=True, slots=True)
class State:
    """Where the call stands: a status, or `MOVED` (not judged yet) or `SILENCE`; and the sentence for it."""

    value: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Like:
    """How like a state a sentence is, in log-odds."""

    pull: float
    folded: str
    quote: str


def likeliest_state(
    catalogue: Catalogue, documents: Sequence[Document], heard: Mapping[str, str]
) -> State | None:
    """The state that most speaks for; None where nothing does, or nothing but cues.

    `heard` gives the basis (stated, implied) of each state that a cue named. What was promised before a long
    silence is no longer waited for.
    """
    table = catalogue.phrases["likeness"]["state"]
    model = catalogue.likeness["outcomes"]
    most = _most_like(model, documents, re.compile(table["silence"]))
    if not most:
        return None
    total = {
        state: max(like.pull, float(table["least_said"])) + float(table["cue"].get(heard.get(state), 0.0))
        for state, like in most.items()
        if state != AWAITING or SILENCE not in heard
    }
    state = max(total, key=total.__getitem__)
    if state in heard or total[state] <= float(table["least"].get(state, table["least"]["any"])):
        return None
    like = most[state]
    words = ", ".join(model.because(like.folded, state))
    says = table["says"][state].replace("{words}", words)
    return State(state, Reason(says, rule="likeness/state", sources=("judgement",), quote=like.quote))


def _most_like(model: Likeness, documents: Sequence[Document], silence: re.Pattern[str]) -> dict[str, _Like]:
    """Of each state, the sentence of the accounts that is most like it; a silence is told by words of it."""
    most: dict[str, _Like] = {}
    for passage in (passage for one in documents if one.kind == "account" for passage in one.passages):
        for sentence in passage.sentences:
            folded = passage.folded[sentence.start : sentence.end]
            if len(folded.split()) < FEWEST:
                continue
            for state, pull in model.pulls(folded).items():
                if state == SILENCE and not silence.search(folded):
                    continue
                if state not in most or pull > most[state].pull:
                    quote = passage.turn.text[sentence.start : sentence.end].strip()
                    most[state] = _Like(pull, folded, quote)
    return most
