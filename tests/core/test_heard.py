"""What was heard becomes a text that people can read, and that gives the same call when it is read again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringback.core.heard import Word, as_text, clock, fillers, heard_unclearly, is_heard, stretches
from ringback.readers import read_text

A, B = "Speaker 1", "Speaker 2"


def said(speaker: str, start: float, text: str, each: float = 0.4) -> list[Word]:
    return [
        Word(word, start + n * each, start + (n + 1) * each - 0.05, speaker)
        for n, word in enumerate(text.split())
    ]


def lines(words: list[Word]) -> list[tuple[str, str]]:
    return [(one[0].speaker, " ".join(word.text for word in one)) for one in stretches(words)]


def test_a_pause_ends_a_line_and_the_turn_keeps_the_silence() -> None:
    words = [*said(A, 0, "Why us?"), *said(B, 2, "Well, I"), *said(B, 6, "like buses.")]
    assert [line for _, line in lines(words)] == ["Why us?", "Well, I", "like buses."]
    [material] = read_text(as_text(words, 0.5), "call.txt")
    assert material.transcript
    assert [turn.text for turn in material.transcript.turns] == ["Why us?", "Well, I like buses."]
    assert material.transcript.turns[1].silences == ((2.8, 6.0),)
    assert (material.transcript.turns[1].at, material.transcript.turns[1].until) == (2.0, 6.8)


def test_who_speaks_into_a_turn_does_not_cut_it() -> None:
    words = [*said(A, 0, "and then we would have you meet the team"), *said(B, 1.5, "Lovely")]
    assert lines(words) == [(A, "and then we would have you meet the team"), (B, "Lovely")]


def test_a_short_answer_between_two_questions_stays_between_them() -> None:
    words = [*said(A, 0, "Are you there?"), *said(B, 1.2, "Yes."), *said(A, 1.6, "Good.")]
    assert lines(words) == [(A, "Are you there?"), (B, "Yes."), (A, "Good.")]


def test_a_word_heard_unclearly_is_searched_as_said_and_quoted_as_unclear() -> None:
    words = [
        Word("I", 0, 0.2, B),
        Word("was", 0.3, 0.5, B),
        Word("sacked,", 0.6, 1.0, B, 0.2),
        Word("twice", 1, 1.3, B),
    ]
    text = as_text([*said(A, 5, "Oh. I see."), *words], 0.5)
    assert "I was [sacked?], twice" in text
    [material] = read_text(text)
    assert material.transcript
    turn = material.transcript.turns[0]
    assert turn.text == "I was sacked, twice"
    start, end = turn.locate(turn.text.index("was"), len(turn.text))
    assert text[start:end] == "was [sacked?], twice"
    assert heard_unclearly(text[start:end])
    assert not heard_unclearly("I was sacked, twice [sic]")


def test_its_notes_say_who_you_are_and_what_fillers_there_were() -> None:
    text = as_text([*said(A, 0, "Hm."), *said(B, 2, "Hm.")], 0.5, ["You: Speaker 2", "Fillers: 3 to 7"])
    [material] = read_text(text)
    assert material.transcript
    assert (material.transcript.candidate, material.transcript.candidate_p) == (B, 1.0)
    [swapped] = read_text(text, me="speaker 1")
    assert swapped.transcript
    assert swapped.transcript.candidate == A
    known = fillers(text)
    assert known
    assert (known.low, known.high) == (3, 7)
    assert fillers(as_text(said(A, 0, "Hm."), 0.5)) is None


def test_my_name_is_nobodys_in_a_recording_and_no_fault() -> None:
    [material] = read_text(
        as_text([*said(A, 0, "Hello?"), *said(B, 2, "Yes.")], 0.5, ["You: Speaker 2"]), me="Ines"
    )
    assert material.transcript
    assert material.transcript.candidate == B


@given(st.floats(0, 20_000))
def test_a_time_is_written_to_the_tenth_and_never_with_sixty_seconds(seconds: float) -> None:
    parts = clock(seconds).split(":")
    total = 0.0
    for part in parts:
        total = total * 60 + float(part)
    assert abs(total - seconds) <= 0.0501
    assert all(float(part) < 60 for part in parts[1:])


WORDS = st.lists(
    st.tuples(
        st.text(
            st.characters(blacklist_categories=("Z", "C"), blacklist_characters="[]#"), min_size=1, max_size=8
        ),
        st.floats(0, 3),
        st.sampled_from([A, B]),
        st.floats(0, 1),
    ),
    min_size=1,
    max_size=30,
)


@given(WORDS)
def test_reading_the_text_again_gives_every_word_once_and_in_its_place(
    rows: list[tuple[str, float, str, float]],
) -> None:
    at, words = 0.0, []
    for text, gap, speaker, sure in rows:
        words.append(Word(text, at + gap, at + gap + 0.3, speaker, sure))
        at += gap + 0.3
    text = as_text(words, 0.5, ["Heard in x.m4a"])
    assert is_heard(text)
    if not any(char.isalnum() for char in "".join(word.text for word in words)):
        return
    [material] = read_text(text)
    assert material.transcript
    turns = material.transcript.turns
    told = sorted(" ".join(turn.text for turn in turns).split())
    assert told == sorted(word.text for word in words)
    for turn in turns:
        start, end = turn.locate(0, len(turn.text))
        assert text[start:end]
