"""A call that broke off and was recorded in parts, as one recording."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ringback.core.heard import clock
from ringback.ears.channels import in_one
from ringback.ears.errors import TooLong
from ringback.ears.sound import LONGEST, RATE, Sound, looked_at, read_sound

BETWEEN = 1
"""Seconds of silence where one part ends and the next begins."""
File = tuple[Path, str]
"""A recording, and what its owner calls it."""


def read_call(parts: Sequence[File]) -> Sound:
    """A call's recording, or its parts put together. Raises UnhearableRecording."""
    if len(parts) == 1:
        return read_sound(*parts[0])
    return _joined([read_sound(*part) for part in in_time_order(parts)])


def in_time_order(parts: Sequence[File]) -> list[File]:
    """By when each was made, where all of them say so; else in the order given."""
    made = [looked_at(*part).made for part in parts]
    if not all(made):
        return list(parts)
    return [part for _, part in sorted(zip(made, parts, strict=True), key=lambda one: one[0])]


def _joined(parts: Sequence[Sound]) -> Sound:
    import numpy as np

    name = ", ".join(part.name for part in parts)
    if (seconds := sum(part.seconds + BETWEEN for part in parts)) > LONGEST:
        raise TooLong(name, seconds, LONGEST)
    alike = len({len(part.channels) for part in parts}) == 1
    rows = [part.channels if alike else in_one(part.channels)[None] for part in parts]
    silence = np.zeros((len(rows[0]), BETWEEN * RATE), np.int16)
    whole = np.concatenate([row for one in rows for row in (one, silence)][:-1], axis=1)
    wrong = (f"{part.name}: {one}" for part in parts for one in part.notices)
    return Sound(name, whole, (_says(parts), *wrong))


def _says(parts: Sequence[Sound]) -> str:
    begins, told = 0.0, []
    for part in parts:
        told.append(f"{part.name} from {clock(begins).partition('.')[0]}")
        begins += part.seconds + BETWEEN
    return f"One call in {len(parts)} parts: {', '.join(told)}. What was said between them is missing"
