"""The interviewer's voice, where espeak-ng is on this machine: a question as sound, or spoken aloud.

The words go to its standard input, so nothing in them is ever read as an option or by a shell.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from functools import lru_cache

from ringback.app import memory
from ringback.core.errors import RingbackError

PROGRAM = "espeak-ng"
LONGEST = 2_000
"""Characters of a question that are spoken."""
MADE_WITHIN, SPOKEN_WITHIN = 10, 90
"""Seconds after which a voice that hasn't finished is stopped."""
_PHONEMES = "[["
"""What espeak-ng would take for sounds written out, and not for words."""


class NoVoice(RingbackError):
    """A question that can't be spoken: the program is missing, failed, or took too long."""

    code = "no_voice"

    def __init__(self, why: str) -> None:
        super().__init__(why, "Read the question; it works the same. ringback doctor says what is missing.")


def speaks() -> bool:
    """Whether this machine has the program that speaks."""
    return shutil.which(PROGRAM) is not None


def spoken(text: str, locale: str) -> bytes:
    """A text as a WAV file, kept in memory for the next time. Raises NoVoice."""
    return _made(_program(), locale.lower(), _words(text))


def say(text: str, locale: str) -> None:
    """Speak a text here and now, and come back when it is said. Raises NoVoice."""
    _run([_program(), "-v", locale.lower(), "--stdin"], _words(text), SPOKEN_WITHIN)


def _program() -> str:
    found = shutil.which(PROGRAM)
    if found is None:
        raise NoVoice(f"There is no {PROGRAM} on this machine.")
    return found


def _words(text: str) -> bytes:
    plain = " ".join(text[:LONGEST].split()).replace("\0", "").replace(_PHONEMES, "[ [")
    return plain.encode(errors="replace")


@lru_cache(maxsize=64)
def _made(program: str, voice: str, words: bytes) -> bytes:
    return _with_its_length(_run([program, "-v", voice, "--stdin", "--stdout"], words, MADE_WITHIN))


memory.remembers(_made.cache_clear)


def _run(command: list[str], words: bytes, seconds: float) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the words are no argument
            command, input=words, capture_output=True, timeout=seconds, check=True
        )
    except subprocess.TimeoutExpired:
        raise NoVoice(f"{PROGRAM} took too long, and was stopped.") from None
    except (OSError, subprocess.CalledProcessError):
        raise NoVoice(f"{PROGRAM} is here, and could not speak.") from None
    return done.stdout


def _with_its_length(sound: bytes) -> bytes:
    """A WAV file that was written to a pipe, and so didn't know its length, with it."""
    made = io.BytesIO()
    try:
        with wave.open(io.BytesIO(sound)) as read, wave.open(made, "wb") as write:
            write.setnchannels(read.getnchannels())
            write.setsampwidth(read.getsampwidth())
            write.setframerate(read.getframerate())
            write.writeframes(read.readframes(read.getnframes()))
    except (wave.Error, EOFError):
        raise NoVoice(f"What {PROGRAM} gave is no sound.") from None
    return made.getvalue()
