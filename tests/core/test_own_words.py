"""An own version of a draft, wherever the report's words are handed over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.handing.reports import ASKED_ON, WAITING, forms, report

from ringback.cli.letters import to_copy
from ringback.core.card import card_of
from ringback.core.hand_over import message_of
from ringback.core.material import Address
from ringback.core.own_words import with_own

MARCUS = Address("Marcus Odell", "marcus.odell@ferrybank.example")
LETTER = "Dear Marcus,\n\nThank you for ringing.\nIt was good to hear of the vans.\n\nRuth"
words = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n[]\x1c\x1d\x1e\x85\u2028\u2029"), min_size=1
)


def test_a_message_goes_out_in_its_owners_words_under_its_own_subject() -> None:
    record = with_own(report(), {"thank_you": f"Subject: The vans\r\n\r\n{LETTER}"})
    message = message_of(record, "thank_you", [MARCUS], forms())
    assert (message.subject, message.text) == ("The vans", LETTER)
    assert (message.to, message.gaps) == (MARCUS.address, ())


def test_without_a_subject_of_its_own_it_keeps_ours() -> None:
    ours = message_of(report(), "thank_you", [MARCUS], forms())
    assert (
        message_of(with_own(report(), {"thank_you": LETTER}), "thank_you", [], forms()).subject
        == ours.subject
    )


@pytest.mark.parametrize(
    ("opens", "to"),
    [
        ("Dear Marcus,\nThank you.", MARCUS.address),
        ("Dear Tom,", None),
        ("Thank you, Marcus, for the call.", None),
    ],
)
def test_it_goes_to_whoever_it_greets_and_to_nobody_else(opens: str, to: str | None) -> None:
    record = with_own(report(), {"thank_you": f"{opens}\n\nIt was good of you."})
    assert message_of(record, "thank_you", [MARCUS], forms()).to == to


def test_what_is_left_in_square_brackets_is_a_gap_with_its_name() -> None:
    record = report(WAITING, me=None)
    kind = record["drafts"][0]["kind"]
    own = with_own(record, {kind: "Dear Tom,\n\nAsk me again.\n\n[your name], [one more thing]"})
    assert [gap.name for gap in message_of(own, kind, [], forms()).gaps] == ["me"]
    assert own["drafts"][0]["unfinished"]


def test_a_card_shows_the_own_opener_in_its_own_paragraphs_with_our_replies() -> None:
    record = report()
    card = card_of(
        with_own(record, {"opener_named": "I lost the thread. Sorry.\n\nHere it is."}), None, forms()
    )
    assert card.say == (("I lost the thread.", "Sorry."), ("Here it is.",))
    assert card.seconds == 3
    assert card.replies == card_of(record, None, forms()).replies


def test_only_the_draft_that_was_edited_is_another() -> None:
    record = report()
    own = with_own(record, {"thank_you": LETTER, "close": "Not called for."})
    assert [draft["kind"] for draft in own["drafts"]] == [draft["kind"] for draft in record["drafts"]]
    changed = [
        draft["kind"] for draft, ours in zip(own["drafts"], record["drafts"], strict=True) if draft != ours
    ]
    assert changed == ["thank_you"]
    assert record == report(ASKED_ON)


@given(st.lists(words, min_size=1, max_size=4), st.sampled_from(["thank_you", "opener_named"]))
def test_every_word_of_it_comes_out_as_it_went_in(paragraphs: list[str], kind: str) -> None:
    text = "\n\n".join(paragraphs)
    [draft] = [one for one in with_own(report(), {kind: text})["drafts"] if one["kind"] == kind]
    told = (
        f"Subject: {draft['subject']} {draft['text']}"
        if text.lower().lstrip().startswith("subject:")
        else None
    )
    assert (told or draft["text"]).split() == text.split() or draft["form"] == "email"
    assert " ".join(one["text"] for one in draft["sentences"]).split() == draft["text"].split()
    assert to_copy(draft).split()[-len(draft["text"].split()) or None :] == draft["text"].split()
