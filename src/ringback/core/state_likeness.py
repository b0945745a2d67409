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
from typing import Any

from ringback.core.catalogue import Catalogue
from ringback.core.detectors.words import any_of
from ringback.core.document import Document, fold
from ringback.core.reasons import Reason

AWAITING = "awaiting_result"
MOVED = "moved"
SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class State:
    """Where the call stands: a status, or `MOVED` (not judged yet) or `SILENCE`; and the sentence for it."""

    value: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Like:
    """How like a state a sentence is, in log-odds."""

    pull: float
    quote: str


def likeliest_state(
    catalogue: Catalogue, documents: Sequence[Document], heard: Mapping[str, str]
) -> State | None:
    """The state that most speaks for; None where nothing does, or nothing but cues.

    `heard` gives the basis (stated, implied) of each state that a cue named. What was promised before a long
    silence is no longer waited for.
    """
    table = catalogue.phrases["likeness"]["state"]
    most = _most_like(catalogue, documents, table)
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
    says = table["says"][state]
    return State(state, Reason(says, rule="likeness/state", sources=("judgement",), quote=most[state].quote))


def _most_like(
    catalogue: Catalogue, documents: Sequence[Document], table: Mapping[str, Any]
) -> dict[str, _Like]:
    """Of each state, the sentence of the accounts that is most like it; none of another time or person."""
    most: dict[str, _Like] = {}
    elsewhere = [words for cue in catalogue.setting("not_of_this") if (words := any_of(cue.settings))]
    for said in (one.said for one in documents if one.kind == "account"):
        for quote, pulls in zip(said, catalogue.reader.sentences("states", said), strict=True):
            folded = fold(quote)
            if len(quote.split()) < table["fewest"] or any(words.search(folded) for words in elsewhere):
                continue
            for state, pull in pulls.items():
                if state in table["unless"] and re.search(table["unless"][state], folded):
                    continue
                if state not in most or pull > most[state].pull:
                    most[state] = _Like(pull, quote)
    return most
