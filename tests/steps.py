"""How much work something is, told without the clock: instructions, and text handed to RE2."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """How many instructions it takes, and how many characters RE2 is given to search: it encodes them all."""
    count = 0

    def tracer(frame: Any, event: str, _argument: Any) -> Any:
        nonlocal count
        count += 1
        if event == "call" and frame.f_code.co_name == "search" and frame.f_globals["__name__"] == "re2":
            count += len(frame.f_locals["text"])
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
