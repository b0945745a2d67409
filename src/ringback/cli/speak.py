"""A question spoken by this machine, where it has a voice; silence where it has none."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress

VOICE = "espeak-ng"
LONGEST = 60


def speak(text: str, locale: str) -> None:
    """Say the text aloud with espeak-ng; nothing where it isn't installed or has no sound to go to."""
    path = shutil.which(VOICE)
    if path is None:
        return
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(  # noqa: S603 - no shell; the text is one argument, after the options
            [path, "-v", locale.lower(), "--", text],
            check=False,
            timeout=LONGEST,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
