"""A rehearsal as JSON: the questions with the days, a take, and what is said of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ringback.core.rehearsal import Rehearsal, ToAsk
from ringback.core.take import Feedback

SCHEMA = "ringback/rehearse/1"


def rehearsal_record(made: Rehearsal, evidence: dict[str, Any]) -> dict[str, Any]:
    """What to rehearse, in order, the days on which to, and what is known of such practice."""
    return {
        "questions": [question_record(one) for one in made.questions],
        "days": [day.isoformat() for day in made.days],
        "next_stage": made.at.isoformat() if made.at else None,
        "evidence": evidence,
    }


def question_record(ask: ToAsk) -> dict[str, Any]:
    """One question; `lines` are those of the opener, each with its move."""
    return {
        "key": ask.key,
        "kind": ask.kind,
        "asks": ask.asks,
        "because": ask.because,
        "holds": list(ask.holds),
        "wants": list(ask.wants),
        "longest": ask.longest,
        "then": asdict(ask.then) if ask.then else None,
        "draft": ask.draft,
        "lines": [{"move": move, "text": text} for move, text in ask.lines],
    }


def feedback_record(said: Feedback) -> dict[str, Any]:
    """What is said of a take; every quote has its place in the take's words, in code points."""
    return {
        "number": said.number,
        "headline": said.headline,
        "next": said.next,
        "rule": said.rule,
        "answers": asdict(said.answers) if said.answers else None,
        "parts": {part: asdict(quote) for part, quote in said.parts.items()},
        "missing": list(said.missing),
        "remarks": [asdict(one) for one in said.remarks],
        "moves": [asdict(one) for one in said.moves],
        "new": [asdict(one) for one in said.new],
        "measures": [asdict(one) for one in said.measures],
        "since": [asdict(one) for one in said.since],
        "enough": said.enough,
    }
