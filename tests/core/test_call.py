"""What is known of the call, from the words of an account or an employer's message."""

from __future__ import annotations

import pytest

from ringback.catalogue import load
from ringback.core.call import VALUES, Call, answered, read_call
from ringback.core.document import Document, Passage, of_transcript
from ringback.core.readings import UNKNOWN, Reading
from ringback.core.transcript import Piece, Turn, from_account

NOT_FIELDS = {"distress", "decision_rule", "went_well", "not_yours", "fact"}


def told(text: str) -> Document:
    return of_transcript(from_account("account", text))


def mailed(text: str) -> Document:
    turn = Turn("Asha", (Piece(text, 0, len(text)),))
    return Document("mail", "message", text, (Passage(turn, "employer", 0),))


def read(*documents: Document) -> Call:
    return read_call(load(), documents)


def test_every_cue_sets_a_value_that_its_field_can_take():
    strays = {
        cue.id
        for cue in load().cues.values()
        if cue.sets in VALUES and cue.value not in (*VALUES[cue.sets], UNKNOWN)
    }
    assert strays == set()


def test_a_result_nobody_told_is_assumed_to_be_awaited_and_says_so():
    call = read(told("I had a phone interview with a printer's. I gabbled and forgot my own dates."))
    assert (call.status.value, call.status.basis) == ("awaiting_result", "assumed")
    assert "Nothing you told" in call.status.reasons[0].says


def test_a_call_that_was_moved_has_no_result_to_wait_for():
    call = read(told("I mixed up the hours and nobody was there. They rescheduled it for Friday."))
    assert (call.assessed.value, call.status.value) == ("no", UNKNOWN)


def test_a_call_that_ended_in_silence_stays_without_a_result():
    call = read(told("She said they would be in touch. I never heard from them again."))
    assert (call.silence.value, call.status.value) == ("long", UNKNOWN)


def test_an_answer_outweighs_what_the_text_seemed_to_say():
    call = answered(read(told("They turned me down on Tuesday.")), {"status": "advanced"})
    assert (call.status.value, call.status.basis) == ("advanced", "told")


def test_an_answer_that_the_call_is_still_to_come_takes_the_assumed_result_back():
    assert answered(read(told("I rambled.")), {"assessed": "no"}).status.value == UNKNOWN


def test_an_answer_that_no_question_offers_is_left_out():
    assert answered(Call(), {"channel": "pigeon", "mood": "low"}).channel == Reading()


@pytest.mark.parametrize(
    "text",
    [
        "I'm sure I'll be rejected.",
        "If they turn me down I shall ask why.",
        "I have been rejected dozens of times this year, and this call mattered.",
    ],
)
def test_what_the_candidate_fears_is_not_a_refusal(text: str):
    assert read(told(text)).status.value != "rejected"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("They rang while I was up a tree and I took it.", "channel", "phone"),
        ("My camera froze, and we did it on Zoom without a picture.", "channel", "video"),
        ("I walked into the room and shook every hand but hers.", "channel", "in_person"),
        ("It was a coding interview over the phone.", "stage", "technical_screen"),
        ("Four managers took turns asking, on a conference call.", "stage", "panel"),
        ("I cancelled the interview the night before.", "status", "withdrawn"),
        ("I'm through to the second round, to my surprise.", "status", "advanced"),
        ("They'd like me to come in and meet the team.", "next_stage", "in_person"),
        ("There was a long silence and she asked the question again.", "noticed", "likely"),
        ("He laughed and said it was a great question.", "noticed", "unlikely"),
        ("It was my first ever phone interview.", "usual", "first"),
        ("I always freeze on the phone.", "usual", "same"),
        ("I didn't do myself justice.", "usual", "better"),
        ("I've already sent a thank-you note.", "repaired", "written"),
        ("I corrected myself and we moved on.", "repaired", "on_the_spot"),
        ("I don't want the job any more.", "wanted", "no"),
        ("She asked me to apply again in the spring.", "door", "left_open"),
        ("He told me never to apply again.", "door", "shut"),
        ("I don't have her email address.", "contact", "nobody"),
        ("Afterwards it came to me in the shower: I should have said the depot.", "known_answer", "yes"),
    ],
)
def test_a_field_is_read_from_what_the_candidate_tells(text: str, field: str, value: str):
    assert getattr(read(told(text)), field).value == value


