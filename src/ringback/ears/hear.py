"""A recording heard: where somebody speaks, what is said, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ringback.core.heard import Fillers, Word, clock, stretches
from ringback.ears import fillers
from ringback.ears.channels import are_two_ends, in_one, levels, own
from ringback.ears.engine import BATCH, WINDOW, Engine, packed
from ringback.ears.errors import NobodySpeaks
from ringback.ears.playing import peaks
from ringback.ears.sound import Sound
from ringback.ears.speakers import NAMES, Turning, tell_apart
from ringback.ears.voiced import Listening, Span, chances, voiced

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
    the file; `peaks`: the shape of the sound.
    """

    name: str
    seconds: float
    model: str
    words: tuple[Word, ...]
    sure_who: float
    two_ends: bool
    fillers: Fillers | None
    notices: tuple[str, ...]
    peaks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Part:
    """Some stretches of one track, heard at one go."""

    track: int
    spans: tuple[Span, ...]

    @property
    def seconds(self) -> float:
        """How long they are together."""
        return sum(span.seconds for span in self.spans)


@dataclass(frozen=True)
class Plan:
    """How a recording is listened to: its tracks, and the parts in the order in which they are heard."""

    sound: Sound
    tracks: tuple[Track, ...]
    parts: tuple[Part, ...]

    @property
    def two_ends(self) -> bool:
        """Whether each end of the call has a track of its own."""
        return len(self.tracks) == 2


def heard(sound: Sound, engine: Engine, candidate: Candidate, told: fillers.Told) -> Hearing:
    """A recording's words, with their times and speakers. Raises NobodySpeaks."""
    plan = planned(sound)
    words = [part_heard(plan, number, engine) for number in range(len(plan.parts))]
    return put_together(plan, words, engine, candidate, told)


def planned(sound: Sound, windows: int = BATCH) -> Plan:
    """A recording in parts of so many windows of speech, the same each time. Raises NobodySpeaks."""
    two_ends = are_two_ends(sound.channels)
    tracks = tuple(_track(one) for one in (sound.channels[:2] if two_ends else [in_one(sound.channels)]))
    parts = []
    for number, spans in enumerate(_spans(tracks)):
        each = packed(spans, WINDOW)
        for first in range(0, len(each), windows):
            stretch = tuple(span for window in each[first : first + windows] for span in window)
            parts.append(Part(number, stretch))
    if not parts:
        raise NobodySpeaks(sound.name, clock(sound.seconds))
    return Plan(sound, tracks, tuple(sorted(parts, key=lambda part: (part.spans[-1].end, part.track))))


def part_heard(plan: Plan, number: int, engine: Engine) -> tuple[Word, ...]:
    """The words of one part."""
    part = plan.parts[number]
    return tuple(engine.words(plan.tracks[part.track].samples, part.spans))


def put_together(
    plan: Plan,
    heard_in: Sequence[Sequence[Word]],
    engine: Engine,
    candidate: Candidate,
    told: fillers.Told,
) -> Hearing:
    """The whole of what was heard in the parts, with who said it. Raises NobodySpeaks."""
    sound = plan.sound
    said = [
        replace(word, speaker=str(part.track))
        for part, words in zip(plan.parts, heard_in, strict=True)
        for word in words
    ]
    if not said:
        raise NobodySpeaks(sound.name, clock(sound.seconds))
    words, sure = _two_ends(said) if plan.two_ends else _one_track(plan.tracks[0], said)
    who = candidate(words)
    return Hearing(
        name=sound.name,
        seconds=sound.seconds,
        model=engine.name,
        words=words,
        sure_who=sure,
        two_ends=plan.two_ends,
        fillers=_fillers(plan.tracks, words, who, engine, told) if who else None,
        notices=sound.notices,
        peaks=peaks(sound.channels),
    )


def _track(samples: Samples) -> Track:
    import numpy as np

    samples = np.ascontiguousarray(samples)
    return Track(samples, chances(samples))


def _spans(tracks: Sequence[Track]) -> list[list[Span]]:
    """The stretches of speech on each track; of two ends, without what leaks from the other."""
    every = [voiced(track.chance, len(track.samples), Listening()) for track in tracks]
    if len(tracks) == 1:
        return every
    loud = [levels(track.samples) for track in tracks]
    return [own(spans, loud[number], loud[1 - number]) for number, spans in enumerate(every)]


def _one_track(track: Track, said: Sequence[Word]) -> tuple[tuple[Word, ...], float]:
    told = tell_apart(track.samples, tuple(replace(word, speaker="") for word in said), Turning())
    return told.words, told.sure


def _two_ends(said: list[Word]) -> tuple[tuple[Word, ...], float]:
    """Each end's words by itself; who is heard first is the first speaker."""
    said.sort(key=lambda word: (word.start, word.end))
    names: dict[str, str] = {}
    for word in said:
        names.setdefault(word.speaker, NAMES[bool(names)])
    return tuple(replace(word, speaker=names[word.speaker]) for word in said), 1.0


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
