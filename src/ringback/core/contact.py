"""Whether an employer's texts invite the candidate to write or ring, or forbid it."""

from __future__ import annotations

from collections.abc import Sequence

from ringback.core.catalogue import Catalogue
from ringback.core.document import Document
from ringback.core.readings import Reading, read_field


def follow_up(catalogue: Catalogue, documents: Sequence[Document]) -> Reading:
    """Yes where an answer is asked for or contact is invited, no where it is forbidden, else unknown."""
    return read_field(
        "follow_up", catalogue, [document for document in documents if document.kind == "message"]
    )
