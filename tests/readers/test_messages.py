"""Employers' messages: who wrote, when, what; signatures and older mail kept apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from tests.readers.places import assert_quotable

from ringback.core.material import Address, Message
from ringback.readers import read, read_text

BODY = "Hi Sam,\n\nWe'd like you to meet the team on Tuesday at 10.\nDetails: https://firm.example/map\n"
SIGNED = BODY + "\nKind regards,\nAnn Lee\nHead of People\n"


def message(data: bytes | str, name: str = "mail.txt") -> Message:
    materials = read_text(data, name) if isinstance(data, str) else read(data, name)
    assert_quotable(materials)
    assert [one.kind for one in materials] == ["message"]
    assert materials[0].message is not None
    return materials[0].message


def mail(**heads: str) -> EmailMessage:
    made = EmailMessage()
    for key, value in {"From": "Ann Lee <ann@firm.example>", "To": "Sam <sam@home.example>"}.items():
        made[key] = value
    for key, value in heads.items():
        made[key] = value
    return made


def test_an_eml_gives_sender_subject_time_body_signature_and_links() -> None:
    made = mail(Subject="Next step", Date="Mon, 9 Feb 2026 16:52:00 +0100")
    made.set_content(SIGNED)
    read_back = message(bytes(made), "invite.eml")
    assert read_back.sender == Address("Ann Lee", "ann@firm.example")
    assert read_back.to == (Address("Sam", "sam@home.example"),)
    assert read_back.subject == "Next step"
    assert read_back.sent == datetime(2026, 2, 9, 16, 52, tzinfo=timezone(timedelta(hours=1)))
    assert read_back.text.endswith("https://firm.example/map")
    assert read_back.signature.text == "Kind regards,\nAnn Lee\nHead of People"
    assert read_back.links == ("https://firm.example/map",)


def test_an_eml_is_known_by_its_heads_without_the_suffix() -> None:
    made = mail(Subject="Next step", Date="Mon, 9 Feb 2026 16:52:00 +0000")
    made.set_content(SIGNED)
    assert message(bytes(made), "download").sent == datetime(2026, 2, 9, 16, 52, tzinfo=UTC)


def test_a_file_named_eml_without_a_mails_heads_is_read_for_what_it_is() -> None:
    materials = read(b"I froze on the phone and I want to know whether to write to them.", "notes.eml")
    assert [one.kind for one in materials] == ["account"]


def test_a_mail_in_html_only_reads_as_a_person_sees_it() -> None:
    made = mail(Subject="Hello")
    made.set_content(
        "<html><head><style>p {color: red}</style></head><body><p>Dear Sam,</p><p>Come on "
        "<b>Tuesday</b><br>at 10.</p><ul><li>a CV</li><li>a smile</li></ul></body></html>",
        subtype="html",
    )
    assert message(bytes(made), "a.eml").text == "Dear Sam,\n\nCome on Tuesday\nat 10.\n- a CV\n- a smile"


def test_plain_text_is_preferred_to_html() -> None:
    made = mail(Subject="Hello")
    made.set_content("The plain words of it.\n")
    made.add_alternative("<p>The other words</p>", subtype="html")
    assert message(bytes(made), "a.eml").text == "The plain words of it."


def test_a_mail_attached_to_a_mail_is_read_as_older_mail() -> None:
    inner = mail(Subject="Invitation")
    inner.set_content("Come on Tuesday.\n")
    outer = EmailMessage()
    outer["From"] = "Sam <sam@home.example>"
    outer["Subject"] = "Fwd: Invitation"
    outer.set_content("See below.\n")
    outer.add_attachment(inner)
    read_back = message(bytes(outer), "a.eml")
    assert read_back.text == "See below."
    assert [(older.subject, older.text) for older in read_back.quoted] == [("Invitation", "Come on Tuesday.")]


@pytest.mark.parametrize(
    "heads",
    [
        "From: Ann Lee <ann@firm.example>\nSent: 9 February 2026 15:20\nTo: Sam\nSubject: Next step\n\n",
        (
            "**From:** Ann Lee <ann@firm.example>\n**Sent:** 9 February 2026 15:20\n**To:** Sam\n"
            "**Subject:** Next step\n\n"
        ),
        "Subject: Next step\nFrom: Ann Lee <ann@firm.example>\nDate: 9 February 2026 15:20\nTo: Sam\n\n",
    ],
)
def test_a_pasted_mail_is_known_by_its_heads(heads: str) -> None:
    read_back = message(heads + SIGNED)
    assert read_back.sender == Address("Ann Lee", "ann@firm.example")
    assert (read_back.subject, read_back.sent_text, read_back.sent) == (
        "Next step",
        "9 February 2026 15:20",
        None,
    )
    assert read_back.text == BODY.strip()


@pytest.mark.parametrize(
    "between",
    [
        "-----Original Message-----\nFrom: Bo <bo@firm.example>\nSubject: CVs\n\nTwo look good.\n",
        (
            "________________________________\nFrom: Bo <bo@firm.example>\nSent: today\nSubject: CVs\n\n"
            "Two look good.\n"
        ),
        (
            "---------- Forwarded message ---------\nFrom: Bo <bo@firm.example>\nSubject: CVs\n\n"
            "Two look good.\n"
        ),
        "On Tue, 3 Mar 2026 at 10:02, Bo <bo@firm.example> wrote:\n> Two look\n> good.\n",
        "On Tue, 3 Mar 2026 at 10:02, Bo\n<bo@firm.example> wrote:\n\nTwo look good.\n",
    ],
)
def test_older_mail_below_is_kept_apart(between: str) -> None:
    read_back = message(f"From: Ann <ann@firm.example>\nSubject: Next step\n\n{SIGNED}\n{between}")
    assert read_back.text == BODY.strip()
    assert [older.sender for older in read_back.quoted] == [Address("Bo", "bo@firm.example")]
    assert " ".join(read_back.quoted[0].text.split()) == "Two look good."


def test_a_mail_forwarded_without_a_word_is_the_forwarded_mail() -> None:
    read_back = message(
        f"---------- Forwarded message ---------\nFrom: Ann <ann@firm.example>\nSubject: Hi\n\n{SIGNED}"
    )
    assert (read_back.sender, read_back.subject, read_back.quoted) == (
        Address("Ann", "ann@firm.example"),
        "Hi",
        (),
    )


def test_an_answer_written_between_quoted_lines_belongs_to_the_answerer() -> None:
    read_back = message(
        "From: Ann <ann@firm.example>\nSubject: Re: times\n\nOn Monday, Sam <sam@home.example> wrote:\n"
        "> Is ten all right?\n\nYes, ten it is.\n\n> And where?\n\nBy phone.\n"
    )
    assert " ".join(read_back.text.split()) == "Yes, ten it is. By phone."
    assert " ".join(read_back.quoted[0].text.split()) == "Is ten all right? And where?"


def test_a_postscript_is_body_not_signature() -> None:
    read_back = message(
        "Dear Sam,\nYou are invited on Tuesday.\n\nBest wishes,\nAnn\n\nP.S. Bring your passport.\n"
    )
    assert read_back.text.endswith("P.S. Bring your passport.")
    assert read_back.signature.text == "Best wishes,\nAnn"


def test_a_letter_needs_no_heads_above_a_greeting_and_a_closing() -> None:
    assert message(
        "NORTH TRUST\nResourcing\n\nDear Ms Vane\n\nYou have been shortlisted.\n\nYours sincerely\n\nR. Hill"
    ).text


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your application. You will hear from us by Friday, and you may ring your contact.",
        "How we hire: applicants talk to our recruiters, then candidates meet our team for an afternoon.",
    ],
)
def test_an_employers_page_without_heads_is_a_message(text: str) -> None:
    message(text)


@pytest.mark.parametrize(
    "text",
    [
        (
            "Dear Aunt Jo,\n\nI had a phone interview and I froze. I want the job and I can't sleep.\n\n"
            "Thanks,\nTired"
        ),
        (
            "Dear Ann,\nThank you for the call. I enjoyed it. I said I knew the tool, "
            "I should add that I used it.\nBest,\nSam"
        ),
    ],
)
def test_a_letter_in_the_candidates_own_voice_is_an_account(text: str) -> None:
    assert [one.kind for one in read_text(text)] == ["account"]


def test_a_kind_that_is_named_is_not_guessed() -> None:
    assert read_text("I froze on the phone.", kind="message")[0].kind == "message"
    assert read_text(f"From: Ann\nSubject: x\n\n{SIGNED}", kind="account")[0].kind == "account"
