"""Whether a text is English: what Ringback can't read, it says it can't read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ringback.core.document import Document, fold

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LOOKED_AT = 400
_TELLING = 12


def share_of(common: Collection[str], words: Sequence[str]) -> float:
    """The share of a list's words among these."""
    return sum(word in common for word in words) / len(words)


def is_foreign(text: str, table: Mapping[str, Any]) -> bool:
    """Whether a text is in another language. `table` is the catalogue's `language.toml`.

    English prose is known by its commonest words. A short text may be a bare list ("phone screen, pairing,
    lunch"), so that it takes words or letters of another language to tell; below twelve words nothing does.
    """
    words = [match.group() for match in WORD.finditer(fold(text[: _LOOKED_AT * 12]))][:_LOOKED_AT]
    if len(words) < _TELLING:
        return False
    english = share_of(frozenset(table["common"]), words)
    if english >= table["least"]:
        return False
    if len(words) >= table["prose"]:
        return True
    strange = sum(not word.replace("'", "").isascii() for word in words) / len(words)
    return max(share_of(frozenset(table["elsewhere"]), words), strange) > english


def without_foreign(
    documents: Sequence[Document], table: Mapping[str, Any]
) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """The documents less those in another language, and the names of these."""
    foreign = tuple(document.source for document in documents if is_foreign(document.text, table))
    return tuple(document for document in documents if document.source not in foreign), foreign
