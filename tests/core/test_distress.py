"""Words of self-harm are heard, idiom is left alone, and there is always somebody to ring."""

from __future__ import annotations

import pytest

from ringback.catalogue import load
from ringback.core.distress import emergency_number, heard, helplines_for
from ringback.core.document import Document, Passage, of_transcript
from ringback.core.transcript import Piece, Turn, from_account


def account(text: str) -> Document:
    return of_transcript(from_account("account", text))


@pytest.mark.parametrize(
    "text",
    [
        "The recruiter hung up. I don’t want to live any more.",
        "My phone died and then I sat in the car and wanted to kill myself.",
        "I bombed it. They'd all be better off without me.",
        "my husband keeps saying he wishes he was dead since he lost the job",
        "The manager said no and I've got the tablets right here.",
        "I went blank twice. I don't see any point in anything any more.",
        "They haven't rung. I hope I don't wake up tomorrow.",
        "I burnt my arm again tonight because of that call.",
        "I've written letters to my kids, I'm saying goodbye.",
    ],
)
def test_words_of_self_harm_are_heard_among_the_rest(text: str):
    assert heard((account(text),), load())


@pytest.mark.parametrize(
    "text",
    [
        "I nearly died of shame, and the waiting is killing me.",
        "I shot myself in the foot, and my battery died on top of it.",
        "I'd kill for that job, and I was dying to tell them so.",
        "My father died in May and I could not concentrate.",
        "I'd written a note to my manager, and was saying goodbye when the line went.",
        "I don't see the point in anything longer than two lines, and I had the tablets ready for the demo.",
        "I burned my arm on the oven as they rang. I called it off myself.",
    ],
)
def test_the_idiom_of_a_bad_hour_is_left_alone(text: str):
    assert not heard((account(text),), load())


def test_what_the_employer_writes_or_the_interviewer_says_is_not_the_candidates_distress():
    turn = Turn("Ivo", (Piece("A caller says: I want to die. What do you do?", 0, 45),))
    mail = Document("mail", "message", turn.text, (Passage(turn, "employer", 0),))
    call = Document("call", "verbatim", turn.text, (Passage(turn, "interviewer", 0),))
    assert not heard((mail, call), load())


@pytest.mark.parametrize("country", ["GB", "gb", "US", "CA", "AU", "NZ", "IN", "IE"])
def test_a_listed_country_has_a_line_with_a_number_and_its_sources(country: str):
    for line in helplines_for(load(), country):
        assert any(character.isdigit() for character in line.number)
        assert set(line.sources) <= load().sources.keys()
    assert emergency_number(load(), country)


@pytest.mark.parametrize("country", [None, "", "BR"])
def test_anywhere_else_there_is_a_page_that_lists_whom_to_ring(country: str | None):
    (line,) = helplines_for(load(), country)
    assert line.number == "findahelpline.com"
    assert emergency_number(load(), country) is None
