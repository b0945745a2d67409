"""Practice without a case: what to rehearse for a call that was just worked out, and takes told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ringback.app.rehearse import check_take, question_in
from ringback.app.told import told_of
from ringback.core.catalogue import Catalogue
from ringback.core.rehearsal import Rehearsal, rehearsal
from ringback.core.rehearsal_report import SCHEMA, feedback_record, rehearsal_record
from ringback.core.report import Report
from ringback.core.take import Before, Feedback, Take
from ringback.core.take_feedback import feedback


@dataclass(frozen=True)
class Practice:
    """What to rehearse, in order and on which days; and what is said of each take, by its question's key."""

    rehearsal: Rehearsal
    feedback: Mapping[str, Feedback]
    evidence: Mapping[str, Any]

    def as_record(self) -> dict[str, Any]:
        """It as one JSON object, as `ringback rehearse --json` prints it, with `feedback` by key."""
        told = {key: feedback_record(one) for key, one in self.feedback.items()}
        return {
            "schema": SCHEMA,
            **rehearsal_record(self.rehearsal, dict(self.evidence)),
            "feedback": told,
        }


def practise(
    report: Report, texts: Sequence[str], takes: Mapping[str, str], today: date, catalogue: Catalogue
) -> Practice:
    """What to rehearse after a call, and what the takes hold; nothing is kept.

    `texts` are those that the report was worked out from, `takes` the typed words by the key of their
    question. Raises NoSuchQuestion or NoTake.
    """
    record = report.as_record()
    made = rehearsal(record, None, today, catalogue)
    before = Before(told=told_of(record, texts))
    said = {}
    for key, words in takes.items():
        take = Take(words.strip())
        check_take(take, catalogue)
        said[key] = feedback(question_in(made, key), take, before, catalogue)
    return Practice(made, said, catalogue.phrases["rehearsal"]["evidence"])
