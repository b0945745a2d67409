"""One text that holds an account and what the employer sent, or the call itself."""

from __future__ import annotations

from tests.readers.places import assert_quotable, spoken

from ringback.core.material import Material
from ringback.readers import read_text

TOLD = "My call was on Tuesday and I went blank when they asked about pay. Here is what they sent me:\n\n"
HEADS = "From: Ann <ann@firm.example>\nSubject: Next step\n\n"
MAIL = HEADS + "Dear Sam,\n\nPlease come on Friday.\n\nKind regards,\nAnn\n\n"
ASKED = "I don't know whether I should bring it up with them again.\n"
CALL = "Interviewer: Why us?\nMe: Um. I like trains.\nInterviewer: Anything else?\nMe: No.\n\n"


def parts(text: str) -> list[Material]:
    materials = read_text(text)
    assert_quotable(materials)
    return list(materials)


def shape(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end].strip()) for one in parts(text)]


def test_an_account_with_a_mail_in_the_middle_is_three_parts() -> None:
    assert shape(TOLD + MAIL + ASKED) == [
        ("account", TOLD.strip()),
        ("message", MAIL.strip()),
        ("account", ASKED.strip()),
    ]


def test_an_account_with_a_transcript_in_the_middle_is_three_parts() -> None:
    assert shape(TOLD + CALL + ASKED) == [
        ("account", TOLD.strip()),
        ("transcript", CALL.strip()),
        ("account", ASKED.strip()),
    ]


def test_an_account_with_a_letter_below_is_two_parts() -> None:
    letter = (
        "Dear Sam,\n\nWe are glad to invite you on Friday. You will meet your manager.\n\nBest wishes,\nAnn\n"
    )
    assert [kind for kind, _ in shape(TOLD + letter)] == ["account", "message"]


def test_account_mail_and_transcript_are_told_apart() -> None:
    assert [kind for kind, _ in shape(TOLD + MAIL + ASKED + "\n" + CALL)] == [
        "account",
        "message",
        "account",
        "transcript",
    ]


def test_two_labelled_lines_are_not_enough_to_cut_an_account() -> None:
    assert [kind for kind, _ in shape(TOLD + "Interviewer: Why us?\nMe: Um.\n\n" + ASKED)] == ["account"]


def test_a_long_last_turn_in_paragraphs_stays_in_the_transcript() -> None:
    opening = "Ann: Why us?\n\nI ask everybody that.\n\nSam: I like trains.\n\nAnn: Well.\n\n"
    call = opening + "I think my notes say you rang us before.\n"
    assert [kind for kind, _ in shape(call)] == ["transcript"]
    assert spoken(parts(call)[0])[-1][1].endswith("rang us before.")


def test_a_mail_without_signature_runs_to_the_end() -> None:
    text = TOLD + "From: Ann\nSubject: x\n\nCome on Friday.\nI look forward to it."
    assert [kind for kind, _ in shape(text)] == ["account", "message"]


def test_two_labelled_lines_are_a_transcript_when_named_as_one() -> None:
    materials = read_text("Interviewer: Why us?\nMe: Um.\n", kind="transcript")
    assert spoken(materials[0]) == [("Interviewer", "Why us?"), ("Me", "Um.")]


def test_links_and_placeholders_in_square_brackets_are_not_speakers() -> None:
    links = "[Apply](https://a.example)\n[Team](https://b.example)\n[Apply](https://a.example)\n"
    assert "transcript" not in [kind for kind, _ in shape(links + "[Name]\n[Place]\n[Name]\n")]
