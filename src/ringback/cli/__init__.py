"""The command line."""

from __future__ import annotations

import json
import sys
from datetime import datetime


def main() -> None:
    """Run the command line."""
    from ringback.app.recover import Circumstances, answer_lines
    from ringback.catalogue import load

    around = Circumstances(now=datetime.now().astimezone(), zone="Europe/London")  # noqa
    for line in answer_lines(sys.stdin, around, load()):
        print(json.dumps(line, ensure_ascii=False))