def test_what_is_not_told_stays_unknown():
    call = read(told("I said the wrong thing about the depot and have been thinking of it since."))
    silent = ("channel", "stage", "next_stage", "noticed", "usual", "repaired", "wanted", "door", "contact")
    assert {name: getattr(call, name).value for name in silent} == dict.fromkeys(silent, UNKNOWN)


def test_an_invitation_to_a_further_stage_shows_that_this_one_was_passed():
    call = read(
        told("I bombed my phone screen."),
        mailed(
            "Thank you for talking to Asha. We would like to invite you to the next stage, at our office."
        ),
    )
    assert (call.status.value, call.next_stage.value) == ("advanced", "in_person")


@pytest.mark.parametrize(
    "letter",
    [
        "Thanks for your time. We loved talking to you; could you come in on Tuesday to meet the panel?",
        "Thank you for your time yesterday. Would you come in on Friday and meet the rest of the team?",
        "Could you send us your availability next week for a second conversation?",
        "Are you free on Thursday at three for a follow-up chat with Priya?",
        "Further to our conversation on Monday, please come in on 9 December at ten and ask for Tom.",
        "We'd love to have you back on Monday.",
        "Could we set up another conversation for Wednesday, this time with the owner?",
        "Shall we speak again on Thursday? I'd like you to meet Sam.",
    ],
)
def test_to_be_asked_for_another_talk_or_in_is_to_be_through(letter: str):
    assert read(mailed(letter)).status.value == "advanced"


@pytest.mark.parametrize(
    "letter",
    [
        "Thank you for applying. We would like you to come in on Tuesday at 14:00 to meet the panel.",
        "Could you send us your availability next week for a first conversation?",
        "We liked your CV. What is your availability for a call?",
        "Could we arrange another call, as the line was so bad?",
        "Sorry, something has come up. Could we find another time for our call?",
        "If you are successful we will ask for your availability for a second interview.",
        "Do you have a second interview elsewhere, and what times suit you?",
        "Thanks for talking to us. We won't be asking you to come in.",
    ],
)
def test_to_be_asked_for_a_first_talk_or_the_same_one_again_is_not(letter: str):
    assert read(mailed(letter)).status.value == "awaiting_result"


def test_a_refusal_by_letter_is_a_refusal():
    assert (
        read(mailed("Unfortunately we will not be taking your application further.")).status.value
        == "rejected"
    )


def test_a_letter_that_only_names_the_rule_refuses_nobody():
    call = read(
        mailed("We will ring you on Monday. Applicants who score under ten will not be taken further.")
    )
    assert call.status.value != "rejected"


def test_every_reading_quotes_words_that_stand_in_the_text():
    text = "They rang at noon — I’d just sat down… and they've turned me down since 🙁."
    quotes = [
        reason.quote
        for name in VALUES
        for reason in getattr(read(told(text)), name).reasons
        if reason.quote is not None
    ]
    assert quotes
    assert all(quote in text for quote in quotes)


def test_a_promise_of_an_answer_lapses_in_a_long_silence():
    call = read(told("He said he'd let me know by Friday. It's been four months since my interview."))
    assert (call.silence.value, call.status.value) == ("long", UNKNOWN)


def test_two_weeks_without_a_word_are_still_waiting():
    call = read(told("She said they'd be in touch. It's been two weeks of nothing."))
    assert (call.silence.value, call.status.value) != ("long", UNKNOWN)
    assert call.status.value == "awaiting_result"


@pytest.mark.parametrize(
    "letter",
    [
        "We would like to invite you to an interview at our office on Tuesday at 10.",
        "Your interview is on Thursday at two. Please bring identification.",
    ],
)
def test_an_invitation_to_what_comes_next_does_not_unhold_the_call(letter: str):
    call = read(told("My phone interview was on Monday and I froze on the budget question."), mailed(letter))
    assert call.assessed.value != "no"


