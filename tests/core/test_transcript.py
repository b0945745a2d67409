from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.core.called import Usual
from ringback.core.transcript import Piece, Turn, UnknownSpeaker, from_account, infer_candidate

SCREEN = [
    ("Ines", "Hi, thanks for taking the time today. Can you hear me all right?"),
    ("Theo", "Yes, I can hear you fine, thank you."),
    ("Ines", "Great. So could you tell me a little about your background?"),
    (
        "Theo",
        (
            "I worked in a bakery for four years and then I moved into stock control, "
            "where I looked after two sites."
        ),
    ),
    ("Ines", "And why do you want to leave?"),
    (
        "Theo",
        "My last company closed the site I was on, so I have been looking for something nearer to home.",
    ),
    ("Ines", "What questions do you have for me?"),
    ("Theo", "How big is the team, and who would I report to?"),
    ("Ines", "There are nine of us. We will be in touch by Friday about the next steps."),
    ("Theo", "Thank you for calling, I'd love to come in."),
]
PANEL = [
    ("Mo", "Welcome. Tell us about a time you missed a deadline."),
    (
        "Ada",
        (
            "I was working on the spring catalogue, "
            "and I told my manager two weeks early that I would not make it."
        ),
    ),
    ("Priya", "What did you learn from it?"),
    ("Ada", "I learned to ask for help sooner, and I have done that ever since at each place I worked."),
    ("Mo", "Have you managed anybody?"),
    ("Ada", "I led a team of three in my last job, mostly students in the summer."),
    ("Priya", "Thanks. Any questions for us?"),
    ("Ada", "I would like to know how you train people."),
]


def turns(rows: list[tuple[str, str]]) -> list[Turn]:
    return [Turn(speaker, (Piece(text, 0, len(text)),)) for speaker, text in rows]


def relabelled(names: dict[str, str]) -> list[Turn]:
    return turns([(names[speaker], text) for speaker, text in SCREEN])


def test_the_candidate_is_told_by_who_answers_when_the_names_say_nothing() -> None:
    speaker, p = infer_candidate(turns(SCREEN))
    assert speaker == "Theo"
    assert p > 0.8


def test_one_short_exchange_leaves_the_candidate_unsure() -> None:
    assert infer_candidate(turns([("Ines", "Hello there."), ("Theo", "Hello.")]))[1] < 0.6


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Interviewer", "Candidate"),
        ("Recruiter (Ines)", "Theo"),
        ("Ines", "Me"),
        ("Q", "A"),
        ("Hiring manager", "Applicant"),
        ("HR", "Theo Brandt"),
    ],
)
def test_a_telling_label_settles_who_the_candidate_is(theirs: str, ours: str) -> None:
    speaker, p = infer_candidate(relabelled({"Ines": theirs, "Theo": ours}))
    assert speaker == ours
    assert p >= 0.9


def test_of_three_speakers_the_one_answering_is_the_candidate() -> None:
    speaker, p = infer_candidate(turns(PANEL))
    assert speaker == "Ada"
    assert p > 0.6


@pytest.mark.parametrize("me", ["Ines Marlow", "ines", "INES", "marlow", " Mar "])
def test_a_name_given_wins_over_what_is_inferred(me: str) -> None:
    assert infer_candidate(relabelled({"Ines": "Ines Marlow", "Theo": "Theo"}), me) == ("Ines Marlow", 1.0)


def test_a_name_nobody_has_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UnknownSpeaker, match=r"Ines, Theo"):
        infer_candidate(turns(SCREEN), "Walter")


def test_a_name_that_fits_two_speakers_is_refused() -> None:
    with pytest.raises(UnknownSpeaker, match="more than one"):
        infer_candidate(relabelled({"Ines": "Lee Ines", "Theo": "Lee Theo"}), "lee")


def test_a_usual_name_counts_where_somebody_is_called_so_and_tells_nothing_elsewhere() -> None:
    assert infer_candidate(turns(SCREEN), Usual("ines")) == ("Ines", 1.0)
    assert infer_candidate(turns(SCREEN), Usual("Walter")) == infer_candidate(turns(SCREEN))


def test_without_labels_nobody_is_taken_for_the_candidate() -> None:
    assert infer_candidate(turns([("", "Hello."), ("", "Tell me about yourself.")])) == (None, 0.0)


@given(st.lists(st.tuples(st.sampled_from(["", "A", "Bo", "Me", "HR"]), st.text(max_size=40)), max_size=12))
def test_the_candidate_is_always_a_speaker_with_a_probability(rows: list[tuple[str, str]]) -> None:
    speaker, p = infer_candidate(turns(rows))
    assert 0 <= p <= 1
    assert (speaker in {name for name, _ in rows if name}) if speaker is not None else p == 0


def test_part_of_an_account_keeps_its_place_in_the_whole() -> None:
    text = "Intro. I froze 😀 there."
    told = from_account("a.txt", text, 7)
    assert told.turns[0].text == "I froze 😀 there."
    assert text[slice(*told.turns[0].locate(2, 7))] == "froze"


def test_a_place_across_a_break_is_clipped_to_the_first_stretch() -> None:
    turn = Turn("Ann", (Piece("one", 10, 13), Piece(" ", 20, 20), Piece("two", 20, 23)))
    assert turn.text == "one two"
    assert turn.locate(1, 7) == (11, 13)
    assert turn.locate(4, 7) == (20, 23)
