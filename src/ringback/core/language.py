"""Whether a text is English: what Ringback can't read, it says it can't read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ringback.core.document import Document, fold

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def share_of(common: Collection[str], text: str, most: int = 400) -> float | None:
    """The share of a language's commonest words among the first `most` words; None below twelve words."""
    words = [match.group() for match in WORD.finditer(fold(text[: most * 12]))][:most]
    return sum(word in common for word in words) / len(words) if len(words) >= 12 else None


def not_english(documents: Sequence[Document], table: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the materials that are in another language. `table` is the catalogue's `language.toml`."""
    common, least = frozenset(table["common"]), table["least"]
    shares = ((document.source, share_of(common, document.text)) for document in documents)
    return tuple(name for name, share in shares if share is not None and share < least)
