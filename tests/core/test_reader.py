"""The reader: what it makes of a text, and that it was learnt from the labelled texts as they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts import learn_harm, reader_lessons
from scripts.reader_lessons import LAYERS, READER

from ringback.catalogue import load
from ringback.core.reader import Reader
from ringback.core.wordpiece import pieces

WORDS = st.text("abcdefgh étß'-.,;!? \n\t0129€日🙂", max_size=60)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load().reader


def pieced(reader: Reader, text: str) -> list[str]:
    words = {number: word for word, number in reader.encoder.vocabulary.items()}
    return [words[number] for number in pieces(text, reader.encoder.vocabulary)]


def test_words_are_cut_into_the_longest_pieces_known(reader: Reader):
    assert pieced(reader, "Unaffordable, I'd say.") == [
        "una",
        "##ff",
        "##ord",
        "##able",
        ",",
        "i",
        "'",
        "d",
        "say",
        ".",
    ]


def test_accents_case_and_what_cannot_be_seen_make_no_difference(reader: Reader):
    assert pieced(reader, "CAF\u00c9\u200b menu") == pieced(reader, "cafe menu")


def test_money_stays_with_its_figure_and_signs_of_chinese_stand_alone(reader: Reader):
    assert "".join(pieced(reader, "£36")).replace("##", "") == "£36"
    assert len(pieced(reader, "日本")) == 2


@given(WORDS)
def test_every_text_can_be_cut(text: str):
    vocabulary = load().reader.encoder.vocabulary
    assert all(0 <= number < len(vocabulary) for number in pieces(text, vocabulary))


def test_a_sentence_is_read_in_the_light_of_the_others(reader: Reader):
    alone, _ = reader.encoder.read(["I said yes."], LAYERS)
    after, _ = reader.encoder.read(["She asked if I had a licence, which I have not.", "I said yes."], LAYERS)
    assert not np.allclose(alone[0], after[1], atol=0.05)


def test_fewer_layers_read_otherwise_and_a_head_asks_for_its_own(reader: Reader):
    said = ["Thank you for the call.", "I gave you the wrong frost date."]
    first, whole = reader.encoder.read(said, 4), reader.encoder.read(said, LAYERS)
    assert not np.allclose(first[0], whole[0], atol=0.05)
    head = reader.heads["moves"]
    assert head.layers == 4
    assert reader.sentences("moves", said) == [head.pulls(one) for one in first[0]]


def test_of_a_text_too_long_to_read_at_once_every_sentence_is_read(reader: Reader):
    sentences = [f"The {word} was on the other line." for word in ("owner", "cook", "clerk")] * 60
    told, _ = reader.encoder.read(sentences, LAYERS)
    assert np.isfinite(told).all()
    assert (np.abs(told).max(axis=1) > 0).all()


def test_a_text_of_nothing_tells_nothing(reader: Reader):
    told, whole = reader.encoder.read(["", "  "], LAYERS)
    assert not told.any()
    assert not whole.any()
    assert reader.sentences("mistakes", []) == []


def test_the_reader_that_ships_was_learnt_from_the_labelled_texts_as_they_are_now():
    with np.load(READER) as held:
        assert held["lesson"] == reader_lessons.digest(reader_lessons.texts()), "make learn-reader"


def test_what_it_knows_of_harm_was_learnt_from_the_messages_as_they_are_now():
    with np.load(READER) as held:
        assert held["head.harm.lesson"] == learn_harm.lesson(learn_harm.lessons()), "make learn-reader"
