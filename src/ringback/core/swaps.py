"""What takes the place of a fault in a draft: words of its owner's own, or nothing where it is struck."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringback.core import voicing
from ringback.core.document import fold
from ringback.core.review_case import own_words_for
from ringback.core.sentences import Span, split
from ringback.core.voicing import Ear

_STRIKE = re.compile(r"\bstrike (?:it|the sentence)\b", re.IGNORECASE)
_ADDED = ("no_proof_offered", "no_specific_answer_fixed")
"""The faults of something left out: the words go in after the sentence that they are heard at."""


@dataclass(frozen=True, slots=True)
class Swap:
    """`words` in the place of `text[start:end]`, in code points; empty words strike it."""

    start: int
    end: int
    words: str

    @property
    def strikes(self) -> bool:
        """Whether it only takes something out."""
        return not self.words

    @property
    def adds(self) -> bool:
        """Whether it only puts something in."""
        return self.start == self.end

    def made(self, text: str) -> str:
        """The text with the swap made."""
        return text[: self.start] + self.words + text[self.end :]


def swap_for(
    finding: Mapping[str, Any], text: str, facts: Sequence[tuple[str, str]], ear: Ear
) -> Swap | None:
    """What mends one finding of a review by itself; None where only its owner can.

    `facts` are those that may be claimed, as (kind, text); `ear` tells which can be said to the reader.
    """
    place = _sentences_at(text, finding["start"], finding["end"])
    if _STRIKE.search(finding["fix"]):
        return _struck(text, place)
    own = _own_sentence(finding["label"], facts, ear)
    if own is None or fold(own) in fold(text):
        return None
    end = place.start + len(text[place.start : place.end].rstrip())
    return Swap(end, end, f" {own}") if finding["label"] in _ADDED else Swap(place.start, end, own)


def _own_sentence(label: str | None, facts: Sequence[tuple[str, str]], ear: Ear) -> str | None:
    own = own_words_for(label, facts, ear)
    if own is None or voicing.shape(own) == "phrase":
        return None
    return voicing.ended(voicing.opening(own, "plain"))


def _struck(text: str, place: Span) -> Swap | None:
    """The sentence out, with the space that parted it from its neighbours; never the whole text."""
    if not (text[: place.start] + text[place.end :]).strip():
        return None
    if place.end < len(text) and "\n" not in text[place.start : place.end]:
        return Swap(place.start, place.end, "")
    start = len(text[: place.start].rstrip(" "))
    return Swap(start, place.start + len(text[place.start : place.end].rstrip()), "")


def _sentences_at(text: str, start: int, end: int) -> Span:
    touched = [span for span in split(text) if span.start < max(end, start + 1) and start < span.end]
    return Span(touched[0].start, touched[-1].end) if touched else Span(start, end)
