"""What turns speech into words: one protocol, and faster-whisper behind it.

An engine is given whole samples and the stretches of them that are speech, and hears nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from ringback.core.heard import Word
from ringback.ears.errors import WrongModel
from ringback.ears.sound import RATE
from ringback.ears.voiced import Span, as_floats

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.int16]

BATCH = 4
"""Windows heard at once: with 8 a third more memory is taken, and no time is saved on two cores."""
WINDOW = 30 * RATE
"""What a Whisper model hears at once."""
_ENDS = (".", "?", "!", ",")
_SLACK = RATE // 10
"""By how much a word may begin before the detector hears speech, and end after it."""
_PASSED_OVER = 2.0
_LOOPS = 2.4
"""A text that packs better than this says the same thing over and over."""
_NO_SPEECH, _SURE = 0.6, -1.0
"""Above the one and below the other a window's words are taken for invented, as Whisper's own reader does."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to listen: how widely to search, a `prompt` to write on from, what may not be written
    (`suppressed`), and whether words are to be timed.
    """

    beam: int = 5
    prompt: str | None = None
    suppressed: tuple[int, ...] = (-1,)
    timed: bool = True


PLAIN = Manner()


class Engine(Protocol):
    """Speech to words. `name` is the model's, to be shown."""

    @property
    def name(self) -> str: ...

    def words(self, samples: Samples, spans: Sequence[Span], manner: Manner = PLAIN) -> Iterator[Word]:
        """The words within the spans, in order, each with its time in the whole recording.

        Untimed, a word has the times of the speech that it was heard in. No spans: no words.
        """
        ...


class Whisper:
    """faster-whisper, 8-bit on the processor, several windows at a time."""

    def __init__(self, folder: str, name: str) -> None:
        from ringback.ears.library import needing_no_decoder

        with needing_no_decoder():
            from faster_whisper import BatchedInferencePipeline, WhisperModel
        self.name = name
        try:
            model = WhisperModel(folder, device="cpu", compute_type="int8", local_files_only=True)
        except (RuntimeError, ValueError, OSError) as error:
            raise WrongModel(folder, str(error).split("\n", 1)[0].rstrip(".")) from None
        self._pipeline = BatchedInferencePipeline(model)

    def words(self, samples: Samples, spans: Sequence[Span], manner: Manner = PLAIN) -> Iterator[Word]:
        """See Engine."""
        windows = packed(spans, WINDOW)
        for first in range(0, len(windows), BATCH):
            part = windows[first : first + BATCH]
            found = list(self._heard(samples, part, manner))
            if manner.timed and (left := passed_over(part, found)):
                found += self._heard(samples, packed(left, WINDOW), manner)
                found.sort(key=lambda word: (word.start, word.end))
            yield from found

    def _heard(self, samples: Samples, windows: Sequence[Sequence[Span]], manner: Manner) -> Iterator[Word]:
        import numpy as np

        packing = Packing(windows)
        audio = as_floats(np.concatenate([samples[one.start : one.end] for one in packing.spans]))
        for segment in self._segments(audio, packing, manner):
            if segment.no_speech_prob > _NO_SPEECH and segment.avg_logprob < _SURE:
                continue
            if manner.timed:
                yield from _timed(segment.words or (), packing)
            else:
                place = packing.span_at(segment.start)
                yield from (Word(text, *place) for text in segment.text.split())

    def _segments(self, audio: Any, packing: Packing, manner: Manner) -> Iterator[Any]:
        """The windows as heard; one that says the same thing over and over is heard again, more strictly."""
        found = list(self._transcribed(audio, packing.clips, manner))
        looping = [one for one in found if one.compression_ratio > _LOOPS]
        for segment in found:
            if segment not in looping:
                yield segment
                continue
            clip = min(packing.clips, key=lambda one: abs(one["start"] - segment.start))
            yield from self._transcribed(audio, [clip], manner, no_repeat_ngram_size=3)

    def _transcribed(
        self, audio: Any, clips: list[dict[str, float]], manner: Manner, **more: Any
    ) -> Iterable[Any]:
        segments, _ = self._pipeline.transcribe(
            audio,
            language="en",
            beam_size=manner.beam,
            initial_prompt=manner.prompt,
            suppress_tokens=list(manner.suppressed),
            word_timestamps=manner.timed,
            clip_timestamps=clips,
            vad_filter=False,
            batch_size=BATCH,
            **more,
        )
        heard: Iterable[Any] = segments
        return heard


