"""Ringback: what to do after a phone interview that went badly."""

from ringback.core.errors import RingbackError

__version__ = "0.1.0"

__all__ = [
    "RingbackError",
    "debrief",
    "evidence",
    "facts",
    "odds",
    "process",
    "recover",
    "rehearse",
    "review",
    "transcribe",
    "words",
]

TYPE_CHECKING = False  # as typing has it: importing that module would double the time of this one
if TYPE_CHECKING:
    from ringback.api import (
        debrief,
        evidence,
        facts,
        odds,
        process,
        recover,
        rehearse,
        review,
        transcribe,
        words,
    )
else:

    def __getattr__(name: str) -> object:
        """What the API offers, loaded when it is first asked for."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from ringback import api

        return getattr(api, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
