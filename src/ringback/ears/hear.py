"""A recording heard: where somebody speaks, what is said, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ringback.core.heard import Fillers, Word, clock, stretches
from ringback.ears import fillers
from ringback.ears.channels import are_two_ends, in_one, levels, own
from ringback.ears.engine import Engine
from ringback.ears.errors import NobodySpeaks
from ringback.ears.sound import Sound
from ringback.ears.speakers import NAMES, Turning, tell_apart
from ringback.ears.voiced import Listening, chances, voiced

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Samples = npt.NDArray[np.int16]

Candidate = Callable[[tuple[Word, ...]], str | None]
"""Who of the speakers is the candidate; None where that isn't known."""


@dataclass(frozen=True)
class Track:
    """One channel that is listened to, and the chance of speech along it."""

    samples: Samples
    chance: Floats


@dataclass(frozen=True)
class Hearing:
    """What was heard. `sure_who`: how sure the speakers are (0 to 1); `two_ends`: each had a track of its
    own; `fillers` are the candidate's, None where it isn't known who that is; `notices`: what is wrong with
    the file.
    """

    name: str
    seconds: float
    model: str
    words: tuple[Word, ...]
    sure_who: float
    two_ends: bool
    fillers: Fillers | None
    notices: tuple[str, ...]


def heard(sound: Sound, engine: Engine, candidate: Candidate, told: fillers.Told) -> Hearing:
    """A recording's words, with their times and speakers. Raises NobodySpeaks."""
    two_ends = are_two_ends(sound.channels)
    tracks = [_track(one) for one in (sound.channels[:2] if two_ends else [in_one(sound.channels)])]
    words, sure = _two_ends(tracks, engine) if two_ends else _one_track(tracks[0], engine)
    if not words:
        raise NobodySpeaks(sound.name, clock(sound.seconds))
    who = candidate(words)
    return Hearing(
        name=sound.name,
        seconds=sound.seconds,
        model=engine.name,
        words=words,
        sure_who=sure,
        two_ends=two_ends,
        fillers=_fillers(tracks, words, who, engine, told) if who else None,
        notices=sound.notices,
    )


def _track(samples: Samples) -> Track:
    import numpy as np

    samples = np.ascontiguousarray(samples)
    return Track(samples, chances(samples))


def _one_track(track: Track, engine: Engine) -> tuple[tuple[Word, ...], float]:
    spans = voiced(track.chance, len(track.samples), Listening())
    words = tuple(engine.words(track.samples, spans))
    told = tell_apart(track.samples, words, Turning())
    return told.words, told.sure


def _two_ends(tracks: Sequence[Track], engine: Engine) -> tuple[tuple[Word, ...], float]:
    """Each end's words by itself; who is heard first is the first speaker."""
    loud = [levels(track.samples) for track in tracks]
    every: list[Word] = []
    for number, track in enumerate(tracks):
        spans = own(voiced(track.chance, len(track.samples), Listening()), loud[number], loud[1 - number])
        every += [replace(word, speaker=str(number)) for word in engine.words(track.samples, spans)]
    every.sort(key=lambda word: (word.start, word.end))
    names: dict[str, str] = {}
    for word in every:
        names.setdefault(word.speaker, NAMES[bool(names)])
    return tuple(replace(word, speaker=names[word.speaker]) for word in every), 1.0


def _fillers(
    tracks: Sequence[Track], words: tuple[Word, ...], who: str, engine: Engine, told: fillers.Told
) -> Fillers:
    """The candidate's fillers, on the track where they are loudest."""
    mine = [one for one in stretches(words) if one[0].speaker == who]
    track = tracks[0] if len(tracks) == 1 else max(tracks, key=lambda one: _voice_in(one, mine))
    return fillers.count(engine, track.samples, track.chance, mine, told)


def _voice_in(track: Track, mine: Sequence[Sequence[Word]]) -> float:
    loud = levels(track.samples)
    parts = [loud[int(one[0].start * 10) : int(one[-1].end * 10) + 1].mean() for one in mine[:20]]
    return float(sum(parts)) / max(len(parts), 1)
