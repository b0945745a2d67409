"""What sentences are like: the learnt models that ship, and that they come from the labelled sentences."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scripts import learn

from ringback.catalogue import load
from ringback.core.document import fold

TRAINING = Path(__file__).parents[2] / "training"


def test_unknown_words_tell_nothing_of_a_sentence():
    model = load().likeness["questions"]
    assert model.chances("") == model.chances("qzx vrtk")
    assert model.because("qzx vrtk", "opens") == ()


def test_the_words_that_spoke_most_stand_in_the_sentence():
    model = load().likeness["questions"]
    words = model.because(fold("What's your notice period?"), "logistics")
    assert words
    assert all(word in "what's your notice period" for word in words)


def test_a_follow_up_is_told_from_an_opener():
    model = load().likeness["questions"]
    assert model.leaning(fold("And what happened then?"), "opens", "follows") < 0
    assert (
        model.leaning(fold("Let's talk about weekends. How do you feel about those?"), "opens", "follows") > 0
    )


@pytest.mark.parametrize("name", sorted(learn.LESSONS))
def test_a_model_that_ships_was_learnt_from_the_sentences_as_they_are_now(name: str):
    with np.load(learn.MODELS / f"{name}.npz") as shipped:
        assert shipped["lesson"] == learn.digest(name), f"python -m scripts.learn {name}"


@pytest.mark.long  # learns again
@pytest.mark.parametrize("name", sorted(learn.LESSONS))
def test_the_models_that_ship_are_what_the_labelled_sentences_teach(name: str):
    lesson = learn.lesson(name)
    shipped, again = load().likeness[name], learn.learnt(lesson)
    for sentence in lesson.sentences[::25]:
        told, learnt = shipped.chances(fold(sentence)), again.chances(fold(sentence))
        assert told == pytest.approx(learnt, abs=0.02)


@pytest.mark.parametrize("path", sorted(TRAINING.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_line_of_training_is_labelled(path: Path):
    for line in path.read_text(encoding="utf-8").splitlines():
        assert isinstance(json.loads(line), dict)
