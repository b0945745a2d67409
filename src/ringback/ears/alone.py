"""One voice alone: a take of a rehearsal, heard whole, with no one to tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ringback.core.heard import Fillers, Word, clock, stretches
from ringback.ears import fillers
from ringback.ears.channels import in_one
from ringback.ears.engine import Engine
from ringback.ears.errors import NobodySpeaks
from ringback.ears.sound import read_sound
from ringback.ears.voiced import Listening, chances, voiced


@dataclass(frozen=True)
class Alone:
    """What one voice said. `latency` and `seconds`: before the first word, and from it to the last."""

    words: tuple[Word, ...]
    latency: float
    seconds: float
    fillers: Fillers


def hear_alone(path: Path, name: str, engine: Engine, told: Mapping[str, Any]) -> Alone:
    """A recording of one voice. `told` is the catalogue's table of recordings. Raises UnhearableRecording."""
    import numpy as np

    sound = read_sound(path, name)
    samples = np.ascontiguousarray(in_one(sound.channels))
    chance = chances(samples)
    words = tuple(engine.words(samples, voiced(chance, len(samples), Listening())))
    if not words:
        raise NobodySpeaks(name, clock(sound.seconds))
    found = fillers.count(engine, samples, chance, stretches(words), fillers.Told.of(told["fillers"]))
    return Alone(words, words[0].start, max(words[-1].end - words[0].start, 0.1), found)
