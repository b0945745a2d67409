"""Reports made by hand, as `ringback recover --json` gives them: open, closed, undecided, and in distress."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def reason(says: str, quote: str | None = None) -> Record:
    return {"says": says, "rule": "cues/a/b", "parameter": None, "sources": ["judgement"], "quote": quote}


def finding(title: str, quote: str, **more: Any) -> Record:
    return {
        "rule": "mistakes/answers/blanked",
        "label": "blanked_on_question",
        "title": title,
        "weight": "substantive",
        "concern": "competence",
        "noticed": "likely",
        "source": "call.vtt",
        "start": 0,
        "end": len(quote),
        "quote": quote,
        "at": None,
        "says": "Your mind went blank on a question.",
        "why": "A question left open is heard as one you can't answer.",
        "fix": "Bring the answer: two sentences and a figure.",
        "avoid": "",
        "sources": ["e112"],
        **more,
    }


def sentence(text: str, move: str, *facts: int, gap: bool = False) -> Record:
    return {"text": text, "move": move, "facts": list(facts), "gap": gap}


def draft(kind: str, form: str, *sentences: Record, subject: str | None = None) -> Record:
    return {
        "kind": kind,
        "form": form,
        "subject": subject,
        "sentences": list(sentences),
        "unfinished": any(one["gap"] for one in sentences),
        "seconds": 30,
        "why": "It is short.",
        "answers_to": [],
    }


def step(when: str | None, does: str, words: str = "", command: str | None = None) -> Record:
    return {"when": when, "words": words, "does": does, "command": command}


def fact(number: int, text: str, provenance: str = "told") -> Record:
    return {
        "number": number,
        "kind": "event",
        "text": text,
        "provenance": provenance,
        "confirmed": False,
        "quote": text,
        "source": "account.txt",
        "start": 0,
        "end": len(text),
    }


def open_report() -> Record:
    """Asked on after a blank, the next stage in person, everything added up."""
    return {
        "schema": "ringback/recover/1",
        "title": "tram controller, Westgate Trams",
        "made": "2026-03-12T20:50:00+00:00",
        "zone": "Europe/London",
        "catalogue": "0123456789ab",
        "channel": "phone",
        "stage": "hiring_manager_screen",
        "decision_rule": "cumulative",
        "rule_basis": "stated",
        "rule_quote": "All marks are added up at the end.",
        "rule_odds": {"hit_or_miss": 0.03, "progressive_elimination": 0.04, "cumulative": 0.9, "mixed": 0.03},
        "status": "advanced",
        "mistakes": ["blanked_on_question", "rambling"],
        "concern": "competence",
        "verdict": "open",
        "damage": "serious",
        "repair_worth": "some",
        "advised_action": "raise_at_next_stage",
        "target": "hiring_manager",
        "headline": "The door is open.",
        "because": "You've been asked on, so the call hasn't put you out. Say it once, and bring proof.",
        "damage_because": "one answer missing, one very long",
        "changes": "if each stage is judged alone, proof is all that's needed.",
        "question": None,
        "case": "raise",
        "helplines": [],
        "notices": [],
        "readings": {},
        "people": [
            {"name": "Ines Roth", "role": "head of control", "decides": "yes", "quote": "Ines Roth"},
            {"name": "Paul Ade", "role": None, "decides": "no", "quote": "Paul Ade"},
        ],
        "findings": [
            finding("Going blank", "Um. We had... sorry, it has gone completely out of my head.", at=580.0),
            finding(
                "Answers that ran on",
                "and then the other thing is that " * 8,
                at=860.0,
                noticed="unknown",
                fix="Stop after the first thing you'd do, and why.",
            ),
            finding("Going blank", "I can't think of one.", at=1500.0),
            finding("No questions at the end", "", at=1470.0, weight="basic", says="You asked nothing."),
            finding("Hedging", "sort of", at=1600.0, weight="surface", noticed="unlikely"),
        ],
        "went_well": [{"says": "You told of a question that went well.", "quote": "good", "at": 300.0}],
        "not_yours": [{"says": "They rang late.", "quote": "late", "at": None}],
        "odds": {
            "heading": "Your chances",
            "opens": "With four in the running, a good call would have left you about 1 in 4.",
            "rows": [
                {"what": "had it gone as usual", "says": "about 1 in 4"},
                {"what": "as it stands", "says": "about 1 in 5, could be 1 in 8 to 4 in 10"},
                {"what": "with the repair", "says": "about 1 in 4, could be 1 in 8 to 4 in 10"},
            ],
            "says": "The repair: about 2 more in 100; it could be none.",
            "withheld": None,
            "rule": "cumulative",
            "by_rule": {},
            "reasons": [],
        },
        "plan": {
            "action": "raise_at_next_stage",
            "target": "hiring_manager",
            "person": {"name": "Ines Roth", "role": "head of control", "decides": "yes"},
            "aim": "Say it to her, alone if you can.",
            "channel": "spoken",
            "proof": "one page",
            "opener": "named",
            "opener_why": "She noticed.",
            "switch": "For when others are in the room.",
            "drafts": ["opener_named", "opener_unnamed", "thank_you"],
            "steps": [
                step("2026-03-13T09:00:00+00:00", "say yes to Tuesday"),
                step("2026-03-16", "get the page ready"),
                step("2026-03-17T10:00:00+00:00", "the opener in the first minute"),
                step(None, "thank them, three sentences", words="the same evening"),
            ],
            "now": step("2026-03-13T09:00:00+00:00", "say yes to Tuesday", "tonight", "words"),
            "avoid": ["a message before then", "saying it twice"],
            "silence_by": "2027-01-04",
            "who_else": None,
            "practise": [],
            "reasons": [reason("Being asked on means that they want to talk.")],
        },
        "drafts": [
            draft(
                "opener_named",
                "spoken",
                sentence("May I say one thing before we begin?", "ask_floor"),
                sentence("My mind went blank on the phone.", "acknowledge", 1),
                sentence("I've only done one phone interview before.", "reason", 2),
                sentence("Or we can start wherever you like.", "hand_back_control"),
            ),
            draft(
                "opener_unnamed",
                "spoken",
                sentence("I've brought a page that answers it.", "offer_proof", 2, 3),
                sentence("[one thing you could show]", "offer_proof", gap=True),
            ),
            thank_you(),
        ],
        "facts": [
            fact(1, "My mind went blank"),
            fact(2, "I've only done one phone interview before"),
            fact(3, "You will meet Ines", "found"),
        ],
        "refusals": [],
        "reasons": [
            reason("Their message says that marks are added up.", "All marks are added up at the end.")
        ],
    }


def thank_you() -> Record:
    return draft(
        "thank_you",
        "email",
        sentence("Hello Ines,", "greeting"),
        sentence("Thank you for your time on Tuesday.", "thanks"),
        sentence("I'm easy to reach at this address.", "hand_back_control"),
        sentence("Best wishes,\nTess Vane", "close"),
        subject="Thank you for Tuesday",
    )


def closed_report() -> Record:
    """A screen with a mark to reach, and the mark missed."""
    record = open_report()
    plan = record["plan"] | {
        "aim": "Nobody needs to hear from you.",
        "person": None,
        "opener": None,
        "opener_why": None,
        "switch": None,
        "drafts": ["close"],
        "steps": [],
        "now": step(None, "Nothing tonight. Any evening this week, the few lines below."),
        "avoid": ["an appeal"],
        "silence_by": None,
        "who_else": "A manager sometimes overrules a screen. Here they don't see it.",
        "practise": ["What's the stopping distance?", "What would you like to ask us?", "Why here?"],
    }
    close = draft(
        "close",
        "email",
        sentence("Dear Ines,", "greeting"),
        sentence("Thank you for letting me know.", "thanks"),
        sentence("Kind regards,\nTess Vane", "close"),
        subject="Thank you",
    )
    return record | {
        "verdict": "closed",
        "status": "rejected",
        "decision_rule": "hit_or_miss",
        "rule_quote": "Seven right answers take you through.",
        "repair_worth": "none",
        "headline": "This one is closed.",
        "because": "They've said no. You don't have to send anything.",
        "changes": "only a word from someone who decides.",
        "plan": plan,
        "drafts": [close],
        "odds": record["odds"] | {"rows": [], "says": "Nothing you send changes this one."},
    }


def unknown_report() -> Record:
    """No answer yet, and nobody has said how they decide."""
    record = open_report()
    told = [one | {"at": None} for one in record["findings"][:2]]
    plan = record["plan"] | {
        "opener": None,
        "opener_why": None,
        "switch": None,
        "drafts": ["thank_you"],
        "now": step("2026-03-13T09:00:00+00:00", "send a thank-you of three lines", "tonight", "words"),
        "silence_by": "2026-03-26",
    }
    return record | {
        "verdict": "awaiting",
        "status": "awaiting_result",
        "decision_rule": "unknown",
        "rule_basis": "none",
        "rule_quote": None,
        "rule_odds": {"hit_or_miss": 0.12, "progressive_elimination": 0.41, "cumulative": 0.2, "mixed": 0.27},
        "repair_worth": "little",
        "headline": "No answer yet, and no need to raise it.",
        "because": "They may not have seen it the way you did.",
        "question": "How is the decision made?",
        "findings": told,
        "plan": plan,
        "drafts": [thank_you()],
        "odds": record["odds"]
        | {
            "heading": "Your chances",
            "rows": [],
            "opens": "",
            "says": "Not worth a number yet: 1 in 30 to 1 in 4.",
            "withheld": "Not worth a number yet: 1 in 30 to 1 in 4.",
        },
    }


def distress_report() -> Record:
    """The undecided one, where the words spoke of self-harm."""
    lines = [{"name": "Samaritans", "number": "116 123", "hours": "any time, free"}]
    return unknown_report() | {"helplines": lines}


REPORTS = {
    "open": open_report,
    "closed": closed_report,
    "unknown": unknown_report,
    "distress": distress_report,
}
