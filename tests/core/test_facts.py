"""Facts: what the user states of themself, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.document import Document, Passage, of_transcript
from ringback.core.facts import KINDS, Fact, find_facts, usable
from ringback.core.transcript import Piece, Transcript, Turn, from_account

ACCOUNT = """I'm seeing the depot people on Thursday, in spite of a phone interview I made a hash of. \
I wasn't at all happy with how I did, and it was miles below what I normally manage. I've had two or three \
phone interviews in my life, and the last one was ages ago. I'm a lot better face to face, when I can show \
people a plan and talk it through. I know this work much better than I sounded.

My mind went blank when stock counts came up. I have a one-page summary of the count I ran at Tarn Street. \
What I should have said is that we count the fast movers every Friday. I'd love this job."""


def account(text: str) -> Document:
    return of_transcript(from_account("account", text))


def facts_of(text: str) -> tuple[Fact, ...]:
    return find_facts((account(text),), {}, load())


def test_an_account_gives_its_facts_in_order_each_with_its_kind_and_the_users_own_words() -> None:
    assert [(fact.number, fact.kind, fact.text) for fact in facts_of(ACCOUNT)] == [
        (1, "event", "I wasn't at all happy with how I did"),
        (2, "standard", "it was miles below what I normally manage"),
        (3, "experience", "I've had two or three phone interviews in my life, and the last one was ages ago"),
        (4, "preference", "I'm a lot better face to face, when I can show people a plan and talk it through"),
        (5, "standard", "I know this work much better than I sounded"),
        (6, "event", "My mind went blank when stock counts came up"),
        (7, "proof", "I have a one-page summary of the count I ran at Tarn Street"),
        (8, "answer", "we count the fast movers every Friday"),
        (9, "preference", "I'd love this job"),
    ]


@given(st.sampled_from(["", "🙂 ", "é\u0301 ", "Well…\r\n\r\n", "Ünï 🇬🇧\n"]), st.booleans())
def test_every_quote_is_the_text_at_its_place(before: str, windows: bool) -> None:
    text = before + (ACCOUNT.replace("\n", "\r\n") if windows else ACCOUNT)
    facts = facts_of(text)
    assert len(facts) == 9
    assert all(text[fact.start : fact.end] == fact.quote for fact in facts)
    assert all(" ".join(fact.quote.split()) == fact.text for fact in facts)


CLAUSES = (
    "I've only done two phone interviews",
    "I know this subject far better than that",
    "I'm much better in person",
    "my mind went blank",
    "I rambled about the old system",
    "I was very nervous",
    "it was well below my usual standard",
    "I have a one-page summary of the project",
    "I didn't do myself justice",
    "I really want this job",
)
NOT_SAID_BY_THEM_AS_SO = (
    "She said {}.",
    "She told me that {}.",
    "He thinks {}.",
    "My wife reckons {}.",
    "They felt {}.",
    "The recruiter wrote that {}.",
    "According to my boss, {}.",
    "Apparently {}.",
    "{}, she said.",
    "{}, according to the recruiter.",
    "{}, my old manager told them.",
    'Her note read: "{}."',
    "“{}”, he wrote.",
    "‘{}’, she went.",
    "I told them {}.",
    "I said {}.",
    "I thought {}.",
    "If {}, they would have called by now.",
    "They would have called by now if {}.",
    "Unless {}, there is nothing to say.",
    "Suppose {}.",
    "Imagine {}.",
    "I wish {}.",
    "I wonder whether {}.",
    "What if {}?",
    "{}?",
    "Do you think {}?",
    "Should I say {}?",
    "It isn't true that {}.",
    "It's not that {}.",
    "It is not the case that {}.",
    "I don't think {}.",
    "I doubt {}.",
    "Nobody could say {}.",
    "I never claimed {}.",
    "I can't say {}.",
    "Maybe {}.",
    "Perhaps {}.",
    "Either {} or it was the line.",
    "It was the line, or {}.",
    "I'll pretend {}.",
    "I was joking when I wrote that {}.",
    "I lied that {}.",
    "I hope {}.",
    "It seemed like {}.",
    "It felt as though {}.",
    "{}. Just kidding.",
    "{}. Not really.",
    "{}. That's not true.",
    "{}, or so my boss said.",
    "My brother and {}.",
    "She feels that {}.",
    "In theory {}.",
    "I made up that {}.",
    "Everyone agreed {}.",
    "The panel found that {}.",
    "He had the impression that {}.",
    "He'd have it that {}.",
    "It's a myth that {}.",
    "Word is {}.",
    "The feedback: {}.",
    "In her version {}.",
    "Had it been so, {}.",
    "I like to think {}.",
    "My dad jokes that {}.",
    "To hear him tell it, {}.",
    "One reviewer held {}.",
    "Let's say {}.",
    "People assume {}.",
)


@pytest.mark.parametrize("frame", NOT_SAID_BY_THEM_AS_SO)
def test_each_way_of_not_stating_it_holds_for_every_clause_in_any_case(frame: str) -> None:
    texts = [frame.format(clause) for clause in CLAUSES]
    for text in texts:
        for written in (text, text.lower(), text.upper(), text.replace("'", "\u2019")):
            assert facts_of(written) == (), written


