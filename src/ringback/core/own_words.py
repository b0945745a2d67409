"""Somebody's own version of a draft in the place of ours, wherever a report's record is handed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.sentences import seconds_to_say

Record = Mapping[str, Any]

OWN = "own"
"""What a paragraph of an own version does: we don't know."""

_SUBJECT = re.compile(r"\s*subject:[^\S\n]*(?P<subject>[^\n]*)(?:\n|\Z)", re.IGNORECASE)
_BETWEEN = re.compile(r"\n[^\S\n]*\n\s*")
_GAP = re.compile(r"\[[^\[\]]+\]")


def with_own(record: Record, own: Mapping[str, str]) -> dict[str, Any]:
    """The record with the own versions, by kind of draft, where the report has a draft of that kind."""
    drafts = [
        _own(draft, own[draft["kind"]]) if draft["kind"] in own else draft
        for draft in record.get("drafts", ())
    ]
    return {**record, "drafts": drafts}


def _own(draft: Record, text: str) -> dict[str, Any]:
    """The draft in these words. What stands in square brackets is still a gap; the replies stay ours.

    A message may begin with a line "Subject: ..."; its first paragraph is what greets.
    """
    body = text.replace("\r\n", "\n").strip()
    subject = draft["subject"]
    if draft["form"] == "email" and (found := _SUBJECT.match(body)):
        subject, body = found["subject"].strip() or subject, body[found.end() :].strip()
    paragraphs = list(_paragraphs(draft, body))
    return {
        **draft,
        "subject": subject,
        "text": body,
        "sentences": paragraphs,
        "unfinished": any(one["gap"] for one in paragraphs),
        "seconds": seconds_to_say(body),
        "own": True,
    }


def _paragraphs(draft: Record, body: str) -> Iterator[dict[str, Any]]:
    for number, text in enumerate(_BETWEEN.split(body)):
        gaps = _GAP.findall(text)
        greets = number == 0 and draft["form"] == "email"
        yield {
            "text": text,
            "move": "greeting" if greets else OWN,
            "facts": sorted({fact for gap in gaps for fact in _facts_of(draft, gap)}),
            "gap": bool(gaps),
            "paragraph": number,
        }


def _facts_of(draft: Record, gap: str) -> Iterator[int]:
    """The facts that wait for a yes behind a gap that came from our draft."""
    for sentence in draft["sentences"]:
        if sentence["gap"] and gap in sentence["text"]:
            yield from sentence["facts"]