def test_a_next_stage_told_beside_a_poor_call_leaves_the_call_held():
    text = "I blanked on the rota question. They've asked me in: my interview is on Tuesday with the team."
    call = read(told(text))
    assert (call.assessed.value, call.status.value) == ("yes", "advanced")


@pytest.mark.parametrize(
    "text",
    [
        "I rambled on the phone. She'll speak to the regional manager and come back to me.",
        "I rambled on the phone. HR will let me know.",
        "I rambled on the phone. She'll pass it to the panel.",
    ],
)
def test_people_who_come_later_say_nothing_of_who_held_this_call(text: str):
    assert read(told(text)).stage.value == UNKNOWN


def test_a_call_with_the_news_is_not_the_interview():
    call = read(told("They sat me down in the office for an hour. The head rang that evening to say no."))
    assert (call.channel.value, call.status.value) == ("in_person", "rejected")


@pytest.mark.parametrize(
    "text",
    [
        (
            "My phone interview was supposed to be at two. He rang, said hello, then the line went dead. "
            "He emailed to apologise and we've set it up again for Thursday at the same time."
        ),
        (
            "I asked to move my interview because my car broke down on the way. The woman said no problem at "
            "all, and it's now next Tuesday at eleven. Have I put them off?"
        ),
        (
            "Had to phone in sick on the morning of my interview with the dental surgery. They were nice "
            "about it and told me to call when I'm better to sort out another date."
        ),
        (
            "My brother overslept and missed his interview at the warehouse. He phoned to say sorry and "
            "they've let him rearrange for the end of the month."
        ),
    ],
)
def test_an_interview_moved_before_it_began_is_still_to_come_and_still_wanted(text: str):
    call = read(told(text))
    assert (call.assessed.value, call.status.value, call.door.value) == ("no", UNKNOWN, "reopenable")


@pytest.mark.parametrize(
    "text",
    [
        (
            "My wife cancelled her interview at the hospital because our lad was taken ill. She told them "
            "she couldn't make it any more. They said they would still love to see her if things change."
        ),
        (
            "I cancelled my interview with the library in a panic last night. Said it wasn't for me. They'd "
            "been so eager and I've kicked myself ever since."
        ),
    ],
)
def test_an_interview_cancelled_by_the_candidate_can_be_asked_for_again_where_they_were_keen(text: str):
    call = read(told(text))
    assert (call.assessed.value, call.status.value, call.door.value) == ("no", "withdrawn", "reopenable")


@pytest.mark.parametrize(
    "text",
    [
        (
            "I was ten minutes late because I wrote down the wrong time. They still saw me, but I was "
            "flustered and gave one-word answers all the way through."
        ),
        (
            "The interview was postponed by a week, so I had ages to prepare, and still I went blank on the "
            "very first question. He thanked me and hung up."
        ),
    ],
)
def test_an_interview_held_after_all_is_not_taken_for_a_missed_one(text: str):
    assert read(told(text)).assessed.value != "no"


@pytest.mark.parametrize(
    "text",
    [
        "She asked for the flash point on the phone and I got it wrong.",
        "They asked me to convert the recipe; I got it right in the end, slowly.",
        "The agency recruiter rang me first, before the client sees my papers. I forgot my ticket number.",
        "All I have is an email from noreply@tests.example. I ran out of time on the recorded questions.",
    ],
)
def test_a_result_is_not_made_of_words_about_the_call(text: str) -> None:
    assert read(told(text)).status.value == "awaiting_result"


@pytest.mark.parametrize(
    "text",
    [
        "I don't want it hanging over me.",
        "I do not want it to count against me.",
        "I don't want them to think less.",
    ],
)
def test_not_wanting_something_else_is_no_word_about_the_job(text: str) -> None:
    assert read(told(f"I froze on the call. {text}")).wanted.value == UNKNOWN


def test_a_later_plain_wish_for_the_job_outweighs_an_earlier_one_against_it() -> None:
    assert read(told("I don't want the job. On second thoughts, I do want it.")).wanted.value == "yes"


def test_hours_are_no_silence() -> None:
    call = read(told("The call broke off forty minutes ago and I've heard nothing since."))
    assert call.silence.value == "short"
