"""Clock times as transcripts write them: 0:03, 1:02:03, 00:00:01.790, 0:0:5.32, 00:00:43,810."""

from __future__ import annotations

import re

TIME = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,6})?"
ARROW = re.compile(rf"[ \t]*({TIME})[ \t]*-->[ \t]*({TIME})")


def seconds(written: str) -> float:
    """A time in the form of TIME as seconds."""
    total = 0.0
    for part in written.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 6)