@given(
    st.sampled_from(NOT_SAID_BY_THEM_AS_SO),
    st.sampled_from(CLAUSES),
    st.sampled_from(["", "The call was on Monday. ", "Hello all. We met twice, and it rained.\n\n"]),
    st.sampled_from(["", " They'll ring on Friday.", "\nThe office is near the river."]),
    st.sampled_from([str, str.lower, str.upper]),
    st.sampled_from(["'", "\u2019"]),
)
def test_what_is_asked_denied_imagined_or_said_by_others_is_never_a_fact(
    frame: str, clause: str, before: str, after: str, case: type[str], apostrophe: str
) -> None:
    text = before + case(frame.format(clause)).replace("'", apostrophe) + after
    assert facts_of(text) == ()


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_same_clauses_stated_plainly_are_facts(clause: str) -> None:
    for text in (
        f"{clause}.",
        f"The call was on Monday, and {clause}.",
        f"{clause}, and then she moved on.",
        f"The truth is that {clause}.",
        f"When she asked about stock, {clause}.",
        f"Honestly, {clause}!",
    ):
        assert [fact.text.lower() for fact in facts_of(text)] == [clause.lower()], text


@pytest.mark.parametrize(
    "text",
    [
        "I know the material, but not deeply.",
        "I have a portfolio, though I never finished it.",
        "I was very nervous, or so it must have sounded, not that it matters.",
        "My brother has done two phone interviews before.",
        "She was much better in person.",
        "You know this subject far better than I do.",
        "He froze and then he rambled.",
        "The candidate before me: my mind went blank just hearing her.",
        "I used to think: I know this subject inside out, no longer.",
    ],
)
def test_near_misses_are_left_alone(text: str) -> None:
    assert [fact for fact in facts_of(text) if fact.kind in ("standard", "proof", "experience")] == []


@pytest.mark.parametrize(
    "aside",
    [
        "The line was dead 'cause of the storm.",
        "I couldn't hear a word ‘til the van had gone.",
        "She read 'em out too fast.",
        "I have been a fitter since the '90s.",
        'She asked about a 6" pipe.',
        "We spoke of a 6” pipe.",
        "It was the managers' first call.",
    ],
)
@pytest.mark.parametrize("between", [" ", "\n\n", "\r\n\r\n"])
def test_an_apostrophe_or_an_inch_mark_opens_no_quotation(aside: str, between: str) -> None:
    found = facts_of(f"{aside}{between}My mind went blank.{between}I know this subject inside out.")
    told = ["My mind went blank", "I know this subject inside out"]
    assert [fact.text for fact in found if fact.text in told] == told


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_quotation_that_is_never_closed_ends_with_its_paragraph(newline: str) -> None:
    text = f'She wrote: "I froze at once.{newline} {newline}My mind went blank.'
    assert [fact.text for fact in facts_of(text)] == ["My mind went blank"]


def test_a_clause_goes_on_past_an_inch_mark() -> None:
    assert [fact.text for fact in facts_of('I have a portfolio of 6" pipe work from Tarn Street.')] == [
        'I have a portfolio of 6" pipe work from Tarn Street'
    ]


@given(st.text(alphabet="I'mve know the wrl\"“”.,;:?!-\n()", max_size=120))
def test_any_text_can_be_read_and_every_fact_lies_in_it(text: str) -> None:
    assert all(text[fact.start : fact.end] == fact.quote and fact.kind in KINDS for fact in facts_of(text))


def turn(speaker: str, text: str, start: int) -> Turn:
    return Turn(speaker, (Piece(text, start, start + len(text)),))


def call() -> Document:
    asked = "I rebuilt the rota at Tarn Street myself. I have a summary of it here. What have you changed?"
    said = "I have a portfolio of stock plans at home."
    text = asked + said
    turns = (turn("Dana", asked, 0), turn("Me", said, len(asked)))
    return of_transcript(Transcript("call", text, turns, verbatim=True, candidate="Me", candidate_p=1.0))


def test_in_a_transcript_only_the_candidate_gives_facts_and_each_waits_for_a_yes() -> None:
    facts = find_facts((call(),), {}, load())
    assert [(fact.text, fact.provenance) for fact in facts] == [
        ("I have a portfolio of stock plans at home", "found")
    ]
    assert not usable(facts[0])
    assert usable(replace(facts[0], confirmed=True))


def test_where_nobody_is_known_to_be_the_candidate_nothing_is_a_fact() -> None:
    text = "I have a portfolio of stock plans."
    unknown = of_transcript(Transcript("call", text, (turn("A", text, 0),), verbatim=True))
    assert find_facts((unknown,), {}, load()) == ()


def test_what_the_employer_writes_of_themselves_is_no_fact_about_the_candidate() -> None:
    text = (
        "I know this trade inside out and I have a portfolio to show. You'll be meeting with Ravi on Tuesday."
    )
    letter = Document("mail", "message", text, (Passage(turn("", text, 0), "employer", 0),))
    facts = find_facts((letter,), {}, load())
    assert [(fact.kind, usable(fact)) for fact in facts] == [("logistics", False)]


def test_a_typed_answer_is_a_fact_of_the_kind_that_was_asked_for() -> None:
    facts = find_facts(
        (), {"answer": "If a line runs short, I ring the second supplier. Then I tell the floor."}, load()
    )
    assert [(fact.kind, fact.source, usable(fact)) for fact in facts] == [("answer", "answer", True)]


@pytest.mark.parametrize(
    "typed", ["", "  ", "no", "None.", "don't know", "n/a", "skip", "?", "no, not really", "nothing yet"]
)
def test_an_empty_or_idle_answer_states_nothing(typed: str) -> None:
    assert find_facts((), {"reason": typed, "proof": typed}, load()) == ()


@pytest.mark.parametrize(
    "typed", ["should I say I was ill?", "I could pretend I was ill", "if I'd slept more"]
)
def test_a_typed_question_or_pretence_is_no_fact(typed: str) -> None:
    assert find_facts((), {"reason": typed}, load()) == ()


def test_answers_come_after_the_texts_and_the_numbers_run_on() -> None:
    facts = find_facts((account("My mind went blank."),), {"proof": "a page on the rota"}, load())
    assert [(fact.number, fact.kind) for fact in facts] == [(1, "event"), (2, "proof")]