class Packing:
    """Windows of speech laid end to end, and where each sample of them stood in the recording."""

    def __init__(self, windows: Sequence[Sequence[Span]]) -> None:
        self.spans = [span for window in windows for span in window]
        self._starts: list[int] = []
        self.clips: list[dict[str, float]] = []
        at = 0
        for window in windows:
            begun = at
            for span in window:
                self._starts.append(at)
                at += span.end - span.start
            self.clips.append({"start": begun / RATE, "end": at / RATE})

    def _index(self, seconds: float) -> int:
        from bisect import bisect_right

        return max(bisect_right(self._starts, round(seconds * RATE)) - 1, 0)

    def span_at(self, seconds: float) -> tuple[float, float]:
        """The stretch of the recording that a time of the packing lies in, in seconds."""
        span = self.spans[self._index(seconds)]
        return span.start / RATE, span.end / RATE

    def in_recording(self, start: float, end: float, text: str) -> tuple[float, float]:
        """A word's times in the recording, within the speech of one stretch.

        What is said across a join belongs before it where it ends a sentence, else after it: a model lets
        words begin where the one before ended, and end where the next begins.
        """
        index, after = self._index(start), self._index(end)
        if after > index and not text.rstrip().endswith(_ENDS):
            index = self._index((start + end) / 2)
            index += index < after and self._speech_is_over(index, start)
        span, moved = self.spans[index], self.spans[index].start - self._starts[index]
        low = span.start if span.first < 0 else max(span.first - _SLACK, span.start)
        high = span.end if span.last < 0 else min(span.last + _SLACK, span.end)
        first = min(max(round(start * RATE) + moved, low), high)
        last = min(max(round(end * RATE) + moved, first), high)
        return round(first / RATE, 2), round(last / RATE, 2)

    def _speech_is_over(self, index: int, seconds: float) -> bool:
        span = self.spans[index]
        return 0 <= span.last <= round(seconds * RATE) + span.start - self._starts[index] + _SLACK


def passed_over(windows: Sequence[Sequence[Span]], found: Sequence[Word]) -> list[Span]:
    """The stretches of some length in which nothing was heard: a model sometimes ends a window early."""
    starts = [word.start * RATE for word in found]
    return [
        span
        for window in windows
        for span in window
        if span.seconds >= _PASSED_OVER and not any(span.start <= start < span.end for start in starts)
    ]


def packed(spans: Sequence[Span], most: int) -> list[list[Span]]:
    """Spans in windows of at most so many samples of speech, in order; a longer span stands alone."""
    windows: list[list[Span]] = []
    filled = 0
    for span in spans:
        size = span.end - span.start
        if not windows or filled + size > most:
            windows.append([])
            filled = 0
        windows[-1].append(span)
        filled += size
    return windows


def _timed(tokens: Iterable[Any], packing: Packing) -> Iterator[Word]:
    """A segment's words; what has no space before it belongs to the word it follows."""
    held: Word | None = None
    for token in tokens:
        start, end = packing.in_recording(float(token.start), float(token.end), token.word)
        sure = float(token.probability)
        if held is not None and not token.word.startswith(" "):
            held = Word(held.text + token.word, held.start, end, "", min(held.confidence, sure))
            continue
        if held is not None:
            yield held
        held = Word(token.word.strip(), start, end, "", sure) if token.word.strip() else None
    if held is not None:
        yield held
