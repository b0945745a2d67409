"""What a kept case tells of a draft: where it stands, what may be claimed, better words from its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ringback.core.debrief import Finding
from ringback.core.drafted import CASE_WORDS, Sheet
from ringback.core.readings import UNKNOWN
from ringback.core.review import Review
from ringback.core.voicing import Ear

BETTER = {
    "no_proof_offered": "proof",
    "no_specific_answer_fixed": "answer",
    "vague_acknowledgement": "event",
    "excuse_blaming_others": "reason",
    "unverifiable_claim": "experience",
}
"""The kind of fact that takes a fault's place, by the fault's label."""


@dataclass(frozen=True)
class CaseTold:
    """What a case tells: its current report, its facts that may be claimed as (kind, text), its texts."""

    report: Mapping[str, Any]
    facts: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]

    @property
    def noticed(self) -> str:
        """Whether the employer noticed, as the report has it."""
        return str(self._reading("noticed"))

    @property
    def sheet(self) -> Sheet:
        """Everything that the case holds, for a draft's claims to rest on."""
        facts = tuple(text for _, text in self.facts)
        people = tuple(str(person["name"] or "") for person in self.report["people"])
        return Sheet(facts, (*self.texts, *people))

    def words(self, today: date) -> frozenset[str]:
        """Where the case stands, in `drafted.CASE_WORDS`, and whether the talk is still to come."""
        return frozenset(self._words(today))

    def _words(self, today: date) -> Iterator[str]:
        following = self._reading("next_stage")
        if following in ("phone", "video"):
            yield f"next_by_{following}"
        if (concern := self.report["concern"]) in CASE_WORDS:
            yield concern
        if self._reading("assessed") == "no":
            yield "before_the_talk"
        silence_by = self.report["plan"]["silence_by"]
        over = silence_by is not None and date.fromisoformat(silence_by) < today
        if self.report["verdict"] == "closed":
            yield "door_closed"
        elif over and self.report["status"] == "awaiting_result":
            yield "silence_is_no"
        elif self.report["advised_action"] == "wait" and self.report["status"] == "awaiting_result":
            yield "waiting"
        elif self.report["advised_action"] == "raise_at_next_stage":
            yield "at_next_stage"

    def _reading(self, name: str) -> Any:
        return self.report["readings"].get(name, {}).get("value", UNKNOWN)


def with_own_words(review: Review, facts: Sequence[tuple[str, str]], ear: Ear) -> Review:
    """The review with what to say instead, in the words of the case's facts, where one fits."""
    return replace(review, findings=tuple(_mended(finding, facts, ear) for finding in review.findings))


def own_words_for(label: str | None, facts: Sequence[tuple[str, str]], ear: Ear) -> str | None:
    """The first fact that takes a fault's place and can be said to the reader as it stands."""
    wanted = BETTER.get(label or "")
    return next((text for kind, text in facts if kind == wanted and ear.sayable(text)), None)


def _mended(finding: Finding, facts: Sequence[tuple[str, str]], ear: Ear) -> Finding:
    own = own_words_for(finding.label, facts, ear)
    return replace(finding, fix=f'{finding.fix} From your own facts: "{own}"') if own else finding
