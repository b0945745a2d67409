"""How many fillers (um, uh) the candidate said, as a range: speech models leave them out of a plain text.

Their turns are heard a second time by a model told to write on from words full of fillers. It hears some of
them, seldom all, so what was voiced in their turns and became no word counts towards the upper end.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf
from typing import TYPE_CHECKING, Any

from ringback.core.heard import Fillers, Minute, Word
from ringback.ears.engine import WINDOW, Engine, Manner, packed
from ringback.ears.sound import RATE
from ringback.ears.voiced import HOP, Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Samples = npt.NDArray[np.int16]

_EDGE = 0.1
"""Seconds around a turn's words that are heard again with them."""
_TRIM = ".,?!-…'\""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of fillers: the words, what the model writes on from, what share the second hearing gets
    at worst and at best, and between how many seconds long one that became no word is.
    """

    words: frozenset[str]
    prompt: str
    least: float
    most: float
    gap: float
    longest: float

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Told:
        """From the catalogue's table."""
        numbers = {key: float(table[key]) for key in ("least", "most", "gap", "longest")}
        return cls(frozenset(table["words"]), str(table["prompt"]), **numbers)


def count(
    engine: Engine,
    samples: Samples,
    chance: Floats,
    own: Sequence[Sequence[Word]],
    told: Told,
) -> Fillers:
    """The range of fillers in the candidate's own stretches of words."""
    spans = _spans(own, len(samples))
    if not spans:
        return Fillers(0, 0)
    manner = Manner(prompt=told.prompt, suppressed=(), timed=False)
    again = _fillers_in(engine.words(samples, spans, manner), told)
    plain = _fillers_in(itertools.chain(*own), told)
    heard = max(again, plain, key=len)
    unwritten = sum(_unwritten(stretch, chance, told) for stretch in own)
    return replace(ranged(len(heard), unwritten, told), minutes=tuple(_by_minute(spans, heard)))


def ranged(heard: int, unwritten: int, told: Told) -> Fillers:
    """The range for so many heard the second time, and so many voiced stretches that became no word."""
    missed = ceil(heard / told.least) - heard
    return Fillers(int(heard * told.most), heard + min(max(missed, 1), unwritten) if unwritten else heard)


def _fillers_in(words: Iterable[Word], told: Told) -> list[float]:
    """When each filler among them was said, in seconds; heard again, when its stretch of speech began."""
    return [word.start for word in words if word.text.lower().strip(_TRIM) in told.words]


def _by_minute(spans: Sequence[Span], heard: Sequence[float]) -> Iterator[Minute]:
    """How many fall into each minute of speech: two of the windows that were heard again at one go."""
    windows = packed(spans, WINDOW)
    starts = [window[0].start / RATE for window in windows[::_WINDOWS]]
    for number, start in enumerate(starts):
        last = windows[min((number + 1) * _WINDOWS, len(windows)) - 1][-1]
        until = starts[number + 1] if number + 1 < len(starts) else inf
        first = 0.0 if number == 0 else start
        yield Minute(round(start, 1), round(last.end / RATE, 1), sum(first <= at < until for at in heard))


def _spans(own: Sequence[Sequence[Word]], length: int) -> list[Span]:
    """The candidate's stretches as spans to hear again; those that touch are one."""
    spans: list[Span] = []
    for stretch in own:
        start = max(round((stretch[0].start - _EDGE) * RATE), 0)
        end = min(round((stretch[-1].end + _EDGE) * RATE), length)
        if spans and start <= spans[-1].end:
            start = spans[-1].end
        spans += [Span(at, min(at + _MOST, end)) for at in range(start, end, _MOST)]
    return spans


_MOST = 28 * RATE
_WINDOWS = 2


def _unwritten(stretch: Sequence[Word], chance: Floats, told: Told) -> int:
    """How many voiced runs between a stretch's words are as long as a filler is."""
    found = 0
    for before, after in itertools.pairwise(stretch):
        part = chance[round(before.end * RATE / HOP) : round(after.start * RATE / HOP)]
        seconds = float((part >= 0.5).sum()) * HOP / RATE
        found += told.gap <= seconds <= told.longest
    return found
