"""The small set of detectors that catalogue entries name, by name.

A detector takes a document and the entry's settings and gives the places it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ringback.core.detectors.absence import absent
from ringback.core.detectors.answers import unasked
from ringback.core.detectors.drafts import contradicts, length, like, often, unfounded, whole
from ringback.core.detectors.figures import figures
from ringback.core.detectors.numbers import differs
from ringback.core.detectors.reactions import reaction
from ringback.core.detectors.told import theirs, told
from ringback.core.detectors.turns import long_turn, short_turn, slow_start, spoken_into, talk_share
from ringback.core.detectors.words import dense, early, rate, repeated, words
from ringback.core.document import Document, Hit

Detector = Callable[[Document, Mapping[str, Any]], Iterable[Hit]]

DETECTORS: Mapping[str, Detector] = {
    "words": words,
    "told": told,
    "theirs": theirs,
    "early": early,
    "repeated": repeated,
    "rate": rate,
    "dense": dense,
    "absent": absent,
    "long_turn": long_turn,
    "short_turn": short_turn,
    "talk_share": talk_share,
    "slow_start": slow_start,
    "spoken_into": spoken_into,
    "unasked": unasked,
    "reaction": reaction,
    "differs": differs,
    "like": like,
    "whole": whole,
    "often": often,
    "length": length,
    "unfounded": unfounded,
    "figures": figures,
    "contradicts": contradicts,
}

OF_DRAFTS = frozenset({"like", "whole", "often", "length", "unfounded", "figures", "contradicts"})
"""Those that look at what is known of a draft, not at its words alone."""
