"""The command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    from ringback.app.recover import answer_lines
    from ringback.catalogue import load

    for line in answer_lines(sys.stdin, load()):
        print(line)
