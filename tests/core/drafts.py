"""What the tests of drafts share: a case, and its facts and drafts."""

from __future__ import annotations

from ringback.catalogue import load
from ringback.core.document import of_transcript
from ringback.core.draft import Draft, Particulars, draft
from ringback.core.facts import Fact, find_facts
from ringback.core.transcript import from_account

SEED = """I've got through to a face-to-face with the manager, which surprised me, as the phone interview \
was dreadful. I came away thoroughly dissatisfied with how I did. It was a long way below what I usually \
manage. I've done one or two phone interviews, and the last one was ages ago. I'm far better face to face, \
when I can talk to people and present my plans. I know this work a great deal better than I let on."""

ADVANCED = Particulars(
    me="Jo Marsh",
    addressee="Dana Whitlock",
    role="stock planner",
    next_stage="in_person",
    call_day="last week",
    key="seed",
)
OPENERS = ("opener_named", "opener_unnamed")


def told(text: str, **answers: str) -> tuple[Fact, ...]:
    return find_facts((of_transcript(from_account("account", text)),), answers, load())


def made(kind: str, text: str = "", particulars: Particulars = ADVANCED, **answers: str) -> Draft:
    return draft(kind, told(text, **answers), particulars, load())
