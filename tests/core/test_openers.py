"""Openers in time, reasons that hold no more, and the owner's own habits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.drafts import ADVANCED, OPENERS, SEED, made, told

from ringback.catalogue import load
from ringback.core import voicing
from ringback.core.draft import draft
from ringback.core.facts import Fact
from ringback.core.wording import Desk, Particulars


@pytest.mark.parametrize("tone", ["plain", "warm", "formal"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "My mind went blank.",
        "I have a page.",
        SEED + " " + " ".join(f"I have a one-page summary of count {n} at Tarn Street." for n in range(9)),
    ],
)
@pytest.mark.parametrize("answer", ["", "No.", "We count the fast movers every Friday. " * 20])
def test_openers_can_be_said_in_time_however_much_or_little_was_told(
    text: str, tone: str, answer: str
) -> None:
    answers = {"answer": answer} if answer else {}
    for kind in OPENERS:
        for key in "abcd":
            opener = made(kind, text, replace(ADVANCED, tone=tone, key=key), **answers)
            assert 25 <= opener.seconds <= 50, opener.text


@pytest.mark.parametrize(
    ("greeting", "addressee", "begins"),
    [
        ("Hi", "Dana Whitlock", "Hi Dana,"),
        ("Good morning", "Mr Hale", "Good morning Mr Hale,"),
        ("Dear", None, "Hello,"),
        ("Hi", None, "Hi,"),
        (None, "Dana Whitlock", "H"),
    ],
)
def test_letters_begin_as_their_owner_begins_them(
    greeting: str | None, addressee: str | None, begins: str
) -> None:
    note = made("thank_you", "", replace(ADVANCED, greeting=greeting, addressee=addressee))
    assert note.text.startswith(begins)


@pytest.mark.parametrize(
    ("kind", "reason", "stage", "given"),
    [
        ("reason", "I'd barely slept.", "in_person", True),
        ("reason", "I'd barely slept.", "phone", False),
        ("reason", "I'd barely slept.", "video", True),
        ("experience", "I've only done one or two phone interviews, ages ago.", "video", True),
        ("experience", "I've only done one or two phone interviews, ages ago.", "unknown", False),
        ("experience", "I haven't been interviewed in ten years.", "in_person", False),
        ("reason", "I'm a slow thinker.", "in_person", False),
        ("reason", "I work nights.", "in_person", False),
        ("reason", "English is my second language.", "in_person", False),
    ],
)
def test_a_reason_is_given_only_where_it_holds_no_more(
    kind: str, reason: str, stage: str, given: bool
) -> None:
    fact = Fact(1, kind, reason.rstrip("."), "told", True, reason, "account", 0, len(reason))
    event = Fact(2, "event", "my mind went blank", "told", True, "", "account", 0, 0)
    opener = draft("opener_named", (fact, event), replace(ADVANCED, next_stage=stage), load())
    assert (reason in opener.text) == given


def test_a_formal_clause_of_the_users_is_spelled_out_and_means_the_same() -> None:
    said = made(
        "opener_named",
        "I wasn't happy with how I did. I'd barely slept. It's not like me at all.",
        replace(ADVANCED, tone="formal"),
    ).text
    assert "I was not happy with how I did." in said
    assert "I had barely slept." in said
    assert "It is not like me at all." in said


@pytest.mark.parametrize(
    ("told", "thing"),
    [
        (
            "I have the chart I made for our practice, and I can email it over",
            "the chart I made for our practice",
        ),
        (
            "I can bring a page on the stock count and leave it with you",
            "a page on the stock count and leave it with you",
        ),
        ("I've got two drawings of the culvert, which I could send", "two drawings of the culvert"),
        ("I can show the rota I built and the one before it", "the rota I built and the one before it"),
    ],
)
def test_what_is_offered_is_the_thing_and_not_what_could_be_done_with_it(told: str, thing: str) -> None:
    assert voicing.offered(told, "plain") == thing


def test_how_i_am_stays_as_it_is_said() -> None:
    assert voicing.in_tone("I can show you how I am in the meetings", "plain") == (
        "I can show you how I am in the meetings"
    )
    assert voicing.in_tone("I am better in person", "plain") == "I'm better in person"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("How you'd plan your week", "the question about how I'd plan my week"),
        ("why you left your last post", "the question about why I left my last post"),
        ("what you'd do when somebody annoys you", "annoys you"),
        ("What would you do?", "What would you do?"),
    ],
)
def test_a_question_noted_as_it_was_put_is_told_as_ones_own(asked: str, told: str) -> None:
    desk = Desk((), Particulars(asked=asked), load())
    assert told in desk.named["the_question"]


def test_what_can_be_brought_is_not_offered_to_be_sent() -> None:
    def letter(proof: str) -> str:
        told = (Fact(1, "proof", proof, "told", True, proof, "account", 0, len(proof)),)
        return draft("offer_sample", told, Particulars(me="Ruth Hale", key="a"), load()).text

    assert "the paper notebook of the weighbridge" in letter(
        "I can bring the paper notebook of the weighbridge"
    )
    offered = next(line for line in letter("I can bring the logbook").split(". ") if "logbook" in line)
    assert "send" not in offered


def test_asked_about_a_call_with_something_untrue_in_it_one_puts_that_right() -> None:
    told = (
        Fact(1, "event", "I said that I had finished the course", "told", True, "x", "account", 0, 1),
        Fact(2, "event", "my mind went blank", "told", True, "x", "account", 0, 1),
        Fact(3, "answer", "I finish it in March", "told", True, "x", "facts", 0, 1),
        Fact(4, "reason", "I had come off a night shift", "told", True, "x", "account", 0, 1),
    )
    said = draft(
        "about_the_call", told, Particulars(concern="integrity", next_stage="in_person"), load()
    ).text
    assert "finished the course" in said
    assert "finish it in March" in said
    assert "night shift" not in said
    opener = draft("opener_named", told, Particulars(concern="integrity", next_stage="in_person"), load())
    mended = next(reply for reply in opener.answers_to if reply.they_say.startswith("So what would"))
    assert [sentence.move for sentence in mended.sentences] == ["correct_answer"]
    assert "finish it in March" in mended.sentences[0].text


@pytest.mark.parametrize("key", "abcdefghijkl")
def test_after_an_untruth_no_test_of_skill_is_offered(key: str) -> None:
    told = (Fact(1, "event", "I said that I had a degree", "told", True, "x", "account", 0, 1),)
    said = draft("about_the_call", told, Particulars(concern="integrity", key=key), load())
    skill = Desk((), Particulars(), load()).table("about")["check"]["plain"]
    assert not any(line in said.text for line in skill)
    assert said.seconds >= 20


def test_where_something_said_was_not_so_the_opener_puts_that_right_before_anything_else():
    untrue = replace(ADVANCED, concern="integrity")
    told_so = told(SEED, said="I said I still worked at the nursery", truth="my job there ended in January")
    opener = draft("opener_named", told_so, untrue, load())
    moves = [one.move for one in opener.sentences]
    assert moves[1] == "correct_answer"
    assert moves.index("acknowledge") > moves.index("correct_answer")
    assert "reason" not in moves
    assert "reassure_atypical" not in moves
    assert "nursery" in opener.text
    assert "ended in January" in opener.text
    assert not opener.unfinished
    answers = [sentence.text for reply in opener.answers_to for sentence in reply.sentences]
    assert any("ended in January" in one for one in answers)
