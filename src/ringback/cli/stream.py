"""Standard input answered line by line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from ringback.cli import screen


def answer_all(answer: Callable[[str, int], Mapping[str, Any]]) -> int:
    """One answer printed for every line, in order; 1 when any line failed."""
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
    failed = False
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            record = answer(line, number)
        except Exception as error:  # noqa: BLE001 - one line's fault is not the next one's
            record = {"id": _id_of(line), "error": screen.Unexpected(error).as_record()}
        failed = failed or "error" in record
        screen.put_record(record)
    return screen.FAILED if failed else 0


def _id_of(line: str) -> Any:
    import json

    try:
        return json.loads(line).get("id")
    except (ValueError, AttributeError, RecursionError):
        return None
