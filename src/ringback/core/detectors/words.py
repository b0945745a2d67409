"""Words: patterns that stand in a sentence.

Settings: `any_of` patterns, one of which must match; `with`, one of which must match in the same
sentence, within 500 characters; `unless`, none of which may match there; `speaker` (candidate,
interviewer, employer, any).
Patterns are written in lower case with straight quotes: the text is folded before it is matched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.detectors.patterns import Patterns, compiled
from ringback.core.document import Document, Hit, Passage

_REACH = 500


def any_of(settings: Mapping[str, Any], key: str = "any_of") -> Patterns | None:
    """The patterns of one setting as one compiled alternation, or None when there are none."""
    patterns = settings.get(key)
    return compiled(tuple(patterns)) if patterns else None


def _in_passage(passage: Passage, settings: Mapping[str, Any]) -> Iterator[Hit]:
    wanted, beside, barred = (any_of(settings, key) for key in ("any_of", "with", "unless"))
    if wanted is None:
        return
    for match in wanted.finditer(passage.folded):
        sentence = passage.sentence_at(match.start())
        bounds = (
            max(sentence.start, match.start() - _REACH),
            min(passage.sentence_at(match.end() - 1).end, match.end() + _REACH),
        )
        if beside and not beside.within(passage.folded, *bounds):
            continue
        if barred and barred.within(passage.folded, *bounds):
            continue
        yield Hit(passage, match.start(), match.end())


def words(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every place where a pattern stands in a sentence that qualifies."""
    for passage in document.by(settings.get("speaker", "any")):
        yield from _in_passage(passage, settings)


def repeated(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The last of at least `at_least` places, noting how many there were."""
    hits = list(words(document, settings))
    if len(hits) >= settings["at_least"]:
        last = hits[-1]
        yield Hit(last.passage, last.start, last.end, str(len(hits)))


def dense(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The first place in each turn with at least `at_least` places, `per_hundred` in a hundred words."""
    for passage in document.by(settings.get("speaker", "any")):
        hits = list(_in_passage(passage, settings))
        said = len(passage.folded.split())
        if len(hits) >= settings["at_least"] and 100 * len(hits) / said >= settings["per_hundred"]:
            yield Hit(passage, hits[0].start, hits[0].end, str(len(hits)))


def rate(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The first place, where there are at least `per_hundred` in a hundred words of at least `from_words`."""
    said = sum(len(passage.folded.split()) for passage in document.by(settings.get("speaker", "any")))
    hits = list(words(document, settings))
    if said >= settings["from_words"] and hits and 100 * len(hits) / said >= settings["per_hundred"]:
        yield Hit(hits[0].passage, hits[0].start, hits[0].end, str(round(100 * len(hits) / said)))


def early(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The first place, where it stands within the first `share` (0 to 1) of the turns."""
    first = next(iter(words(document, settings)), None)
    if first and first.passage.index < settings["share"] * len(document.passages):
        yield first
