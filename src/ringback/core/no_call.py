"""Whether an account tells of a call at all: what isn't about one gets no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ringback.core.catalogue import Catalogue
from ringback.core.detectors import DETECTORS
from ringback.core.detectors.words import any_of
from ringback.core.document import Document
from ringback.core.readings import suits


def tell_no_call(catalogue: Catalogue, documents: Sequence[Document]) -> tuple[str, ...]:
    """The names of the documents where all are accounts and none tells of a call; else none.

    A call is told by a word of the trade, by somebody on the other side, or by a mistake of the teller's own.
    A few words may be all of it ("bombed it, blanked"), so they count as told.
    """
    table = catalogue.phrases["language"]["no_call"]
    if any(_tells(catalogue, document, table) for document in documents):
        return ()
    return tuple(document.source for document in documents)


def _tells(catalogue: Catalogue, document: Document, table: dict[str, Any]) -> bool:
    if document.kind != "account" or document.words < table["fewest"]:
        return True
    words = any_of(table)
    if words and any(words.search(passage.folded) for passage in document.passages):
        return True
    return any(
        True
        for rule in catalogue.mistakes.values()
        if suits(rule.needs, document) and rule.settings.get("of") != "anyone"
        for _ in DETECTORS[rule.detector](document, rule.settings)
    )
