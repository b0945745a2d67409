"""The review of one draft, as one JSON object."""

from __future__ import annotations

from typing import Any

from ringback.core.document import Document
from ringback.core.report import finding_record
from ringback.core.review import Review

SCHEMA = "ringback/review/1"
SPOKEN_A_MINUTE = 150


def as_record(review: Review, document: Document, catalogue: str) -> dict[str, Any]:
    """The review as one JSON object, by the contract of `ringback review`; findings worst first.

    `line` and `column` count from 1, columns in code points; `seconds` is its length read aloud.
    """
    drafted, text = document.drafted, document.text
    return {
        "schema": SCHEMA,
        "catalogue": catalogue,
        "kind": drafted.kind if drafted else None,
        "moves": list(review.does),
        "faults": list(review.faults),
        "quality": review.quality,
        "score": review.score,
        "does": [
            {"move": one.name, "rule": one.rule, "start": one.said.start, "end": one.said.end,
             "quote": text[one.said.start : one.said.end]}
            for one in review.moves
        ],
        "findings": [
            finding_record(finding) | {"concern": None, "avoid": None} | _place(text, finding.start)
            for finding in review.findings
        ],
        "words": document.words,
        "seconds": round(60 * document.words / SPOKEN_A_MINUTE),
    }  # fmt: skip


def _place(text: str, at: int) -> dict[str, int]:
    return {"line": text.count("\n", 0, at) + 1, "column": at - (text.rfind("\n", 0, at) + 1) + 1}
