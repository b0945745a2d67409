"""A heard transcript put right: one splice at a time, each of which can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.core.heard import heard_unclearly, is_heard, lines_of, turns_of
from ringback.core.put_right import (
    Change,
    NoOtherSpeaker,
    NoSuchTurn,
    NothingChanged,
    NothingLeft,
    said_by_the_other,
    said_otherwise,
    swapped,
)

CALL = """\
# Heard in tram.m4a, 0:20, by tiny.en. [Words?] in brackets were heard unclearly.
# You: Speaker 2
# Fillers: 1 to 3
# Heard again: 0:03.0-0:17.0 1
[0:00.0-0:02.0] Speaker 1: Which tram did you mend?
[0:03.0-0:05.0] Speaker 2: The [hound?] nine.
[0:06.0-0:10.0] Speaker 2: On my own. Who helped you?
[0:11.0-0:17.0] Speaker 2: Nobody did, it was a Sunday.
"""


def said(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker[-1], turn.text) for turn in turns_of(text)]


def test_a_line_is_given_to_the_other_and_back() -> None:
    change = said_by_the_other(CALL, 4)
    text = change.of(CALL)
    assert said(text)[-1] == ("1", "Nobody did, it was a Sunday.")
    assert change.back().of(text) == CALL


def test_a_line_break_splits_a_line_by_its_letters_and_each_part_can_be_given_away() -> None:
    text = said_otherwise(CALL, 3, "On my own.\nWho helped you?").of(CALL)
    assert [(line.at, line.until) for line in lines_of(text)[2:4]] == [(6.0, 7.6), (7.6, 10.0)]
    text = said_by_the_other(text, 4).of(text)
    assert said(text) == [
        ("1", "Which tram did you mend?"),
        ("2", "The hound nine. On my own."),
        ("1", "Who helped you?"),
        ("2", "Nobody did, it was a Sunday."),
    ]


def test_typed_words_are_sure_and_brackets_that_stay_are_not() -> None:
    sure, unsure = "The number nine.", "The [hound?] nine, yes."
    for words in (sure, unsure):
        line = lines_of(said_otherwise(CALL, 2, words).of(CALL))[1]
        assert heard_unclearly(line.said) == (words == unsure)


def test_without_words_nothing_was_said_there_and_words_can_come_back() -> None:
    text = said_otherwise(CALL, 2, " ").of(CALL)
    assert len(lines_of(text)) == 4
    assert said(text)[1] == ("2", "On my own. Who helped you? Nobody did, it was a Sunday.")
    assert said_otherwise(text, 2, "The nine.").of(text).count("The nine.") == 1


def test_swapped_the_ums_are_unknown_since_they_were_the_others() -> None:
    change = swapped(CALL)
    text = change.of(CALL)
    assert [who for who, _ in said(text)] == ["2", "1"]
    assert "Fillers" not in text
    assert "Heard again" not in text
    assert change.back().of(text) == CALL


def test_places_are_carried_past_the_words_that_stay_and_through_names_of_other_lengths() -> None:
    call = CALL.replace("Speaker 2", "Bo").replace("Speaker 1", "Alexandra")
    for words in ("On my own.", "Who helped you?", "Nobody did"):
        place = call.index(words), call.index(words) + len(words)
        change = swapped(call)
        carried = change.carries(*place)
        assert carried
        assert change.of(call)[slice(*carried)] == words
        assert change.back().carries(*carried) == place
    change = said_otherwise(call, 3, "On my own. Who rang you?")
    own = call.index("On my own.")
    assert change.carries(own, own + 10) == (own, own + 10)
    assert change.carries(own + 11, own + 26) is None


def test_what_cannot_be_put_right_is_refused() -> None:
    with pytest.raises(NoSuchTurn, match="1 to 4"):
        said_by_the_other(CALL, 5)
    with pytest.raises(NoSuchTurn):
        said_otherwise(CALL, 0, "Well.")
    with pytest.raises(NothingChanged):
        said_otherwise(CALL, 1, "Which tram  did you mend?")
    alone = "[0:00.0-0:02.0] Speaker 1: Hello there.\n"
    with pytest.raises(NoOtherSpeaker):
        swapped(alone)
    with pytest.raises(NothingLeft):
        said_otherwise(alone, 1, "")


typed = st.text(st.sampled_from(list("ab [?]:#\n\r\t-.0123\N{SLIGHTLY SMILING FACE}\u2028")), max_size=40)


@given(typed, st.integers(1, 4))
def test_whatever_is_typed_stays_within_its_line(words: str, number: int) -> None:
    try:
        change = said_otherwise(CALL, number, words)
    except NothingChanged:
        return
    text = change.of(CALL)
    assert is_heard(text)
    others = [line.said for line in lines_of(CALL)]
    new = [line.said for line in lines_of(text)]
    assert new[: number - 1] == others[: number - 1]
    assert new[len(new) - (4 - number) :] == others[number:]
    assert change.back().of(text) == CALL


@given(st.text("xy", max_size=20), st.integers(0, 20), st.text("xyz", max_size=5), st.data())
def test_a_place_is_carried_to_the_same_words_or_not_at_all(
    text: str, start: int, became: str, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(text)))
    was = text[min(start, len(text)) : min(start, len(text)) + data.draw(st.integers(0, 4))]
    change = Change("words", min(start, len(text)), was, became)
    last = data.draw(st.integers(first, len(text)))
    place = change.carries(first, last)
    if place is not None and first < last:
        assert change.of(text)[place[0] : place[1]] == text[first:last]
