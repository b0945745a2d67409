"""A message to send: whom it goes to, what is missing in it, and that mail programs read what was written."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.handing.reports import ASKED_ON, REFUSED, WAITING, forms, report

from ringback.app import sample
from ringback.app.circumstances import Circumstances
from ringback.app.recover import recover
from ringback.catalogue import load
from ringback.core.hand_over import NOT_FINISHED, NoSuchDraft, ToSend, address_of, message_of, unfinished
from ringback.core.material import Address
from ringback.handing.mail import eml, mailto

EVENING = datetime.fromisoformat(sample.NOW).replace(tzinfo=ZoneInfo(sample.ZONE))
MARCUS = Address("Marcus Odell", "marcus.odell@ferrybank.example")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80)
TEXTS = st.lists(WORDS.map(str.rstrip), min_size=1, max_size=12).map("\n".join)
MESSAGES = st.builds(
    ToSend,
    kind=st.just("thank_you"),
    to=st.none() | st.just("o'hara+jobs@firm.example"),
    subject=WORDS.map(lambda words: " ".join(words.split())),
    text=TEXTS,
)


def test_a_thank_you_goes_to_whom_it_greets() -> None:
    message = message_of(report(), "thank_you", [Address("Priya Nand", "p@x.example"), MARCUS], forms())
    assert (message.kind, message.to, message.gaps) == ("thank_you", MARCUS.address, ())
    assert message.text.startswith("Hello Marcus,\n\n")
    assert message.text.endswith("\nRuth Hale")


def test_a_yes_goes_to_who_arranges_and_names_the_day() -> None:
    priya = Address("Priya Nand", "p@x.example")
    arranged = recover(sample.materials(), Circumstances(EVENING, sample.ZONE), load())
    message = message_of(arranged.as_record(), None, [priya, MARCUS], forms())
    assert (message.kind, message.to, message.gaps) == ("acceptance", "p@x.example", ())
    assert "Tuesday 17 March at 10:00" in message.text
    assert "blank" not in message.text


@pytest.mark.parametrize(
    ("greeting", "known"),
    [
        ("Hello,", [MARCUS]),
        ("Hello Marcus,", []),
        ("Hello Marcus,", [Address("", "marcus@x.example")]),
        ("Hello Marcus,", [MARCUS, Address("Marcus Bell", "m.bell@x.example")]),
        ("Hello Marcus,", [Address("Marcus Odell", "no-reply@ferrybank.example")]),
        ("Dear Dr Odell-Marsh,", [MARCUS]),
    ],
)
def test_no_address_is_guessed(greeting: str, known: list[Address]) -> None:
    assert address_of(greeting, known) is None


@pytest.mark.parametrize(
    ("greeting", "name"),
    [
        ("Hello Marcus,", "Marcus Odell"),
        ("Dear Mr Odell,", "Odell, Marcus"),
        ("Dear Dr Aoife Ní Bhriain,", "Dr Aoife Ní Bhriain"),
    ],
)
def test_one_person_written_in_two_ways_is_found(greeting: str, name: str) -> None:
    twice = [Address(name, "A.B@x.example"), Address(name, "a.b@x.example"), Address("Tom", "t@x.example")]
    assert address_of(greeting, twice) in ("A.B@x.example", "a.b@x.example")


def test_a_gap_is_named_and_marked_where_it_is_handed_over() -> None:
    message = message_of(report(WAITING, me=None), None, [], forms())
    assert {gap.name for gap in message.gaps} >= {"me"}
    assert "[your name]" in [gap.says for gap in message.gaps]
    marked = unfinished(message)
    assert marked.subject == f"[Not finished] {message.subject}"
    assert marked.text == f"{NOT_FINISHED}\n\n{message.text}"


def test_a_fact_that_nobody_confirmed_is_a_gap() -> None:
    record = report()
    [thanks] = [one["sentences"] for one in record["drafts"] if one["kind"] == "thank_you"]
    thanks[1] |= {"text": "[confirm: I have run the desk [nights] for a year]", "gap": True, "facts": [4]}
    [gap] = message_of(record, "thank_you", [], forms()).gaps
    assert (gap.name, gap.facts, gap.says) == ("confirm", (4,), thanks[1]["text"])


@pytest.mark.parametrize("kind", ["opener_named", "opener_unnamed", "nudge"])
def test_what_is_to_be_said_or_is_not_called_for_is_no_message(kind: str) -> None:
    with pytest.raises(NoSuchDraft):
        message_of(report(), kind, [], forms())


def test_every_message_of_a_plan_comes_back_from_its_file() -> None:
    for text in (ASKED_ON, WAITING, REFUSED):
        record = report(text)
        for draft in record["drafts"]:
            if draft["form"] == "email":
                message = message_of(record, draft["kind"], [MARCUS], forms())
                assert _read(eml(message)) == (message.to, draft["subject"], draft["text"])


def _read(data: bytes) -> tuple[str | None, str, str]:
    mail = message_from_bytes(data, policy=policy.default)
    assert (mail["X-Unsent"], mail["From"], mail["Date"]) == ("1", None, None)
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    return mail["To"], str(mail["Subject"]), mail.get_content().replace("\r\n", "\n").removesuffix("\n")


@given(MESSAGES)
def test_whatever_is_written_comes_back_from_the_file(message: ToSend) -> None:
    data = eml(message)
    data.decode("ascii")
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    to, subject, text = _read(data)
    assert (to, subject.strip(), text) == (message.to, message.subject, message.text)


@given(MESSAGES)
def test_whatever_is_written_comes_back_from_the_link(message: ToSend) -> None:
    link = mailto(message)
    assert link.isascii()
    assert " " not in link
    parts = urlsplit(link)
    told = parse_qs(
        parts.query, keep_blank_values=True, strict_parsing=True, encoding="utf-8", errors="strict"
    )
    assert parts.scheme == "mailto"
    assert parts.fragment == ""
    assert told == {"subject": [message.subject], "body": [message.text.replace("\n", "\r\n")]}
    assert parts.path.replace("%27", "'").replace("%2B", "+") == (message.to or "")
