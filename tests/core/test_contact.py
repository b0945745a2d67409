"""Whether an employer's text invites contact or forbids it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core import contact
from ringback.core.contact import follow_up
from ringback.core.document import of_material
from ringback.core.readings import Reading
from ringback.readers import read_text

CATALOGUE = load()


def read(text: str, kind: str = "message") -> Reading:
    return follow_up(CATALOGUE, [of_material(material) for material in read_text(text, kind=kind)])


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ines,\n\nCould you tell us by Monday whether the tenth suits you?\n\nKind regards,\nTom",
        "Please confirm your attendance by return.",
        "Hi Jo, are you free for a quick call on Thursday?",
        "Any questions, ring Tom on 0123 456 789.",
        "If you would like feedback, do get in touch.",
        "I'm happy to talk it through on the phone.",
    ],
)
def test_an_answer_asked_for_or_contact_invited_allows_following_up(text: str) -> None:
    assert read(text).value == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "Candidates must not contact members of the panel.",
        "This mailbox is not monitored. Results follow in May.",
        "We regret that we cannot enter into correspondence about the result.",
        "Please don't contact the client directly.",
    ],
)
def test_contact_forbidden_or_shut_off_forbids_it(text: str) -> None:
    assert read(text).value == "no"


@pytest.mark.parametrize(
    "text",
    [
        "We will let you know the result in two weeks.",
        "First a phone call, then a visit to the workshop, then an offer.",
        "The committee met on Friday and confirmed its choice.",
        "You will be asked about your last job.",
        "We regret that we can't offer feedback to each applicant.",
        "Ring Oona on 0123 456 789 for a chat about the stables before you apply.",
    ],
)
def test_a_text_that_says_nothing_of_contact_leaves_it_open(text: str) -> None:
    assert read(text).value == "unknown"


def test_what_is_forbidden_outweighs_a_question_asked_in_the_same_mail() -> None:
    both = "Please let me know which slot suits. You must not contact the interviewers before or after."
    assert read(both).value == "no"


def test_a_request_for_an_answer_outweighs_a_line_about_telephone_calls() -> None:
    assert read("Please confirm by return. Please do not telephone for your result.").value == "yes"


def test_the_words_it_rests_on_are_quoted() -> None:
    assert read("Please do not contact the school.").quote == "Please do not contact the school"


def test_an_account_does_not_tell_what_the_employer_allows() -> None:
    assert read("I said to ring me, and please confirm the time.", "account").value == "unknown"


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_has_one_of_three_values_and_quotes_itself(text: str) -> None:
    reading = read(f"Dear Sam, {text}")
    assert reading.value in {"yes", "no", "unknown"}
    assert reading.quote is None or reading.quote in f"Dear Sam, {text}"


def test_a_sentence_like_those_that_ask_for_an_answer_is_quoted():
    letter = "Dear Ruth,\n\nThe panel sits on the ninth. Reply to this mail with your choice.\n\nTom"
    reading = contact._like(CATALOGUE, [of_material(m) for m in read_text(letter, kind="message")])
    (reason,) = reading.reasons
    assert (reading.value, reading.basis, reason.rule) == ("yes", "implied", "likeness/contact")
    assert reason.quote == "Reply to this mail with your choice."


def test_a_bare_list_of_stages_asks_for_nothing():
    assert read("Call with Tom, ring us, homework, write to us").value in {"unknown", "yes"}
    assert read("Phone screen, homework, panel").value == "unknown"
