"""The review of one draft, as one JSON object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ringback.core.debrief import Finding
from ringback.core.document import Document
from ringback.core.report import finding_record
from ringback.core.review import Review

SCHEMA = "ringback/review/1"
SPOKEN_A_MINUTE = 150


@dataclass(frozen=True)
class ReviewReport:
    """One draft judged, by itself or by the `case` of that name; `document` is the draft as it was read."""

    review: Review
    document: Document
    catalogue: str
    case: str | None = None

    def as_record(self) -> dict[str, Any]:
        """It as one JSON object, by the contract of `ringback review`; findings worst first.

        Lines and columns count from 1, columns in code points; `end_column` is the one after the last
        character. `seconds` is its length read aloud.
        """
        drafted, text, review = self.document.drafted, self.document.text, self.review
        return {
            "schema": SCHEMA,
            "catalogue": self.catalogue,
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
                finding_record(finding) | {"concern": None, "avoid": None} | _places(text, finding)
                for finding in review.findings
            ],
            "words": self.document.words,
            "seconds": round(60 * self.document.words / SPOKEN_A_MINUTE),
            "case": self.case,
        }  # fmt: skip


def _places(text: str, finding: Finding) -> dict[str, int]:
    line, column = _place(text, finding.start)
    end_line, end_column = _place(text, finding.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
