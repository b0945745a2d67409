"""Where in our own code something went wrong, for whoever reports it; never a word of the user's."""

from __future__ import annotations

from pathlib import Path


def place_of(error: BaseException) -> str:
    """The place in our code where an error was raised; it quotes nothing."""
    trace, place = error.__traceback__, "an unknown place"
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "ringback" in file.parts:
            place = f"{file.parent.name}/{file.name} line {trace.tb_lineno}"
        trace = trace.tb_next
    return place
