"""Lies that are asked for: refused, with what is true instead."""

from __future__ import annotations

import pytest

from ringback.catalogue import load
from ringback.core.document import of_transcript
from ringback.core.facts import find_facts
from ringback.core.refusals import lies_asked
from ringback.core.transcript import from_account


def refused(text: str) -> list[tuple[str, str]]:
    documents = (of_transcript(from_account("account", text)),)
    found = lies_asked(documents, load(), find_facts(documents, {}, load()))
    assert all(text[one.start : one.end] == one.quote for one in found)
    return [(one.quote, one.instead) for one in found]


def test_a_lie_that_is_asked_for_is_refused_and_what_did_happen_is_offered() -> None:
    assert refused("My mind went blank and I rang off. Should I say my battery died?") == [
        ("Should I say my battery died?", "My mind went blank.")
    ]


def test_an_offer_that_was_never_told_of_is_not_claimed() -> None:
    [(quote, instead)] = refused("They're slow. Can I tell them I have another offer?")
    assert quote == "Can I tell them I have another offer?"
    assert instead.endswith("?")


@pytest.mark.parametrize(
    "text",
    [
        "I'll say I was ill.",
        "I'm thinking of telling her there was a family emergency.",
        "Would it be okay to say the line was bad?",
        "Maybe I should just make something up.",
        "Should I say I finished the course even though I haven't?",
        "I could pretend I never got the message.",
        "The line kept dropping. Should I say my phone battery died? It didn't, but it would explain a lot.",
        "The line kept dropping. Should I say my phone battery died?",
        "My battery died twice. I'll say my laptop crashed.",
        "My headset broke. Should I say my phone died even though it didn't?",
        "My mum was in hospital. Should I say I was ill?",
        "I was ill in June. Shall I tell them I was ill that day? I wasn't.",
        "I wasn't ill. Should I say I was ill?",
        "I told her I was ill, which was not true. Should I say again that I was ill?",
        "My son was running a temperature. Can I tell her I was ill?",
        "My train was on time. Should I say that my train was late?",
        "I was late. Should I say my train was late?",
        "My battery died. Should I say my gran died?",
        "My train was late. Should I say my car broke down?",
        "She offered me a glass of water. Should I tell them I have another offer?",
        "They offered me the job. Should I tell them I have another offer?",
        "I have two interviews next week. Can I tell them I have another offer?",
    ],
)
def test_each_planned_untruth_is_refused(text: str) -> None:
    assert len(refused(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "My battery died halfway. Should I say my battery died?",
        "My phone died halfway. Should I say my battery died? It didn't sound like it to her.",
        "The line kept dropping. Could I tell them it was a bad line?",
        "I was ill all week. Should I tell them I was ill?",
        "Bellows made me an offer, so I have another offer now. Can I tell them I have another offer?",
        "My train was two hours late, so I took the call on a loud platform. Should I say my train was late?",
        "My bus never came. Should I say that my bus was late?",
        "My car wouldn't start. Should I say my car broke down?",
        "Halfway through, the call dropped and she rang again. Can I say the connection was bad?",
        "The line was bad, so I couldn't follow her. Can I say the line was bad?",
        "I couldn't hear her half the time. Can I say the line was bad?",
        "I was in bed, running a temperature of 39. Can I tell her I was ill?",
        "I was throwing up all night. Should I say I was sick?",
        "Larch House offered me a job on Monday. Should I tell them I have another offer?",
        "I've got an offer from Larch House. Should I tell them I have another offer?",
        "I would never lie to them.",
        "I don't want to say I was ill.",
        "Should I tell them I was nervous?",
        "I have another interview on Monday.",
        "I can't make up my mind whether to write.",
    ],
)
def test_what_is_true_by_their_own_account_or_not_planned_is_no_lie(text: str) -> None:
    assert refused(text) == []


def test_what_was_not_read_elsewhere_is_not_called_untrue() -> None:
    documents = (of_transcript(from_account("account", "Should I say my train was late?")),)
    [one] = lies_asked(documents, load())
    assert one.says.startswith("We didn't read this elsewhere in what you told")
