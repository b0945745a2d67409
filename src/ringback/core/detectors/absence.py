"""Absence: something that should have been said and was not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.detectors.words import any_of, words
from ringback.core.document import Document, Hit


def absent(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The place of `where` (patterns), when nothing of `any_of` is said by `speaker` anywhere."""
    if any(True for _ in words(document, settings)):
        return
    asked = any_of(settings, "where")
    for passage in document.by(settings.get("where_speaker", "any")):
        match = asked.search(passage.folded) if asked else None
        if match:
            yield Hit(passage, match.start(), match.end())
            return
