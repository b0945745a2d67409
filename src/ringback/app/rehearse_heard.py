"""A take that was said: written down by the speech model of this machine, where there is one."""

from __future__ import annotations

import importlib.util
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ringback.core.catalogue import Catalogue
from ringback.core.take import Take
from ringback.store.errors import files_at
from ringback.store.files import new_part

if TYPE_CHECKING:
    from ringback.ears.engine import Engine

NAME = "your take"


def listens() -> bool:
    """Whether this machine can write down what is said: the extra is installed, and a model is here."""
    from ringback.ears import models

    needed = ("faster_whisper", "av")
    return all(importlib.util.find_spec(one) for one in needed) and next(models.here(), None) is not None


def heard_take(sound: bytes, home: Path, catalogue: Catalogue) -> Take:
    """A recording of one's own voice as a take: its words, its times, its fillers as a range.

    The sound lies in the data folder while it is heard, and no longer. Raises UnhearableRecording.
    """
    from ringback.ears.alone import hear_alone

    engine = _engine()
    with ExitStack() as held:
        with files_at(str(home)):
            part, file = held.enter_context(new_part(home / "take"))
            file.write(sound)
            file.flush()
        said = hear_alone(part, NAME, engine, catalogue.phrases["recordings"])
    words = " ".join(word.text for word in said.words)
    return Take(words, True, said.seconds, said.latency, (said.fillers.low, said.fillers.high))


@lru_cache(maxsize=1)
def _engine() -> Engine:
    """The model, loaded once: that takes a second or two. Raises NoModel, WrongModel."""
    from ringback.ears import models
    from ringback.ears.engine import Whisper

    found = models.find(None)
    models.check(found)
    return Whisper(found.folder, found.name)
